"""From the lines of a Kialo export to a graph.

``1.2. Pro: text`` supports the claim 1.; without Pro or Con a claim below another restates it. ``-> See 1.1.`` stands
for the claim 1.1., which may come later. All lines are read before anything is resolved.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link, Node, Premise
from argmap.domain.quick import changed
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.exceptions import FormatError
from argmap.formats._extra import extra_of
from argmap.formats._kialo_named import HEAD, NAME_LINE, Source, begins_named, sources_in
from argmap.formats._kialo_text import is_address, plain
from argmap.formats._limits import check_node_count
from argmap.formats._losses import said, with_implied_kinds
from argmap.formats._text import decode, is_storable, place_of, unified_lines
from argmap.formats.base import Note

NAME = "kialo"
TITLE = "Discussion Title:"
HEADERS = (TITLE, NAME_LINE)
UNDERCUT, WARRANT = "[undercut]", "[warrant]"  # our marks: Kialo has no links on links, and no linked premises
_CLAIM = re.compile(r"(\d{1,9}(?:\.\d{1,9})*)\.(?:\s+(?:(Pro|Con):\s*)?|$)", re.IGNORECASE)
_INDENTED = re.compile(r"[ \t]+(?=\d[\d.]*\.\s+(?:Pro|Con):)", re.IGNORECASE)
_SEE = re.compile(r"->\s*See\s+(\d{1,9}(?:\.\d{1,9})*)\.?\s*", re.IGNORECASE)
_SEE_ELSEWHERE = re.compile(r"->\s*See\s+discussion\b", re.IGNORECASE)
_MARK = re.compile(r"(\[undercut\]|\[warrant\]|\[with (\d{1,9}(?:\.\d{1,9})*)\.\])(?:\s|$)")
_TYPES = {"pro": LinkType.SUPPORT, "con": LinkType.ATTACK, "": LinkType.REPHRASE}


@dataclass(slots=True)
class Claim:
    """One numbered entry; ``stance`` is ``pro``, ``con`` or empty, ``lines`` its raw text."""

    number: str
    stance: str
    lines: list[str]
    node: str = ""  # the number of the claim for which it stands
    sources: list[Source] = field(default_factory=list)

    @property
    def parent(self) -> str:
        return self.number.rpartition(".")[0]

    @property
    def raw(self) -> str:
        return "\n".join(self.lines).strip()


@dataclass(slots=True)
class Export:
    """The parts of the file: ``head`` are the lines between title and first claim, ``sources`` those of no claim."""

    title: str
    header: str
    newline: str
    head: str = ""
    named: bool = False
    sources: list[Source] = field(default_factory=list)
    claims: dict[str, Claim] = field(default_factory=dict)


def export_of(content: bytes) -> Export:
    """The claims in the file by number. Raises FormatError with the line."""
    text = decode(content)
    if not is_storable(text):
        line, column = place_of(text, text.index("\0"))
        raise FormatError(f"Line {line}, column {column}: the file holds NUL; remove it.", line=line, column=column)
    lines = unified_lines(text).split("\n")
    header, title, start = _header(lines)
    export = Export(title, header, "\r\n" if "\r\n" in text else "\n", named=begins_named(lines[start:]))
    head = (_read_named if export.named else _read_claims)(lines, start, export)
    if not export.claims and not header:
        raise FormatError(f"Line 1: this is no Kialo export; it must begin with “{TITLE}” or “1. ”.", line=1, column=1)
    export.head = "\n".join(head).strip()
    check_node_count(len(export.claims))
    return export


def _header(lines: list[str]) -> tuple[str, str, int]:
    """The words before the title, the title, which may stand below them, and the index of the line behind both."""
    start = next((index for index, line in enumerate(lines) if line.strip()), 0)
    first = lines[start].strip()
    header = next((header for header in HEADERS if first.lower().startswith(header.lower())), "")
    if not header:
        return "", "", start
    title = first[len(header) :].strip()
    if not title and header == NAME_LINE and start + 1 < len(lines):
        start += 1
        title = lines[start].strip()
    return header, title, start + 1


def _read_named(lines: list[str], start: int, export: Export) -> list[str]:
    """Read claims whose numbers stand on lines of their own; before the first there are no lines."""
    end, sources = sources_in(lines)
    current, indent = Claim("", "", []), 0
    for number, line in enumerate(lines[start:end], start + 1):
        match = HEAD.fullmatch(line)
        if match:
            if match[2] in export.claims:
                raise _stands_twice(match[2], number)
            stance = match[3].lower()
            current, indent = Claim(match[2], stance if stance in _TYPES else "", []), len(match[1])
            export.claims[current.number] = current
        else:
            current.lines.append(line[indent:] if not line[:indent].strip() else line)
    for claim in export.claims.values():
        mark, text = _without_marks(claim.raw)
        raw, claim.sources = sources.raw(text)
        claim.lines = [f"{mark} {raw}".lstrip()]
    export.sources = sources.left()
    return []


def _stands_twice(number: str, line: int) -> FormatError:
    return FormatError(f"Line {line}: the number {number}. stands twice; give one another.", line=line, column=1)


def _read_claims(lines: list[str], start: int, export: Export) -> list[str]:
    """Read the claims into ``export``; the lines before the first are returned."""
    head: list[str] = []
    current: Claim | None = None
    listed = 0  # the last number of a list inside a claim
    for number, line in enumerate(lines[start:], start + 1):
        indented = _INDENTED.match(line)
        line = line[indented.end() :] if indented else line
        match = _CLAIM.match(line)
        stance = (match[2] or "").lower() if match else ""
        if match and _is_claim(match[1], stance, listed, number, export):
            thesis = "." not in match[1]
            begin = match.start(2) if thesis and stance else match.end()
            current = Claim(match[1], "" if thesis else stance, [line[begin:]])
            export.claims[current.number] = current
            listed = 0
        else:
            listed = int(match[1]) if match and match[1].isdigit() else listed
            (head if current is None else current.lines).append(line)
    return head


def _is_claim(number: str, stance: str, listed: int, line: int, export: Export) -> bool:
    """Whether a line with this number begins a claim, and does not go on with one that holds a numbered list."""
    if number in export.claims:
        if stance and "." in number:
            raise _stands_twice(number, line)
        return False
    if stance or not export.claims:
        return True
    if "." in number:
        return number.rpartition(".")[0] in export.claims
    theses = [int(known) for known in export.claims if "." not in known]
    return int(number) != listed + 1 and (not theses or int(number) == theses[-1] + 1)


@dataclass
class Builder:
    """The graph of an export."""

    export: Export
    counts: Counter[str] = field(default_factory=Counter)

    def graph(self) -> ArgumentGraph:
        claims = self.export.claims
        for claim in claims.values():
            claim.node = self._stands_for(claim)
        roots = {claim.node for claim in claims.values() if claim.parent not in claims}
        self.counts["orphan"] = sum(bool(c.parent) and c.parent not in claims for c in claims.values())
        nodes = [self._node(claim, claim.number in roots) for claim in claims.values() if claim.node == claim.number]
        self.counts["head"] = bool(self.export.head)
        self.counts["source"] = len(self.export.sources)
        graph = ArgumentGraph.of(
            id="map",
            title=self.export.title,
            nodes=nodes,
            links=self._links(),
            extra=extra_of(NAME, self._bag()),
        )
        return with_implied_kinds(graph)

    def notes(self) -> Iterator[Note]:
        """What was met that a person should know; call it after :meth:`graph`."""
        for key, (one, many) in _NOTES.items():
            yield from said(self.counts[key], one, many)

    def _bag(self) -> dict[str, Any]:
        """What the writer needs to write the file as it was."""
        export = self.export
        bag: dict[str, Any] = {"newline": export.newline}
        if export.named:
            bag["form"] = "named"
        elif export.header == NAME_LINE:
            bag["header"] = export.header
        bag |= {"head": export.head} if export.head else {}
        left = [{"source": source.words, "quotation": source.quotation} for source in export.sources]
        return bag | ({"sources": left} if left else {})

    def _stands_for(self, claim: Claim) -> str:
        """The number of the claim itself, or of the one to which its ``-> See`` leads."""
        seen = {claim.number}
        current = claim
        while match := _SEE.fullmatch(_without_marks(current.raw)[1]):
            following = self.export.claims.get(match[1])
            if following is None or following.number in seen:
                self.counts["unresolved"] += 1
                return claim.number
            seen.add(following.number)
            current = following
            if current.node:
                return current.node
        self.counts["unresolved"] += _SEE_ELSEWHERE.match(claim.raw) is not None
        return current.number

    def _node(self, claim: Claim, root: bool) -> Node:
        raw = _without_marks(claim.raw)[1]
        text, sources = plain(raw)
        bag: dict[str, Any] = {"raw": raw} if raw != text else {}
        quotations = {source.words: source.quotation for source in claim.sources if source.quotation}
        bag |= {"quotations": quotations} if quotations else {}
        self.counts["quotation"] += len(quotations)
        others = [source.words for source in claim.sources if source.words and not is_address(source.words)]
        sources = (*sources, *dict.fromkeys(others))
        return Node(claim.number, NodeKind.CLAIM, text, main=root, sources=sources, extra=extra_of(NAME, bag))

    def _links(self) -> Iterator[Link]:
        claims = self.export.claims
        links: dict[str, Link] = {}  # by the number of the claim that makes it
        for claim in claims.values():
            parent = claims.get(claim.parent)
            marks, _ = _without_marks(claim.raw)
            if parent is None:
                continue
            first = marks.removeprefix("[with ").strip(".]")
            if marks.startswith("[with") and _can_join(links.get(first), claim):
                links[first] = changed(links[first], premises=(*links[first].premises, Premise(claim.node)))
                continue
            on = links.get(parent.number) if marks in (UNDERCUT, WARRANT) else None
            if on is None and claim.node == parent.node:
                self.counts["self"] += 1
                continue
            self.counts["restated"] += not claim.stance
            links[claim.number] = Link(
                f"{claim.number}>",
                _TYPES[claim.stance],
                (Premise(claim.node),),
                target_node=None if on else parent.node,
                target_link=on.id if on else None,
            )
        return iter(links.values())


def _can_join(link: Link | None, claim: Claim) -> bool:
    """Whether the claim can be a further premise of the link."""
    return (
        link is not None
        and link.type is _TYPES[claim.stance] is not LinkType.REPHRASE
        and claim.node not in (*(premise.node for premise in link.premises), link.target_node)
    )


def _without_marks(raw: str) -> tuple[str, str]:
    """The mark of ours at the beginning of a claim, if any, and its text behind that."""
    match = _MARK.match(raw)
    return (match[1], raw[match.end() :].strip()) if match else ("", raw)


_NOTES = {
    "head": ("The lines before the first claim are kept and written back; the map does not show them.", ""),
    "quotation": (
        "1 quotation from a source is kept and written back; the map does not show it.",
        "{} quotations from sources are kept and written back; the map does not show them.",
    ),
    "source": (
        "1 source that no claim names is kept and written back.",
        "{} sources that no claim names are kept and written back.",
    ),
    "restated": (
        "1 claim stands below another without Pro or Con; it is read as its restatement.",
        "{} claims stand below others without Pro or Con; they are read as their restatements.",
    ),
    "orphan": (
        "1 claim answers one that the file does not have; it is read as a thesis.",
        "{} claims answer ones that the file does not have; they are read as theses.",
    ),
    "unresolved": (
        "1 “-> See” leads to no claim of the file; it is read as a claim of these words.",
        "{} “-> See” lead to no claim of the file; they are read as claims of these words.",
    ),
    "self": (
        "1 claim stands below itself; that link is left out.",
        "{} claims stand below themselves; these links are left out.",
    ),
}
