from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET

from argmap.domain.graph import ArgumentGraph, Article
from argmap.domain.tree import Tree, tree_of
from argmap.permissions import can_view
from argmap.queries.discussion import Places, all_threads, comments_of, members_of
from argmap.queries.graph import load_graph
from argmap.queries.outline import lines_of
from argmap.templatetags.marking import MarkedBlock, Passage, marked_blocks
from argmap.templatetags.reading import reading_blocks
from argmap.views.access import get_map
from argmap.views.requests import AuthedRequest


@login_required
@require_GET
@gzip_page
def map_read(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    map_ = get_map(request, map_id, needs=can_view)
    graph = load_graph(map_, lean=True)
    tree = tree_of(graph)
    passages = _passages(graph, tree)
    threads = all_threads(comments_of(map_), Places(graph, tree)) if graph.comments else []
    context = {
        "map": map_,
        "colors": graph.tag_colors,
        "texts": [(article, _blocks(article, passages)) for article in graph.articles.values() if article.revisions],
        "highlights": list(graph.highlights.values()),
        "lines": lines_of(tree, graph),
        "threads": threads,
        "names": members_of(map_) if threads else [],
    }
    return render(request, "maps/read.html", context)


def _passages(graph: ArgumentGraph, tree: Tree) -> dict[str, list[Passage]]:
    """All passages by revision."""
    found: dict[str, list[Passage]] = defaultdict(list)
    for node in graph.nodes.values():
        number = tree.item_of_node[node.id].number
        for index, span in enumerate(node.spans):
            passage = Passage(span.start, span.end, node.id, number, node.kind.value, is_first=not index)
            found[span.revision].append(passage)
    return found


def _blocks(article: Article, passages: dict[str, list[Passage]]) -> list[MarkedBlock]:
    revision = article.revisions[-1]
    return list(marked_blocks(reading_blocks(revision.text, revision.structure), passages.get(revision.id, [])))
