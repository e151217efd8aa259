"""What annotations say beyond our model, kept in bags for our writer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from argmap.domain.graph import NO_EXTRA, ArgumentGraph, Extra
from argmap.domain.quick import changed
from argmap.formats._annotation_shapes import Mark
from argmap.formats._annotation_write import (
    CONTEXT,
    NAME,
    Json,
    Names,
    essence,
    link_annotation,
    link_essence,
    node_annotation,
)
from argmap.formats._extra import extra_of

_KNOWN = frozenset(
    {"@context", "id", "type", "label", "summary", "key", "articles", "extra", "total", "first", "items"}
)  # fields of a collection that our writer writes by itself


def aside_of(mark: Mark, marks: Mapping[str, Mark]) -> Json:
    """The annotation as it is kept aside, with those that it refers to."""
    needs = {*mark.references, *(p.source for p in mark.passages), *(body.source for body in mark.bodies)}
    return {"annotation": dict(mark.original), "needs": sorted(needs & marks.keys())}


def with_originals(graph: ArgumentGraph, marks: Mapping[str, Mark]) -> ArgumentGraph:
    """The graph with the annotations (by our id) that our writer would not write by itself in the bags of theirs."""
    names = Names(graph)
    names.take({id: mark.id for id, mark in marks.items()})

    def bag(id: str, ours: Json, digest: str) -> Extra:
        original = marks[id].original
        return {} if ours == original else extra_of(NAME, {"annotation": dict(original), "digest": digest})

    nodes = {**graph.nodes} | {
        id: changed(node, extra={**node.extra, **found})
        for id, node in graph.nodes.items()
        if (found := bag(id, node_annotation(node, graph, names), essence(node)))
    }
    links = {**graph.links} | {
        id: changed(link, extra={**link.extra, **found})
        for id, link in graph.links.items()
        if (found := bag(id, link_annotation(link, names), link_essence(link, names)))
    }
    return changed(graph, nodes=nodes, links=links)


def with_head(graph: ArgumentGraph, head: Mapping[str, Any], asides: Sequence[Json]) -> ArgumentGraph:
    """The graph with the fields of the collection that we do not know, and the annotations kept aside, in its bag."""
    is_named = bool(head_id := head.get("id")) and "key" not in head and head_id == graph.id
    found = {
        "id": head_id if is_named else "",
        "head": {key: value for key, value in head.items() if key not in _KNOWN},
        "asides": list(asides),
        "context": _contexts(head),
    }
    kept = {key: value for key, value in found.items() if value}
    return changed(graph, extra={**graph.extra, **extra_of(NAME, kept)} or NO_EXTRA)


def _contexts(head: Mapping[str, Any]) -> list[Any]:
    """The contexts of the file that are not ours."""
    value = head.get("@context")
    return [part for part in (value if isinstance(value, list) else [value]) if part and part not in CONTEXT]
