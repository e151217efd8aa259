"""What an analyst does, from the open map to the exported file, with mouse and keys in a real browser."""

from __future__ import annotations

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Server, assert_accessible
from tests.paths import SHARED

# Once the text has come to rest where the selected node led it.
TO_THE_TOP = """async (pane) => {
  for (let still = 0, before = -1; still < 20; before = pane.scrollTop) {
    await new Promise(requestAnimationFrame);
    still = pane.scrollTop === before ? still + 1 : 0;
  }
  pane.scrollTo({ top: 0, behavior: "instant" });
}"""
ARTICLE = SHARED / "articles" / "warming-israel-azerbaijan-ties.txt"


def select(page: Page, words: str) -> None:
    """Drag the mouse from the first to the last of these words in the text."""
    box = page.evaluate(
        """(words) => {
          const walker = document.createTreeWalker(document.querySelector(".text-pane"), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.replaceAll("\\u00a0", " ").indexOf(words);
            if (at < 0 || node.parentElement.closest("[data-aside]")) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + words.length);
            node.parentElement.scrollIntoView({ block: "center" });
            const boxes = [...range.getClientRects()];
            const [first, last] = [boxes[0], boxes.at(-1)];
            return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2];
          }
        }""",
        words,
    )
    assert box, f"“{words}” is not in the text"
    page.mouse.move(box[0], box[1])
    page.mouse.down()
    page.mouse.move(box[2], box[3], steps=6)
    page.mouse.up()
    expect(page.get_by_role("toolbar", name="Mark the selected passage")).to_be_visible()


def outline(page: Page) -> list[str]:
    return page.eval_on_selector_all(
        "#outline > li:not([hidden])",
        """lines => lines.map(line => [".sign", ".number"].map(part => line.querySelector(part).textContent).join("")
           + " " + line.querySelector(".words").textContent)""",
    )


def usable(page: Page) -> None:
    """The workbench has all its parts, also those that come after the first view (``test_late_parts.py``)."""
    expect(page.locator("body[data-usable=whole]")).to_be_visible()


def saved(page: Page) -> None:
    expect(page.locator("#save-state")).to_have_attribute("data-state", "saved")


def new_map(page: Page, server: Server, text: str, project: str = "demo") -> None:
    """Paste an article and start a map from it."""
    page.goto(f"{server.address}/projects/{project}/articles/new/")
    page.get_by_label("Text", exact=False).first.fill(text)
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("button", name="Save and start a map").click()
    page.wait_for_url(re.compile("/maps/"))
    usable(page)


def refuse(route: Route) -> None:
    """As the server does where a rule would be broken."""
    route.fulfill(status=422, json={"error": "Not today."})


def let_go(page: Page, held: list[Route]) -> None:
    """Answers the request that was held back, once it has come."""
    while not held:
        page.wait_for_timeout(20)
    held.pop().continue_()


def do_the_main_job(page: Page, claim: str, reason: str) -> dict:
    select(page, claim)
    page.keyboard.press("c")
    expect(page.locator("#outline > li")).to_have_count(1)
    select(page, reason)
    page.keyboard.press("s")
    expect(page.locator("#outline > li")).to_have_count(2)
    saved(page)
    both = outline(page)
    assert both == [f"1 {claim}", f"+1.1 {reason}"]

    page.get_by_role("button", name="Map", exact=True).click()
    expect(page.locator("#map-view .box:visible, #map-view [data-key]:visible").first).to_be_visible()
    assert claim in page.locator("#map-view").inner_text().replace("\xa0", " ").replace("\n", " ")
    page.get_by_role("button", name="Outline", exact=True).click()

    page.keyboard.press("Control+z")
    expect(page.locator("#outline > li")).to_have_count(1)
    page.keyboard.press("Control+Shift+z")
    expect(page.locator("#outline > li")).to_have_count(2)
    saved(page)
    page.reload()
    assert outline(page) == both

    page.get_by_role("link", name="Export").click()
    page.wait_for_load_state()
    address = page.url.split("/maps/")[1].split("/")[0]
    response = page.request.get(f"{page.url.split('/maps/')[0]}/maps/{address}/export/argmap/")
    assert response.ok, response.text()
    return json.loads(response.body())


