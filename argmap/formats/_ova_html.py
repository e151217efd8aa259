"""The text pane of OVA: HTML in which spans with the id ``node…`` mark where nodes stand.

The modules that pass xAIF on write the bare id; such a span marks a node where its class is ``highlighted``.

The markup is never interpreted beyond that: tags and comments are dropped, ``<br>`` is a line end, scripts and styles
are no text, entities stand for their characters. Offsets count code points of the text that is left.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape, unescape

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)([^<>]*)>")
_ID = re.compile(r"""(?<![\w-])id\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_HIGHLIGHTED = re.compile(r"""(?<![\w-])class\s*=\s*["']?[^"'>]*\bhighlighted\b""", re.IGNORECASE)
_PREFIXED = re.compile(r"""(?<![\w-])id\s*=\s*["']?node""", re.IGNORECASE)
_COMMENT_END = re.compile(r"-->")
_SILENT = ("script", "style")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Mark:
    """``start`` to ``end`` (end excluded) of the text is marked for the node with this id."""

    node: str
    start: int
    end: int


def text_and_marks(html: str) -> tuple[str, list[Mark]]:
    """The text without markup, and its marks in the order of their beginnings; pieces that touch are one mark."""
    pane = _Pane()
    for kind, value, attributes in _tokens(html):
        pane.take(kind, value, attributes)
    return pane.finished()


def prefix_of(html: str) -> str:
    """What stands before the ids of nodes in the marks of this pane: nothing where all of them are bare."""
    return "node" if _PREFIXED.search(html) or not _HIGHLIGHTED.search(html) else ""


def html_of(text: str, marks: Iterable[Mark], prefix: str = "node") -> str:
    """The text as HTML with these marks; marks that cross are cut where they do, so that they nest."""
    opens: defaultdict[int, list[Mark]] = defaultdict(list)
    closes: defaultdict[int, int] = defaultdict(int)
    for mark in sorted(set(marks), key=lambda mark: (mark.start, -mark.end, mark.node)):
        opens[mark.start].append(mark)
        closes[mark.end] += 1
    parts: list[str] = []
    stack: list[Mark] = []
    last = 0
    for place in sorted({*opens, *closes}):
        parts.append(_escaped(text[last:place]))
        last = place
        staying: list[Mark] = []
        ending = closes[place]
        while ending:
            mark = stack.pop()
            parts.append("</span>")
            ending -= mark.end == place
            if mark.end != place:
                staying.append(mark)
        for mark in sorted([*staying, *opens[place]], key=lambda mark: (-mark.end, mark.start, mark.node)):
            parts.append(f'<span class="highlighted" id="{prefix}{escape(mark.node)}">')
            stack.append(mark)
    return "".join([*parts, _escaped(text[last:])])


class _Pane:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.open: list[tuple[str, int]] = []  # of each open span the node's id (or nothing) and the place
        self.marks: list[Mark] = []

    def take(self, kind: str, value: str, attributes: str) -> None:
        if kind == "text":
            self._add(_UNSTORABLE.sub("\ufffd", unescape(value)))
        elif value == "br" and kind == "open":
            self._add("\n")
        elif value == "span" and kind == "open" and not attributes.rstrip().endswith("/"):
            self.open.append((_node_of(attributes), self.length))
        elif value == "span" and kind == "close" and self.open:
            self._close()

    def finished(self) -> tuple[str, list[Mark]]:
        while self.open:
            self._close()
        return "".join(self.parts), _joined(self.marks)

    def _add(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _close(self) -> None:
        node, start = self.open.pop()
        if node and start < self.length:
            self.marks.append(Mark(node, start, self.length))


def _tokens(html: str) -> Iterator[tuple[str, str, str]]:
    """Kind (text, open, close), name or text, attributes; in linear time on anything."""
    at, text_from = 0, 0
    while (at := html.find("<", at)) >= 0:
        end, token = _markup(html, at)
        if end == at:  # a sign, no markup
            at += 1
            continue
        yield "text", html[text_from:at], ""
        if token:
            yield token
        at = text_from = end
    yield "text", html[text_from:], ""


def _markup(html: str, at: int) -> tuple[int, tuple[str, str, str] | None]:
    """Where the markup that begins here ends, and what it is; ``at`` where none begins."""
    tag = _TAG.match(html, at)
    if tag:
        name = tag[2].lower()
        if name in _SILENT and not tag[1]:
            return _silent_end(html, name, tag.end()), None
        return tag.end(), ("close" if tag[1] else "open", name, tag[3])
    if html.startswith("<!--", at):
        found = _COMMENT_END.search(html, at + 4)
        return (found.end() if found else len(html)), None
    if html.startswith(("<!", "<?"), at):
        found_at = html.find(">", at)
        return (found_at + 1 if found_at >= 0 else len(html)), None
    return at, None


def _silent_end(html: str, name: str, at: int) -> int:
    """Where the end tag of a script or style begins; the end of all where it has none, as browsers take it."""
    found = re.compile(f"</{name}", re.IGNORECASE).search(html, at)
    return found.start() if found else len(html)


def _node_of(attributes: str) -> str:
    """The id of the node that a span marks; empty where it marks none."""
    found = _ID.search(attributes)
    value = unescape(next((group for group in found.groups() if group is not None), "")) if found else ""
    return value.removeprefix("node") if value.startswith("node") or _HIGHLIGHTED.search(attributes) else ""


def _joined(marks: list[Mark]) -> list[Mark]:
    """The marks in order; those of one node that touch or overlap as one."""
    by_node: defaultdict[str, list[Mark]] = defaultdict(list)
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        known = by_node[mark.node]
        if known and mark.start <= known[-1].end:
            known[-1] = Mark(mark.node, known[-1].start, max(mark.end, known[-1].end))
        else:
            known.append(mark)
    return sorted((m for found in by_node.values() for m in found), key=lambda m: (m.start, -m.end))


def _escaped(text: str) -> str:
    return escape(text, quote=False).replace("\n", "<br>")
