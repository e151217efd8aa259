"""Rows as JSON values, for the record of changes.

A row is ``{column: value}`` without its key and without what other records already say (version, times).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from functools import cache
from typing import Any, TypeVar, get_args
from uuid import UUID

from django.db import connection, models

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

Held = TypeVar("Held", bound=models.Model)
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
Versioned = Node | Link | Comment | Highlight  # with the number of the last Change that touched it
VERSIONED: dict[str, type[Versioned]] = {TABLE_OF[model]: model for model in get_args(Versioned)}
# By which column a row of a part belongs to the row whose version it raises.
WHOLE_OF = {
    "span": "node_id",
    "node_tag": "node_id",
    "premise": "link_id",
    "link_tag": "link_id",
    "mention": "comment_id",
}
_MAP_COLUMNS = ("title", "description")
_NOT_RECORDED = frozenset({"id", "version"})


@cache
def columns(table: str) -> tuple[str, ...]:
    """The recorded columns of a table."""
    if table == "map":
        return _MAP_COLUMNS
    return tuple(field.attname for field in TABLES[table]._meta.concrete_fields if field.attname not in _NOT_RECORDED)


@cache
def references(table: str) -> Mapping[str, type[models.Model]]:
    """The columns of a table that refer to rows, with the models of these."""
    keys = (field for field in TABLES[table]._meta.concrete_fields if isinstance(field, models.ForeignKey))
    return {key.attname: key.related_model for key in keys}


def path_to_map(table: str) -> str:
    """The lookup from a row of the table to its map, empty for the map itself."""
    if table == "map":
        return ""
    return f"{WHOLE_OF[table].removesuffix('_id')}__map" if table in WHOLE_OF else "map"


def row_of(instance: models.Model) -> RowValues:
    """The instance's recorded columns as JSON values."""
    return {name: _plain(getattr(instance, name)) for name in columns(TABLE_OF[type(instance)])}


def _plain(value: Any) -> Any:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    # A StrEnum member compares equal to its value but would be stored by reference to the class.
    return str(value) if isinstance(value, str) else value


IDS_IN_A_QUERY = 5000  # SQLite takes 32,766 parameters where it is built as its authors do


def known_ids(queryset: models.QuerySet[Any], ids: Collection[UUID], *, hold: bool = False) -> set[UUID]:
    """Those of these ids that the queryset has (no query for none, one for up to ``IDS_IN_A_QUERY``).

    With ``hold`` their rows stay until the transaction ends (see ``held``).
    """
    wanted = sorted(ids)
    found: set[UUID] = set()
    for start in range(0, len(wanted), IDS_IN_A_QUERY):
        rows = queryset.filter(pk__in=wanted[start : start + IDS_IN_A_QUERY]).order_by("pk")
        found.update((row.pk for row in held(rows)) if hold else rows.values_list("pk", flat=True))
    return found


def held(rows: models.QuerySet[Held]) -> list[Held]:
    """These rows, in their order, which nobody deletes or gives another name before the transaction ends.

    On PostgreSQL as the check of a foreign key holds the row to which it refers, which Django has no words for: many
    may hold a row at once. On SQLite nobody writes beside us.
    """
    if connection.vendor != "postgresql":
        return list(rows)
    sql, parameters = rows.query.sql_with_params()
    return list(rows.model._default_manager.raw(f"{sql} FOR KEY SHARE", parameters))


def python_values(model: type[models.Model], row: RowValues) -> RowValues:
    """The row's values as the model's fields hold them: ids are UUIDs again."""
    fields = {field.attname: field for field in model._meta.concrete_fields}
    return {name: fields[name].to_python(value) for name, value in row.items()}
