"""What must never be possible (DESIGN.md §2), looked for in the rows of a whole database."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, F, Max, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from argmap.domain.structure import Structure
from argmap.domain.vocabulary import Direction, EvidenceType, LinkType, NodeKind
from argmap.domain.wellformed import Fault, faults_of, noun_of
from argmap.models import (
    ArgumentMap,
    Article,
    Comment,
    Highlight,
    Link,
    LinkTag,
    MapArticle,
    Mention,
    Node,
    NodeTag,
    Premise,
    Revision,
)
from argmap.queries.graph import load_graph


@dataclass(frozen=True, slots=True)
class RowRule:
    """A rule that one query can check: ``broken`` are the rows that break it."""

    name: str
    message: str
    broken: QuerySet[Any]


def row_rules() -> tuple[RowRule, ...]:
    """The rules between tables, which a graph that is loaded map by map cannot show."""
    return (
        *_vocabulary_rules(),
        RowRule(
            "premise_in_the_map",
            "A premise of a link is a node of another map.",
            Premise.objects.exclude(node__map=F("link__map")),
        ),
        RowRule(
            "target_in_the_map",
            "The target of a link belongs to another map.",
            Link.objects.filter(
                (Q(target_node__isnull=False) & ~Q(target_node__map=F("map")))
                | (Q(target_link__isnull=False) & ~Q(target_link__map=F("map")))
            ),
        ),
        RowRule(
            "article_in_the_project",
            "A map draws on an article of another project.",
            MapArticle.objects.exclude(article__project=F("map__project")),
        ),
        RowRule(
            "revision_of_the_article",
            "A map pins a revision of another article.",
            MapArticle.objects.exclude(revision__article=F("article")),
        ),
        RowRule("article_has_a_text", "An article has no revision.", Article.objects.filter(revisions__isnull=True)),
        RowRule(
            "tag_of_the_project",
            "A node has a tag of another project.",
            NodeTag.objects.exclude(tag__project=F("node__map__project")),
        ),
        RowRule(
            "tag_of_the_project",
            "A link has a tag of another project.",
            LinkTag.objects.exclude(tag__project=F("link__map__project")),
        ),
        RowRule(
            "version_counts_the_changes",
            "The version of a map is not the number of its changes.",
            ArgumentMap.objects.annotate(
                last=Coalesce(Max("changes__number"), Value(0)), count=Count("changes")
            ).exclude(version=F("last"), last=F("count")),
        ),
        RowRule(
            "version_of_a_change",
            "A node's version is of no change of its map.",
            Node.objects.filter(version__gt=F("map__version")),
        ),
        RowRule(
            "version_of_a_change",
            "A link's version is of no change of its map.",
            Link.objects.filter(version__gt=F("map__version")),
        ),
        *_comment_rules(),
        *_highlight_rules(),
    )


def _highlight_rules() -> tuple[RowRule, ...]:
    return (
        RowRule(
            "highlight_in_an_article_of_the_project",
            "A highlight stands in an article of another project.",
            Highlight.objects.exclude(revision__article__project=F("map__project")),
        ),
        RowRule(
            "version_of_a_change",
            "A highlight's version is of no change of its map.",
            Highlight.objects.filter(version__gt=F("map__version")),
        ),
    )


def _comment_rules() -> tuple[RowRule, ...]:
    return (
        RowRule(
            "comment_in_the_map",
            "A comment stands on a node, link or comment of another map.",
            Comment.objects.filter(
                (Q(node__isnull=False) & ~Q(node__map=F("map")))
                | (Q(link__isnull=False) & ~Q(link__map=F("map")))
                | (Q(parent__isnull=False) & ~Q(parent__map=F("map")))
            ),
        ),
        RowRule(
            "comment_in_an_article_of_the_project",
            "A comment stands in an article of another project.",
            Comment.objects.filter(revision__isnull=False).exclude(revision__article__project=F("map__project")),
        ),
        RowRule(
            "reply_belongs_to_its_thread",
            "A reply belongs to a reply.",
            Comment.objects.filter(parent__parent__isnull=False),
        ),
        RowRule(
            "comment_has_words",
            "A comment has neither words nor replies.",
            Comment.objects.filter(text="", replies__isnull=True),
        ),
        RowRule(
            "version_of_a_change",
            "A comment's version is of no change of its map.",
            Comment.objects.filter(version__gt=F("map__version")),
        ),
        RowRule(
            "mention_in_words",
            "A comment without words mentions somebody.",
            Mention.objects.filter(comment__text=""),
        ),
    )


def _vocabulary_rules() -> tuple[RowRule, ...]:
    evidence_types = ["", *(member.value for member in EvidenceType)]
    return (
        RowRule("known_kind", "A node is of no known kind.", Node.objects.exclude(kind__in=list(NodeKind))),
        RowRule(
            "known_evidence_type",
            "A node has an unknown evidence type.",
            Node.objects.exclude(evidence_type__in=evidence_types),
        ),
        RowRule("known_type", "A link is of no known type.", Link.objects.exclude(type__in=list(LinkType))),
        RowRule(
            "known_direction",
            "An article has an unknown direction.",
            Article.objects.exclude(direction__in=list(Direction)),
        ),
    )


def faults_between_rows() -> Iterator[Fault]:
    """Broken rules between tables; ``place`` is the table and the key of the row."""
    yield from _dangling_rows()
    for rule in row_rules():
        table = rule.broken.model._meta.verbose_name
        for key in rule.broken.order_by("pk").values_list("pk", flat=True).distinct():
            yield Fault(rule.name, f"{table} {key}", rule.message)


def _dangling_rows() -> Iterator[Fault]:
    """Rows that refer to rows which are gone; PostgreSQL holds this itself, SQLite only while it is told to."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        for table, row_id, parent, _ in cursor.fetchall():
            yield Fault(
                "referred_row_exists", f"{table} row {row_id}", f"It refers to a row of {parent} that is not there."
            )


def faults_of_revision(revision: Revision) -> Iterator[Fault]:
    """Broken rules of a stored text: its length and digest are those of the words, its structure lies inside."""
    place = f"revision {revision.pk}"
    if revision.length != len(revision.text):
        yield Fault("revision_knows_its_length", place, "A text is not as long as was recorded.")
    if revision.sha256 != hashlib.sha256(revision.text.encode()).hexdigest():
        yield Fault("revision_is_never_changed", place, "A text is not the one that was stored (its SHA-256 differs).")
    try:
        structure = Structure.from_json(revision.structure)
    except (AttributeError, KeyError, TypeError, ValueError):
        yield Fault("structure_can_be_read", place, "The structure of a text cannot be read.")
        return
    ranges = [(b.start, b.end) for b in structure.blocks] + [(h.start, h.end) for h in structure.hyperlinks]
    if any(not 0 <= start <= end <= len(revision.text) for start, end in ranges):
        yield Fault("structure_inside_the_text", place, "A paragraph or hyperlink lies outside its text.")


def faults_of_map(map_: ArgumentMap) -> Iterator[Fault]:
    """Broken rules inside one map, without those of ``row_rules``; ``place`` names the node or link."""
    try:
        graph = load_graph(map_, as_stored=True)
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        yield Fault("map_can_be_read", f"map {map_.pk}", f"The map cannot be read ({error}).")
        return
    shown = {rule.name for rule in row_rules()}
    for fault in faults_of(graph):
        if fault.rule in shown:
            continue
        yield Fault(fault.rule, f"map {map_.pk}, {noun_of(graph, fault.place)} {fault.place}", fault.message)
