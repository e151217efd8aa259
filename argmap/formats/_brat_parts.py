"""Annotations of a brat document that are one node together.

The major claims of a persuasive essay say the same: the node has the words of the first and the passages of all. What
a relation such as ``parts_of_same`` joins is one claim that something interrupts: the node has the words of all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from argmap.domain.graph import Node
from argmap.domain.quick import changed
from argmap.formats._brat_lines import Other, Relation, Textbound
from argmap.formats._brat_pages import NAME
from argmap.formats._brat_types import Types
from argmap.formats._extra import extra_of


@dataclass(frozen=True, slots=True)
class Member:
    """One annotation of a node: the node that it would be alone, and where it begins."""

    line: Textbound
    node: Node


def parts_of(lines: Iterable[Other], types: Types) -> dict[str, str]:
    """For each annotation that such a relation joins to others the name of its group; linear but for a tiny factor."""
    above: dict[str, str] = {}

    def group(id_: str) -> str:
        while above.setdefault(id_, id_) != id_:
            above[id_] = above[above[id_]]
            id_ = above[id_]
        return id_

    annotations = {line.id for line in lines if isinstance(line, Textbound)}
    for line in lines:
        if isinstance(line, Relation) and types.is_part(line.type) and annotations.issuperset(line.refers[:2]):
            above[group(line.refers[0])] = group(line.refers[1])
    return {id_: group(id_) for id_ in list(above)}


def joined(members: list[Member], stem: str, *, alike: bool) -> Node:
    """The node of all these; ``alike`` are those of which the first says what all say."""
    first = members[0].node
    if len(members) == 1:
        return first
    ids = [member.line.id for member in members]
    ordered = members if alike else sorted(members, key=lambda member: member.line.fragments)
    spans = [span for member in ordered for span in member.node.spans]
    return changed(
        first,
        text=first.text if alike else " ".join(member.node.text for member in ordered if member.node.text),
        main=any(member.node.main for member in members),
        spans=tuple(changed(span, id=f"{first.id}:{number}") for number, span in enumerate(spans, 1)),
        extra=extra_of(NAME, {"ids": ids, "doc": stem}),
    )
