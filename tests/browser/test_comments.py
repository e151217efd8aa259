"""Comments beside the argument: written on what is meant, answered, resolved, found again, and never lost."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Server
from tests.browser.test_main_job import new_map, refuse, saved, select, usable
from tests.browser.test_workbench_slips import line

TEXT = "The dock should open. The water is clean. Nobody asked the gulls.\n"


@pytest.fixture
def desk(page: Page, server: Server) -> Page:
    """A claim with what supports it."""
    new_map(page, server, TEXT)
    for key, words in (("c", "The dock should open."), ("s", "The water is clean.")):
        select(page, words)
        page.keyboard.press(key)
        expect(page.locator("#outline")).to_contain_text(words)
    saved(page)
    return page


def panel(page: Page) -> Locator:
    return page.get_by_role("region", name="Comments")


def thread(page: Page, words: str) -> Locator:
    return panel(page).locator(".thread").filter(has_text=words)


def comment_on(page: Page, number: str, words: str) -> None:
    line(page, number).click()
    page.keyboard.press("r")
    expect(panel(page).locator(".comment-place-now .number")).to_have_text(number)
    expect(panel(page).get_by_label("Comment on it")).to_be_focused()
    page.keyboard.type(words)
    page.keyboard.press("Control+Enter")
    expect(thread(page, words)).to_be_visible()
    saved(page)


def held(page: Page, method: str, address: str = "**/comments/**") -> list[Route]:
    """The requests by this method, none of which is answered before the test does it."""
    waiting: list[Route] = []
    page.route(address, lambda r: waiting.append(r) if r.request.method == method else r.continue_())
    return waiting


def reply_to(page: Page, words: str) -> Locator:
    thread(page, words).locator("summary", has_text="Reply").click()
    field = thread(page, words).get_by_label("Your reply")
    expect(field).to_be_focused()
    return field


def test_a_comment_on_a_node_is_written_answered_and_resolved_by_keys(desk: Page):
    comment_on(desk, "1.1", "Who measured it?")
    expect(line(desk, "1.1").locator(".comment-sign")).to_have_text("1")

    thread(desk, "Who measured").locator("summary", has_text="Reply").focus()
    desk.keyboard.press("Enter")
    expect(thread(desk, "Who measured").get_by_label("Your reply")).to_be_focused()
    desk.keyboard.type("The council, in May.")
    desk.keyboard.press("Control+Enter")
    expect(thread(desk, "Who measured")).to_contain_text("The council, in May.")
    expect(line(desk, "1.1").locator(".comment-sign")).to_have_attribute("title", "2 comments, 2 open")

    thread(desk, "Who measured").get_by_role("button", name="Resolve").focus()
    desk.keyboard.press("Enter")
    expect(panel(desk)).to_contain_text("No open comments in this map.")
    expect(line(desk, "1.1").locator(".comment-sign")).to_have_attribute("title", "2 comments, resolved")

    desk.keyboard.press("Escape")
    desk.keyboard.press("Control+z")
    expect(line(desk, "1.1").locator(".comment-sign")).to_have_attribute("title", "2 comments, 2 open")


def test_the_sign_on_a_line_and_on_a_box_shows_what_is_said_of_the_node(desk: Page):
    comment_on(desk, "1.1", "Who measured it?")
    comment_on(desk, "1", "Is it the main claim?")
    panel(desk).get_by_role("button", name="Close the comments").click()

    line(desk, "1.1").locator(".comment-sign").click()
    expect(panel(desk).locator(".thread")).to_have_count(1)
    expect(thread(desk, "Who measured it?")).to_be_visible()

    desk.get_by_role("button", name="Map", exact=True).click()
    desk.locator(".map-box").filter(has_text="The dock should open.").locator(".comment-sign").click()
    expect(thread(desk, "Is it the main claim?")).to_be_visible()
    expect(panel(desk).locator(".thread")).to_have_count(1)


def test_a_comment_on_a_passage_has_a_sign_in_the_margin_and_leads_there(desk: Page):
    select(desk, "Nobody asked the gulls.")
    desk.locator("#mark-bar").get_by_role("button", name="Comment").click()
    panel(desk).get_by_label("Comment on it").fill("Should it be a node?")
    panel(desk).get_by_role("button", name="Comment", exact=True).click()
    expect(thread(desk, "Should it be a node?")).to_contain_text("Nobody asked the gulls.")

    sign = desk.locator(".margin .comment-sign")
    expect(sign).to_have_attribute("title", "1 comment, 1 open on the text")
    desk.evaluate("getSelection().removeAllRanges()")
    thread(desk, "Should it").locator(".comment-place").click()
    assert desk.evaluate("getSelection().toString()") == "Nobody asked the gulls."

    desk.reload()
    usable(desk)
    desk.locator(".margin .comment-sign").click()
    expect(thread(desk, "Should it be a node?")).to_be_visible()


def test_a_member_is_mentioned_by_the_list_and_finds_it_on_the_home_page(desk: Page):
    line(desk, "1").click()
    desk.keyboard.press("r")
    field = panel(desk).get_by_label("Comment on it")
    expect(field).to_be_focused()
    desk.keyboard.type("Please look, @")
    box = desk.get_by_role("listbox", name="Members of the project")
    expect(box).to_be_visible()
    expect(field).to_have_attribute("aria-activedescendant", "mention-0")
    desk.keyboard.press("Enter")
    expect(box).to_be_hidden()
    mention = field.input_value().strip().split()[-1]
    assert mention.startswith("@")
    assert len(mention) > 1
    desk.keyboard.press("Control+Enter")
    expect(thread(desk, "Please look").locator(".mention")).to_have_text(mention)
    saved(desk)

    desk.goto("/")
    desk.get_by_role("region", name="Mentions of you").get_by_role("link", name="Please look").first.click()
    usable(desk)
    expect(thread(desk, "Please look")).to_be_visible()


def test_what_is_typed_survives_an_edit_elsewhere_a_reload_and_a_lost_connection(desk: Page):
    desk.expected_errors = ["Failed to load resource", "ERR_INTERNET_DISCONNECTED"]  # type: ignore[attr-defined]
    line(desk, "1").click()
    desk.keyboard.press("r")
    field = panel(desk).get_by_label("Comment on it")
    expect(field).to_be_focused()
    desk.keyboard.type("Half a thou")
    desk.reload()
    usable(desk)
    line(desk, "1").click()
    desk.keyboard.press("r")
    expect(field).to_have_value("Half a thou")

    desk.context.set_offline(True)
    field.fill("A whole thought.")
    field.press("Control+Enter")
    expect(desk.locator("#save-state")).to_have_attribute("data-state", "offline")
    desk.context.set_offline(False)
    expect(thread(desk, "A whole thought.")).to_be_visible(timeout=15_000)
    expect(field).to_have_value("")


def test_ones_own_words_are_edited_and_deleted_and_filters_choose_among_threads(desk: Page):
    comment_on(desk, "1.1", "Who measured it?")
    desk.keyboard.press("Escape")
    comment_on(desk, "1", "Is it main?")

    own = thread(desk, "Who measured it?")
    own.get_by_text("Edit", exact=True).click()
    own.get_by_label("Your words").fill("Who measured that?")
    own.get_by_role("button", name="Save").click()
    expect(thread(desk, "Who measured that?")).to_contain_text("edited")

    panel(desk).get_by_label("Only on 1", exact=True).check()
    expect(panel(desk).locator(".thread")).to_have_count(1)
    expect(thread(desk, "Is it main?")).to_be_visible()
    panel(desk).get_by_label("Show").select_option("Resolved")
    expect(panel(desk)).to_contain_text("No comments of this choice.")
    panel(desk).get_by_label("Show").select_option("Open and resolved")
    thread(desk, "Is it main?").get_by_role("button", name="Delete").click()
    expect(thread(desk, "Is it main?")).to_have_count(0)
    expect(line(desk, "1").locator(".comment-sign")).to_have_count(0)


def test_the_form_does_not_take_the_focus_from_where_one_has_gone_meanwhile(desk: Page):
    line(desk, "1").click()
    waiting = held(desk, "GET")
    desk.keyboard.press("r")
    expect(desk.get_by_role("heading", name="Comments", exact=True)).to_be_focused()
    line(desk, "1.1").click()

    waiting[0].continue_()

    expect(panel(desk).get_by_label("Comment on it")).to_be_visible()
    expect(line(desk, "1.1")).to_be_focused()


def test_a_list_that_could_not_be_read_leaves_no_wish_for_the_focus(desk: Page):
    desk.expected_errors = ["Failed to load resource"]  # type: ignore[attr-defined]
    line(desk, "1").click()
    desk.route("**/comments/?*", lambda route: route.fulfill(status=500), times=1)
    desk.keyboard.press("r")
    expect(panel(desk)).to_contain_text("The comments could not be read")
    heading = desk.get_by_role("heading", name="Comments", exact=True)
    expect(heading).to_be_focused()

    desk.keyboard.press("Control+z")

    expect(panel(desk).locator(".comment-new")).to_be_visible()
    expect(heading).to_be_focused()


def test_a_refused_comment_leaves_the_next_one_that_is_being_typed(desk: Page):
    desk.expected_errors = ["422"]  # type: ignore[attr-defined]
    line(desk, "1").click()
    desk.keyboard.press("r")
    field = panel(desk).get_by_label("Comment on it")
    expect(field).to_be_focused()
    waiting = held(desk, "POST")
    desk.keyboard.type("The first.")
    desk.keyboard.press("Control+Enter")
    desk.keyboard.type("The sec")
    refuse(waiting[0])

    expect(desk.locator(".toasts")).to_contain_text("“The first.”")
    saved(desk)
    expect(field).to_have_value("The sec")

    field.fill("")
    field.fill("Alone.")
    field.press("Control+Enter")
    refuse(waiting[1])
    expect(field).to_have_value("Alone.")


def test_a_reply_that_is_being_typed_stays_while_its_thread_is_resolved_elsewhere(desk: Page):
    comment_on(desk, "1.1", "Who measured it?")
    waiting = held(desk, "POST")
    panel(desk).get_by_label("Comment on it").fill("Another.")
    desk.keyboard.press("Control+Enter")
    reply_to(desk, "Who measured it?")
    desk.keyboard.type("The coun")
    desk.keyboard.press("ArrowLeft")
    desk.evaluate("document.activeElement.isTheSame = true")
    other = desk.context.new_page()
    other.goto(desk.url)
    usable(other)
    other.get_by_role("button", name="Comments", exact=True).click()
    thread(other, "Who measured").get_by_role("button", name="Resolve").click()
    expect(panel(other)).to_contain_text("No open comments in this map.")
    other.close()

    waiting[0].continue_()

    expect(thread(desk, "Another.")).to_be_visible()
    expect(thread(desk, "Who measured it?")).to_contain_text("resolved by")
    expect(thread(desk, "Who measured it?")).to_have_class("thread is-resolved")
    expect(thread(desk, "Who measured it?").get_by_role("button", name="Reopen")).to_be_visible()
    own = "(({ isTheSame, value, selectionStart }) => [isTheSame, value, selectionStart])(document.activeElement)"
    assert desk.evaluate(own) == [True, "The coun", 7]
    desk.keyboard.press("Control+z")
    assert desk.evaluate(own)[:2] == [True, ""]  # the field's own undo


def test_a_word_that_an_input_method_composes_goes_on_while_the_list_changes(desk: Page):
    comment_on(desk, "1.1", "Who measured it?")
    comment_on(desk, "1", "Is it main?")
    field = reply_to(desk, "Who measured it?")
    waiting = held(desk, "GET")
    field.evaluate("field => field.addEventListener('compositionend', () => (field.hasEnded = true))")
    method = desk.context.new_cdp_session(desk)
    method.send("Input.imeSetComposition", {"text": "に", "selectionStart": 1, "selectionEnd": 1})
    with desk.expect_request("**/comments/?*"):
        desk.locator("#undo").evaluate("undo => undo.click()")  # as by an edit that waited to be sent
    expect(thread(desk, "Is it main?")).to_be_visible()
    waiting[0].continue_()
    expect(thread(desk, "Is it main?")).to_have_count(0)

    method.send("Input.imeSetComposition", {"text": "にほ", "selectionStart": 2, "selectionEnd": 2})

    expect(field).to_have_value("にほ")
    assert not desk.evaluate("document.activeElement.hasEnded")


def test_words_on_a_thread_that_is_deleted_elsewhere_stand_in_a_new_comment(desk: Page):
    comment_on(desk, "1.1", "Who measured it?")
    waiting = held(desk, "POST")
    panel(desk).get_by_label("Comment on it").fill("Another.")
    desk.keyboard.press("Control+Enter")
    reply_to(desk, "Who measured it?")
    desk.keyboard.type("The council, in May.")
    other = desk.context.new_page()
    other.goto(desk.url)
    usable(other)
    other.get_by_role("button", name="Comments", exact=True).click()
    thread(other, "Who measured").get_by_role("button", name="Delete the comment").click()
    expect(thread(other, "Who measured")).to_have_count(0)
    other.close()

    waiting[0].continue_()

    expect(panel(desk).locator("output")).to_contain_text("your words stand in a new comment now")
    expect(panel(desk).locator(".comment-new textarea")).to_have_value("The council, in May.")
    expect(panel(desk).locator(".comment-new textarea")).to_be_visible()


def test_an_edit_that_changes_nothing_of_the_list_leaves_all_of_it_in_its_place(desk: Page):
    comment_on(desk, "1.1", "Who measured it?")
    desk.wait_for_timeout(300)  # until the list has been read after the last edit
    resolve = thread(desk, "Who measured it?").get_by_role("button", name="Resolve")
    resolve.evaluate("one => (one.isTheSame = true)")

    select(desk, "Nobody asked the gulls.")
    with desk.expect_response("**/comments/?*") as answer:
        desk.keyboard.press("h")

    answer.value.finished()
    desk.wait_for_timeout(50)
    assert resolve.evaluate("one => one.isTheSame")


def test_a_form_that_one_has_closed_over_ones_words_stays_closed(desk: Page):
    comment_on(desk, "1.1", "Who measured it?")
    field = reply_to(desk, "Who measured it?")
    desk.keyboard.type("Half a repl")
    thread(desk, "Who measured it?").locator("summary", has_text="Reply").click()
    expect(field).to_be_hidden()

    comment_on(desk, "1", "Is it main?")

    expect(field).to_be_hidden()
    expect(reply_to(desk, "Who measured it?")).to_have_value("Half a repl")


def test_a_comment_on_a_link_stands_on_the_line_of_the_link(desk: Page):
    line(desk, "1.1").locator(".more").click()
    desk.get_by_role("menuitem", name="Comment on the link…").click()
    expect(panel(desk).locator(".comment-place-now")).to_contain_text("Link (support) to 1")
    panel(desk).get_by_label("Comment on it").fill("Does it follow?")
    desk.keyboard.press("Control+Enter")
    expect(thread(desk, "Does it follow?")).to_contain_text("Link (support) to 1")
    expect(line(desk, "1.1").locator(".comment-sign")).to_have_attribute("title", "1 comment, 1 open")
    expect(line(desk, "1").locator(".comment-sign")).to_have_count(0)

    line(desk, "1").click()
    thread(desk, "Does it follow?").locator(".comment-place").click()
    expect(line(desk, "1.1")).to_have_attribute("aria-selected", "true")


def test_what_is_said_of_a_node_and_its_link_is_shown_by_keys_and_by_the_sign_of_the_server(desk: Page):
    comment_on(desk, "1.1", "Who measured it?")
    comment_on(desk, "1", "Is it main?")
    desk.keyboard.press("Escape")
    line(desk, "1.1").click()
    desk.keyboard.press("Control+k")
    desk.keyboard.type("show comments on it")
    desk.keyboard.press("Enter")
    expect(panel(desk).locator(".thread")).to_have_count(1)
    expect(thread(desk, "Who measured it?").locator(".comment-place")).to_be_focused()

    desk.reload()
    usable(desk)
    line(desk, "1").locator(".comment-sign").click()
    expect(panel(desk).locator(".thread")).to_have_count(1)
    expect(thread(desk, "Is it main?")).to_be_visible()


def test_an_edit_while_the_list_is_read_leaves_what_was_asked_for(desk: Page):
    for number, words in (("1.1", "Who measured it?"), ("1", "Is it main?"), ("1", "Does anybody know?")):
        comment_on(desk, number, words)
    desk.keyboard.press("Escape")
    desk.wait_for_timeout(300)  # until the list has been read after the last edit
    desk.route("**/comments/?*", lambda _: None, times=1)  # nobody answers
    line(desk, "1.1").locator(".comment-sign").click()
    expect(desk.get_by_role("heading", name="Comments", exact=True)).to_be_focused()

    desk.keyboard.press("Control+z")

    expect(panel(desk).locator(".thread")).to_have_count(1)
    expect(thread(desk, "Who measured it?").locator(".comment-place")).to_be_focused()


def test_the_sign_beside_two_passages_shows_what_is_said_of_them_only(desk: Page):
    for words, said in (("Nobody asked", "Who is nobody?"), ("the gulls.", "All of them?")):
        select(desk, words)
        desk.locator("#mark-bar").get_by_role("button", name="Comment").click()
        panel(desk).get_by_label("Comment on it").fill(said)
        desk.keyboard.press("Control+Enter")
        expect(thread(desk, said)).to_be_visible()
    panel(desk).get_by_role("button", name="On the whole map instead").click()
    expect(panel(desk).get_by_label("Comment on the whole map")).to_be_focused()
    desk.keyboard.type("A good map.")
    desk.keyboard.press("Control+Enter")
    expect(thread(desk, "A good map.").locator(".thread-head").get_by_role("button")).to_have_count(0)
    expect(thread(desk, "A good map.").locator(".thread-head")).to_have_text("The map")
    panel(desk).get_by_role("button", name="Close the comments").click()

    desk.locator(".margin .comment-sign").click()

    expect(panel(desk).locator(".thread")).to_have_count(2)
    expect(thread(desk, "Who is nobody?")).to_be_visible()
    expect(thread(desk, "All of them?")).to_be_visible()


@pytest.mark.parametrize("page", [{"width": 380, "height": 720, "touch": True}], indirect=True)
def test_on_a_narrow_screen_one_comments_by_touch(desk: Page):
    desk.locator("#sheet-handle").tap()
    line(desk, "1").locator(".more").tap()
    desk.get_by_role("menuitem", name="Comment on it…").tap()
    panel(desk).get_by_label("Comment on it").fill("By hand.")
    panel(desk).get_by_role("button", name="Comment", exact=True).tap()
    thread(desk, "By hand.").locator(".comment-place").tap()
    expect(panel(desk)).to_be_hidden()
    expect(line(desk, "1")).to_have_attribute("aria-selected", "true")
