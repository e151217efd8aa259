"""Rows as JSON values, for the record of changes.

A row is ``{column: value}`` without its key and without what other records already say (version, times).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import models

from argmap.models import (
    ArgumentMap,
    Comment,
    Highlight,
    Link,
    LinkTag,
    MapArticle,
    Mention,
    Node,
    NodeTag,
    Premise,
    Span,
)

RowValues = dict[str, Any]
Rows = dict[str, dict[str, RowValues | None]]  # table → id → row, None where there is none

# In the order in which rows may be made; removed in the opposite one.
TABLES: dict[str, type[models.Model]] = {
    "map": ArgumentMap,
    "map_article": MapArticle,
    "node": Node,
    "span": Span,
    "node_tag": NodeTag,
    "link": Link,
    "premise": Premise,
    "link_tag": LinkTag,
    "comment": Comment,
    "mention": Mention,
    "highlight": Highlight,
}
TABLE_OF = {model: table for table, model in TABLES.items()}
_MAP_COLUMNS = ("title", "description")
_NOT_RECORDED = frozenset({"id", "version"})


def columns(table: str) -> list[str]:
    """The recorded columns of a table."""
    if table == "map":
        return list(_MAP_COLUMNS)
    return [field.attname for field in TABLES[table]._meta.concrete_fields if field.attname not in _NOT_RECORDED]


_COLUMNS = {table: columns(table) for table in ("map",)}


def row_of(instance: models.Model) -> RowValues:
    """The instance's recorded columns as JSON values."""
    table = TABLE_OF[type(instance)]
    names = _COLUMNS.get(table) or _COLUMNS.setdefault(table, columns(table))
    return {name: _plain(getattr(instance, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    # A StrEnum member compares equal to its value but would be stored by reference to the class.
    return str(value) if isinstance(value, str) else value


IDS_IN_A_QUERY = 5000  # SQLite takes 32,766 parameters where it is built as its authors do


def known_ids(queryset: models.QuerySet[Any], ids: Collection[UUID]) -> set[UUID]:
    """Those of these ids that the queryset has (no query for none, one for up to ``IDS_IN_A_QUERY``)."""
    wanted = list(ids)
    found: set[UUID] = set()
    for start in range(0, len(wanted), IDS_IN_A_QUERY):
        found.update(queryset.filter(pk__in=wanted[start : start + IDS_IN_A_QUERY]).values_list("pk", flat=True))
    return found


def python_values(model: type[models.Model], row: RowValues) -> RowValues:
    """The row's values as the model's fields hold them: ids are UUIDs again."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in row.items()}