def test_the_main_job_on_the_demo_article(page: Page, server: Server):
    page.goto("/projects/demo/?q=old+dock")
    page.get_by_role("link", name="Open the old dock to swimmers").first.click()
    usable(page)
    count = page.locator("#status-count")  # of all lines only those near what is looked at are there
    before = count.inner_text()

    select(page, "The sign can go to the museum.")
    page.keyboard.press("s")
    expect(count).not_to_have_text(before)
    saved(page)
    page.keyboard.press("Control+z")
    expect(count).to_have_text(before)
    saved(page)


@pytest.mark.skipif(not ARTICLE.exists(), reason="the shared articles are not beside this checkout")
def test_the_main_job_on_a_real_article(page: Page, server: Server):
    new_map(page, server, ARTICLE.read_text(encoding="utf-8"))

    exported = do_the_main_job(page, "Baku and Jerusalem are natural allies", "They both consider Iran their archenemy")

    text = exported["articles"][0]["revisions"][-1]["text"]
    nodes = exported["nodes"]
    assert [node["kind"] for node in nodes] == ["claim", "claim"]
    for node in nodes:
        [span] = node["spans"]
        assert text[span["start"] : span["end"]] == span["exact"] == node["text"]
    [link] = exported["links"]
    assert link["type"] == "support"
    assert link["target"] == {"node": nodes[0]["id"]}
    assert [premise["node"] for premise in link["premises"]] == [nodes[1]["id"]]


@pytest.mark.parametrize(
    "page", [{"scheme": "light"}, {"scheme": "dark"}, {"width": 380, "height": 800}], indirect=True
)
def test_the_workbench_is_accessible(page: Page, server: Server):
    page.goto("/projects/demo/?q=old+dock")
    page.get_by_role("link", name="Open the old dock to swimmers").first.click()
    usable(page)
    assert_accessible(page)
    page.get_by_role("button", name="Map", exact=True).click()
    page.wait_for_timeout(400)
    assert_accessible(page)


def test_a_collapsed_branch_says_what_it_hides_and_the_keys_open_it_again(page: Page, server: Server):
    page.goto("/projects/demo/?q=old+dock")
    page.get_by_role("link", name="Open the old dock to swimmers").first.click()
    usable(page)
    every = len(outline(page))

    page.locator("#outline > li").first.click()
    page.keyboard.press("ArrowLeft")

    assert len(outline(page)) == 1
    count = page.locator("#outline > li").first.locator(".hidden-count").inner_text()
    assert re.fullmatch(r"\+\d+: \d+ for, \d+ against", count)
    page.keyboard.press("ArrowRight")
    assert len(outline(page)) == every


def test_a_click_on_a_passage_selects_its_node_and_a_node_scrolls_the_text(page: Page, server: Server):
    page.goto("/projects/demo/?q=old+dock")
    page.get_by_role("link", name="Open the old dock to swimmers").first.click()
    usable(page)

    page.get_by_role("treeitem").last.locator(".words").click()
    expect(page.locator("#outline > li[aria-selected=true]").first).to_be_visible()
    page.locator("#text-pane").evaluate(TO_THE_TOP)
    box = page.evaluate(
        """() => {
          const walker = document.createTreeWalker(document.querySelector(".text-pane"), NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.indexOf("The council should open the Ropewalk");
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at + 4);
            range.setEnd(node, at + 11);
            const { left, top } = range.getBoundingClientRect();
            return [left + 4, top + 8];
          }
        }"""
    )
    page.mouse.click(*box)

    expect(page.locator("#outline > li[aria-selected=true] .number").first).to_have_text("1")


def test_a_refused_mark_takes_its_highlight_back_and_says_why(page: Page, server: Server):
    page.expected_errors = ["Failed to load resource"]
    page.goto("/projects/demo/?q=old+dock")
    page.get_by_role("link", name="Open the old dock to swimmers").first.click()
    usable(page)
    before = outline(page)
    page.route("**/nodes/", refuse)

    select(page, "The sign can go to the museum.")
    page.keyboard.press("s")

    expect(page.locator("#toasts")).to_contain_text("Not today.")
    assert outline(page) == before
