"""Graphs from outside become maps, with ids of our own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction

from argmap.domain import graph as domain
from argmap.domain.wellformed import check_graph
from argmap.exceptions import FormatError
from argmap.formats import detect, get_format
from argmap.formats.base import Files, Note
from argmap.models import ArgumentMap, Link, MapArticle, Node, Premise, Project, Span, User, new_id
from argmap.services.articles import store_article
from argmap.services.history import Recorder, recorded_change
from argmap.services.tags import tag_links, tag_nodes

Articles = Mapping[
    str, tuple[UUID, Mapping[str, UUID]]
]  # id in the graph → (article, revision id in the graph → revision)


@dataclass(frozen=True, slots=True)
class Imported:
    """The new map and what was met on the way."""

    map: ArgumentMap
    notes: tuple[Note, ...]


def import_map(*, by: User, project: Project, files: Files, format_name: str = "", title: str = "") -> Imported:
    """A new map of the project from these files; nothing is stored where they cannot be read.

    The format is recognised by name and content where none is named. Raises FormatError with line and column.
    """
    format_ = get_format(format_name or detect(files))
    if format_.read is None:
        raise FormatError(f"Argmap writes {format_.label} but does not read it; choose another format.")
    reading = format_.read(files)
    graph = reading.graph
    check_graph(graph)
    with transaction.atomic():
        map_ = ArgumentMap.objects.create(
            project=project,
            title=(title or graph.title or _stem(files))[:500],
            description=graph.description,
            extra=dict(graph.extra),
            created_by=by,
        )
        articles = {key: store_article(project=project, article=value) for key, value in graph.articles.items()}
        fill_map(by=by, map_=map_, graph=graph, articles=articles)
    return Imported(map=map_, notes=reading.notes)


def _stem(files: Files) -> str:
    return next(iter(files), "Imported map").rsplit("/", 1)[-1].rsplit(".", 1)[0] or "Imported map"


def fill_map(*, by: User, map_: ArgumentMap, graph: domain.ArgumentGraph, articles: Articles) -> None:
    """The empty map holds what the graph says, as one Change that is not on the undo stack."""
    with recorded_change(map_, by=by, action="import") as change:
        change.add(
            MapArticle(map=map_, article_id=article, revision_id=list(revisions.values())[-1], position=index)
            for index, (article, revisions) in enumerate(articles.values())
            if revisions
        )
        nodes = _add_nodes(change, graph, articles)
        _add_links(change, graph, nodes)
        change.summary = f"Import {len(graph.nodes)} nodes and {len(graph.links)} links"
    map_.changes.update(undone=True)


def _add_nodes(change: Recorder, graph: domain.ArgumentGraph, articles: Articles) -> dict[str, Node]:
    nodes = {
        node.id: Node(
            map=change.map,
            kind=node.kind.value,
            text=node.text,
            main=node.main,
            implicit=node.implicit,
            evidence_type=node.evidence_type.value if node.evidence_type else "",
            attribution=node.attribution,
            sources=list(node.sources),
            confidence=node.confidence,
            note=node.note,
            position=node.position,
            extra=dict(node.extra),
        )
        for node in graph.nodes.values()
    }
    change.add(nodes.values())
    change.add(
        Span(
            node=nodes[node.id],
            revision_id=articles[span.article][1][span.revision],
            start=span.start,
            end=span.end,
            exact=span.exact,
            prefix=span.prefix,
            suffix=span.suffix,
        )
        for node in graph.nodes.values()
        for span in node.spans
    )
    tag_nodes(change, {nodes[node.id]: node.tags for node in graph.nodes.values() if node.tags})
    return nodes


def _add_links(change: Recorder, graph: domain.ArgumentGraph, nodes: Mapping[str, Node]) -> None:
    keys = {key: new_id() for key in graph.links}
    links = {link.id: _link_of(change.map, link, keys, nodes) for link in graph.links.values()}
    change.add(links.values())
    change.add(
        Premise(link=links[link.id], node=nodes[premise.node], role=premise.role, position=index)
        for link in graph.links.values()
        for index, premise in enumerate(link.premises)
    )
    tag_links(change, {links[link.id]: link.tags for link in graph.links.values() if link.tags})


def _link_of(map_: ArgumentMap, link: domain.Link, keys: Mapping[str, UUID], nodes: Mapping[str, Node]) -> Link:
    values: dict[str, Any] = {"target_link_id": keys[link.target_link]} if link.target_link else {}
    if link.target_node:
        values["target_node"] = nodes[link.target_node]
    return Link(
        id=keys[link.id],
        map=map_,
        type=link.type.value,
        scheme=link.scheme,
        strength=link.strength,
        note=link.note,
        position=link.position,
        extra=dict(link.extra),
        **values,
    )
