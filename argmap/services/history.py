"""Every change of a map is one recorded step with an author, a number and an inverse (DESIGN.md §3)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from argmap.exceptions import NotFoundError, StaleError
from argmap.models import ArgumentMap, Change, ChangeKind, Highlight, Link, Node, User
from argmap.services.rows import TABLE_OF, VERSIONED, WHOLE_OF, Rows, RowValues, Versioned, row_of

SUMMARY_LENGTH = 300
_AT_ONCE = 5_000  # rows between which it is told how far the work is


class Recorder:
    """Writes rows of one map inside one transaction and keeps what they were before and are after.

    ``number`` is the number of the Change and the map's new version. ``record`` is the stored Change, None until the
    step is complete or where nothing was changed. ``added`` are the rows that it inserted, as objects.
    """

    def __init__(self, map_: ArgumentMap, *, by: User, number: int, action: str = "") -> None:
        self.map = map_
        self.by = by
        self.number = number
        self.action = action
        self.summary = ""
        self.added: list[models.Model] = []
        self.told: Callable[[int], None] = lambda count: None  # after each part of many rows, how many there are now
        self.before: Rows = {}
        self.after: Rows = {}
        self.record: Change | None = None

    def add(self, rows: Iterable[models.Model]) -> None:
        """Insert these new rows, made by who makes the change where nobody else is said to have made them."""
        fresh = list(rows)
        for row in fresh:
            if isinstance(row, Node | Link | Highlight) and row.created_by_id is None:
                row.created_by = self.by
        self.insert(fresh)

    def insert(self, rows: Iterable[models.Model]) -> None:
        """Insert these rows as they are, one statement for each table, several where they are very many."""
        by_model: dict[type[models.Model], list[models.Model]] = {}
        for row in rows:
            if isinstance(row, Versioned):
                row.version = self.number
            by_model.setdefault(type(row), []).append(row)
        for model, group in by_model.items():
            for start in range(0, len(group), _AT_ONCE):
                part = group[start : start + _AT_ONCE]
                model._default_manager.bulk_create(part)
                self.added += part
                for row in part:
                    self.note(row, before=None, after=row_of(row))
                self.told(len(self.added))

    def reread(self, row: models.Model, *, expected_version: int | None = None) -> None:
        """Bring a row that was read before the map was locked to what is stored now (one query).

        Raises NotFoundError where it was deleted meanwhile; StaleError where its version is not the expected one.
        """
        names = [field.attname for field in row._meta.concrete_fields if not field.primary_key]
        values = type(row)._default_manager.filter(pk=row.pk).values(*names).first()
        if values is None:
            raise NotFoundError("This was deleted meanwhile; reload to see what is there now.")
        for name, value in values.items():
            setattr(row, name, value)
        getattr(row, "_prefetched_objects_cache", {}).clear()
        if expected_version is not None and values["version"] != expected_version:
            raise StaleError(
                "Somebody else changed this since you read it; compare both wordings and send yours again.", current=row
            )

    def change(self, row: models.Model, **values: Any) -> None:
        """Set these columns of one row; nothing happens where they are as they should be."""
        before = row_of(row)
        for name, value in values.items():
            setattr(row, name, value)
        after = row_of(row)
        if after == before:
            return
        if isinstance(row, Versioned):
            row.version = self.number
            values["version"] = self.number
        row.save(update_fields=list(values))
        self.note(row, before=before, after=after)

    def remove(self, rows: Iterable[models.Model]) -> None:
        """Delete these rows, parts before wholes, without any cascade: the caller names every row."""
        by_model: dict[type[models.Model], list[models.Model]] = {}
        for row in rows:
            by_model.setdefault(type(row), []).append(row)
        for model in sorted(by_model, key=list(TABLE_OF).index, reverse=True):
            group = by_model[model]
            for row in group:
                self.note(row, before=row_of(row), after=None)
            queryset = model._default_manager.filter(pk__in=[row.pk for row in group])
            queryset._raw_delete(queryset.db)  # type: ignore[attr-defined]  # no cascade, no select: all rows are named

    def note(self, row: models.Model, *, before: RowValues | None, after: RowValues | None) -> None:
        """Record that a row went from ``before`` to ``after``; of several steps the first and the last count."""
        table, key = TABLE_OF[type(row)], str(row.pk)
        self.before.setdefault(table, {}).setdefault(key, before)
        self.after.setdefault(table, {})[key] = after

    @property
    def is_empty(self) -> bool:
        return not self.after

    def touched(self, table: str) -> set[str]:
        """The ids of the nodes (``"node"``), links (``"link"``) or comments of which any row was written."""
        ids = set(self.after.get(table, ()))
        for part, column in WHOLE_OF.items():
            if column == f"{table}_id":
                for rows in (self.before, self.after):
                    ids.update(str(row[column]) for row in rows.get(part, {}).values() if row)
        return ids

    def comment_rows(self) -> list[tuple[str, RowValues]]:
        """The comments that were written, by their ids, each as it was and as it is."""
        sides = (self.before.get("comment", {}), self.after.get("comment", {}))
        return [(key, row) for rows in sides for key, row in rows.items() if row]

    def made(self, table: str) -> set[str]:
        """The ids that this step made in a table."""
        before = self.before.get(table, {})
        return {key for key, row in self.after.get(table, {}).items() if row is not None and before[key] is None}

    def inserted(self) -> list[models.Model]:
        """The rows that were inserted, for an answer that asks the database for none of them.

        Empty where a part only came over (a premise by a split, a span by a merge): then a row that was inserted does
        not have all its parts here.
        """
        for part in WHOLE_OF:
            before, after = self.before.get(part, {}), self.after.get(part, {})
            if any(before[key] is not None and row is not None for key, row in after.items()):
                return []
        return self.added

    def raise_versions(self) -> None:
        """Give every node, link and comment of which only a part was written this change's number."""
        for table, model in VERSIONED.items():
            parts_only = self.touched(table) - set(self.after.get(table, ()))
            if parts_only:
                model.objects.filter(pk__in=parts_only).update(version=self.number)

    def store(self, *, kind: ChangeKind = ChangeKind.STEP, reverts: Change | None = None) -> None:
        """Write the Change itself."""
        self.raise_versions()
        self.record = Change.objects.create(
            map=self.map,
            number=self.number,
            actor=self.by,
            kind=kind,
            action=self.action,
            summary=self.summary[:SUMMARY_LENGTH],
            before=self.before,
            after=self.after,
            reverts=reverts,
        )


