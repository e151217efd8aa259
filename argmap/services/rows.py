"""Rows as JSON values, for the record of changes.

A row is ``{column: value}`` without its key and without what other records already say (version, times).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
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
Id = TypeVar("Id")
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
_MAP_COLUMNS = ("title", "description")
_NOT_RECORDED = frozenset({"id", "version"})


@cache
def columns(table: str) -> tuple[str, ...]:
    """The recorded columns of a table."""
    if table == "map":
        return _MAP_COLUMNS
    return tuple(field.attname for field in TABLES[table]._meta.concrete_fields if field.attname not in _NOT_RECORDED)


@cache
def references(table: str) -> tuple[models.ForeignKey[Any, Any], ...]:
    """The recorded columns of a table that refer to rows."""
    fields = TABLES[table]._meta.concrete_fields
    return tuple(f for f in fields if isinstance(f, models.ForeignKey) and f.attname in columns(table))


def referred(field: models.ForeignKey[Any, Any]) -> type[models.Model]:
    """The model to whose rows the column refers."""
    return field.related_model


@cache
def unique_columns(table: str) -> tuple[str, ...]:
    """The columns by which a row stands only once in the table, none where the table has no such rule."""
    rules = [rule for rule in TABLES[table]._meta.constraints if isinstance(rule, models.UniqueConstraint)]
    attnames = {field.name: field.attname for field in TABLES[table]._meta.concrete_fields}
    return tuple(attnames[name] for rule in rules[:1] for name in rule.fields)


# By which column, their first, the rows of a part belong to the row whose version they raise.
WHOLE_OF = {
    table: references(table)[0].attname for table in TABLES if "map_id" not in columns(table) and table != "map"
}


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


def in_parts(ids: Iterable[Id]) -> Iterator[list[Id]]:
    """The ids in lists that are short enough for a query."""
    rest = list(ids)
    return (rest[start : start + IDS_IN_A_QUERY] for start in range(0, len(rest), IDS_IN_A_QUERY))


def known_ids(queryset: models.QuerySet[Any], ids: Collection[UUID], *, hold: bool = False) -> set[UUID]:
    """Those of these ids that the queryset has (no query for none, one for up to ``IDS_IN_A_QUERY``).

    With ``hold`` their rows stay until the transaction ends (see ``held``).
    """
    found: set[UUID] = set()
    for part in in_parts(sorted(ids)):
        rows = queryset.filter(pk__in=part).order_by("pk")
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
