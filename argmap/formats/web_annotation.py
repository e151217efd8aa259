"""A map as W3C Web Annotations: each node annotates its passages, each link annotates the annotations that it joins.

https://www.w3.org/TR/annotation-model/, in one collection with one page. Offsets count Unicode code points, as the
Recommendation asks; each passage has a position and a quotation, and its revision is pinned by its SHA-256. What the
Recommendation has no word for stands under terms of our own in the second context.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from argmap.domain.graph import ArgumentGraph, Article, Link, Node, Span
from argmap.domain.vocabulary import relation_name
from argmap.formats._details import lost_foreign_data, lost_texts
from argmap.formats._json import dump_json
from argmap.formats._losses import said
from argmap.formats._names import file_stem
from argmap.formats.base import Format, Note

ANNO = "http://www.w3.org/ns/anno.jsonld"
VOCABULARY = "urn:argmap:vocabulary:"
_PLAIN = ("evidenceType", "main", "implicit", "attribution", "confidence", "position", "scheme", "strength", "sha256")
_TERMS: dict[str, Any] = {
    "argmap": VOCABULARY,
    "RevisionState": "argmap:RevisionState",
    "argumentRelation": {"@id": "argmap:argumentRelation", "@type": "@id"},
    "sources": {"@id": "argmap:sources", "@container": "@list"},
    "roles": {"@id": "argmap:roles", "@container": "@list"},
    **{term: f"argmap:{term}" for term in _PLAIN},
}
CONTEXT = [ANNO, _TERMS]
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x1f]+", re.IGNORECASE)

Json = dict[str, Any]


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """One file: an AnnotationCollection with a single AnnotationPage, an annotation on each line."""
    names = _Names(graph)
    items = [_node(node, graph, names) for node in graph.nodes.values()]
    items += [_link(link, names) for link in graph.links.values()]
    head = {
        "@context": CONTEXT,
        "id": names.map,
        "type": "AnnotationCollection",
        **_given(label=graph.title, summary=graph.description),
        "total": len(items),
    }
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": _file(head, names.page, items)}


def losses(graph: ArgumentGraph) -> Sequence[Note]:
    """What the annotations do not hold."""
    articles = graph.articles.values()
    about = sum(bool(a.subtitle or a.author or a.publication or a.published or a.title) for a in articles)
    return [
        *lost_texts(graph),
        *said(about, "Title and origin of 1 article are left out.", "Titles and origins of {} articles are left out."),
        *lost_foreign_data(graph),
    ]


class _Names:
    """The IRI of each part: its own UUID where its id is one, else a UUID made from the map's and its own id."""

    def __init__(self, graph: ArgumentGraph) -> None:
        self._base = f"{graph.id}/"
        self.map = self._of("map", graph.id)
        self.page = self._of("page", "1")
        self.articles = {article.id: self._article(article) for article in graph.articles.values()}
        self.revisions = {r.id: r.sha256 for article in graph.articles.values() for r in article.revisions}

    def node(self, id: str) -> str:
        return self._of("node", id)

    def link(self, id: str) -> str:
        return self._of("link", id)

    def revision(self, id: str) -> str:
        return self._of("revision", id)

    def _article(self, article: Article) -> str:
        return article.url if _ADDRESS.fullmatch(article.url) else self._of("article", article.id)

    def _of(self, what: str, id: str) -> str:
        own = _uuid(id)
        return f"urn:uuid:{own or uuid5(NAMESPACE_URL, f'{VOCABULARY}{self._base}{what}/{id}')}"


def _uuid(id: str) -> UUID | None:
    try:
        found = UUID(id)
    except ValueError:
        return None
    return found if str(found) == id else None


def _node(node: Node, graph: ArgumentGraph, names: _Names) -> Json:
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
    }


def _targets(node: Node, graph: ArgumentGraph, names: _Names) -> list[Any]:
    """The node's passages; without any the articles of the map, without these the map."""
    passages = [_passage(span, names) for span in node.spans]
    return passages or [names.articles[id] for id in graph.articles] or [names.map]


def _passage(span: Span, names: _Names) -> Json:
    return {
        "type": "SpecificResource",
        "source": names.articles.get(span.article, names.map),
        "state": {
            "type": "RevisionState",
            "id": names.revision(span.revision),
            **_given(sha256=names.revisions.get(span.revision, "")),
        },
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {"type": "TextQuoteSelector", "exact": span.exact, "prefix": span.prefix, "suffix": span.suffix},
        ],
    }


def _link(link: Link, names: _Names) -> Json:
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


FORMAT = Format(
    name="web-annotation",
    label="Web Annotation",
    suffixes=(".jsonld",),
    content_type="application/ld+json",
    description="W3C annotations of the articles, with exact places and quotations, linked to each other.",
    write=write,
    losses=losses,
    specification="https://www.w3.org/TR/annotation-model/",
)
