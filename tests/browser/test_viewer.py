"""The workbench of somebody who may only read: every panel shows what there is, and none offers to change it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, assert_accessible
from tests.browser.test_comments import comment_on
from tests.browser.test_main_job import new_map, saved, select, usable
from tests.browser.test_schemes import field, open_form, save
from tests.browser.test_workbench_slips import line

TEXT = "The dock should open. Dr. Hale says so. Nobody asked the gulls.\n"
INVITE = """
from argmap.models import Membership, Project, User
user, _ = User.objects.get_or_create(username="vera")
Membership.objects.get_or_create(project=Project.objects.get(slug="demo"), user=user, defaults={"role": "viewer"})
"""


@pytest.fixture
def desk(page: Page, server: Server) -> Page:
    """The owner's map: a scheme with open questions, what a repair would mend, a highlight and a comment."""
    new_map(page, server, TEXT)
    for key, words in (("c", "The dock should open."), ("s", "Dr. Hale says so.")):
        select(page, words)
        page.keyboard.press(key)
        expect(page.locator("#outline")).to_contain_text(words)
    select(page, "Nobody asked the gulls.")
    page.keyboard.press("h")
    line(page, "1.1").click()
    page.keyboard.press("m")
    page.get_by_role("menuitem", name="Make it implicit").click()
    open_form(page)
    field(page).fill("expert")
    page.keyboard.press("Enter")
    expect(field(page)).to_have_value("Expert opinion")
    page.get_by_role("combobox", name="Role of “Dr. Hale says so.”").select_option("statement")
    save(page)
    comment_on(page, "1.1", "Who is Dr. Hale?")
    page.keyboard.press("Escape")
    saved(page)
    return page


@pytest.fixture
def reader(desk: Page, server: Server, browser: Browser) -> Iterator[Page]:
    """The same map as a viewer opens it."""
    server.manage("shell", "-c", INVITE)
    context = browser.new_context(base_url=server.address)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(server.manage("sign_in_link", "vera", "--address", server.address))
    page.goto(desk.url)
    usable(page)
    yield page
    context.close()
    assert faults == []


def shown_by_panels(page: Page) -> dict[str, tuple[str, list[str]]]:
    """What each panel says, and what its buttons and forms do besides leading to places."""
    seen = {}
    for name, rows in (("Problems", "details"), ("Highlights", "li"), ("Comments", ".thread")):
        page.get_by_role("button", name=name, exact=True).click()
        seen[name] = _panel(page, name, rows)
    line(page, "1.1").locator(".asks").click()
    seen["Critical questions"] = _panel(page, "Critical questions", "li")
    return seen


def _panel(page: Page, name: str, rows: str) -> tuple[str, list[str]]:
    panel = page.get_by_role("region", name=name)
    expect(panel.locator(rows).first).to_be_visible()
    body = panel.locator(".drawer-body")
    words = body.locator(
        "button:not(.problem-place, .comment-place), summary:not(:has(.chip)), form:not(.comment-filters)"
    )
    return body.inner_text(), words.evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.innerText.split('\\n')[0])"
    )


def test_a_viewer_reads_all_panels_and_none_offers_an_edit(desk: Page, reader: Page):
    own, seen = shown_by_panels(desk), shown_by_panels(reader)

    for name, edit in (
        ("Problems", "No longer implicit"),
        ("Highlights", "Write a note"),
        ("Comments", "Reply"),
        ("Critical questions", "Raise objection"),
    ):
        assert edit in own[name][1]
        assert edit not in seen[name][1]
    assert seen["Problems"][1] == ["Show the questions"]
    assert seen["Highlights"][1] == []
    assert seen["Comments"][1] == []
    assert seen["Critical questions"][1] == []
    assert "Nobody asked the gulls." in seen["Highlights"][0]
    assert "Who is Dr. Hale?" in seen["Comments"][0]


def test_a_viewers_menu_and_sign_show_what_is_said_of_a_node(reader: Page):
    line(reader, "1.1").locator(".more").click()
    assert reader.get_by_role("menuitem").evaluate_all("all => all.map(one => one.firstChild.data)") == [
        "Show comments on it",
        "Critical questions of the link",
    ]
    reader.get_by_role("menuitem", name="Show comments on it").click()
    thread = reader.get_by_role("region", name="Comments").locator(".thread")
    expect(thread).to_contain_text("Who is Dr. Hale?")
    expect(thread.locator(".comment-place")).to_be_focused()
    assert_accessible(reader, ".side-pane")

    reader.keyboard.press("Escape")
    line(reader, "1.1").locator(".comment-sign").click()
    expect(thread).to_contain_text("Who is Dr. Hale?")
