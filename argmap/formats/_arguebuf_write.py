"""From our graph to an arguebuf graph: what came from one as it was, the rest new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from argmap.domain.graph import ArgumentGraph, Article, Node
from argmap.domain.quick import changed
from argmap.domain.vocabulary import LinkType
from argmap.formats._arguebuf_document import (
    ARGUEBUF,
    EARLY,
    ID,
    MAPS,
    either,
    part_of,
    reference_in,
    stated_scheme,
    stated_type,
)
from argmap.formats._arguebuf_read import article_said, attribution_said, quotation_of
from argmap.formats._arguebuf_schemes import KINDS, enum_of
from argmap.formats._extra import own_extra
from argmap.formats._fields import plain
from argmap.formats._losses import implied_kind
from argmap.formats._own.records import (
    OWN,
    bare_link,
    keep_id,
    own_json,
    own_map,
    own_roles,
    own_texts,
    says_nothing,
    uuid_for,
)
from argmap.formats._quotations import Search, own_spans, places_of
from argmap.formats._scheme_drawing import AIF_TYPES, LAST, Drawing, DrawnNode, DrawnScheme, drawing_of, in_order
from argmap.formats._scheme_kept import Placed, survivors_of
from argmap.formats._scheme_records import Record
from argmap.formats._text import storable_text
from argmap.formats._times import time_of_id
from argmap.formats._unused import Unused


@dataclass(frozen=True, slots=True)
class Written:
    """The file's JSON value, and how many kept records had to go because what they refer to was deleted."""

    value: dict[str, Any]
    dropped: int


def written(graph: ArgumentGraph) -> Written:
    """The graph as the JSON of an arguebuf graph."""
    return _Writer(graph).written()


