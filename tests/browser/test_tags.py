"""Tags as a person uses them: written at a node, looked after on the project's page."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.checks import assert_nothing_sticks_out, assert_targets_are_large
from tests.browser.conftest import Server, assert_accessible
from tests.browser.states import close_dialog
from tests.browser.test_main_job import new_map, saved, select
from tests.browser.test_workbench_slips import line

TEXT = "The dock should open. The water is clean. Nobody asked the gulls. The mayor said so. It was always so here."


@pytest.fixture
def desk(page: Page, server: Server) -> Page:
    """A map of two nodes, in a project that has some tags."""
    page.goto("/projects/demo/tags/")
    for name, color in (("cost", "Red"), ("comfort", "Teal")):
        if not page.locator(".tag-row").filter(has=page.get_by_text(f"#{name}", exact=True)).count():
            page.get_by_label("Name").fill(name)
            page.get_by_label(color).check()
            page.get_by_role("button", name="Make it").click()
            expect(page.locator("#tags").get_by_text(f"#{name}", exact=True)).to_be_visible()
    new_map(page, server, TEXT)
    for key, words in (("c", "The dock should open."), ("s", "The water is clean.")):
        select(page, words)
        page.keyboard.press(key)
        expect(line(page, "1" if key == "c" else "1.1")).to_be_visible()
    saved(page)
    return page


def edit(page: Page, number: str) -> None:
    line(page, number).locator(".words").click()
    page.keyboard.press("Enter")
    expect(page.locator(".tags-box")).to_be_visible()


def proposed(page: Page, which: str = "") -> Locator:
    return page.locator(f".tags-known [role=option]{which}")


def tags_of(page: Page, number: str, *, count: int) -> list[str]:
    """The tags on a line, once there are so many."""
    tags = line(page, number).locator(".tag")
    expect(tags).to_have_count(count)
    return tags.all_inner_texts()


def test_tags_are_chosen_made_and_taken_away_by_keys(desk: Page):
    edit(desk, "1")
    field = desk.get_by_role("combobox", name="Tags")
    field.focus()
    desk.keyboard.type("co")
    expect(proposed(desk)).to_have_count(2)
    desk.keyboard.press("ArrowDown")
    expect(proposed(desk, "[aria-selected=true]")).to_be_visible()
    assert_accessible(desk, "dialog[open]")
    desk.keyboard.press("Enter")
    desk.keyboard.type("harbour life, wrong,")
    desk.keyboard.press("Backspace")
    expect(desk.locator(".tags-box .tag")).to_have_count(2)
    desk.keyboard.type("last")  # what is no chip yet counts, too
    desk.keyboard.press("Control+Enter")
    saved(desk)

    [chosen, *made] = tags_of(desk, "1", count=3)
    assert chosen in ("#cost", "#comfort")
    assert made == ["#harbour life", "#last"]
    assert line(desk, "1").locator(".tag[data-color]").count() == 1


def test_escape_closes_the_proposals_before_the_form(desk: Page):
    edit(desk, "1")
    desk.get_by_role("combobox", name="Tags").fill("co")
    expect(proposed(desk).first).to_be_visible()

    desk.keyboard.press("Escape")

    expect(proposed(desk, ":visible")).to_have_count(0)
    expect(desk.get_by_role("dialog")).to_be_visible()
    close_dialog(desk)


@pytest.mark.parametrize("page", [{}, {"touch": True, "width": 380}], indirect=True, ids=["mouse", "touch"])
def test_tags_are_chosen_and_taken_away_by_hand(desk: Page, page: Page):
    edit(desk, "1.1")
    field = desk.get_by_role("combobox", name="Tags")
    field.click()
    expect(proposed(desk).first).to_be_visible()
    field.fill("cos")
    desk.get_by_role("option", name="#cost").click()
    field.fill("com")
    desk.get_by_role("option", name="#comfort").click()
    desk.get_by_role("button", name="Take away cost").click()
    assert_nothing_sticks_out(desk)
    assert_targets_are_large(desk)
    desk.get_by_role("dialog").get_by_role("button", name="Save").click()
    saved(desk)

    assert tags_of(desk, "1.1", count=1) == ["#comfort"]
    desk.get_by_role("button", name="Map", exact=True).click()
    expect(desk.locator('.tag-dots [data-color="teal"]')).to_be_visible()


def test_any_word_is_a_tag_without_a_colour_until_it_is_given_one(desk: Page):
    edit(desk, "1")
    desk.get_by_role("combobox", name="Tags").fill("toString,")
    desk.get_by_role("dialog").get_by_role("button", name="Save").click()
    assert tags_of(desk, "1", count=1) == ["#toString"]
    assert line(desk, "1").locator(".tag").get_attribute("data-color") is None

    desk.get_by_role("button", name="Map", exact=True).click()
    expect(desk.locator(".map-box").filter(has_text="The dock should open.")).to_have_attribute(
        "title", "Claim #toString"
    )
    expect(desk.locator(".map-box .tag-dots")).to_have_count(0)


def test_links_are_tagged_with_nodes(desk: Page):
    line(desk, "1.1").locator(".words").click()
    desk.keyboard.press("Control+a")
    desk.get_by_role("toolbar", name="All selected nodes").get_by_role("button", name="Tag").click()
    desk.get_by_role("combobox", name="Tags to add").fill("weak")
    desk.get_by_label("They are of").select_option("the links above them")
    desk.get_by_role("dialog").get_by_role("button", name="Save").click()
    saved(desk)

    assert tags_of(desk, "1", count=0) == []
    assert tags_of(desk, "1.1", count=1) == ["link #weak"]
    desk.reload()
    assert tags_of(desk, "1.1", count=1) == ["link #weak"]
    line(desk, "1").locator(".words").click()
    desk.keyboard.press("g")
    desk.keyboard.type("#weak")
    expect(desk.locator("#node-find output")).to_have_text("1 of 1")
    expect(line(desk, "1.1")).to_have_attribute("aria-selected", "true")


@pytest.mark.parametrize("page", [{}, {"scheme": "dark", "width": 380}], indirect=True, ids=["wide", "narrow, dark"])
def test_tags_are_looked_after_on_their_page(page: Page):
    page.goto("/projects/demo/tags/")
    for name in ("first", "second"):
        page.get_by_label("Name").fill(name)
        page.get_by_label("Violet").check()
        page.get_by_role("button", name="Make it").click()
        expect(page.locator("#tags").get_by_text(f"#{name}", exact=True)).to_be_visible()

    page.get_by_role("link", name="Edit first").click()
    assert_accessible(page)
    assert_nothing_sticks_out(page)
    form = page.get_by_role("form", name="Edit the tag first")
    form.get_by_label("Name").fill("third")
    form.get_by_label("Green").check()
    form.get_by_role("button", name="Save").click()
    expect(page.locator("#tags").get_by_text("#third", exact=True)).to_have_attribute("data-color", "green")
    expect(page.locator("#tags").get_by_text("#third", exact=True)).to_be_focused()

    for name in ("second", "third"):
        page.get_by_label(f"Choose {name}").check()
    page.get_by_role("button", name="Merge those with a tick").click()
    page.get_by_role("dialog").get_by_text("#third").click()
    assert_accessible(page, "dialog[open]")
    page.get_by_role("button", name="Merge them").click()
    expect(page.get_by_text("They are one tag now: “third”.")).to_be_visible()
    expect(page.locator("#tags").get_by_text("#second", exact=True)).to_have_count(0)

    page.get_by_role("link", name="Delete third").click()
    page.get_by_role("button", name="Delete the tag").click()
    expect(page.locator("#tags").get_by_text("#third", exact=True)).to_have_count(0)
