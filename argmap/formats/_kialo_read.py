"""From the lines of a Kialo export to a graph.

``1.2. Pro: text`` supports the claim 1.; without Pro or Con a claim below another restates it. ``-> See 1.1.`` stands
for the claim 1.1., which may come later. All lines are read before anything is resolved.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from argmap.domain.graph import ArgumentGraph, Link, Node, Premise
from argmap.domain.quick import changed
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.exceptions import FormatError
from argmap.formats._extra import extra_of
from argmap.formats._kialo_text import plain
from argmap.formats._limits import check_node_count
from argmap.formats._losses import said, with_implied_kinds
from argmap.formats._text import decode, is_storable, place_of, unified_lines
from argmap.formats.base import Note

NAME = "kialo"
TITLE = "Discussion Title:"
UNDERCUT, WARRANT = "[undercut]", "[warrant]"  # our marks: Kialo has no links on links, and no linked premises
_CLAIM = re.compile(r"(\d{1,9}(?:\.\d{1,9})*)\.(?:\s+(?:(Pro|Con):\s*)?|$)", re.IGNORECASE)
_SEE = re.compile(r"->\s*See\s+(\d{1,9}(?:\.\d{1,9})*)\.?\s*", re.IGNORECASE)
_MARK = re.compile(r"(\[undercut\]|\[warrant\]|\[with (\d{1,9}(?:\.\d{1,9})*)\.\])(?:\s|$)")
_TYPES = {"pro": LinkType.SUPPORT, "con": LinkType.ATTACK, "": LinkType.REPHRASE}


@dataclass(slots=True)
class Claim:
    """One numbered entry; ``stance`` is ``pro``, ``con`` or empty, ``lines`` its raw text."""

    number: str
    stance: str
    lines: list[str]
    node: str = ""  # the number of the claim for which it stands

    @property
    def parent(self) -> str:
        return self.number.rpartition(".")[0]

    @property
    def raw(self) -> str:
        return "\n".join(self.lines).strip()


@dataclass(slots=True)
class Export:
    """The parts of the file: ``head`` are the lines between title and first claim."""

    title: str
    head: str
    newline: str
    claims: dict[str, Claim] = field(default_factory=dict)


def export_of(content: bytes) -> Export:
    """The claims in the file by number. Raises FormatError with the line."""
    text = decode(content)
    if not is_storable(text):
        line, column = place_of(text, text.index("\0"))
        raise FormatError(f"Line {line}, column {column}: the file holds NUL; remove it.", line=line, column=column)
    lines = unified_lines(text).split("\n")
    titled = lines[0].strip().lower().startswith(TITLE.lower())
    export = Export(lines[0].strip()[len(TITLE) :].strip() if titled else "", "", "\r\n" if "\r\n" in text else "\n")
    head = _read_claims(lines, int(titled), export)
    if not export.claims and not titled:
        raise FormatError(f"Line 1: this is no Kialo export; it must begin with “{TITLE}” or “1. ”.", line=1, column=1)
    export.head = "\n".join(head).strip()
    check_node_count(len(export.claims))
    return export


def _read_claims(lines: list[str], start: int, export: Export) -> list[str]:
    """Read the claims into ``export``; the lines before the first are returned."""
    head: list[str] = []
    current: Claim | None = None
    listed = 0  # the last number of a list inside a claim
    for number, line in enumerate(lines[start:], start + 1):
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
            raise FormatError(f"Line {line}: the number {number}. stands twice; give one another.", line=line, column=1)
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
        bag = {"newline": self.export.newline, **({"head": self.export.head} if self.export.head else {})}
        graph = ArgumentGraph.of(
            id="map", title=self.export.title, nodes=nodes, links=self._links(), extra=extra_of(NAME, bag)
        )
        return with_implied_kinds(graph)

    def notes(self) -> Iterator[Note]:
        """What was met that a person should know; call it after :meth:`graph`."""
        for key, (one, many) in _NOTES.items():
            yield from said(self.counts[key], one, many)

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
        return current.number

    def _node(self, claim: Claim, root: bool) -> Node:
        raw = _without_marks(claim.raw)[1]
        text, sources = plain(raw)
        bag = extra_of(NAME, {"raw": raw} if raw != text else {})
        return Node(claim.number, NodeKind.CLAIM, text, main=root, sources=sources, extra=bag)

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
