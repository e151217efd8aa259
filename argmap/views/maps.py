from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from argmap.forms.maps import MapForm, initial_of_map
from argmap.models import Article
from argmap.permissions import can_edit
from argmap.services.maps import create_map, delete_map, duplicate_map, edit_map
from argmap.views.access import get_map, get_project
from argmap.views.requests import AuthedRequest
from argmap.views.sheets import go_to, leave_sheet, render_sheet, sent


@login_required
@require_http_methods(["GET", "POST"])
def map_add(request: AuthedRequest, slug: str) -> HttpResponse:
    project = get_project(request, slug, needs=can_edit)
    form = MapForm(sent(request), project=project)
    if form.is_valid():
        map_ = create_map(by=request.user, project=project, **form.cleaned_data)
        return go_to(request, reverse("workbench", args=[map_.pk]))
    context = {"form": form, "project": project, "heading": "New map", "button": "Create it"}
    return render_sheet(request, "maps/form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def map_edit(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    map_ = get_map(request, map_id, needs=can_edit)
    form = MapForm(sent(request), project=map_.project, initial=initial_of_map(map_))
    if form.is_valid():
        values = form.cleaned_data
        articles = in_order(values.pop("articles"), form.initial["articles"])
        edit_map(by=request.user, map_=map_, articles=articles, **values)
        return leave_sheet(request, reverse("workbench", args=[map_id]))
    context = {"form": form, "project": map_.project, "map": map_, "heading": "Edit the map", "button": "Save"}
    return render_sheet(request, "maps/form.html", context)


def in_order(articles: Iterable[Article], before: Sequence[UUID]) -> list[UUID]:
    """The articles' ids, those that the map had already in the order that they had."""
    places = {key: place for place, key in enumerate(before)}
    return sorted((article.pk for article in articles), key=lambda key: places.get(key, len(places)))


@login_required
@require_POST
def map_duplicate(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    map_ = get_map(request, map_id, needs=can_edit)
    copy = duplicate_map(by=request.user, map_=map_)
    messages.success(request, f"The copy is called “{copy.title}”.")
    return redirect("project", map_.project.slug)


@login_required
@require_http_methods(["GET", "POST"])
def map_delete(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    map_ = get_map(request, map_id, needs=can_edit)
    project = map_.project
    if request.method == "POST":
        delete_map(map_=map_)
        messages.success(request, f"The map “{map_.title}” is deleted.")
        url = reverse("project", args=[project.slug])
        return leave_sheet(request, url, gone=reverse("workbench", args=[map_id]))
    context = {
        "map": map_,
        "project": project,
        "heading": f"Delete “{map_.title}”?",
        "node_count": map_.nodes.count(),
    }
    return render_sheet(request, "maps/delete.html", context)
