"""A map of 10,000 boxes: only what is near is in the page, and everything can be come by."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.benchmarks.graphs import graph_with
from tests.browser.drawn_map import open_map, served_modules

pytestmark = pytest.mark.browser

COUNT = 10_000
MOST_ELEMENTS = 1_500

NEXT_FRAME = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
ELEMENTS = "() => document.querySelectorAll('#map-view *').length"


@pytest.fixture(scope="module")
def large(browser: Browser) -> Iterator[Page]:
    with served_modules() as address:
        page = browser.new_page(viewport={"width": 1440, "height": 900}, reduced_motion="reduce")
        open_map(page, address, graph_with(COUNT))
        yield page
        page.close()


def test_at_every_zoom_few_elements_are_in_the_page(large: Page):
    large.get_by_role("button", name="Fit the whole map in").click()
    for _ in range(34):
        large.get_by_role("button", name="Zoom in").click()
        large.evaluate(NEXT_FRAME)
        assert large.evaluate(ELEMENTS) <= MOST_ELEMENTS
    assert large.locator(".percent").inner_text() == "250 %"


def test_each_node_comes_into_sight_when_it_is_chosen(large: Page):
    large.locator(".percent").click()
    shown = large.evaluate(
        """async (count) => {
          const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
          const wrong = [];
          for (let index = 0; index < count; index += 97) {
            const id = `n${index}`;
            drawn.state.select(id, { from: "outline" });
            await frame();
            const item = drawn.store.tree.itemOfNode.get(id);
            const box = drawn.map.boxOf(item.key);
            const place = box?.getBoundingClientRect();
            const inSight = place && place.left >= 0 && place.top >= 0
              && place.right <= innerWidth && place.bottom <= innerHeight;
            const right = inSight && box.classList.contains("is-selected");
            if (!right || box.querySelector(".number").textContent !== item.number) wrong.push(id);
          }
          return wrong;
        }""",
        COUNT,
    )
    assert shown == []


def test_collapsing_the_root_leaves_one_box_that_counts_all_others(large: Page):
    large.evaluate("() => drawn.state.toggle('n0')")
    large.evaluate(NEXT_FRAME)
    assert large.locator(".map-box:visible").count() == 1
    assert large.locator(".map-fold.closed:visible").inner_text().startswith(f"+{COUNT - 1}: ")
    large.evaluate("() => drawn.state.toggle('n0')")
