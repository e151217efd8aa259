from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from argmap.domain.prose import Paragraph, prose_of
from argmap.permissions import can_view
from argmap.queries.graph import load_graph
from argmap.views.access import get_map
from argmap.views.requests import AuthedRequest


@login_required
@require_safe
def map_prose(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    """The map as continuous prose: a page to read, or with ``?as=text`` the bare text to save and copy."""
    map_ = get_map(request, map_id, needs=can_view)
    paragraphs = prose_of(load_graph(map_))
    if request.GET.get("as") == "text":
        return HttpResponse(_plain(map_.title, paragraphs), content_type="text/plain; charset=utf-8")
    return render(request, "prose/prose.html", {"map": map_, "project": map_.project, "paragraphs": paragraphs})


def _plain(title: str, paragraphs: list[Paragraph]) -> str:
    lines = [f"{paragraph.number}  {paragraph.text}" for paragraph in paragraphs]
    return "\n\n".join([title, *lines]) + "\n"
