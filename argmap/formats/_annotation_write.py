"""A graph as W3C Web Annotations; what the Recommendation has no word for stands under terms of our own."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from argmap.domain.graph import ArgumentGraph, Article, Extra, Highlight, Link, Node, Span
from argmap.domain.vocabulary import relation_name
from argmap.formats._argmap_write import article_to_json
from argmap.formats._extra import other_bags, own_extra
from argmap.formats._json import dump_json

NAME = "web-annotation"
ANNO = "http://www.w3.org/ns/anno.jsonld"
VOCABULARY = "urn:argmap:vocabulary:"
_PLAIN = (
    *("evidenceType", "main", "implicit", "attribution", "confidence", "position", "scheme", "strength", "sha256"),
    *("key", "resolved", "resolvedBy"),
)
_TERMS: dict[str, Any] = {
    "@version": 1.1,
    "argmap": VOCABULARY,
    "RevisionState": "argmap:RevisionState",
    "argumentRelation": {"@id": "argmap:argumentRelation", "@type": "@id"},
    "threadState": {"@id": "argmap:threadState", "@type": "@id"},
    "sources": {"@id": "argmap:sources", "@container": "@list"},
    "roles": {"@id": "argmap:roles", "@container": "@list"},
    "passage": {"@id": "argmap:passage", "@container": "@list"},
    "articles": {"@id": "argmap:articles", "@type": "@json"},
    "extra": {"@id": "argmap:extra", "@type": "@json"},
    **{term: f"argmap:{term}" for term in _PLAIN},
}
CONTEXT = [ANNO, _TERMS]
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x1f]+", re.IGNORECASE)

Json = dict[str, Any]
_REPLACED = frozenset({"bodies", "bodyValue", "hasBody", "hasTarget", "motivatedBy"})  # other names of what we write


class Writing:
    """The annotations of a graph, with what a file said beyond our model put back; ``dropped`` counts what was not."""

    def __init__(self, graph: ArgumentGraph, *, with_texts: bool) -> None:
        self.graph, self.with_texts = graph, with_texts
        self.names = Names(graph)
        self.kept = own_extra(graph.extra, NAME)
        self.nodes = [self._node(node) for node in graph.nodes.values()]
        self.links = [self._link(link) for link in graph.links.values()]
        self.highlights = [highlight_annotation(one, self.names) for one in graph.highlights.values()]
        given = [aside for aside in _list_of(self.kept.get("asides")) if isinstance(aside, Mapping)]
        self.asides = _standing(given, {str(item.get("id")) for item in (*self.nodes, *self.links)})
        self.dropped = len(given) - len(self.asides)

    def file(self, *comments: Json) -> bytes:
        """The collection with its page, an annotation on each line, ``comments`` behind those of its parts."""
        graph, items = self.graph, [*self.nodes, *self.links, *self.highlights, *comments, *self.asides]
        articles = [article_to_json(article) for article in graph.articles.values()] if self.with_texts else []
        head = {
            "@context": [*CONTEXT, *_list_of(self.kept.get("context"))],
            "id": self.names.map,
            "type": "AnnotationCollection",
            **_given(label=graph.title, summary=graph.description, key=key_of(graph.id, self.names.map, self.kept)),
            **_given(articles=articles, extra=other_bags(graph.extra, NAME)),
            "total": len(items),
        }
        head |= {key: value for key, value in _mapping(self.kept.get("head")).items() if key not in head}
        return _file(head, self.names.page, items)

    def _node(self, node: Node) -> Json:
        item = node_annotation(node, self.graph, self.names)
        return _as_it_was(item, own_extra(node.extra, NAME), essence(node)) if node.extra else item

    def _link(self, link: Link) -> Json:
        item = link_annotation(link, self.names)
        return _as_it_was(item, own_extra(link.extra, NAME), link_essence(link, self.names)) if link.extra else item


def _standing(asides: list[Mapping[str, Any]], made: set[str]) -> list[Json]:
    """The annotations kept aside whose needs are there, among the made ones or among themselves."""
    while True:
        known = made | {str(aside["annotation"].get("id")) for aside in asides}
        left = [aside for aside in asides if known.issuperset(_list_of(aside.get("needs")))]
        if len(left) == len(asides):
            return [aside["annotation"] for aside in left]
        asides = left


def _as_it_was(item: Json, bag: Mapping[str, Any], digest: str) -> Json:
    """The annotation of the file where nothing was changed here; else ours with what only the file's has."""
    original = _mapping(bag.get("annotation"))
    if not original:
        return item
    if bag.get("digest") == digest:
        return dict(original)
    return item | {key: value for key, value in original.items() if key not in item and key not in _REPLACED}


