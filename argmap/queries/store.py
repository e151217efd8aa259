"""The map as the page's store holds it: structure without the article's text, and the deltas that keep it true.

Shapes (all ids are strings, offsets are code points): see ``StoreNode`` and ``StoreLink``; ``static/js/store.js`` reads
them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypedDict
from uuid import UUID

from django.db import models
from django.db.models import Count, F, Prefetch, Q, prefetch_related_objects

from argmap.domain import graph as domain
from argmap.models import Comment, Highlight, Link, LinkTag, Node, NodeTag, Premise, Revision, Span

RowValues = Mapping[str, Any]  # a row as the record of changes has it


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
    author: str  # who made the node
    position: int | None
    spans: list[StoreSpan]
    comments: int  # how many on it
    open_comments: int  # how many of them in open threads


class StoreLink(TypedDict):
    id: str
    type: str
    premises: list[dict[str, str]]
    target_node: str | None
    target_link: str | None
    scheme: str
    tags: list[str]
    position: int | None
    comments: int
    open_comments: int


class StoreThread(TypedDict):
    """A thread of comments on a passage."""

    id: str
    article: str
    revision: str
    start: int
    end: int
    comments: int
    open: bool


class StoreHighlight(TypedDict):
    """A passage that is marked beside the argument."""

    id: str
    article: str
    revision: str
    start: int
    end: int
    note: str


class Delta(TypedDict):
    """What an edit changed: a node, link, thread or highlight that is None is gone."""

    version: int
    nodes: dict[str, StoreNode | None]
    links: dict[str, StoreLink | None]
    threads: dict[str, StoreThread | None]
    highlights: dict[str, StoreHighlight | None]


Talk = tuple[int, int]  # comments on a thing, and those of them in open threads
SILENCE: Talk = (0, 0)


def store_node(node: domain.Node, talk: Talk = SILENCE, author: str = "") -> StoreNode:
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
        "author": author,
        "position": node.position,
        "spans": [
            {"id": s.id, "article": s.article, "revision": s.revision, "start": s.start, "end": s.end}
            for s in node.spans
        ],
        "comments": talk[0],
        "open_comments": talk[1],
    }


def store_link(link: domain.Link, talk: Talk = SILENCE) -> StoreLink:
    return {
        "id": link.id,
        "type": link.type.value,
        "premises": [{"node": p.node, "role": p.role} for p in link.premises],
        "target_node": link.target_node,
        "target_link": link.target_link,
        "scheme": link.scheme,
        "tags": list(link.tags),
        "position": link.position,
        "comments": talk[0],
        "open_comments": talk[1],
    }


def store_thread(comment: domain.Comment, span: domain.Span) -> StoreThread:
    return {
        "id": comment.id,
        "article": span.article,
        "revision": span.revision,
        "start": span.start,
        "end": span.end,
        "comments": comment.count,
        "open": comment.resolved is None,
    }


def store_highlight(highlight: domain.Highlight) -> StoreHighlight:
    return {
        "id": highlight.id,
        "article": highlight.span.article,
        "revision": highlight.span.revision,
        "start": highlight.span.start,
        "end": highlight.span.end,
        "note": highlight.note,
    }


def load_delta(
    *,
    version: int,
    nodes: Iterable[str],
    links: Iterable[str],
    fresh: Iterable[models.Model] = (),
    comments: Sequence[tuple[str, RowValues]] = (),
    highlights: Iterable[str] = (),
) -> Delta:
    """The delta for these ids as they stand now (at most 9 queries).

    ``fresh`` are rows that were just inserted, parts included: the nodes and links among them need no query.
    ``comments`` are those that were written, each as it was and is: the delta tells of what they stand on, too.
    """
    threads, on_nodes, on_links = _threads(comments)
    nodes, links = {*nodes, *on_nodes}, {*links, *on_links}
    delta: Delta = {
        "version": version,
        "nodes": {},
        "links": {},
        "threads": threads,
        "highlights": _highlights(highlights),
    }
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
    delta["links"].update(
        _links(made_links, [r for r in rows if isinstance(r, Premise)], [r for r in rows if isinstance(r, LinkTag)])
    )
    if node_ids:
        spans = (
            Span.objects.filter(node__in=node_ids)
            .select_related("revision")
            .defer("revision__text", "revision__structure")
        )
        tags = NodeTag.objects.filter(node__in=node_ids).select_related("tag")
        delta["nodes"].update(_nodes(Node.objects.filter(pk__in=node_ids), spans, tags))
    if link_ids:
        premises = Premise.objects.filter(link__in=link_ids)
        link_tags = LinkTag.objects.filter(link__in=link_ids).select_related("tag")
        delta["links"].update(_links(Link.objects.filter(pk__in=link_ids), premises, link_tags))
    if node_ids or link_ids or comments:
        _count_comments(delta)
    return delta


def _highlights(keys: Iterable[str]) -> dict[str, StoreHighlight | None]:
    ids = {key: UUID(key) for key in keys}
    found: dict[str, StoreHighlight | None] = dict.fromkeys(ids)
    columns = ("id", "revision__article_id", "revision_id", "start", "end", "note")
    rows = Highlight.objects.filter(pk__in=ids.values()).values_list(*columns) if ids else ()
    for id_, article, revision, start, end, note in rows:
        found[str(id_)] = {
            "id": str(id_),
            "article": str(article),
            "revision": str(revision),
            "start": start,
            "end": end,
            "note": note,
        }
    return found


def _threads(comments: Sequence[tuple[str, RowValues]]) -> tuple[dict[str, StoreThread | None], set[str], set[str]]:
    """The threads on passages to which these comments belong, and the ids of the nodes and links of the others."""
    if not comments:
        return {}, set(), set()
    threads: dict[str, StoreThread | None] = {key: None for key, row in comments if row["revision_id"]}
    nodes = {row["node_id"] for _, row in comments if row["node_id"]}
    links = {row["link_id"] for _, row in comments if row["link_id"]}
    heads = Comment.objects.filter(pk__in={row["parent_id"] or key for key, row in comments})
    heads = heads.annotate(article=F("revision__article_id"), reply_count=Count("replies"))
    for head in heads:
        if head.revision_id:
            threads[str(head.pk)] = _thread(head)
        elif head.node_id:
            nodes.add(str(head.node_id))
        elif head.link_id:
            links.add(str(head.link_id))
    return threads, nodes, links


def _thread(head: Any) -> StoreThread:
    return {
        "id": str(head.pk),
        "article": str(head.article),
        "revision": str(head.revision_id),
        "start": head.start,
        "end": head.end,
        "comments": bool(head.text) + head.reply_count,
        "open": head.resolved_at is None,
    }


def _count_comments(delta: Delta) -> None:
    """The nodes and links of the delta say how many comments are on them."""
    nodes, links = ([UUID(key) for key, row in rows.items() if row] for rows in (delta["nodes"], delta["links"]))
    own = Comment.objects.filter(Q(node__in=nodes) | Q(link__in=links), parent=None)
    rows = own.annotate(reply_count=Count("replies"))
    for node, link, text, resolved, replies in rows.values_list(
        "node_id", "link_id", "text", "resolved_at", "reply_count"
    ):
        row = delta["nodes"][str(node)] if node else delta["links"][str(link)]
        count = bool(text) + replies
        if row:
            row["comments"] += count
            row["open_comments"] += 0 if resolved else count


def _nodes(nodes: Iterable[Node], spans: Iterable[Span], tags: Iterable[NodeTag]) -> dict[str, StoreNode]:
    nodes, spans, tags = list(nodes), list(spans), list(tags)
    # Rows that an undo has put back come without these.
    prefetch_related_objects(spans, Prefetch("revision", Revision.objects.defer("text", "structure")))
    prefetch_related_objects(tags, "tag")
    prefetch_related_objects(nodes, "created_by")
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
            "author": node.created_by.display_name if node.created_by else "",
            "position": node.position,
            "spans": own_spans[node.pk],
            "comments": 0,
            "open_comments": 0,
        }
        for node in nodes
    }


def _links(links: Iterable[Link], premises: Iterable[Premise], tags: Iterable[LinkTag]) -> dict[str, StoreLink]:
    tags = list(tags)
    prefetch_related_objects(tags, "tag")  # as for nodes
    own: dict[UUID, list[dict[str, str]]] = defaultdict(list)
    for premise in premises:
        own[premise.link_id].append({"node": str(premise.node_id), "role": premise.role})
    own_tags: dict[UUID, list[str]] = defaultdict(list)
    for tag in tags:
        own_tags[tag.link_id].append(tag.tag.name)
    return {
        str(link.pk): {
            "id": str(link.pk),
            "type": str(link.type),
            "premises": own[link.pk],
            "target_node": str(link.target_node_id) if link.target_node_id else None,
            "target_link": str(link.target_link_id) if link.target_link_id else None,
            "scheme": link.scheme,
            "tags": own_tags[link.pk],
            "position": link.position,
            "comments": 0,
            "open_comments": 0,
        }
        for link in links
    }
