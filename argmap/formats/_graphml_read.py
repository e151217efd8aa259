"""From GraphML to a graph: plain files, those of yEd, and what Argdown and other programs write for yEd.

A node is a node, an edge a link. A node whose data call it a relation (RA, support, …) is a link, where edges lead from
its premises to it and one from it to its target. A nested graph is a group: its label becomes a tag of its nodes.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link, Node, Premise
from argmap.domain.quick import changed
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.formats._extra import extra_of
from argmap.formats._limits import MAX_DEPTH, check_node_count
from argmap.formats._losses import implied_kind, said
from argmap.formats._own.attributes import take_link_fields, take_node_fields
from argmap.formats._reading import reading_of
from argmap.formats._unused import Unused
from argmap.formats._xml import Tag, kept
from argmap.formats.base import Note, Reading

NAME = "graphml"
TEXTS = ("text", "label", "labeltext", "name", "title", "description")  # names of data that hold a node's text
RELATIONS = ("relation", "relationtype", "type", "kind", "label", "edge label", "name", "interaction")
_WORDS = {
    **dict.fromkeys(("support", "supports", "ra", "inference", "pro", "+", "warrant", "warrants"), LinkType.SUPPORT),
    **dict.fromkeys(("entails", "support_default", "supported by"), LinkType.SUPPORT),
    **dict.fromkeys(("attack", "attacks", "ca", "conflict", "con", "-", "−", "×", "undercut"), LinkType.ATTACK),
    **dict.fromkeys(("undercuts", "contrary", "contradictory", "defeats", "rebuts"), LinkType.ATTACK),
    **dict.fromkeys(("rephrase", "rephrases", "ma", "≈", "restates"), LinkType.REPHRASE),
}
_LINK_FIELDS = ("scheme", "strength", "note", "tags", "position")


def type_of(word: str) -> LinkType | None:
    """The type of link that a word of the file names, None where it names none."""
    return _WORDS.get(word.strip().lower())


@dataclass(slots=True)
class _Part:
    """A node or edge of the file: its data by their names in small letters, and the drawn label and colour."""

    tag: Tag
    id: str
    group: str = ""
    data: dict[str, str] = field(default_factory=dict)
    label: str = ""
    colour: str = ""
    links: list[int] = field(default_factory=list)

    @property
    def type(self) -> LinkType | None:
        """What its words say, else the colour of its line: green for, red and purple against."""
        for name in RELATIONS:
            found = type_of(self.data.get(name, ""))
            if found:
                return found
        return type_of(self.label) or _type_of_colour(self.colour)


def reading_of_graphml(root: Tag, *, plain: bool = False) -> Reading:
    """The graph of a file, with notes. Raises FormatError with line and column."""
    return _Builder(root, plain).reading()


class _Builder:
    def __init__(self, root: Tag, plain: bool) -> None:
        self.root = root
        self.plain = plain  # whether no string of the file needs encoding
        self.counts: Counter[str] = Counter()
        self.keys = {tag.attributes.get("id", ""): tag for tag in root.children if tag.local == "key"}
        self.nodes: dict[str, _Part] = {}
        self.edges: list[_Part] = []
        self.groups: dict[str, _Part] = {}
        self.aside: list[Tag] = []
        self.about: dict[str, str] = {}
        self.graph_tag = Tag("graph", {})
        self.relations: dict[str, LinkType] = {}
        self.ins: dict[str, list[_Part]] = {}
        self.outs: dict[str, list[_Part]] = {}

    def reading(self) -> Reading:
        self._collect()
        self._sort_groups()
        edges = [edge for edge in self.edges if self._is_sound(edge)]
        self._find_relations(edges)
        nodes, values = self._made_nodes()
        links = [*self._relation_links(), *self._edge_links(edges)]
        draft = ArgumentGraph.of(
            id="map",
            title=self.about.get("title", "").strip(),
            description=self.about.get("description", ""),
            nodes=nodes,
            links=links,
            extra=extra_of(NAME, self._kept(), plain=self.plain),
        )
        finished = {
            node.id: changed(node, **{"kind": implied_kind(node, draft), **values[node.id]})
            for node in draft.nodes.values()
        }
        return reading_of(changed(draft, nodes=finished), self._notes())

    def _collect(self) -> None:
        graphs = [tag for tag in self.root.children if tag.local == "graph"]
        stack = [(tag, "", 1) for tag in reversed(graphs)]
        self.graph_tag = graphs[0] if graphs else self.graph_tag
        while stack:
            graph, group, depth = stack.pop()
            if depth > MAX_DEPTH // 4:
                raise graph.error(f"graphs are nested more than {MAX_DEPTH // 4} deep; flatten them.")
            for tag in graph.children:
                if tag.local == "node":
                    part = self._part(tag, group)
                    if part.id in self.nodes:
                        raise tag.error(f"node “{part.id}” stands twice; rename one.")
                    self.nodes[part.id] = part
                    stack += ((child, part.id, depth + 1) for child in tag.children if child.local == "graph")
                elif tag.local == "edge":
                    self.edges.append(self._part(tag, group))
                elif tag.local == "data" and not group:
                    self.about[self._key_name(tag)] = tag.text
                elif tag.local == "hyperedge":
                    self.aside.append(tag)
        check_node_count(len(self.nodes))

    def _part(self, tag: Tag, group: str) -> _Part:
        id_ = tag.attributes.get("id", "")
        if tag.local == "node" and not id_:
            raise tag.error("this node has no id; give it one.")
        part = _Part(tag, id_, group)
        for child in tag.children:
            if child.local == "data":
                name = self._key_name(child)
                if child.children:
                    part.label = part.label or _drawn_label(child)
                    part.colour = next((line.attributes.get("color", "") for line in child.below("LineStyle")), "")
                elif name and child.text.strip():
                    part.data.setdefault(name, child.text)
        return part

    def _key_name(self, data: Tag) -> str:
        key = self.keys.get(data.attributes.get("key", ""))
        return key.attributes.get("attr.name", "").lower() if key else data.attributes.get("key", "").lower()

    def _sort_groups(self) -> None:
        ends = {edge.tag.attributes.get(end, "") for edge in self.edges for end in ("source", "target")}
        for id_, part in list(self.nodes.items()):
            if id_ not in ends and any(child.local == "graph" for child in part.tag.children):
                self.groups[id_] = self.nodes.pop(id_)
        self.counts["group"] = len(self.groups)

    def _is_sound(self, edge: _Part) -> bool:
        """Whether the edge joins two nodes; others are kept aside."""
        source, target = edge.tag.attributes.get("source", ""), edge.tag.attributes.get("target", "")
        if source in self.nodes and target in self.nodes and source != target:
            return True
        self.counts["loop" if source == target else "missing"] += 1
        self.aside.append(edge.tag)
        return False

    def _find_relations(self, edges: list[_Part]) -> None:
        """Find the nodes that stand for links: one edge leads on from them, in the end to a node that is none."""
        candidates: dict[str, LinkType] = {}
        for id_, part in self.nodes.items():
            words = [part.data.get(name, "") for name in ("relation", "type", "kind")]
            found = next((type_ for word in words if (type_ := type_of(word))), None)
            if found:
                candidates[id_] = found
                self.ins[id_], self.outs[id_] = [], []
        for edge in edges:
            source, target = edge.tag.attributes["source"], edge.tag.attributes["target"]
            if source in candidates:
                self.outs[source].append(edge)
            if target in candidates and not _is_undercut(edge, candidates[target]):
                self.ins[target].append(edge)
        fitting = {id_ for id_ in candidates if len(self.outs[id_]) == 1}
        while True:
            unfit = {id_ for id_ in fitting if not self._fits(id_, candidates[id_], fitting)}
            if not unfit:
                break
            fitting -= unfit
        grounded = self._grounded(fitting)
        self.counts["unfit"] = len(candidates) - len(grounded)
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
        return [id_ for id_ in self.nodes if good.get(id_)]

    def _made_nodes(self) -> tuple[list[Node], dict[str, dict[str, Any]]]:
        nodes, values = [], {}
        for id_, part in self.nodes.items():
            if id_ in self.relations:
                continue
            own = dict(part.data)
            found = take_node_fields(own)
            text, source = self._text_of(part)
            bag = self._bag(part) | {"source": source, "text": text}
            labels = list(self._group_labels(part.group))
            if labels:
                bag["group_tags"] = labels
                found["tags"] = tuple(dict.fromkeys([*found.get("tags", ()), *labels]))
            nodes.append(Node(id_, NodeKind.CLAIM, text, extra=extra_of(NAME, bag, plain=self.plain)))
            values[id_] = found
        return nodes, values

    def _text_of(self, part: _Part) -> tuple[str, str]:
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
            part = self.groups.get(group) or self.nodes.get(group)
            if part is None:
                return
            if group in self.groups:
                yield " ".join(self._text_of(part)[0].split())
            group = part.group

    def _bag(self, part: _Part) -> dict[str, Any]:
        children = [kept(child) for child in part.tag.children if child.local != "graph"]
        bag = {"id": part.id, "attributes": part.tag.attributes, "children": children, "group": part.group}
        return {key: value for key, value in bag.items() if value}

    def _relation_links(self) -> Iterator[Link]:
        for id_, type_ in self.relations.items():
            part, out = self.nodes[id_], self.outs[id_][0]
            ins = [edge for edge in self.ins[id_] if edge.tag.attributes["source"] not in self.relations]
            target = out.tag.attributes["target"]
            bag = {"node": self._bag(part), "ins": [self._bag(edge) for edge in ins], "out": self._bag(out)}
            premises = tuple(Premise(edge.tag.attributes["source"], edge.data.get("role", "")) for edge in ins)
            for edge in (*ins, out):
                edge.links.append(1)
            yield self._link(id_, type_, premises, target, part.data, bag)

    def _edge_links(self, edges: list[_Part]) -> Iterator[Link]:
        unused = Unused(self.nodes)
        for number, edge in enumerate(edges, 1):
            if edge.links:
                continue
            source, target = edge.tag.attributes["source"], edge.tag.attributes["target"]
            if source in self.relations:
                self.aside.append(edge.tag)
                continue
            self.counts["silent"] += edge.type is None
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
        ends = {tag.attributes.get(end, "") for tag in self.aside for end in ("source", "target")}
        kept_ = {
            "keys": [kept(tag) for tag in self.keys.values()],
            "graph": self.graph_tag.attributes,
            "about": [kept(tag) for tag in self.graph_tag.children if tag.local in ("data", "desc")],
            "beside": [kept(tag) for tag in self.root.children if tag.local not in ("key", "graph")],
            "groups": {id_: self._bag(part) for id_, part in self.groups.items()},
            "aside": [kept(tag) for tag in self.aside],
            "missing": sorted(ends - self.nodes.keys()),
        }
        return {key: value for key, value in kept_.items() if value}

    def _notes(self) -> Iterator[Note]:
        self.counts["hyper"] = sum(tag.local == "hyperedge" for tag in self.aside)
        for key, (one, many) in _NOTES.items():
            yield from said(self.counts[key], one, many)


def _is_undercut(edge: _Part, type_: LinkType) -> bool:
    """Whether an edge to a relation says in words that it attacks it, so that its source is no premise."""
    words = (edge.data.get(name, "") for name in RELATIONS)
    return type_ is not LinkType.ATTACK and any(type_of(word) is LinkType.ATTACK for word in words)


def _drawn_label(data: Tag) -> str:
    """The text that yEd draws; where a title stands above it (Argdown), only the text."""
    labels = data.below("NodeLabel", "EdgeLabel", "Label.Text")
    first = next((label for label in labels if plain_label(label.content)), None)
    if first is None:
        return ""
    shape = next((tag for tag in data.below("ShapeNode", "GenericNode") if first in tag.children), None)
    beside = [plain_label(tag.content) for tag in shape.children if tag.local == "NodeLabel"] if shape else []
    return next((text for text in reversed(beside) if text), plain_label(first.content))


def plain_label(content: list[Any]) -> str:
    """What a label says by its content; HTML as plain text."""
    own = "".join(part for part in content if isinstance(part, str)).strip()
    return _plain_html(own) if own.lower().startswith("<html") else own


def _plain_html(text: str) -> str:
    text = re.sub(r"(?i)</(?:b|h\d|p|div|strong)>", "\n", text)
    plain = html.unescape(re.sub(r"<[^<>]*>", " ", text))
    return "\n".join(line for line in (" ".join(line.split()) for line in plain.split("\n")) if line)


def _type_of_colour(colour: str) -> LinkType | None:
    match = re.fullmatch(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})(?:[0-9a-fA-F]{2})?", colour.strip())
    if not match:
        return None
    red, green, blue = (int(part, 16) for part in match.groups())
    if green > red + 60 and green > blue + 60:
        return LinkType.SUPPORT
    return LinkType.ATTACK if red > green + 60 else None


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
