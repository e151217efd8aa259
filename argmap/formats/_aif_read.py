"""From AIF records to a graph; dialogue, preferences and all else that has no place are kept aside with their place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link, Node
from argmap.domain.vocabulary import NodeKind
from argmap.formats._aif_nodeset import AIF, DIALOGUE_TYPES, HIDDEN, Nodeset, storable, text_of
from argmap.formats._extra import extra_of
from argmap.formats._fields import plain
from argmap.formats._losses import counterclaims_of, said
from argmap.formats._own.records import with_roles
from argmap.formats._reading import reading_of
from argmap.formats._scheme_nodes import SchemeNodes
from argmap.formats._scheme_records import SCHEME_TYPES, NodeRecord
from argmap.formats._schemes import scheme_of_name
from argmap.formats.base import Note, Reading


def reading_of_nodeset(nodeset: Nodeset) -> Reading:
    """The graph of a nodeset, with notes on what is kept aside."""
    schemes = SchemeNodes(AIF, nodeset.nodes, nodeset.edges, plain=nodeset.plain)
    missing = nodeset.missing
    schemes.counts.update(twin=len(nodeset.twins), missing=len(missing))
    links = _with_roles(schemes.links(_plain_scheme if nodeset.plain else _scheme), nodeset)
    against = counterclaims_of(links)
    graph = ArgumentGraph.of(
        id="map",
        nodes=_nodes(nodeset, against),
        links=links,
        extra=extra_of(AIF.name, _kept_aside(nodeset, schemes, missing), plain=nodeset.plain),
    )
    return reading_of(graph, [*_notes(nodeset), *schemes.notes()])


def record_scheme(record: dict[str, Any], aif_type: str) -> str:
    """Our scheme for a scheme node's record: by its ``scheme``, else (OVA has its number there) by its text."""
    name = plain(record.get("scheme"))
    return scheme_of_name(plain(record.get("text")) if not name or name.isdecimal() else name, aif_type)


def _scheme(node: NodeRecord) -> str:
    return storable(_plain_scheme(node), node.id)


def _plain_scheme(node: NodeRecord) -> str:
    return record_scheme(node.record, node.type)


def _with_roles(links: list[Link], nodeset: Nodeset) -> list[Link]:
    """The links with the roles of their premises, which stand in a scheme node's record where we wrote it."""
    roles = {id_: node.record["roles"] for id_, node in nodeset.nodes.items() if "roles" in node.record}
    if not roles:
        return links
    for id_, own in roles.items():
        for role in own.values() if isinstance(own, dict) else ():
            storable(plain(role), id_)
    return [with_roles(link, roles.get(link.id)) for link in links]


def _nodes(nodeset: Nodeset, against: Collection[str]) -> Iterator[Node]:
    claim, counterclaim, is_plain = NodeKind.CLAIM, NodeKind.COUNTERCLAIM, nodeset.plain
    for node in nodeset.nodes.values():
        if node.type == "I":
            record = node.record
            text = record.get("text")
            if not (is_plain and text.__class__ is str):
                text = text_of(node)
            if record.get("text") == text:
                record = record.copy()
                del record["text"]
            bag = {"record": record, "at": node.at}
            extra = {AIF.name: bag} if is_plain else extra_of(AIF.name, bag)
            yield Node(node.id, counterclaim if node.id in against else claim, text, extra=extra)


def _kept_aside(nodeset: Nodeset, schemes: SchemeNodes, missing: list[str]) -> dict[str, Any]:
    """What has no place in the graph, each record with its index, and how the file was made up."""
    aside = sorted([*schemes.kept_nodes(), *nodeset.twins], key=lambda node: node.at)
    kept: dict[str, Any] = {
        "lists": nodeset.lists,
        "nodes": [[node.at, node.record] for node in aside],
        "edges": schemes.kept_edges(),
        "missing": missing,
        "empty": nodeset.empty,
    }
    kept = {key: value for key, value in kept.items() if value or key == "lists"}
    return kept if nodeset.wrapper is None else kept | {"wrapper": nodeset.wrapper}


def _notes(nodeset: Nodeset) -> Iterator[Note]:
    """What was met beside arguments."""
    types = Counter(node.type for node in nodeset.nodes.values())
    dialogue = sum(types[type_] for type_ in DIALOGUE_TYPES)
    other = (
        sum(types.values()) - types[HIDDEN] - dialogue - types["I"] - types["PA"] - sum(types[t] for t in SCHEME_TYPES)
    )
    yield from said(dialogue, *_NOTES["dialogue"])
    yield from said(types["PA"], *_NOTES["preference"])
    yield from said(other, *_NOTES["unknown"])


_NOTES = {
    "dialogue": (
        "1 dialogue node (locution, transition or illocution) is kept aside and written back.",
        "{} dialogue nodes (locutions, transitions, illocutions) are kept aside and written back.",
    ),
    "preference": (
        "1 preference (PA) is kept aside and written back.",
        "{} preferences (PA) are kept aside and written back.",
    ),
    "unknown": (
        "1 node of another type is kept aside and written back.",
        "{} nodes of other types are kept aside and written back.",
    ),
}
