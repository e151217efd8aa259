"""Highlights and notes beside the argument: made in the text, listed, turned into nodes."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import assert_nothing_sticks_out, assert_targets_are_large
from tests.browser.conftest import Server, assert_accessible
from tests.browser.hands import PLACE
from tests.browser.states import open_sheet
from tests.browser.test_main_job import new_map, saved, select

TEXT = "The dock should open. The water is clean. Nobody asked the gulls. The mayor said so. It was always so here."
PAINTED = """() => [...CSS.highlights.get("argmap-note")]
  .map(({ startContainer, startOffset, endOffset }) => startContainer.data.slice(startOffset, endOffset))"""


@pytest.fixture
def desk(page: Page, server: Server) -> Page:
    new_map(page, server, TEXT)
    return page


def painted(page: Page) -> list[str]:
    return page.evaluate(PAINTED)


def rows(page: Page):
    return page.get_by_role("region", name="Highlights").get_by_role("listitem")


def test_a_selection_is_highlighted_by_its_key_and_undone(desk: Page):
    select(desk, "Nobody asked the gulls.")
    desk.keyboard.press("h")
    saved(desk)

    assert painted(desk) == ["Nobody asked the gulls."]
    expect(desk.locator(".chip-note")).to_have_attribute("aria-label", "Highlight")
    expect(desk.get_by_role("treeitem")).to_have_count(0)
    desk.keyboard.press("Control+z")
    expect(desk.locator(".chip-note")).to_have_count(0)
    assert painted(desk) == []
    desk.keyboard.press("Control+Shift+z")
    expect(desk.locator(".chip-note")).to_have_count(1)
    desk.reload()
    expect(desk.locator(".chip-note")).to_have_count(1)
    assert painted(desk) == ["Nobody asked the gulls."]


def test_by_keys_alone_from_the_sentence_to_the_node(desk: Page):
    desk.locator("#text-pane").focus()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("h")
    saved(desk)
    desk.keyboard.press("Control+k")
    desk.keyboard.type("Highlights and notes")
    desk.keyboard.press("Enter")
    expect(rows(desk)).to_have_count(1)
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    expect(desk.get_by_role("button", name="Write a note")).to_be_focused()
    desk.keyboard.press("Enter")
    expect(desk.get_by_label("Your note")).to_be_focused()
    desk.keyboard.type("Is it?")
    desk.keyboard.press("Control+Enter")
    expect(rows(desk)).to_contain_text("Is it?")
    expect(desk.locator(".chip-note")).to_have_attribute("aria-label", "Note: Is it?")
    assert_accessible(desk, ".side-pane")

    desk.get_by_role("button", name="Evidence: The water").press("Enter")

    saved(desk)
    expect(desk.get_by_role("treeitem")).to_contain_text("The water is clean.")
    expect(desk.get_by_role("treeitem")).to_have_attribute("data-kind", "evidence")
    expect(rows(desk)).to_have_count(0)
    assert painted(desk) == []


LOOKS = [{}, {"width": 380, "height": 700, "touch": True, "scheme": "dark"}]


@pytest.mark.parametrize("page", LOOKS, indirect=True, ids=["mouse", "touch"])
def test_by_hand_from_the_bar_to_the_list_and_away(desk: Page, page: Page):
    for words in ("It was always so here.", "The water is clean."):
        select(desk, words)
        desk.locator('#mark-bar [data-mark="h"]').click()
        saved(desk)
    desk.mouse.click(*desk.evaluate(PLACE, "water"))
    expect(rows(desk)).to_have_count(2)
    expect(rows(desk).first.get_by_role("button").first).to_be_focused()
    open_sheet(desk)
    expect(rows(desk).first).to_contain_text("The water is clean.")  # in the order of the text
    assert_accessible(desk)
    assert_nothing_sticks_out(desk)
    assert_targets_are_large(desk)

    rows(desk).first.get_by_role("button", name="Delete").click()
    saved(desk)

    expect(rows(desk)).to_have_count(1)
    assert painted(desk) == ["It was always so here."]


def test_marks_in_the_text_tell_highlights_from_passages_of_nodes(desk: Page):
    select(desk, "The dock should open.")
    desk.keyboard.press("c")
    select(desk, "The water is clean.")
    desk.keyboard.press("h")
    select(desk, "dock should")
    desk.keyboard.press("h")
    saved(desk)

    desk.get_by_role("button", name="Marks in the text").click()

    marks = desk.locator(".block mark")
    assert marks.evaluate_all("all => all.map((mark) => [mark.className, mark.title, mark.textContent])") == [
        ["claim", "claim", "The "],
        ["claim", "highlight, claim", "dock should"],
        ["claim", "claim", " open."],
        ["note", "highlight", "The water is clean."],
    ]
    desk.get_by_role("button", name="Marks in the text").click()
