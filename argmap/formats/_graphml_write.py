"""From a graph to GraphML that networkx, yEd and Argmap read: fields as data, and a drawing of boxes and lines.

What came from a file stands there as it was. A link of one premise on a node is an edge, any other a node of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link, Node
from argmap.domain.vocabulary import relation_name
from argmap.formats._extra import as_dict, as_list, own_extra
from argmap.formats._graphml_drawing import Drawing
from argmap.formats._graphml_keys import Keys
from argmap.formats._graphml_parts import NAME, RELATIONS, TITLES, plain_label, type_of
from argmap.formats._losses import implied_kind
from argmap.formats._own.attributes import fields_as_given, link_fields, node_fields
from argmap.formats._text import one_line
from argmap.formats._xml import attribute, namespaces_in, text, xml_of

_NS = "http://graphml.graphdrawing.org/xmlns"
_Y = "http://www.yworks.com/xml/graphml"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA = f"{_NS} http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"
_ID = re.compile(r"[\w.:\-]{1,200}", re.ASCII)
_OWN = frozenset(
    {
        *("kind", "evidence_type", "main", "implicit", "attribution", "sources", "confidence", "note", "tags"),
        *("position", "role", "scheme", "strength"),
    }
)


class GraphmlWriter:
    """Writes one graph; ``dropped`` counts what was kept of the source file and refers to something deleted."""

    def __init__(self, graph: ArgumentGraph) -> None:
        self.graph = graph
        self.bag = own_extra(graph.extra, NAME)
        self.node_bags = {node.id: own_extra(node.extra, NAME) for node in graph.nodes.values()}
        self.link_bags = {link.id: own_extra(link.extra, NAME) for link in graph.links.values()}
        self.groups = as_dict(self.bag.get("groups"))
        self.keys = Keys(self.bag)
        self.taken: set[str] = set(self.groups)
        self.prefixes = self._prefixes()
        self.ids = {node.id: self._id(self.node_bags[node.id].get("id"), node.id, "n") for node in graph.nodes.values()}
        self.holders = {
            self.ids[id_]: id_
            for id_, bag in self.node_bags.items()
            if bag.get("holds") and bag.get("id") == self.ids[id_]
        }
        alone = {link.id for link in graph.links.values() if self._is_edge(link)}
        self.link_ids = {
            link.id: self._id(as_dict(self.link_bags[link.id].get("node")).get("id"), link.id, "r")
            for link in graph.links.values()
            if link.id not in alone
        }
        self.aside = [part for part in as_list(self.bag.get("aside")) if self._has_ends(part)]
        self.dropped = len(as_list(self.bag.get("aside"))) - len(self.aside)

    @cached_property
    def drawing(self) -> Drawing:
        """How yEd draws it: a layout, which only the lines need."""
        return Drawing(self.graph)

    def lines(self) -> list[str]:
        """The lines of the file."""
        body = list(self._graph())
        names = "".join(attribute(f"xmlns:{prefix}" if prefix else "xmlns", ns) for ns, prefix in self.prefixes.items())
        return [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f"<graphml{names}{attribute('xsi:schemaLocation', _SCHEMA)}>",
            *(self._xml(key) for key in as_list(self.bag.get("keys"))),
            *self.keys.declarations(),
            *body,
            *(self._xml(part) for part in as_list(self.bag.get("beside"))),
            "</graphml>",
        ]

    def _prefixes(self) -> dict[str, str]:
        prefixes = {_NS: "", _Y: "y", _XSI: "xsi"}
        bags = [self.bag, *self.node_bags.values(), *self.link_bags.values()]
        for number, name in enumerate(sorted(namespaces_in(bags) - prefixes.keys())):
            if name and not name.startswith("http://www.w3.org/XML/"):
                prefixes[name] = f"ns{number}"
        return prefixes

    def _id(self, given: Any, own: str, letter: str) -> str:
        name = given if isinstance(given, str) and given and given not in self.taken else own
        number = 0
        while name in self.taken or not (_ID.fullmatch(name) or name == given):
            number += 1
            name = f"{letter}{len(self.taken) + number}"
        self.taken.add(name)
        return name

    def _is_edge(self, link: Link) -> bool:
        """Whether an edge can hold the link: no other bears on it, and the source file had no node for it."""
        simple = len(link.premises) == 1 and link.id not in self.graph.links_to
        return (
            simple and "node" not in self.link_bags[link.id] and (not link.on_link or "edge" in self.link_bags[link.id])
        )

    def _has_ends(self, element: Any) -> bool:
        missing = set(map(str, as_list(self.bag.get("missing"))))
        written = {*self.ids.values(), *self.link_ids.values(), *self.groups}
        ends = [str(as_dict(as_dict(element).get("attributes")).get(end, "")) for end in ("source", "target")]
        ends += [
            str(as_dict(as_dict(inner).get("attributes")).get("node", ""))
            for inner in as_list(as_dict(element).get("content"))
        ]
        return all(not end or end in written or end in missing for end in ends)

    def _graph(self) -> Iterator[str]:
        kept = {key: value for key, value in as_dict(self.bag.get("graph")).items() if "{" not in key}
        attributes = {"id": "G", "edgedefault": "directed", **kept}
        yield f"<graph{''.join(attribute(key, value) for key, value in attributes.items())}>"
        yield from self._about()
        members: defaultdict[str, list[Node | Link]] = defaultdict(list)
        for node in self.graph.nodes.values():
            members[self._group_of(node)].append(node)
        for link in self.graph.links.values():
            if link.id in self.link_ids:
                members[self._parent(as_dict(self.link_bags[link.id].get("node")))].append(link)
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for id_, bag in self.groups.items():
            groups[self._parent(as_dict(bag))].append(id_)
        yield from self._members("", members, groups)
        for link in self.graph.links.values():
            yield from self._relation_edges(link) if link.id in self.link_ids else [self._edge(link)]
        yield from (self._xml(part) for part in self.aside)
        yield "</graph>"

    def _about(self) -> Iterator[str]:
        values = {"title": self.graph.title, "description": self.graph.description}
        for element in as_list(self.bag.get("about")):
            name = self.keys.name_of(element, "graph")
            if name in TITLES[1:] and as_list(as_dict(element).get("content")) == [self.graph.title]:
                values["title"] = ""
            if name not in values:
                yield self._xml(element)
        for name, value in values.items():
            if value:
                yield self._data("graph", name, value)

    def _members(
        self, group: str, members: Mapping[str, list[Node | Link]], groups: Mapping[str, list[str]]
    ) -> Iterator[str]:
        """The nodes in a group, with what is in them, then the groups in it."""
        for part in members.get(group, ()):
            if isinstance(part, Link):
                yield self._relation(part)
            elif (id_ := self.ids[part.id]) in self.holders:
                yield self._node(part).removesuffix("</node>")
                yield from self._inner(id_, members, groups)
            else:
                yield self._node(part)
        for id_ in groups.get(group, ()):
            bag = as_dict(self.groups[id_])
            yield f"<node{self._attributes(bag, id_)}>"
            yield from (self._xml(child) for child in as_list(bag.get("children")))
            yield from self._inner(id_, members, groups)

    def _inner(
        self, id_: str, members: Mapping[str, list[Node | Link]], groups: Mapping[str, list[str]]
    ) -> Iterator[str]:
        yield f'<graph{attribute("id", f"{id_}:")} edgedefault="directed">'
        yield from self._members(id_, members, groups)
        yield "</graph></node>"

    def _group_of(self, node: Node) -> str:
        """The group in which the node stands: while it has its tag, and the node that is the group has its text."""
        bag = self.node_bags[node.id]
        group, tags = self._parent(bag), as_list(bag.get("group_tags"))
        if group in self.holders and tags[:1] != [one_line(self.graph.nodes[self.holders[group]].text)]:
            return ""
        return group if set(map(str, tags)) <= set(node.tags) else ""

    def _parent(self, bag: Mapping[str, Any]) -> str:
        """The group in which something stood, empty where it is gone or would stand in itself."""
        return next(iter(self._chain(bag)), "")

    def _chain(self, bag: Mapping[str, Any]) -> list[str]:
        """The groups in which something stood, the innermost first, up to one that is gone."""
        chain: list[str] = []
        group = str(bag.get("group", ""))
        while group in self.groups or group in self.holders:
            if group in chain or group == bag.get("id"):
                return []
            chain.append(group)
            above = self.node_bags[self.holders[group]] if group in self.holders else as_dict(self.groups[group])
            group = str(above.get("group", ""))
        return chain

    def _node(self, node: Node) -> str:
        bag = self.node_bags[node.id]
        fields = node_fields(node, implied_kind(node, self.graph))
        if not bag:
            fields["kind"] = node.kind.value  # for programs that imply nothing
        if self._group_of(node):
            told = as_list(bag.get("group_tags"))[: len(self._chain(bag))]
            own = [tag for tag in node.tags if tag not in told]
            fields = {name: value for name, value in fields.items() if name != "tags"} | ({"tags": own} if own else {})
        texts = fields_as_given(self._given("node", bag), node, fields)
        source = bag.get("source", "text")
        if bag.get("text") != node.text or "text" not in bag:
            texts["text" if source in ("", "drawn") else str(source)] = node.text
            source = "drawn" if source == "drawn" else "new"
        children = list(self._children("node", bag, texts, shown=node.text if source == "drawn" else None))
        if not bag:
            children.append(self._drawn("node", self.drawing.box(node)))
        return f"<node{self._attributes(bag, self.ids[node.id])}>{''.join(children)}</node>"

    def _children(self, domain: str, bag: dict[str, Any], texts: dict[str, str], *, shown: str | None) -> Iterator[str]:
        """The kept children with these fields in place of theirs, then the fields that are new."""
        left = dict(texts)
        for child in as_list(bag.get("children")):
            name = self.keys.name_of(child, domain)
            if name in left:
                yield self._data(domain, name, left.pop(name))
            elif name in _OWN and name not in texts and as_dict(child).get("content"):
                continue
            elif shown is not None and not name and bag.get("text") != shown:
                yield self._xml(_relabelled(child, str(bag.get("text")), shown))
                left.pop("text", None)
            else:
                yield self._xml(child)
        for name, value in left.items():
            yield self._data(domain, name, value)

    def _given(self, domain: str, bag: dict[str, Any]) -> dict[str, str]:
        found: dict[str, str] = {}
        for child in as_list(bag.get("children")):
            content = as_list(as_dict(child).get("content"))
            if len(content) == 1 and isinstance(content[0], str):
                found.setdefault(self.keys.name_of(child, domain), content[0])
        return found

    def _relation(self, link: Link) -> str:
        bag = as_dict(self.link_bags[link.id].get("node"))
        children = list(self._children("node", bag, self._link_texts("node", link, bag), shown=None))
        if not bag:
            children.append(self._drawn("node", self.drawing.circle(link)))
        return f"<node{self._attributes(bag, self.link_ids[link.id])}>{''.join(children)}</node>"

    def _relation_edges(self, link: Link) -> Iterator[str]:
        own, bag = self.link_ids[link.id], self.link_bags[link.id]
        ins = as_list(bag.get("ins"))
        for index, premise in enumerate(link.premises):
            kept = as_dict(ins[index]) if len(ins) == len(link.premises) else {}
            yield self._line(kept, self.ids[premise.node], own, link, {"role": premise.role} if premise.role else {})
        yield self._line(as_dict(bag.get("out")), own, self._target(link), link, {}, arrow=True)

    def _edge(self, link: Link) -> str:
        bag = as_dict(self.link_bags[link.id].get("edge"))
        texts = self._link_texts("edge", link, bag)
        if link.premises[0].role:
            texts["role"] = link.premises[0].role
        return self._line(bag, self.ids[link.premises[0].node], self._target(link), link, texts, arrow=True, named=True)

    def _line(
        self,
        bag: dict[str, Any],
        source: str,
        target: str,
        link: Link,
        texts: dict[str, str],
        *,
        arrow: bool = False,
        named: bool = False,
    ) -> str:
        kept = {**as_dict(bag.get("attributes")), "source": source, "target": target}
        if not bag and named and _ID.fullmatch(link.id):
            kept = {"id": link.id, **kept}
        children = list(self._children("edge", bag, texts, shown=None))
        if not bag:
            children.append(self._drawn("edge", self.drawing.line(link, arrow=arrow)))
        head = "".join(attribute(key, value) for key, value in kept.items() if "{" not in key)
        return f"<edge{head}>{''.join(children)}</edge>"

    def _link_texts(self, domain: str, link: Link, bag: dict[str, Any]) -> dict[str, str]:
        fields = {name: value for name, value in link_fields(link).items() if name != "roles"}
        given = self._given(domain, bag)
        texts = fields_as_given(given, link, fields)
        said = next((name for name in RELATIONS if type_of(given.get(name, ""))), "")
        if said and type_of(given[said]) is link.type:
            return texts
        drawn = bool(bag) and not said and self._was_read_as(bag, link)
        return texts if drawn else {said or "relation": relation_name(link.type, on_link=link.on_link), **texts}

    @staticmethod
    def _was_read_as(bag: dict[str, Any], link: Link) -> bool:
        """Whether the kept drawing alone was, and would be, read as this type."""
        return bag.get("read_as", link.type.value) == link.type.value

    def _target(self, link: Link) -> str:
        return self.link_ids[link.target] if link.on_link else self.ids[link.target]

    def _data(self, domain: str, name: str, value: str) -> str:
        return f"<data{attribute('key', self.keys.key(domain, name))}>{text(value)}</data>"

    def _attributes(self, bag: dict[str, Any], id_: str) -> str:
        kept = {**as_dict(bag.get("attributes")), "id": id_}
        return "".join(attribute(key, value) for key, value in kept.items() if "{" not in key)

    def _drawn(self, domain: str, inner: str) -> str:
        return f'<data key="{self.keys.drawing(domain)}">{inner}</data>'

    def _xml(self, element: Any) -> str:
        return xml_of(element, self.prefixes)


def _relabelled(element: Any, old: str, new: str) -> Any:
    """The drawing with the new text in the label that had the old one."""
    if not isinstance(element, dict):
        return element
    content = as_list(element.get("content"))
    if str(element.get("tag", "")).endswith(("NodeLabel", "Label.Text")) and plain_label(content) == old:
        return {**element, "content": [new, *(part for part in content if isinstance(part, dict))]}
    return {**element, "content": [_relabelled(part, old, new) for part in content]} if content else element
