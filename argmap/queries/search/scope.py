"""Which maps a question is asked of, and rows as the database gives them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet

# More maps than these are asked for by their projects: ids would be too many.
_BY_NAME = 500


@dataclass(frozen=True, slots=True)
class Scope:
    """All maps of these projects, or some of them. Where these are many the answer may hold more than they have."""

    projects: Collection[UUID]
    maps: Collection[UUID]

    def of(self, path: str) -> Q:
        """What holds where ``path``, which leads to a map, leads to one of these."""
        if len(self.maps) <= _BY_NAME:
            return Q(**{f"{path}__in": self.maps})
        return Q(**{f"{path}__project__in": self.projects})


def rows_of(query: QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
    """The rows as the database gives them: to make a UUID of each key takes longer than all the rest."""
    try:
        sql, parameters = query.query.sql_with_params()
    except EmptyResultSet:  # one of nothing: somebody without a project asks
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def stored(key: UUID) -> Any:
    """The key as the database gives it."""
    return key if connection.features.has_native_uuid_field else key.hex


def uuid_of(key: Any) -> UUID:
    """The UUID that the database gave so."""
    return key if isinstance(key, UUID) else UUID(key)
