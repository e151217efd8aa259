"""From topics to a graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from argmap.domain.graph import ArgumentGraph, Extra, Link, Node, Premise
from argmap.domain.quick import changed
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.formats._extra import extra_of
from argmap.formats._limits import check_node_count
from argmap.formats._losses import implied_kind, said
from argmap.formats._own.attributes import take_link_fields, take_node_fields
from argmap.formats._text import shortened
from argmap.formats._topics import LINK, NO_SUCH_TOPIC, ON_LINK, PREMISE, TYPES, Topic
from argmap.formats._unused import Unused
from argmap.formats.base import Note


@dataclass(slots=True)
class _Place:
    """Where topics below one belong: its node, the link through which it stands there, and the group that it is."""

    node: str = ""
    link: str = ""
    group: _Group | None = None


@dataclass(slots=True)
class _Group:
    topic: Topic
    target: _Place
    premises: list[tuple[str, Topic]] = field(default_factory=list)
    link: str = ""


class Planter:
    """Makes a graph of topics that are given with the place of the topic above, in the order of the file."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.nodes: dict[str, Node] = {}
        self._unused = Unused()  # gives their ids
        self.values: dict[str, dict[str, Any]] = {}
        self.drafts: list[tuple[str, str, list[tuple[str, Topic]], _Place, Topic]] = []  # link id, type, …
        self.counts: Counter[str] = Counter()
        self.groups: list[_Group] = []
        self.places: list[tuple[_Place, str]] = []  # topics that refer: place and the node that is meant

    def root(self) -> _Place:
        return _Place()

    def add(self, topic: Topic, above: _Place) -> _Place:
        """Add the topic; its place, for those below it."""
        if topic.relation and topic.fields.get("linked"):
            return self._add_group(topic, above)
        node = topic.ref or self._add_node(topic)
        place = _Place(node)
        if above.group is not None and topic.relation in ("", PREMISE):
            above.group.premises.append((node, topic))
        elif above.node or above.link:
            place.link = self._draft([(node, topic)], above, topic)
        return place

    def arrow(self, source: str, target: str, topic: Topic) -> None:
        """Add a link that the file draws beside its hierarchy."""
        self._draft([(source, topic)], _Place(target), topic)

    def graph(self, **fields: Any) -> ArgumentGraph:
        """The graph. Raises FormatError where a reference has no node."""
        check_node_count(len(self.nodes))
        links: dict[str, Link] = {}
        for id_, relation, premises, above, topic in self.drafts:
            made = self._link(id_, relation, premises, above, topic, links)
            if made:
                links[id_] = made
        draft = ArgumentGraph(id="map", nodes=self.nodes, links=links, **fields)
        nodes = {
            node.id: Node(node.id, text=node.text, extra=node.extra, **{"kind": implied_kind(node, draft), **values})
            for node, values in ((node, self.values[node.id]) for node in self.nodes.values())
        }
        return changed(draft, nodes=nodes)

    def notes(self) -> Iterator[Note]:
        """What was met that a person should know."""
        for key, (one, many) in _NOTES.items():
            yield from said(self.counts[key], one, many)

    def _add_node(self, topic: Topic) -> str:
        id_ = self._unused(topic.id or f"topic {len(self.nodes) + 1}")
        given = {key: value for key, value in topic.fields.items() if not key.startswith(LINK) and key != "role"}
        values = take_node_fields(dict(given))
        bag = {"own": given, **topic.bag} if given else topic.bag
        self.nodes[id_] = Node(id_, NodeKind.CLAIM, topic.text, extra=extra_of(self.name, {"id": topic.id, **bag}))
        self.values[id_] = values
        return id_

    def _add_group(self, topic: Topic, above: _Place) -> _Place:
        topic.bag = {**topic.bag, "group": True, "text": topic.text}
        group = _Group(topic, above)
        group.link = self._draft(group.premises, above, topic)
        return _Place("", group.link, group)

    def _draft(self, premises: list[tuple[str, Topic]], above: _Place, topic: Topic) -> str:
        id_ = f"link {len(self.drafts) + 1}"
        if not topic.relation:
            self.counts["silent"] += 1
        self.drafts.append((id_, topic.relation, premises, above, topic))
        return id_

    def _link(
        self,
        id_: str,
        relation: str,
        premises: list[tuple[str, Topic]],
        above: _Place,
        topic: Topic,
        links: dict[str, Link],
    ) -> Link | None:
        type_ = TYPES.get(relation, LinkType.SUPPORT)
        self.counts["unknown"] += bool(relation) and relation not in TYPES
        on_link = (relation in ON_LINK or not above.node) and above.link in links
        target = above.link if on_link else above.node
        members: dict[str, str] = {}
        for node, member in premises:
            if node not in self.nodes:
                raise member.tag.error(f"this refers to “{shortened(node)}”, which the file does not define.")
            if node != target or on_link:
                members.setdefault(node, member.fields.get("role", ""))
        if not members or not target or (not on_link and target not in self.nodes):
            self.counts["aside"] += 1
            return None
        if type_ is LinkType.REPHRASE and (on_link or len(members) > 1):
            type_ = LinkType.SUPPORT
        given = {key[len(LINK) :]: value for key, value in topic.fields.items() if key.startswith(LINK)}
        values = take_link_fields(dict(given), "scheme", "strength", "note", "tags", "position")
        return Link(
            id_,
            type_,
            tuple(Premise(node, role) for node, role in members.items()),
            target_node=None if on_link else target,
            target_link=target if on_link else None,
            extra=self._link_bag(topic, given, premises),
            **values,
        )

    def _link_bag(self, topic: Topic, given: dict[str, str], premises: list[tuple[str, Topic]]) -> Extra:
        """What is kept of a link; ``home``: the indexes of the premises that stand here with what bears on them."""
        bag: dict[str, Any] = {"relation": topic.relation}
        if given:
            bag["own"] = given
        if "arrow" in topic.bag:
            return extra_of(self.name, bag | {"arrow": topic.bag["arrow"]})
        home = [index for index, (_, member) in enumerate(premises) if not member.ref]
        if home:
            bag["home"] = home
        if topic.ref or "group" in topic.bag:
            bag["topic"] = topic.bag
        return extra_of(self.name, bag)


_NOTES = {
    "ref": NO_SUCH_TOPIC,
    "silent": (
        "1 topic does not say how it bears on the one above; it is read as a support.",
        "{} topics do not say how they bear on those above; they are read as supports.",
    ),
    "unknown": (
        "1 topic bears on the one above in a way that is not known here; it is read as a support.",
        "{} topics bear on those above in ways that are not known here; they are read as supports.",
    ),
    "aside": (
        "1 relation joins a topic to itself or to nothing; it is left out.",
        "{} relations join topics to themselves or to nothing; they are left out.",
    ),
}
