from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from argmap.exceptions import InputError
from argmap.forms.search import SearchForm
from argmap.models import Project
from argmap.queries.search.find import Found
from argmap.queries.search.questions import QUESTIONS
from argmap.queries.search.table import csv_of
from argmap.templatetags.places import place_of
from argmap.views.access import get_project
from argmap.views.requests import AuthedRequest

PAGE = 20  # hits of a page


@login_required
@require_safe
def search(request: AuthedRequest) -> HttpResponse:
    """Search in all projects of the user."""
    return _searched(request, None)


@login_required
@require_safe
def project_search(request: AuthedRequest, slug: str) -> HttpResponse:
    return _searched(request, get_project(request, slug))


def _searched(request: AuthedRequest, project: Project | None) -> HttpResponse:
    form = SearchForm(request.GET)
    projects = [project.pk] if project else list(Project.objects.visible_to(request.user).values_list("pk", flat=True))
    asked, found, fault = form.search(), None, ""
    if asked and not form.errors:
        try:
            found = Found(asked, projects)
        except InputError as error:
            fault = error.message
    if found is not None and request.GET.get("as") == "csv":
        return _csv(request, found)
    context: dict[str, Any] = {
        "form": form,
        "project": project,
        "asked": asked,
        "fault": fault,
        "found": found,
        "page": Paginator(found, PAGE).get_page(request.GET.get("page")) if found is not None else None,
        "question": QUESTIONS.get(asked.question),
        "questions": QUESTIONS.items(),
        "query": _without(request, "page", "as"),
    }
    template = "search/search.html#found" if request.htmx.target == "found" else "search/search.html"
    return render(request, template, context)


def _csv(request: AuthedRequest, found: Found) -> HttpResponse:
    content = csv_of(found, lambda hit: request.build_absolute_uri(place_of(hit)))
    response = HttpResponse("\ufeff" + content, content_type="text/csv; charset=utf-8")  # the mark is for Excel
    response["Content-Disposition"] = 'attachment; filename="search.csv"'
    return response


def _without(request: AuthedRequest, *names: str) -> str:
    """The query of the address without these parameters and without empty ones."""
    query = request.GET.copy()
    for name in list(query):
        if name in names or not query[name]:
            del query[name]
    return query.urlencode()
