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
    page.goto("/projects/demo/?q=old+dock")
    page.get_by_role("link", name="Open the old dock to swimmers").first.click()
    usable(page)
    page.get_by_role("button", name="Map", exact=True).click()
    expect(page.locator(".map-box").first).to_be_visible()
    return page


def usable(page: Page) -> None:
    expect(page.locator("body[data-usable=whole]")).to_be_visible()


def box(page: Page, number: str) -> Locator:
    return page.locator(".map-box", has=page.locator(".number", has_text=re.compile(f"^{re.escape(number)}$")))


def place(locator: Locator) -> tuple[int, int]:
    found = locator.bounding_box()
    assert found
    return round(found["x"]), round(found["y"])


def in_place(before: tuple[int, int]) -> object:
    """Equal to the same place, to the pixel to which the view rounds where it stands."""
    return pytest.approx(before, abs=1)


def settled(page: Page) -> None:
    """The map has drawn what was done last."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def ink(page: Page, token: str) -> int:
    """How many points of the map's canvas have the colour of the token."""
    return int(
        page.evaluate(
            """(token) => {
          const probe = document.body.appendChild(document.createElement("i"));
          probe.style.color = `var(${token})`;
          probe.style.forcedColorAdjust = "none";
          const wanted = getComputedStyle(probe).color.match(/[0-9]+/g).map(Number);
          probe.remove();
          const canvas = document.querySelector(".map-canvas");
          const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
          let count = 0;
          for (let at = 0; at < data.length; at += 4) {
            if (data[at + 3] === 255 && wanted.every((part, index) => data[at + index] === part)) count += 1;
          }
          return count;
        }""",
            token,
        )
    )


def zoom(page: Page) -> int:
    return int(page.locator(".percent").inner_text().split()[0])


@pytest.mark.parametrize("page", [{"height": 3000}], indirect=True)  # so that all lines of the outline are in the page
def test_the_map_shows_what_the_outline_does(map_page: Page):
    map_page.get_by_role("button", name="Fit the whole map in").click()
    settled(map_page)
    numbers = map_page.locator(".map-box > .number").all_inner_texts()
    outline = map_page.locator("#outline > li:not(.group):not(.reference) .number").all_inner_texts()
    assert sorted(numbers) == sorted(number.strip() for number in outline)


def test_no_box_overlaps_another(map_page: Page):
    assert (
        map_page.evaluate(
            """() => {
          const boxes = [...document.querySelectorAll(".map-plane > :not([hidden])")]
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


def test_a_click_selects_the_node_in_map_and_outline_and_moves_nothing(map_page: Page):
    target = box(map_page, "1.4")
    before = place(target)

    target.click()

    expect(target).to_have_class(re.compile("is-selected"))
    assert place(target) == in_place(before)
    number = target.locator(".number").inner_text()
    selected = map_page.locator("#outline > li[aria-selected=true] .number").first
    assert selected.text_content() == number


def test_collapsing_a_box_keeps_it_in_place_and_counts_what_it_hides(map_page: Page):
    map_page.get_by_role("button", name="Fit the whole map in").click()
    settled(map_page)
    target = box(map_page, "1.2")
    target.click()
    before, count = place(target), map_page.locator(".map-box:visible").count()

    target.locator(".map-fold").click()

    expect(target.locator(".map-fold")).to_have_text(re.compile(r"^\+\d+: \d+ for, \d+ against$"))
    settled(map_page)
    assert map_page.locator(".map-box:visible").count() < count
    assert place(target) == in_place(before)
    target.locator(".map-fold").click()
    settled(map_page)
    assert map_page.locator(".map-box:visible").count() == count
    assert place(target) == in_place(before)


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
    settled(map_page)
    assert map_page.locator(".map-box:visible").count() == 35
    for found in map_page.locator(".map-box:visible").all():
        inner = found.bounding_box()
        assert inner
        assert port["x"] <= inner["x"] <= port["x"] + port["width"] - inner["width"]
        assert port["y"] <= inner["y"] <= port["y"] + port["height"] - inner["height"]


def test_the_map_moves_by_drag_wheel_and_arrow_keys(map_page: Page):
    first = map_page.locator(".map-box").first
    x, y = place(first)
    port = map_page.locator(".map-port").bounding_box()
    assert port
    left, top = port["x"] + port["width"] - 12, port["y"] + 72  # below the tools
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
    settled(map_page)
    first, second = place(box(map_page, "1")), place(box(map_page, "1.4"))
    assert second[1] > first[1]

    map_page.reload()
    usable(map_page)

    expect(map_page.get_by_role("button", name=re.compile("Root on top"))).to_be_visible()
    map_page.get_by_role("button", name=re.compile("Root on top")).click()
    settled(map_page)
    assert place(box(map_page, "1.4"))[0] > place(box(map_page, "1"))[0]


def test_a_reference_leads_to_its_node_and_shows_the_cross_line(map_page: Page):
    chip = map_page.locator(".map-chip.reference").first
    assert ink(map_page, "--focus") == 0

    chip.click()

    number = chip.locator(".words").inner_text().removeprefix("see ")
    expect(box(map_page, number)).to_have_class(re.compile("is-selected"))
    expect(box(map_page, number)).to_be_in_viewport()
    assert ink(map_page, "--focus") > 0


def test_a_click_on_a_sign_of_the_canvas_chooses_the_link(map_page: Page):
    left, top = place(box(map_page, "1.4"))
    height = (box(map_page, "1.4").bounding_box() or {"height": 0})["height"]
    scale = zoom(map_page) / 100
    sign = (left - 18 * scale, top + height / 2)
    map_page.mouse.move(*sign)
    expect(map_page.locator(".map-port")).to_have_attribute("title", "attack")

    map_page.mouse.click(*sign)

    expect(box(map_page, "1.4")).to_have_class(re.compile("is-selected"))


@pytest.mark.parametrize("side", ["left", "top"])
def test_tags_of_a_link_stand_by_its_sign_and_are_told(map_page: Page, side: str):
    if side == "top":
        map_page.get_by_role("button", name=re.compile("Root at side")).click()
    map_page.get_by_role("button", name="Outline", exact=True).click()
    tagged = map_page.locator("#outline > li:not(.group)", has=map_page.get_by_text("link #doubtful")).first
    tagged.locator(".words").click()
    number = tagged.locator(".number").inner_text()
    map_page.get_by_role("button", name="Map", exact=True).click()
    expect(box(map_page, number)).to_be_in_viewport()
    settled(map_page)

    assert ink(map_page, "--tag-red-ink") > 9  # no other thing on the canvas has this colour
    map_page.emulate_media(forced_colors="active")
    settled(map_page)
    assert ink(map_page, "--tag-red-ink") > 9
    map_page.emulate_media(forced_colors="none")
    expect(box(map_page, number)).to_have_attribute("title", re.compile("^Evidence .*link #doubtful$"))
    area = box(map_page, number).bounding_box()
    assert area
    away = 18 * zoom(map_page) / 100
    x, y = (-away, area["height"] / 2) if side == "left" else (area["width"] / 2, -away)
    map_page.mouse.move(area["x"] + x, area["y"] + y)
    expect(map_page.locator(".map-port")).to_have_attribute("title", "support #doubtful")


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
