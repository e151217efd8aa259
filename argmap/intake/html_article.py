"""Where on a page the article stands."""

from __future__ import annotations

import logging
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from copy import deepcopy

from lxml.etree import LxmlError
from lxml.html import HtmlElement

from argmap.domain.structure import BlockType
from argmap.intake.blocks import RawBlock
from argmap.intake.html_blocks import FoundBlock

_KEY = 40  # characters by which two texts are held to be the same paragraph
_NEARLY_ALL = 0.9
# trafilatura counts the children of elements again and again: what is larger takes it minutes, not seconds.
_MOST_ELEMENTS = 60_000
_MOST_CHILDREN = 15_000  # of one element
_LONGEST_MENU_ENTRY = 40  # characters
_MOST_MENU_WORDS = 4
_MOSTLY_LINKS = 0.7
_PARTS = frozenset({"p", "li", "ul", "ol", "blockquote", "table", "tr", "tbody", "td", "pre", "a", "b", "span"})
_LABELS = """
advertisement|share|tweet|email|print|like|loading...|loading…|share this|share this article|share on facebook|
share on twitter|share on x|skip to content|skip to main content|read more|continue reading|subscribe|sign up|log in|
story continues below advertisement|article continues below advertisement
"""
_NO_PARAGRAPHS = frozenset(_LABELS.replace("\n", "").split("|"))


def article_element(body: HtmlElement, found: Sequence[FoundBlock], kept: frozenset[str]) -> HtmlElement:
    """The smallest element of a cleaned page that holds the article.

    ``found`` are the blocks of ``body``, ``kept`` the keys of those that the extraction held to be the article.
    """
    chosen = [block for block in found if key(block.block.text) in kept]
    masses = _masses(chosen or found)
    total = masses.get(body, 0)
    for name in ("article", "main"):
        for element in body.iter(name):
            if masses.get(element, 0) >= _NEARLY_ALL * total:
                return element
    return _descend(body, masses, total) if chosen else body


def _descend(element: HtmlElement, masses: dict[HtmlElement, int], total: int) -> HtmlElement:
    while True:
        heir = next((child for child in element if masses.get(child, 0) >= _NEARLY_ALL * total), None)
        if heir is None or heir.tag in _PARTS:
            return element
        element = heir


def _masses(blocks: Iterable[FoundBlock]) -> dict[HtmlElement, int]:
    """The number of characters of the blocks in each element."""
    masses: dict[HtmlElement, int] = defaultdict(int)
    for found in blocks:
        length = len(found.block.text)
        masses[found.element] += length
        for ancestor in found.element.iterancestors():
            masses[ancestor] += length
    return masses


def key(text: str) -> str:
    return "".join(text.split())[:_KEY]


def extracted_keys(page: HtmlElement) -> frozenset[str]:
    """The keys of the paragraphs that trafilatura holds to be the article; none where it finds none."""
    children = Counter(element.getparent() for element in page.iter())
    if children.total() > _MOST_ELEMENTS or max(children.values()) > _MOST_CHILDREN:
        return frozenset()
    # Imported here: it brings 300 modules and 28 MB, which an idle server must not carry.
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        document = bare_extraction(deepcopy(page), fast=True, include_comments=False, favor_recall=True)
    except (LxmlError, ValueError, TypeError, AttributeError, IndexError, RecursionError):
        return frozenset()  # a page that it stumbles over is read by our own rules
    body = getattr(document, "body", None)
    return frozenset(_keys(body)) if body is not None else frozenset()


def _keys(body: HtmlElement) -> Iterator[str]:
    for element in body.iter():
        if element.tag in {"p", "head", "item", "quote", "ab", "cell", "code"}:
            yield key("".join(element.itertext()))
        if element.text and element.text.strip():
            yield key(element.text)
        if element.tail and element.tail.strip():
            yield key(element.tail)


def without_menus(found: Sequence[FoundBlock], kept: frozenset[str]) -> list[FoundBlock]:
    """The blocks without labels of buttons, and without menu entries that the extraction did not hold to be text."""
    return [
        block
        for block in found
        if not _is_label(block) and (key(block.block.text) in kept or not _is_menu_entry(block.block))
    ]


def _is_label(found: FoundBlock) -> bool:
    return " ".join(found.block.text.split()).lower() in _NO_PARAGRAPHS


def _is_menu_entry(block: RawBlock) -> bool:
    """A few linked words as an item of a list; longer ones may be the author's references."""
    text = block.text.strip()
    linked = sum(len(run.text) for run in block.runs if run.href)
    is_short = len(text) <= _LONGEST_MENU_ENTRY and len(text.split()) <= _MOST_MENU_WORDS
    return block.type is BlockType.LIST_ITEM and is_short and linked >= _MOSTLY_LINKS * len(text)
