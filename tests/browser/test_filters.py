"""One filter for outline, map and text: what it shows, how it is made and taken back, what an edit does under it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, StorageState, expect

from tests.browser.conftest import Server
from tests.browser.hands import Keyboard, Mouse, Touch
from tests.browser.test_main_job import let_go, new_map, outline, saved, select, usable
from tests.browser.test_workbench_slips import line

pytestmark = pytest.mark.browser

D, W, M, H = "The dock should open.", "The water is clean.", "The mayor measured it.", "The harbour is busy."
TEXT = f"Open the dock\n\n{D}\n\n{W}\n\n{M}\n\n{H} Nobody asked the gulls.\n"
ALL = [f"1 {D}", f"+1.1 {W}", f"+1.1.1 {M}", f"−1.2 {H}"]
EVIDENCE = ALL[:3]  # with what is above it


@pytest.fixture
def desk(page: Page, server: Server) -> Page:
    """A claim, what supports it with its evidence, and a counterclaim."""
    page.expected_errors = []
    new_map(page, server, TEXT)
    for key, words, target in (("c", D, None), ("s", W, None), ("e", M, "1.1"), ("x", H, "1")):
        if target:
            line(page, target).click()
            page.keyboard.press("t")
        select(page, words)
        page.keyboard.press(key)
        expect(page.locator("#outline")).to_contain_text(words)
    saved(page)
    line(page, "1").click()
    page.keyboard.press("t")
    assert outline(page) == ALL
    return page


def panel(page: Page) -> Locator:
    return page.get_by_role("region", name="Filter")


def bar(page: Page) -> Locator:
    return page.get_by_role("group", name="Filter", exact=True)


def wish(page: Page, field: str, value: str) -> Locator:
    return panel(page).get_by_role("group", name=field, exact=True).get_by_role("checkbox", name=value)


def filtered(page: Page, field: str = "Kind", value: str = "evidence") -> None:
    page.get_by_role("button", name="Filter", exact=True).click()
    wish(page, field, value).check()
    page.keyboard.press("Escape")
    expect(bar(page)).to_be_visible()


def painted(page: Page, layer: str) -> list[str]:
    """The words that are painted so."""
    return page.evaluate(
        """(layer) => [...(CSS.highlights.get(`argmap-${layer}`) ?? [])]
          .map(({ startContainer: node, startOffset, endOffset }) => node.data.slice(startOffset, endOffset))""",
        layer,
    )


def marked(*passages: str) -> str:
    """How much of the text these passages are, as the bar of the text says it."""
    return f"{round(100 * sum(map(len, passages)) / sum(map(len, TEXT.split(chr(10)))))} % marked"


def test_the_outline_keeps_what_matches_with_what_is_above_paler_and_all_numbers(desk: Page):
    filtered(desk)

    assert outline(desk) == EVIDENCE
    paler = desk.locator("#outline .is-context .number")
    expect(paler).to_have_text(["1.1"])  # 1 is selected: it stays in view
    expect(line(desk, "1.1")).to_have_attribute("aria-setsize", "1")
    expect(line(desk, "1.1")).to_contain_text("does not match the filter")
    expect(bar(desk)).to_contain_text("1 of 4 nodes and 1 more that you chose or made")
    expect(desk.locator("#announcer")).to_contain_text("1 of 4 nodes")


def test_several_values_of_one_field_are_or_ed_and_a_chip_takes_one_back(desk: Page):
    filtered(desk)
    filtered(desk, "Kind", "counterclaim")
    expect(bar(desk)).to_contain_text("2 of 4 nodes")
    assert outline(desk) == ALL
    filtered(desk, "Unfinished", "counterclaim without an answer")
    expect(bar(desk)).to_contain_text("1 of 4 nodes")

    bar(desk).get_by_role("button", name="Take back Kind: counterclaim").click()
    expect(bar(desk)).to_contain_text("0 of 4 nodes")
    expect(bar(desk).get_by_role("button", name="Take back Unfinished: counterclaim without an answer")).to_be_focused()
    bar(desk).get_by_role("button", name="Clear all").click()

    expect(bar(desk)).to_be_hidden()
    assert outline(desk) == ALL
    expect(desk.locator("#announcer")).to_have_text("All nodes are shown.")


def test_text_and_margin_show_only_what_matches_and_the_rest_faintly(desk: Page):
    desk.keyboard.press("Escape")
    expect(desk.locator("#coverage-text")).to_have_text(marked(D, W, M, H))
    filtered(desk)

    assert painted(desk, "evidence") == [M]
    assert painted(desk, "faded") == [W, H]  # the first is selected
    expect(desk.locator(".margin .chip")).to_have_text(["C1", "E1.1.1"])
    expect(desk.locator("#coverage-text")).to_have_text(f"{marked(D, M)} (filtered)")

    bar(desk).get_by_role("button", name="Clear all").click()
    expect(desk.locator(".margin .chip")).to_have_text(["C1", "C1.1", "E1.1.1", "X1.2"])
    expect(desk.locator("#coverage-text")).to_have_text(marked(D, W, M, H))
    assert painted(desk, "faded") == []


def test_the_map_shows_the_same_and_its_field_is_the_filters_words(desk: Page):
    filtered(desk)
    desk.get_by_role("button", name="Map", exact=True).click()
    boxes = desk.locator(".map-box:visible")
    expect(boxes).to_have_count(3)
    expect(desk.locator(".map-box.is-context:visible .number")).to_have_text(["1.1"])

    bar(desk).get_by_role("button", name="Clear all").click()
    expect(boxes).to_have_count(4)
    desk.get_by_label("Show only nodes with these words").fill("harbour")
    expect(boxes).to_have_count(2)
    expect(bar(desk).get_by_role("button", name="Take back Words: “harbour”")).to_be_visible()
    desk.get_by_role("button", name="Outline", exact=True).click()
    assert outline(desk) == [ALL[0], ALL[3]]


def test_a_node_just_made_stays_in_view_until_the_filter_changes(desk: Page):
    filtered(desk)
    select(desk, "Nobody asked the gulls.")
    desk.keyboard.press("a")
    expect(line(desk, "1.3")).to_be_visible()
    saved(desk)

    assert outline(desk) == [*EVIDENCE, "−1.3 Nobody asked the gulls."]
    expect(line(desk, "1.3")).to_have_attribute("aria-selected", "true")
    expect(bar(desk)).to_contain_text("1 of 5 nodes and 2 more")
    line(desk, "1.1.1").click()
    filtered(desk, "Kind", "counterclaim")
    assert outline(desk) == ALL
    expect(bar(desk)).to_contain_text("2 of 5 nodes")


def test_an_edit_that_makes_a_node_match_no_more_leaves_it_under_the_readers_eyes(desk: Page):
    filtered(desk, "Unfinished", "counterclaim without an answer")
    line(desk, "1.2").click()
    desk.keyboard.press("t")
    select(desk, "Nobody asked the gulls.")

    desk.keyboard.press("a")
    expect(line(desk, "1.2.1")).to_be_visible()
    saved(desk)

    assert outline(desk) == [ALL[0], ALL[3], "−1.2.1 Nobody asked the gulls."]
    expect(bar(desk)).to_contain_text("0 of 5 nodes and 3 more")


def test_what_is_found_elsewhere_comes_into_view(desk: Page):
    filtered(desk)
    desk.locator("#open-node-find").click()
    desk.get_by_label("Words or number of a node").fill("harbour")

    expect(line(desk, "1.2")).to_have_attribute("aria-selected", "true")
    expect(line(desk, "1.2")).to_be_in_viewport()


def test_all_is_all_that_matches(desk: Page):
    filtered(desk, "Kind", "counterclaim")
    filtered(desk)
    line(desk, "1.1.1").locator(".words").click()

    desk.keyboard.press("Control+a")

    expect(desk.get_by_role("toolbar", name="All selected nodes")).to_contain_text("3 selected")  # with 1, which stays
    expect(line(desk, "1.1")).to_have_attribute("aria-selected", "false")


def test_it_stays_over_a_reload_and_its_address_leads_a_colleague_there(
    desk: Page, browser: Browser, signed_in: StorageState
):
    filtered(desk)
    assert desk.url.endswith("?filter=kind%3Aevidence")
    desk.reload()
    usable(desk)
    expect(bar(desk)).to_contain_text("1 of 4 nodes")
    assert outline(desk) == EVIDENCE

    context = browser.new_context(storage_state=signed_in)
    other = context.new_page()
    other.goto(desk.url)
    expect(bar(other)).to_contain_text("1 of 4 nodes")
    assert outline(other) == EVIDENCE
    context.close()

    desk.goto(desk.url.split("?")[0])  # in the same tab
    usable(desk)
    expect(bar(desk)).to_contain_text("1 of 4 nodes")


def test_under_it_all_is_open_and_afterwards_collapsed_as_before(desk: Page):
    desk.get_by_role("button", name="Collapse all").click()
    assert outline(desk) == [ALL[0], ALL[1], ALL[3]]

    filtered(desk)
    assert outline(desk) == EVIDENCE
    bar(desk).get_by_role("button", name="Clear all").click()

    assert outline(desk) == [ALL[0], ALL[1], ALL[3]]


@pytest.mark.parametrize("wishes", ["filter=colour:red&filter=kind", "filter=constructor:x"])
def test_nonsense_in_an_address_filters_nothing(desk: Page, wishes: str):
    desk.goto(f"{desk.url}?{wishes}")
    usable(desk)

    expect(bar(desk)).to_be_hidden()
    assert outline(desk) == ALL
    filtered(desk)
    assert outline(desk) == EVIDENCE


def test_what_is_typed_to_find_a_value_stays_under_edits_and_the_focus_in_the_panel(page: Page, server: Server):
    desk = page
    new_map(desk, server, TEXT, server.manage("create_project", "Of many tags"))
    select(desk, D)
    desk.keyboard.press("c")
    expect(line(desk, "1")).to_be_visible()
    saved(desk)
    line(desk, "1").locator(".words").click()
    desk.keyboard.press("Enter")
    desk.get_by_role("combobox", name="Tags").fill("art,boats,cost,dogs,ease,fish,gulls,harm,ice,")
    desk.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(line(desk, "1")).to_contain_text("#ice")
    select(desk, "Nobody asked the gulls.")
    desk.keyboard.press("a")
    expect(line(desk, "1.1")).to_be_visible()
    saved(desk)
    held: list[Route] = []
    desk.route("**/undo/", lambda route: held.append(route))
    desk.get_by_role("button", name="Filter", exact=True).click()
    search = panel(desk).get_by_role("searchbox", name="Find among 9 values of: Tag")
    search.fill("sh")
    tags = panel(desk).get_by_role("group", name="Tag", exact=True).locator("label:visible")
    expect(wish(desk, "Relation", "attack")).to_be_visible()

    desk.locator("#undo").click()
    search.press("Home")
    let_go(desk, held)
    expect(wish(desk, "Relation", "attack")).to_have_count(0)
    expect(search).to_be_focused()
    desk.keyboard.type("fi")
    expect(search).to_have_value("fish")
    expect(tags).to_have_text(["fish1"])

    desk.locator("#undo").click()
    search.focus()
    let_go(desk, held)
    expect(search).to_have_count(0)
    expect(panel(desk).get_by_role("heading", name="Filter")).to_be_focused()


class Filters:
    """What each hand does to filter by a kind."""

    def __init__(self, hand: Mouse) -> None:
        self.hand, self.page = hand, hand.page

    def make(self) -> None:
        if isinstance(self.hand, Keyboard):
            self.hand.select("1")
            self.hand.press("k")
            expect(panel(self.page)).to_be_visible()
            self.hand.press("Tab", "Tab", "Tab", "Tab", "Space", "Escape")
        else:
            self.hand.hit(self.page.get_by_role("button", name="Filter", exact=True))
            self.hand.hit(wish(self.page, "Kind", "evidence"))
            self.hand.hit(panel(self.page).get_by_role("button", name="Close the filter"))

    def clear(self) -> None:
        if isinstance(self.hand, Keyboard):
            self.hand.press("Control+k")
            self.page.keyboard.type("clear the filter")
            self.hand.press("Enter")
        else:
            self.hand.hit(bar(self.page).get_by_role("button", name="Clear all"))


@pytest.mark.parametrize("hand", [Mouse, Touch, Keyboard])
@pytest.mark.parametrize("page", [{"touch": True}], indirect=True, ids=[""])
def test_it_is_made_and_taken_back_by_every_hand(desk: Page, hand: type[Mouse]):
    filters = Filters(hand(desk))

    filters.make()
    expect(panel(desk)).to_be_hidden()
    expect(bar(desk)).to_contain_text(re.compile("1 of 4 nodes"))
    assert outline(desk) == EVIDENCE
    filters.clear()

    expect(bar(desk)).to_be_hidden()
    assert outline(desk) == ALL
