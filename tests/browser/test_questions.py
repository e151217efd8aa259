"""The critical questions of a link beside the argument: raised, answered, opened again, and what is missing added."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Server, assert_accessible
from tests.browser.states import open_sheet
from tests.browser.test_main_job import let_go, new_map, refuse, saved, select
from tests.browser.test_schemes import field, open_form, save
from tests.browser.test_workbench_slips import line

TEXT = "The dock should open. Dr. Hale says so. Nobody asked the gulls. She has swum there.\n"


@pytest.fixture
def desk(page: Page, server: Server) -> Page:
    """A claim, what an expert says for it, and what speaks against it."""
    new_map(page, server, TEXT)
    for key, words in (("c", "The dock should open."), ("s", "Dr. Hale says so."), ("a", "Nobody asked the gulls.")):
        select(page, words)
        page.keyboard.press(key)
        expect(page.locator("#outline")).to_contain_text(words)
    saved(page)
    line(page, "1.1").click()
    open_form(page)
    field(page).fill("expert")
    page.keyboard.press("Enter")
    expect(field(page)).to_have_value("Expert opinion")
    page.get_by_role("combobox", name="Role of “Dr. Hale says so.”").select_option("statement")
    save(page)
    return page


def panel(page: Page) -> Locator:
    return page.get_by_role("region", name="Critical questions")


def question(page: Page, words: str) -> Locator:
    return panel(page).locator("li[data-name]").filter(has_text=words)


def chip(page: Page) -> Locator:
    return line(page, "1.1").locator(".asks")


def test_an_objection_is_raised_reworded_and_opened_again(desk: Page):
    expect(line(desk, "1.1")).to_contain_text("Expert opinion")
    expect(line(desk, "1.1")).to_contain_text("statement")
    expect(chip(desk)).to_contain_text("6 of 6 open")
    chip(desk).click()
    asked = question(desk, "independent and honest")
    expect(asked).to_contain_text("An objection undercuts the link.")

    asked.get_by_role("button", name="Raise objection").click()
    desk.get_by_role("textbox", name="Text", exact=True).fill("She is paid by the port.")
    desk.get_by_role("dialog").get_by_role("button", name="Save").click()

    undercut = desk.locator("#outline [data-relation=undercut]")
    expect(undercut).to_contain_text("She is paid by the port.")
    expect(undercut).to_contain_text("critical question: independence")
    expect(chip(desk)).to_contain_text("5 of 6 open")
    expect(asked).to_contain_text("objection raised")
    asked.get_by_role("button", name="She is paid by the port.").click()
    expect(undercut).to_have_attribute("aria-selected", "true")
    expect(panel(desk)).to_contain_text("1.1 supports 1 · Expert opinion · 5 of 6 open")  # of the link that it is about

    asked.get_by_role("button", name="Open again").click()
    expect(chip(desk)).to_contain_text("6 of 6 open")
    expect(undercut).to_contain_text("She is paid by the port.")


def test_keys_alone_open_the_panel_answer_and_go_back(desk: Page):
    desk.keyboard.press("i")
    expect(desk.get_by_role("heading", name="Critical questions")).to_be_focused()
    desk.get_by_role("button", name="Answer in your words…: Do other experts").press("Enter")
    desk.keyboard.type("Nobody denies it.")
    desk.keyboard.press("Control+Enter")

    asked = question(desk, "Do other experts")
    expect(asked).to_contain_text("answered")
    expect(asked.get_by_role("button", name="Nobody denies it.")).to_be_focused()
    expect(desk.locator("#outline")).to_contain_text("Nobody denies it.")
    desk.keyboard.press("Escape")
    expect(panel(desk)).to_be_hidden()
    expect(line(desk, "1.1")).to_be_focused()
    desk.keyboard.press("Control+z")
    expect(chip(desk)).to_contain_text("6 of 6 open")


def test_an_answer_that_is_being_written_outlives_other_selections_escape_and_edits(desk: Page):
    desk.expected_errors = ["422"]  # type: ignore[attr-defined]
    chip(desk).click()
    question(desk, "Do other experts").get_by_role("button", name="Answer in your words…").click()
    field = desk.get_by_role("textbox", name="Answer to: Do other experts")
    desk.keyboard.type("Nobody it.")

    line(desk, "1.2").locator(".words").click()
    expect(field).to_have_count(0)
    line(desk, "1.1").locator(".words").click()
    expect(field).to_have_value("Nobody it.")
    field.press("Escape")
    expect(panel(desk)).to_be_hidden()
    desk.keyboard.press("i")
    expect(field).to_have_value("Nobody it.")

    held: list[Route] = []
    desk.route("**/premises/", lambda route: held.append(route))
    panel(desk).get_by_role("button", name="Add as implicit premise: field").click()
    field.evaluate("(field) => { field.isTheSame = true; field.focus(); field.setSelectionRange(7, 7); }")
    let_go(desk, held)
    expect(line(desk, "1.1b")).to_contain_text("The claim belongs to that field.")
    expect(panel(desk).get_by_role("button", name=re.compile("Add as implicit"))).to_have_count(1)
    desk.keyboard.type("denies ")
    expect(field).to_have_value("Nobody denies it.")
    assert field.evaluate("(field) => field.isTheSame")

    question(desk, "What evidence").get_by_role("button", name="Answer in your words…").click()
    desk.keyboard.type("None")
    question(desk, "What evidence").get_by_role("button", name="Cancel").click()
    question(desk, "What evidence").get_by_role("button", name="Answer in your words…").click()
    expect(desk.get_by_role("textbox", name="Answer to: What evidence")).to_have_value("")

    desk.route("**/answer/", refuse, times=1)
    field.press("Control+Enter")
    expect(desk.locator(".toasts")).to_contain_text("Not today.")
    expect(field).to_have_value("Nobody denies it.")
    field.press("Control+Enter")
    expect(question(desk, "Do other experts")).to_contain_text("answered")
    expect(field).to_have_count(0)


def test_a_node_of_the_map_answers_and_the_panel_follows_the_selection(desk: Page):
    select(desk, "She has swum there.")
    desk.keyboard.press("c")
    saved(desk)
    line(desk, "1.1").click()
    desk.keyboard.press("i")
    question(desk, "What evidence").get_by_role("button", name="Answer with a node").click()
    line(desk, "2").locator(".words").click()
    expect(question(desk, "What evidence").get_by_role("button", name="She has swum there.")).to_be_visible()
    expect(chip(desk)).to_contain_text("5 of 6 open")

    line(desk, "1.2").locator(".words").click()
    expect(panel(desk)).to_contain_text("this link is an attack")
    line(desk, "1").locator(".words").click()
    expect(panel(desk)).to_contain_text("Select a node that bears on another one")


def test_a_missing_premise_is_one_click_and_a_link_without_a_scheme_leads_to_the_choice(desk: Page):
    chip(desk).click()
    panel(desk).get_by_role("button", name="Add as implicit premise: field").click()

    expect(line(desk, "1.1b")).to_contain_text("The claim belongs to that field.")
    expect(panel(desk).get_by_role("button", name=re.compile("Add as implicit"))).to_have_count(1)
    desk.keyboard.press("Control+z")
    expect(panel(desk).get_by_role("button", name=re.compile("Add as implicit"))).to_have_count(2)

    desk.keyboard.press("Escape")
    line(desk, "1.1").locator(".words").click()
    open_form(desk)
    desk.get_by_role("button", name="No scheme").click()
    save(desk)
    desk.keyboard.press("i")
    panel(desk).get_by_role("button", name="Choose a scheme…").click()
    expect(field(desk)).to_be_focused()


def test_the_list_of_problems_leads_to_the_questions_and_the_map_tells_them(desk: Page):
    desk.get_by_role("button", name="Problems", exact=True).click()
    desk.get_by_role("button", name="Show the questions: 1.1").click()
    expect(panel(desk)).to_contain_text("6 of 6 open")
    expect(desk.get_by_role("region", name="Problems")).to_be_hidden()

    desk.get_by_role("button", name="Map", exact=True).click()
    box = desk.locator(".map-box").filter(has_text="Dr. Hale says so.")
    expect(box).to_contain_text("Expert opinion · 6 of 6 open · statement")
    question(desk, "Do other experts").get_by_role("button", name="Raise objection").click()
    desk.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    expect(box).to_contain_text("Expert opinion · 5 of 6 open · statement")


LOOKS = [{"scheme": "dark"}, {"width": 320, "height": 640, "touch": True}]


@pytest.mark.parametrize("page", LOOKS, indirect=True, ids=["dark", "320 px by touch"])
def test_questions_in_all_states_are_accessible(desk: Page):
    hit = "tap" if desk.viewport_size["width"] == 320 else "click"
    open_sheet(desk)
    line(desk, "1.1").locator(".more").click()
    desk.get_by_role("menuitem", name="Critical questions of the link").click()
    getattr(question(desk, "What evidence").get_by_role("button", name="Raise objection"), hit)()
    getattr(desk.get_by_role("dialog").get_by_role("button", name="Cancel"), hit)()
    getattr(question(desk, "Do other experts").get_by_role("button", name="Answer with a node"), hit)()
    getattr(line(desk, "1.2").locator(".words"), hit)()
    expect(question(desk, "Do other experts")).to_contain_text("answered")
    getattr(question(desk, "How good").get_by_role("button", name="Answer in your words"), hit)()
    expect(desk.get_by_role("textbox", name="Answer to: How good")).to_be_focused()

    assert_accessible(desk)
    assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")


SAID = """(root) => [...root.querySelectorAll("#outline > li")].slice(0, 12).map((line) =>
  [...line.querySelectorAll(".scheme, .asks, .role")].map((part) => `${part.className} ${part.textContent}`))"""


def test_the_lines_that_come_with_the_page_say_the_same_of_schemes_as_those_made_in_it(page: Page):
    page.goto("/projects/demo/?q=old+dock")
    page.get_by_role("link", name="Open the old dock to swimmers").first.click()
    expect(page.locator("body[data-usable=whole]")).to_be_visible()
    sent = f"""async () => {{
      const text = await (await fetch(location.href)).text();
      return ({SAID})(new DOMParser().parseFromString(text, "text/html"));
    }}"""

    shown = page.evaluate(f"({SAID})(document)")

    assert page.evaluate(sent) == shown
    assert ["scheme Means to an end", "asks 5 of 5 open: critical questions"] in shown