class _Writer:
    def __init__(self, graph: ArgumentGraph) -> None:
        self.graph = graph
        self.drawing: Drawing = drawing_of(graph, ARGUEBUF, is_plain=lambda link: says_nothing(link, ARGUEBUF.name))
        self.kept = self.drawing.kept
        self.bag = own_extra(graph.extra, ARGUEBUF.name)
        self.lists: dict[str, Any] = dict(self.kept.lists) if self.kept.lists is not None else {"schemaVersion": 1}
        self.participants = dict(part_of(self.lists, "participants"))
        self.by_name = {storable_text(part_of(self.participants, id_).get("name")): id_ for id_ in self.participants}
        self.resource_id: dict[str, str] = {}
        self.unused = Unused()  # gives the ids of resources
        self.read = frozenset(map(str, self.bag.get("articles", ())))  # ids of articles in the source file
        self.resources = in_order([self._resource(article) for article in graph.articles.values()])
        self.texts = {self.resource_id[a.id]: a.revisions[-1].text for a in graph.articles.values() if a.revisions}
        self.major = self._major()
        self.dropped = 0

    def written(self) -> Written:
        drawing = self.drawing
        nodes = [self._node(drawn) for drawn in drawing.nodes]
        there = {plain(record[ID]) for _, record in nodes} | set(map(plain, drawing.link_id.values()))
        left = survivors_of(self.kept, there, ARGUEBUF)
        made = [*nodes, *(self._scheme(scheme, left.alive) for scheme in drawing.schemes), *left.nodes]
        new = [
            {ID: uuid_for(f"{source} > {target}"), "source": source, "target": target}
            for source, target in drawing.new_edges
        ]
        maps = {
            "nodes": _by_id(in_order(made)),
            "edges": _by_id([*in_order([*drawing.edges, *left.edges]), *new]),
            "resources": _by_id(self.resources),
        }
        value = {name: maps[name] for name in MAPS if maps[name] or name in self.kept.empty or name == "nodes"}
        return Written(value | self._head(), self.dropped + left.dropped)

    def _resource(self, article: Article) -> Placed:
        bag = own_extra(article.extra, ARGUEBUF.name)
        kept = bag.get("record")
        kept = kept if isinstance(kept, dict) else {}
        id_ = self.unused(kept[ID] if isinstance(kept.get(ID), str) and kept[ID] else article.id)
        self.resource_id[article.id] = id_
        text = article.revisions[-1].text if article.revisions else ""
        record = {ID: id_, **({"text": text} if text else {}), **(kept or _about(article))} | {ID: id_}
        inferred = article_said(record, id_)
        own = own_json(article, inferred, ARGUEBUF.name)
        texts = own_texts(article, inferred)
        if texts:
            own["revisions"] = texts
        keep_id(own, article.id, id_, bag)
        at = bag.get("at")
        return at if isinstance(at, int) else LAST, _with_own(record, own)

    def _node(self, drawn: DrawnNode) -> Placed:
        node, bag = drawn.node, drawn.bag
        record: Record = dict(bag.record) if bag else _times({}, node.id)
        record[ID] = drawn.id
        atom = dict(part_of(record, "atom"))
        as_read = bag is not None and atom.get("text", "") == node.text
        if not as_read:
            atom["text"] = node.text
        more = bag.more if bag else {}
        search = Search.of(more) if as_read else Search(known=False)
        told = self._refer(node, atom, more.get("place"), search)
        self._attribute(node, atom)
        record.pop("scheme", None)
        record["atom"] = atom
        if told is not None or node.implicit or not self.texts:
            search = Search([told] if told else [])
        inferred = Node(
            node.id,
            implied_kind(node, self.graph),
            node.text,
            main=self.major == drawn.id,
            attribution=attribution_said(record, self.participants),
        )
        own = own_json(node, inferred, ARGUEBUF.name)
        if not search.known or len(search.places) != len(node.spans) or search.places != self._places(node):
            own["spans"] = own_spans(node, self.graph, self.resource_id)
        keep_id(own, node.id, drawn.id, more)
        return bag.at if bag else LAST, _with_own(record, own)

    def _places(self, node: Node) -> list[list[Any]]:
        """The places of the node's spans in the newest texts, with the resources' ids."""
        return [[self.resource_id[article], start, end] for article, start, end in places_of(node, self.graph)]

    def _refer(self, node: Node, atom: Record, place: Any, search: Search) -> list[Any] | None:
        """Give the atom its reference, that of the file where it is still true, and return the place that it tells.

        None where the atom has none; an empty one where its reference tells no place.
        """
        wanted = self._places(node)
        kept = quotation_of({"atom": atom})
        if kept is None:
            if not wanted or (search.known and search.places == wanted):
                return None
        elif (place is None and not wanted and self._is_there(kept.article)) or (wanted and place == wanted[0]):
            return place or []
        elif not wanted:
            self.dropped += place is None
            del atom[reference_in(atom)]
            return None
        resource, start, end = wanted[0]
        offset = {"offset": start} if start else {}
        atom[reference_in(atom)] = {"resource": resource, **offset, "text": self.texts[resource][start:end]}
        return wanted[0]

    def _is_there(self, resource: str) -> bool:
        """Whether a reference that makes no span refers to nothing that was deleted."""
        return resource in self.unused or resource not in self.read

    def _attribute(self, node: Node, atom: Record) -> None:
        """Name the participant who says the atom; a new one where none has that name."""
        if attribution_said({"atom": atom}, self.participants) == node.attribution:
            return
        atom.pop("participant", None)
        name = node.attribution
        if not name:
            return
        if name not in self.by_name:
            self.by_name[name] = uuid_for(f"participant {name}")
            self.participants[self.by_name[name]] = {"name": name}
        atom["participant"] = self.by_name[name]

    def _scheme(self, drawn: DrawnScheme, alive: Any) -> Placed:
        link, bag = drawn.first, drawn.bag
        record: Record = dict(bag.record) if bag else _times({}, link.id)
        record[ID] = self.drawing.link_id[link.id]
        scheme = dict(part_of(record, "scheme"))
        aif_type, kind = AIF_TYPES[link.type], link.type.value
        if not bag or stated_type(record) != aif_type or storable_text(stated_scheme(record)) != link.scheme:
            scheme = {key: value for key, value in scheme.items() if key not in (*KINDS, *EARLY)}
            scheme[kind] = enum_of(kind, link.scheme)
        for name in ("premiseDescriptors", "premise_descriptors"):
            if isinstance(scheme.get(name), list):
                scheme[name] = [id_ for id_ in scheme[name] if not isinstance(id_, str) or alive(id_)]
        record.pop("atom", None)
        record["scheme"] = scheme
        other = LinkType.ATTACK if link.type is LinkType.SUPPORT else LinkType.SUPPORT
        stated = link.type if stated_type(record) == aif_type else other
        inferred = changed(bare_link(link), type=stated, scheme=storable_text(stated_scheme(record)))
        own = own_json(link, inferred, ARGUEBUF.name)
        roles = own_roles(link, self.drawing.node_id)
        if roles:
            own["roles"] = roles
        keep_id(own, link.id, record[ID], bag.more if bag else {})
        return bag.at if bag else LAST, _with_own(record, own)

    def _head(self) -> dict[str, Any]:
        """The keys of the file beside nodes, edges and resources."""
        graph, head = self.graph, dict(self.lists)
        if self.participants or "participants" in head:
            head["participants"] = self.participants or head.get("participants")
        key = "major_claim" if "major_claim" in head else "majorClaim"
        if self.major is not None:
            head[key] = self.major
        elif self.bag.get("claimed"):
            head.pop(key, None)
        if self.kept.lists is None:
            times = sorted(filter(None, map(time_of_id, [*graph.nodes, *graph.links])))
            head |= {"metadata": {"created": f"{times[0]}Z", "updated": f"{times[-1]}Z"}} if times else {}
        about = dict(part_of(head, "userdata"))
        for name, value in (("title", graph.title), ("description", graph.description)):
            if value != storable_text(about.get(name)):
                about[name] = value
        if about:
            head["userdata"] = about
        return _with_own(head, own_map(graph, ARGUEBUF.name))

    def _major(self) -> str | None:
        """The id of the main claim that the file names: the one that it named, else the first."""
        ids = [plain(drawn.id) for drawn in self.drawing.nodes if drawn.node.main]
        named = either(self.lists, "majorClaim", "major_claim")
        return named if named in ids else next(iter(ids), None)


def _about(article: Article) -> Record:
    """What is said of a new resource."""
    published = {"timestamp": f"{article.published.isoformat()}T00:00:00Z"} if article.published else {}
    given = {"title": article.title, "source": article.url or article.publication}
    return {key: value for key, value in given.items() if value} | published


def _times(record: Record, id_: str) -> Record:
    time = time_of_id(id_)
    return record | ({"metadata": {"created": f"{time}Z", "updated": f"{time}Z"}} if time else {})


def _with_own(record: Record, own: Mapping[str, Any]) -> Record:
    if not own:
        return record
    return {**record, "userdata": {**part_of(record, "userdata"), OWN: dict(own)}}


def _by_id(records: list[Record]) -> dict[str, Record]:
    return {record[ID]: {key: value for key, value in record.items() if key != ID} for record in records}
