"""From rows to the domain's graph: the one place where that happens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from argmap.domain import graph as domain
from argmap.domain.structure import Structure
from argmap.domain.vocabulary import Direction, EvidenceType, LinkType, NodeKind
from argmap.models import (
    UNTITLED,
    ArgumentMap,
    Article,
    Link,
    LinkTag,
    MapArticle,
    Node,
    NodeTag,
    Premise,
    Revision,
    Span,
)

QUERIES = 8  # that load_graph makes, however large the map


def load_graph(map_: ArgumentMap) -> domain.ArgumentGraph:
    """The whole map as a graph, in a fixed number of queries (``QUERIES``).

    An article has the revision that the map pins last, before it those on which other spans of the map stand.
    """
    places = list(MapArticle.objects.filter(map=map_).select_related("article"))
    spans = list(
        Span.objects.filter(node__map=map_).values_list(
            "id", "node_id", "revision__article_id", "revision_id", "start", "end", "exact", "prefix", "suffix"
        )
    )
    revisions = Revision.objects.filter(pk__in={place.revision_id for place in places} | {row[3] for row in spans})
    return domain.ArgumentGraph.of(
        id=str(map_.pk),
        title=map_.title,
        description=map_.description,
        articles=_articles(places, list(revisions)),
        nodes=_nodes(map_, spans),
        links=_links(map_),
        extra=map_.extra,
    )


def _articles(places: list[MapArticle], revisions: list[Revision]) -> Iterable[domain.Article]:
    by_article: dict[UUID, list[Revision]] = defaultdict(list)
    for revision in revisions:
        by_article[revision.article_id].append(revision)
    for place in places:
        own = sorted(by_article[place.article_id], key=lambda r: (r.pk == place.revision_id, r.number))
        yield article_value(place.article, own)


def article_value(article: Article, revisions: Iterable[Revision]) -> domain.Article:
    """The article as a domain value with these revisions; a title that was made of its first words is none."""
    extra = article.extra
    if UNTITLED in extra:
        extra = {name: bag for name, bag in extra.items() if name != UNTITLED}
    return domain.Article(
        id=str(article.pk),
        title="" if article.extra.get(UNTITLED) == article.title else article.title,
        subtitle=article.subtitle,
        author=article.author,
        publication=article.publication,
        published=article.published,
        url=article.url,
        language=article.language,
        direction=Direction(article.direction),
        extra=extra,
        revisions=tuple(
            domain.Revision(id=str(r.pk), text=r.text, structure=Structure.from_json(r.structure), sha256=r.sha256)
            for r in revisions
        ),
    )


def _nodes(map_: ArgumentMap, spans: list[tuple[Any, ...]]) -> Iterable[domain.Node]:
    own_spans: dict[UUID, list[domain.Span]] = defaultdict(list)
    for id_, node, article, revision, start, end, exact, prefix, suffix in spans:
        own_spans[node].append(domain.Span(str(id_), str(article), str(revision), start, end, exact, prefix, suffix))
    tags = _tags(NodeTag.objects.filter(node__map=map_).values_list("node_id", "tag__name"))
    for node in Node.objects.filter(map=map_):
        yield domain.Node(
            id=str(node.pk),
            kind=NodeKind(node.kind),
            text=node.text,
            main=node.main,
            implicit=node.implicit,
            evidence_type=EvidenceType(node.evidence_type) if node.evidence_type else None,
            attribution=node.attribution,
            sources=tuple(node.sources),
            confidence=node.confidence,
            note=node.note,
            tags=tags.get(node.pk, ()),
            spans=tuple(own_spans.get(node.pk, ())),
            position=node.position,
            extra=node.extra,
        )


def _links(map_: ArgumentMap) -> Iterable[domain.Link]:
    premises: dict[UUID, list[domain.Premise]] = defaultdict(list)
    for link, node, role in Premise.objects.filter(link__map=map_).values_list("link_id", "node_id", "role"):
        premises[link].append(domain.Premise(str(node), role))
    tags = _tags(LinkTag.objects.filter(link__map=map_).values_list("link_id", "tag__name"))
    for row in Link.objects.filter(map=map_):
        yield domain.Link(
            id=str(row.pk),
            type=LinkType(row.type),
            premises=tuple(premises[row.pk]),
            target_node=str(row.target_node_id) if row.target_node_id else None,
            target_link=str(row.target_link_id) if row.target_link_id else None,
            scheme=row.scheme,
            strength=row.strength,
            note=row.note,
            tags=tags.get(row.pk, ()),
            position=row.position,
            extra=row.extra,
        )


def _tags(rows: Iterable[tuple[UUID, str]]) -> dict[UUID, tuple[str, ...]]:
    names: dict[UUID, list[str]] = defaultdict(list)
    for key, name in rows:
        names[key].append(name)
    return {key: tuple(own) for key, own in names.items()}
