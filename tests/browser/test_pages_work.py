"""What a person does on the pages around the workbench."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Server

TEXT = "Keep the night trains\n\nThe night train should not be cut.\n\nIt carried 214,000 passengers last year.\n"


@pytest.fixture
def project(page: Page) -> str:
    """The address of a new, empty project."""
    page.goto("/")
    page.get_by_role("link", name="New project").click()
    page.get_by_label("Name").fill("Rail policy")
    page.get_by_role("button", name="Create it").click()
    expect(page.get_by_role("heading", level=1, name="Rail policy")).to_be_visible()
    return page.url


def test_from_an_empty_project_to_the_workbench(page: Page, project: str):
    page.get_by_label("Paste the text").fill(TEXT)
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Keep the night trains")
    page.get_by_label("Author").fill("Jana Feld")

    page.get_by_role("button", name="Save and start a map").click()

    expect(page).to_have_url(re.compile("/maps/"))
    expect(page.get_by_text("It carried 214,000 passengers last year.")).to_be_visible()
    page.goto(project)
    expect(page.get_by_role("list").get_by_text("Jana Feld").first).to_be_visible()


def test_going_back_from_the_proposal_finds_the_text_in_the_box(page: Page, project: str):
    page.get_by_label("Paste the text").fill(TEXT)
    page.get_by_role("button", name="Read it").click()

    page.get_by_role("link", name="Back").click()

    expect(page.get_by_label("Paste the text")).to_have_value(TEXT)
    expect(page.get_by_role("button", name="Read it")).to_be_enabled()


def test_a_chosen_file_is_named_and_read(page: Page, project: str, tmp_path: Path):
    file = tmp_path / "night-trains.md"
    file.write_text("# Night trains\n\n- one\n- two\n\n> quoted\n")

    page.get_by_label("Upload a file").set_input_files(file)
    expect(page.get_by_text("night-trains.md")).to_be_visible()
    page.get_by_role("button", name="Read it").click()

    preview = page.get_by_role("region", name="The text as it was read")
    expect(preview.locator("h2.block")).to_have_text("Night trains")
    expect(preview.locator("ul > li")).to_have_count(2)
    expect(preview.locator("blockquote")).to_have_text("quoted")


def test_a_dropped_file_is_taken(page: Page, project: str):
    transfer = page.evaluate_handle(
        """() => { const data = new DataTransfer();
        data.items.add(new File(["A title\\n\\nSome words of a text."], "dropped.txt", { type: "text/plain" }));
        return data; }"""
    )

    page.dispatch_event("form.intake", "drop", {"dataTransfer": transfer})

    expect(page.get_by_text("dropped.txt")).to_be_visible()
    page.get_by_role("button", name="Read it").click()
    expect(page.get_by_role("region", name="The text as it was read")).to_contain_text("Some words of a text.")


def test_an_address_that_cannot_be_fetched_is_said_at_its_field(page: Page, project: str):
    page.expected_errors = ["status of 422"]
    page.get_by_label("Fetch an address").fill("http://127.0.0.1:1/article")

    page.get_by_role("button", name="Read it").click()

    expect(page.get_by_label("Fetch an address")).to_have_value("http://127.0.0.1:1/article")
    expect(page.locator(".errorlist")).to_contain_text("127.0.0.1")


def test_a_form_that_takes_long_says_what_is_going_on(page: Page, project: str):
    page.get_by_label("Paste the text").fill(TEXT)
    page.eval_on_selector("form.intake", "form => form.addEventListener('submit', event => event.preventDefault())")

    page.get_by_role("button", name="Read it").click()

    expect(page.get_by_text("Reading the article…")).to_be_visible()
    expect(page.get_by_role("progressbar")).to_be_visible()


def test_renaming_in_a_dialog_gives_the_focus_back_where_it_came_from(page: Page, project: str):
    page.expected_errors = ["status of 422"]
    menu = page.locator("summary", has_text="Actions for the project")
    menu.click()
    page.get_by_role("link", name="Rename").click()
    dialog = page.get_by_role("dialog", name="Rename the project")
    expect(dialog.get_by_label("Name")).to_be_focused()

    page.keyboard.press("Escape")
    expect(menu).to_be_focused()

    menu.click()
    page.get_by_role("link", name="Rename").click()
    dialog.get_by_label("Name").fill(" ")
    page.keyboard.press("Enter")
    expect(dialog.get_by_text("This field is required.")).to_be_visible()
    dialog.get_by_label("Name").fill("Trains and buses")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", name="Trains and buses")).to_be_visible()
    assert page.url == project


def test_a_deleted_project_is_gone_and_a_message_says_so(page: Page, project: str):
    page.locator("summary", has_text="Actions for the project").click()
    page.get_by_role("link", name="Delete").click()

    page.get_by_role("button", name="Delete the project").click()

    expect(page.get_by_text("The project “Rail policy” is deleted.")).to_be_visible()
    page.get_by_role("button", name="Close this message").click()
    expect(page.get_by_text("The project “Rail policy” is deleted.")).to_have_count(0)


def test_an_export_shows_its_losses_before_the_download(page: Page):
    page.goto("/projects/demo/?q=old+dock")
    page.locator(".row summary").first.click()
    page.get_by_role("link", name="Export").click()
    dialog = page.get_by_role("dialog", name="Export this map")
    expect(dialog.get_by_text("Nothing is lost")).to_be_visible()

    dialog.get_by_role("radio", name="SVG").check()
    expect(dialog.get_by_role("link", name="Download SVG")).to_be_visible()
    expect(dialog.get_by_text("cannot hold of this map")).to_be_visible()
    with page.expect_download() as download:
        dialog.get_by_role("link", name="Download SVG").click()

    assert download.value.suggested_filename.endswith(".svg")


def test_what_was_exported_is_imported_again(page: Page, server: Server, project: str, tmp_path: Path):
    file = tmp_path / "map.argmap.json"
    page.goto("/projects/demo/?q=old+dock")
    page.locator(".row summary").first.click()
    page.get_by_role("link", name="Export").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download Argmap").click()
    download.value.save_as(file)

    page.goto(f"{project}import/")
    page.get_by_label("Files").set_input_files(file)
    expect(page.get_by_text("14 claims, 16 evidence, 5 counterclaims")).to_be_visible()
    expect(page.get_by_role("button", name="Look first")).to_be_hidden()
    page.get_by_role("button", name="Import 1 map").click()

    expect(page).to_have_url(re.compile("/maps/"))
    expect(page.get_by_text("The map is imported whole.")).to_be_visible()


def test_while_the_server_works_the_bar_says_at_what_and_how_far_it_is(page: Page, project: str, tmp_path: Path):
    file = tmp_path / "map.tgf"
    file.write_text("a\n#\n")
    answers = [{"words": "Reading map.tgf…", "done": 3, "total": 4}]
    held: list[Route] = []
    page.route(re.compile("/import/[^/]+/$"), lambda route: route.fulfill(json=answers[-1]))
    page.route(re.compile("/import/$"), lambda r: held.append(r) if r.request.method == "POST" else r.continue_())
    page.goto(f"{project}import/")
    page.get_by_label("Files").set_input_files(file)

    expect(page.locator(".busy")).to_contain_text("Reading map.tgf… 75 %")
    expect(page.get_by_role("progressbar", name="Progress")).to_have_js_property("value", 0.75)

    answers.append({"words": "Counting what is in the files…", "done": 0, "total": 0})
    expect(page.locator(".busy")).to_have_text("Counting what is in the files…")
    held[0].continue_()
    expect(page.locator(".finding")).to_contain_text("1: 1 claim")
    expect(page.locator(".busy")).to_be_hidden()


def test_the_files_are_looked_at_again_when_the_format_is_chosen(page: Page, project: str, tmp_path: Path):
    file = tmp_path / "map.txt"
    file.write_text("Buses are full.")
    page.goto(f"{project}import/")
    page.get_by_label("Files").set_input_files(file)
    expect(page.locator(".finding.faulty")).to_contain_text("not recognised")

    page.get_by_label("Format").select_option("argdown")

    expect(page.locator(".finding")).to_contain_text("1 root, 1 level")


def test_a_branch_is_exported_from_the_menu_of_its_node(page: Page):
    page.goto("/projects/demo/?q=old+dock")
    page.locator('.row-title[href^="/maps/"]').first.click()
    expect(page.locator("body[data-usable]")).to_be_visible()
    page.locator("#outline .words").first.click()
    page.keyboard.press("m")
    page.get_by_role("menuitem", name="Export its branch").click()

    expect(page.get_by_text("Only the branch of")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download Argmap").click()
    assert len(json.loads(Path(download.value.path()).read_text())["nodes"]) == 35


def test_the_lists_of_a_project_are_narrowed_while_typing(page: Page, server: Server, project: str):
    slug = project.rstrip("/").rsplit("/", 1)[-1]
    headers = {"Authorization": f"Bearer {server.manage('create_token', 'analyst')}"}
    for number in range(9):
        article = {"project": slug, "title": f"Article number {number}", "text": "Some words."}
        assert page.request.post("/api/v1/articles/", data=article, headers=headers).status == 201
    page.reload()

    page.get_by_role("searchbox", name="Find an article or a map").fill("number 7")

    expect(page.locator(".row-title")).to_have_count(1)
    expect(page).to_have_url(re.compile("q=number"))
    expect(page.get_by_role("searchbox", name="Find an article or a map")).to_be_focused()


def test_a_session_that_ended_leads_to_the_sign_in_page(page: Page, project: str):
    page.context.clear_cookies()

    page.locator("summary", has_text="Actions for the project").click()
    page.get_by_role("link", name="Rename").click()

    expect(page).to_have_url(re.compile(r"/sign-in/\?next="))


def test_a_server_that_does_not_answer_is_said_in_a_message(page: Page, project: str):
    page.expected_errors = ["ERR_FAILED", "htmx:(sendError|afterRequest)"]
    page.route("**/rename/", lambda route: route.abort())

    page.locator("summary", has_text="Actions for the project").click()
    page.get_by_role("link", name="Rename").click()

    expect(page.get_by_role("alert")).to_contain_text("The server does not answer.")


def test_signing_out_ends_the_session(page: Page, server: Server):
    page.context.clear_cookies()  # the session of the other tests goes on
    page.goto(server.manage("sign_in_link", "--address", server.address))
    page.locator("summary", has_text="Account of").click()
    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_the_count_at_the_workbench_leads_to_the_figures_and_each_table_is_saved(page: Page):
    page.goto("/projects/demo/?q=old+dock")
    page.get_by_role("link", name="Open the old dock to swimmers").first.click()
    page.locator("#status-count").click()

    table = page.get_by_role("table").filter(has=page.get_by_role("columnheader", name="Kind"))
    expect(table.get_by_role("row", name=re.compile("Evidence 16"))).to_be_visible()
    with page.expect_download() as saving:
        page.get_by_role("link", name="For and against as CSV").click()
    assert saving.value.suggested_filename == "sides.csv"


def test_the_prose_of_a_map_is_copied(page: Page):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto("/projects/demo/?q=old+dock")
    page.get_by_role("link", name="Open the old dock to swimmers").first.click()
    page.goto(f"{page.url.split('?')[0]}prose/")

    page.get_by_role("button", name="Copy").click()

    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    words = page.evaluate("navigator.clipboard.readText()")
    assert words.startswith("1  The council should open the Ropewalk dock")
    assert "because" in words
