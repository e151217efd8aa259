"""brat documents as pages: a text that is an article, lines of annotations, and what of the map they became."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from argmap.domain.graph import ArgumentGraph, Article, Link, Node
from argmap.exceptions import FormatError
from argmap.formats._anchors import article_of
from argmap.formats._brat_lines import Other, Textbound, lines_of
from argmap.formats._brat_types import GENERIC, Types
from argmap.formats._extra import extra_of
from argmap.formats._standoff import BOM, TEXT, Document, best_reading
from argmap.formats._text import decode, is_storable, one_line
from argmap.formats._units import UNITS, Units

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
    parts: set[int] = field(default_factory=set)  # relations that join annotations to one node, by index
    units: Units = field(default_factory=Units)
    own: list[str] = field(default_factory=list)


def page_of(document: Document) -> Page:
    """The text as an article, and the annotations, of which nothing is read yet. Raises FormatError with the place."""
    if document.text is None:
        raise FormatError(f"“{document.stem}”: the file .txt is missing; choose both files of the pair.")
    source = _decoded(document.annotations or b"", f"{document.stem}{ENDING}")
    if not is_storable(source):
        raise FormatError(f"“{document.stem}{ENDING}”: the file holds NUL; remove it.")
    lines = lines_of(source)
    quoted = [line for line in lines if isinstance(line, Textbound)]
    _decoded(document.text, f"{document.stem}{TEXT}")
    text = best_reading(document.text, lambda text: _counting(text, quoted)[0])
    units = _counting(text, quoted)[1]
    bag = {
        "stem": document.stem,
        "lines": [line.raw for line in lines],
        "newline": "\r\n" if "\r\n" in source else "\n",
        "open": bool(source) and source[-1] not in "\r\n",
        "text": _told(text, document.text),
    }
    bag = {key: value for key, value in bag.items() if value and value != "\n"}
    article = article_of(document.stem or "text", text, title=_title(document.stem), extra=extra_of(NAME, bag))
    if units.name:
        lines = [_in_points(line, units) if isinstance(line, Textbound) else line for line in lines]
    return Page(document.stem, article, lines, units=units)


def _decoded(content: bytes, name: str) -> str:
    try:
        return decode(content)
    except FormatError as error:
        raise FormatError(f"“{name}”: {error}", line=error.line, column=error.column) from error


def _counting(text: str, quoted: list[Textbound]) -> tuple[int, Units]:
    """How the offsets count, and how many annotations still quote other words than stand where they say."""
    best = (len(quoted) + 1, Units())
    for name in UNITS:
        units = Units.of(text, name)
        if units.points or not name:
            best = min(best, (sum(not quotes(text, _in_points(line, units)) for line in quoted), units), key=_first)
        if not best[0]:
            break
    return best


def _first(item: tuple[int, Units]) -> int:
    return item[0]


def _in_points(line: Textbound, units: Units) -> Textbound:
    if not units.points:
        return line
    pairs = tuple((units.to_points(start), units.to_points(end)) for start, end in line.fragments)
    return replace(line, fragments=pairs)


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


def begins(text: str, line: Textbound) -> list[tuple[int, int]]:
    """The passage of the line where its words begin as it says, though they end elsewhere; empty where they do not."""
    words, start = line.words or "", line.fragments[0][0]
    found = len(line.fragments) == 1 and words.strip() and start >= 0 and text.startswith(words, start)
    return [(start, start + len(words))] if found else []


def places(text: str, line: Textbound) -> list[tuple[int, int]]:
    """The passages of the line: fragments between which only white space stands are one."""
    found: list[tuple[int, int]] = []
    for start, end in line.fragments:
        gap = text[found[-1][1] : start] if found and found[-1][1] <= start else "x"
        if found and gap and not gap.strip():
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
