"""From a graph to GraphML that networkx, yEd and Argmap read: fields as data, and a drawing of boxes and lines.

What came from a file stands there as it was. A link of one premise on a node is an edge, any other a node of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link, Node
from argmap.domain.layout import layout_of
from argmap.domain.layout.content import contents_of, sizes_of
from argmap.domain.tree import tree_of
from argmap.domain.vocabulary import NodeKind, relation_name, relation_sign
from argmap.formats._extra import as_dict, as_list, own_extra
from argmap.formats._graphml_read import NAME, RELATIONS, plain_label, type_of
from argmap.formats._losses import implied_kind
from argmap.formats._own.attributes import fields_as_given, link_fields, node_fields
from argmap.formats._svg_style import COLOURS
from argmap.formats._xml import attribute, namespaces_in, text, xml_of

_NS = "http://graphml.graphdrawing.org/xmlns"
_Y = "http://www.yworks.com/xml/graphml"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA = f"{_NS} http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd"
_ID = re.compile(r"[\w.:\-]{1,200}", re.ASCII)
_TYPES = {"main": "boolean", "implicit": "boolean", "confidence": "double", "strength": "double", "position": "int"}
_FILLS = {NodeKind.CLAIM: "#d7e6fb", NodeKind.EVIDENCE: "#dcefd9", NodeKind.COUNTERCLAIM: "#fbe0cc"}
_LINES = {"support": "line", "warrant": "line", "attack": "dashed", "undercut": "dotted", "rephrase": "line"}
_SIDE = 26.0  # of the circle that stands for a link

Place = tuple[float, float, float, float]  # x, y, width, height


class GraphmlWriter:
    """Writes one graph; ``dropped`` counts what was kept of the source file and refers to something deleted."""

    def __init__(self, graph: ArgumentGraph) -> None:
        self.graph = graph
        self.bag = own_extra(graph.extra, NAME)
        self.node_bags = {node.id: own_extra(node.extra, NAME) for node in graph.nodes.values()}
        self.link_bags = {link.id: own_extra(link.extra, NAME) for link in graph.links.values()}
        self.groups = as_dict(self.bag.get("groups"))
        self.key_names = self._known_keys()
        self.new_keys: dict[tuple[str, str], str] = {}
        self.drawn = self._drawing_keys()
        self.used_drawings: set[str] = set()
        self.taken: set[str] = set(self.groups)
        self.prefixes = self._prefixes()
        self.ids = {node.id: self._id(self.node_bags[node.id].get("id"), node.id, "n") for node in graph.nodes.values()}
        alone = {link.id for link in graph.links.values() if self._is_edge(link)}
        self.link_ids = {
            link.id: self._id(as_dict(self.link_bags[link.id].get("node")).get("id"), link.id, "r")
            for link in graph.links.values()
            if link.id not in alone
        }
        self.places: dict[str, Place] = {}
        self.aside = [part for part in as_list(self.bag.get("aside")) if self._has_ends(part)]
        self.dropped = len(as_list(self.bag.get("aside"))) - len(self.aside)

    def lines(self) -> list[str]:
        """The lines of the file."""
        self.places = self._layout()
        body = list(self._graph())
        names = "".join(attribute(f"xmlns:{prefix}" if prefix else "xmlns", ns) for ns, prefix in self.prefixes.items())
        return [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f"<graphml{names}{attribute('xsi:schemaLocation', _SCHEMA)}>",
            *(self._xml(key) for key in as_list(self.bag.get("keys"))),
            *self._declarations(),
            *body,
            *(self._xml(part) for part in as_list(self.bag.get("beside"))),
            "</graphml>",
        ]

    # keys and names

    def _known_keys(self) -> dict[tuple[str, str], str]:
        """(for, name in small letters) → id of the key in the source file."""
        found: dict[tuple[str, str], str] = {}
        for key in as_list(self.bag.get("keys")):
            known = as_dict(as_dict(key).get("attributes"))
            name = str(known.get("attr.name", "")).lower()
            for domain in ("node", "edge", "graph") if known.get("for", "all") == "all" else (known.get("for"),):
                found.setdefault((str(domain), name), str(known.get("id", "")))
        return found

    def _drawing_keys(self) -> dict[str, str]:
        ids = {str(as_dict(as_dict(key).get("attributes")).get("id")) for key in as_list(self.bag.get("keys"))}
        found = {}
        for domain, kind in (("node", "nodegraphics"), ("edge", "edgegraphics")):
            given = (
                known.get("id")
                for key in as_list(self.bag.get("keys"))
                if (known := as_dict(as_dict(key).get("attributes"))).get("yfiles.type") == kind
            )
            name = f"d_{domain}"
            while name in ids:
                name += "_"
            found[domain] = str(next(given, name))
        return found

    def _key(self, domain: str, name: str) -> str:
        known = self.key_names.get((domain, name)) or self.new_keys.get((domain, name))
        if known is None:
            known = f"{domain}_{name}"
            while known in self.key_names.values():
                known += "_"
            self.new_keys[domain, name] = known
        return known

    def _declarations(self) -> Iterator[str]:
        for (domain, name), id_ in self.new_keys.items():
            kind = _TYPES.get(name, "string")
            yield f'<key id="{id_}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>'
        known = {str(as_dict(as_dict(key).get("attributes")).get("id")) for key in as_list(self.bag.get("keys"))}
        for domain in sorted(self.used_drawings):
            if self.drawn[domain] not in known:
                yield f'<key id="{self.drawn[domain]}" for="{domain}" yfiles.type="{domain}graphics"/>'

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

    # the graph

    def _graph(self) -> Iterator[str]:
        kept = {key: value for key, value in as_dict(self.bag.get("graph")).items() if "{" not in key}
        attributes = {"id": "G", "edgedefault": "directed", **kept}
        yield f"<graph{''.join(attribute(key, value) for key, value in attributes.items())}>"
        yield from self._about()
        members: defaultdict[str, list[str]] = defaultdict(list)
        for node in self.graph.nodes.values():
            members[self._group_of(node)].append(self._node(node))
        for link in self.graph.links.values():
            if link.id in self.link_ids:
                group = str(as_dict(self.link_bags[link.id].get("node")).get("group", ""))
                members[group if group in self.groups else ""].append(self._relation(link))
        yield from self._members("", members)
        for link in self.graph.links.values():
            yield from self._relation_edges(link) if link.id in self.link_ids else [self._edge(link)]
        yield from (self._xml(part) for part in self.aside)
        yield "</graph>"

    def _about(self) -> Iterator[str]:
        values = {"title": self.graph.title, "description": self.graph.description}
        for element in as_list(self.bag.get("about")):
            name = self._name_of(element, "graph")
            if name not in values:
                yield self._xml(element)
        for name, value in values.items():
            if value:
                yield self._data("graph", name, value)

    def _members(self, group: str, members: Mapping[str, list[str]]) -> Iterator[str]:
        """The nodes in a group, then the groups in it."""
        yield from members.get(group, ())
        for id_, bag in self.groups.items():
            if as_dict(bag).get("group", "") == group and id_ != group:
                yield f"<node{self._attributes(as_dict(bag), id_)}>"
                yield from (self._xml(child) for child in as_list(as_dict(bag).get("children")))
                yield f'<graph{attribute("id", f"{id_}:")} edgedefault="directed">'
                yield from self._members(id_, members)
                yield "</graph></node>"

    def _group_of(self, node: Node) -> str:
        bag = self.node_bags[node.id]
        group = str(bag.get("group", ""))
        return group if group in self.groups and set(as_list(bag.get("group_tags"))) <= set(node.tags) else ""

    def _node(self, node: Node) -> str:
        bag = self.node_bags[node.id]
        fields = node_fields(node, implied_kind(node, self.graph))
        if not bag:
            fields["kind"] = node.kind.value  # for programs that imply nothing
        if self._group_of(node):
            own = [tag for tag in node.tags if tag not in as_list(bag.get("group_tags"))]
            fields = {name: value for name, value in fields.items() if name != "tags"} | ({"tags": own} if own else {})
        texts = fields_as_given(self._given("node", bag), node, fields)
        source = bag.get("source", "text")
        if bag.get("text") != node.text or "text" not in bag:
            texts["text" if source in ("", "drawn") else str(source)] = node.text
            source = "drawn" if source == "drawn" else "new"
        children = list(self._children("node", bag, texts, shown=node.text if source == "drawn" else None))
        if not bag:
            children.append(self._box(node))
        return f"<node{self._attributes(bag, self.ids[node.id])}>{''.join(children)}</node>"

    def _children(self, domain: str, bag: dict[str, Any], texts: dict[str, str], *, shown: str | None) -> Iterator[str]:
        """The kept children with these fields in place of theirs, then the fields that are new."""
        left = dict(texts)
        for child in as_list(bag.get("children")):
            name = self._name_of(child, domain)
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
                found.setdefault(self._name_of(child, domain), content[0])
        return found

    def _name_of(self, element: Any, domain: str) -> str:
        """The name of the data in an element, empty where it holds none or a drawing."""
        found = as_dict(element)
        key = str(as_dict(found.get("attributes")).get("key", ""))
        if not str(found.get("tag", "")).endswith("data") or any(
            isinstance(p, dict) for p in as_list(found.get("content"))
        ):
            return ""
        return next((name for (of, name), id_ in self.key_names.items() if of == domain and id_ == key), key.lower())

    # links

    def _relation(self, link: Link) -> str:
        bag = as_dict(self.link_bags[link.id].get("node"))
        children = list(self._children("node", bag, self._link_texts("node", link, bag), shown=None))
        if not bag:
            children.append(self._circle(link))
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
            children.append(self._polyline(link, arrow=arrow))
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

    # drawing

    def _layout(self) -> dict[str, Place]:
        tree = tree_of(self.graph)
        layout = layout_of(tree, sizes=sizes_of(contents_of(tree)))
        return {
            box.item.node.id: (box.x, box.y, box.width, box.height)
            for box in layout.boxes.values()
            if box.item.node is not None and box.item.reference is None
        }

    def _box(self, node: Node) -> str:
        line = COLOURS[f"{node.kind.value}-ink"][0]
        style, width = ("dashed" if node.implicit else "line"), ("3.0" if node.main else "1.0")
        x, y, wide, high = self.places.get(node.id, (0.0, 0.0, 240.0, 60.0))
        label = f'<y:NodeLabel{_LABEL} fontSize="13" autoSizePolicy="node_width" configuration="CroppingLabel">'
        return self._drawing(
            "node",
            f"<y:ShapeNode>{_geometry(x, y, wide, high)}"
            f'<y:Fill color="{_FILLS[node.kind]}" transparent="false"/>'
            f'<y:BorderStyle color="{line}" type="{style}" width="{width}"/>'
            f'{label}{text(node.text)}</y:NodeLabel><y:Shape type="roundrectangle"/></y:ShapeNode>',
        )

    def _circle(self, link: Link) -> str:
        ends = [self.places[id_] for id_ in [link.premises[0].node, link.target] if id_ in self.places]
        x = sum(place[0] + place[2] / 2 for place in ends) / max(1, len(ends)) - _SIDE / 2
        y = sum(place[1] + place[3] / 2 for place in ends) / max(1, len(ends)) - _SIDE / 2
        self.places[link.id] = (x, y, _SIDE, _SIDE)
        colour = COLOURS[relation_name(link.type, on_link=link.on_link)][0]
        sign = relation_sign(link.type, on_link=link.on_link)
        return self._drawing(
            "node",
            f"<y:ShapeNode>{_geometry(x, y, _SIDE, _SIDE)}"
            '<y:Fill color="#ffffff" transparent="false"/>'
            f'<y:BorderStyle color="{colour}" type="line" width="1.5"/>'
            f'<y:NodeLabel{_LABEL} fontSize="13">{sign}</y:NodeLabel><y:Shape type="ellipse"/></y:ShapeNode>',
        )

    def _polyline(self, link: Link, *, arrow: bool) -> str:
        relation = relation_name(link.type, on_link=link.on_link)
        return self._drawing(
            "edge",
            f'<y:PolyLineEdge><y:LineStyle color="{COLOURS[relation][0]}" type="{_LINES[relation]}" width="1.5"/>'
            f'<y:Arrows source="none" target="{"standard" if arrow else "none"}"/></y:PolyLineEdge>',
        )

    def _drawing(self, domain: str, inner: str) -> str:
        self.used_drawings.add(domain)
        return f'<data key="{self.drawn[domain]}">{inner}</data>'

    def _data(self, domain: str, name: str, value: str) -> str:
        return f"<data{attribute('key', self._key(domain, name))}>{text(value)}</data>"

    def _attributes(self, bag: dict[str, Any], id_: str) -> str:
        kept = {**as_dict(bag.get("attributes")), "id": id_}
        return "".join(attribute(key, value) for key, value in kept.items() if "{" not in key)

    def _xml(self, element: Any) -> str:
        return xml_of(element, self.prefixes)


_LABEL = ' fontFamily="Dialog" textColor="#1f1d1a"'
_OWN = frozenset(
    {
        *("kind", "evidence_type", "main", "implicit", "attribution", "sources", "confidence", "note", "tags"),
        *("position", "role", "scheme", "strength"),
    }
)


def _geometry(x: float, y: float, width: float, height: float) -> str:
    return f'<y:Geometry x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"/>'


def _relabelled(element: Any, old: str, new: str) -> Any:
    """The drawing with the new text in the label that had the old one."""
    if not isinstance(element, dict):
        return element
    content = as_list(element.get("content"))
    if str(element.get("tag", "")).endswith(("NodeLabel", "Label.Text")) and plain_label(content) == old:
        return {**element, "content": [new, *(part for part in content if isinstance(part, dict))]}
    return {**element, "content": [_relabelled(part, old, new) for part in content]} if content else element
