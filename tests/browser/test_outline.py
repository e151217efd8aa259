"""The outline of a large map: few lines in the page, and yet all of it can be walked, searched and read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from argmap.domain.tree import tree_of
from argmap.formats.argmap import FORMAT
from tests.benchmarks.graphs import article_map
from tests.browser.conftest import Server, assert_accessible
from tests.browser.test_main_job import usable

pytestmark = pytest.mark.browser

LARGE = article_map(words=2000, spans=600, links=480)
ITEMS = list(tree_of(LARGE).items.values())
IN_THE_PAGE = 150  # lines at most, however many there are

SHAPES = """lines => {
  const shape = (element) => [
    element.localName,
    Object.fromEntries([...element.attributes].filter(({ name }) => !["tabindex", "style", "class"].includes(name))
      .map(({ name, value }) => [name, value])),
    [...element.classList].filter((name) => name !== "is-target").sort(),
    ...[...element.childNodes].map((node) => node.nodeType === Node.TEXT_NODE ? node.data : shape(node))
      .filter((part) => part !== "\\n"),
  ];
  return lines.map(shape);
}"""


@pytest.fixture(scope="module")
def large(server: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a map with some 650 lines."""
    folder: Path = tmp_path_factory.mktemp("large")
    for name, content in FORMAT.write(LARGE).items():
        (folder / name).write_bytes(content)
    told = server.manage("import_map", *map(str, folder.iterdir()), "--project", "demo")
    return f"/maps/{told.splitlines()[-1]}/"


@pytest.fixture
def desk(page: Page, large: str) -> Page:
    page.goto(large)
    usable(page)
    return page


def focused(page: Page) -> str:
    """The number of the line that has the focus."""
    return page.evaluate("document.activeElement.querySelector?.('.number')?.textContent ?? ''")


def test_few_of_many_lines_are_in_the_page_and_keys_reach_all(desk: Page):
    desk.locator("#outline > li").first.click()
    desk.keyboard.press("End")

    last = desk.locator("#outline > li:focus")
    expect(last).to_be_in_viewport()
    assert focused(desk) == ITEMS[-1].number
    assert last.get_attribute("aria-level") == str(ITEMS[-1].depth + 1)
    assert desk.locator("#outline > li").count() < IN_THE_PAGE
    desk.keyboard.press("ArrowUp")
    assert focused(desk) == ITEMS[-2].number
    desk.keyboard.press("PageUp")
    assert ITEMS.index(next(item for item in ITEMS if item.number == focused(desk))) < len(ITEMS) - 8
    desk.keyboard.press("Home")
    assert focused(desk) == "1"
    expect(desk.locator("#outline > li:focus")).to_be_in_viewport()


def test_digits_lead_to_the_line_with_that_number(desk: Page):
    roots = [item for item in ITEMS if item.depth == 0]
    desk.locator("#outline > li").first.click()

    desk.keyboard.type(roots[-1].number)

    assert focused(desk) == roots[-1].number
    expect(desk.locator("#outline > li:focus")).to_be_in_viewport()
    assert desk.locator("#outline > li:focus").get_attribute("aria-setsize") == str(len(roots))


def test_each_line_says_where_it_stands_in_the_tree(desk: Page):
    groups = [[item for item in ITEMS if item.depth == 0]]
    groups += [[*item.below] for item in ITEMS]
    wanted = {
        item.number: [str(item.depth + 1), str(place), str(len(group))]
        for group in groups
        for place, item in enumerate(group, start=1)
    }
    read = """lines => Object.fromEntries(lines.map(line => [
      line.querySelector(".number").textContent,
      ["level", "posinset", "setsize"].map(name => line.getAttribute(`aria-${name}`)),
    ]))"""

    desk.locator("#outline > li").first.click()
    seen = desk.locator("#outline > li").evaluate_all(read)
    desk.keyboard.press("End")
    seen |= desk.locator("#outline > li").evaluate_all(read)

    assert len(seen) > 40
    assert seen == {number: wanted[number] for number in seen}


