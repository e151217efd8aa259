"""The states of the workbench, each with the way there: for checks that must hold in all of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server
from tests.browser.test_main_job import new_map, refuse, saved, select
from tests.browser.test_workbench_slips import line

TEXT = """Open the dock

The dock should open. The water is clean. The harbour is busy. Nobody asked the gulls. The mayor said so. \
Whoever lives here has swum there as a child, and whoever has not would like to; that is how it always was, says she.

What the council says

The ladder is there, and the quay is old. A sign forbids it. Nobody reads the sign.
"""
MARKS = [
    ("c", "The dock should open."),
    ("s", "The water is clean."),
    ("j", "Nobody asked the gulls."),
    ("x", "The harbour is busy."),
    ("e", "The mayor said so."),
]


def rich_map(page: Page, server: Server) -> None:
    """A new map with each kind, an undercut, a linked support and a node in own words."""
    new_map(page, server, TEXT)
    for count, (key, words) in enumerate(MARKS, start=1):
        select(page, words)
        page.keyboard.press(key)
        expect(page.locator("#outline > li:not(.group)")).to_have_count(count)
    saved(page)
    undercut(page)
    with_scheme(page)
    in_own_words(page)
    page.get_by_label("What it says").fill("What is public is for all.")
    page.get_by_label("Implicit").check()
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator("#outline .is-implicit")).to_be_visible()
    saved(page)


def with_scheme(page: Page) -> None:
    """The linked support is an analogy: the roles are suggested."""
    form("Scheme of the link", "1.1a")(page)
    expect(page.locator(".scheme-box")).to_be_visible()
    page.get_by_role("combobox", name="Argumentation scheme").fill("analogy")
    page.keyboard.press("Enter")
    page.keyboard.press("Control+Enter")
    expect(line(page, "1.1")).to_contain_text("Analogy")
    saved(page)


def questions(page: Page) -> None:
    line(page, "1.1a").locator(".words").click()
    page.keyboard.press("i")
    expect(page.get_by_role("region", name="Critical questions")).to_contain_text("Are the cases alike")


def close_questions(page: Page) -> None:
    page.get_by_role("button", name="Close the questions").click()


def undercut(page: Page) -> None:
    line(page, "1.2").click()
    page.keyboard.press("t")
    select(page, "A sign forbids it.")
    page.keyboard.press("u")
    expect(page.locator("#outline [data-relation=undercut]")).to_be_visible()
    line(page, "1").click()
    page.keyboard.press("t")
    saved(page)


def command(page: Page, words: str, number: str = "1.2") -> None:
    """Does with the line of this number what the palette calls so."""
    line(page, number).locator(".words").first.click()
    page.keyboard.press("Control+k")
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def dialog(page: Page) -> Locator:
    return page.locator("dialog[open]")


def close_dialog(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)


def close_list_and_dialog(page: Page) -> None:
    page.keyboard.press("Escape")
    close_dialog(page)


def form(words: str, number: str = "1.2") -> Callable[[Page], None]:
    def reach(page: Page) -> None:
        command(page, words, number)
        expect(dialog(page).locator("h1, h2, h3").first).to_be_visible()

    return reach


def scheme_search(page: Page) -> None:
    """With the list open; Escape closes it first."""
    form("Scheme of the link")(page)
    page.get_by_role("combobox", name="Argumentation scheme").click()
    expect(page.get_by_role("option").first).to_be_visible()


def in_own_words(page: Page) -> None:
    page.get_by_role("button", name="Own words").click()
    expect(dialog(page)).to_be_visible()


def palette(page: Page) -> None:
    line(page, "1.2").locator(".words").click()
    page.keyboard.press("Control+k")


def palette_without_a_hit(page: Page) -> None:
    palette(page)
    page.keyboard.type("zzz")
    expect(page.get_by_text("No command that is possible now")).to_be_visible()


def keys_sheet(page: Page) -> None:
    page.get_by_role("button", name="Keys").click()


def map_form(page: Page) -> None:
    page.get_by_role("link", name="Rename the map").click()
    expect(dialog(page)).to_be_visible()


def menu(page: Page) -> None:
    line(page, "1.2").locator(".more").click()


def headings(page: Page) -> None:
    page.get_by_role("button", name="Headings").click()


def close_menu(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.get_by_role("menu")).to_be_hidden()


def account(page: Page) -> None:
    page.locator("details.menu > summary").click()


def close_account(page: Page) -> None:
    page.locator("details.menu[open] > summary").click()


def selected_words(page: Page) -> None:
    select(page, "The ladder is there, and the quay is old.")


def clear_selection(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.get_by_role("toolbar", name="Mark the selected passage")).to_be_hidden()


def find(page: Page) -> None:
    page.locator("#open-find").click()
    page.get_by_label("Words to find").fill("the")


def close_find(page: Page) -> None:
    page.keyboard.press("Escape")
    clear_selection(page)


def node_find(page: Page) -> None:
    page.locator("#open-node-find").click()
    page.get_by_label("Words or number of a node").fill("the")
    expect(page.locator("#node-find output")).to_contain_text("1 of")


def close_node_find(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.locator("#node-find")).to_be_hidden()


def several(page: Page) -> None:
    line(page, "1.2").locator(".words").click()
    page.keyboard.press("Control+a")
    expect(page.get_by_role("toolbar", name="All selected nodes")).to_be_visible()


def one(page: Page) -> None:
    line(page, "1.2").locator(".words").click()
    expect(page.get_by_role("toolbar", name="All selected nodes")).to_be_hidden()


def form_for_all(words: str) -> Callable[[Page], None]:
    def reach(page: Page) -> None:
        several(page)
        page.keyboard.press("Control+k")
        page.keyboard.type(words)
        page.keyboard.press("Enter")
        expect(dialog(page).locator("h2")).to_be_visible()

    return reach


def close_dialog_and_several(page: Page) -> None:
    close_dialog(page)
    one(page)


def picking(page: Page) -> None:
    command(page, "Move to another parent")
    page.get_by_role("combobox", name=re.compile("Choose the new parent")).press("ArrowDown")
    expect(page.get_by_role("option").first).to_be_visible()


def stop_picking(page: Page) -> None:
    page.keyboard.press("Escape")
    expect(page.locator("#pick-bar")).to_be_hidden()


def passage_ends(page: Page) -> None:
    line(page, "1.2").locator(".words").click()
    page.keyboard.press("b")
    expect(page.locator(".span-end").first).to_be_visible()


def leave_ends(page: Page) -> None:
    page.keyboard.press("Escape")
    line(page, "1.2").locator(".words").click()


def drawn_map(page: Page) -> None:
    page.get_by_role("button", name="Map", exact=True).click()
    expect(page.locator(".map-box").first).to_be_visible()


def map_in_focus(page: Page) -> None:
    line(page, "1.2").locator(".words").click()
    drawn_map(page)
    page.get_by_role("button", name="Focus", exact=True).click()
    expect(page.locator(".map-path")).to_be_visible()


def leave_focus(page: Page) -> None:
    page.locator(".map-path").get_by_role("button", name="Whole map").click()
    back_to_outline(page)


def folded_map(page: Page) -> None:
    page.get_by_role("button", name="Collapse all").click()
    drawn_map(page)


def problems(page: Page) -> None:
    page.get_by_role("button", name="Problems", exact=True).click()
    expect(page.get_by_role("region", name="Problems")).to_contain_text("in this map")


def close_problems(page: Page) -> None:
    page.get_by_role("button", name="Close the problems").click()


def filter_panel(page: Page) -> None:
    page.get_by_role("button", name="Filter", exact=True).click()
    page.get_by_role("checkbox", name="evidence").first.check()
    expect(page.get_by_role("group", name="Filter", exact=True)).to_contain_text("1 of")


def filtered(page: Page) -> None:
    filter_panel(page)
    page.keyboard.press("Escape")


def filtered_map(page: Page) -> None:
    filtered(page)
    drawn_map(page)


def unfilter(page: Page) -> None:
    page.get_by_role("button", name="Clear all").click()
    panel = page.get_by_role("button", name="Close the filter")
    if panel.is_visible():
        panel.click()


def unfilter_map(page: Page) -> None:
    unfilter(page)
    back_to_outline(page)


def highlights(page: Page) -> None:
    page.get_by_role("button", name="Highlights", exact=True).click()
    expect(page.get_by_role("region", name="Highlights")).to_contain_text("None yet")


def close_highlights(page: Page) -> None:
    page.get_by_role("button", name="Close the highlights").click()


def folded(page: Page) -> None:
    page.get_by_role("button", name="Collapse all").click()


def unfold(page: Page) -> None:
    page.get_by_role("button", name="Expand all").click()


def unfold_map(page: Page) -> None:
    unfold(page)
    back_to_outline(page)


def back_to_outline(page: Page) -> None:
    page.get_by_role("button", name="Outline", exact=True).click()
    expect(page.locator("#outline > li").first).to_be_visible()


def marks_in_the_text(page: Page) -> None:
    page.get_by_role("button", name="Marks in the text").click()
    expect(page.locator(".block mark").first).to_be_visible()


def plain_text(page: Page) -> None:
    page.get_by_role("button", name="Marks in the text").click()
    expect(page.locator(".block mark")).to_have_count(0)


def sentence_cursor(page: Page) -> None:
    page.locator("#text-pane").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")


def refused(page: Page) -> None:
    page.route("**/duplicate/", refuse)
    line(page, "1.2").locator(".words").click()
    page.keyboard.press("d")
    expect(page.locator(".toast")).to_contain_text("Not today.")


def not_refused(page: Page) -> None:
    page.unroute("**/duplicate/")


def offline(page: Page) -> None:
    page.route("**/duplicate/", lambda route: route.abort())
    line(page, "1.2").locator(".words").click()
    page.keyboard.press("d")
    expect(page.locator("#save-state")).to_contain_text("Offline, will retry")
    expect(page.locator(".toast")).to_contain_text("The server does not answer.")


def online(page: Page) -> None:
    page.unroute("**/duplicate/")
    page.evaluate("dispatchEvent(new Event('online'))")
    saved(page)
    page.keyboard.press("Control+z")
    expect(page.locator("#redo")).to_be_enabled()
    saved(page)


def fault_from_a_form(page: Page) -> None:
    page.route("**/nodes/*/edit/", lambda route: route.abort())
    line(page, "1.2").locator(".words").click()
    page.keyboard.press("Enter")
    expect(page.locator(".toast.error")).to_be_visible()


def close_toast(page: Page) -> None:
    page.unroute("**/nodes/*/edit/")
    page.locator(".toast.error").get_by_role("button").click()


@dataclass(frozen=True)
class State:
    """The way into a state and out of it; ``region``: what it adds to the page, where that is little."""

    reach: Callable[[Page], object]
    leave: Callable[[Page], object] = lambda page: None
    region: str | None = None


def in_dialog(reach: Callable[[Page], object]) -> State:
    return State(reach, close_dialog, "dialog[open]")


def comments(page: Page) -> None:
    line(page, "1.2").locator(".words").first.click()
    page.keyboard.press("r")
    field = page.get_by_label("Comment on it")
    expect(field).to_be_focused()
    if not page.locator(".thread").count():
        page.keyboard.type("Who says so?")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".thread")).to_contain_text("Who says so?")
    page.locator(".thread summary", has_text="Reply").click()
    expect(page.locator(".thread details[open] textarea")).to_be_focused()
    page.keyboard.type("Ask @")
    expect(page.get_by_role("listbox", name="Members of the project")).to_be_visible()


def close_comments(page: Page) -> None:
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Close the comments").click()


STATES: dict[str, State] = {
    "at rest": State(lambda page: None),
    "words selected": State(selected_words, clear_selection, ".mark-bar"),
    "sentence cursor": State(sentence_cursor, clear_selection, ".text-pane"),
    "find in the text": State(find, close_find, ".text-side"),
    "headings": State(headings, close_menu, ".context-menu"),
    "marks in the text": State(marks_in_the_text, plain_text, ".text-side"),
    "ends of a passage": State(passage_ends, leave_ends, ".text-pane"),
    "menu of a node": State(menu, close_menu, ".context-menu"),
    "account": State(account, close_account, "header.bar"),
    "several nodes": State(several, one, ".side-pane"),
    "tags of several": State(form_for_all("tag all"), close_dialog_and_several, "dialog[open]"),
    "delete several": State(form_for_all("delete all of"), close_dialog_and_several, "dialog[open]"),
    "choosing a target": State(picking, stop_picking, ".side-pane"),
    "find a node": State(node_find, close_node_find, ".side-pane"),
    "palette": in_dialog(palette),
    "palette without a hit": in_dialog(palette_without_a_hit),
    "keys": in_dialog(keys_sheet),
    "own words": in_dialog(in_own_words),
    "edit a node": in_dialog(form("Edit node")),
    "edit a link": in_dialog(form("Edit the link")),
    "scheme of a link": State(scheme_search, close_list_and_dialog, "dialog[open]"),
    "delete a node": in_dialog(form("Delete branch")),
    "delete a link": in_dialog(form("Delete the link")),
    "passages of a node": in_dialog(form("Passages… node")),
    "export a branch": in_dialog(form("Export its branch")),
    "form of the map": in_dialog(map_form),
    "collapsed": State(folded, unfold, ".side-pane"),
    "critical questions": State(questions, close_questions, ".side-pane"),
    "filter": State(filter_panel, unfilter, ".side-pane"),
    "filtered": State(filtered, unfilter),
    "filtered map": State(filtered_map, unfilter_map, ".side-pane"),
    "highlights": State(highlights, close_highlights, ".side-pane"),
    "problems": State(problems, close_problems, ".side-pane"),
    "comments": State(comments, close_comments),
    "map": State(drawn_map, back_to_outline, ".side-pane"),
    "map in focus": State(map_in_focus, leave_focus, ".side-pane"),
    "map collapsed": State(folded_map, unfold_map, ".side-pane"),
    "a refusal": State(refused, not_refused),
    "a form that does not come": State(fault_from_a_form, close_toast),
    "offline": State(offline, online),
}


def open_sheet(page: Page) -> None:
    """On a narrow screen, the argument over most of the text."""
    handle = page.locator("#sheet-handle")
    if handle.is_visible() and handle.get_attribute("aria-expanded") == "false":
        handle.click()