class _NothingChanged(Exception):
    """Rolls back a step that turned out to change nothing."""


@contextmanager
def recorded_change(
    map_: ArgumentMap,
    *,
    by: User,
    action: str,
    kind: ChangeKind = ChangeKind.STEP,
    reverts: Change | None = None,
) -> Iterator[Recorder]:
    """One transaction that locks the map, takes its next number and stores one Change at its end.

    Where nothing was written, nothing is stored and the version stays. Any exception undoes all of it.
    Raises NotFoundError where the map was deleted meanwhile.
    """
    try:
        with transaction.atomic():
            recorder = Recorder(map_, by=by, number=_lock_and_count(map_), action=action)
            yield recorder
            if recorder.is_empty:
                raise _NothingChanged
            recorder.store(kind=kind, reverts=reverts)
        map_.version = recorder.number
    except _NothingChanged:
        pass


def _lock_and_count(map_: ArgumentMap) -> int:
    """The map's next number; its row is locked until the transaction ends.

    One statement does what SELECT … FOR UPDATE and UPDATE would do in two; SQLite and PostgreSQL both know RETURNING.
    """
    table = connection.ops.quote_name(ArgumentMap._meta.db_table)
    key = ArgumentMap._meta.pk.get_db_prep_value(map_.pk, connection)
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET version = version + 1, updated_at = %s WHERE id = %s RETURNING version", [now, key]
        )
        row = cursor.fetchone()
    if row is None:
        raise NotFoundError("This map was deleted meanwhile; go back to the list of maps.")
    return int(row[0])


def clip(text: str, length: int = 60) -> str:
    """The text in typographic quotes for a summary, cut at ``length`` characters."""
    text = " ".join(text.split())
    return f"“{text if len(text) <= length else text[: length - 1].rstrip() + '…'}”"
