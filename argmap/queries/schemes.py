"""What a link has of its scheme, read without the rest of its map; what a page knows of the schemes in its map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from argmap.domain import graph as domain
from argmap.domain.schemes.aif import aif_of
from argmap.domain.schemes.catalogue import CATALOGUE, scheme_named
from argmap.domain.schemes.conflicts import conflicts
from argmap.domain.schemes.model import Scheme, SchemePremise
from argmap.domain.schemes.questions import Asked, State, missing_premises, questions_of, scheme_of
from argmap.domain.schemes.words import WORDS
from argmap.domain.vocabulary import LinkType
from argmap.models import Link, Node

MOST_USED = 40  # names of schemes that a picker puts first


def link_value(row: Link) -> domain.Link:
    """The link as a domain value with its premises, scheme and target."""
    return domain.Link(
        id=str(row.pk),
        type=LinkType(row.type),
        premises=tuple(domain.Premise(str(premise.node_id), premise.role) for premise in row.premises.all()),
        target_node=str(row.target_node_id) if row.target_node_id else None,
        target_link=str(row.target_link_id) if row.target_link_id else None,
        scheme=row.scheme,
    )


def load_surroundings(link: Link) -> domain.ArgumentGraph:
    """The link with all links that bear on it, on its premises and on its target: what its questions depend on."""
    on = Q(target_link=link) | Q(target_node__premises__link=link)
    on |= Q(target_node=link.target_node_id) if link.target_node_id else Q(target_link=link.target_link_id)
    keys = Link.objects.filter(map=link.map_id).filter(on | Q(pk=link.pk)).values("pk")
    rows = Link.objects.filter(pk__in=keys).prefetch_related("premises")
    return domain.ArgumentGraph.of(id=str(link.map_id), links=map(link_value, rows))


@dataclass(frozen=True, slots=True)
class AskedWith:
    """A critical question of one link with the nodes that take it up."""

    asked: Asked
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a link stands to its scheme: which premises are missing, and its questions."""

    scheme: Scheme
    missing: tuple[SchemePremise, ...]
    questions: tuple[AskedWith, ...]

    @property
    def open(self) -> int:
        return sum(one.asked.state is State.OPEN for one in self.questions)


def load_standing(link: Link) -> Standing | None:
    """How the link stands to its scheme (3 queries); None where it follows none of the catalogue."""
    if scheme_named(link.scheme) is None:
        return None
    graph = load_surroundings(link)
    value = graph.links[str(link.pk)]
    scheme = scheme_of(value)
    if scheme is None:
        return None
    questions = questions_of(graph, value)
    names = {premise.node for one in questions for key in one.taken_up for premise in graph.links[key].premises}
    nodes = {str(node.pk): node for node in Node.objects.filter(pk__in=names)}
    rows = tuple(
        AskedWith(
            one, tuple(nodes[p.node] for key in one.taken_up for p in graph.links[key].premises if p.node in nodes)
        )
        for one in questions
    )
    return Standing(scheme, missing_premises(scheme, value), rows)


def schemes_in_use(project_id: UUID, type_: str) -> list[str]:
    """The schemes of the project's links of this type, those that most of them have first (1 query)."""
    rows = Link.objects.filter(map__project=project_id, type=type_).exclude(scheme="")
    counted = rows.values("scheme").annotate(count=Count("pk")).order_by("-count", "scheme")
    return list(counted.values_list("scheme", flat=True)[:MOST_USED])


def scheme_outlines(names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What tells how links stand to these schemes, by the names that links have: no sentences but the scheme's name."""
    schemes = {name: scheme_named(name) for name in names if name}
    return {name: _outline(scheme) for name, scheme in schemes.items() if scheme}


def _outline(scheme: Scheme) -> dict[str, Any]:
    return {
        "slug": scheme.slug,
        "name": scheme.name,
        "premises": [{"role": role} for role in scheme.roles],
        "questions": [
            {"slug": one.slug, "aim": one.aim.value, "role": one.role, "conflict": one.conflict}
            for one in scheme.questions
        ],
    }


def scheme_rows() -> list[dict[str, Any]]:
    """The whole catalogue for the page's picker and panel, in its order."""
    return [
        {
            **_outline(scheme),
            "also": scheme.also,
            "aif": aif_of(scheme.slug).name,
            "words": WORDS.get(scheme.slug, ""),
            "premises": [{"role": premise.role, "text": premise.text} for premise in scheme.premises],
            "conclusion": scheme.conclusion,
            "example": scheme.example,
            "questions": [
                {**row, "text": one.text, "objection": one.objection}
                for row, one in zip(_outline(scheme)["questions"], scheme.questions, strict=True)
            ],
        }
        for scheme in CATALOGUE.values()
    ]


def conflict_rows() -> list[dict[str, Any]]:
    """AIF's names for attacks, as schemes without premises and questions; what they say is their conclusion."""
    empty: dict[str, Any] = {"also": (), "words": "", "premises": (), "questions": (), "example": ()}
    return [
        {**empty, "slug": one.slug, "name": one.name, "aif": one.name, "conclusion": " ".join(one.objections)}
        for one in conflicts().values()
    ]
