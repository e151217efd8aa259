"""The text pane: what is painted, its margin and its tools, as a reader meets them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.test_main_job import new_map, saved, select

PARAGRAPHS = [f"Sentence {number} of a long text, which goes on and on and on." for number in range(250)]


def painted(page: Page, layer: str) -> list[str]:
    """The words that a layer paints, in the order of the text."""
    return page.evaluate(
        """(layer) => [...(CSS.highlights.get(`argmap-${layer}`) ?? [])].map((fixed) => {
          const range = document.createRange();
          range.setStart(fixed.startContainer, fixed.startOffset);
          range.setEnd(fixed.endContainer, fixed.endOffset);
          return range;
        }).sort((a, b) => a.compareBoundaryPoints(Range.START_TO_START, b)).map(String)""",
        layer,
    )


@pytest.fixture
def desk(page: Page, server: Server) -> Page:
    new_map(page, server, "Open the dock\n\nThe dock should open. The water is clean.\n\nNobody asked the gulls.\n")
    return page


def test_a_crowded_margin_lists_the_nodes_for_which_it_has_no_room(desk: Page):
    for words in ("The dock", "The dock should", "dock should open", "The water is clean."):
        select(desk, words)
        desk.keyboard.press("c")
    saved(desk)

    desk.get_by_role("button", name="4 more nodes").click()
    desk.get_by_role("menuitem", name="C 4 The water is clean.").click()

    expect(desk.locator("#outline > li[aria-selected=true] .number")).to_have_text("4")
    assert painted(desk, "selected") == ["The water is clean."]


def test_only_what_is_near_the_view_is_painted_and_the_rest_when_it_comes(page: Page, server: Server):
    new_map(page, server, "A long text\n\n" + "\n\n".join(PARAGRAPHS))
    for number in (1, 240):
        select(page, PARAGRAPHS[number])
        page.keyboard.press("c")
    saved(page)

    page.locator("#text-pane").evaluate("pane => pane.scrollTo({top: 0, behavior: 'instant'})")
    page.wait_for_function("CSS.highlights.get('argmap-claim').size === 1")
    assert painted(page, "claim") == [PARAGRAPHS[1]]
    page.get_by_role("treeitem").filter(has_text="Sentence 240").click()

    page.wait_for_function("CSS.highlights.get('argmap-claim').size === 1")
    assert painted(page, "claim") == [PARAGRAPHS[240]]
