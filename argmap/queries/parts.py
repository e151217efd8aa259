"""Nodes, links and maps with what belongs to them, in a fixed number of queries however many there are.

The parts stand on the rows as plain attributes: ``node.span_rows``, ``link.premise_rows``, ``node.tags`` and
``link.tags`` (names), ``map_.article_rows``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import F

from argmap.models import ArgumentMap, Link, LinkTag, MapArticle, Node, NodeTag, Premise, Span


def attach_node_parts(nodes: Sequence[Node]) -> Sequence[Node]:
    """The same nodes, each with its spans (with ``article``) and tags (2 queries)."""
    spans: dict[UUID, list[Any]] = defaultdict(list)
    for span in Span.objects.filter(node__in=nodes).annotate(article=F("revision__article_id")):
        spans[span.node_id].append(span)
    names = _names(NodeTag.objects.filter(node__in=nodes).values_list("node_id", "tag__name"))
    for node in nodes:
        _set(node, span_rows=spans[node.pk], tags=names[node.pk])
    return nodes


def attach_link_parts(links: Sequence[Link]) -> Sequence[Link]:
    """The same links, each with its premises and tags (2 queries)."""
    premises: dict[UUID, list[Premise]] = defaultdict(list)
    for premise in Premise.objects.filter(link__in=links):
        premises[premise.link_id].append(premise)
    names = _names(LinkTag.objects.filter(link__in=links).values_list("link_id", "tag__name"))
    for link in links:
        _set(link, premise_rows=premises[link.pk], tags=names[link.pk])
    return links


def attach_map_parts(maps: Sequence[ArgumentMap]) -> Sequence[ArgumentMap]:
    """The same maps, each with its articles in their order (1 query)."""
    places: dict[UUID, list[MapArticle]] = defaultdict(list)
    for place in MapArticle.objects.filter(map__in=maps):
        places[place.map_id].append(place)
    for map_ in maps:
        _set(map_, article_rows=places[map_.pk], articles=[place.article_id for place in places[map_.pk]])
    return maps


def fresh_nodes(rows: Iterable[object]) -> list[Node]:
    """The nodes among rows that were just inserted, with their parts from the same rows (no query)."""
    nodes, spans, names = _sorted_out(rows, Node), defaultdict(list), defaultdict(list)
    for span in sorted(_sorted_out(rows, Span), key=lambda span: (span.start, span.pk)):
        _set(span, article=span.revision.article_id)
        spans[span.node_id].append(span)
    for row in _sorted_out(rows, NodeTag):
        names[row.node_id].append(row.tag.name)
    for node in nodes:
        _set(node, span_rows=spans[node.pk], tags=names[node.pk])
    return nodes


def fresh_links(rows: Iterable[object]) -> list[Link]:
    """The links among rows that were just inserted, with their parts from the same rows (no query)."""
    links, premises, names = _sorted_out(rows, Link), defaultdict(list), defaultdict(list)
    for premise in _sorted_out(rows, Premise):
        premises[premise.link_id].append(premise)
    for row in _sorted_out(rows, LinkTag):
        names[row.link_id].append(row.tag.name)
    for link in links:
        _set(link, premise_rows=premises[link.pk], tags=names[link.pk])
    return links


def _sorted_out(rows: Iterable[object], model: type[Any]) -> list[Any]:
    return [row for row in rows if isinstance(row, model)]


def _names(pairs: Iterable[tuple[UUID, str]]) -> dict[UUID, list[str]]:
    names: dict[UUID, list[str]] = defaultdict(list)
    for key, name in pairs:
        names[key].append(name)
    return names


def _set(row: object, **parts: Any) -> None:
    vars(row).update(parts)
