"""Makes the pictures of the README and the guide: ``make screenshots`` starts Argmap with its demo and photographs it.

It also renews the guide's table of keys, which the workbench itself shows. ``docs/screenshots.py NAME…`` makes just the
pictures of these names. Each begins in a fresh browser and shows what its function returns: the whole page, or one part
of it. They leave the demo as it was.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from docs import keys_table  # noqa: E402  after the path is set
from tests.browser.test_main_job import select, usable  # noqa: E402  after the path is set
from tests.browser.test_map import box  # noqa: E402
from tests.postgres import free_port  # noqa: E402
from tests.system import chromium  # noqa: E402

FOLDER = ROOT / "docs" / "images"
COLOURS = 256  # a palette makes a picture a third as large, and nobody sees it
LARGEST = 150_000  # bytes of one picture


@dataclass(frozen=True)
class Picture:
    """``take`` brings a page with the demo's workbench into the state to be shown and returns what of it is shown."""

    take: Callable[[Page], Page | Locator]
    size: ViewportSize
    scheme: Literal["light", "dark"] = "light"


PICTURES: dict[str, Picture] = {}


def picture(width: int = 1440, height: int = 900, scheme: Literal["light", "dark"] = "light") -> Callable:
    """The decorated function takes the picture of its own name."""

    def register(take: Callable[[Page], Page | Locator]) -> Callable[[Page], Page | Locator]:
        PICTURES[take.__name__.replace("_", "-")] = Picture(take, {"width": width, "height": height}, scheme)
        return take

    return register


def line(page: Page, number: str) -> Locator:
    """The outline's line with this number."""
    return page.locator("#outline > li").filter(has=page.locator(f".number:text-is('{number}')"))


def choose(page: Page, number: str) -> None:
    """Selects the node of this line by its words: other parts of a line may do something else."""
    line(page, number).locator(".words").first.click()


def with_a_node_selected(page: Page) -> Page:
    choose(page, "1.2")
    return page


@picture()
def workbench(page: Page) -> Page:
    return with_a_node_selected(page)


@picture(scheme="dark")
def workbench_dark(page: Page) -> Page:
    return with_a_node_selected(page)


@picture(width=1600, height=700)
def marking(page: Page) -> Locator:
    select(page, "The sign can go to the museum.")
    return page.locator(".text-side")


@picture(width=1280, height=700)
def cursor(page: Page) -> Locator:
    page.locator("#text-pane").focus()
    for _ in range(4):
        page.keyboard.press("ArrowDown")
    return page.locator(".text-side")


@picture(height=1180)
def outline(page: Page) -> Locator:
    choose(page, "1.2.3")
    page.locator("#outline-view").evaluate("view => view.scrollTop = 0")
    return page.locator("#side-pane")


@picture(height=1240)
def menu(page: Page) -> Locator:
    choose(page, "1.2.3")
    page.keyboard.press("m")
    expect(page.get_by_role("menu")).to_be_visible()
    return page.locator("#context-menu")


@picture()
def several(page: Page) -> Locator:
    choose(page, "1.2.1")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("#selection-bar")).to_be_visible()
    return page.locator("#side-pane")


@picture()
def questions(page: Page) -> Locator:
    choose(page, "1.2.2")
    page.keyboard.press("i")
    expect(page.locator("#questions")).to_contain_text("Raise objection")
    return page.locator("#side-pane")


@picture()
def comments(page: Page) -> Locator:
    page.keyboard.press("z")
    expect(page.locator(".thread")).to_be_visible()
    return page.locator("#side-pane")


@picture()
def filters(page: Page) -> Locator:
    page.keyboard.press("k")
    page.get_by_role("checkbox", name="counterclaim").check()
    return page.locator("#side-pane")


@picture()
def palette(page: Page) -> Page:
    choose(page, "1.2")
    page.keyboard.press("Control+k")
    page.keyboard.type("move")
    return page


def drawn(page: Page, fit: str) -> None:
    """The map has the page's right side to itself, with as much of it in sight as the button says."""
    choose(page, "1.2")
    page.get_by_role("button", name="Map", exact=True).click()
    page.get_by_role("group", name="View of the map").get_by_role("button", name=fit).click()


@picture()
def map(page: Page) -> Page:
    drawn(page, "Fit the selected branch in")
    return page


