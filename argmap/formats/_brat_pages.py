"""brat documents as pages: a text that is an article, lines of annotations, and what of the map they became."""

from __future__ import annotations

from dataclasses import dataclass, field

from argmap.domain.graph import ArgumentGraph, Article, Link, Node
from argmap.exceptions import FormatError
from argmap.formats._anchors import article_of
from argmap.formats._brat_lines import Other, Textbound, lines_of
from argmap.formats._brat_types import GENERIC, Types
from argmap.formats._extra import extra_of
from argmap.formats._standoff import BOM, Document, best_reading
from argmap.formats._text import decode, is_storable, one_line

NAME = "brat"
ENDING = ".ann"


@dataclass
class Page:
    """One document read: its article, its nodes and links by their ids there, and what is aside.

    ``node_of`` and ``link_of`` lead from an id of the file to the node or link of the graph.
    """

    stem: str
    article: Article
    lines: list[Other]
    nodes: dict[str, Node] = field(default_factory=dict)
    links: dict[str, Link] = field(default_factory=dict)
    node_of: dict[str, str] = field(default_factory=dict)
    link_of: dict[str, str] = field(default_factory=dict)
    aside: set[int] = field(default_factory=set)  # lines that are no part of the graph, by index
    own: list[str] = field(default_factory=list)


def article_and_lines(document: Document) -> tuple[Article, list[Other]]:
    """The text as an article, and the annotations. Raises FormatError with the place."""
    if document.text is None:
        raise FormatError(f"“{document.stem}”: the file .txt is missing; choose both files of the pair.")
    source = decode(document.annotations or b"")
    if not is_storable(source):
        raise FormatError(f"“{document.stem}{ENDING}”: the file holds NUL; remove it.")
    lines = lines_of(source)
    quoted = [line for line in lines if isinstance(line, Textbound)]
    text = best_reading(document.text, lambda text: sum(not quotes(text, line) for line in quoted))
    bag = {
        "stem": document.stem,
        "lines": [line.raw for line in lines],
        "newline": "\r\n" if "\r\n" in source else "\n",
        "open": bool(source) and source[-1] not in "\r\n",
        "text": _told(text, document.text),
    }
    bag = {key: value for key, value in bag.items() if value and value != "\n"}
    return article_of(document.stem or "text", text, title=_title(document.stem), extra=extra_of(NAME, bag)), lines


def _told(text: str, content: bytes) -> str:
    """How the file writes its text where that is not the text itself: ``crlf``, ``bom``, or both."""
    for how in ("", "crlf", "bom", "bom crlf"):
        if encoded(text, how) == content:
            return how
    return ""


def _title(stem: str) -> str:
    """What a person calls a document of this path."""
    return stem.rpartition("/")[2]


def encoded(text: str, how: str) -> bytes:
    """The bytes of a text, with CRLF line ends or a byte order mark where ``how`` says so."""
    if "crlf" in how:
        text = text.replace("\n", "\r\n")
    return ((BOM if "bom" in how else "") + text).encode()


def quotes(text: str, line: Textbound) -> bool:
    """Whether the words of the line stand where it says, white space aside."""
    if any(not 0 <= start <= end <= len(text) for start, end in line.fragments):
        return False
    there = " ".join(text[start:end] for start, end in line.fragments)
    return line.words is None or one_line(there) == one_line(line.words)


def places(text: str, line: Textbound) -> list[tuple[int, int]]:
    """The passages of the line: fragments between which only a line ends are one."""
    found: list[tuple[int, int]] = []
    for start, end in line.fragments:
        gap = text[found[-1][1] : start] if found and found[-1][1] <= start else "x"
        if found and not gap.strip() and ("\n" in gap or "\r" in gap):
            found[-1] = (found[-1][0], end)
        elif start < end:
            found.append((start, end))
    return found


def graph_of_pages(pages: list[Page], types: Types) -> ArgumentGraph:
    """The pages as one map."""
    options = {"preset": types.preset if types.preset != GENERIC else "", "types": types.given}
    return ArgumentGraph.of(
        id="map",
        title=_title(pages[0].stem) if len(pages) == 1 else "",
        articles=[page.article for page in pages],
        nodes=[node for page in pages for node in page.nodes.values()],
        links=[link for page in pages for link in page.links.values()],
        extra=extra_of(NAME, {key: value for key, value in options.items() if value}),
    )
