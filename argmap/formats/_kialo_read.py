"""From the lines of a Kialo export to a graph.

``1.2. Pro: text`` supports the claim 1.; without Pro or Con a claim below another restates it. ``-> See 1.1.`` stands
for the claim 1.1., which may come later.
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
from argmap.formats._extra import extra_of
from argmap.formats._kialo_export import UNDERCUT, WARRANT, Claim, Export, without_marks
from argmap.formats._kialo_named import NAME_LINE
from argmap.formats._kialo_text import is_address, plain
from argmap.formats._losses import said, with_implied_kinds
from argmap.formats.base import Note

NAME = "kialo"
_SEE = re.compile(r"->\s*See\s+(\d{1,9}(?:\.\d{1,9})*)\.?\s*", re.IGNORECASE)
_SEE_ELSEWHERE = re.compile(r"->\s*See\s+discussion\b", re.IGNORECASE)
_TYPES = {"pro": LinkType.SUPPORT, "con": LinkType.ATTACK, "": LinkType.REPHRASE}


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
        while match := _SEE.fullmatch(without_marks(current.raw)[1]):
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
        raw = without_marks(claim.raw)[1]
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
            marks, _ = without_marks(claim.raw)
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
