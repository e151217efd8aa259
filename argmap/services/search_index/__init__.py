"""The index of search: triggers of the database keep it, so that no writer can forget it (docs/decisions).

Views and triggers are no part of a migration: SQLite loses the triggers of a table that a migration makes anew, and
both databases refuse to change a table that a view reads. So they go before each migration and come back after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, transaction

from argmap.services.search_index import postgres, sqlite
from argmap.services.search_index._statements import COLUMNS

ENTRIES = "argmap_searchentry"


def rebuild_index() -> None:
    """The database keeps the index from now on, and it holds just what is there: all is made anew."""
    postgresql = connection.vendor == "postgresql"
    with transaction.atomic(), connection.cursor() as cursor:
        drop_triggers()
        for statement in (
            f"DELETE FROM {ENTRIES}",
            *(postgres.make_views(_configurations()) if postgresql else sqlite.MAKE_VIEWS),
            *(postgres.FILL if postgresql else sqlite.FILL),
            *(postgres.MAKE_TRIGGERS if postgresql else sqlite.MAKE_TRIGGERS),
        ):
            cursor.execute(statement)


def drop_triggers() -> None:
    """The database does not keep the index any more, until it is built again."""
    with connection.cursor() as cursor:
        for statement in postgres.REMOVE if connection.vendor == "postgresql" else sqlite.REMOVE:
            cursor.execute(statement)


def before_migrations(*, plan: Sequence[Any] = (), using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """A receiver of ``pre_migrate``: tables can be changed."""
    if plan and using == DEFAULT_DB_ALIAS:
        drop_triggers()


def after_migrations(*, plan: Sequence[Any] = (), using: str = DEFAULT_DB_ALIAS, **_: Any) -> None:
    """A receiver of ``post_migrate``: the index is kept, and true where tables were changed."""
    if plan and using == DEFAULT_DB_ALIAS and _can_hold_all():
        rebuild_index()


def _can_hold_all() -> bool:
    """Whether the table of entries is there with all its columns: not where only the older migrations were run."""
    if ENTRIES not in connection.introspection.table_names():
        return False
    with connection.cursor() as cursor:
        columns = {column.name for column in connection.introspection.get_table_description(cursor, ENTRIES)}
    return columns >= set(COLUMNS)


def _configurations() -> list[str]:
    """The names of the text search configurations that PostgreSQL brings along."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cfgname FROM pg_catalog.pg_ts_config WHERE cfgnamespace = 'pg_catalog'::regnamespace")
        return [name for (name,) in cursor.fetchall()]
