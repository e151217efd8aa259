"""Search as a person uses it: from the bar to the place."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Server
from tests.browser.test_main_job import new_map, saved


def test_from_the_bar_to_the_paragraph(page: Page):
    page.goto("/")
    page.get_by_role("searchbox", name="Search articles, nodes and comments").fill("dock")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/search/\?q=dock$"))

    page.get_by_role("searchbox", name="Words to look for").fill("ropewalk")
    expect(page.locator(".hit mark").first).to_have_text("Ropewalk")
    page.get_by_text("Narrow it down").click()
    page.get_by_label("Kind").select_option("article")
    expect(page.locator(".hit .kind").filter(has_not_text="article")).to_have_count(0)
    page.locator(".hit a").first.click()

    expect(page).to_have_url(re.compile(r"/articles/.+#at-\d+$"))
    expect(page.locator(".block:target")).to_contain_text("Ropewalk")


def test_to_the_node_in_its_map(page: Page):
    page.goto("/projects/demo/search/?q=ropewalk&kind=claim")
    words = page.locator(".hit a").first.inner_text()

    page.locator(".hit a").first.click()

    expect(page.get_by_role("treeitem", selected=True)).to_contain_text(words)


def test_to_the_comment_in_its_panel(page: Page, server: Server):
    new_map(page, server, "The ropes should last.\n")
    page.get_by_role("button", name="Comments", exact=True).click()
    panel = page.get_by_role("region", name="Comments")
    panel.get_by_text("New comment").click()
    for words in ("Who spliced the gangplank?", "Nobody, it seems."):
        panel.get_by_label("Comment on the whole map").fill(words)
        page.keyboard.press("Control+Enter")
        expect(panel).to_contain_text(words)
    saved(page)

    page.goto("/search/?q=gangplank&kind=comment")
    expect(page.locator(".hit")).to_contain_text("On: The map")
    page.locator(".hit a").click()

    expect(panel.get_by_role("article").filter(has_text="Who spliced the gangplank?")).to_be_focused()
