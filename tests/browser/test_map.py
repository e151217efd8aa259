"""The drawn map, used as a person does: zoom, pan, collapse, select, in a real browser on the demo map."""

from __future__ import annotations

import os
import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server, assert_accessible

pytestmark = pytest.mark.browser


@pytest.fixture
def map_page(page: Page, server: Server) -> Page:
    """The demo map's page with the map shown."""
    page.goto(server.address)
    page.get_by_role("link", name="Open the old dock to swimmers").first.click()
    usable(page)
    page.get_by_role("button", name="Map", exact=True).click()
    expect(page.locator(".map-box").first).to_be_visible()
    return page


def usable(page: Page) -> None:
    expect(page.locator("body[data-usable]")).to_be_visible()


def box(page: Page, number: str) -> Locator:
    return page.locator(".map-box", has=page.locator(".number", has_text=re.compile(f"^{re.escape(number)}$")))


def place(locator: Locator) -> tuple[int, int]:
    found = locator.bounding_box()
    assert found
    return round(found["x"]), round(found["y"])


def zoom(page: Page) -> int:
    return int(page.locator(".percent").inner_text().split()[0])


@pytest.mark.parametrize("page", [{"height": 3000}], indirect=True)  # so that all lines of the outline are in the page
def test_the_map_shows_what_the_outline_does(map_page: Page):
    numbers = map_page.locator(".map-box > .number").all_inner_texts()
    outline = map_page.locator("#outline > li:not(.group):not(.reference) .number").all_inner_texts()
    assert numbers == [number.strip() for number in outline]


def test_no_box_overlaps_another(map_page: Page):
    assert (
        map_page.evaluate(
            """() => {
          const boxes = [...document.querySelectorAll(".map-plane > *")]
            .map((one) => [one, one.getBoundingClientRect()]);
          const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
          return boxes.flatMap(([one, a], i) => boxes.slice(i + 1).filter(([, b]) => meet(a, b))
            .map(([other]) => [one.textContent, other.textContent]));
        }"""
        )
        == []
    )


def test_no_text_is_cut_off(map_page: Page):
    cut = """() => [...document.querySelectorAll(".map-box")].filter((one) =>
      one.querySelector(".words").getBoundingClientRect().bottom > one.getBoundingClientRect().bottom + 0.5).length"""
    assert map_page.evaluate(cut) == 0


def test_undercut_ends_with_a_dot_on_the_line_that_it_attacks(map_page: Page):
    dots = map_page.locator(".map-lines .undercut .map-dot")
    assert dots.count() >= 1
    on_line = """(dot) => {
      const [x, y] = [dot.cx.baseVal.value, dot.cy.baseVal.value];
      return [...document.querySelectorAll(".map-line")].some((line) => {
        if (line.parentNode === dot.parentNode) return false;
        const length = line.getTotalLength();
        for (let at = 0; at <= length; at += 1) {
          const point = line.getPointAtLength(at);
          if (Math.hypot(point.x - x, point.y - y) < 1) return true;
        }
        return false;
      });
    }"""
    for index in range(dots.count()):
        assert dots.nth(index).evaluate(on_line)


def test_a_click_selects_the_node_in_map_and_outline_and_moves_nothing(map_page: Page):
    target = box(map_page, "1.4")
    before = place(target)

    target.click()

    expect(target).to_have_class(re.compile("is-selected"))
    assert place(target) == before
    number = target.locator(".number").inner_text()
    selected = map_page.locator("#outline > li[aria-selected=true] .number").first
    assert selected.text_content() == number


def test_collapsing_a_box_keeps_it_in_place_and_counts_what_it_hides(map_page: Page):
    map_page.locator(".percent").click()
    target = map_page.locator(".map-box", has=map_page.locator(".map-fold")).first
    target.click()
    before, count = place(target), map_page.locator(".map-box").count()

    target.locator(".map-fold").click()

    expect(target.locator(".map-fold")).to_have_text(re.compile(r"^\+\d+: \d+ for, \d+ against$"))
    assert map_page.locator(".map-box").count() < count
    assert place(target) == before
    target.locator(".map-fold").click()
    assert map_page.locator(".map-box").count() == count
    assert place(target) == before


