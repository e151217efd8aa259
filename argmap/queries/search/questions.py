"""Ready-made searches on structure: what words cannot find."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet, TextField
from django.db.models.functions import Cast, Coalesce

from argmap.domain.search.structure import everything_below, resting_on_one_source, same_in_several_articles
from argmap.domain.vocabulary import EvidenceType, LinkType, NodeKind
from argmap.models import Link, MapArticle, Node, Premise, Span

Projects = Collection[UUID]
# The keys of nodes in the order in which they are shown, each with its heading. Keys are as the database gives them: to
# make a UUID of each takes longer than all the rest.
Answer = Iterator[tuple[Any, str]]


@dataclass(frozen=True, slots=True)
class Question:
    """A question on the maps of projects; the time that its answer takes is linear in their size."""

    label: str
    sentence: str  # what is listed
    answer: Callable[[Projects], Answer]


def _undefended(projects: Projects) -> Answer:
    """By SQL: for each claim its attacks, and for each attack what attacks it or one of its premises."""
    attacks = Link.objects.filter(type=LinkType.ATTACK)
    on_link = attacks.filter(target_link=OuterRef("pk"))
    on_premise = attacks.filter(target_node__premises__link=OuterRef("pk"))
    own = attacks.filter(target_node=OuterRef("pk"))
    answered = own.filter(Exists(on_link) | Exists(on_premise))
    claims = _nodes(projects, NodeKind.CLAIM).filter(Exists(own), ~Exists(answered))
    for (key,) in _rows(claims.order_by("map", "pk").values_list("pk")):
        yield key, ""


def _counterclaims(projects: Projects) -> Answer:
    """By SQL."""
    rows = _nodes(projects, NodeKind.COUNTERCLAIM).exclude(attribution="").order_by("attribution", "map", "pk")
    yield from _rows(rows.values_list("pk", "attribution"))


def _under_counterclaims(projects: Projects) -> Answer:
    """By a walk down from the counterclaims, over links on links too."""
    target = Coalesce("link__target_node", "link__target_link")
    hanging: list[tuple[Any, Any]] = []
    for node, link, on in _rows(_premises(projects).values_list("node", "link", target)):
        hanging += [(node, link), (link, on)]
    starts = [key for (key,) in _rows(_nodes(projects, NodeKind.COUNTERCLAIM).order_by().values_list("pk"))]
    below = everything_below(starts, hanging)
    evidence = _nodes(projects, NodeKind.EVIDENCE).order_by("evidence_type", "map", "pk")
    for key, evidence_type in _rows(evidence.values_list("pk", "evidence_type")):
        if key in below:
            yield key, EvidenceType(evidence_type).label.capitalize() if evidence_type else "Of no type"


def _one_source(projects: Projects) -> Answer:
    """By passing sources on along the supports."""
    read = cache(json.loads)  # many nodes name the same sources
    nodes = Node.objects.filter(map__project__in=projects).exclude(sources=[]).order_by()
    sources = {key: read(own) for key, own in _rows(nodes.values_list("pk", Cast("sources", TextField())))}
    supports = _premises(projects).filter(link__type=LinkType.SUPPORT, link__target_node__isnull=False)
    source_of = resting_on_one_source(sources, _rows(supports.values_list("node", "link__target_node")))
    claims = _rows(_nodes(projects, NodeKind.CLAIM).order_by("map", "pk").values_list("pk"))
    found = [(source_of[key], key) for (key,) in claims if key in source_of]
    for source, key in sorted(found, key=lambda pair: pair[0].casefold()):
        yield key, source


def _same_claim(projects: Projects) -> Answer:
    """By equal words and restatements; a claim without a passage stands in the article of its map, if that has one."""
    kinds = [NodeKind.CLAIM, NodeKind.COUNTERCLAIM]
    spans = Span.objects.filter(node__map__project__in=projects, node__kind__in=kinds).order_by("node")
    rows = _rows(spans.values_list("node", "node__text", "revision__article"))
    marked = {key for key, _, _ in rows}
    only = dict(_only_articles(projects))
    bare = _rows(_nodes(projects, *kinds).order_by("pk").values_list("pk", "text", "map"))
    rows += [(key, text, only.get(map_)) for key, text, map_ in bare if key not in marked]
    restated = _premises(projects).filter(link__type=LinkType.REPHRASE, link__target_node__isnull=False)
    text_of = {key: text for key, text, _ in rows}
    pairs = _rows(restated.values_list("node", "link__target_node"))
    groups: Iterator[list[Any]] = same_in_several_articles(rows, pairs)
    for group in groups:
        for key in group:
            yield key, text_of[group[0]]


def _nodes(projects: Projects, *kinds: NodeKind) -> QuerySet[Node]:
    return Node.objects.filter(map__project__in=projects, kind__in=kinds)


def _premises(projects: Projects) -> QuerySet[Premise]:
    return Premise.objects.filter(link__map__project__in=projects).order_by()


def _only_articles(projects: Projects) -> list[tuple[Any, Any]]:
    """(map, article) of the maps with one article."""
    of_map: dict[Any, list[Any]] = defaultdict(list)
    for map_, article in _rows(MapArticle.objects.filter(map__project__in=projects).values_list("map", "article")):
        of_map[map_].append(article)
    return [(map_, articles[0]) for map_, articles in of_map.items() if len(articles) == 1]


def _rows(query: QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
    """The rows as the database gives them."""
    sql, parameters = query.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def uuid_of(key: Any) -> UUID:
    """The UUID of a node that the database gave so."""
    return key if isinstance(key, UUID) else UUID(key)


def stored(key: UUID) -> Any:
    """The key as the database gives it."""
    return key if connection.features.has_native_uuid_field else key.hex


QUESTIONS = {
    "undefended": Question(
        "Claims attacked and never defended",
        "Claims with attacks of which none is answered: nothing attacks the attacker or undercuts the attack.",
        _undefended,
    ),
    "counterclaims": Question(
        "Counterclaims by attribution",
        "Counterclaims that are said to be somebody's, by whose they are.",
        _counterclaims,
    ),
    "under-counterclaims": Question(
        "Evidence under counterclaims",
        "Evidence that stands below a counterclaim, at any depth, by its type.",
        _under_counterclaims,
    ),
    "one-source": Question(
        "Claims that rest on one source",
        "Claims of which all sources, their own and those of all that supports them, are one and the same.",
        _one_source,
    ),
    "same-claim": Question(
        "The same claim in several articles",
        "Claims and counterclaims in the same words, or restated by each other, that stand in different articles.",
        _same_claim,
    ),
}
