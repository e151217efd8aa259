"""From an element of a page to blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml.etree import iterwalk
from lxml.html import HtmlElement

from argmap.domain.structure import BlockType
from argmap.intake.addresses import absolute_address
from argmap.intake.blocks import RawBlock, Run

_BLOCK_NAMES = """
address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure footer
form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre section summary table
tbody tfoot thead tr ul
"""
BLOCK_TAGS = frozenset(_BLOCK_NAMES.split())
_CELLS = frozenset({"td", "th"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_LISTS = frozenset({"ul", "ol", "dir", "menu"})
_WHITE = re.compile("[ \t\n\r\f]+")
_INSIDE_CELL = ".//p|.//div|.//table|.//ul|.//ol|.//blockquote|.//h1|.//h2|.//h3"


@dataclass
class FoundBlock:
    """A block and the element that it begins in."""

    block: RawBlock
    element: HtmlElement


@dataclass
class _Walk:
    """What is open at one place of the page."""

    base: str
    runs: list[Run] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    lists: list[bool] = field(default_factory=list)  # whether each open list is ordered
    quotes: int = 0
    heading: int = 0
    verbatim: int = 0
    new_item: bool = False
    element: HtmlElement | None = None

    def add(self, text: str | None, element: HtmlElement) -> None:
        """Append the words of a text node, with white space as a browser shows it."""
        if not text:
            return
        if not self.verbatim:
            text = _WHITE.sub(" ", text)
            if text.startswith(" ") and (not self.runs or self.runs[-1].text[-1:] in " \n"):
                text = text[1:]
        if text:
            if not self.runs:
                self.element = element
            self.runs.append(Run(text, self.links[-1] if self.links else ""))

    def line_break(self) -> Iterator[FoundBlock]:
        """A second line break in a row ends the paragraph."""
        while self.runs and not self.verbatim and not self.runs[-1].text.strip(" "):
            self.runs.pop()
        if self.runs and self.runs[-1].text.endswith("\n"):
            yield from self.flush()
        elif self.runs:
            self.runs.append(Run("\n"))

    def flush(self) -> Iterator[FoundBlock]:
        """The block that ends here, if it has words."""
        runs, self.runs = self.runs, []
        if self.element is None or not any(run.text.strip() for run in runs):
            return
        yield FoundBlock(self._block(tuple(runs)), self.element)

    def _block(self, runs: tuple[Run, ...]) -> RawBlock:
        """A second paragraph in an item of a list is a paragraph: an item is one block."""
        if self.heading:
            return RawBlock(BlockType.HEADING, runs, level=self.heading)
        if self.lists and self.new_item:
            self.new_item = False
            return RawBlock(BlockType.LIST_ITEM, runs, level=len(self.lists), ordered=self.lists[-1])
        if self.quotes:
            return RawBlock(BlockType.QUOTATION, runs, level=self.quotes)
        return RawBlock(BlockType.PARAGRAPH, runs)

    def enter(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in _HEADINGS:
            self.heading = int(tag[1])
        elif tag in _LISTS:
            self.lists.append(tag == "ol")
        elif tag == "li":
            self.new_item = True
        elif tag == "blockquote":
            self.quotes += 1
        elif tag == "pre":
            self.verbatim += 1

    def leave(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in _HEADINGS:
            self.heading = 0
        elif tag in _LISTS:
            self.lists.pop()
            self.new_item = False
        elif tag == "li":
            self.new_item = False
        elif tag == "blockquote":
            self.quotes -= 1
        elif tag == "pre":
            self.verbatim -= 1


def blocks_of(root: HtmlElement, base: str) -> Iterator[FoundBlock]:
    """The blocks inside ``root``, in the order of the page; relative links resolve against ``base``."""
    walk = _Walk(base)
    data_cells = _data_cells(root)
    for event, element in iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            if event == "end" and element is not root:
                walk.add(element.tail, element.getparent())
            continue
        is_block = element.tag in BLOCK_TAGS or (element.tag in _CELLS and element not in data_cells)
        if is_block:
            yield from walk.flush()
        if event == "start":
            yield from _start(walk, element, data_cells)
        else:
            _end(walk, element)
            if element is not root:
                walk.add(element.tail, element.getparent())
    yield from walk.flush()


def _start(walk: _Walk, element: HtmlElement, data_cells: set[HtmlElement]) -> Iterator[FoundBlock]:
    walk.enter(element)
    if element.tag == "br":
        yield from walk.line_break()
    elif element.tag == "a":
        walk.links.append(absolute_address(element.get("href") or "", walk.base))
    elif element.tag == "q":
        walk.add("“", element)
    elif element in data_cells and element.getprevious() is not None:
        walk.add(" | ", element)
    walk.add(element.text, element)


def _end(walk: _Walk, element: HtmlElement) -> None:
    walk.leave(element)
    if element.tag == "a":
        walk.links.pop()
    elif element.tag == "q":
        walk.add("”", element)


def _data_cells(root: HtmlElement) -> set[HtmlElement]:
    """The cells of tables that hold data and are not there for layout: a row of them is one paragraph."""
    return {
        cell
        for row in root.iter("tr")
        if not row.xpath(_INSIDE_CELL)
        for cell in row
        if isinstance(cell.tag, str) and cell.tag in _CELLS
    }
