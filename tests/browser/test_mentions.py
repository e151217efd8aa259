"""The field that completes names: it reads a text as the server does, and takes only the keys meant for its list."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server
from tests.browser.drawn_map import served_modules
from tests.browser.test_main_job import new_map, usable
from tests.domain.test_mentions import NAMES, WRITTEN

ASK = """async ({ texts, names }) => {
  const { begunName, keyOf } = await import("/js/mentions.js");
  const named = (begun) => (begun === undefined ? "" : names.find((name) => keyOf(name) === keyOf(begun)) ?? "");
  return Object.fromEntries(texts.map((text) => [text, named(begunName(text))]));
}"""
JOIN = """from argmap.models import Project, User
person = User.objects.create_user('дарья', first_name='नीति')
Project.objects.get(slug='{}').memberships.create(user=person, role='viewer')"""
COMPOSED = """(field) => field.dispatchEvent(
  new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true }))"""


def test_names_begin_and_are_compared_in_the_browser_as_on_the_server(browser: Browser):
    page = browser.new_page()
    with served_modules() as address:
        page.goto(address)
        assert page.evaluate(ASK, {"texts": list(WRITTEN), "names": NAMES}) == WRITTEN
    page.close()


def test_the_list_knows_names_of_any_script_and_leaves_other_keys_alone(page: Page, server: Server):
    project = server.manage("create_project", "Of many names")
    server.manage("shell", "-c", JOIN.format(project))
    new_map(page, server, "The dock should open.", project)
    usable(page)
    page.keyboard.press("r")
    field = page.get_by_role("region", name="Comments").get_by_role("textbox").first
    names = page.get_by_role("listbox", name="Members of the project")

    field.fill("Ask @Дар")
    expect(names.get_by_role("option")).to_have_text(["@дарья नीति"])
    assert field.evaluate(COMPOSED)  # to an input method, Enter means its own word
    expect(field).to_have_value("Ask @Дар")
    field.press("Shift+Tab")
    expect(field).not_to_be_focused()
    expect(names).to_be_hidden()
    expect(field).to_have_value("Ask @Дар")

    field.fill("Ask @नी")
    expect(names).to_be_visible()
    field.press("Tab")
    expect(field).to_have_value("Ask @дарья ")
    expect(field).to_be_focused()
    field.fill("Mail é@дар")
    expect(names).to_be_hidden()
