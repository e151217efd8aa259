from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from argmap.formats import FORMATS, get_format
from argmap.models import ArgumentMap
from argmap.permissions import can_view
from argmap.services.exports import export_map, losses_of
from argmap.views.access import get_map
from argmap.views.requests import AuthedRequest
from argmap.views.sheets import render_sheet


@login_required
@require_safe
def map_export(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    """The choice of a format, with what this very map would lose in the one that is chosen."""
    map_ = get_map(request, map_id, needs=can_view)
    formats = [format_ for format_ in FORMATS.values() if format_.write]
    context = {"formats": formats, "project": map_.project, "heading": "Export this map"}
    return render_sheet(request, "exports/export.html", context | _chosen(map_, request.GET.get("format", "argmap")))


@login_required
@require_safe
def export_losses(request: AuthedRequest, map_id: UUID, format_name: str) -> HttpResponse:
    map_ = get_map(request, map_id, needs=can_view)
    return render(request, "exports/chosen.html", _chosen(map_, format_name))


def _chosen(map_: ArgumentMap, format_name: str) -> dict[str, Any]:
    return {"map": map_, "chosen": get_format(format_name), "losses": losses_of(map_, format_name)}


@login_required
@require_safe
def export_download(request: AuthedRequest, map_id: UUID, format_name: str) -> HttpResponse:
    file = export_map(get_map(request, map_id, needs=can_view), format_name)
    response = HttpResponse(file.content, content_type=file.content_type)
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    return response
