"""Offsets at the edge: code points inside, UTF-16 code units for clients that ask for them (``?offsets=utf16``).

JavaScript, Java and C# count UTF-16 code units: a character beyond U+FFFF (most emoji) counts as two.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from rest_framework.request import Request

from argmap.domain.graph import ArgumentGraph, Article, Comment, Node, Revision
from argmap.domain.structure import Structure
from argmap.exceptions import InputError
from argmap.models import ArgumentMap
from argmap.models import Revision as RevisionRow
from argmap.services.drafts import SpanDraft
from argmap.services.spans import pinned_revisions

CODE_POINTS = "codepoints"
UTF16 = "utf16"
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Utf16Table:
    """Translates offsets of one text between code points and UTF-16 code units, in logarithmic time."""

    def __init__(self, text: str) -> None:
        self._astral = [] if text.isascii() else [match.start() for match in _ASTRAL.finditer(text)]
        self._units = [place + index for index, place in enumerate(self._astral)]  # of their first units

    def units(self, code_point: int) -> int:
        """The offset in UTF-16 code units of an offset in code points."""
        return code_point + bisect_left(self._astral, code_point)

    def code_points(self, unit: int) -> int:
        """The offset in code points of an offset in UTF-16 code units; beyond the text it stays beyond.

        Raises InputError inside a surrogate pair.
        """
        before = bisect_left(self._units, unit)
        if before and self._units[before - 1] == unit - 1:
            raise InputError(
                f"The offset {unit} lies inside a surrogate pair (half of a character); move it by one.", field="spans"
            )
        return unit - before


def wants_utf16(request: Request) -> bool:
    """Whether this request counts in UTF-16; raises InputError for a unit that is not known."""
    unit = request.query_params.get("offsets", CODE_POINTS)
    if unit not in (CODE_POINTS, UTF16):
        raise InputError(f"Offsets are counted in “{CODE_POINTS}” or “{UTF16}”; choose one of them.", field="offsets")
    return unit == UTF16


def tables_of(revisions: Iterable[UUID], **scope: Any) -> dict[UUID, Utf16Table]:
    """For each of these revisions (ids) that is in scope its table (one query, none for no revision)."""
    wanted = set(revisions)
    rows = RevisionRow.objects.filter(pk__in=wanted, **scope).values_list("pk", "text") if wanted else ()
    return {key: Utf16Table(text) for key, text in rows}


def spans_to_units(nodes: Iterable[Mapping[str, Any]]) -> None:
    """Rewrites the offsets of these nodes, as the serializer gives them, to UTF-16 code units."""
    spans = [span for node in nodes for span in node["spans"]]
    tables = tables_of(UUID(str(span["revision"])) for span in spans)
    for span in spans:
        table = tables[UUID(str(span["revision"]))]
        span.update(start=table.units(span["start"]), end=table.units(span["end"]))


def spans_to_code_points(map_: ArgumentMap, spans: Iterable[SpanDraft]) -> dict[SpanDraft, SpanDraft]:
    """For each drafted span, counted in UTF-16, the one counted in code points of the same revision.

    Raises InputError inside a surrogate pair; a span in an article that the map cannot draw on stays as it is.
    """
    drafts = list(spans)
    counted_in = _revisions_of(map_, drafts)
    tables = tables_of(filter(None, counted_in.values()), article__project=map_.project_id)
    found = {}
    for draft in drafts:
        revision = counted_in[draft]
        table = tables.get(revision) if revision else None
        if table is not None:
            start, end = table.code_points(draft.start), table.code_points(draft.end)
            found[draft] = replace(draft, start=start, end=end, revision=revision)
        else:
            found[draft] = draft
    return found


def _revisions_of(map_: ArgumentMap, drafts: Iterable[SpanDraft]) -> dict[SpanDraft, UUID | None]:
    """The revision in which each draft counts: the one that it names, else the pinned one, else the newest."""
    articles = {draft.article for draft in drafts}
    pinned = {key: place.revision_id for key, place in pinned_revisions(map_, articles).items()}
    if missing := articles - pinned.keys():
        newest = RevisionRow.objects.filter(article__in=missing, article__project=map_.project_id).order_by("number")
        pinned |= dict(newest.values_list("article_id", "pk"))
    return {draft: draft.revision or pinned.get(draft.article) for draft in drafts}


def structure_to_units(structure: Structure, table: Utf16Table) -> Structure:
    """The structure with its ranges in UTF-16 code units."""
    return Structure(
        tuple(replace(b, start=table.units(b.start), end=table.units(b.end)) for b in structure.blocks),
        tuple(replace(h, start=table.units(h.start), end=table.units(h.end)) for h in structure.hyperlinks),
    )


def graph_to_units(graph: ArgumentGraph) -> ArgumentGraph:
    """The graph with all its spans and structures in UTF-16 code units."""
    revisions = (revision for article in graph.articles.values() for revision in article.revisions)
    tables = {revision.id: Utf16Table(revision.text) for revision in revisions}
    return replace(
        graph,
        articles={key: _article_to_units(article, tables) for key, article in graph.articles.items()},
        nodes={key: _node_to_units(node, tables) for key, node in graph.nodes.items()},
        comments={key: _comment_to_units(comment, tables) for key, comment in graph.comments.items()},
    )


def _article_to_units(article: Article, tables: Mapping[str, Utf16Table]) -> Article:
    def converted(revision: Revision) -> Revision:
        return replace(revision, structure=structure_to_units(revision.structure, tables[revision.id]))

    return replace(article, revisions=tuple(map(converted, article.revisions)))


def _comment_to_units(comment: Comment, tables: Mapping[str, Utf16Table]) -> Comment:
    span = comment.span
    if span is None:
        return comment
    table = tables[span.revision]
    return replace(comment, span=replace(span, start=table.units(span.start), end=table.units(span.end)))


def _node_to_units(node: Node, tables: Mapping[str, Utf16Table]) -> Node:
    spans = (
        replace(s, start=tables[s.revision].units(s.start), end=tables[s.revision].units(s.end)) for s in node.spans
    )
    return replace(node, spans=tuple(spans))
