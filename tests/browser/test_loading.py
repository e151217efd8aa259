"""How the workbench loads: a long text with a large map costs little, and keys that come too early are not lost."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.benchmarks.browser import fresh, imported, transferred
from tests.benchmarks.graphs import article_map
from tests.browser.conftest import Server

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def large(server: Server) -> str:
    """The address of a map of 1,000 nodes and 800 links on 10,000 words."""
    return imported(server, article_map(words=10_000, spans=1_000, links=800))


@pytest.fixture(scope="module")
def signed_in(browser: Browser, server: Server) -> Iterator[BrowserContext]:
    context = browser.new_context(base_url=server.address)
    context.new_page().goto(server.manage("sign_in_link", "--address", server.address))
    yield context
    context.close()


@pytest.fixture
def cold(browser: Browser, signed_in: BrowserContext, server: Server) -> Iterator[Page]:
    """A page with nothing in its cache."""
    with fresh(browser, signed_in, server) as page:
        yield page


def slow(route: Route) -> None:
    time.sleep(0.8)
    route.continue_()


def test_a_large_map_loads_whole_with_few_bytes_and_elements(cold: Page, large: str):
    sizes = transferred(cold)

    cold.goto(large)
    cold.locator("body[data-usable=whole]").wait_for()

    assert cold.evaluate("document.querySelectorAll('.line').length") > 20
    assert cold.evaluate("document.querySelectorAll('*').length") <= 3_500
    assert len(sizes) > 50
    assert sum(sizes) <= 250_000


def test_the_first_view_waits_for_no_part_that_it_does_without(cold: Page, large: str):
    for part in ("map/map", "workbench/find", "workbench/palette", "workbench/forms"):
        cold.route(f"**/static/js/{part}.*.js", slow)

    cold.goto(large)
    cold.locator("body[data-usable]").wait_for()
    cold.locator("#text-pane").focus()
    cold.keyboard.press("ArrowDown")
    cold.keyboard.press("c")

    expect(cold.locator("#status-count")).to_contain_text("1001 nodes")
    assert cold.evaluate("document.body.dataset.usable") == ""


def test_keys_wait_for_the_part_that_they_need(cold: Page, large: str):
    cold.route("**/static/js/workbench/find.*.js", slow)

    cold.goto(large)
    cold.locator("body[data-usable]").wait_for()
    nodes = cold.locator("#status-count").text_content() or ""
    cold.keyboard.type("/bus")

    expect(cold.get_by_role("searchbox", name="Words to find")).to_have_value("bus")
    expect(cold.locator("#find-bar output")).to_contain_text("1 of ")
    expect(cold.locator("#status-count")).to_have_text(nodes)  # "s" has marked nothing


def test_the_map_is_shown_when_it_has_come(cold: Page, large: str):
    cold.route("**/static/js/map/map.*.js", slow)

    cold.goto(large)
    cold.locator("body[data-usable]").wait_for()
    cold.keyboard.press("o")

    expect(cold.locator("#map-view")).to_be_visible()
    expect(cold.locator(".map-box").first).to_be_visible()


def test_what_cannot_be_loaded_is_told_and_tried_again(cold: Page, large: str):
    cold.route("**/static/js/workbench/palette.*.js", lambda route: route.abort())
    cold.goto(large)
    cold.locator("body[data-usable=whole]").wait_for()

    cold.keyboard.press("Control+k")

    expect(cold.locator("#toasts")).to_contain_text("This could not be loaded")
    cold.unroute("**/static/js/workbench/palette.*.js")
    cold.keyboard.press("Control+k")
    expect(cold.get_by_role("combobox", name="Find a command")).to_be_focused()
