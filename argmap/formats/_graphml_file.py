"""A GraphML file taken apart: nodes, edges and groups by their ids, data of the graph, and what is kept aside."""

from __future__ import annotations

from collections import Counter

from argmap.formats._graphml_parts import RELATIONS, TEXTS, Part, drawn_label
from argmap.formats._limits import MAX_DEPTH, check_node_count
from argmap.formats._xml import Tag


class GraphmlFile:
    """The parts of the file; ``edges`` join two nodes, ``counts`` says what was odd. Raises FormatError."""

    def __init__(self, root: Tag) -> None:
        self.root = root
        self.counts: Counter[str] = Counter()
        self.keys = {tag.attributes.get("id", ""): tag for tag in root.children if tag.local == "key"}
        self.nodes: dict[str, Part] = {}
        self.edges: list[Part] = []
        self.groups: dict[str, Part] = {}
        self.holders: set[str] = set()  # nodes with a graph in them that are ends of edges, and so no mere groups
        self.defaults = self._defaults()
        self.aside: list[Tag] = []
        self.about: dict[str, str] = {}
        self.graph_tag = Tag("graph", {})
        self._collect()
        self._sort_groups()
        self.edges = [edge for edge in self.edges if self._is_sound(edge)]

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

    def _part(self, tag: Tag, group: str) -> Part:
        id_ = tag.attributes.get("id", "")
        if tag.local == "node" and not id_:
            raise tag.error("this node has no id; give it one.")
        part = Part(tag, id_, group)
        for child in tag.children:
            if child.local == "data":
                name = self._key_name(child)
                if child.children:
                    part.label = part.label or drawn_label(child)
                    part.colour = next((line.attributes.get("color", "") for line in child.below("LineStyle")), "")
                elif name and child.text.strip():
                    part.data.setdefault(name, child.text)
        part.data |= {name: text for name, text in self.defaults[tag.local].items() if name not in part.data}
        return part

    def _defaults(self) -> dict[str, dict[str, str]]:
        """The text of nodes and the relation of edges that have none, by the names of the data."""
        found: dict[str, dict[str, str]] = {"node": {}, "edge": {}}
        names = {"node": TEXTS, "edge": RELATIONS}
        for key in self.keys.values():
            name = key.attributes.get("attr.name", "").lower()
            texts = [child.text for child in key.children if child.local == "default" and child.text.strip()]
            for domain, values in found.items():
                if name in names[domain] and texts and key.attributes.get("for", "all") in (domain, "all"):
                    values[name] = texts[0]
        return found

    def _key_name(self, data: Tag) -> str:
        key = self.keys.get(data.attributes.get("key", ""))
        return key.attributes.get("attr.name", "").lower() if key else data.attributes.get("key", "").lower()

    def _sort_groups(self) -> None:
        ends = {edge.tag.attributes.get(end, "") for edge in self.edges for end in ("source", "target")}
        for id_, part in list(self.nodes.items()):
            if any(child.local == "graph" for child in part.tag.children):
                if id_ in ends:
                    self.holders.add(id_)
                else:
                    self.groups[id_] = self.nodes.pop(id_)
        self.counts["group"] = len(self.groups) + len(self.holders)

    def _is_sound(self, edge: Part) -> bool:
        """Whether the edge joins two nodes; others are kept aside."""
        source, target = edge.tag.attributes.get("source", ""), edge.tag.attributes.get("target", "")
        if source in self.nodes and target in self.nodes and source != target:
            return True
        self.counts["loop" if source == target else "missing"] += 1
        self.aside.append(edge.tag)
        return False
