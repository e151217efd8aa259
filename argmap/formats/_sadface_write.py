"""From a graph to a SADFace document: what came from one as it was, the rest new."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from argmap.domain.graph import ArgumentGraph, Article, Node
from argmap.domain.quick import changed
from argmap.domain.vocabulary import LinkType
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
from argmap.formats._sadface_document import SADFACE, core_of, home_of, stated_type
from argmap.formats._sadface_read import article_said, said_scheme
from argmap.formats._scheme_drawing import AIF_TYPES, LAST, Drawing, DrawnNode, DrawnScheme, drawing_of, in_order
from argmap.formats._scheme_kept import Placed, Survivors, placed, survivors_of
from argmap.formats._scheme_records import Record
from argmap.formats._schemes import scheme_name
from argmap.formats._text import storable_text
from argmap.formats._times import time_of_id

OLD, NEW = "old", "new"
_VERSIONS = {OLD: "0.2", NEW: "0.5.4.0"}
_TYPES = {"RA": "inference", "CA": "conflict", "MA": "inference"}
_NAMES = {"RA": "support", "CA": "attack", "MA": "rephrase"}


@dataclass(frozen=True, slots=True)
class Written:
    """The file's JSON value, and how many kept records had to go because what they refer to was deleted."""

    value: dict[str, Any]
    dropped: int


def written(graph: ArgumentGraph, dialect: str = "") -> Written:
    """The graph as a document in this dialect; empty: in that of the file from which it came, else the new one."""
    return _Writer(graph, dialect).written()


@dataclass(frozen=True, slots=True)
class _Resource:
    id: str
    at: int
    record: Record


