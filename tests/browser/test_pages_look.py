"""Every page as a person meets it: accessible, nothing wider than the screen, light and dark."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import assert_nothing_sticks_out, assert_targets_are_large
from tests.browser.conftest import Server, assert_accessible
from tests.browser.test_main_job import new_map
from tests.formats.samples import samples_of

LOOKS = [
    {"width": width, "height": 800, "scheme": scheme} for width in (1440, 1024, 380) for scheme in ("light", "dark")
] + [{"width": 320, "height": 640}]


def addresses(page: Page) -> Iterator[str]:
    """The pages around the demo's map."""
    page.goto("/")
    [demo] = page.locator('.row-title[href^="/maps/"]').all()[:1]
    [article] = page.locator('.row-title[href^="/articles/"]').all()[:1]
    map_, text = demo.get_attribute("href"), article.get_attribute("href")
    yield from ("/", "/projects/", "/projects/demo/", "/projects/demo/rename/", "/projects/demo/rules/")
    yield from ("/projects/demo/delete/", "/projects/demo/tags/", "/projects/demo/tags/merge/")
    yield from ("/projects/demo/articles/new/", "/projects/demo/maps/new/", "/projects/demo/import/", "/password/")
    yield from ("/projects/demo/imported/", "/projects/demo/export/")
    yield from (
        "/search/",
        "/search/?q=dock",
        "/search/?q=dock&kind=claim",
        "/search/?q=-",
        "/search/?q=zyx",
        "/search/?since=x",
    )
    yield from ("/projects/demo/search/?q=the", "/projects/demo/search/?question=counterclaims&page=1")
    yield from ("/schemes/", "/schemes/?q=slippery", "/schemes/?q=zyx")
    yield from (f"{text}", f"{text}edit/", f"{text}delete/")
    yield from (f"{map_}edit/", f"{map_}delete/", f"{map_}export/", f"{map_}export/?format=svg")
    yield from (f"{map_}read/", f"{map_}prose/", f"{map_}figures/")
    yield from ("/nowhere/", "/sign-in/used-up/")


@pytest.mark.parametrize("page", LOOKS, indirect=True)
def test_every_page_is_accessible_and_fits_the_screen(page: Page):
    page.expected_errors = [r"status of (404|410|422)"]  # 422: a merge of no tags

    for address in list(addresses(page)):
        page.goto(address)
        assert_nothing_sticks_out(page)
        assert_targets_are_large(page)
        assert_accessible(page)


@pytest.mark.parametrize("page", LOOKS[:2] + LOOKS[4:6], indirect=True)
def test_the_sign_in_page_is_accessible_when_it_refuses(page: Page):
    page.context.clear_cookies()
    page.goto("/projects/demo/?q=old+dock")
    assert_accessible(page)

    page.get_by_label("Username").fill("analyst")
    page.get_by_label("Password").fill("wrong")
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_text("Please enter a correct username and password")).to_be_visible()
    assert_accessible(page)
    assert_nothing_sticks_out(page)


@pytest.mark.parametrize("page", LOOKS[:2] + LOOKS[4:6], indirect=True)
def test_dialogs_and_menus_are_accessible(page: Page):
    page.goto("/projects/demo/?q=old+dock")
    page.locator(".row summary").first.click()
    assert_accessible(page)

    page.get_by_role("link", name="Export").click()

    expect(page.get_by_role("dialog", name="Export this map")).to_be_visible()
    assert_accessible(page)
    assert_nothing_sticks_out(page)


@pytest.mark.parametrize("page", LOOKS[:2] + LOOKS[4:6], indirect=True)
def test_what_is_empty_and_what_an_import_tells_is_accessible(page: Page, server: Server, tmp_path: Path):
    page.goto("/projects/")
    page.get_by_label("Name").fill("Nothing yet")
    page.get_by_role("button", name="Create it").click()
    expect(page.get_by_role("heading", name="Put the first article here")).to_be_visible()
    assert_accessible(page)
    assert_nothing_sticks_out(page)

    new_map(page, server, "Open the dock\n\nThe dock should open.")
    expect(page.get_by_role("heading", name="Start with the main claim")).to_be_visible()
    assert_accessible(page)
    assert_nothing_sticks_out(page)

    broken = tmp_path / "broken.json"
    broken.write_text("{")
    page.goto("/projects/demo/import/")
    page.get_by_label("Files").set_input_files([*samples_of("aif"), broken])
    expect(page.locator(".finding.faulty")).to_be_visible()
    assert_accessible(page)
    assert_nothing_sticks_out(page)


@pytest.mark.parametrize("page", LOOKS[:2], indirect=True)
def test_a_form_with_faults_is_accessible(page: Page):
    page.expected_errors = ["status of 422"]
    page.goto("/projects/demo/articles/new/")

    page.get_by_role("button", name="Read it").click()

    box = page.get_by_label("Paste the text")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_have_accessible_description(re.compile("There is nothing to read yet"))
    assert_accessible(page)


def test_the_tab_key_reaches_the_content_first(page: Page):
    page.goto("/projects/demo/")

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()


def test_a_choice_of_theme_stays_and_can_be_given_back_to_the_system(page: Page):
    page.goto("/")
    background = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(background)
    switch = page.get_by_role("button", name="Theme:")

    switch.click()  # light
    switch.click()  # dark
    dark = page.evaluate(background)
    page.reload()

    assert page.evaluate(background) == dark != light
    expect(switch).to_have_accessible_name("Theme: dark")
    switch.click()
    assert page.evaluate(background) == light


def test_without_motion_nothing_moves(page: Page):
    page.emulate_media(reduced_motion="reduce")
    page.goto("/")

    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--calm').trim()") == "0ms"


def test_in_print_the_text_stands_alone(page: Page):
    page.goto("/")
    page.locator('.row-title[href^="/articles/"]').first.click()
    page.emulate_media(media="print", color_scheme="dark")

    expect(page.locator(".bar")).to_be_hidden()
    expect(page.locator(".reader-side")).to_be_hidden()
    expect(page.locator(".reading")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
