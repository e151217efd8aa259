"""From AIF records to a graph.

Premise → RA → conclusion is a support, over CA an attack, over MA a rephrase; several premises of one scheme node are
linked; a scheme node that leads to another is an undercut or a warrant. All else is kept aside with its place.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from argmap.domain.graph import ArgumentGraph, Extra, Link, Node, Premise
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.exceptions import FormatError
from argmap.formats._aif_nodeset import (
    DIALOGUE_TYPES,
    NAME,
    SCHEME_TYPES,
    EdgeRecord,
    NodeRecord,
    Nodeset,
    plain,
    storable,
    text_of,
)
from argmap.formats._extra import extra_of
from argmap.formats._losses import said, with_implied_kinds
from argmap.formats._reading import reading_of
from argmap.formats._schemes import scheme_of_name
from argmap.formats.base import Note, Reading

MAX_PAIRS = 1_000_000  # premises × conclusions of one scheme node


def reading_of_nodeset(nodeset: Nodeset) -> Reading:
    """The graph of a nodeset, with notes on what is kept aside."""
    builder = _Builder(nodeset)
    links = [*builder.scheme_links(), *builder.direct_links()]
    graph = ArgumentGraph.of(
        id="map",
        nodes=[_node(node) for node in nodeset.nodes.values() if node.type == "I"],
        links=links,
        extra=extra_of(NAME, builder.kept_aside()),
    )
    return reading_of(with_implied_kinds(graph), builder.notes())


def record_scheme(record: dict[str, Any], aif_type: str) -> str:
    """Our scheme for a scheme node's record: by its ``scheme``, else by its text."""
    return scheme_of_name(plain(record.get("scheme")) or plain(record.get("text")), aif_type)


def _node(node: NodeRecord) -> Node:
    text = text_of(node)
    record = {key: value for key, value in node.record.items() if key != "text" or value != text}
    return Node(node.id, NodeKind.CLAIM, text, extra=extra_of(NAME, {"record": record, "at": node.at}))


@dataclass
class _Scheme:
    """A scheme node with the edges that make it a link; ``edges`` holds those that do."""

    node: NodeRecord
    ins: list[EdgeRecord] = field(default_factory=list)
    outs: list[EdgeRecord] = field(default_factory=list)
    edges: list[EdgeRecord] = field(default_factory=list)
    premises: dict[str, None] = field(default_factory=dict)
    targets: dict[str, None] = field(default_factory=dict)


