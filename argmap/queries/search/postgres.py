"""PostgreSQL's full text: in each language by its own configuration; a match in a title counts most."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from argmap.domain.search.words import Term
from argmap.models import SearchEntry
from argmap.queries.search.marks import BEGIN, END

_WEIGHTS = "{0, 0.1, 0.4, 1.0}"  # of D (unused), C (more), B (text), A (title)
_SHORTER_IS_BETTER = 1  # divides by 1 + the logarithm of the length, as else a long article comes first
_OPTIONS = f"HighlightAll=true, StartSel={BEGIN}, StopSel={END}"
_MARKED = ", ".join(f"ts_headline(config::regconfig, {column}, {{0}}, %s)" for column in ("title", "text", "more"))


# The configurations in use, by steps through their index, however many entries there are.
_CONFIGURATIONS = """
    WITH RECURSIVE used AS (
        SELECT min(config) AS config FROM argmap_searchentry
        UNION ALL
        SELECT (SELECT min(config) FROM argmap_searchentry WHERE config > used.config)
        FROM used WHERE config IS NOT NULL
    )
    SELECT config FROM used WHERE config IS NOT NULL
"""


class PostgresEngine:
    def matching(self, projects: Collection[UUID], terms: Sequence[Term]) -> QuerySet[SearchEntry]:
        queries = {config: _query(terms, " && ", f"'{config}'") for config in _configurations()}
        matches = " OR ".join(f"(config = '{config}' AND words @@ ({query}))" for config, query in queries.items())
        ranks = " ".join(
            f"WHEN '{config}' THEN -ts_rank('{_WEIGHTS}', words, {query}, {_SHORTER_IS_BETTER})"
            for config, query in queries.items()
        )
        values = [_value(term) for term in terms] * len(queries)
        # extra: each row has its own configuration, and the index is only used where that is a constant.
        entries = SearchEntry.objects.filter(project__in=projects).order_by("-pk")
        return entries.extra(
            select={"rank": f"CASE config {ranks} END"}, select_params=values, where=[f"({matches})"], params=values
        )

    def without(self, entries: QuerySet[SearchEntry], terms: Sequence[Term]) -> QuerySet[SearchEntry]:
        query = _query(terms, " || ", "config::regconfig")
        return entries.extra(where=[f"NOT words @@ ({query})"], params=[_value(term) for term in terms])

    def of_nodes(self, entries: QuerySet[SearchEntry], nodes: Sequence[Any]) -> QuerySet[SearchEntry]:
        return entries.extra(where=["argmap_searchentry.node_id = ANY(%s)"], params=[list(nodes)])

    def marked(self, ids: Iterable[int], terms: Sequence[Term]) -> dict[int, tuple[str, str, str]]:
        query = _query(terms, " || ", "config::regconfig")
        values = [*(_value(term) for term in terms), _OPTIONS]
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT id, {_MARKED.format(query)} FROM argmap_searchentry WHERE id = ANY(%s)",
                [*values, *values, *values, list(ids)],
            )
            return {key: (title, text, more) for key, title, text, more in cursor.fetchall()}


def _configurations() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_CONFIGURATIONS)
        return [config for (config,) in cursor.fetchall()] or ["simple"]


def _query(terms: Sequence[Term], operator: str, config: str) -> str:
    """The SQL of a tsquery of these terms; it takes one value for each."""
    return operator.join(f"{'to' if term.prefix else 'phraseto'}_tsquery({config}, %s)" for term in terms)


def _value(term: Term) -> str:
    """What is told of the term: between quotes, where a prefix needs the language of ``to_tsquery``."""
    if not term.prefix:
        return term.text
    escaped = term.text.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}':*"
