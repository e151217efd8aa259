from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from argmap.forms.selections import DeleteForm, JoinForm, KindForm, MoveForm, ShownForm, TagForm, WrapForm
from argmap.models import Span
from argmap.services import branches, selections
from argmap.services.links import with_links_on
from argmap.services.nodes import links_lost_with
from argmap.services.threads import comments_on
from argmap.views.access import get_map
from argmap.views.changes import form_or_error, render_change, render_form
from argmap.views.requests import AuthedRequest


def _sent(request: AuthedRequest) -> QueryDict:
    """The selection, which a form brings with it in its address before it is sent."""
    return request.POST if request.method == "POST" else request.GET


@login_required
@require_POST
def selection_retype(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    map_ = get_map(request, map_id)
    form = KindForm(request.POST)
    form_or_error(form)
    return render_change(request, selections.retype_selection(by=request.user, map_=map_, **form.values()))


@login_required
@require_http_methods(["GET", "POST"])
def selection_tag(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    map_ = get_map(request, map_id)
    shown = form_or_error(ShownForm(_sent(request)))
    form = TagForm(request.POST if request.method == "POST" else None, **shown)
    if not form.is_valid():
        return render_form(request, "selections/tags.html", {"form": form, "map": map_, "count": len(shown["nodes"])})
    return render_change(request, selections.tag_selection(by=request.user, map_=map_, **form.values()))


@login_required
@require_POST
def selection_move(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    map_ = get_map(request, map_id)
    form = MoveForm(request.POST)
    form_or_error(form)
    return render_change(request, selections.move_selection(by=request.user, map_=map_, **form.values()))


@login_required
@require_POST
def selection_join(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    map_ = get_map(request, map_id)
    form = JoinForm(request.POST)
    link = form_or_error(form)["link"]
    change = selections.join_selection(by=request.user, map_=map_, places=form.places(), link=link)
    return render_change(request, change)


@login_required
@require_POST
def selection_wrap(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    map_ = get_map(request, map_id)
    form = WrapForm(request.POST)
    form_or_error(form)
    return render_change(request, selections.wrap_selection(by=request.user, map_=map_, **form.values()))


@login_required
@require_http_methods(["GET", "POST"])
def selection_delete(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    map_ = get_map(request, map_id)
    values = form_or_error(DeleteForm(_sent(request)))
    keys = values["nodes"]
    if request.method == "POST":
        delete = branches.delete_branches if values["whole"] else selections.delete_selection
        return render_change(request, delete(by=request.user, map_=map_, nodes=keys))
    nodes = selections.nodes_of_map(map_, keys)
    leave, lost = links_lost_with(*nodes)
    spans = Span.objects.filter(node__in=nodes).count()
    links = with_links_on(lost)
    comments = len(comments_on(nodes=nodes, links=links))
    counts = {"leave": len(leave), "links": len(links), "spans": spans, "comments": comments}
    return render(request, "selections/delete.html", {"map": map_, "nodes": nodes, **counts})
