"""Operations on nodes: several at once, branches through the clipboard, a split, the palette, edits that wait."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, assert_accessible
from tests.browser.hands import Keyboard, Mouse, Touch, middle_of
from tests.browser.operations import OPERATIONS, START
from tests.browser.test_main_job import new_map, outline, refuse, saved, select, usable
from tests.browser.test_workbench_slips import line

TEXT = (
    "Open the dock\n\n"
    "The dock should open. The water is clean. The harbour is busy. Nobody asked the gulls. The sign says no.\n"
)


@pytest.fixture
def desk(page: Page, server: Server) -> Page:
    """A claim with two that support it and one that attacks it."""
    page.expected_errors = ["Failed to load resource", "Response Status Error"]
    new_map(page, server, TEXT)
    for key, words in zip(
        "cssa",
        ("The dock should open.", "The water is clean.", "The harbour is busy.", "Nobody asked the gulls."),
        strict=True,
    ):
        select(page, words)
        page.keyboard.press(key)
        expect(page.locator("#outline")).to_contain_text(words)
    saved(page)
    assert outline(page) == START
    return page


def bar(page: Page) -> Locator:
    return page.get_by_role("toolbar", name="All selected nodes")


def expect_outline(page: Page, lines: list[str]) -> None:
    expect(page.locator("#outline > li")).to_have_count(len(lines))
    saved(page)
    assert outline(page) == lines


def test_several_nodes_are_selected_by_mouse_and_keys_and_changed_as_one_step(desk: Page):
    line(desk, "1.1").click()
    line(desk, "1.2").click(modifiers=["Control"])
    expect(bar(desk)).to_contain_text("2 selected")
    expect(desk.locator("#outline [aria-selected=true]")).to_have_count(2)
    desk.keyboard.press("Shift+ArrowDown")
    expect(bar(desk)).to_contain_text("2 selected")  # from the last one that was clicked
    desk.keyboard.press("Control+a")
    expect(bar(desk)).to_contain_text("4 selected")
    assert_accessible(desk)

    sent: list[str] = []
    desk.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    bar(desk).get_by_role("button", name="Evidence").click()
    saved(desk)
    assert len(sent) == 1
    assert desk.locator("#outline > li").evaluate_all("all => all.map(one => one.dataset.kind)") == ["evidence"] * 4
    line(desk, "1.1").click()
    expect(bar(desk)).to_be_hidden()
    desk.keyboard.press("Control+z")
    expect(line(desk, "1")).to_have_attribute("data-kind", "claim")


def test_selected_nodes_are_linked_into_one_support_and_deleted_with_counts(desk: Page):
    line(desk, "1.1").click()
    desk.keyboard.press("Shift+ArrowDown")
    bar(desk).get_by_role("button", name="Link into one").click()
    desk.get_by_role("combobox", name="Choose what these 2 nodes support only together.").fill("1")
    desk.keyboard.press("Enter")

    expect(desk.locator("#outline .member")).to_have_count(2)
    line(desk, "1.1a").click()
    line(desk, "1.1b").click(modifiers=["Shift"])
    desk.keyboard.press("Delete")
    expect(desk.get_by_role("dialog")).to_contain_text("With them go 2 passages and 1 link")
    desk.get_by_role("dialog").get_by_role("button", name="Delete").click()

    expect_outline(desk, ["1 The dock should open.", "−1.1 Nobody asked the gulls."])


def test_a_branch_that_is_cut_moves_into_another_map_and_each_map_undoes_its_half(desk: Page, server: Server):
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    first = desk.url
    line(desk, "1.3").click()
    desk.keyboard.press("Control+x")
    expect(desk.locator("#toasts")).to_contain_text("Cut")
    new_map(desk, server, "Another text\n\nThe quay is old.\n")
    select(desk, "The quay is old.")
    desk.keyboard.press("c")
    line(desk, "1").click()
    desk.keyboard.press("Control+v")

    expect_outline(desk, ["1 The quay is old.", "−1.1 Nobody asked the gulls."])
    expect(desk.locator("#toasts")).to_contain_text("Each of the two maps can undo its own half.")
    desk.keyboard.press("Control+z")
    expect_outline(desk, ["1 The quay is old."])
    desk.goto(first)
    expect_outline(desk, START[:3])
    desk.keyboard.press("Control+z")
    expect_outline(desk, START)


def test_a_mark_on_the_passage_of_a_node_links_that_node_and_makes_no_second_one(desk: Page):
    line(desk, "1.1").click()
    desk.keyboard.press("t")
    select(desk, "The harbour is busy.")
    desk.keyboard.press("x")
    expect(line(desk, "1.1.1")).to_contain_text("The harbour is busy.")
    select(desk, "The harbour is busy.")
    desk.keyboard.press("j")

    expect(desk.locator("#toasts")).to_contain_text("which is in that link already")
    expect(desk.locator("#status-count")).to_contain_text(f"{len(START)} nodes")


def test_a_branch_is_cut_and_pasted_within_a_map_and_copied_into_another(desk: Page, server: Server):
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    line(desk, "1.3").click()
    desk.keyboard.press("Control+x")
    expect(desk.locator("#toasts")).to_contain_text("Cut")
    line(desk, "1.1").click()
    desk.keyboard.press("Control+v")
    expect(line(desk, "1.1.1")).to_contain_text("Nobody asked the gulls.")
    assert len(outline(desk)) == 4

    line(desk, "1.1").click()
    desk.keyboard.press("Control+c")
    expect(desk.locator("#toasts")).to_contain_text("Copied")
    new_map(desk, server, "Another text\n\nThe quay is old.\n")
    select(desk, "The quay is old.")
    desk.keyboard.press("c")
    line(desk, "1").click()
    desk.keyboard.press("Control+v")

    expect_outline(desk, ["1 The quay is old.", "+1.1 The water is clean.", "−1.1.1 Nobody asked the gulls."])


def test_a_node_is_split_where_the_cursor_stands_with_its_passage(desk: Page):
    line(desk, "1.2").dblclick()
    field = desk.get_by_role("textbox", name="Text", exact=True)
    field.focus()
    field.evaluate("field => field.setSelectionRange(11, 11)")
    desk.get_by_role("button", name="Split at the cursor").click()

    expect_outline(desk, [*START[:2], "+1.2 The harbour", "+1.3 is busy.", "−1.4 Nobody asked the gulls."])
    expect(line(desk, "1.3")).to_have_attribute("aria-selected", "true")
    desk.keyboard.press("Control+z")
    expect(line(desk, "1.2")).to_contain_text("The harbour is busy.")


def test_a_node_is_duplicated_beside_itself(desk: Page):
    line(desk, "1.1").click()
    desk.keyboard.press("d")

    expect_outline(
        desk, [*START[:2], "+1.2 The water is clean.", "+1.3 The harbour is busy.", "−1.4 Nobody asked the gulls."]
    )


def test_the_palette_finds_what_is_possible_now_and_remembers_it(desk: Page):
    line(desk, "1.1").click()
    desk.keyboard.press("Control+k")
    palette = desk.get_by_role("dialog", name="Find a command")
    expect(palette.get_by_role("option", name="Make it evidence")).to_be_visible()
    expect(palette.get_by_role("option", name="Make it a claim")).to_be_hidden()
    assert_accessible(desk)
    desk.keyboard.type("evid make")
    desk.keyboard.press("Enter")
    expect(line(desk, "1.1")).to_have_attribute("data-kind", "evidence")
    expect(line(desk, "1.1")).to_be_focused()

    line(desk, "1.2").click()
    desk.keyboard.press("Control+k")
    expect(palette.get_by_role("option").first).to_contain_text("Make it evidence")
    desk.keyboard.press("Escape")
    select(desk, "The water")
    desk.keyboard.press("Control+k")
    desk.keyboard.type("counterclaim that")
    desk.keyboard.press("Enter")
    expect_outline(desk, [*START[:2], "−1.2 The water", "+1.3 The harbour is busy.", "−1.4 Nobody asked the gulls."])


def test_single_letters_can_be_switched_off_and_stay_off(desk: Page):
    line(desk, "1.1").click()
    desk.keyboard.press("?")
    sheet = desk.get_by_role("dialog")
    expect(sheet).to_contain_text("Ctrl+Shift+Z")
    assert_accessible(desk)
    sheet.get_by_role("checkbox", name=re.compile("Single letters act")).uncheck()
    sheet.get_by_role("button", name="Close").click()
    desk.reload()
    usable(desk)

    line(desk, "1.1").click()
    desk.keyboard.press("d")
    desk.keyboard.press("Control+k")
    desk.keyboard.type("duplicate")
    desk.keyboard.press("Enter")

    expect(desk.locator("#outline > li")).to_have_count(5)


def test_a_target_is_found_by_its_words(desk: Page):
    line(desk, "1.2").click()
    desk.keyboard.press("v")
    desk.keyboard.type("wat")
    expect(desk.get_by_role("option")).to_have_count(2)  # the node and its link
    assert_accessible(desk)
    desk.keyboard.press("Enter")

    expect_outline(desk, [START[0], START[1], "+1.1.1 The harbour is busy.", "−1.2 Nobody asked the gulls."])


def test_edits_without_a_connection_wait_through_a_reload_and_are_sent_in_order(desk: Page):
    desk.route("**/nodes/**", lambda route: route.abort())
    line(desk, "1.1").click()
    desk.keyboard.press("m")
    desk.get_by_role("menuitem", name="Make it evidence").click()
    select(desk, "Nobody asked")
    desk.keyboard.press("x")
    expect(desk.locator("#save-state")).to_have_text("Offline, will retry: 2 changes wait")
    assert "−1.4 Nobody asked" in outline(desk)
    desk.reload()
    expect(line(desk, "1.4")).to_contain_text("Nobody asked")

    desk.unroute("**/nodes/**")
    desk.evaluate("dispatchEvent(new Event('online'))")

    saved(desk)
    desk.reload()
    usable(desk)
    expect(line(desk, "1.1")).to_have_attribute("data-kind", "evidence")
    expect(line(desk, "1.4")).to_contain_text("Nobody asked")


def test_edits_of_a_session_that_has_ended_wait_and_refused_words_are_kept_to_copy(desk: Page):
    desk.route("**/nodes/**", lambda route: route.fulfill(status=403, body="<h1>Forbidden</h1>"))
    line(desk, "1.1").click()
    desk.keyboard.press("d")
    expect(desk.locator("#toasts")).to_contain_text("You are signed out")
    expect(desk.locator("#save-state")).to_have_text("Offline, will retry: 1 change waits")
    desk.unroute("**/nodes/**")
    desk.reload()
    expect(desk.locator("#outline > li")).to_have_count(5)

    desk.route("**/nodes/**", refuse)
    desk.get_by_role("button", name="Own words").click()
    desk.get_by_label("What it says").fill("Mine, and long.")
    desk.get_by_role("button", name="Add").click()

    expect(desk.locator("#toasts")).to_contain_text("Not today. What you wrote: “Mine, and long.”")
    expect(desk.get_by_role("button", name="Copy it")).to_be_visible()
    expect(desk.locator("#outline > li")).to_have_count(5)


def test_words_that_are_being_typed_outlive_a_reload(desk: Page):
    line(desk, "1.1").dblclick()
    desk.get_by_role("textbox", name="Text", exact=True).fill("Half written")
    desk.reload()
    usable(desk)
    desk.get_by_role("button", name="Go on writing").click()
    expect(desk.get_by_role("textbox", name="Text", exact=True)).to_have_value("Half written")
    desk.keyboard.press("Control+Enter")
    expect(line(desk, "1.1")).to_contain_text("Half written")
    desk.get_by_role("button", name="Own words").click()
    desk.get_by_label("What it says").fill("Mine")
    desk.reload()
    usable(desk)
    desk.get_by_role("button", name="Go on writing").click()
    desk.get_by_role("button", name="Add").click()

    expect(line(desk, "1.4")).to_contain_text("Mine")
    expect(line(desk, "1.4")).to_be_focused()
    desk.reload()
    usable(desk)
    expect(desk.get_by_role("button", name="Go on writing")).to_be_hidden()


def test_a_form_that_cannot_be_sent_stays_open_and_says_that_its_words_are_kept(desk: Page):
    desk.expected_errors.append("htmx:")
    line(desk, "1.1").dblclick()
    field = desk.get_by_role("textbox", name="Text", exact=True)
    field.fill("Half written")
    desk.route("**/edit/", lambda route: route.abort())
    desk.get_by_role("button", name="Save").click()

    expect(desk.get_by_role("dialog").get_by_role("alert").last).to_contain_text(
        "nothing was saved yet. What you wrote"
    )
    desk.route("**/edit/", lambda route: route.fulfill(status=503, body="<h1>Away</h1>"))
    desk.get_by_role("button", name="Save").click()
    expect(desk.get_by_role("dialog").get_by_role("alert").last).to_contain_text("(503). What you wrote stays here")
    desk.unroute("**/edit/")
    desk.get_by_role("button", name="Save").click()

    expect(line(desk, "1.1")).to_contain_text("Half written")
    expect(line(desk, "1.1")).to_be_focused()


def test_the_last_step_undone_by_its_button_leaves_the_focus_in_the_argument(page: Page, server: Server):
    new_map(page, server, TEXT)
    select(page, "The dock should open.")
    page.keyboard.press("c")
    saved(page)
    page.locator("#undo").click()
    expect(page.locator("#undo")).to_be_disabled()
    expect(page.locator("#text-pane")).to_be_focused()
    page.locator("#redo").click()
    expect(page.locator("#redo")).to_be_disabled()
    expect(line(page, "1")).to_be_focused()


def test_redo_with_nothing_to_redo_asks_the_server_nothing(desk: Page):
    desk.route("**/redo/", lambda route: route.abort())
    line(desk, "1").click()
    desk.keyboard.press("Control+Shift+z")

    expect(desk.locator("#announcer")).to_have_text("There is nothing to redo.")


def shown(page: Page) -> list[str]:
    """The outline, with the kinds of what is no claim."""
    kinds = page.locator("#outline > li").evaluate_all("all => all.map(one => one.dataset.kind)")
    return [
        text + (f" ({kind})" if kind not in ("claim", "") else "")
        for text, kind in zip(outline(page), kinds, strict=True)
    ]


def wait_for(page: Page, lines: list[str]) -> None:
    """The outline shows these lines, and all is saved."""
    expect(page.locator("#outline > li")).to_have_count(len(lines))
    saved(page)
    for _ in range(40):
        if shown(page) == lines:
            return
        page.wait_for_timeout(50)
    assert shown(page) == lines


@pytest.mark.parametrize(
    ("page", "hand"),
    [({}, Mouse), ({"touch": True}, Touch), ({}, Keyboard)],
    indirect=["page"],
    ids=["mouse", "touch", "keyboard"],
)
def test_every_operation_by_every_hand_and_undone(desk: Page, hand: type[Mouse]):
    desk.context.grant_permissions(["clipboard-read", "clipboard-write"])
    doer = hand(desk)
    failed = {}
    for name, operation in OPERATIONS.items():
        say(desk, "")
        operation.do(doer)
        try:
            wait_for(desk, operation.after)
            expect(desk.locator("#undo")).to_have_accessible_name(re.compile(rf"^Undo: {operation.undo}"))
            expect(desk.locator("#announcer")).not_to_have_text("")
        except AssertionError:
            failed[name] = [*shown(desk), desk.locator("#undo").get_attribute("aria-label")]
        if lost := lost_focus(desk):
            failed[f"{name}: the focus"] = [lost]
        for _ in range(operation.steps):
            doer.undo()
        wait_for(desk, START)
    assert failed == {}


def say(page: Page, words: str) -> None:
    page.locator("#announcer").evaluate("(region, words) => { region.textContent = words; }", words)


def lost_focus(page: Page) -> str:
    """What has the focus though a person cannot go on from there; "" where all is well."""
    return page.evaluate(
        """() => {
          const { activeElement: one } = document;
          const lost = !one || one === document.body || !one.checkVisibility() || one.disabled;
          return lost ? one?.outerHTML.slice(0, 200) ?? "nothing" : "";
        }"""
    )


def test_a_drag_ends_with_escape_and_says_where_it_can_drop(desk: Page):
    mouse = Mouse(desk)
    mouse.down(*middle_of(line(desk, "1.3").locator(".words")))
    mouse.move(*middle_of(line(desk, "1.1").locator(".words")))
    expect(desk.locator(".drop-zones span")).to_have_text(
        ["↑ before it", "+ supports", "− attacks", "× undercuts its link", "& joins as co-premise", "↓ after it"]
    )
    desk.keyboard.press("Escape")
    expect(desk.locator(".drop-zones")).to_be_hidden()
    mouse.up()

    assert outline(desk) == START
    mouse.down(*middle_of(line(desk, "1.1").locator(".words")))
    mouse.move(*middle_of(line(desk, "1").locator(".words")))
    expect(desk.locator(".drop-zones span")).to_have_text(["+ supports", "− attacks"])
    mouse.up()
