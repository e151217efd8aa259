"""Rows of a map are brought to what they were, or would be, where nothing dangles then."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

from django.db import models

from argmap.domain.wellformed import target_cycle
from argmap.exceptions import RuleError, UndoError
from argmap.models import ArgumentMap, Change, Comment, Link, MapArticle, Revision, Tag, User
from argmap.services.history import Recorder
from argmap.services.links import check_row
from argmap.services.rows import (
    TABLE_OF,
    TABLES,
    Rows,
    RowValues,
    in_parts,
    known_ids,
    path_to_map,
    python_values,
    references,
    referred,
    row_of,
    unique_columns,
)
from argmap.services.threads import remove_comments

_BESIDE: tuple[type[models.Model], ...] = (Tag, User)  # without which a row comes back, or does not come back
_NEEDED = {referred(field) for table in TABLES for field in references(table)} - {ArgumentMap, *_BESIDE}

_WITH_PASSAGES = [
    table for table in TABLES if table != "map_article" and Revision in map(referred, references(table))
]  # of an article that the map holds


def put_back(change: Recorder, *, expected: Rows, wanted: Rows, verb: str) -> None:
    """Every named row that is as ``expected`` is as ``wanted``, but for what others have or took away meanwhile.

    Raises UndoError with a sentence where a row is not as expected, or where the map would break a rule then.
    """
    expected, wanted = without_lost(expected, wanted)
    found = {table: TABLES[table]._default_manager.in_bulk(list(rows)) for table, rows in expected.items()}
    for table, rows in expected.items():
        for key, row in rows.items():
            current = found[table].get(UUID(key))
            if (row_of(current) if current else None) != row:
                raise _in_the_way(change, verb=verb)
    if _are_used(expected, wanted) or _lack_something(wanted):
        raise _in_the_way(change, verb=verb)
    wanted = _without_twins(wanted)
    change.remove(found[table][UUID(key)] for table, key in _going(wanted) if UUID(key) in found[table])
    for table in TABLES:
        _write(change, table, wanted.get(table, {}), found.get(table, {}))
    remove_comments(change, _wordless_alone(change))
    _refuse_loose_passages(change, wanted, verb=verb)
    _refuse_broken_links(change, verb=verb)


def without_lost(expected: Rows, wanted: Rows) -> tuple[Rows, Rows]:
    """The same rows without those of tags that were deleted or merged since: there is nothing to bring back.

    In the same way without mentions of people whose accounts are gone; what else named them does without.
    """
    lost: set[str] = set()
    for model in _BESIDE:
        used = {key for rows in (expected, wanted) for key in _referred(rows, model)}
        known = known_ids(model._default_manager.all(), [UUID(key) for key in used], hold=True)
        lost |= used - {str(key) for key in known}
    return (_without(expected, lost), _without(wanted, lost)) if lost else (expected, wanted)


def _referred(rows: Rows, model: type[models.Model]) -> Iterator[str]:
    """The ids of rows of the model to which these refer."""
    for table, own in rows.items():
        columns = [field.attname for field in references(table) if referred(field) is model]
        yield from (row[column] for row in own.values() if row for column in columns if row[column])


def _without(rows: Rows, lost: Collection[str]) -> Rows:
    return {
        table: {key: row and _row_without(table, row, lost) for key, row in own.items()} for table, own in rows.items()
    }


def _row_without(table: str, row: RowValues, lost: Collection[str]) -> RowValues | None:
    for field in references(table):
        if referred(field) in _BESIDE and row[field.attname] in lost:
            if not field.null:
                return None
            row = row | {field.attname: None}
    return row


def _are_used(expected: Rows, wanted: Rows) -> bool:
    """Whether a row of later changes refers to one that would go."""
    going: dict[type[models.Model], list[UUID]] = {}
    for table, key in _going(wanted):
        going.setdefault(TABLES[table], []).append(UUID(key))
    for table, model in TABLES.items():
        own = expected.get(table, {})
        for field in references(table):
            for keys in in_parts(going.get(referred(field), ())):
                users = model._default_manager.filter(**{f"{field.attname}__in": keys}).values_list("pk", flat=True)
                if any(str(pk) not in own for pk in users):
                    return True
    return False


def _going(wanted: Rows) -> Iterator[tuple[str, str]]:
    return ((table, key) for table, rows in wanted.items() for key, row in rows.items() if row is None)


def _lack_something(wanted: Rows) -> bool:
    """Whether a row that would come refers to one that is gone."""
    for model in _NEEDED:
        coming = {key for key, row in wanted.get(TABLE_OF.get(model, ""), {}).items() if row}
        needed = {UUID(key) for key in set(_referred(wanted, model)) - coming}
        if len(known_ids(model._default_manager.all(), needed)) < len(needed):
            return True
    return False


def _without_twins(wanted: Rows) -> Rows:
    """The same rows without those that stand there as later rows already, such as a tag that the node got again."""
    left: Rows = {}
    for table, rows in wanted.items():
        columns = unique_columns(table)
        coming = {key: tuple(row[name] for name in columns) for key, row in rows.items() if row and columns}
        there: set[tuple[str, ...]] = set()
        for firsts in in_parts({values[0] for values in coming.values()}):
            others = TABLES[table]._default_manager.filter(**{f"{columns[0]}__in": firsts})
            stored = others.values_list("pk", *columns)
            there.update(tuple(map(str, values)) for pk, *values in stored if str(pk) not in rows)
        left[table] = {key: None if coming.get(key) in there else row for key, row in rows.items()}
    return left


def _write(change: Recorder, table: str, rows: dict[str, RowValues | None], found: dict[UUID, models.Model]) -> None:
    model = TABLES[table]
    fresh: list[models.Model] = []
    for key, row in rows.items():
        if row is None:
            continue
        if (current := found.get(UUID(key))) is not None:
            change.change(current, **python_values(model, row))
        else:
            fresh.append(model(pk=UUID(key), **python_values(model, row)))
    change.insert(fresh)


def _wordless_alone(change: Recorder) -> list[Comment]:
    """The deleted first comments of threads that have lost their last reply."""
    rows = change.comment_rows()
    heads = {UUID(key) for key, _ in rows} | {UUID(row["parent_id"]) for _, row in rows if row["parent_id"]}
    found = (Comment.objects.filter(pk__in=keys, text="", replies__isnull=True) for keys in in_parts(heads))
    return [head for part in found for head in part]


def _refuse_loose_passages(change: Recorder, wanted: Rows, *, verb: str) -> None:
    """Refuse where a passage would stand in an article that the map does not hold."""
    in_the_map = Revision.objects.filter(article__in=MapArticle.objects.filter(map=change.map).values("article"))
    came = {UUID(key) for key in _referred({name: wanted.get(name, {}) for name in _WITH_PASSAGES}, Revision)}
    if len(known_ids(in_the_map, came)) < len(came):
        raise UndoError(
            f"Cannot {verb} this: it stands in an article that is not in the map any more. Add the article again first."
        )
    before = change.before.get("map_article", {})
    gone = {row["article_id"] for key, row in before.items() if row and change.after["map_article"][key] is None}
    for table in _WITH_PASSAGES if gone else ():
        inside = {path_to_map(table): change.map, "revision__article__in": gone}
        if TABLES[table]._default_manager.filter(**inside).exists():
            raise UndoError(
                f"Cannot {verb} this: passages, comments or highlights that came since stand in an article that would "
                f"leave the map{_by_whom(change)}. Remove what is yours by hand instead."
            )


def _refuse_broken_links(change: Recorder, *, verb: str) -> None:
    """Refuse where a link that was touched would break a rule by what others did to it meanwhile.

    One that came back is as it was: while it was gone, nobody could do anything to it.
    """
    try:
        for keys in in_parts(UUID(key) for key in change.touched("link") - change.made("link")):
            for link in Link.objects.filter(pk__in=keys).prefetch_related("premises"):
                check_row(link)
        _check_cycles(change)
    except RuleError as error:
        raise UndoError(
            f"Cannot {verb} this after what was changed since{_by_whom(change)}: {error} Edit it by hand instead."
        ) from error


def _check_cycles(change: Recorder) -> None:
    """Raises RuleError where a link that bears on a link now would bear on itself."""
    moved = [key for key, row in change.after.get("link", {}).items() if row and row["target_link_id"]]
    if moved:
        on_links = Link.objects.filter(map=change.map, target_link__isnull=False).values_list("pk", "target_link")
        targets: dict[str, str | None] = {str(link): str(target) for link, target in on_links}
        if target_cycle(targets, moved):
            raise RuleError("A link cannot bear on itself through other links.", rule="link_is_not_its_own_target")


def _in_the_way(change: Recorder, *, verb: str) -> UndoError:
    """The refusal, naming the change that stands in the way where somebody else made it."""
    return UndoError(
        f"Cannot {verb} this: what it touched was changed again since{_by_whom(change)}. Edit it by hand instead."
    )


def _by_whom(change: Recorder) -> str:
    others = Change.objects.filter(map=change.map, number__lt=change.number).exclude(actor=change.by)
    latest = others.select_related("actor").defer("before", "after").last()
    return f" (the latest by others: {latest.summary}, by {latest.actor or 'somebody'})" if latest else ""
