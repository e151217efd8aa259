"""The workbench for everyone: print, no script, narrow screens, the main job by keyboard alone."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, assert_accessible
from tests.browser.test_main_job import new_map, outline, saved, usable

pytestmark = pytest.mark.browser

TEXT = "Open the dock\n\nThe dock should open. The water is clean. The harbour is busy. Nobody asked the gulls.\n"


@pytest.fixture
def demo(page: Page) -> Page:
    page.goto("/projects/demo/?q=old+dock")
    page.get_by_role("link", name="Open the old dock to swimmers").first.click()
    usable(page)
    return page


@pytest.mark.parametrize("page", [{"height": 400}], indirect=True)
def test_all_of_text_and_outline_is_printed(demo: Page):
    painted = "() => [...CSS.highlights].reduce((sum, [, ranges]) => sum + ranges.size, 0)"
    lines, marks = demo.locator("#outline > li").count(), demo.evaluate(painted)

    demo.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert demo.locator("#outline > li").count() > lines
    assert demo.evaluate(painted) > marks
    numbers = demo.locator("#outline .number").all_text_contents()
    demo.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(demo.locator("#outline > li")).to_have_count(lines)
    demo.goto(f"{demo.url.split('#')[0]}read/")
    assert demo.locator(".branch-number").all_text_contents() == numbers


def test_without_a_script_a_map_is_read_whole(demo: Page, browser: Browser, server: Server):
    context = browser.new_context(
        base_url=server.address, java_script_enabled=False, storage_state=demo.context.storage_state()
    )
    reader = context.new_page()
    reader.goto(demo.url)
    reader.get_by_role("link", name="Read the whole map without it").click()

    expect(reader.get_by_role("heading", name="The argument")).to_be_visible()
    assert reader.locator(".branch[id]").count() == 35  # each node once
    assert reader.locator("mark").count() > 25
    reader.get_by_role("link", name="1.2, to the passage", exact=True).click()
    expect(reader.locator(".passage-number", has_text=re.compile(r"^1\.2$")).first).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("page", [{"scheme": "light"}, {"scheme": "dark"}], indirect=True)
def test_the_page_for_reading_is_accessible(demo: Page):
    demo.goto(f"{demo.url.split('#')[0]}read/")
    assert_accessible(demo)


@pytest.mark.parametrize("page", [{"width": 320, "height": 640}], indirect=True)
def test_nothing_is_cut_off_at_320_pixels(demo: Page):
    width = "() => document.documentElement.scrollWidth"
    assert demo.evaluate(width) == 320
    demo.goto(f"{demo.url.split('#')[0]}read/")
    assert demo.evaluate(width) == 320


def test_the_main_job_is_done_by_keys_alone(page: Page, server: Server):
    new_map(page, server, TEXT)
    page.locator("#text-pane").focus()
    sentences: list[str] = []
    for key in ("c", "s"):
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowDown")
        page.keyboard.press(key)
        expect(page.locator("#outline > li")).to_have_count(len(sentences) + 1)
        saved(page)
        sentences = outline(page)
    assert [line.split()[0] for line in sentences] == ["1", "+1.1"]
    assert all(line.endswith(".") for line in sentences)

    tab_to(page, "#outline > li")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#outline > li:focus .number")).to_have_text("1.1")
    page.keyboard.press("Delete")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#outline > li:focus .number")).to_have_text("1.1")

    page.keyboard.press("Control+z")
    expect(page.locator("#outline > li")).to_have_count(1)
    saved(page)
    expect(page.locator("#outline > li:focus .number")).to_have_text("1")
    page.keyboard.press("Control+Shift+z")
    expect(page.locator("#outline > li")).to_have_count(2)
    saved(page)
    expect(page.locator("#announcer")).to_contain_text("Redone")

    page.reload()
    usable(page)
    tab_to(page, "a.button.primary")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/export/"))
    tab_to(page, "a[download], a[href*='/export/argmap/']")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    exported = json.loads(download.value.path().read_text())
    assert [len(exported["nodes"]), len(exported["links"])] == [2, 1]


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what has the focus fits the selector."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab does not lead to {selector}.")
