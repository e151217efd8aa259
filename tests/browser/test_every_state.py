"""Every state of the workbench is accessible, light and dark, and fits narrow, enlarged and wide screens."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.checks import assert_nothing_sticks_out, assert_targets_are_large
from tests.browser.conftest import Server, assert_accessible
from tests.browser.states import STATES, State, open_sheet, rich_map
from tests.browser.test_main_job import usable

pytestmark = pytest.mark.browser

ENLARGED = {"width": 720, "height": 450}  # 1440 × 900 at 200 %
NARROW = {"width": 320, "height": 640, "touch": True}
TINY = {"width": 320, "height": 256}  # 1280 × 1024 at 400 %


@pytest.fixture(scope="module")
def address(server: Server, browser: Browser) -> Iterator[str]:
    """Where a map stands that has everything."""
    context = browser.new_context(base_url=server.address, viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(server.manage("sign_in_link", "--address", server.address))
    rich_map(page, server)
    yield page.url
    context.close()


@pytest.fixture
def desk(page: Page, address: str) -> Page:
    page.expected_errors = ["Failed to load resource", "htmx:", "Response Status Error"]  # type: ignore[attr-defined]
    page.goto(address)
    usable(page)
    return page


def in_each_state(page: Page, check: Callable[[State], None]) -> dict[str, str]:
    """What is wrong, by the state."""
    faults = {}
    for name, state in STATES.items():
        state.reach(page)
        try:
            check(state)
        except AssertionError as fault:
            faults[name] = str(fault)
        state.leave(page)
    return faults


def test_every_state_is_accessible_in_light_and_dark(desk: Page):
    def check(state: State) -> None:
        assert_accessible(desk, state.region)
        desk.emulate_media(color_scheme="dark")
        try:
            assert_accessible(desk, state.region, ["color-contrast"])
        finally:
            desk.emulate_media(color_scheme="light")

    assert in_each_state(desk, check) == {}


@pytest.mark.parametrize("page", [{}, ENLARGED, NARROW, TINY], indirect=True, ids=["wide", "200 %", "narrow", "400 %"])
def test_every_state_fits_and_is_large_enough_to_touch(desk: Page):
    def check(state: State) -> None:
        assert_nothing_sticks_out(desk)
        assert_targets_are_large(desk)

    assert in_each_state(desk, check) == {}


@pytest.mark.parametrize("page", [NARROW], indirect=True)
def test_the_sheet_of_a_narrow_screen_is_accessible_open_and_low(desk: Page):
    assert_accessible(desk)
    open_sheet(desk)
    assert_accessible(desk)
    assert_nothing_sticks_out(desk)
    assert_targets_are_large(desk)
