"""The workbench for everyone: print, no script, narrow screens, the main job by keyboard alone."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Server, assert_accessible
from tests.browser.hands import SELECT
from tests.browser.test_main_job import new_map, outline, saved, usable

pytestmark = pytest.mark.browser

TEXT = "Open the dock\n\nThe dock should open. The water is clean. The harbour is busy. Nobody asked the gulls.\n"


@pytest.fixture
def demo(page: Page) -> Page:
    page.goto("/projects/demo/?q=old+dock")
    page.get_by_role("link", name="Open the old dock to swimmers").first.click()
    usable(page)
    return page


@pytest.mark.parametrize("page", [{"height": 400}], indirect=True)
def test_all_of_text_and_outline_is_printed(demo: Page):
    painted = "() => [...CSS.highlights].reduce((sum, [, ranges]) => sum + ranges.size, 0)"
    lines, marks = demo.locator("#outline > li").count(), demo.evaluate(painted)

    demo.evaluate("dispatchEvent(new Event('beforeprint'))")

    assert demo.locator("#outline > li").count() > lines
    assert demo.evaluate(painted) > marks
    numbers = demo.locator("#outline .number").all_text_contents()
    demo.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(demo.locator("#outline > li")).to_have_count(lines)
    demo.goto(f"{demo.url.split('#')[0]}read/")
    assert demo.locator(".branch-number").all_text_contents() == numbers


def test_without_a_script_a_map_is_read_whole(demo: Page, browser: Browser, server: Server):
    context = browser.new_context(
        base_url=server.address, java_script_enabled=False, storage_state=demo.context.storage_state()
    )
    reader = context.new_page()
    reader.goto(demo.url)
    reader.get_by_role("link", name="Read the whole map without it").click()

    expect(reader.get_by_role("heading", name="The argument")).to_be_visible()
    assert reader.locator(".branch[id]").count() == 35  # each node once
    assert reader.locator("mark").count() > 25
    reader.get_by_role("link", name="1.2, to the passage", exact=True).click()
    expect(reader.locator(".passage-number", has_text=re.compile(r"^1\.2$")).first).to_be_in_viewport()
    context.close()


@pytest.mark.parametrize("page", [{"scheme": "light"}, {"scheme": "dark"}], indirect=True)
def test_the_page_for_reading_is_accessible(demo: Page):
    demo.goto(f"{demo.url.split('#')[0]}read/")
    assert_accessible(demo)


@pytest.mark.parametrize("page", [{"width": 320, "height": 640}], indirect=True)
def test_nothing_is_cut_off_at_320_pixels(demo: Page):
    width = "() => document.documentElement.scrollWidth"
    assert demo.evaluate(width) == 320
    demo.goto(f"{demo.url.split('#')[0]}read/")
    assert demo.evaluate(width) == 320


def test_the_main_job_is_done_by_keys_alone(page: Page, server: Server):
    new_map(page, server, TEXT)
    page.locator("#text-pane").focus()
    page.keyboard.press("ArrowDown")
    for count, key in enumerate("csc", start=1):
        page.keyboard.press("ArrowDown")
        page.keyboard.press(key)
        expect(page.locator("#outline > li")).to_have_count(count)
    saved(page)
    sentences = ["1 The dock should open.", "+1.1 The water is clean.", "2 The harbour is busy."]
    assert outline(page) == sentences

    tab_to(page, "#outline > li")
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    focused = page.locator("#outline > li:focus")
    expect(focused.locator(".number")).to_have_text("1.1")
    page.keyboard.press("m")
    page.keyboard.type("mm")  # the menu's second and third entry that begins so; nothing happens yet
    page.keyboard.press("Escape")
    page.keyboard.press("Control+k")
    page.keyboard.type("make it evidence")
    page.keyboard.press("Enter")
    expect(focused).to_have_attribute("data-kind", "evidence")
    page.keyboard.press("l")
    page.keyboard.type("harb")
    page.keyboard.press("Enter")
    expect(page.locator("#outline > li")).to_have_count(4)
    saved(page)
    assert outline(page) == [*sentences, "+2.1 The water is clean."]
    page.keyboard.press("Delete")
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(focused.locator(".number")).to_have_text("1.1")

    page.keyboard.press("o")
    expect(page.locator(".map-box", has_text="The harbour is busy.")).to_be_visible()
    page.keyboard.press("o")
    expect(page.locator(".map-box").first).to_be_hidden()
    tab_to(page, "#outline > li")
    page.keyboard.press("Control+z")
    expect(page.locator("#outline > li")).to_have_count(3)
    saved(page)
    expect(page.locator("#outline > li:focus")).to_be_visible()
    page.keyboard.press("Control+Shift+z")
    expect(page.locator("#outline > li")).to_have_count(4)
    saved(page)
    expect(page.locator("#announcer")).to_contain_text("Redone")

    page.reload()
    usable(page)
    tab_to(page, "a.button.primary")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/export/"))
    tab_to(page, "a[download], a[href*='/export/argmap/']")
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    exported = json.loads(download.value.path().read_text())
    assert [node["kind"] for node in exported["nodes"]] == ["claim", "evidence", "claim"]
    assert len(exported["links"]) == 2


def test_an_article_from_right_to_left_is_marked_shown_and_drawn_that_way(page: Page, server: Server):
    marks = [("c", "הנמל צריך להיפתח."), ("x", "🏊🏽‍♀️ הדייגים מתנגדים"), ("e", "השחפים 🇮🇱🇮🇱 והם כאן")]
    new_map(
        page,
        server,
        f"לפתוח את הנמל\n\n{marks[0][1]} המים נקיים.\n\nאבל {marks[1][1]}.\n\nאיש לא שאל את {marks[2][1]}.\n",
    )
    for count, (key, words) in enumerate(marks, start=1):
        page.evaluate(SELECT, words)
        page.locator(f"#mark-bar [data-mark={key}]").click()
        expect(page.locator("#outline > li")).to_have_count(count)
    saved(page)
    assert outline(page) == [f"1 {marks[0][1]}", f"−1.1 {marks[1][1]}", f"+1.2 {marks[2][1]}"]

    chip = page.get_by_role("button", name="Node 1, claim").bounding_box()
    words = page.locator(".article").bounding_box()
    page.keyboard.press("o")
    root = page.locator(".map-box", has_text=marks[0][1]).bounding_box()
    child = page.locator(".map-box", has_text=marks[2][1]).bounding_box()
    assert chip
    assert words
    assert chip["x"] > words["x"] + words["width"] - 100
    assert root
    assert child
    assert child["x"] + child["width"] < root["x"]

    exported = page.request.get(f"{page.url}export/argmap/").json()
    text = exported["articles"][0]["revisions"][-1]["text"]
    spans = [node["spans"][0] for node in exported["nodes"]]
    assert [text[span["start"] : span["end"]] for span in spans] == [words for _, words in marks]


def test_in_forced_colours_kinds_and_what_is_in_hand_differ_by_more_than_colour(page: Page, server: Server):
    page.emulate_media(forced_colors="active")
    new_map(page, server, TEXT)
    for count, (key, words) in enumerate(zip("cex", TEXT.split("\n\n")[1].split(". "), strict=False), start=1):
        page.evaluate(SELECT, words)
        page.locator(f"#mark-bar [data-mark={key}]").click()
        expect(page.locator("#outline > li")).to_have_count(count)
    saved(page)

    lines = page.locator(".block").last.evaluate(
        """block => ["claim", "evidence", "counterclaim"]
          .map(kind => getComputedStyle(block, `::highlight(argmap-${kind})`).textDecorationStyle)"""
    )
    assert lines == ["solid", "double", "wavy"]
    letters = page.locator("#outline .number").evaluate_all(
        "all => all.map(one => getComputedStyle(one, '::before').content)"
    )
    assert [letter[:2] for letter in letters] == ["no", '"E', '"X']
    expect(page.get_by_role("treeitem", name=re.compile(r"^1\.1 evidence supports 1"))).to_be_visible()
    page.locator("#outline > li").first.click()
    page.keyboard.press("ArrowDown")
    outlines = page.locator("#outline > li > .node-card").evaluate_all(
        "all => all.map(one => getComputedStyle(one).outline)"
    )
    assert len(set(outlines)) == 3  # the target, what has the focus, neither


@pytest.mark.parametrize("page", [{"width": 380, "height": 800}], indirect=True)
def test_without_motion_nothing_moves_at_the_workbench(demo: Page):
    demo.emulate_media(reduced_motion="reduce")
    demo.locator("#sheet-handle").click()
    demo.get_by_role("treeitem").last.click()

    assert (
        demo.evaluate("document.getAnimations().filter(one => one.effect.getComputedTiming().duration > 1).length") == 0
    )
    top = demo.locator("#text-pane").evaluate(
        "pane => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(pane.scrollTop))))"
    )
    assert top > 0  # it is there at once


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until what has the focus fits the selector."""
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"Tab does not lead to {selector}.")
