"""What goes wrong at the workbench in daily life: two tabs, a server that is away, a slip of the mouse."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server
from tests.browser.test_main_job import new_map, refuse, saved, select, usable

TEXT = "Open the dock\n\nThe dock should open. The water is clean. The harbour is busy. Nobody asked the gulls.\n"


@pytest.fixture
def desk(page: Page, server: Server) -> Page:
    """A map with a claim and what supports it."""
    page.expected_errors = ["Failed to load resource", "Response Status Error"]
    new_map(page, server, TEXT)
    select(page, "The dock should open.")
    page.keyboard.press("c")
    select(page, "The water is clean.")
    page.keyboard.press("s")
    expect(page.locator("#outline > li")).to_have_count(2)
    saved(page)
    return page


@pytest.fixture
def other(desk: Page) -> Page:
    """The same map in a second tab."""
    tab = desk.context.new_page()
    tab.goto(desk.url)
    usable(tab)
    return tab


def line(page: Page, number: str) -> Locator:
    return page.get_by_role("treeitem").filter(
        has=page.locator(".number", has_text=re.compile(f"^{re.escape(number)}$"))
    )


def rewrite(page: Page, number: str, words: str) -> None:
    line(page, number).dblclick()
    page.get_by_role("textbox", name="Text", exact=True).fill(words)
    page.keyboard.press("Control+Enter")


def test_two_tabs_that_edit_one_node_see_both_wordings(desk: Page, other: Page):
    line(desk, "1.1").dblclick()
    expect(desk.get_by_role("textbox", name="Text", exact=True)).to_be_visible()
    rewrite(other, "1.1", "Theirs.")
    expect(line(other, "1.1")).to_contain_text("Theirs.")

    desk.get_by_role("textbox", name="Text", exact=True).fill("Mine.")
    desk.get_by_role("button", name="Save", exact=True).click()

    expect(desk.get_by_role("dialog").get_by_role("alert").first).to_contain_text("Theirs.")
    expect(desk.get_by_role("textbox", name="Text", exact=True)).to_have_value("Mine.")
    desk.get_by_role("button", name="Save", exact=True).click()
    expect(desk.get_by_role("dialog")).to_be_hidden()
    expect(line(desk, "1.1")).to_contain_text("Mine.")


def test_a_tab_that_is_behind_says_so_and_shows_all_on_request(desk: Page, other: Page):
    rewrite(other, "1.1", "Theirs.")
    expect(line(other, "1.1")).to_contain_text("Theirs.")

    select(desk, "The harbour is busy.")
    desk.keyboard.press("x")
    desk.get_by_role("button", name="Show all of it").click()

    usable(desk)
    expect(line(desk, "1.1")).to_contain_text("Theirs.")


def test_a_node_that_another_tab_has_deleted_is_explained(desk: Page, other: Page):
    line(other, "1.1").click()
    other.keyboard.press("Delete")
    other.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(other.get_by_role("treeitem")).to_have_count(1)

    line(desk, "1.1").click()
    desk.keyboard.press("Enter")

    expect(desk.locator("#toasts")).to_contain_text("not there any more; reload the page")


def test_a_refused_claim_gives_the_target_and_the_selection_back(desk: Page):
    target = desk.locator("#target-text").inner_text()
    desk.route("**/nodes/", refuse)

    select(desk, "The harbour is busy.")
    desk.keyboard.press("c")

    expect(desk.locator("#toasts")).to_contain_text("Not today.")
    expect(desk.locator("#target-text")).to_have_text(target)
    expect(line(desk, "1.1")).to_have_attribute("aria-selected", "true")
    desk.unroute("**/nodes/")
    select(desk, "The harbour is busy.")
    desk.keyboard.press("j")
    expect(desk.locator("#outline .member")).to_have_count(2)
    expect(desk.locator("#toasts")).not_to_contain_text("Not today.")


def test_a_mark_joins_the_newest_link_in_a_tab_that_made_none(other: Page):
    select(other, "The harbour is busy.")
    other.keyboard.press("j")

    expect(other.locator("#outline .member")).to_have_count(2)


def test_marking_words_beyond_the_edge_of_a_form_does_not_close_it(desk: Page):
    line(desk, "1.1").dblclick()
    field = desk.get_by_role("textbox", name="Text", exact=True)
    field.fill("Half written")
    box = field.bounding_box()
    assert box

    desk.mouse.move(box["x"] + 60, box["y"] + 20)
    desk.mouse.down()
    desk.mouse.move(20, 300, steps=4)
    desk.mouse.up()
    desk.mouse.click(20, 300)  # and a click beside it does not throw the words away

    expect(field).to_have_value("Half written")


def test_the_map_opens_menu_and_form_by_keys_and_by_a_double_click(desk: Page):
    desk.keyboard.press("o")
    box = desk.locator(".map-box", has_text="The water is clean.")
    box.click()

    desk.keyboard.press("m")
    menu = desk.get_by_role("menu").bounding_box()
    place = box.bounding_box()
    assert menu
    assert place
    assert menu["x"] < place["x"] + place["width"]
    assert menu["x"] + menu["width"] > place["x"]
    desk.keyboard.press("Escape")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("textbox", name="Text", exact=True)).to_have_value("The water is clean.")
    desk.keyboard.press("Escape")
    box.dblclick()
    expect(desk.get_by_role("textbox", name="Text", exact=True)).to_have_value("The water is clean.")


def test_a_key_acts_on_nothing_where_nothing_is_selected(other: Page):
    other.locator("#text-pane").focus()
    other.keyboard.press("Delete")

    expect(other.locator("#toasts")).to_contain_text("Select a node in the outline or map first.")
    expect(other.get_by_role("dialog")).to_be_hidden()


def test_in_a_long_text_a_node_and_an_address_lead_to_the_passage(page: Page, server: Server):
    sentences = [f"Sentence {number} of a long text, which goes on and on and on." for number in range(250)]
    new_map(page, server, "A long text\n\n" + "\n\n".join(sentences))
    for number in (240, 3):
        select(page, sentences[number])
        page.keyboard.press("c")
        expect(page.locator("#outline")).to_contain_text(sentences[number])
    saved(page)

    page.get_by_role("treeitem").filter(has_text="Sentence 240").click()
    expect(page.get_by_text(sentences[240]).first).to_be_in_viewport()
    page.get_by_role("treeitem").filter(has_text="Sentence 3 ").click()
    expect(page.get_by_text(sentences[3]).first).to_be_in_viewport()

    node = page.get_by_role("treeitem").filter(has_text="Sentence 240").get_attribute("data-node")
    address = f"{page.url}#node-{node}"
    page.goto("about:blank")
    page.goto(address)
    usable(page)
    expect(page.locator("#text-pane").get_by_text(sentences[240])).to_be_in_viewport()


def test_a_map_without_text_says_how_to_go_on(page: Page, server: Server):
    page.goto(f"{server.address}/projects/demo/maps/new/")
    page.get_by_role("textbox", name="Title").fill("Without a text")
    page.get_by_role("button", name="Create it").click()
    usable(page)

    page.keyboard.press("c")

    expect(page.locator("#toasts")).to_contain_text("This map has no text to mark")
    page.get_by_role("link", name="choose an article of the project").click()
    page.get_by_role("checkbox", name="Open the Old Dock to Swimmers").first.check()
    page.get_by_role("button", name="Save").click()

    expect(page.locator(".article")).to_be_visible()
    usable(page)
    select(page, "The sign can go to the museum.")


def test_a_collapsed_map_fits_in_with_its_counts(page: Page, server: Server):
    page.goto("/projects/demo/?q=old+dock")
    page.get_by_role("link", name="Open the old dock to swimmers").first.click()
    usable(page)
    page.keyboard.press("o")
    page.get_by_role("button", name="Collapse all").click()
    page.get_by_role("button", name="Fit the whole map in").click()

    frame = page.locator(".map-port").bounding_box()
    counts = [count.bounding_box() for count in page.locator(".map-fold.closed").all()]

    assert frame
    assert counts
    assert max(box["x"] + box["width"] for box in counts if box) <= frame["x"] + frame["width"]


def act(page: Page, number: str, label: str) -> None:
    line(page, number).locator(".more").click()
    page.get_by_role("menuitem", name=label).first.click()


def test_premises_that_are_joined_and_split_stand_right_at_once(desk: Page):
    select(desk, "The harbour is busy.")
    desk.keyboard.press("s")
    expect(line(desk, "1.2")).to_be_visible()
    act(desk, "1.1", "Join with another premise")
    line(desk, "1.2").click()
    expect(line(desk, "1.1b")).to_contain_text("The harbour is busy.")

    act(desk, "1.1b", "Split off")

    expect(desk.locator("#outline .member")).to_have_count(0)
    expect(line(desk, "1.2")).to_contain_text("The harbour is busy.")
    desk.keyboard.press("Control+z")
    expect(line(desk, "1.1b")).to_contain_text("The harbour is busy.")
    desk.keyboard.press("Control+z")
    expect(line(desk, "1.2")).to_contain_text("The harbour is busy.")


def test_a_choice_that_is_open_ends_with_the_next_action(desk: Page):
    line(desk, "1.1").click()
    desk.keyboard.press("l")
    expect(desk.locator("#pick-bar")).to_be_visible()

    act(desk, "1", "Make it a main claim")

    expect(desk.locator("#pick-bar")).to_be_hidden()
    expect(line(desk, "1")).to_contain_text("main claim")
