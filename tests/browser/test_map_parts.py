"""What of a map is shown: focus, filter, depth, compact texts, the small map; on small maps without a server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.drawn_map import open_map, served_modules
from tests.graphs import graph_of

pytestmark = pytest.mark.browser

GRAPH = graph_of(
    *[
        "main:yes a",
        "b -> a",
        "c & d -> a",
        "e -x (b -> a)",
        "f -x a",
        "g -> b",
        "h -> g",
        "i -x g",
        "j -> h",
        "k -> c",
    ],
    text="a b c d e f g h i j k",
)


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[tuple[Page, str]]:
    with served_modules() as address:
        page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        yield page, address
        page.close()


@pytest.fixture
def page(blank: tuple[Page, str]) -> Page:
    page, address = blank
    page.goto(address)
    page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
    open_map(page, address, GRAPH)
    return page


def shown(page: Page) -> set[str]:
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return set(page.locator(".map-box:visible > .words").all_inner_texts())


def choose(page: Page, node: str) -> None:
    page.evaluate("(id) => drawn.state.select(id, { from: 'outline' })", node)


def test_focus_shows_a_node_with_all_above_and_what_is_directly_below(page: Page):
    choose(page, "g")

    page.get_by_role("button", name="Focus").click()

    assert shown(page) == {"a", "b", "g", "h", "i"}
    assert page.locator(".map-fold.closed:visible").all_inner_texts() == ["+1: 1 for"]
    page.locator(".map-fold.closed:visible").click()
    assert shown(page) == {"a", "b", "g", "h", "i", "j"}


def test_focus_keeps_the_co_premises_of_what_is_above(page: Page):
    choose(page, "k")
    page.get_by_role("button", name="Focus").click()
    assert shown(page) == {"a", "c", "d", "k"}


def test_focus_goes_back_and_forward_and_up_the_way(page: Page):
    choose(page, "h")
    page.locator(".map-port").focus()
    page.keyboard.press("f")
    way = page.get_by_role("navigation", name="Way to the node in focus")
    assert way.get_by_role("button").all_inner_texts()[2:] == ["Whole map", "1 a", "1.1 b", "1.1.2 g", "1.1.2.1 h"]

    way.get_by_role("button", name="1.1 b").click()
    assert shown(page) == {"a", "b", "e", "g"}
    page.locator(".map-port").focus()
    page.keyboard.press("[")
    assert "j" in shown(page)
    page.keyboard.press("]")
    assert "j" not in shown(page)
    way.get_by_role("button", name="Whole map").click()
    assert shown(page) == set("abcdefghijk")


def test_what_is_chosen_elsewhere_ends_the_focus(page: Page):
    choose(page, "g")
    page.get_by_role("button", name="Focus").click()
    choose(page, "f")
    assert shown(page) == set("abcdefghijk")


def test_filter_shows_what_holds_the_words_and_what_is_above(page: Page):
    field = page.get_by_label("Show only nodes with these words")

    def filter_by(words: str) -> None:
        field.fill(words)
        page.wait_for_function("(words) => drawn.state.filterWords === words", arg=words)

    filter_by("j")
    assert shown(page) == {"a", "b", "g", "h", "j"}
    filter_by("nowhere")
    assert shown(page) == set()
    expect(page.get_by_text("No node matches the filter.")).to_be_visible()
    filter_by("")
    assert shown(page) == set("abcdefghijk")


def test_depth_collapses_what_is_lower_and_opens_all_again(page: Page):
    depth = page.get_by_label("Show down to which depth")
    depth.select_option("1")
    assert shown(page) == {"a"}
    assert page.locator(".map-fold.closed:visible").inner_text() == "+10: 7 for, 3 against"
    depth.select_option("2")
    assert shown(page) == {"a", "b", "c", "d", "f"}
    depth.select_option("Infinity")
    assert shown(page) == set("abcdefghijk")


def test_compact_cuts_long_texts_to_two_lines(page: Page):
    page.evaluate(
        "() => drawn.store.apply({ nodes: { f: { ...drawn.store.nodes.get('f'), text: 'word '.repeat(60) } } })"
    )
    page.get_by_role("button", name="Compact").click()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    words = page.locator(".map-box", has_text="word").locator(".words").inner_text()
    assert words.count("\n") == 1
    assert words.endswith("…")
    page.get_by_role("button", name="Compact").click()
    expect(page.locator(".map-box", has_text="word").locator(".words")).not_to_contain_text("…")


def test_the_small_map_leads_to_where_it_is_pressed(page: Page):
    page.locator(".percent").click()
    for _ in range(4):
        page.get_by_role("button", name="Zoom in").click()
    small = page.locator(".map-mini")
    expect(small).to_be_visible()
    small.click(position={"x": 14, "y": 55})
    assert "a" in shown(page)
    small.click(position={"x": 164, "y": 55})
    assert "a" not in shown(page)


def test_an_edit_leaves_what_it_does_not_concern_in_its_place_and_order(page: Page):
    choose(page, "g")
    places = """() => Object.fromEntries([...document.querySelectorAll(".map-box:not([hidden])")]
      .map((box) => [box.dataset.node, [box.getBoundingClientRect().x, box.getBoundingClientRect().y]]))"""
    shown(page)
    before = page.evaluate(places)

    page.evaluate(
        """() => drawn.store.apply({
          nodes: { z: { ...drawn.store.nodes.get("j"), id: "z", text: "z", spans: [] } },
          links: { z: { id: "z", type: "support", premises: [{ node: "z", role: "" }], target_node: "i",
            target_link: null, scheme: "", tags: [], position: null } } })"""
    )

    assert "z" in shown(page)
    after = page.evaluate(places)
    assert after["g"] == pytest.approx(before["g"], abs=1)
    assert {node: place[0] for node, place in after.items() if node != "z"} == {
        n: place[0] for n, place in before.items()
    }
    order = sorted(before, key=lambda node: (before[node][0], before[node][1]))
    assert sorted(before, key=lambda node: (after[node][0], after[node][1])) == order
