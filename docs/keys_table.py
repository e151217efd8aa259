"""Writes the tables of keys in ``guide/keys.md`` from the sheet of keys that the workbench shows: ``make screenshots``.

A test in the browser holds them up to date.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page

PAGE = Path(__file__).resolve().parent / "guide" / "keys.md"
BEGIN, END = "<!-- keys: made by “make screenshots” -->\n", "<!-- /keys -->"

SHEET = """dialog => [...dialog.querySelectorAll("h3")].map(head => [
  head.textContent,
  [...head.nextElementSibling.children].map(row => [
    [...row.querySelectorAll("kbd")].map(key => key.textContent), row.querySelector("dd").textContent,
  ]),
])"""


def groups_of(page: Page) -> list[tuple[str, list[tuple[list[str], str]]]]:
    """What the open workbench's sheet of keys says: groups of rows, each with its keys and what they do."""
    page.keyboard.press("?")
    dialog = page.locator("#workbench-dialog")
    dialog.get_by_role("heading", name="Keys", exact=True).wait_for()
    groups = dialog.evaluate(SHEET)
    page.keyboard.press("Escape")
    return groups


def renewed(text: str, page: Page) -> str:
    """The text of the page of keys with its tables as the open workbench has them."""
    before, rest = text.split(BEGIN)
    rows = ["| key | what it does |", "|---|---|"]
    for group, own in groups_of(page):
        rows.append(f"| | **{group}** |")
        rows += [f"| {' '.join(f'`{key}`' for key in keys)} | {what} |" for keys, what in own]
    return before + BEGIN + "\n".join(rows) + "\n" + END + rest.split(END, 1)[1]
