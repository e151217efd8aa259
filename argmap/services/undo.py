"""Undo and redo: the inverse of my latest step, as a new Change.

My undo stack are my steps that no undo stands on; my redo stack are the steps that I undid since my latest step.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q, Subquery
from django.db.models.functions import Coalesce

from argmap.exceptions import UndoError
from argmap.models import (
    ArgumentMap,
    Change,
    ChangeKind,
    Comment,
    Link,
    Mention,
    Node,
    Premise,
    Revision,
    Span,
    Tag,
    User,
)
from argmap.services.history import Recorder, recorded_change
from argmap.services.rows import TABLE_OF, TABLES, Rows, RowValues, known_ids, python_values, row_of


@dataclass(frozen=True, slots=True)
class Stacks:
    """What this user can undo and redo next in a map, None where there is nothing."""

    undo: Change | None
    redo: Change | None


def stacks_of(map_: ArgumentMap, user: User) -> Stacks:
    """The next step to undo and the next to redo (one query, whatever the history's length)."""
    mine = Change.objects.filter(map=map_, actor=user).exclude(kind=ChangeKind.PROJECT).order_by("-number")
    steps = mine.filter(kind=ChangeKind.STEP).values("number")
    since = Coalesce(Subquery(steps[:1]), 0)  # my latest step
    wanted = mine.filter(Q(number=Subquery(steps.filter(undone=False)[:1])) | Q(number__gt=since))
    undo: Change | None = None
    redo: list[Change] = []
    for change in (
        wanted.select_related("reverts").defer("before", "after", "reverts__before", "reverts__after").reverse()
    ):
        if change.kind == ChangeKind.STEP:
            undo = change
        elif change.kind == ChangeKind.UNDO and change.reverts:
            redo.append(change.reverts)
        elif redo:
            redo.pop()
    return Stacks(undo=undo, redo=redo[-1] if redo else None)


def undo_change(*, by: User, map_: ArgumentMap) -> Recorder:
    """Invert the user's latest step.

    Raises UndoError where there is none, or where later changes touched the same rows.
    """
    step = stacks_of(map_, by).undo
    if step is None:
        raise UndoError("There is nothing of yours to undo in this map.")
    return _swing(step, by=by, map_=map_, kind=ChangeKind.UNDO)


def redo_change(*, by: User, map_: ArgumentMap) -> Recorder:
    """Do again what the user undid last.

    Raises UndoError where there is nothing, or where later changes touched the same rows.
    """
    step = stacks_of(map_, by).redo
    if step is None:
        raise UndoError("There is nothing to redo: a new step clears what was undone.")
    return _swing(step, by=by, map_=map_, kind=ChangeKind.REDO)


def _swing(step: Change, *, by: User, map_: ArgumentMap, kind: ChangeKind) -> Recorder:
    undoing = kind == ChangeKind.UNDO
    with recorded_change(map_, by=by, action=kind.value, kind=kind, reverts=step) as change:
        step.refresh_from_db()
        if step.undone == undoing:
            raise UndoError("This was done in another window already; reload the page to see it.")
        expected, wanted = (step.after, step.before) if undoing else (step.before, step.after)
        expected, wanted = without_lost_tags(expected, wanted)
        _put(change, expected=expected, wanted=wanted, verb=kind.value)
        change.summary = step.summary
        Change.objects.filter(pk=step.pk).update(undone=undoing)
    if change.record is None:  # all that it was about are tags that are gone: the next undo is that of an older step
        Change.objects.filter(pk=step.pk).update(undone=undoing)
    return change


def without_lost_tags(expected: Rows, wanted: Rows) -> tuple[Rows, Rows]:
    """The same rows without those of tags that were deleted or merged since: there is nothing to bring back."""
    used = {row["tag_id"] for rows in (expected, wanted) for row in _tag_rows(rows) if row}
    lost = used - {str(pk) for pk in known_ids(Tag.objects.all(), [UUID(key) for key in used], hold=True)}
    return (_without_tags(expected, lost), _without_tags(wanted, lost)) if lost else (expected, wanted)


def _tag_rows(rows: Rows) -> Iterator[RowValues | None]:
    for table in _TAG_TABLES:
        yield from rows.get(table, {}).values()


def _without_tags(rows: Rows, lost: Collection[str]) -> Rows:
    left = {
        table: {key: None if row and row["tag_id"] in lost else row for key, row in rows[table].items()}
        for table in _TAG_TABLES
        if table in rows
    }
    return rows | left


def _put(change: Recorder, *, expected: Rows, wanted: Rows, verb: str) -> None:
    """Bring every named row from ``expected`` to ``wanted``."""
    found = {table: TABLES[table]._default_manager.in_bulk(list(rows)) for table, rows in expected.items()}
    for table, rows in expected.items():
        for key, row in rows.items():
            current = found[table].get(UUID(key))
            if (row_of(current) if current else None) != row:
                raise _in_the_way(change, verb=verb)
    _refuse_dangling(change, expected, wanted, verb=verb)
    wanted = _without_twins(wanted)
    gone = [
        found[table][UUID(key)]
        for table, rows in wanted.items()
        for key, row in rows.items()
        if row is None and UUID(key) in found[table]
    ]
    change.remove(gone)
    for table in TABLES:
        _write(change, table, wanted.get(table, {}), found.get(table, {}))


def _without_twins(wanted: Rows) -> Rows:
    """The same rows without those of a tag that the node or link carries by a later row: it is there already."""
    left: Rows = {}
    for table, column in _TAG_TABLES.items():
        if not (coming := {key: row for key, row in wanted.get(table, {}).items() if row}):
            continue
        carried = TABLES[table]._default_manager.filter(**{f"{column}__in": {row[column] for row in coming.values()}})
        there = {
            (str(carrier), str(tag))
            for pk, carrier, tag in carried.values_list("pk", column, "tag_id")
            if str(pk) not in wanted[table]
        }
        twins = {key for key, row in coming.items() if (row[column], row["tag_id"]) in there}
        left[table] = {key: None if key in twins else row for key, row in wanted[table].items()}
    return wanted | left


def _write(change: Recorder, table: str, rows: dict[str, Any], found: dict[Any, models.Model]) -> None:
    model = TABLES[table]
    fresh: list[models.Model] = []
    for key, row in rows.items():
        if row is None:
            continue
        if (current := found.get(UUID(key))) is not None:
            change.change(current, **python_values(model, row))
        else:
            fresh.append(
                model(
                    pk=UUID(key),
                    **({"map_id": change.map.pk} if table in ("node", "link") else {}) | python_values(model, row),
                )
            )
    change.add(fresh)


def _refuse_dangling(change: Recorder, expected: Rows, wanted: Rows, *, verb: str) -> None:
    """Refuse where a row that would go is used by rows of later changes, or one that would come needs what is gone."""
    going = {table: [UUID(k) for k, row in rows.items() if row is None] for table, rows in wanted.items()}
    known = {table: set(rows) for table, rows in expected.items()}
    nodes, links, comments = going.get("node", []), going.get("link", []), going.get("comment", [])
    users: list[tuple[str, models.QuerySet[Any]]] = []
    if nodes:
        users += [
            ("premise", Premise.objects.filter(node__in=nodes)),
            ("span", Span.objects.filter(node__in=nodes)),
            ("node_tag", TABLES["node_tag"]._default_manager.filter(node__in=nodes)),
        ]
    if links:
        users += [
            ("premise", Premise.objects.filter(link__in=links)),
            ("link_tag", TABLES["link_tag"]._default_manager.filter(link__in=links)),
        ]
    if nodes or links:
        users.append(("link", Link.objects.filter(Q(target_node__in=nodes) | Q(target_link__in=links))))
    if nodes or links or comments:
        on_them = Q(node__in=nodes) | Q(link__in=links) | Q(parent__in=comments)
        users.append(("comment", Comment.objects.filter(on_them)))
    if comments:
        users.append(("mention", Mention.objects.filter(comment__in=comments)))
    for table, queryset in users:
        if any(str(pk) not in known.get(table, ()) for pk in queryset.values_list("pk", flat=True)):
            raise _in_the_way(change, verb=verb)
    _refuse_missing(change, wanted, verb=verb)


_TAG_TABLES = {"node_tag": "node_id", "link_tag": "link_id"}
_NEEDS: dict[str, dict[str, type[models.Model]]] = {
    "span": {"node_id": Node, "revision_id": Revision},
    "node_tag": {"node_id": Node, "tag_id": Tag},
    "link": {"target_node_id": Node, "target_link_id": Link},
    "premise": {"link_id": Link, "node_id": Node},
    "link_tag": {"link_id": Link, "tag_id": Tag},
    "map_article": {"revision_id": Revision},
    "comment": {"parent_id": Comment, "node_id": Node, "link_id": Link, "revision_id": Revision},
    "highlight": {"revision_id": Revision},
    "mention": {"comment_id": Comment, "user_id": User},
}


def _refuse_missing(change: Recorder, wanted: Rows, *, verb: str) -> None:
    needed: dict[type[models.Model], set[str]] = {}
    for table, columns in _NEEDS.items():
        for row in wanted.get(table, {}).values():
            for column, model in columns.items():
                if row and row[column]:
                    needed.setdefault(model, set()).add(row[column])
    for model, keys in needed.items():
        coming = {k for k, row in wanted.get(TABLE_OF.get(model, ""), {}).items() if row}
        missing = keys - coming
        if missing and model._default_manager.filter(pk__in=missing).count() < len(missing):
            raise _in_the_way(change, verb=verb)


def _in_the_way(change: Recorder, *, verb: str) -> UndoError:
    """The refusal, naming the change that stands in the way where somebody else made it."""
    other = Change.objects.filter(map=change.map, number__lt=change.number).exclude(actor=change.by).last()
    who = f" (the latest by others: {other.summary}, by {other.actor})" if other else ""
    return UndoError(f"Cannot {verb} this: what it touched was changed again since{who}. Edit it by hand instead.")