class _Writer:
    def __init__(self, graph: ArgumentGraph, dialect: str) -> None:
        self.graph = graph
        self.wanted = dialect
        self.drawing: Drawing = drawing_of(
            graph, SADFACE, id_for=uuid_for, is_plain=lambda link: says_nothing(link, SADFACE.name)
        )
        self.kept = self.drawing.kept
        self.bag = own_extra(graph.extra, SADFACE.name)
        self.dialect = dialect or self._dialect_of_the_file()
        self.other_resources = list(placed(self.bag.get("resources")))
        self.resource_id: dict[str, str] = {}
        self.taken: set[str] = set()  # ids of resources
        self.read = frozenset(map(str, self.bag.get("articles", ())))  # ids of articles in the source file
        self.resources = [self._resource(article) for article in graph.articles.values()]
        known = [*(r.record for r in self.resources), *(record for _, record in self.other_resources)]
        self.known_resources = {plain(record.get("id")) for record in known}
        self.articles = {self.resource_id[article.id]: article for article in graph.articles.values()}
        self.searches = any(article.revisions for article in graph.articles.values())
        self.claim = self._claim()
        self.dropped = 0

    def written(self) -> Written:
        drawing, kept = self.drawing, self.kept
        made = [*map(self._node, drawing.nodes), *map(self._scheme, drawing.schemes)]
        left = survivors_of(kept, {plain(record["id"]) for _, record in made}, SADFACE)
        resources = [*((r.at, r.record) for r in self.resources), *self.other_resources]
        lists = {
            "resources": in_order(resources),
            "nodes": in_order([*made, *left.nodes]),
            "edges": self._edges(left),
        }
        value: dict[str, Any] = {**self._head(), **lists}
        for name in lists:
            if not value[name] and name in kept.empty:
                value[name] = None
            elif not value[name] and name in self.bag.get("absent", ()):
                del value[name]
        return Written(value, self.dropped + left.dropped)

    def _dialect_of_the_file(self) -> str:
        bags = [scheme.bag for scheme in self.drawing.schemes if scheme.bag]
        return OLD if any(bag.record.get("type") == "scheme" for bag in bags) else NEW

    def _resource(self, article: Article) -> _Resource:
        bag = own_extra(article.extra, SADFACE.name)
        kept = bag.get("record")
        kept = kept if isinstance(kept, dict) else {}
        id_ = kept["id"] if isinstance(kept.get("id"), str) else uuid_for(article.id)
        while id_ in self.taken:
            id_ = uuid_for(id_ + "'")
        self.taken.add(id_)
        self.resource_id[article.id] = id_
        content = article.revisions[-1].text if article.revisions else ""
        about = {key: getattr(article, key) for key in ("title", "author", "url") if getattr(article, key)}
        record = {"type": "text", "metadata": {"core": about}} | kept | {"id": id_, "content": content}
        inferred = article_said(record, id_)
        own = own_json(article, inferred, SADFACE.name)
        texts = own_texts(article, inferred)
        if texts:
            own["revisions"] = texts
        keep_id(own, article.id, id_, bag)
        if not content and not own:
            own = {"title": article.title}  # an empty text is an article only where we say so
        at = bag.get("at")
        return _Resource(id_, at if isinstance(at, int) else LAST, _with_own(record, own))

    def _node(self, drawn: DrawnNode) -> Placed:
        node, bag = drawn.node, drawn.bag
        fresh: Record = {"type": "atom", "text": "", "sources": [], "metadata": {"core": {}}}
        record = dict(bag.record) if bag else fresh
        record["id"] = drawn.id
        as_read = bag is not None and plain(record.get("text")) == node.text
        if not as_read:
            record["text"] = node.text
        if stated_type(plain(record.get("type")), "") != "I":
            record["type"] = "atom"
        more = bag.more if bag else {}
        search = Search.of(more) if as_read else Search(known=False)
        sources, places = self._sources(node, record.get("sources"), more.get("places"), search)
        if sources or record.get("sources"):
            record["sources"] = sources
        inferred = Node(node.id, implied_kind(node, self.graph), node.text, main=self.claim == drawn.id)
        own = own_json(node, inferred, SADFACE.name)
        if sources or node.implicit or not self.searches:
            search = Search(places)
        if not search.known or len(search.places) != len(node.spans) or search.places != self._places(node):
            own["spans"] = own_spans(node, self.graph, self.resource_id)
        keep_id(own, node.id, drawn.id, more)
        return bag.at if bag else LAST, _with_own(record, own)

    def _places(self, node: Node) -> list[list[Any]]:
        """The places of the node's spans in the newest texts, with the resources' ids."""
        return [[self.resource_id[article], start, end] for article, start, end in places_of(node, self.graph)]

    def _sources(self, node: Node, kept: Any, places: Any, search: Search) -> tuple[list[Any], list[list[Any]]]:
        """The node's sources: those of the file that are still true, then new ones; and the places that they tell.

        None where a search by the node's words finds the same again.
        """
        wanted: list[list[Any]] = self._places(node)
        told: list[list[Any]] = []
        sources: list[Any] = []
        if not kept and search.known and search.places == wanted:
            return [], []
        kept = kept if isinstance(kept, list) else []
        places = places if isinstance(places, list) and len(places) == len(kept) else [None] * len(kept)
        for source, place in zip(kept, places, strict=True):
            if place in wanted:
                told.append(place)
                sources.append(source)
            elif place is None and self._is_there(source):
                sources.append(source)
            elif place is None:
                self.dropped += 1
        for place in wanted:
            if place not in told:
                told.append(place)
                sources.append(self._source(*place))
        return sources, told

    def _is_there(self, source: Any) -> bool:
        """Whether a source that makes no span refers to nothing that was deleted."""
        resource = plain(source.get("resource_id")) if isinstance(source, Mapping) else ""
        return resource in self.known_resources or resource not in self.read

    def _source(self, resource: str, start: int, end: int) -> Record:
        text = self.articles[resource].revisions[-1].text[start:end]
        return {"resource_id": resource, "text": text, "offset": start, "length": end - start}

    def _scheme(self, scheme: DrawnScheme) -> Placed:
        link, bag = scheme.first, scheme.bag
        record: Record = dict(bag.record) if bag else {"type": "", "name": "", "metadata": {"core": {}}}
        record["id"] = self.drawing.link_id[link.id]
        aif_type, name = AIF_TYPES[link.type], plain(record.get("name"))
        as_read = stated_type(plain(record.get("type")), name) == aif_type
        if not bag or not as_read or said_scheme(name, aif_type, mutual=scheme.mutual) != link.scheme:
            name = "disagree" if scheme.mutual else scheme_name(link.scheme) or _NAMES[aif_type]
            record |= {"type": "scheme" if self.dialect == OLD else _TYPES[aif_type], "name": name}
        elif self.wanted:
            record["type"] = "scheme" if self.wanted == OLD else _TYPES[aif_type]
        stated = stated_type(plain(record.get("type")), name)
        other = LinkType.ATTACK if link.type is LinkType.SUPPORT else LinkType.SUPPORT
        inferred = changed(
            bare_link(link),
            type=link.type if stated == aif_type else other,
            scheme=said_scheme(name, aif_type, mutual=scheme.mutual),
        )
        own = own_json(link, inferred, SADFACE.name)
        roles = own_roles(link, self.drawing.node_id)
        if roles:
            own["roles"] = roles
        keep_id(own, link.id, record["id"], bag.more if bag else {})
        return bag.at if bag else LAST, _with_own(record, own)

    def _edges(self, left: Survivors) -> list[Record]:
        new = (
            {"id": uuid_for(f"{source} > {target}"), "source_id": source, "target_id": target}
            for source, target in self.drawing.new_edges
        )
        return [*in_order([*self.drawing.edges, *left.edges]), *new]

    def _head(self) -> dict[str, Any]:
        """The keys of the file beside its lists, with title, description and main claim of the map."""
        graph, kept = self.graph, self.kept.lists
        head: dict[str, Any] = {"metadata": {"core": self._fresh_core()}} if kept is None else dict(kept)
        core = head
        if isinstance(head.get("metadata"), dict):
            head["metadata"] = metadata = dict(head["metadata"])
            if isinstance(metadata.get("core"), dict):
                metadata["core"] = core = dict(metadata["core"])
        for key, value in (("title", graph.title), ("description", graph.description)):
            if value != storable_text(home_of(head, key).get(key)):
                (core if home_of(head, key) is core else head["metadata"])[key] = value
        if self.claim is not None:
            core["claim"] = self.claim
        elif self.bag.get("claimed"):
            core.pop("claim", None)
        if self.wanted:
            core["version"] = _VERSIONS[self.wanted]
        own = own_map(graph, SADFACE.name)
        return _with_own(head, own) if own else head

    def _fresh_core(self) -> Record:
        """What every document says of itself; arguebuf needs title, description and notes too."""
        times = sorted(filter(None, map(time_of_id, [*self.graph.nodes, *self.graph.links])))
        first, last = (times[0], times[-1]) if times else ("", "")
        return {
            "version": _VERSIONS[self.dialect],
            "id": uuid_for(self.graph.id),
            "analyst_name": "",
            "analyst_email": "",
            "created": first,
            "edited": last,
            "title": "",
            "description": "",
            "notes": "",
        }

    def _claim(self) -> str | None:
        """The id of the main claim that the document names: the one that it named, else the first."""
        ids = [plain(drawn.id) for drawn in self.drawing.nodes if drawn.node.main]
        core = core_of(self.kept.lists or {})
        return core["claim"] if core.get("claim") in ids else next(iter(ids), None)


def _with_own(record: Record, own: dict[str, Any]) -> Record:
    if not own:
        return record
    metadata = record.get("metadata")
    return {**record, "metadata": {**(metadata if isinstance(metadata, dict) else {}), OWN: own}}