def test_arrows_and_the_asterisk_fold_and_open(desk: Page):
    line = desk.locator("#outline > li").first
    line.click()
    desk.keyboard.press("ArrowLeft")
    expect(line).to_have_attribute("aria-expanded", "false")
    desk.keyboard.press("*")
    expect(line).to_have_attribute("aria-expanded", "true")
    desk.keyboard.press("ArrowRight")
    assert focused(desk) == ITEMS[1].number
    desk.keyboard.press("ArrowLeft")
    desk.keyboard.press("ArrowLeft")
    assert focused(desk).count(".") == 0


def test_the_focus_stays_on_its_line_while_the_outline_is_scrolled_away_from_it(desk: Page):
    desk.locator("#outline > li").nth(2).click()
    before = focused(desk)
    desk.locator("#outline-view").evaluate("view => view.scrollTo(0, view.scrollHeight / 2)")
    expect(desk.locator("#outline > li:focus")).not_to_be_in_viewport()

    assert focused(desk) == before
    desk.keyboard.press("ArrowDown")
    expect(desk.locator("#outline > li:focus")).to_be_in_viewport()
    assert focused(desk) == ITEMS[[item.number for item in ITEMS].index(before) + 1].number


def test_what_is_folded_away_with_the_focus_inside_leaves_it_on_what_hides_it(desk: Page):
    desk.locator("#outline > li").first.click()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("ArrowDown")
    desk.get_by_role("button", name="Collapse all").click()

    active = desk.locator("#outline > li[tabindex='0']")
    expect(active).to_have_count(1)
    expect(active).to_be_visible()
    desk.get_by_role("button", name="Expand all").click()
    expect(desk.locator("#outline > li").first).to_have_attribute("aria-expanded", "true")


def test_nothing_moves_under_the_eyes_when_lines_above_fold(desk: Page):
    desk.locator("#outline > li").first.click()
    desk.keyboard.type("20")
    line = desk.locator("#outline > li[tabindex='0']")
    before = line.bounding_box()

    desk.get_by_role("button", name="Collapse all").click()

    after = line.bounding_box()
    assert before
    assert after
    assert abs(after["y"] - before["y"]) < 2


def test_a_node_is_found_by_its_words_and_by_its_number(desk: Page):
    words = set(str(ITEMS[-5].node and ITEMS[-5].node.text)[:60].lower().split())
    alike = [one for one in ITEMS if one.node and not one.reference and all(w in one.node.text.lower() for w in words)]
    desk.locator("#outline > li").first.click()
    desk.keyboard.press("g")
    desk.keyboard.type(" ".join(words).upper())

    expect(desk.locator("#node-find output")).to_have_text(f"1 of {len(alike)}")
    found = desk.locator("#outline > li[aria-selected='true']").first
    expect(found).to_be_in_viewport()
    expect(found.locator(".number")).to_have_text(alike[0].number)
    desk.get_by_role("searchbox", name="Words or number of a node").fill(ITEMS[3].number)
    expect(desk.locator("#outline > li[aria-selected='true'] .number").first).to_have_text(ITEMS[3].number)
    desk.keyboard.press("Escape")
    assert focused(desk) == ITEMS[3].number


def test_the_server_and_the_script_make_the_same_lines(page: Page, server: Server):
    page.goto("/projects/demo/?q=old+dock")
    address = page.get_by_role("link", name="Open the old dock to swimmers").first.get_attribute("href")
    page.goto(str(address))
    usable(page)
    by_script = page.locator("#outline > li").evaluate_all(SHAPES)

    by_server = page.evaluate(
        f"""async () => {{
          const parsed = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
          return ({SHAPES})([...parsed.querySelectorAll("#outline > li")]);
        }}"""
    )

    assert len(by_server) >= 20
    assert '"comment-sign", "is-open"' in json.dumps(by_server)
    assert by_script[: len(by_server)] == by_server[: len(by_script)]


def test_a_large_outline_is_accessible(desk: Page):
    desk.locator("#outline > li").first.click()
    desk.keyboard.press("End")
    assert_accessible(desk)
