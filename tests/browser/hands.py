"""One operation by mouse, by touch and by keys: three hands that do the same things at the workbench."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_workbench_slips import line

MOVES = {
    "supports": "Move so that it supports",
    "attacks": "Move so that it attacks",
    "undercuts": "Move so that it undercuts",
    "joins": "Move so that it is a co-premise",
    "before": "Move so that it stands before",
    "after": "Move so that it stands after",
}


class Mouse:
    """Clicks, and drags at once."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def hit(self, what: Locator) -> None:
        what.click()

    def line(self, number: str) -> Locator:
        return line(self.page, number)

    def select(self, number: str) -> None:
        self.hit(self.line(number).locator(".words"))

    def menu(self, number: str, label: str) -> None:
        self.hit(self.line(number).locator(".more"))
        self.hit(self.page.get_by_role("menuitem", name=label).first)

    def choose(self, number: str) -> None:
        self.hit(self.line(number).locator(".words"))

    def several(self, first: str, second: str) -> None:
        self.select(first)
        self.line(second).locator(".words").click(modifiers=["Control"])

    def all(self, button: str) -> None:
        bar = self.page.get_by_role("toolbar", name="All selected nodes")
        expect(bar).to_contain_text("2 selected")
        self.hit(bar.get_by_role("button", name=button))

    def drag(self, number: str, onto: str, zone: str) -> None:
        self.down(*middle_of(self.line(number).locator(".words")))
        self.move(*middle_of(self.line(onto).locator(".words")))
        self.move(*middle_of(self.page.locator(f".drop-zones [data-zone={zone}]")))
        self.up()

    def down(self, x: float, y: float) -> None:
        self.page.mouse.move(x, y)
        self.page.mouse.down()

    def move(self, x: float, y: float) -> None:
        self.page.mouse.move(x, y, steps=3)

    def up(self) -> None:
        self.page.mouse.up()

    def copy(self, number: str) -> None:
        self.menu(number, "Copy its branch")
        expect(self.page.locator("#toasts")).to_contain_text("Copied")

    def cut(self, number: str) -> None:
        self.menu(number, "Cut its branch")
        expect(self.page.locator("#toasts")).to_contain_text("Cut")

    def paste(self, number: str) -> None:
        self.menu(number, "Paste here")

    def split(self, number: str, at: int) -> None:
        self.menu(number, "Split it in two")
        self.put_cursor(at)
        self.hit(self.page.get_by_role("button", name="Split at the cursor"))

    def put_cursor(self, at: int) -> None:
        field = self.page.get_by_role("textbox", name="Text", exact=True)
        field.focus()
        field.evaluate("(field, at) => field.setSelectionRange(at, at)", at)

    def confirm(self) -> None:
        self.hit(self.page.get_by_role("dialog").get_by_role("button", name="Delete"))

    def undo(self) -> None:
        self.hit(self.page.locator("#undo"))


class Touch(Mouse):
    """Taps, and drags after a long press."""

    def __init__(self, page: Page) -> None:
        super().__init__(page)
        self.finger = page.context.new_cdp_session(page)

    def hit(self, what: Locator) -> None:
        what.tap()

    def several(self, first: str, second: str) -> None:
        self.select(first)
        self.menu(second, "Select it, too")

    def down(self, x: float, y: float) -> None:
        self._touch("touchStart", x, y)
        expect(self.page.locator(".drag-ghost")).to_be_visible()

    def move(self, x: float, y: float) -> None:
        self._touch("touchMove", x, y)

    def up(self) -> None:
        self.finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

    def _touch(self, kind: str, x: float, y: float) -> None:
        self.finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [{"x": x, "y": y}]})


class Keyboard(Mouse):
    """Only keys: the outline has the focus when it begins."""

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def select(self, number: str) -> None:
        self.page.locator("#outline [tabindex='0']").focus()
        self.press("Home")
        for _ in range(9):
            if self.page.locator("#outline > :focus .number").inner_text() == number:
                return
            self.press("ArrowDown")
        expect(self.line(number)).to_be_focused()

    def menu(self, number: str, label: str) -> None:
        self.select(number)
        self.press("Control+k")
        self.page.keyboard.type(label)
        self.press("Enter")

    def choose(self, number: str) -> None:
        self.page.keyboard.type(number)
        self.press("Enter")

    def several(self, first: str, second: str) -> None:
        self.select(first)
        self.press("Shift+ArrowDown")

    def all(self, button: str) -> None:
        self.press("Control+k")
        self.page.keyboard.type({"Evidence": "all of them evidence", "Link into one": "all one support"}[button])
        self.press("Enter")

    def drag(self, number: str, onto: str, zone: str) -> None:
        self.menu(number, MOVES[zone])
        self.choose(onto)

    def copy(self, number: str) -> None:
        self.select(number)
        self.press("Control+c")
        expect(self.page.locator("#toasts")).to_contain_text("Copied")

    def cut(self, number: str) -> None:
        self.select(number)
        self.press("Control+x")
        expect(self.page.locator("#toasts")).to_contain_text("Cut")

    def paste(self, number: str) -> None:
        self.select(number)
        self.press("Control+v")

    def split(self, number: str, at: int) -> None:
        self.select(number)
        self.press("Enter")
        self.put_cursor(at)
        self.press("Control+Shift+Enter")

    def confirm(self) -> None:
        expect(self.page.get_by_role("dialog").get_by_role("button", name="Delete")).to_be_focused()
        self.press("Enter")

    def undo(self) -> None:
        self.press("Control+z")


def middle_of(what: Locator) -> tuple[float, float]:
    expect(what).to_be_visible()
    box = what.bounding_box()
    assert box
    return box["x"] + min(box["width"] / 2, 60), box["y"] + box["height"] / 2
