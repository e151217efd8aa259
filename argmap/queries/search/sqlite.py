"""FTS5 (https://www.sqlite.org/fts5.html): ranked by BM25, a match in a title counts most."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from argmap.domain.search.words import Term
from argmap.models import SearchEntry
from argmap.queries.search.marks import BEGIN, END

_RANK = "bm25(argmap_search, 8.0, 4.0, 1.0)"  # title, text, more
_MARKED = ", ".join(f"highlight(argmap_search, {column}, '{BEGIN}', '{END}')" for column in range(3))


class SqliteEngine:
    def matching(self, projects: Collection[UUID], terms: Sequence[Term]) -> QuerySet[SearchEntry]:
        # extra: FTS5 ranks only where its table itself is in FROM, which the ORM has no other way to say.
        # The plus sign, here and below, keeps SQLite from asking the full text anew for each entry.
        own = ", ".join(["%s"] * len(projects))
        return SearchEntry.objects.extra(
            select={"rank": _RANK},
            tables=["argmap_search"],
            where=[
                "argmap_search.rowid = argmap_searchentry.id",
                "argmap_search MATCH %s",
                f"+argmap_searchentry.project_id IN ({own})",
            ],
            params=[_all(terms), *(project.hex for project in projects)],
            order_by=["-argmap_search.rowid"],
        )

    def without(self, entries: QuerySet[SearchEntry], terms: Sequence[Term]) -> QuerySet[SearchEntry]:
        return entries.extra(
            where=["argmap_searchentry.id NOT IN (SELECT rowid FROM argmap_search WHERE argmap_search MATCH %s)"],
            params=[" OR ".join(map(_quoted, terms))],
        )

    def of_nodes(self, entries: QuerySet[SearchEntry], nodes: Sequence[Any]) -> QuerySet[SearchEntry]:
        keys = json.dumps(nodes)  # one value, where ids would be too many
        return entries.extra(where=["argmap_searchentry.node_id IN (SELECT value FROM json_each(%s))"], params=[keys])

    def marked(self, ids: Iterable[int], terms: Sequence[Term]) -> dict[int, tuple[str, str, str]]:
        with connection.cursor() as cursor:
            cursor.execute(
                f"SELECT rowid, {_MARKED} FROM argmap_search "
                "WHERE argmap_search MATCH %s AND +rowid IN (SELECT value FROM json_each(%s))",
                [_all(terms), json.dumps(list(ids))],
            )
            return {key: (title, text, more) for key, title, text, more in cursor.fetchall()}


def _all(terms: Sequence[Term]) -> str:
    return " AND ".join(map(_quoted, terms))


def _quoted(term: Term) -> str:
    """The term as a string of FTS5, in which nothing but the quotation mark is special."""
    text = term.text.replace('"', '""')
    return f'"{text}"{" *" if term.prefix else ""}'
