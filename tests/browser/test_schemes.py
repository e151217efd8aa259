"""A link gets its scheme by a search, its premises their roles, and what is missing is added."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, assert_accessible
from tests.browser.states import open_sheet
from tests.browser.test_main_job import new_map, saved, select
from tests.browser.test_workbench_slips import line

TEXT = "The dock should open. The water is clean. Dr. Hale says so. Nobody asked the gulls.\n"


@pytest.fixture
def desk(page: Page, server: Server) -> Page:
    """A claim with what supports it: its line has the focus."""
    new_map(page, server, TEXT)
    for key, words in (("c", "The dock should open."), ("s", "The water is clean.")):
        select(page, words)
        page.keyboard.press(key)
        expect(page.locator("#outline")).to_contain_text(words)
    saved(page)
    line(page, "1.1").click()
    return page


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Argumentation scheme")


def role(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Role of “The water is clean.”")


def open_form(page: Page) -> None:
    page.keyboard.press("y")
    expect(field(page)).to_be_focused()
    expect(field(page)).to_have_attribute("role", "combobox")  # the search stands over the plain field


def save(page: Page) -> None:
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    saved(page)


def found(page: Page) -> list[str]:
    return page.locator("#scheme-list [role=option] > span:first-child").all_inner_texts()


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("expert", "Expert opinion"),
        ("slippery", "Causal slippery slope"),
        ("MONEY", "Bias"),
        ("hypocrisy", "Inconsistent commitment"),
        ("night porter", "Position to know"),
    ],
)
def test_a_scheme_is_found_by_the_words_that_come_to_mind(desk: Page, typed: str, first: str):
    open_form(desk)

    field(desk).fill(typed)

    expect(desk.locator("#scheme-list [role=option]").first).to_contain_text(first)
    assert found(desk)[-1] == f"Use “{typed}” as a scheme of your own"


def test_by_keys_alone_a_scheme_is_chosen_with_its_role_and_its_missing_premises(desk: Page):
    open_form(desk)
    desk.keyboard.type("sig")
    expect(desk.locator("#scheme-list [aria-selected=true]")).to_contain_text("Sign")
    desk.keyboard.press("Enter")
    expect(field(desk)).to_have_value("Sign")
    expect(desk.locator(".scheme-preview")).to_contain_text("Something is observed. observation")
    role(desk).select_option("observation")
    desk.get_by_role("checkbox", name="usually indicates").press("Space")
    desk.keyboard.press("Control+Enter")

    expect(line(desk, "1.1a")).to_contain_text("The water is clean.")
    expect(line(desk, "1.1b")).to_contain_text("What is observed usually indicates that the claim is true.")
    desk.keyboard.press("Control+z")
    expect(line(desk, "1.1b")).to_have_count(0)


def test_the_only_role_is_suggested_and_goes_with_its_scheme_but_an_own_one_stays(desk: Page):
    open_form(desk)
    field(desk).fill("good")
    desk.keyboard.press("Enter")
    expect(role(desk)).to_have_value("benefit")
    expect(desk.locator(".scheme-said")).to_have_text("The role “benefit” is suggested.")

    field(desk).fill("bad")
    desk.keyboard.press("Enter")
    expect(role(desk)).to_have_value("harm")

    role(desk).select_option(label="a role of your own…")
    desk.get_by_label("Own role of “The water is clean.”").fill("what the eye sees")
    field(desk).fill("analogy")
    desk.keyboard.press("Enter")
    expect(desk.get_by_label("Own role of “The water is clean.”")).to_have_value("what the eye sees")


def test_a_role_of_the_former_scheme_is_said_to_go_and_comes_back_with_it(desk: Page):
    open_form(desk)
    field(desk).fill("analogy")
    desk.keyboard.press("Enter")
    role(desk).select_option("known-case")
    field(desk).fill("sign")
    desk.keyboard.press("Enter")
    expect(desk.locator(".scheme-said")).to_contain_text("only the former scheme has this role: known-case")

    field(desk).fill("analogy")
    desk.keyboard.press("Enter")

    expect(role(desk)).to_have_value("known-case")


def test_an_own_name_is_allowed_and_taken_away_and_what_is_in_use_stands_first(desk: Page):
    open_form(desk)
    field(desk).fill("what locals see")
    desk.get_by_role("option", name="Use “what locals see” as a scheme of your own").click()
    expect(desk.locator(".scheme-preview")).to_contain_text("A scheme of your own")
    save(desk)

    open_form(desk)
    field(desk).click()
    assert found(desk).index("what locals see") < found(desk).index("Alternatives")
    expect(desk.get_by_role("option", name="what locals see in use here")).to_be_visible()
    desk.keyboard.press("Escape")
    desk.get_by_role("button", name="No scheme").click()
    expect(field(desk)).to_have_value("")
    save(desk)

    open_form(desk)
    expect(field(desk)).to_have_value("")


def test_an_attack_is_offered_the_names_that_aif_has_for_attacks(desk: Page):
    select(desk, "Nobody asked the gulls.")
    desk.keyboard.press("x")
    expect(desk.locator("#outline")).to_contain_text("Nobody asked the gulls.")
    saved(desk)
    line(desk, "1.2").click()
    open_form(desk)
    field(desk).fill("reliable source")

    expect(desk.locator("#scheme-list [role=option]").first).to_contain_text("Lack of expert reliability")
    desk.keyboard.press("Enter")
    expect(desk.locator(".scheme-preview")).to_contain_text("The expert is not a reliable source here.")
    assert_accessible(desk)
    save(desk)

    open_form(desk)
    expect(field(desk)).to_have_value("Lack of expert reliability")


def test_escape_closes_the_list_first_and_then_the_dialog(desk: Page):
    open_form(desk)
    field(desk).fill("exp")
    expect(desk.get_by_role("listbox")).to_be_visible()

    desk.keyboard.press("Escape")
    expect(desk.get_by_role("listbox")).to_be_hidden()
    expect(field(desk)).to_have_value("")
    desk.keyboard.press("Escape")

    expect(desk.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("page", [{"width": 380, "height": 800, "touch": True, "scheme": "dark"}], indirect=True)
def test_by_touch_in_the_form_of_the_whole_link(desk: Page):
    open_sheet(desk)
    line(desk, "1.1").locator(".more").tap()
    desk.get_by_role("menuitem", name="Edit the link…").tap()
    field(desk).tap()
    assert_accessible(desk, "dialog[open]")
    desk.keyboard.type("anecdote")
    desk.locator("#scheme-list [role=option]").first.tap()
    expect(role(desk)).to_have_value("case")
    assert_accessible(desk, "dialog[open]")
    desk.get_by_role("dialog").get_by_role("button", name="Save").tap()
    saved(desk)

    line(desk, "1.1").locator(".more").tap()
    desk.get_by_role("menuitem", name="Scheme of the link…").tap()
    expect(field(desk)).to_have_value("Example")
