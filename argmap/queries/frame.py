"""What the tree of a map is made of, without what its nodes say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q

from argmap.domain import graph as domain
from argmap.domain.collector import paused_collector
from argmap.domain.vocabulary import NodeKind
from argmap.models import ArgumentMap, Link, MapArticle, Node, Premise, Span
from argmap.queries.graph import LINK_TYPES, NODE_KINDS, Ids, raw_columns, whole_links

QUERIES = 6  # that load_frame makes, however large the map


@paused_collector()
def load_frame(map_: ArgumentMap, *, nodes: Collection[UUID], links: Collection[UUID]) -> domain.ArgumentGraph:
    """The whole map as a graph with the same tree, in a fixed number of queries (``QUERIES``) and half of the time.

    Only these nodes and the premises of these links have a kind and words; articles are there for their order alone.
    Where no node or link is named, neither is read (1 query).
    """
    ids = Ids()
    articles = MapArticle.objects.filter(map=map_).values_list("article_id", flat=True)
    empty = domain.ArgumentGraph.of(id=str(map_.pk), articles=[domain.Article(str(one), title="") for one in articles])
    if not nodes and not links:
        return empty
    frame = list(_nodes(map_, ids, _words(map_, nodes, links)))
    there = whole_links(_links(map_, ids), {node.id for node in frame})
    return domain.ArgumentGraph.of(id=empty.id, articles=empty.articles.values(), nodes=frame, links=there)


def _words(map_: ArgumentMap, nodes: Collection[UUID], links: Collection[UUID]) -> Mapping[Any, tuple[NodeKind, str]]:
    """Kind and text by what the database gives for the id."""
    named = Q(pk__in=nodes) | Q(pk__in=Premise.objects.filter(link__in=links).values("node"))
    rows = Node.objects.filter(named, map=map_).values_list(*raw_columns("id"), "kind", "text")
    return {id_: (NODE_KINDS[kind], text) for id_, kind, text in rows}


def _nodes(map_: ArgumentMap, ids: Ids, words: Mapping[Any, tuple[NodeKind, str]]) -> Iterable[domain.Node]:
    spans: dict[Any, list[domain.Span]] = defaultdict(list)
    of_spans = Span.objects.filter(node__map=map_).values_list(*raw_columns("node_id", "revision__article_id"), "start")
    for node, article, start in of_spans:
        spans[node].append(domain.Span("", ids[article], "", start, start, "", "", ""))
    silent = (NodeKind.CLAIM, "")
    for id_, main, position in Node.objects.filter(map=map_).values_list(*raw_columns("id", "main"), "position"):
        kind, text = words.get(id_, silent)
        own = tuple(spans.get(id_, ()))
        yield domain.Node(ids[id_], kind, text, main=bool(main), position=position, spans=own)


def _links(map_: ArgumentMap, ids: Ids) -> Iterable[domain.Link]:
    premises: dict[Any, list[domain.Premise]] = defaultdict(list)
    for link, node in Premise.objects.filter(link__map=map_).values_list(*raw_columns("link_id", "node_id")):
        premises[link].append(domain.Premise(ids[node], ""))
    own = raw_columns("id", "target_node_id", "target_link_id")
    for id_, node, link, type_, position in Link.objects.filter(map=map_).values_list(*own, "type", "position"):
        yield domain.Link(
            id=ids[id_],
            type=LINK_TYPES[type_],
            premises=tuple(premises[id_]),
            target_node=ids[node] if node else None,
            target_link=ids[link] if link else None,
            position=position,
        )
