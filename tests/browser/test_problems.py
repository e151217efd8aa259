"""The list of problems beside the argument: it leads to each place, repairs with one click, and follows every edit."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, assert_accessible
from tests.browser.test_comments import held
from tests.browser.test_main_job import new_map, saved, select
from tests.browser.test_workbench_slips import line

TEXT = "The dock should open. The water is clean. The dock should open! Nobody asked the gulls.\n"


@pytest.fixture
def desk(page: Page, server: Server) -> Page:
    """A claim with what supports it, the same claim once more, and the list of problems."""
    new_map(page, server, TEXT)
    for key, words in (("c", "The dock should open."), ("s", "The water is clean."), ("c", "The dock should open!")):
        select(page, words)
        page.keyboard.press(key)
        expect(page.locator("#outline")).to_contain_text(words)
    saved(page)
    page.get_by_role("button", name="Problems", exact=True).click()
    expect(problems(page)).to_contain_text("in this map")
    return page


def problems(page: Page) -> Locator:
    return page.get_by_role("region", name="Problems")


def group(page: Page, label: str) -> Locator:
    return problems(page).locator("details").filter(has=page.locator("summary", has_text=label))


def test_a_problem_leads_to_its_node_and_the_outline_marks_it(desk: Page):
    group(desk, "Claim without support").get_by_role("button", name="1.1 Nothing supports this claim.").click()

    expect(line(desk, "1.1")).to_have_attribute("aria-selected", "true")
    expect(line(desk, "1.1")).to_contain_text("Problem: Claim without support")
    expect(line(desk, "1")).not_to_contain_text("Claim without support")


def test_the_map_marks_the_same_nodes_while_the_list_is_open(desk: Page):
    desk.get_by_role("button", name="Map", exact=True).click()
    box = desk.locator(".map-box").filter(has_text="The water is clean.")
    expect(box.locator(".problem-sign")).to_have_attribute("title", "Claim without support")

    desk.get_by_role("button", name="Close the problems").click()

    expect(box).to_be_visible()
    expect(box.locator(".problem-sign")).to_have_count(0)


def test_the_list_follows_an_edit_without_loading_the_page_again(desk: Page):
    desk.evaluate("window.same = true")
    expect(group(desk, "Claim without support").get_by_role("listitem")).to_have_count(1)

    line(desk, "1.1").click()
    desk.keyboard.press("t")
    select(desk, "Nobody asked the gulls.")
    desk.keyboard.press("e")

    expect(line(desk, "1.1.1")).to_be_visible()
    expect(group(desk, "Claim without support")).to_have_count(0)
    expect(line(desk, "1.1").locator(".problem-sign")).to_have_count(0)
    assert desk.evaluate("window.same")


def test_an_answer_that_comes_after_the_list_is_closed_marks_nothing(desk: Page):
    waiting = held(desk, "GET", "**/problems/")
    line(desk, "1").click()
    desk.keyboard.press("Control+z")
    with desk.expect_request("**/problems/"):
        saved(desk)
    desk.get_by_role("button", name="Close the problems").click()
    expect(desk.locator(".problem-sign")).to_have_count(0)

    with desk.expect_response("**/problems/") as answer:
        waiting[0].continue_()

    answer.value.finished()
    desk.wait_for_timeout(50)
    expect(desk.locator(".problem-sign")).to_have_count(0)


def test_one_click_repairs_and_one_undo_takes_it_back(desk: Page):
    group(desk, "Implicit, but in the text").wait_for(state="detached")
    line(desk, "1.1").click()
    desk.keyboard.press("m")
    desk.get_by_role("menuitem", name="Make it implicit").click()

    group(desk, "Implicit, but in the text").get_by_role("button", name="No longer implicit").click()
    expect(group(desk, "Implicit, but in the text")).to_have_count(0)
    expect(line(desk, "1.1").locator(".chip-implicit")).to_have_count(0)

    desk.get_by_role("button", name="Undo").click()
    expect(group(desk, "Implicit, but in the text")).to_have_count(1)


def test_a_key_opens_the_list_and_escape_closes_it(desk: Page):
    desk.keyboard.press("Escape")
    expect(problems(desk)).to_be_hidden()
    expect(desk.locator(".problem-sign")).to_have_count(0)

    line(desk, "1").click()
    desk.keyboard.press("!")

    expect(desk.get_by_role("heading", name="Problems")).to_be_focused()


@pytest.mark.parametrize("page", [{"scheme": "dark"}, {"width": 380, "height": 800}], indirect=True, ids=str)
def test_the_list_is_accessible(desk: Page):
    assert_accessible(desk)
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
