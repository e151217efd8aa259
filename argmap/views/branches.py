from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_GET, require_POST

from argmap.forms.branches import DuplicateForm, PasteForm
from argmap.forms.selections import SelectionForm
from argmap.models import Link
from argmap.permissions import can_view
from argmap.services import branches
from argmap.views.access import get_map, get_node
from argmap.views.changes import form_or_error, render_change
from argmap.views.requests import AuthedRequest


@login_required
@require_GET
def branch_copy(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    """What goes to the clipboard; who may read may copy."""
    map_ = get_map(request, map_id, needs=can_view)
    nodes = form_or_error(SelectionForm(request.GET))["nodes"]
    return HttpResponse(branches.copy_branches(map_, nodes), content_type="application/json")


@login_required
@require_POST
def branch_paste(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    map_ = get_map(request, map_id)
    form = PasteForm(request.POST, request.FILES)
    form_or_error(form)
    return render_change(request, branches.paste_branches(by=request.user, map_=map_, **form.values()))


@login_required
@require_POST
def branch_duplicate(request: AuthedRequest, node_id: UUID) -> HttpResponse:
    node = get_node(request, node_id)
    values = form_or_error(DuplicateForm(request.POST))
    link = Link.objects.filter(map=node.map_id, pk=values["link"]).first() if values["link"] else None
    if values["link"] and link is None:
        raise Http404
    change = branches.duplicate_branch(
        by=request.user, node=node, link=link, whole=values["whole"], first_id=values["id"]
    )
    return render_change(request, change)
