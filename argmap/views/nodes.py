from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from argmap.domain.vocabulary import NodeKind
from argmap.exceptions import InputError
from argmap.forms.links import OtherForm, TargetForm
from argmap.forms.nodes import MarkForm, NodeForm, SpanForm, SplitForm
from argmap.models import Link, Node, Span
from argmap.services import nodes
from argmap.services.drafts import LinkDraft, PremiseDraft
from argmap.services.history import Recorder
from argmap.services.links import add_links, move_premise, with_links_on
from argmap.services.node_split import split_node
from argmap.services.selections import usual_type
from argmap.services.spans import add_spans, move_span, remove_span
from argmap.services.threads import comments_on
from argmap.views.access import get_map_and_target, get_node, row_of_map_or_404
from argmap.views.changes import edit_by_form, form_or_error, render_change
from argmap.views.requests import AuthedRequest


@login_required
@require_POST
def node_mark(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    form = MarkForm(request.POST)
    map_, target = get_map_and_target(request, map_id, **form.target())
    form_or_error(form)
    known = [target.pk] if target else []
    change = nodes.mark_passage(by=request.user, map_=map_, draft=form.draft(), known=known, **form.link())
    return render_change(request, change)


@login_required
@require_http_methods(["GET", "POST"])
def node_edit(request: AuthedRequest, node_id: UUID) -> HttpResponse:
    node = get_node(request, node_id)
    form = NodeForm(request.POST) if request.method == "POST" else NodeForm.of(node)

    def edit(version: int | None) -> Recorder:
        return nodes.edit_node(by=request.user, node=node, expected_version=version, **form.cleaned_data)

    context = {"form": form, "node": node}
    return edit_by_form(request, "nodes/form.html", context, edit=edit, stored=lambda: NodeForm.of(node))


@login_required
@require_POST
def node_retype(request: AuthedRequest, node_id: UUID) -> HttpResponse:
    node = get_node(request, node_id)
    kind = request.POST.get("kind", "")
    if kind not in set(NodeKind):
        raise InputError("Choose claim, evidence or counterclaim.", field="kind")
    return render_change(request, nodes.edit_node(by=request.user, node=node, kind=NodeKind(kind)))


@login_required
@require_POST
def node_toggle(request: AuthedRequest, node_id: UUID) -> HttpResponse:
    """Main or implicit; ``on`` says which way, so that a page that is behind does not turn it back."""
    node = get_node(request, node_id)
    field = request.POST.get("field", "")
    if field not in ("main", "implicit"):
        raise InputError("Only “main” and “implicit” can be switched.", field="field")
    values: dict[str, Any] = {field: request.POST.get("on") == "true"}
    return render_change(request, nodes.edit_node(by=request.user, node=node, **values))


@login_required
@require_http_methods(["GET", "POST"])
def node_delete(request: AuthedRequest, node_id: UUID) -> HttpResponse:
    node = get_node(request, node_id)
    if request.method == "POST":
        return render_change(request, nodes.delete_node(by=request.user, node=node))
    leave, lost = nodes.links_lost_with(node)
    links = with_links_on(lost)
    context = {
        "node": node,
        "leave": len(leave),
        "links": len(links),
        "spans": node.spans.count(),
        "comments": len(comments_on(nodes=[node], links=links)),
    }
    return render(request, "nodes/delete.html", context)


@login_required
@require_POST
def node_move(request: AuthedRequest, node_id: UUID) -> HttpResponse:
    """Under another parent; a root gets its first link there."""
    node = get_node(request, node_id)
    values = form_or_error(TargetForm(request.POST))
    if values["link"] is None:
        draft = LinkDraft(
            type=usual_type(node.kind),
            premises=(PremiseDraft(node.pk),),
            target_node=values["target_node"],
            target_link=values["target_link"],
        )
        return render_change(request, add_links(by=request.user, map_=node.map, drafts=[draft]))
    link = row_of_map_or_404(Link, node.map_id, values["link"])
    on_node, on_link = values["target_node"], values["target_link"]
    target_node = row_of_map_or_404(Node, node.map_id, on_node) if on_node else None
    target_link = row_of_map_or_404(Link, node.map_id, on_link) if on_link else None
    return render_change(
        request, move_premise(by=request.user, link=link, node=node, target_node=target_node, target_link=target_link)
    )


@login_required
@require_POST
def node_merge(request: AuthedRequest, node_id: UUID) -> HttpResponse:
    first = get_node(request, node_id)
    second = row_of_map_or_404(Node, first.map_id, form_or_error(OtherForm(request.POST))["node"])
    return render_change(request, nodes.merge_nodes(by=request.user, first=first, second=second))


@login_required
@require_POST
def node_split(request: AuthedRequest, node_id: UUID) -> HttpResponse:
    node = get_node(request, node_id)
    values = form_or_error(SplitForm(request.POST))
    change = split_node(
        by=request.user,
        node=node,
        first=values["first"],
        second=values["second"],
        second_id=values["id"],
        expected_version=values["version"],
    )
    return render_change(request, change)


@login_required
@require_POST
def span_add(request: AuthedRequest, node_id: UUID) -> HttpResponse:
    node = get_node(request, node_id)
    form = SpanForm(request.POST)
    form_or_error(form)
    return render_change(request, add_spans(by=request.user, node=node, drafts=form.drafts()))


@login_required
@require_GET
def span_list(request: AuthedRequest, node_id: UUID) -> HttpResponse:
    node = get_node(request, node_id)
    spans = node.spans.select_related("revision__article")
    return render(request, "nodes/spans.html", {"node": node, "spans": spans})


@login_required
@require_POST
def span_delete(request: AuthedRequest, node_id: UUID, span_id: UUID) -> HttpResponse:
    return render_change(request, remove_span(by=request.user, span=_span(request, node_id, span_id)))


@login_required
@require_POST
def span_move(request: AuthedRequest, node_id: UUID, span_id: UUID) -> HttpResponse:
    span = _span(request, node_id, span_id)
    values = form_or_error(SpanForm(request.POST))
    return render_change(request, move_span(by=request.user, span=span, start=values["start"], end=values["end"]))


def _span(request: AuthedRequest, node_id: UUID, span_id: UUID) -> Span:
    node = get_node(request, node_id)
    span = node.spans.select_related("revision").filter(pk=span_id).first()
    if span is None:
        raise Http404
    span.node = node
    return span
