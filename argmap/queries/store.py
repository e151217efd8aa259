"""The map as the page's store holds it: structure without the article's text, and the deltas that keep it true.

Shapes (all ids are strings, offsets are code points): see ``StoreNode`` and ``StoreLink``; ``static/js/store.js`` reads
them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TypedDict
from uuid import UUID

from django.db import models
from django.db.models import Prefetch, prefetch_related_objects

from argmap.domain import graph as domain
from argmap.models import Link, Node, NodeTag, Premise, Revision, Span


class StoreSpan(TypedDict):
    id: str
    article: str
    revision: str
    start: int
    end: int


class StoreNode(TypedDict):
    id: str
    kind: str
    text: str
    main: bool
    implicit: bool
    evidence_type: str
    attribution: str
    sources: int  # how many
    note: bool  # whether there is one
    confidence: float | None
    tags: list[str]
    position: int | None
    spans: list[StoreSpan]


class StoreLink(TypedDict):
    id: str
    type: str
    premises: list[dict[str, str]]
    target_node: str | None
    target_link: str | None
    scheme: str
    position: int | None


class Delta(TypedDict):
    """What an edit changed: a node or link that is None is gone."""

    version: int
    nodes: dict[str, StoreNode | None]
    links: dict[str, StoreLink | None]


def store_node(node: domain.Node) -> StoreNode:
    return {
        "id": node.id,
        "kind": node.kind.value,
        "text": node.text,
        "main": node.main,
        "implicit": node.implicit,
        "evidence_type": node.evidence_type.value if node.evidence_type else "",
        "attribution": node.attribution,
        "sources": len(node.sources),
        "note": bool(node.note),
        "confidence": node.confidence,
        "tags": list(node.tags),
        "position": node.position,
        "spans": [
            {"id": s.id, "article": s.article, "revision": s.revision, "start": s.start, "end": s.end}
            for s in node.spans
        ],
    }


def store_link(link: domain.Link) -> StoreLink:
    return {
        "id": link.id,
        "type": link.type.value,
        "premises": [{"node": p.node, "role": p.role} for p in link.premises],
        "target_node": link.target_node,
        "target_link": link.target_link,
        "scheme": link.scheme,
        "position": link.position,
    }


def load_delta(
    *, version: int, nodes: Iterable[str], links: Iterable[str], fresh: Iterable[models.Model] = ()
) -> Delta:
    """The delta for these ids as they stand now (at most 5 queries).

    ``fresh`` are rows that were just inserted, parts included: the nodes and links among them need no query.
    """
    delta: Delta = {"version": version, "nodes": {}, "links": {}}
    rows = list(fresh)
    made_nodes = [row for row in rows if isinstance(row, Node)]
    made_links = [row for row in rows if isinstance(row, Link)]
    node_ids = [UUID(key) for key in set(nodes) - {str(node.pk) for node in made_nodes}]
    link_ids = [UUID(key) for key in set(links) - {str(link.pk) for link in made_links}]
    delta["nodes"].update(dict.fromkeys(map(str, node_ids)))
    delta["links"].update(dict.fromkeys(map(str, link_ids)))
    delta["nodes"].update(
        _nodes(made_nodes, [r for r in rows if isinstance(r, Span)], [r for r in rows if isinstance(r, NodeTag)])
    )
    delta["links"].update(_links(made_links, [r for r in rows if isinstance(r, Premise)]))
    if node_ids:
        spans = (
            Span.objects.filter(node__in=node_ids)
            .select_related("revision")
            .defer("revision__text", "revision__structure")
        )
        tags = NodeTag.objects.filter(node__in=node_ids).select_related("tag")
        delta["nodes"].update(_nodes(Node.objects.filter(pk__in=node_ids), spans, tags))
    if link_ids:
        delta["links"].update(_links(Link.objects.filter(pk__in=link_ids), Premise.objects.filter(link__in=link_ids)))
    return delta


def _nodes(nodes: Iterable[Node], spans: Iterable[Span], tags: Iterable[NodeTag]) -> dict[str, StoreNode]:
    spans, tags = list(spans), list(tags)
    # Rows that an undo has put back come without these.
    prefetch_related_objects(spans, Prefetch("revision", Revision.objects.defer("text", "structure")))
    prefetch_related_objects(tags, "tag")
    own_spans: dict[UUID, list[StoreSpan]] = defaultdict(list)
    for span in spans:
        place: StoreSpan = {
            "id": str(span.pk),
            "article": str(span.revision.article_id),
            "revision": str(span.revision_id),
            "start": span.start,
            "end": span.end,
        }
        own_spans[span.node_id].append(place)
    own_tags: dict[UUID, list[str]] = defaultdict(list)
    for tag in tags:
        own_tags[tag.node_id].append(tag.tag.name)
    return {
        str(node.pk): {
            "id": str(node.pk),
            "kind": str(node.kind),
            "text": node.text,
            "main": node.main,
            "implicit": node.implicit,
            "evidence_type": str(node.evidence_type),
            "attribution": node.attribution,
            "sources": len(node.sources),
            "note": bool(node.note),
            "confidence": node.confidence,
            "tags": own_tags[node.pk],
            "position": node.position,
            "spans": own_spans[node.pk],
        }
        for node in nodes
    }


def _links(links: Iterable[Link], premises: Iterable[Premise]) -> dict[str, StoreLink]:
    own: dict[UUID, list[dict[str, str]]] = defaultdict(list)
    for premise in premises:
        own[premise.link_id].append({"node": str(premise.node_id), "role": premise.role})
    return {
        str(link.pk): {
            "id": str(link.pk),
            "type": str(link.type),
            "premises": own[link.pk],
            "target_node": str(link.target_node_id) if link.target_node_id else None,
            "target_link": str(link.target_link_id) if link.target_link_id else None,
            "scheme": link.scheme,
            "position": link.position,
        }
        for link in links
    }
