"""One operation by mouse, by touch and by keys: three hands that do the same things at the workbench."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_main_job import select
from tests.browser.test_workbench_slips import line

MOVES = {
    "supports": "Move so that it supports",
    "attacks": "Move so that it attacks",
    "undercuts": "Move so that it undercuts",
    "joins": "Move so that it is a co-premise",
    "before": "Move so that it stands before",
    "after": "Move so that it stands after",
}
GROUPS = {"Supports…": " Links of the node", "Duplicate": " Branch"}  # which of those with such a name is meant
ALL = {
    "Evidence": "all of them evidence",
    "Link into one": "all one support",
    "Tag": "tag all",
    "Move": "move all",
    "Delete": "delete all",
}
CURSOR = """() => [...CSS.highlights.get("argmap-cursor")]
  .map(({ startContainer, startOffset, endOffset }) => startContainer.data.slice(startOffset, endOffset)).join("")"""
SELECT = """(words) => {
  const walker = document.createTreeWalker(document.querySelector(".text-pane"), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at >= 0) return getSelection().setBaseAndExtent(node, at, node, at + words.length);
  }
}"""
PLACE = f"""(words) => {{
  ({SELECT})(words);
  const {{ left, top, width, height }} = getSelection().getRangeAt(0).getClientRects()[0];
  getSelection().removeAllRanges();
  return [left + width / 2, top + height / 2];
}}"""


class Mouse:
    """Clicks, and drags at once."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def hit(self, what: Locator) -> None:
        what.click()

    def hit_place(self, x: float, y: float) -> None:
        self.page.mouse.click(x, y)

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

    def mark(self, key: str, words: str) -> None:
        self.choose_words(words)
        self.hit(self.page.locator(f"#mark-bar [data-mark='{key}']"))

    def choose_words(self, words: str) -> None:
        select(self.page, words)

    def shorten(self, number: str) -> None:
        """Move the end of the node's passage to the word before."""
        self.hit_place(*self.page.evaluate(PLACE, self.line(number).locator(".words").inner_text()))
        x, y = middle_of(self.page.locator(".span-end-end"))
        self.press_down(x, y)
        self.move(x - 40, y)
        self.up()

    def rewrite(self, number: str, words: str) -> None:
        self.menu(number, "Edit…")
        self.page.get_by_role("textbox", name="Text", exact=True).fill(words)
        self.hit(self.page.get_by_role("dialog").get_by_role("button", name="Save"))

    def scheme(self, number: str, words: str) -> None:
        """The first scheme that these words find."""
        self.menu(number, "Scheme of the link…")
        self.find_scheme(words)
        self.hit(self.page.locator("#scheme-list [role=option]").first)
        self.hit(self.page.get_by_role("dialog").get_by_role("button", name="Save"))
        expect(self.page.get_by_role("dialog")).to_have_count(0)

    def find_scheme(self, words: str) -> None:
        expect(self.page.locator(".scheme-box")).to_be_visible()
        self.page.get_by_role("combobox", name="Argumentation scheme").fill(words)

    def question(self, number: str, button: str) -> None:
        """This button of the questions of the link under which the node stands."""
        self.menu(number, "Critical questions of the link")
        self.hit(self.page.get_by_role("button", name=button))

    def leave_dialog(self) -> None:
        self.hit(self.page.get_by_role("dialog").get_by_role("button", name="Cancel"))

    def write(self, words: str) -> None:
        self.hit(self.page.get_by_role("button", name="Own words"))
        self.page.get_by_label("What it says").fill(words)
        self.hit(self.page.get_by_role("button", name="Add", exact=True))

    def comment(self, number: str, words: str) -> None:
        self.menu(number, "Comment on it")
        self.page.get_by_label("Comment on it").fill(words)
        self.hit(self.page.get_by_role("button", name="Comment", exact=True))
        self.close_comments(words)

    def close_comments(self, words: str) -> None:
        expect(self.page.locator(".threads")).to_contain_text(words)
        self.hit(self.page.get_by_role("button", name="Close the comments"))

    def tag(self, words: str) -> None:
        self.page.get_by_label("Tags to add").fill(words)
        self.hit(self.page.get_by_role("dialog").get_by_role("button", name="Save"))

    def tag_link(self, number: str, words: str) -> None:
        self.menu(number, "Edit the link…")
        self.put_tag(words)
        expect(self.line(number).locator(".of-link")).to_have_text(f"link #{words}")

    def put_tag(self, words: str) -> None:
        self.page.get_by_role("combobox", name="Tags").fill(words)
        self.hit(self.page.get_by_role("dialog").get_by_role("button", name="Save"))

    def untag_link(self, number: str, words: str) -> None:
        self.menu(number, "Edit the link…")
        self.take_tag_away(words)
        expect(self.line(number).locator(".of-link")).to_have_count(0)

    def take_tag_away(self, words: str) -> None:
        self.hit(self.page.get_by_role("button", name=f"Take away {words}"))
        self.hit(self.page.get_by_role("dialog").get_by_role("button", name="Save"))

    def drag(self, number: str, onto: str, zone: str) -> None:
        """At once from place to place: on the way, the zones of other lines would unfold on a busy machine."""
        self.down(*middle_of(self.line(number).locator(".words")))
        self.move(*middle_of(self.line(onto).locator(".words")), steps=1)
        self.move(*middle_of(self.page.locator(f".drop-zones [data-zone={zone}]")), steps=1)
        self.up()

    def press_down(self, x: float, y: float) -> None:
        self.page.mouse.move(x, y)
        self.page.mouse.down()

    def down(self, x: float, y: float) -> None:
        self.press_down(x, y)

    def move(self, x: float, y: float, steps: int = 3) -> None:
        self.page.mouse.move(x, y, steps=steps)

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

    def hit_place(self, x: float, y: float) -> None:
        self.page.touchscreen.tap(x, y)

    def several(self, first: str, second: str) -> None:
        self.select(first)
        self.menu(second, "Select it, too")

    def choose_words(self, words: str) -> None:
        """As the handles of the device's own selection do."""
        self.page.evaluate(SELECT, words)

    def press_down(self, x: float, y: float) -> None:
        self._touch("touchStart", x, y)

    def down(self, x: float, y: float) -> None:
        self.press_down(x, y)
        expect(self.page.locator(".drag-ghost")).to_be_visible()

    def move(self, x: float, y: float, steps: int = 1) -> None:
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
        expect(self.line(number)).to_be_visible()
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
        self.page.keyboard.type(label + GROUPS.get(label, ""))
        self.press("Enter")

    def mark(self, key: str, words: str) -> None:
        """With the sentence cursor."""
        self.page.locator("#text-pane").focus()
        for arrow in ["ArrowUp"] * 9 + ["ArrowDown"] * 9:
            self.press(arrow)
            if self.page.evaluate(CURSOR) == words:
                break
        assert self.page.evaluate(CURSOR) == words
        self.press(key)

    def shorten(self, number: str) -> None:
        self.select(number)
        self.press("b", "ArrowLeft", "Enter", "Escape")

    def rewrite(self, number: str, words: str) -> None:
        self.select(number)
        self.press("Enter")
        self.page.get_by_role("textbox", name="Text", exact=True).press("Control+a")
        self.page.keyboard.type(words)
        self.press("Control+Enter")

    def scheme(self, number: str, words: str) -> None:
        self.select(number)
        self.press("y")
        self.find_scheme(words)
        self.press("Enter", "Control+Enter")
        expect(self.page.get_by_role("dialog")).to_have_count(0)

    def question(self, number: str, button: str) -> None:
        self.select(number)
        self.press("i")
        self.tab_to(self.page.get_by_role("button", name=button))
        self.press("Enter")

    def tab_to(self, wanted: Locator) -> None:
        expect(wanted).to_be_visible()
        for _ in range(40):
            self.press("Tab")
            if wanted.evaluate("element => element === document.activeElement"):
                break
        expect(wanted).to_be_focused()

    def put_tag(self, words: str) -> None:
        self.tab_to(self.page.get_by_role("combobox", name="Tags"))
        self.page.keyboard.type(words)
        self.press("Control+Enter")

    def take_tag_away(self, words: str) -> None:
        self.tab_to(self.page.get_by_role("button", name=f"Take away {words}"))
        self.press("Enter", "Control+Enter")

    def leave_dialog(self) -> None:
        expect(self.page.get_by_role("dialog")).to_be_visible()
        self.press("Escape")

    def write(self, words: str) -> None:
        self.select("1")
        self.press("w")
        self.page.keyboard.type(words)
        self.press("Control+Enter")

    def comment(self, number: str, words: str) -> None:
        self.select(number)
        self.press("r")
        expect(self.page.get_by_label("Comment on it")).to_be_focused()
        self.page.keyboard.type(words)
        self.press("Control+Enter")
        expect(self.page.locator(".threads")).to_contain_text(words)
        self.press("Escape")

    def tag(self, words: str) -> None:
        expect(self.page.get_by_label("Tags to add")).to_be_focused()
        self.page.keyboard.type(words)
        self.press("Control+Enter")

    def choose(self, number: str) -> None:
        self.page.keyboard.type(number)
        self.press("Enter")

    def several(self, first: str, second: str) -> None:
        self.select(first)
        self.press("Shift+ArrowDown")

    def all(self, button: str) -> None:
        self.press("Control+k")
        self.page.keyboard.type(ALL[button])
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
