from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from argmap.exceptions import InputError
from argmap.formats import FORMATS
from argmap.forms.imports import ImportForm
from argmap.permissions import can_edit
from argmap.services.imports import Imported, import_map
from argmap.views.access import get_map, get_project
from argmap.views.requests import AuthedRequest
from argmap.views.sheets import add_fault, sent_with_files

SESSION_KEY = "import_notes"


@login_required
@require_http_methods(["GET", "POST"])
def map_import(request: AuthedRequest, slug: str) -> HttpResponse:
    project = get_project(request, slug, needs=can_edit)
    form = ImportForm(*sent_with_files(request))
    if form.is_valid():
        values = form.cleaned_data
        file = values.pop("file")
        try:
            return _opened(
                request, import_map(by=request.user, project=project, files={file.name: file.read()}, **values)
            )
        except InputError as error:
            add_fault(form, error)
    context = {"form": form, "project": project, "formats": [f for f in FORMATS.values() if f.read]}
    return render(request, "imports/import.html", context, status=422 if form.errors else 200)


def _opened(request: AuthedRequest, imported: Imported) -> HttpResponse:
    """The map itself, or first the notes on what was met on the way."""
    if not imported.notes:
        messages.success(request, "The map is imported whole.")
        return redirect("workbench", imported.map.pk)
    notes = [{"message": note.message, "count": note.count} for note in imported.notes[:200]]
    request.session[SESSION_KEY] = {"map": str(imported.map.pk), "notes": notes}
    return redirect("imported", imported.map.pk)


@login_required
@require_safe
def imported(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    map_ = get_map(request, map_id, needs=can_edit)
    kept = request.session.get(SESSION_KEY, {})
    notes = kept["notes"] if kept.get("map") == str(map_id) else []
    context = {"map": map_, "project": map_.project, "notes": notes, "node_count": map_.nodes.count()}
    return render(request, "imports/imported.html", context)
