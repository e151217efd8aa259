"""A map as nested topics, for formats that know nothing else: outlines and mind maps.

A topic is a node with the link by which it bears on the topic above. What bears on a link stands below the topic of its
premise; linked premises stand below a topic of their own. A node stands in one place with all that bears on it; where
it bears on something else too, there stands a topic that refers to it (``ref``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from argmap.domain.graph import ArgumentGraph, Extra, Link, Node, Premise
from argmap.domain.order import in_order, link_place, node_place
from argmap.domain.quick import changed
from argmap.domain.vocabulary import LinkType, NodeKind, relation_name
from argmap.formats._extra import extra_of, own_extra
from argmap.formats._limits import check_node_count
from argmap.formats._losses import implied_kind, said
from argmap.formats._own.attributes import fields_as_given, link_fields, node_fields, take_link_fields, take_node_fields
from argmap.formats._text import shortened
from argmap.formats._xml import Tag
from argmap.formats.base import Note

LINK = "link_"  # begins the names of fields that say something of the link
LINKED = "only together"
_TYPES = {
    **dict.fromkeys(("support", "supports", "+", "pro", "warrant", "warrants"), LinkType.SUPPORT),
    **dict.fromkeys(("attack", "attacks", "-", "con", "undercut", "undercuts"), LinkType.ATTACK),
    **dict.fromkeys(("rephrase", "rephrases", "restates"), LinkType.REPHRASE),
}
_ON_LINK = frozenset({"undercut", "undercuts", "warrant", "warrants"})
_PREMISE = "premise"


@dataclass(slots=True)
class Topic:
    """A topic to read or write: ``fields`` by our names as texts; ``bag`` is what is kept of it for its format.

    ``relation`` is how it bears on the topic above, empty where the file does not say. In writing ``arrows`` are the
    links of its node that are drawn beside the hierarchy, ``link`` that by which it stands here.
    """

    id: str = ""
    text: str = ""
    relation: str = ""
    ref: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    bag: dict[str, Any] = field(default_factory=dict)
    tag: Tag = field(default_factory=lambda: Tag("", {}))
    arrows: list[Link] = field(default_factory=list)
    link: Link | None = None
    node: Node | None = None


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
        if above.group is not None and topic.relation in ("", _PREMISE):
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
        id_ = topic.id or f"topic {len(self.nodes) + 1}"
        while id_ in self.nodes:
            id_ += "'"
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
        type_ = _TYPES.get(relation, LinkType.SUPPORT)
        self.counts["unknown"] += bool(relation) and relation not in _TYPES
        on_link = (relation in _ON_LINK or not above.node) and above.link in links
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


class Gardener:
    """The topics of a graph in the order in which they are written, each with its depth."""

    def __init__(self, graph: ArgumentGraph, name: str, *, arrows: bool) -> None:
        self.graph = graph
        self.name = name
        self.arrows = arrows  # whether bare links of nodes that stand elsewhere are arrows
        self.node_bags = {node.id: own_extra(node.extra, name) for node in graph.nodes.values()}
        self.link_bags = {link.id: own_extra(link.extra, name) for link in graph.links.values()}
        self.home = self._homes()
        self.seen: set[str] = set()
        self.by_place = link_place(graph)

    def topics(self) -> Iterator[tuple[int, Topic]]:
        """All topics with their depth, from 0."""
        for root in self._roots():
            yield from self._unfolded(root)

    def _homes(self) -> dict[str, str]:
        """For each node the link under which it stands: that of its source file, else its first."""
        homes: dict[str, str] = {}
        links = self.graph.links.values()
        for link in links:
            home = self.link_bags[link.id].get("home")
            for index in home if isinstance(home, list) else ():
                if isinstance(index, int) and 0 <= index < len(link.premises):
                    homes.setdefault(link.premises[index].node, link.id)
        for link in sorted(links, key=lambda link: bool(self.link_bags[link.id])):
            for premise in link.premises:
                homes.setdefault(premise.node, link.id)
        return homes

    def _topic_bag(self, link: Link) -> dict[str, Any]:
        kept = self.link_bags[link.id].get("topic")
        return kept if isinstance(kept, dict) else {}

    def _roots(self) -> Iterator[Node]:
        """Nodes that bear on nothing; then one of each circle that is not reached from these."""
        free = [node for node in self.graph.nodes.values() if node.id not in self.home]
        yield from in_order(free, node_place(self.graph))
        for node in self.graph.nodes.values():
            if node.id not in self.seen:
                self.home.pop(node.id, None)
                yield node

    def _unfolded(self, root: Node) -> Iterator[tuple[int, Topic]]:
        self.seen.add(root.id)
        stack: list[tuple[int, Topic]] = [(0, self._topic(root.id, None))]
        while stack:
            depth, topic = stack.pop()
            yield depth, topic
            below = list(self._below(topic))
            stack += ((depth + 1, child) for child in reversed(below))

    def _below(self, topic: Topic) -> Iterator[Topic]:
        link = topic.link
        if topic.fields.get("linked") and link is not None:
            for index, premise in enumerate(link.premises):
                yield self._member(premise, link, first=index == 0)
        if link is not None and topic.relation != _PREMISE:
            yield from self._bearing_on(link.id)
        if topic.node is not None and not topic.ref:
            yield from self._bearing_on(topic.node.id)

    def _bearing_on(self, target: str) -> Iterator[Topic]:
        links = self.graph.links_to.get(target, ())
        for link in in_order(links, self.by_place) if len(links) > 1 else links:
            if len(link.premises) > 1 or "group" in self._topic_bag(link):
                yield self._group(link)
            elif not self._is_arrow(link):
                yield self._topic(link.premises[0].node, link)

    def _is_arrow(self, link: Link) -> bool:
        """Whether an arrow says all of this link, whose premise stands elsewhere."""
        elsewhere = self.home.get(link.premises[0].node) != link.id
        bare = not link.on_link and link.id not in self.graph.links_to and not link_fields(link)
        kept = self.link_bags[link.id]
        return self.arrows and elsewhere and bare and len(link.premises) == 1 and "topic" not in kept

    def _group(self, link: Link) -> Topic:
        bag = self._topic_bag(link)
        topic = Topic(text=str(bag.get("text", LINKED)), relation=self._relation(link), link=link, bag=bag)
        topic.fields = {"linked": "true", **self._link_fields(link)}
        return topic

    def _member(self, premise: Premise, link: Link, *, first: bool) -> Topic:
        topic = self._node_topic(premise.node, at_home=self.home.get(premise.node) == link.id)
        topic.relation, topic.link = _PREMISE, link
        if premise.role:
            topic.fields["role"] = premise.role
        return topic

    def _topic(self, node: str, link: Link | None) -> Topic:
        at_home = link is None or self.home.get(node) == link.id
        topic = self._node_topic(node, at_home=at_home)
        topic.link = link
        if link is not None:
            topic.relation = self._relation(link)
            topic.fields |= self._link_fields(link)
            if link.premises[0].role:
                topic.fields["role"] = link.premises[0].role
            if topic.ref:
                topic.bag = self._topic_bag(link)
        return topic

    def _node_topic(self, id_: str, *, at_home: bool) -> Topic:
        node = self.graph.nodes[id_]
        if not at_home or (id_ in self.seen and id_ in self.home):
            return Topic(ref=id_, text=node.text, node=node)
        self.seen.add(id_)
        bag = self.node_bags[id_]
        fields = node_fields(node, implied_kind(node, self.graph))
        given = as_dict(bag.get("own"))
        topic = Topic(id=id_, text=node.text, fields=fields_as_given(given, node, fields), bag=bag, node=node)
        topic.arrows = [link for link in self.graph.links_from.get(id_, ()) if self._is_arrow(link)]
        return topic

    def _relation(self, link: Link) -> str:
        """How the link bears on its target; as the file said it, where it meant the same."""
        kept = self.link_bags[link.id].get("relation")
        same = isinstance(kept, str) and _TYPES.get(kept, LinkType.SUPPORT) is link.type
        if isinstance(kept, str) and same and link.on_link == (kept in _ON_LINK):
            return kept
        return f"{relation_name(link.type, on_link=link.on_link)}s"

    def _link_fields(self, link: Link) -> dict[str, str]:
        bag = self.link_bags[link.id]
        given = as_dict(bag.get("own"))
        fields = {name: value for name, value in link_fields(link).items() if name != "roles"}
        return {f"{LINK}{name}": text for name, text in fields_as_given(given, link, fields).items()}

    def arrow_of(self, link: Link) -> tuple[str, Any]:
        """The relation that an arrow shows, and the element that it was read from, None where it is new."""
        return self._relation(link), self.link_bags[link.id].get("arrow")


def as_dict(value: Any) -> dict[str, Any]:
    """The value where it is a mapping, else an empty one: bags may come from anywhere."""
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """The value where it is a list, else an empty one."""
    return value if isinstance(value, list) else []


def names_of(topics: list[Topic]) -> dict[str, str]:
    """The id in the file of each node that has a topic: that of the source file where it is free, else its own."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for topic in topics:
        if topic.id:
            given = topic.bag.get("id")
            name = given if isinstance(given, str) and given and given not in taken else topic.id
            while name in taken:
                name += "'"
            taken.add(name)
            names[topic.id] = name
    return names


OWN_FIELDS = frozenset(
    {
        *("kind", "evidence_type", "main", "implicit", "attribution", "sources", "confidence", "note", "tags"),
        *("position", "role", "linked", "relation", "ref"),
        *(f"{LINK}{name}" for name in ("scheme", "strength", "note", "tags", "position")),
    }
)
