"""Dragging boxes of the drawn map to other places, by mouse and by finger."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Server
from tests.browser.test_main_job import new_map, saved, select
from tests.browser.test_map import box, settled

pytestmark = pytest.mark.browser

TEXT = "Swim\n\nOpen the dock. The water is clean. It was tested. Boats use it. The town needs it."


@pytest.fixture
def desk(page: Page, server: Server) -> Page:
    """A map with a claim, three premises, one of them with evidence; shown as a map."""
    new_map(page, server, TEXT)
    for words, key in [
        ("Open the dock.", "c"),
        ("The water is clean.", "s"),
        ("Boats use it.", "x"),
        ("The town needs it.", "s"),
    ]:
        select(page, words)
        page.keyboard.press(key)
        saved(page)
    page.get_by_role("button", name="Map", exact=True).click()
    page.get_by_role("button", name="Fit the whole map in").click()
    settled(page)
    return page


def middle(locator: Locator) -> tuple[float, float]:
    found = locator.bounding_box()
    assert found
    return found["x"] + found["width"] / 2, found["y"] + found["height"] / 2


def take(page: Page, number: str, onto: str) -> None:
    page.mouse.move(*middle(box(page, number)))
    page.mouse.down()
    page.mouse.move(*middle(box(page, onto)), steps=2)  # past the boxes between
    expect(page.locator(".drop-zones")).to_be_visible()


def moved(page: Page, last: str | None) -> None:
    """The server has taken over what was done, and the whole map is in sight."""
    expect(page.locator("#undo")).not_to_have_attribute("aria-label", last or "")
    page.get_by_role("button", name="Fit the whole map in").click()
    settled(page)


def drop(page: Page, zone: str) -> None:
    last = page.locator("#undo").get_attribute("aria-label")
    page.mouse.move(*middle(page.locator(f'.drop-zones [data-zone="{zone}"]')), steps=3)
    page.mouse.up()
    moved(page, last)


def numbers(page: Page) -> dict[str, str]:
    """The words of each box with its number."""
    return {
        one.locator(".words").inner_text().replace("\n", " "): one.locator(".number").inner_text()
        for one in page.locator(".map-box:visible").all()
    }


def test_a_box_dropped_on_another_supports_it_until_that_is_undone(desk: Page):
    before = numbers(desk)
    take(desk, "1.3", onto="1.1")
    drop(desk, "supports")
    expect(box(desk, "1.1.1")).to_contain_text("The town needs it.")

    desk.keyboard.press("Control+z")

    expect(box(desk, "1.3")).to_contain_text("The town needs it.")
    assert numbers(desk) == before


def test_a_box_dropped_before_another_stands_before_it(desk: Page):
    take(desk, "1.3", onto="1.1")
    drop(desk, "before")
    expect(box(desk, "1.1")).to_contain_text("The town needs it.")


def test_a_box_dropped_as_co_premise_meets_the_other_in_a_junction(desk: Page):
    take(desk, "1.3", onto="1.1")
    drop(desk, "joins")
    expect(desk.locator(".map-junction:visible")).to_have_count(1)


def test_a_box_dropped_on_a_sign_undercuts_the_link(desk: Page):
    found = box(desk, "1.2").bounding_box()
    scale = int(desk.locator(".percent").inner_text().split()[0]) / 100
    assert found
    desk.mouse.move(*middle(box(desk, "1.3")))
    desk.mouse.down()
    desk.mouse.move(found["x"] - 18 * scale, found["y"] + found["height"] / 2, steps=6)
    expect(desk.locator(".drop-zones [data-zone]")).to_have_count(2)
    drop(desk, "undercuts")
    expect(box(desk, "1.2.1")).to_contain_text("The town needs it.")


def test_escape_puts_a_dragged_box_back(desk: Page):
    before = numbers(desk)
    take(desk, "1.3", onto="1.1")
    desk.keyboard.press("Escape")
    desk.mouse.up()
    expect(desk.locator(".drop-zones")).to_be_hidden()
    settled(desk)
    assert numbers(desk) == before


def test_a_drag_on_the_ground_moves_the_map_and_no_box(desk: Page):
    before = numbers(desk)
    x, y = middle(box(desk, "1"))
    desk.mouse.move(x, y - 150)
    desk.mouse.down()
    desk.mouse.move(x + 40, y - 130, steps=4)
    desk.mouse.up()
    assert middle(box(desk, "1")) == (x + 40, y + 20)
    assert numbers(desk) == before


def test_a_finger_that_rests_takes_a_box_and_one_that_moves_moves_the_map(desk: Page):
    finger = desk.context.new_cdp_session(desk)

    def touch(kind: str, *place: float) -> None:
        points = [{"x": place[0], "y": place[1]}] if place else []
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    before = middle(box(desk, "1.3"))
    touch("touchStart", *before)
    touch("touchMove", before[0], before[1] - 30)
    expect(desk.locator(".drag-ghost")).to_be_hidden()
    touch("touchEnd")
    settled(desk)
    assert middle(box(desk, "1.3"))[1] < before[1]

    touch("touchStart", *middle(box(desk, "1.3")))
    expect(desk.locator(".drag-ghost")).to_be_visible()
    touch("touchMove", *middle(box(desk, "1.1")))
    touch("touchMove", *middle(desk.locator('.drop-zones [data-zone="attacks"]')))
    last = desk.locator("#undo").get_attribute("aria-label")
    touch("touchEnd")
    moved(desk, last)
    expect(box(desk, "1.1.1")).to_contain_text("The town needs it.")


def test_several_boxes_are_selected_by_clicks_and_dragged_together(desk: Page):
    box(desk, "1.2").click()
    box(desk, "1.3").click(modifiers=["Control"])
    for number in ("1.2", "1.3"):
        expect(box(desk, number)).to_have_class(re.compile("is-selected"))
    expect(desk.get_by_role("toolbar", name="All selected nodes")).to_contain_text("2 selected")

    take(desk, "1.3", onto="1.1")
    drop(desk, "supports")

    expect(box(desk, "1.1.1")).to_contain_text("Boats use it.")
    expect(box(desk, "1.1.2")).to_contain_text("The town needs it.")


def test_with_the_space_key_held_and_from_afar_a_drag_on_a_box_moves_the_map(desk: Page):
    before = numbers(desk)
    desk.locator(".map-port").focus()
    x, y = middle(box(desk, "1.1"))
    desk.keyboard.down(" ")
    drag_by(desk, x, y)
    desk.keyboard.up(" ")
    assert middle(box(desk, "1.1")) == (x + 40, y + 20)

    for _ in range(9):
        desk.get_by_role("button", name="Zoom out").click()
    settled(desk)
    place = desk.evaluate("() => new DOMMatrix(document.querySelector('.map-world').style.transform).e")
    port = desk.locator(".map-port").bounding_box()
    assert port
    drag_by(desk, port["x"] + port["width"] / 2, port["y"] + port["height"] / 2)
    moved_to = desk.evaluate("() => new DOMMatrix(document.querySelector('.map-world').style.transform).e")
    assert moved_to == pytest.approx(place + 40, abs=1)
    desk.get_by_role("button", name="Fit the whole map in").click()
    settled(desk)
    assert numbers(desk) == before


def drag_by(page: Page, x: float, y: float) -> None:
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y + 20, steps=4)
    expect(page.locator(".drag-ghost")).to_be_hidden()
    page.mouse.up()
