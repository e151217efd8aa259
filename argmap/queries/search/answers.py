"""What answers the questions on structure, map by map: each is asked in a few queries of many maps at once."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast, Coalesce

from argmap.domain.search.structure import everything_below, resting_on_one_source, words_key
from argmap.domain.vocabulary import EvidenceType, LinkType, NodeKind
from argmap.models import Link, MapArticle, Node, Premise, Span
from argmap.queries.search.scope import Scope, rows_of

# (map, node, the heading under which it stands), in the order in which those of one map and heading are shown
Answers = Iterator[tuple[Any, Any, str]]


def undefended(scope: Scope) -> Answers:
    """By SQL: for each claim its attacks, and for each attack what attacks it or one of its premises."""
    attacks = Link.objects.filter(type=LinkType.ATTACK)
    on_link = attacks.filter(target_link=OuterRef("pk"))
    on_premise = attacks.filter(target_node__premises__link=OuterRef("pk"))
    own = attacks.filter(target_node=OuterRef("pk"))
    answered = own.filter(Exists(on_link) | Exists(on_premise))
    claims = _nodes(scope, NodeKind.CLAIM).filter(Exists(own), ~Exists(answered))
    for map_, key in rows_of(claims.values_list("map", "pk")):
        yield map_, key, ""


def counterclaims(scope: Scope) -> Answers:
    """By SQL."""
    rows = _nodes(scope, NodeKind.COUNTERCLAIM).exclude(attribution="")
    yield from rows_of(rows.values_list("map", "pk", "attribution"))  # type: ignore[misc]


def under_counterclaims(scope: Scope) -> Answers:
    """By a walk down from the counterclaims, over links on links too."""
    target = Coalesce("link__target_node", "link__target_link")
    hanging: list[tuple[Any, Any]] = []
    for node, link, on in rows_of(_premises(scope).values_list("node", "link", target)):
        hanging += [(node, link), (link, on)]
    starts = [key for (key,) in rows_of(_nodes(scope, NodeKind.COUNTERCLAIM).values_list("pk"))]
    below = everything_below(starts, hanging)
    evidence = _nodes(scope, NodeKind.EVIDENCE)
    for map_, key, evidence_type in rows_of(evidence.values_list("map", "pk", "evidence_type")):
        if key in below:
            yield map_, key, EvidenceType(evidence_type).label.capitalize() if evidence_type else "Of no type"


def one_source(scope: Scope) -> Answers:
    """By passing sources on along the supports."""
    read = cache(json.loads)  # many nodes name the same sources
    nodes = Node.objects.filter(scope.of("map")).exclude(sources=[]).order_by()
    sources = {key: read(own) for key, own in rows_of(nodes.values_list("pk", Cast("sources", TextField())))}
    supports = _premises(scope).filter(link__type=LinkType.SUPPORT, link__target_node__isnull=False)
    source_of = resting_on_one_source(sources, rows_of(supports.values_list("node", "link__target_node")))
    for map_, key in rows_of(_nodes(scope, NodeKind.CLAIM).values_list("map", "pk")):
        if key in source_of:
            yield map_, key, source_of[key]


# (map, node, what its words are told apart by, the articles in which it stands, the nodes that it restates)
Said = Iterator[tuple[Any, Any, int, tuple[Any, ...], tuple[Any, ...]]]


def claims_said(scope: Scope) -> Said:
    """Claims and counterclaims; one without a passage stands in the article of its map, if that has one."""
    kinds = (NodeKind.CLAIM, NodeKind.COUNTERCLAIM)
    marked: dict[Any, dict[Any, None]] = defaultdict(dict)
    spans = Span.objects.filter(scope.of("node__map"), node__kind__in=kinds).order_by()
    for key, article in rows_of(spans.values_list("node", "revision__article")):
        marked[key][article] = None
    restated: dict[Any, list[Any]] = defaultdict(list)
    premises = _premises(scope).filter(link__type=LinkType.REPHRASE, link__target_node__isnull=False)
    for key, target in rows_of(premises.values_list("node", "link__target_node")):
        restated[key].append(target)
    only = _only_articles(scope)
    for map_, key, text in rows_of(_nodes(scope, *kinds).values_list("map", "pk", "text")):
        articles = marked.get(key) or only.get(map_, ())
        yield map_, key, words_key(text), tuple(articles), tuple(restated.get(key, ()))


def _nodes(scope: Scope, *kinds: NodeKind) -> QuerySet[Node]:
    return Node.objects.filter(scope.of("map"), kind__in=kinds).order_by("pk")


def _premises(scope: Scope) -> QuerySet[Premise]:
    return Premise.objects.filter(scope.of("link__map")).order_by()


def _only_articles(scope: Scope) -> dict[Any, tuple[Any, ...]]:
    """The article of each map that has one and no more."""
    of_map: dict[Any, list[Any]] = defaultdict(list)
    for map_, article in rows_of(MapArticle.objects.filter(scope.of("map")).values_list("map", "article")):
        of_map[map_].append(article)
    return {map_: (articles[0],) for map_, articles in of_map.items() if len(articles) == 1}