@picture()
def drag(page: Page) -> Locator:
    drawn(page, "Fit the selected branch in")
    page.wait_for_timeout(600)  # the map has come to rest
    for number, act in [("1.2.1", page.mouse.down), ("1.2.2", expect(page.locator(".drop-zones")).to_be_visible)]:
        found = box(page, number).bounding_box()
        assert found
        page.mouse.move(found["x"] + found["width"] / 2, found["y"] + found["height"] / 2, steps=2)
        act()
    return page.locator("#side-pane")


@picture()
def focus(page: Page) -> Locator:
    drawn(page, "Fit the selected branch in")
    page.locator("#map-view").get_by_role("button", name="Focus").click()
    return page.locator("#side-pane")


@picture(width=1000, height=760)
def losses(page: Page) -> Page:
    page.get_by_role("link", name="Export", exact=True).click()
    page.get_by_role("radio", name="Kialo export").check()
    expect(page.locator("#chosen")).to_contain_text("What Kialo export cannot hold")
    page.mouse.move(0, 0)
    page.locator("#chosen").scroll_into_view_if_needed()
    return page


@picture(width=1000, height=1120)
def import_preview(page: Page) -> Page:
    argdown = page.request.get(f"{page.url}export/argdown/").body()
    page.goto(page.locator("header a[href*='/projects/']").first.evaluate("link => link.href") + "import/")
    page.locator("input[type=file]").set_input_files(
        {"name": "dock.argdown", "mimeType": "text/plain", "buffer": argdown}
    )
    expect(page.locator("#found")).to_contain_text("What is in")
    return page


@picture(width=380, height=760)
def narrow(page: Page) -> Page:
    return page


@picture(width=1000, height=800)
def read(page: Page) -> Page:
    page.goto(page.url + "read/")
    return page


@contextmanager
def started() -> Iterator[str]:
    """The link that signs in to an Argmap with its demo."""
    with tempfile.TemporaryDirectory() as data:
        environment = {**os.environ, "ARGMAP_DATA": data, "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "manage.py", "serve", "--port", os.environ.get("PORT") or str(free_port())]
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            yield next(text.strip() for text in server.stdout or () if "/sign-in/" in text)
        finally:
            server.terminate()
            server.wait(timeout=20)


def workbench_page(browser: Browser, state: Path, address: str, look: Picture) -> Page:
    """The demo's workbench in a browser that has seen nothing yet."""
    context = browser.new_context(
        viewport=look.size, color_scheme=look.scheme, storage_state=state, reduced_motion="reduce"
    )
    page = context.new_page()
    page.goto(address)
    page.get_by_role("link", name="Open the old dock to swimmers").first.click()
    usable(page)
    return page


def renew_keys(browser: Browser, state: Path, address: str) -> None:
    """The guide's page of keys has the tables that the workbench shows."""
    page = workbench_page(browser, state, address, PICTURES["workbench"])
    text = keys_table.PAGE.read_text(encoding="utf-8")
    keys_table.PAGE.write_text(keys_table.renewed(text, page), encoding="utf-8")
    page.context.close()


def photograph(browser: Browser, state: Path, address: str, name: str) -> None:
    """The picture of this name is in the folder."""
    page = workbench_page(browser, state, address, PICTURES[name])
    shown = PICTURES[name].take(page)
    page.wait_for_timeout(600)  # the last frame, and messages that come late
    taken = Image.open(io.BytesIO(shown.screenshot())).convert("RGB")
    path = FOLDER / f"{name}.png"
    method, none = Image.Quantize.MAXCOVERAGE, Image.Dither.NONE  # keeps the rare colours, of which some mean something
    taken.quantize(COLOURS, method=method, kmeans=1, dither=none).save(path, optimize=True)
    print(f"{path.relative_to(ROOT)}: {path.stat().st_size // 1000} kB")
    page.context.close()


def main(names: list[str]) -> None:
    with started() as link, sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        flags = ["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        browser = playwright.chromium.launch(executable_path=chromium(), args=flags)
        page = browser.new_page()
        page.goto(link)
        state = Path(folder) / "state.json"
        page.context.storage_state(path=state)
        address = page.url
        if not names:
            renew_keys(browser, state, address)
        for name in names or PICTURES:
            photograph(browser, state, address, name)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
