from __future__ import annotations

from itertools import islice
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from argmap.domain.collector import paused_collector
from argmap.domain.graph import ArgumentGraph
from argmap.domain.tree import tree_of
from argmap.domain.vocabulary import NodeKind
from argmap.models import ArgumentMap, User
from argmap.permissions import can_annotate, can_edit, can_view
from argmap.queries.graph import load_graph
from argmap.queries.makers import makers_of
from argmap.queries.outline import lines_of
from argmap.queries.store_page import store_page
from argmap.services.undo import stacks_of
from argmap.views.access import get_map
from argmap.views.requests import AuthedRequest

FIRST_LINES = 30  # of the outline, about a screen, that are there before any script; it makes the others


@login_required
@require_GET
@gzip_page  # it pads by random, and the token against forgery is masked: BREACH finds nothing to measure
@paused_collector()
def workbench(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    map_ = get_map(request, map_id, needs=can_view)
    graph = load_graph(map_, lean=True)
    tree = tree_of(graph)
    stacks = stacks_of(map_, request.user)
    steps = {
        "undo": stacks.undo.summary if stacks.undo else None,
        "redo": stacks.redo.summary if stacks.redo else None,
    }
    editable = can_annotate(map_.role)
    context = {
        "map": map_,
        "colors": graph.tag_colors,
        "lines": islice(lines_of(tree, graph), FIRST_LINES),
        "articles": list(graph.articles.values()),
        "store": _store(map_, graph, request.user, editable=editable) | store_page(graph, makers_of(map_)) | steps,
        "editable": editable,
        "manageable": can_edit(map_.role),
        "kinds": list(NodeKind),
        "node_count": len(graph.nodes),
        **steps,
    }
    return render(request, "maps/workbench.html", context)


def _store(map_: ArgumentMap, graph: ArgumentGraph, user: User, *, editable: bool) -> dict[str, Any]:
    """What the page's store knows of the map and its articles."""
    return {
        "map": {
            "id": str(map_.pk),
            "title": map_.title,
            "version": map_.version,
            "editable": editable,
            "user": user.display_name,
            "url": reverse("workbench", args=[map_.pk]),
        },
        "tag_colors": dict(graph.tag_colors),
        "articles": [
            {
                "id": article.id,
                "title": article.title,
                "author": article.author,
                "publication": article.publication,
                "published": article.published.isoformat() if article.published else "",
                "url": article.url,
                "direction": article.direction.value,
                "length": len(article.revisions[-1].text) if article.revisions else 0,
            }
            for article in graph.articles.values()
        ],
    }
