from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from argmap.formats import FORMATS, get_format
from argmap.forms.exports import OptionsForm
from argmap.models import ArgumentMap
from argmap.permissions import can_view
from argmap.services.exports import Exported, Order, export_map, export_project, losses_of
from argmap.views.access import get_map, get_project
from argmap.views.requests import AuthedRequest
from argmap.views.sheets import render_sheet


@login_required
@require_safe
def map_export(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    """The choice of a format, with what this very map would lose in the one that is chosen."""
    map_ = get_map(request, map_id, needs=can_view)
    context = {"formats": _writable(), "project": map_.project, "heading": "Export this map"}
    chosen = _chosen(request, map_, request.GET.get("format", "argmap"))
    return render_sheet(request, "exports/export.html", context | chosen)


@login_required
@require_safe
def export_losses(request: AuthedRequest, map_id: UUID, format_name: str) -> HttpResponse:
    map_ = get_map(request, map_id, needs=can_view)
    return render(request, "exports/chosen.html", _chosen(request, map_, format_name))


@login_required
@require_safe
def export_download(request: AuthedRequest, map_id: UUID, format_name: str) -> HttpResponse:
    map_ = get_map(request, map_id, needs=can_view)
    return _download(export_map(map_, _order(request, OptionsForm(request.GET, format_name=format_name))))


@login_required
@require_safe
def project_export(request: AuthedRequest, slug: str) -> HttpResponse:
    """The choice of a format for all maps of the project."""
    project = get_project(request, slug)
    context = {"project": project, "formats": _writable(), "heading": "Export all maps"}
    return render_sheet(request, "exports/project.html", context)


@login_required
@require_safe
def project_download(request: AuthedRequest, slug: str, format_name: str) -> HttpResponse:
    project = get_project(request, slug)
    return _download(export_project(project, Order(get_format(format_name).name)))


def _writable() -> list[Any]:
    return [format_ for format_ in FORMATS.values() if format_.write]


def _chosen(request: AuthedRequest, map_: ArgumentMap, format_name: str) -> dict[str, Any]:
    form = OptionsForm(request.GET, format_name=format_name)
    order = _order(request, form)
    node = map_.nodes.filter(pk=order.node).first() if order.node else None
    return {
        "map": map_,
        "node": node,
        "chosen": get_format(format_name),
        "options": form,
        "query": form.query(node.pk if node else None),
        "losses": losses_of(map_, order),
    }


def _order(request: AuthedRequest, form: OptionsForm) -> Order:
    try:
        node = UUID(request.GET["node"]) if request.GET.get("node") else None
    except ValueError:
        raise Http404 from None
    return Order(form.format_name, form.values(), node)


def _download(file: Exported) -> HttpResponse:
    response = HttpResponse(file.content, content_type=file.content_type)
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    return response
