"""Undo and redo: the inverse of my latest step, as a new Change.

My undo stack are my steps that no undo stands on; my redo stack are the steps that I undid since my latest step.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, Subquery
from django.db.models.functions import Coalesce

from argmap.exceptions import UndoError
from argmap.models import ArgumentMap, Change, ChangeKind, User
from argmap.services.history import Recorder, recorded_change
from argmap.services.put_back import put_back


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
    undone = Q(kind=ChangeKind.UNDO, number__gt=since, reverts__undone=True)
    wanted = mine.filter(Q(number=Subquery(steps.filter(undone=False)[:1])) | undone)
    undo: Change | None = None
    redo: Change | None = None
    for change in (
        wanted.select_related("reverts").defer("before", "after", "reverts__before", "reverts__after").reverse()
    ):
        if change.kind == ChangeKind.STEP:
            undo = change
        else:
            redo = change.reverts
    return Stacks(undo=undo, redo=redo)


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
        step.refresh_from_db(fields=["undone"])
        if step.undone == undoing:
            raise UndoError("This was done in another window already; reload the page to see it.")
        latest = _latest(step, undoing=undoing)
        put_back(change, expected=latest.after, wanted=latest.before, verb=kind.value)
        change.summary = step.summary
        Change.objects.filter(pk=step.pk).update(undone=undoing)
    if change.record is None:  # all that it was about are tags that are gone: the next undo is that of an older step
        Change.objects.filter(pk=step.pk).update(undone=undoing)
    return change


def _latest(step: Change, *, undoing: bool) -> Change:
    """How the step was done last, or undone last: an undo may have brought back less or taken more with it."""
    if not undoing:
        return Change.objects.filter(reverts=step, kind=ChangeKind.UNDO).latest("number")
    done = Q(pk=step.pk) | Q(reverts=step, kind=ChangeKind.REDO)
    return Change.objects.filter(done, map=step.map_id).latest("number")