def test_zoom_by_buttons_wheel_and_keys(map_page: Page):
    map_page.get_by_role("button", name=re.compile("^Zoom .*full size")).click()
    assert zoom(map_page) == 100
    map_page.get_by_role("button", name="Zoom in").click()
    assert zoom(map_page) == 125
    map_page.locator(".map-port").focus()
    map_page.keyboard.press("-")
    assert zoom(map_page) == 100
    map_page.locator(".map-port").hover()
    map_page.keyboard.down("Control")
    map_page.mouse.wheel(0, 100)
    map_page.keyboard.up("Control")
    assert zoom(map_page) < 100
    map_page.keyboard.press("0")
    assert zoom(map_page) == 100


def test_fit_shows_the_whole_map(map_page: Page):
    map_page.get_by_role("button", name="Fit the whole map in").click()

    port = map_page.locator(".map-port").bounding_box()
    assert port
    for found in map_page.locator(".map-box").all():
        inner = found.bounding_box()
        assert inner
        assert port["x"] <= inner["x"] <= port["x"] + port["width"] - inner["width"]
        assert port["y"] <= inner["y"] <= port["y"] + port["height"] - inner["height"]


def test_the_map_moves_by_drag_wheel_and_arrow_keys(map_page: Page):
    first = map_page.locator(".map-box").first
    x, y = place(first)
    port = map_page.locator(".map-port").bounding_box()
    assert port
    left, top = port["x"] + port["width"] - 12, port["y"] + 12
    map_page.mouse.move(left, top)
    map_page.mouse.down()
    map_page.mouse.move(left - 50, top + 30, steps=4)
    map_page.mouse.up()
    assert place(first) == (x - 50, y + 30)
    map_page.mouse.wheel(0, 40)
    map_page.wait_for_timeout(100)
    assert place(first) == (x - 50, y - 10)
    map_page.locator(".map-port").focus()
    map_page.keyboard.press("ArrowUp")
    assert place(first) == (x - 50, y + 70)


def test_root_on_top_is_kept_over_a_reload(map_page: Page):
    map_page.get_by_role("button", name=re.compile("Root at side")).click()
    first, second = place(box(map_page, "1")), place(map_page.locator(".map-box").nth(1))
    assert second[1] > first[1]

    map_page.reload()
    usable(map_page)

    expect(map_page.get_by_role("button", name=re.compile("Root on top"))).to_be_visible()
    map_page.get_by_role("button", name=re.compile("Root on top")).click()
    assert place(map_page.locator(".map-box").nth(1))[0] > place(box(map_page, "1"))[0]


def test_a_reference_leads_to_its_node_and_shows_the_cross_line(map_page: Page):
    chip = map_page.locator(".map-chip.reference").first
    assert map_page.locator(".map-cross").count() == 0

    chip.click()

    number = chip.locator(".words").inner_text().removeprefix("see ")
    expect(box(map_page, number)).to_have_class(re.compile("is-selected"))
    expect(box(map_page, number)).to_be_in_viewport()
    assert map_page.locator(".map-cross").count() >= 1


def test_what_is_chosen_in_the_outline_comes_into_sight_on_the_map(map_page: Page):
    map_page.get_by_role("button", name="Outline", exact=True).click()
    last = map_page.locator("#outline > li:not(.group):not(.reference)").last
    number = (last.locator(".number").first.text_content() or "").strip()
    last.locator(".words").first.click()

    map_page.get_by_role("button", name="Map", exact=True).click()

    expect(box(map_page, number)).to_be_in_viewport(ratio=0.99)


@pytest.mark.parametrize(
    "page", [{"scheme": "light"}, {"scheme": "dark", "width": 1024}, {"width": 380, "height": 800}], indirect=True
)
def test_the_map_is_accessible(map_page: Page):
    assert_accessible(map_page)
    if folder := os.environ.get("ARGMAP_PICTURES"):  # for the eye: run with that variable naming a folder
        width = map_page.viewport_size["width"] if map_page.viewport_size else 0
        map_page.screenshot(path=f"{folder}/map-{width}-start.png")
        map_page.get_by_role("button", name="Fit the whole map in").click()
        box(map_page, "1.5.1a").click()
        map_page.screenshot(path=f"{folder}/map-{width}-fit.png")
        map_page.locator(".percent").click()
        map_page.screenshot(path=f"{folder}/map-{width}-full.png")
