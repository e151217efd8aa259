"""The text pane: what is painted, its margin and its tools, as a reader meets them."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Server, assert_accessible
from tests.browser.test_main_job import new_map, saved, select, usable

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


def comes_to_be_painted(page: Page, layer: str, words: list[str]) -> None:
    for _ in range(50):
        if painted(page, layer) == words:
            return
        page.wait_for_timeout(100)
    assert painted(page, layer) == words


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
    comes_to_be_painted(page, "claim", [PARAGRAPHS[1]])
    page.get_by_role("treeitem").filter(has_text="Sentence 240").click()

    comes_to_be_painted(page, "claim", [PARAGRAPHS[240]])


def test_a_sentence_is_chosen_stretched_and_marked_by_keys_alone(desk: Page):
    desk.locator("#text-pane").focus()
    for _ in range(3):
        desk.keyboard.press("ArrowDown")
    assert painted(desk, "cursor") == ["The water is clean."]
    expect(desk.locator("#announcer")).to_have_text("The water is clean.")

    desk.keyboard.press("Control+Shift+ArrowRight")
    desk.keyboard.press("Shift+ArrowLeft")
    desk.keyboard.press("Shift+ArrowLeft")
    assert painted(desk, "cursor") == ["water is"]
    desk.keyboard.press("Shift+ArrowRight")
    desk.keyboard.press("c")

    expect(desk.locator("#outline > li .words")).to_have_text("water is clean")
    desk.keyboard.press("ArrowUp")  # to the whole of its own sentence
    desk.keyboard.press("ArrowUp")
    desk.keyboard.press("e")
    expect(desk.locator("#outline > li").nth(1)).to_contain_text("The dock should open.")
    saved(desk)


def test_n_goes_to_the_next_sentence_without_a_mark(desk: Page):
    select(desk, "The dock should open.")
    desk.keyboard.press("c")
    expect(desk.locator("#announcer")).to_contain_text("Done: Add claim")
    desk.locator("#text-pane").focus()

    seen = []
    for _ in range(4):
        desk.keyboard.press("n")
        seen += painted(desk, "cursor")

    assert seen == ["Open the dock", "The water is clean.", "Nobody asked the gulls.", "Open the dock"]
    expect(desk.locator("#announcer")).to_have_text("From the beginning: Open the dock")
    saved(desk)


@pytest.mark.parametrize(
    ("text", "second", "clause"),
    [
        ("יש כאן נמל. המים נקיים, והעיר גדולה.", "המים נקיים, והעיר גדולה.", "והעיר גדולה."),
        ("港口应该开放。水很干净，城市很大。", "水很干净，城市很大。", "城市很大。"),
        (
            "The 🏊🏽 swimmers cafe\u0301 opens. Dr. Smith 🐦 came, and he swam.",
            "Dr. Smith 🐦 came, and he swam.",
            "and he swam.",
        ),
    ],
)
def test_sentences_and_clauses_in_other_scripts(page: Page, server: Server, text: str, second: str, clause: str):
    new_map(page, server, f"1\n\n{text}\n")
    is_rtl = page.locator(".article").get_attribute("dir") == "rtl"
    page.locator("#text-pane").focus()

    for _ in range(3):
        page.keyboard.press("ArrowDown")
    assert painted(page, "cursor") == [second]
    page.keyboard.press("c")
    expect(page.locator("#outline > li .words")).to_have_text(second)
    page.keyboard.press("ArrowLeft" if is_rtl else "ArrowRight")
    page.keyboard.press("ArrowLeft" if is_rtl else "ArrowRight")
    assert painted(page, "cursor") == [clause]
    page.keyboard.press("e")

    expect(page.locator("#outline > li").nth(1)).to_contain_text(clause)
    saved(page)


def test_find_goes_from_place_to_place_and_leaves_the_words_selected(page: Page, server: Server):
    new_map(page, server, "Gulls\n\nNobody asked the “gulls”. Gulls don’t vote.\n\nWe don't ask GULLS.\n")
    page.locator("#text-pane").focus()
    page.keyboard.press("/")
    page.keyboard.type("gulls don't")
    count = page.locator("#find-bar output")
    expect(count).to_have_text("1 of 1")
    assert painted(page, "found-here") == ["Gulls don’t"]

    page.get_by_label("Words to find").fill("GULLS")
    expect(count).to_have_text("1 of 4")
    page.keyboard.press("Enter")
    expect(count).to_have_text("2 of 4")
    page.keyboard.press("Shift+Enter")
    page.get_by_role("button", name="Previous place").click()
    expect(count).to_have_text("4 of 4")
    assert_accessible(page)
    page.get_by_label("Words to find").press("Escape")

    assert page.evaluate("getSelection().toString()") == "GULLS"
    assert painted(page, "found") == []
    page.keyboard.press("c")
    expect(page.locator("#outline > li .words")).to_have_text("GULLS")
    saved(page)


def test_the_coverage_bar_says_what_is_marked_and_leads_there(page: Page, server: Server):
    new_map(page, server, "A long text\n\n" + "\n\n".join(PARAGRAPHS))
    bar = page.get_by_role("slider", name="Place in the text")
    expect(page.locator("#coverage-text")).to_have_text("0 % marked")
    select(page, PARAGRAPHS[3])
    page.keyboard.press("c")
    saved(page)
    expect(page.locator("#coverage-text")).to_have_text("less than 1 % marked")

    bar.press("End")
    expect(page.get_by_text(PARAGRAPHS[249])).to_be_in_viewport()
    expect(bar).not_to_have_attribute("aria-valuenow", "0")
    box = bar.bounding_box()
    assert box
    page.mouse.click(box["x"] + 8, box["y"] + box["height"] / 2)
    expect(page.get_by_text(PARAGRAPHS[124])).to_be_in_viewport()
    page.keyboard.press("Home")
    expect(bar).to_have_attribute("aria-valuetext", re.compile("^0 % of the text is above; less than 1 % of the text"))


def test_the_headings_lead_to_their_places(page: Page, server: Server):
    page.goto("/projects/demo/?q=old+dock")
    page.get_by_role("link", name="Open the old dock to swimmers").first.click()
    usable(page)

    page.get_by_role("button", name="Headings").click()
    assert_accessible(page)
    last = page.get_by_role("menuitem").last
    words = last.inner_text().strip()
    last.click()

    expect(page.locator("#text-pane").get_by_role("heading", name=words)).to_be_in_viewport()
    page.keyboard.press("ArrowDown")
    assert painted(page, "cursor") == [words]


def test_parts_are_marked_as_one_node_and_shown_together(desk: Page):
    select(desk, "The dock should open.")
    desk.keyboard.press("+")
    assert painted(desk, "part") == ["The dock should open."]
    expect(desk.get_by_role("toolbar", name="Mark the selected passage")).to_be_hidden()
    select(desk, "Nobody asked the gulls.")
    desk.keyboard.press("c")

    words = desk.locator("#outline > li .words")
    expect(words).to_have_text("The dock should open. … Nobody asked the gulls.")
    assert painted(desk, "claim") == ["The dock should open.", "Nobody asked the gulls."]
    assert painted(desk, "selected") == painted(desk, "claim")
    assert painted(desk, "part") == []
    saved(desk)
    desk.locator(".block", has_text="Nobody asked the gulls.").hover(position={"x": 100, "y": 12})
    comes_to_be_painted(desk, "hover", painted(desk, "claim"))
    desk.keyboard.press("Control+z")
    expect(words).to_have_count(0)
    saved(desk)


def test_the_focus_goes_from_a_moved_end_of_a_passage_to_the_other(desk: Page):
    select(desk, "dock should")
    desk.keyboard.press("c")
    expect(desk.locator("#undo")).to_have_attribute("aria-label", re.compile("Add claim"))
    desk.keyboard.press("b")
    desk.keyboard.press("ArrowRight")

    desk.keyboard.press("Shift+Tab")

    expect(desk.locator("#undo")).to_have_attribute("aria-label", re.compile("Change the passage"))
    expect(desk.get_by_role("button", name="Start of a passage of 1")).to_be_focused()
    assert painted(desk, "claim") == ["dock should open"]


def test_the_ends_of_a_passage_are_moved_by_keys_and_by_dragging(desk: Page):
    select(desk, "dock should")
    desk.keyboard.press("c")
    expect(desk.locator("#outline > li")).to_have_count(1)
    saved(desk)
    desk.keyboard.press("b")
    assert_accessible(desk)
    desk.keyboard.press("ArrowRight")
    assert painted(desk, "draft") == ["dock should open"]
    desk.keyboard.press("Enter")
    saved(desk)
    assert painted(desk, "claim") == ["dock should open"]

    handle = desk.get_by_role("button", name="Start of a passage of 1").bounding_box()
    assert handle
    desk.mouse.move(handle["x"] + 12, handle["y"] + 12)
    desk.mouse.down()
    desk.mouse.move(handle["x"] - 25, handle["y"] + 12, steps=4)
    desk.mouse.up()
    saved(desk)
    assert painted(desk, "claim") == ["The dock should open"]
    desk.reload()
    usable(desk)
    assert painted(desk, "claim") == ["The dock should open"]
    assert handle["width"] >= 24
    assert handle["height"] >= 24


def written(page: Page) -> list[tuple[str, str]]:
    """The marks that stand in the text itself, with their classes."""
    return page.eval_on_selector_all(".block mark", "marks => marks.map(mark => [mark.className, mark.textContent])")


def test_the_marks_are_written_into_the_text_by_choice_which_is_remembered(page: Page, server: Server):
    new_map(page, server, "A dock\n\nThe 🏊🏽 swimmers love the cafe\u0301 at the dock.\n")
    text = page.locator(".article").inner_text()
    select(page, "swimmers love the")
    page.keyboard.press("c")
    expect(page.locator("#outline > li")).to_have_count(1)
    switch = page.get_by_role("button", name="Marks in the text")
    switch.click()
    assert written(page) == [["claim", "swimmers love the"]]

    page.locator("#text-pane").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("n")
    page.locator("#text-pane").press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("Shift+ArrowLeft")
    page.keyboard.press("e")
    expect(page.locator("#outline > li")).to_have_count(2)
    saved(page)
    page.reload()
    usable(page)
    expect(switch).to_have_attribute("aria-pressed", "true")
    assert [kind for kind, _ in written(page)][:2] == ["evidence", "claim nested"]
    assert_accessible(page)
    switch.click()
    assert written(page) == []
    assert (
        page.locator(".article .block").last.evaluate(
            "block => [...block.childNodes].filter(node => node.nodeType === 3).map(node => node.data).join('')"
        )
        in text
    )


def test_a_browser_that_cannot_paint_over_the_text_has_the_marks_in_it(page: Page, server: Server):
    page.add_init_script("delete window.Highlight")
    new_map(page, server, "A dock\n\nThe dock should open. The water is clean.\n")
    select(page, "The dock should open.")
    page.keyboard.press("c")
    expect(page.locator(".block mark.claim")).to_have_text("The dock should open.")
    page.locator("#text-pane").focus()

    page.keyboard.press("n")
    page.keyboard.press("n")
    page.keyboard.press("e")

    expect(page.locator(".block mark.evidence")).to_have_text("The water is clean.")
    saved(page)
