"""From a graph to topics."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link, Node, Premise
from argmap.domain.order import in_order
from argmap.domain.vocabulary import LinkType, relation_name
from argmap.formats._extra import as_dict, own_extra
from argmap.formats._losses import implied_kind
from argmap.formats._own.attributes import fields_as_given, link_fields, node_fields
from argmap.formats._topics import LINK, LINKED, ON_LINK, PREMISE, TYPES, Topic


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
        self.by_place = graph.link_place

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
        yield from in_order(free, self.graph.node_place)
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
        if link is not None and topic.relation != PREMISE:
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
        topic.relation, topic.link = PREMISE, link
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
        same = isinstance(kept, str) and TYPES.get(kept, LinkType.SUPPORT) is link.type
        if isinstance(kept, str) and same and link.on_link == (kept in ON_LINK):
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
