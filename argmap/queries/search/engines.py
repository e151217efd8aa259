"""The full text of each database behind one interface."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from argmap.domain.search.words import Term
from argmap.models import SearchEntry
from argmap.queries.search.postgres import PostgresEngine
from argmap.queries.search.sqlite import SqliteEngine

Entries = QuerySet[SearchEntry]
Marked = tuple[str, str, str]  # title, text, more: each match between ``BEGIN`` and ``END`` of `marks`


class Engine(Protocol):
    def matching(self, projects: Collection[UUID], terms: Sequence[Term]) -> Entries:
        """The entries of these projects in which all of the terms stand, the youngest first.

        Each has its ``rank``: the smaller, the better.
        """

    def without(self, entries: Entries, terms: Sequence[Term]) -> Entries:
        """The entries in which none of the terms stands."""

    def of_nodes(self, entries: Entries, nodes: Sequence[Any]) -> Entries:
        """The entries of these nodes (keys as the database gives them), however many they are."""

    def marked(self, ids: Iterable[int], terms: Sequence[Term]) -> Mapping[int, Marked]:
        """The words of these entries with the matches marked, by the entry's id."""


def engine() -> Engine:
    """That of the database in use."""
    return PostgresEngine() if connection.vendor == "postgresql" else SqliteEngine()
