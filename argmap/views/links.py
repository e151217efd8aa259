from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from argmap.domain.vocabulary import LinkType
from argmap.exceptions import InputError
from argmap.forms.links import LinkForm, NewLinkForm, OrderForm, OtherForm
from argmap.models import Link, Node
from argmap.queries.schemes import load_standing
from argmap.services import links
from argmap.services.history import Recorder
from argmap.services.nodes import reorder_roots
from argmap.services.threads import comments_on
from argmap.views.access import get_link, get_map, row_of_map_or_404
from argmap.views.changes import edit_by_form, form_or_error, render_change
from argmap.views.requests import AuthedRequest


@login_required
@require_POST
def link_add(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    map_ = get_map(request, map_id)
    form = NewLinkForm(request.POST)
    form_or_error(form)
    return render_change(request, links.add_links(by=request.user, map_=map_, drafts=[form.draft()]))


@login_required
@require_http_methods(["GET", "POST"])
def link_edit(request: AuthedRequest, link_id: UUID) -> HttpResponse:
    link = get_link(request, link_id)
    form = LinkForm(request.POST if request.method == "POST" else None, link=link)
    context = {"form": form, "link": link, "standing": load_standing(link)}

    def edit(version: int | None) -> Recorder:
        fields, roles = form.values()
        return links.edit_link(by=request.user, link=link, roles=roles, expected_version=version, **fields)

    return edit_by_form(request, "links/form.html", context, edit=edit, stored=lambda: LinkForm(link=link))


@login_required
@require_POST
def link_retype(request: AuthedRequest, link_id: UUID) -> HttpResponse:
    link = get_link(request, link_id)
    type_ = request.POST.get("type", "")
    if type_ not in set(LinkType):
        raise InputError("Choose support, attack or rephrase.", field="type")
    return render_change(request, links.edit_link(by=request.user, link=link, type=LinkType(type_)))


@login_required
@require_http_methods(["GET", "POST"])
def link_delete(request: AuthedRequest, link_id: UUID) -> HttpResponse:
    link = get_link(request, link_id)
    if request.method == "POST":
        return render_change(request, links.delete_link(by=request.user, link=link))
    gone = links.with_links_on([link])
    context = {"link": link, "on_it": len(gone) - 1, "comments": len(comments_on(links=gone))}
    return render(request, "links/delete.html", context)


@login_required
@require_POST
def link_join(request: AuthedRequest, link_id: UUID) -> HttpResponse:
    """With another link to the same target, or with a node as one more premise."""
    link = get_link(request, link_id)
    other = form_or_error(OtherForm(request.POST))
    if other["link"]:
        second = row_of_map_or_404(Link, link.map_id, other["link"])
        return render_change(request, links.join_links(by=request.user, first=link, second=second))
    node = row_of_map_or_404(Node, link.map_id, other["node"])
    return render_change(request, links.join_node(by=request.user, link=link, node=node))


@login_required
@require_POST
def link_split(request: AuthedRequest, link_id: UUID) -> HttpResponse:
    link = get_link(request, link_id)
    node = row_of_map_or_404(Node, link.map_id, form_or_error(OtherForm(request.POST))["node"])
    return render_change(request, links.split_premise(by=request.user, link=link, node=node))


@login_required
@require_POST
def order_change(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    map_ = get_map(request, map_id)
    values = form_or_error(OrderForm(request.POST))
    if values["link"]:
        link = row_of_map_or_404(Link, map_id, values["link"])
        return render_change(request, links.reorder_premises(by=request.user, link=link, nodes=values["nodes"]))
    if values["nodes"]:
        return render_change(request, reorder_roots(by=request.user, map_=map_, nodes=values["nodes"]))
    return render_change(request, links.reorder_links(by=request.user, map_=map_, links=values["links"]))
