"""How an edit answers: the delta for the page's store, and what can be undone next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from argmap.exceptions import InputError, StaleError
from argmap.forms.nodes import propose_tags
from argmap.forms.versioned import VersionedForm
from argmap.models import ArgumentMap, ChangeKind
from argmap.queries.store import load_delta
from argmap.services.history import Recorder
from argmap.services.undo import redo_change, stacks_of, undo_change
from argmap.views.access import get_map
from argmap.views.requests import AuthedRequest


def render_change(request: HttpRequest, change: Recorder) -> HttpResponse:
    """The JSON answer to an edit; its size depends on the edit, never on the map."""
    delta = load_delta(
        version=change.number,
        nodes=change.touched("node"),
        links=change.touched("link"),
        fresh=change.inserted(),
        comments=change.comment_rows(),
        highlights=change.touched("highlight"),
    )
    body: dict[str, Any] = {
        **delta,
        "message": change.summary,
        "title": change.map.title if "map" in change.after else None,
    }
    return JsonResponse(body | _next_steps(change))


def _next_steps(change: Recorder) -> dict[str, str | None]:
    """What can be undone and redone next: after a step it is that step and nothing, else the stacks tell."""
    if change.record is not None and change.record.kind == ChangeKind.STEP:
        return {"undo": change.summary, "redo": None}
    stacks = stacks_of(change.map, change.by)
    return {"undo": stacks.undo.summary if stacks.undo else None, "redo": stacks.redo.summary if stacks.redo else None}


def form_or_error(form: forms.Form) -> dict[str, Any]:
    """The form's values.

    Raises InputError with its first fault: for requests that a script makes, which show no form.
    """
    if form.is_valid():
        return form.cleaned_data
    field, errors = next(iter(form.errors.items()))
    raise InputError(str(errors[0]) if field == "__all__" else f"{field}: {errors[0]}", field=field)


def render_form(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The form as a fragment for the dialog; status 422 where it was sent and is not valid."""
    form = context.get("form")
    _propose_tags(context)
    status = 422 if form is not None and form.is_bound else 200
    return render(request, template, context, status=status)


def edit_by_form(
    request: HttpRequest,
    template: str,
    context: dict[str, Any],
    *,
    edit: Callable[[int | None], Recorder],
    stored: Callable[[], forms.Form],
) -> HttpResponse:
    """The answer to the context's form: what ``edit`` did, given the version that the reader saw; else the form again.

    ``stored`` gives the form as the row would fill it by now, for a row that somebody else has changed meanwhile.
    """
    form: VersionedForm = context["form"]
    if not form.is_valid():
        return render_form(request, template, context)
    try:
        change = edit(form.version_read())
    except StaleError:
        return _render_stale(request, template, context, stored())
    return render_change(request, change)


def _render_stale(request: HttpRequest, template: str, context: dict[str, Any], stored: forms.Form) -> HttpResponse:
    """The form with what was sent beside what stands there by now; nothing was changed, sending it again does."""
    form: VersionedForm = context["form"]
    form.lay_beside(stored)
    _propose_tags(context)
    return render(request, template, context, status=412)


def _propose_tags(context: dict[str, Any]) -> None:
    thing = context.get("node") or context.get("link")
    map_: ArgumentMap | None = context.get("map") or (thing.map if thing else None)
    if map_ is not None and "form" in context:
        propose_tags(context["form"], map_.project_id)


@login_required
@require_POST
def map_undo(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    map_: ArgumentMap = get_map(request, map_id)
    return render_change(request, undo_change(by=request.user, map_=map_))


@login_required
@require_POST
def map_redo(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    map_: ArgumentMap = get_map(request, map_id)
    return render_change(request, redo_change(by=request.user, map_=map_))