def essence(node: Node) -> str:
    """A digest of what the node says and where, by which a later change is known."""
    spans = [[span.start, span.end, span.exact] for span in node.spans]
    marks = [node.kind, node.main, node.implicit, node.evidence_type, node.confidence, node.position]
    return _digest([node.text, node.note, node.attribution, list(node.sources), list(node.tags), marks, spans])


def link_essence(link: Link, names: Names) -> str:
    """A digest of what the link says and joins."""
    ends = [[names.node(premise.node), premise.role] for premise in link.premises]
    goal = names.link(link.target) if link.on_link else names.node(link.target)
    return _digest([link.type, ends, goal, link.scheme, link.strength, link.note, list(link.tags), link.position])


def _digest(value: Any) -> str:
    return sha256(json.dumps(value).encode()).hexdigest()[:16]


def key_of(id: str, iri: str, bag: Mapping[str, Any]) -> str:
    """Our own id where the IRI does not tell it; that of the file where it keeps one."""
    return str(bag["key"]) if "key" in bag else "" if iri == f"urn:uuid:{id}" or "id" in bag else id


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list_of(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


class Names:
    """The IRI of each part: its own UUID where its id is one, else a UUID made from the map's and its own id."""

    def __init__(self, graph: ArgumentGraph) -> None:
        kept = own_extra(graph.extra, NAME)
        self._base = f"{kept.get('key') or graph.id}/"
        self.map = _iri(graph.extra) or self._of("map", graph.id)
        self.page = self._of("page", "1")
        self._given = {("node", n.id): _iri(n.extra) for n in graph.nodes.values() if n.extra}
        self._given |= {("link", li.id): _iri(li.extra) for li in graph.links.values() if li.extra}
        self.articles = {article.id: self._article(article) for article in graph.articles.values()}
        self.revisions = {r.id: r.sha256 for article in graph.articles.values() for r in article.revisions}

    def take(self, iris: Mapping[str, str]) -> None:
        """Name nodes and links with these ids by these IRIs."""
        self._given |= {(what, id): iri for id, iri in iris.items() for what in ("node", "link")}

    def node(self, id: str) -> str:
        return self._of("node", id)

    def link(self, id: str) -> str:
        return self._of("link", id)

    def highlight(self, id: str) -> str:
        return self._of("highlight", id)

    def comment(self, id: str) -> str:
        return self._of("comment", id)

    def revision(self, id: str) -> str:
        return self._of("revision", id)

    def _article(self, article: Article) -> str:
        given = _iri(article.extra)
        if given:
            return given
        return article.url if _ADDRESS.fullmatch(article.url) else self._of("article", article.id)

    def _of(self, what: str, id: str) -> str:
        given = self._given.get((what, id)) if what in ("node", "link") else ""
        if given:
            return given
        own = _uuid(id)
        return f"urn:uuid:{own or uuid5(NAMESPACE_URL, f'{VOCABULARY}{self._base}{what}/{id}')}"


def _iri(extra: Extra) -> str:
    """The IRI that the object has in the file that it came from."""
    bag = own_extra(extra, NAME) if extra else {}
    iri = bag.get("id") or _mapping(bag.get("annotation")).get("id")
    return iri if isinstance(iri, str) else ""


def _uuid(id: str) -> UUID | None:
    try:
        found = UUID(id)
    except ValueError:
        return None
    return found if str(found) == id else None


def node_annotation(node: Node, graph: ArgumentGraph, names: Names) -> Json:
    return {
        "id": names.node(node.id),
        "type": "Annotation",
        "motivation": ["classifying", "describing"],
        "body": [
            {"type": "SpecificResource", "purpose": "classifying", "source": f"{VOCABULARY}{node.kind.value}"},
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": node.text},
            *_remarks(node),
        ],
        "target": _one_or_list(_targets(node, graph, names)),
        **_given(main=node.main, implicit=node.implicit, attribution=node.attribution, sources=list(node.sources)),
        **_given(evidenceType=node.evidence_type.value if node.evidence_type else ""),
        **_numbers(confidence=node.confidence, position=node.position),
        **_given(
            key=key_of(node.id, names.node(node.id), own_extra(node.extra, NAME)), extra=other_bags(node.extra, NAME)
        ),
    }


def _targets(node: Node, graph: ArgumentGraph, names: Names) -> list[Any]:
    """The node's passages; without any the articles of the map, without these the map."""
    passages = [passage_target(span, names) for span in node.spans]
    return passages or [names.articles[id] for id in graph.articles] or [names.map]


def passage_target(span: Span, names: Names) -> Json:
    """The passage with its revision, its position and its quotation."""
    return {
        "type": "SpecificResource",
        "source": names.articles.get(span.article, names.map),
        "state": {
            "type": "RevisionState",
            "id": names.revision(span.revision),
            **_given(sha256=names.revisions.get(span.revision, "")),
            "passage": [span.id, span.article, span.revision],
        },
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {"type": "TextQuoteSelector", "exact": span.exact, "prefix": span.prefix, "suffix": span.suffix},
        ],
    }