class _Builder:
    def __init__(self, nodeset: Nodeset) -> None:
        self.nodeset = nodeset
        self.used: set[int] = set()  # edges that are in the graph, by index
        self.counts: Counter[str] = Counter()
        self.ids = set(nodeset.nodes)
        self.schemes = {id_: _Scheme(node) for id_, node in nodeset.nodes.items() if node.type in SCHEME_TYPES}
        self.direct: list[EdgeRecord] = []
        for edge in nodeset.edges:
            self._sort(edge)
        self._ground()

    def scheme_links(self) -> Iterator[Link]:
        """The links that scheme nodes make; a node with several conclusions makes one for each."""
        for id_, scheme in self.schemes.items():
            if not scheme.targets:
                self.counts["incomplete"] += 1
                continue
            self.used.update(edge.at for edge in scheme.edges)
            parts = list(_parts(scheme))
            self.counts["split"] += len(parts) > 1
            for number, (premises, target) in enumerate(parts, 1):
                name = id_ if number == 1 else self._fresh(f"{id_}/{number}")
                yield self._link(name, scheme, premises, target, number if len(parts) > 1 else 0)

    def direct_links(self) -> Iterator[Link]:
        """A support for each edge from one proposition to another, which AIF does not know."""
        seen: set[tuple[str, str]] = set()
        for edge in self.direct:
            pair = (edge.source, edge.target)
            if edge.source == edge.target or pair in seen:
                self.counts["loop" if edge.source == edge.target else "double"] += 1
                continue
            seen.add(pair)
            self.used.add(edge.at)
            self.counts["direct"] += 1
            name = self._fresh(f"e{plain(edge.record.get('edgeID')) or edge.at}")
            extra = extra_of(NAME, {"edge": edge.record, "at": edge.at})
            yield Link(name, LinkType.SUPPORT, (Premise(edge.source),), target_node=edge.target, extra=extra)

    def kept_aside(self) -> dict[str, Any]:
        """What has no place in the graph, each record with its index, and how the file was made up."""
        nodeset = self.nodeset
        aside = [node for node in nodeset.nodes.values() if not self._is_in_graph(node)]
        kept: dict[str, Any] = {
            "lists": nodeset.lists,
            "nodes": [[node.at, node.record] for node in sorted([*aside, *nodeset.twins], key=lambda node: node.at)],
            "edges": [[edge.at, edge.record] for edge in nodeset.edges if edge.at not in self.used],
            "missing": nodeset.missing,
            "empty": nodeset.empty,
        }
        kept = {key: value for key, value in kept.items() if value or key == "lists"}
        return kept if nodeset.wrapper is None else kept | {"wrapper": nodeset.wrapper}

    def notes(self) -> Iterator[Note]:
        """What was met that a person should know."""
        types = Counter(node.type for node in self.nodeset.nodes.values())
        dialogue = sum(types[type_] for type_ in DIALOGUE_TYPES)
        other = sum(types.values()) - dialogue - types["I"] - types["PA"] - sum(types[t] for t in SCHEME_TYPES)
        yield from said(dialogue, *_NOTES["dialogue"])
        yield from said(types["PA"], *_NOTES["preference"])
        yield from said(other, *_NOTES["unknown"])
        yield from said(len(self.nodeset.twins), *_NOTES["twin"])
        yield from said(len(self.nodeset.missing), *_NOTES["missing"])
        for key in ("direct", "split", "incomplete", "self", "loop", "double", "unfit"):
            yield from said(self.counts[key], *_NOTES[key])

    def _sort(self, edge: EdgeRecord) -> None:
        source, target = self.nodeset.nodes.get(edge.source), self.nodeset.nodes.get(edge.target)
        if source is None or target is None:
            return
        if source.type == "I" and target.type == "I":
            self.direct.append(edge)
        elif source.type == "I" and edge.target in self.schemes:
            self.schemes[edge.target].ins.append(edge)
        elif edge.source in self.schemes and (target.type == "I" or edge.target in self.schemes):
            self.schemes[edge.source].outs.append(edge)

    def _ground(self) -> None:
        """Give each scheme node its premises and targets; none where no way leads from it to a proposition.

        The first target of each leads on to a proposition, so that no link bears on itself.
        """
        attached: defaultdict[str, list[EdgeRecord]] = defaultdict(list)
        ready: deque[str] = deque()
        grounded: dict[str, str] = {}  # scheme → its first target
        for id_, scheme in self.schemes.items():
            self._take_premises(scheme)
            for edge in scheme.outs if scheme.premises else ():
                if edge.target not in self.schemes:
                    grounded.setdefault(id_, edge.target)
                elif scheme.node.type != "MA":
                    attached[edge.target].append(edge)
            if id_ in grounded:
                ready.append(id_)
        while ready:
            for edge in attached[ready.popleft()]:
                if edge.source not in grounded:
                    grounded[edge.source] = edge.target
                    ready.append(edge.source)
        for id_, first in grounded.items():
            self._take_targets(self.schemes[id_], first, grounded)

    def _take_premises(self, scheme: _Scheme) -> None:
        conclusions = {edge.target for edge in scheme.outs}
        for edge in scheme.ins:
            if edge.source in conclusions:
                self.counts["self"] += 1
            elif edge.source in scheme.premises:
                self.counts["double"] += 1
            else:
                scheme.premises[edge.source] = None
                scheme.edges.append(edge)

    def _take_targets(self, scheme: _Scheme, first: str, grounded: dict[str, str]) -> None:
        own = scheme.node.id
        for edge in sorted(scheme.outs, key=lambda edge: edge.target != first):
            possible = edge.target not in self.schemes or (edge.target in grounded and scheme.node.type != "MA")
            if possible and edge.target != own and edge.target not in scheme.targets:
                scheme.targets[edge.target] = None
                scheme.edges.append(edge)
            else:
                self.counts["unfit"] += 1
        if len(scheme.premises) * len(scheme.targets) > MAX_PAIRS:
            raise FormatError(f"Node “{own}”: it joins more premises and conclusions than a map can hold.")

    def _link(self, name: str, scheme: _Scheme, premises: Iterable[str], target: str, part: int) -> Link:
        node = scheme.node
        on_link = target in self.schemes
        return Link(
            id=name,
            type=LinkType(SCHEME_TYPES[node.type]),
            premises=tuple(map(Premise, premises)),
            target_node=None if on_link else target,
            target_link=target if on_link else None,
            scheme=storable(record_scheme(node.record, node.type), node.id),
            extra=_link_bag(scheme, part),
        )

    def _fresh(self, name: str) -> str:
        while name in self.ids:
            name += "'"
        self.ids.add(name)
        return name

    def _is_in_graph(self, node: NodeRecord) -> bool:
        return node.type == "I" or bool(node.id in self.schemes and self.schemes[node.id].targets)


