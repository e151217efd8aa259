"""The map as the page's store holds it: structure without the article's text, and the deltas that keep it true.

Shapes (all ids are strings, offsets are code points): see ``StoreNode`` and ``StoreLink``; ``static/js/store.js`` reads
them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, TypedDict

from argmap.domain import graph as domain
from argmap.models import Link, Node, NodeTag, Premise, Span


class StoreSpan(TypedDict):
    id: str
    article: str
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
        "spans": [{"id": s.id, "article": s.article, "start": s.start, "end": s.end} for s in node.spans],
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


def load_delta(*, version: int, nodes: Iterable[str], links: Iterable[str]) -> Delta:
    """The delta for these ids as they stand now (at most 6 queries; none for an empty list)."""
    node_ids, link_ids = sorted(nodes), sorted(links)
    delta: Delta = {
        "version": version,
        "nodes": dict.fromkeys(node_ids),
        "links": dict.fromkeys(link_ids),
    }
    delta["nodes"].update(_load_nodes(node_ids) if node_ids else {})
    delta["links"].update(_load_links(link_ids) if link_ids else {})
    return delta


def _load_nodes(ids: list[str]) -> dict[str, StoreNode]:
    spans: dict[Any, list[StoreSpan]] = defaultdict(list)
    rows = Span.objects.filter(node__in=ids).values_list("id", "node_id", "revision__article_id", "start", "end")
    for id_, node_id, article, start, end in rows:
        spans[node_id].append({"id": str(id_), "article": str(article), "start": start, "end": end})
    tags = _names(NodeTag.objects.filter(node__in=ids).values_list("node_id", "tag__name"))
    return {
        str(node.pk): {
            "id": str(node.pk),
            "kind": node.kind,
            "text": node.text,
            "main": node.main,
            "implicit": node.implicit,
            "evidence_type": node.evidence_type,
            "attribution": node.attribution,
            "sources": len(node.sources),
            "note": bool(node.note),
            "confidence": node.confidence,
            "tags": tags[node.pk],
            "position": node.position,
            "spans": spans[node.pk],
        }
        for node in Node.objects.filter(pk__in=ids)
    }


def _load_links(ids: list[str]) -> dict[str, StoreLink]:
    premises: dict[Any, list[dict[str, str]]] = defaultdict(list)
    for link_id, node, role in Premise.objects.filter(link__in=ids).values_list("link_id", "node_id", "role"):
        premises[link_id].append({"node": str(node), "role": role})
    return {
        str(link.pk): {
            "id": str(link.pk),
            "type": link.type,
            "premises": premises[link.pk],
            "target_node": str(link.target_node_id) if link.target_node_id else None,
            "target_link": str(link.target_link_id) if link.target_link_id else None,
            "scheme": link.scheme,
            "position": link.position,
        }
        for link in Link.objects.filter(pk__in=ids)
    }


def _names(rows: Iterable[tuple[Any, str]]) -> dict[Any, list[str]]:
    names: dict[Any, list[str]] = defaultdict(list)
    for key, name in rows:
        names[key].append(name)
    return names
