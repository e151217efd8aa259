from __future__ import annotations

from functools import partial
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from argmap.forms.highlights import HighlightForm, HighlightNoteForm, TurnForm
from argmap.models import Highlight
from argmap.permissions import can_annotate
from argmap.services import highlights
from argmap.services.history import Recorder
from argmap.views.access import get_map, get_visible_or_404
from argmap.views.changes import edit_by_form, form_or_error, render_change
from argmap.views.requests import AuthedRequest


@login_required
@require_POST
def highlight_add(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    map_ = get_map(request, map_id)
    form = HighlightForm(request.POST)
    form_or_error(form)
    return render_change(request, highlights.add_highlights(by=request.user, map_=map_, **form.values()))


def _highlight(request: AuthedRequest, highlight_id: UUID) -> Highlight:
    rows = Highlight.objects.select_related("map")
    highlight: Highlight = get_visible_or_404(rows, request, needs=can_annotate, pk=highlight_id)
    return highlight


@login_required
@require_http_methods(["GET", "POST"])
def highlight_note(request: AuthedRequest, highlight_id: UUID) -> HttpResponse:
    highlight = _highlight(request, highlight_id)
    form = HighlightNoteForm(request.POST) if request.method == "POST" else HighlightNoteForm.of(highlight)
    context = {"form": form, "highlight": highlight}

    def edit(version: int | None) -> Recorder:
        note = form.cleaned_data["note"]
        return highlights.edit_highlight(by=request.user, highlight=highlight, note=note, expected_version=version)

    stored = partial(HighlightNoteForm.of, highlight)
    return edit_by_form(request, "highlights/form.html", context, edit=edit, stored=stored)


@login_required
@require_POST
def highlight_turn(request: AuthedRequest, highlight_id: UUID) -> HttpResponse:
    """Into a node of the kind that was chosen."""
    highlight = _highlight(request, highlight_id)
    form = TurnForm(request.POST)
    form_or_error(form)
    return render_change(request, highlights.turn_into_node(by=request.user, highlight=highlight, **form.values()))


@login_required
@require_POST
def highlight_delete(request: AuthedRequest, highlight_id: UUID) -> HttpResponse:
    highlight = _highlight(request, highlight_id)
    return render_change(request, highlights.delete_highlight(by=request.user, highlight=highlight))