def _parts(scheme: _Scheme) -> Iterator[tuple[Iterable[str], str]]:
    """Premises and target of each link that the scheme node stands for; a rephrase has one premise."""
    for target in scheme.targets:
        if scheme.node.type == "MA":
            yield from (([premise], target) for premise in scheme.premises)
        else:
            yield scheme.premises, target


def _link_bag(scheme: _Scheme, part: int) -> Extra:
    edges = [[edge.at, edge.record] for edge in sorted(scheme.edges, key=lambda edge: edge.at)]
    bag = {"record": scheme.node.record, "at": scheme.node.at, "edges": edges}
    return extra_of(NAME, bag | {"part": part} if part else bag)


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
    "twin": (
        "1 node uses an id that another has; it is kept aside and written back.",
        "{} nodes use ids that others have; they are kept aside and written back.",
    ),
    "missing": (
        "1 id is used that the file does not define; what points to it is kept aside and written back.",
        "{} ids are used that the file does not define; what points to them is kept aside and written back.",
    ),
    "direct": (
        "1 edge joins two propositions without a scheme node; it is read as a support.",
        "{} edges join two propositions without a scheme node; they are read as supports.",
    ),
    "split": (
        "1 scheme node has several conclusions (or rephrases several nodes); it is read as one link for each.",
        "{} scheme nodes have several conclusions (or rephrase several nodes); each is read as one link for each.",
    ),
    "incomplete": (
        "1 scheme node lacks a premise or a conclusion; it is kept aside and written back.",
        "{} scheme nodes lack a premise or a conclusion; they are kept aside and written back.",
    ),
    "self": (
        "1 proposition is a premise of its own conclusion; that edge is kept aside and written back.",
        "{} propositions are premises of their own conclusions; these edges are kept aside and written back.",
    ),
    "loop": (
        "1 edge joins a proposition to itself; it is kept aside and written back.",
        "{} edges join a proposition to itself; they are kept aside and written back.",
    ),
    "double": (
        "1 edge stands twice; the second is kept aside and written back.",
        "{} edges stand twice; the second of each is kept aside and written back.",
    ),
    "unfit": (
        "1 edge of a scheme node leads where its link cannot lead; it is kept aside and written back.",
        "{} edges of scheme nodes lead where their links cannot lead; they are kept aside and written back.",
    ),
}
