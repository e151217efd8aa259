from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from argmap.domain.figures import figures_of
from argmap.exceptions import InputError
from argmap.formats import FORMATS
from argmap.formats.bundles import Bundle, beside, read_bundles
from argmap.forms.imports import ImportForm
from argmap.models import Project
from argmap.permissions import can_edit
from argmap.services.imports import Imported, files_of, import_readings, notes_on
from argmap.services.progress import Tell, progress_of, told_to
from argmap.views.access import get_project
from argmap.views.requests import AuthedRequest
from argmap.views.sheets import add_fault, sent_with_files

SESSION_KEY = "imported"
_MOST_NOTES = 200  # of all maps together that a session remembers
_MOST_DETAILS = 20  # of one note


@login_required
@require_http_methods(["GET", "POST"])
def map_import(request: AuthedRequest, slug: str) -> HttpResponse:
    """The choice of files; with ``look`` what is in them, before anything is stored; else they are imported."""
    project = get_project(request, slug, needs=can_edit)
    form = ImportForm(*sent_with_files(request), project=project, initial={"into": request.GET.get("into")})
    bundles: list[Bundle] = []
    findings: list[dict[str, Any]] | None = None
    others: list[str] = []
    if form.is_valid():
        try:
            with told_to(request.user, form.cleaned_data["work"]) as tell:
                bundles = list(_bundles(form, tell))
                if "look" in request.POST:
                    tell("Counting what is in the files…", 0, 0)
                    told, others = beside(bundles)
                    findings = [_finding(bundle) for bundle in told]
                elif answer := _stored(request, project, form, bundles, tell):
                    return answer
        except InputError as error:
            add_fault(form, error)
    context: dict[str, Any] = {
        "form": form,
        "project": project,
        "work": uuid4(),
        "formats": [format_ for format_ in FORMATS.values() if format_.read],
        "found": findings,
        "others": others,
        "readable": sum(bundle.reading is not None for bundle in bundles),
    }
    template = "imports/import.html#found" if "look" in request.POST and request.htmx else "imports/import.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _bundles(form: ImportForm, tell: Tell) -> Iterator[Bundle]:
    files = files_of(form.cleaned_data["file"])
    alone = len(files) == 1  # of one file nobody knows how far it is; of an archive, or of several, one does

    def reading(name: str, done: int, total: int) -> None:
        tell(f"Reading {name}…", done, 0 if alone and done == 0 else total)

    return read_bundles(files, reading, format=form.cleaned_data["format_name"], **form.options())


def _finding(bundle: Bundle) -> dict[str, Any]:
    """What a preview says of a bundle."""
    if bundle.reading is None:
        return {"bundle": bundle}
    return {"bundle": bundle, "figures": figures_of(bundle.reading.graph), "notes": _notes(notes_on(bundle.reading))}


def _notes(notes: Any) -> list[dict[str, Any]]:
    return [
        {
            "message": note.message,
            "details": note.details[:_MOST_DETAILS],
            "more": max(0, len(note.details) - _MOST_DETAILS),
        }
        for note in notes
    ]


def _stored(
    request: AuthedRequest, project: Project, form: ImportForm, bundles: list[Bundle], tell: Tell
) -> HttpResponse | None:
    """The maps are there: the map itself is shown, or first what was met on the way. None where no file is readable."""
    readings = {bundle.name: bundle.reading for bundle in bundles if bundle.reading is not None}
    told, others = beside(bundles)
    faults = [bundle for bundle in told if bundle.fault is not None]
    if not readings:
        for bundle in faults:
            form.add_error("file", bundle.fault.message if len(faults) == 1 else f"{bundle.name}: {bundle.fault}")  # type: ignore[union-attr]  # it has a fault
        return None
    made = import_readings(
        by=request.user,
        project=project,
        readings=readings,
        title=form.cleaned_data["title"],
        into=form.cleaned_data["into"],
        tell=tell,
    )
    if len(made) == 1 and not made[0].notes and not faults and not others:
        messages.success(request, "The map is imported whole.")
        return redirect("workbench", made[0].map.pk)
    request.session[SESSION_KEY] = {
        "project": str(project.pk),
        "maps": _remembered(made),
        "faults": [{"name": bundle.name, "message": str(bundle.fault)} for bundle in faults[:_MOST_NOTES]],
        "others": others[:_MOST_NOTES],
    }
    return redirect("imported", project.slug)


def _remembered(made: list[Imported]) -> list[dict[str, Any]]:
    share = max(1, _MOST_NOTES // len(made))
    return [
        {"id": str(item.map.pk), "title": item.map.title, "name": item.name, "notes": _notes(item.notes[:share])}
        for item in made
    ]


@login_required
@require_safe
def imported(request: AuthedRequest, slug: str) -> HttpResponse:
    """The maps of the last import and what was met in their files."""
    project = get_project(request, slug, needs=can_edit)
    kept = request.session.get(SESSION_KEY, {})
    own = kept if kept.get("project") == str(project.pk) else {}
    found = {name: own.get(name, []) for name in ("maps", "faults", "others")}
    return render(request, "imports/imported.html", {"project": project, **found})


@login_required
@require_safe
def import_progress(request: AuthedRequest, slug: str, work: UUID) -> HttpResponse:
    """How far the import is that the user's page calls so, as JSON; empty where nothing is known of it."""
    get_project(request, slug, needs=can_edit)
    found = progress_of(request.user, work)
    return JsonResponse(asdict(found) if found else {})
