"""What the guide says of keys is what the workbench does."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from docs.keys_table import PAGE, renewed
from tests.browser.conftest import Server
from tests.browser.test_main_job import usable
from tests.paths import ROOT


@pytest.fixture
def desk(page: Page, server: Server) -> Page:
    page.goto("/projects/demo/?q=old+dock")
    page.get_by_role("link", name="Open the old dock to swimmers").first.click()
    usable(page)
    return page


def test_the_guides_table_of_keys_is_the_one_of_the_workbench(desk: Page):
    page = PAGE.read_text(encoding="utf-8")

    assert renewed(page, desk) == page, "The keys have changed: run “make screenshots”."


def test_the_guide_names_every_key_of_the_map():
    section = PAGE.read_text(encoding="utf-8").split("## In the map\n")[1].split("\n## ")[0]
    signs = {"ArrowLeft": "←", "ArrowRight": "→", "ArrowUp": "↑", "ArrowDown": "↓"}
    sources = [(ROOT / "static/js/map" / name).read_text(encoding="utf-8") for name in ("view.js", "keys.js")]
    bodies = [re.search(r"const keys = \{(.*?)\};", source, re.DOTALL)[1] for source in sources]
    keys = {
        quoted or bare for body in bodies for quoted, bare in re.findall(r'(?:"([^"]+)"|\b(\w+)): (?:\(\)|focus)', body)
    }

    assert keys >= {"ArrowLeft", "Home", "f", "["}
    assert {key for key in keys if f"`{signs.get(key, key)}`" not in section} == set()
