"""The IRIs and ids of annotations, kept in bags where a map's objects get ids of their own."""

from __future__ import annotations

from typing import Any

from argmap.domain.graph import ArgumentGraph, Extra
from argmap.domain.quick import changed
from argmap.formats._annotation_write import NAME, Names, key_of
from argmap.formats._extra import extra_of, own_extra


def keep_ids(graph: ArgumentGraph) -> ArgumentGraph:
    """The graph with the names of its file in its bags."""
    names = Names(graph)

    def kept(extra: Extra, id: str, iri: str) -> Extra:
        bag: dict[str, Any] = own_extra(extra, NAME)
        key = key_of(id, iri, bag)
        return {**extra, **extra_of(NAME, {**bag, "id": iri, **({"key": key} if key else {})})}

    return changed(
        graph,
        nodes={id: changed(n, extra=kept(n.extra, id, names.node(id))) for id, n in graph.nodes.items()},
        links={id: changed(li, extra=kept(li.extra, id, names.link(id))) for id, li in graph.links.items()},
        articles={id: changed(a, extra=kept(a.extra, id, names.articles[id])) for id, a in graph.articles.items()},
        extra=kept(graph.extra, graph.id, names.map),
    )