def link_annotation(link: Link, names: Names) -> Json:
    """From the annotations of the premises (targets) to the annotation that they bear on (body)."""
    goal = names.link(link.target) if link.on_link else names.node(link.target)
    remarks = _remarks(link)
    return {
        "id": names.link(link.id),
        "type": "Annotation",
        "motivation": "linking",
        "argumentRelation": f"{VOCABULARY}{relation_name(link.type, on_link=link.on_link)}",
        "body": [goal, *remarks] if remarks else goal,
        "target": _one_or_list([names.node(premise.node) for premise in link.premises]),
        **_given(roles=[p.role for p in link.premises] if any(p.role for p in link.premises) else []),
        **_given(scheme=link.scheme),
        **_numbers(strength=link.strength, position=link.position),
        **_given(
            key=key_of(link.id, names.link(link.id), own_extra(link.extra, NAME)), extra=other_bags(link.extra, NAME)
        ),
    }


def highlight_annotation(highlight: Highlight, names: Names) -> Json:
    """A passage that is no part of the argument, with what is noted on it."""
    iri = names.highlight(highlight.id)
    note = {"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": highlight.note}
    return {
        "id": iri,
        "type": "Annotation",
        "motivation": "highlighting",
        **_given(body=note if highlight.note else None),
        "target": passage_target(highlight.span, names),
        **_given(key=key_of(highlight.id, iri, {})),
    }


def _remarks(part: Node | Link) -> list[Json]:
    tags = [{"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in part.tags]
    return [*tags, *([{"type": "TextualBody", "purpose": "commenting", "value": part.note}] if part.note else [])]


def _given(**values: Any) -> Json:
    return {key: value for key, value in values.items() if value}


def _numbers(**values: float | None) -> Json:
    return {key: value for key, value in values.items() if value is not None}


def _one_or_list(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values


def _file(head: Mapping[str, Any], page: str, items: Iterable[Json]) -> bytes:
    lines = ",".join(f"\n  {dump_json(item)}" for item in items)
    first = f'{{"id": {dump_json(page)}, "type": "AnnotationPage", "startIndex": 0, "items": ['
    fields = "".join(f" {dump_json(key)}: {dump_json(value)},\n" for key, value in head.items())
    return f'{{\n{fields} "first": {first}{lines}]}}\n}}\n'.encode()
