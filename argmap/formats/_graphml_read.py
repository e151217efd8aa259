"""From GraphML to a graph: plain files, those of yEd, and what Argdown and other programs write for yEd.

A node is a node, an edge a link. A node whose data call it a relation (RA, support, …) is a link, where edges lead from
its premises to it and one from it to its target. A nested graph is a group: its label becomes a tag of its nodes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link, Node, Premise
from argmap.domain.quick import changed
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.formats._extra import extra_of
from argmap.formats._graphml_file import GraphmlFile
from argmap.formats._graphml_parts import NAME, TEXTS, TITLES, Part, is_undercut, type_of
from argmap.formats._losses import implied_kind, said
from argmap.formats._own.attributes import take_link_fields, take_node_fields
from argmap.formats._reading import reading_of
from argmap.formats._text import one_line
from argmap.formats._unused import Unused
from argmap.formats._xml import Tag, kept
from argmap.formats.base import Note, Reading

_LINK_FIELDS = ("scheme", "strength", "note", "tags", "position")


def reading_of_graphml(root: Tag, *, plain: bool = False) -> Reading:
    """The graph of a file, with notes. Raises FormatError with line and column."""
    return _Builder(GraphmlFile(root), plain).reading()


class _Builder:
    def __init__(self, file: GraphmlFile, plain: bool) -> None:
        self.file = file
        self.plain = plain  # whether no string of the file needs encoding
        self.relations: dict[str, LinkType] = {}
        self.ins: dict[str, list[Part]] = {}
        self.outs: dict[str, list[Part]] = {}

    def reading(self) -> Reading:
        self._find_relations(self.file.edges)
        nodes, values = self._made_nodes()
        links = [*self._relation_links(), *self._edge_links(self.file.edges)]
        draft = ArgumentGraph.of(
            id="map",
            title=next((title for name in TITLES if (title := self.file.about.get(name, "").strip())), ""),
            description=self.file.about.get("description", ""),
            nodes=nodes,
            links=links,
            extra=extra_of(NAME, self._kept(), plain=self.plain),
        )
        finished = {
            node.id: changed(node, **{"kind": implied_kind(node, draft), **values[node.id]})
            for node in draft.nodes.values()
        }
        return reading_of(changed(draft, nodes=finished), self._notes())

    def _find_relations(self, edges: list[Part]) -> None:
        """Find the nodes that stand for links: one edge leads on from them, in the end to a node that is none."""
        candidates: dict[str, LinkType] = {}
        for id_, part in self.file.nodes.items():
            words = [part.data.get(name, "") for name in ("relation", "type", "kind")]
            found = next((type_ for word in words if (type_ := type_of(word))), None)
            if found:
                candidates[id_] = found
                self.ins[id_], self.outs[id_] = [], []
        for edge in edges:
            source, target = edge.tag.attributes["source"], edge.tag.attributes["target"]
            if source in candidates:
                self.outs[source].append(edge)
            if target in candidates and not is_undercut(edge, candidates[target]):
                self.ins[target].append(edge)
        fitting = {id_ for id_ in candidates if len(self.outs[id_]) == 1}
        while True:
            unfit = {id_ for id_ in fitting if not self._fits(id_, candidates[id_], fitting)}
            if not unfit:
                break
            fitting -= unfit
        grounded = self._grounded(fitting)
        self.file.counts["unfit"] = len(candidates) - len(grounded)
        self.relations = {id_: candidates[id_] for id_ in grounded}

    def _fits(self, id_: str, type_: LinkType, fitting: set[str]) -> bool:
        premises = [
            edge.tag.attributes["source"] for edge in self.ins[id_] if edge.tag.attributes["source"] not in fitting
        ]
        target = self.outs[id_][0].tag.attributes["target"]
        alone = type_ is LinkType.REPHRASE and (len(premises) > 1 or target in fitting)
        return bool(premises) and len(set(premises)) == len(premises) and target not in premises and not alone

    def _grounded(self, fitting: set[str]) -> list[str]:
        """Those from which the way leads to a node, in the order of the file."""
        good: dict[str, bool] = {}
        for start in fitting:
            path, current = [], start
            while current in fitting and current not in good:
                path.append(current)
                good[current] = False
                current = self.outs[current][0].tag.attributes["target"]
            result = good.get(current, current not in fitting)
            good.update(dict.fromkeys(path, result))
        return [id_ for id_ in self.file.nodes if good.get(id_)]

    def _made_nodes(self) -> tuple[list[Node], dict[str, dict[str, Any]]]:
        nodes, values = [], {}
        for id_, part in self.file.nodes.items():
            if id_ in self.relations:
                continue
            own = dict(part.data)
            found = take_node_fields(own)
            text, source = self._text_of(part)
            bag = self._bag(part) | {"source": source, "text": text}
            if id_ in self.file.holders:
                bag["holds"] = True
            labels = list(self._group_labels(part.group))
            if labels:
                bag["group_tags"] = labels
                found["tags"] = tuple(dict.fromkeys([*found.get("tags", ()), *labels]))
            nodes.append(Node(id_, NodeKind.CLAIM, text, extra=extra_of(NAME, bag, plain=self.plain)))
            values[id_] = found
        return nodes, values

    def _text_of(self, part: Part) -> tuple[str, str]:
        """The node's text, and the data that give it: a name, ``drawn``, or nothing."""
        for name in TEXTS[:3]:
            if name in part.data:
                return part.data[name], name
        if part.label:
            return part.label, "drawn"
        for name in TEXTS[3:]:
            if name in part.data:
                return part.data[name], name
        return part.id, ""

    def _group_labels(self, group: str) -> Iterator[str]:
        while group:
            part = self.file.groups.get(group) or self.file.nodes.get(group)
            if part is None:
                return
            yield one_line(self._text_of(part)[0])
            group = part.group

    def _bag(self, part: Part) -> dict[str, Any]:
        children = [kept(child) for child in part.tag.children if child.local != "graph"]
        bag = {"id": part.id, "attributes": part.tag.attributes, "children": children, "group": part.group}
        return {key: value for key, value in bag.items() if value}

    def _relation_links(self) -> Iterator[Link]:
        for id_, type_ in self.relations.items():
            part, out = self.file.nodes[id_], self.outs[id_][0]
            ins = [edge for edge in self.ins[id_] if edge.tag.attributes["source"] not in self.relations]
            target = out.tag.attributes["target"]
            bag = {"node": self._bag(part), "ins": [self._bag(edge) for edge in ins], "out": self._bag(out)}
            premises = tuple(Premise(edge.tag.attributes["source"], edge.data.get("role", "")) for edge in ins)
            for edge in (*ins, out):
                edge.links.append(1)
            yield self._link(id_, type_, premises, target, part.data, bag)

    def _edge_links(self, edges: list[Part]) -> Iterator[Link]:
        unused = Unused(self.file.nodes)
        for number, edge in enumerate(edges, 1):
            if edge.links:
                continue
            source, target = edge.tag.attributes["source"], edge.tag.attributes["target"]
            if source in self.relations:
                self.file.aside.append(edge.tag)
                continue
            self.file.counts["silent"] += edge.type is None
            id_ = unused(edge.id or f"edge {number}")
            type_ = edge.type or LinkType.SUPPORT
            if type_ is LinkType.REPHRASE and target in self.relations:
                type_ = LinkType.SUPPORT
            premises = (Premise(source, edge.data.get("role", "")),)
            yield self._link(
                id_, type_, premises, target, edge.data, {"edge": self._bag(edge) | {"read_as": type_.value}}
            )

    def _link(
        self,
        id_: str,
        type_: LinkType,
        premises: tuple[Premise, ...],
        target: str,
        data: dict[str, str],
        bag: dict[str, Any],
    ) -> Link:
        on_link = target in self.relations
        values = take_link_fields(dict(data), *_LINK_FIELDS)
        return Link(
            id_,
            type_,
            premises,
            target_node=None if on_link else target,
            target_link=target if on_link else None,
            extra=extra_of(NAME, bag, plain=self.plain),
            **values,
        )

    def _kept(self) -> dict[str, Any]:
        ends = {tag.attributes.get(end, "") for tag in self.file.aside for end in ("source", "target")}
        kept_ = {
            "keys": [kept(tag) for tag in self.file.keys.values()],
            "graph": self.file.graph_tag.attributes,
            "about": [kept(tag) for tag in self.file.graph_tag.children if tag.local in ("data", "desc")],
            "beside": [kept(tag) for tag in self.file.root.children if tag.local not in ("key", "graph")],
            "groups": {id_: self._bag(part) for id_, part in self.file.groups.items()},
            "aside": [kept(tag) for tag in self.file.aside],
            "missing": sorted(ends - self.file.nodes.keys()),
        }
        return {key: value for key, value in kept_.items() if value}

    def _notes(self) -> Iterator[Note]:
        self.file.counts["hyper"] = sum(tag.local == "hyperedge" for tag in self.file.aside)
        for key, (one, many) in _NOTES.items():
            yield from said(self.file.counts[key], one, many)


_NOTES = {
    "silent": (
        "1 edge does not say what it means; it is read as a support.",
        "{} edges do not say what they mean; they are read as supports.",
    ),
    "group": (
        "1 group is read as a tag of its nodes, and written back.",
        "{} groups are read as tags of their nodes, and written back.",
    ),
    "unfit": (
        "1 relation node lacks a premise or its one target; it is read as a node.",
        "{} relation nodes lack a premise or their one target; they are read as nodes.",
    ),
    "loop": (
        "1 edge joins a node to itself; it is kept aside and written back.",
        "{} edges join nodes to themselves; they are kept aside and written back.",
    ),
    "missing": (
        "1 edge has an end that the file does not define; it is kept aside and written back.",
        "{} edges have ends that the file does not define; they are kept aside and written back.",
    ),
    "hyper": (
        "1 hyperedge is kept aside and written back.",
        "{} hyperedges are kept aside and written back.",
    ),
}
