"""Graphs from outside become maps, with ids of our own."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from types import MappingProxyType
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from argmap.domain import graph as domain
from argmap.domain.wellformed import check_graph
from argmap.exceptions import FormatError
from argmap.formats import read
from argmap.formats._limits import check_together
from argmap.formats.base import Files, Note, Reading
from argmap.formats.bundles import stem_of
from argmap.models import (
    UNTITLED,
    ArgumentMap,
    Comment,
    Highlight,
    Link,
    MapArticle,
    Node,
    Premise,
    Project,
    Span,
    User,
    new_id,
)
from argmap.services.articles import store_article
from argmap.services.fitting import fitted
from argmap.services.history import Recorder, recorded_change
from argmap.services.progress import Tell, silent
from argmap.services.tags import color_tags, tag_links, tag_nodes, tags_named

Articles = Mapping[
    str, tuple[UUID, Mapping[str, UUID]]
]  # id in the graph → (article, revision id in the graph → revision)


Told = Callable[[int], None]  # takes how many rows are stored by now


@dataclass(frozen=True, slots=True)
class Imported:
    """The map, what was met on the way, and what the file is called."""

    map: ArgumentMap
    notes: tuple[Note, ...]
    name: str = ""


def files_of(uploads: Sequence[UploadedFile[Any]]) -> dict[str, bytes]:
    """The files by name. Raises FormatError, before any is read, where they are too large or two have one name."""
    check_together(upload.size or 0 for upload in uploads)
    if len({upload.name for upload in uploads}) < len(uploads):
        raise FormatError("Two of the files have the same name; give each its own.")
    return {upload.name or "": upload.read() for upload in uploads}


def import_map(
    *, by: User, project: Project, files: Files, format_name: str = "", title: str = "", **options: str
) -> Imported:
    """A new map of the project from these files, which make one map; nothing is stored where they cannot be read.

    The format is recognised by name and content where none is named. Raises FormatError with line and column.
    """
    reading = read(files, format_name or None, **options)
    return import_readings(by=by, project=project, readings={next(iter(files), ""): reading}, title=title)[0]


def import_readings(
    *,
    by: User,
    project: Project,
    readings: Mapping[str, Reading],
    title: str = "",
    into: ArgumentMap | None = None,
    tell: Tell = silent,
) -> list[Imported]:
    """All of these readings (by the names of their files) are maps of the project, or in the map ``into``.

    ``title`` names the new map where there is one. All or nothing. Raises RuleError.
    """
    tell("Checking the maps…", 0, 0)
    for reading in readings.values():
        check_graph(reading.graph)
    ready = {name: (*fitted(reading.with_ids_kept), reading) for name, reading in readings.items()}
    with transaction.atomic():
        if into is not None:
            graphs = [replace(graph, extra=reading.graph.extra) for graph, _, reading in ready.values()]
            left = add_to_map(by=by, map_=into, graphs=graphs, told=_counting(graphs, tell)(0))
            return [
                Imported(into, (*reading.notes, *cut, *(left if name == next(iter(ready)) else ())), name)
                for name, (_, cut, reading) in ready.items()
            ]
        make_tags(project.pk, [graph for graph, _, _ in ready.values()])
        named = title if len(ready) == 1 else ""
        made: list[Imported] = []
        told = _counting([graph for graph, _, _ in ready.values()], tell)
        for name, (graph, cut, reading) in ready.items():
            map_ = _new_map(by, project, graph, title=named, stem=stem_of(name), told=told(len(made)))
            made.append(Imported(map_, (*reading.notes, *cut), name))
        return made


def _counting(graphs: Sequence[domain.ArgumentGraph], tell: Tell) -> Callable[[int], Told]:
    """For the graph at each place a function that takes how many of its rows are stored and tells of those of all."""
    before = [0, *accumulate(map(_row_count, graphs))]

    def at(place: int) -> Told:
        return lambda count: told(before[place] + count)

    def told(count: int) -> None:
        if count < before[-1]:
            tell("Storing nodes and links…", count, before[-1])
        else:
            tell("Finishing…", 0, 0)

    return at


def _row_count(graph: domain.ArgumentGraph) -> int:
    nodes, links = graph.nodes.values(), graph.links.values()
    parts = sum(len(n.spans) + len(n.tags) for n in nodes) + sum(len(li.premises) + len(li.tags) for li in links)
    comments = sum(1 + len(comment.replies) for comment in graph.comments.values())
    return len(graph.articles) + len(nodes) + len(links) + parts + comments + len(graph.highlights)


def notes_on(reading: Reading) -> tuple[Note, ...]:
    """What a person should know before this is stored: what the reader met, and what our columns cannot hold."""
    return (*reading.notes, *fitted(reading.graph)[1])


def _new_map(
    by: User, project: Project, graph: domain.ArgumentGraph, *, title: str, stem: str, told: Told
) -> ArgumentMap:
    """The map under this title, else that of the file, else the file's name, under which it leaves again."""
    invented = (stem or "Imported map")[:500]
    title = (title or graph.title)[:500]
    extra = dict(graph.extra) if title else {**graph.extra, UNTITLED: invented}
    map_ = ArgumentMap.objects.create(
        project=project, title=title or invented, description=graph.description, extra=extra, created_by=by
    )
    articles = {key: store_article(project=project, article=value) for key, value in graph.articles.items()}
    fill_map(by=by, map_=map_, graph=graph, articles=articles, told=told)
    return map_


def make_tags(project_id: UUID, graphs: Sequence[domain.ArgumentGraph]) -> None:
    """The project has the tags of all these graphs, with the first graph's colours where they have none yet.

    They are made and held at once, so that no two imports wait in a circle.
    """
    of_nodes = (name for graph in graphs for node in graph.nodes.values() for name in node.tags)
    of_links = (name for graph in graphs for link in graph.links.values() for name in link.tags)
    tags_named(project_id, (*of_nodes, *of_links))
    color_tags(project_id, ChainMap(*(dict(graph.tag_colors) for graph in graphs)))


def fill_map(
    *, by: User, map_: ArgumentMap, graph: domain.ArgumentGraph, articles: Articles, told: Told = lambda count: None
) -> None:
    """The empty map holds what the graph says, as one Change that is not on the undo stack."""
    with recorded_change(map_, by=by, action="import") as change:
        change.told = told
        _add_graph(change, graph, articles)
        change.summary = _summary([graph])
    map_.changes.update(undone=True)


def add_to_map(
    *, by: User, map_: ArgumentMap, graphs: Sequence[domain.ArgumentGraph], told: Told = lambda count: None
) -> list[Note]:
    """The map holds these graphs too, as one Change that can be undone; returns what of them it has no place for.

    An article whose text is that of one of the map's articles is taken to be that one. What a file holds beyond nodes
    and links comes along where the map has nothing of that format yet.
    """
    with recorded_change(map_, by=by, action="import") as change:
        change.told = told
        make_tags(map_.project_id, graphs)
        for graph in graphs:
            _add_graph(change, graph, _shared_articles(map_, graph))
        change.summary = _summary(graphs)
    extra, left = dict(map_.extra), 0
    for graph in graphs:
        fresh = {name: value for name, value in graph.extra.items() if name not in extra}
        left += len(fresh) < len(graph.extra)
        extra |= fresh
    if extra != map_.extra:
        map_.extra = extra
        map_.save(update_fields=["extra"])
    sentence = "What the file holds beyond nodes and links is left out, since the map has such data of another file."
    return [Note(sentence, left)] if left else []


def _shared_articles(map_: ArgumentMap, graph: domain.ArgumentGraph) -> dict[str, tuple[UUID, Mapping[str, UUID]]]:
    """The graph's articles as rows: those of the map that have the same text, else new ones of its project."""
    known = {
        sha256: (article, revision)
        for article, revision, sha256 in MapArticle.objects.filter(map=map_).values_list(
            "article_id", "revision_id", "revision__sha256"
        )
    }
    found: dict[str, tuple[UUID, Mapping[str, UUID]]] = {}
    for key, article in graph.articles.items():
        [*older, newest] = article.revisions or [None]
        if newest is not None and not older and newest.sha256 in known:
            row, revision = known[newest.sha256]
            found[key] = (row, {newest.id: revision})
        else:
            found[key] = store_article(project=map_.project, article=article)
    return found


def _add_graph(change: Recorder, graph: domain.ArgumentGraph, articles: Articles) -> None:
    there = set(MapArticle.objects.filter(map=change.map).values_list("article_id", flat=True))
    fresh = [(article, revisions) for article, revisions in articles.values() if revisions and article not in there]
    change.add(
        MapArticle(map=change.map, article_id=article, revision_id=list(revisions.values())[-1], position=index)
        for index, (article, revisions) in enumerate(fresh, start=len(there))
    )
    nodes, links = _insert(change, graph, articles)
    _add_comments(change, graph, articles, nodes, links)
    _add_highlights(change, graph, articles)


def insert_graph(
    change: Recorder, graph: domain.ArgumentGraph, articles: Articles, *, ids: Mapping[str, UUID] | None = None
) -> dict[str, Node]:
    """The graph's nodes and links are rows with ids of their own; the nodes by their ids in the graph.

    Its comments and highlights are left out. ``ids`` says which rows some of the nodes shall be. Raises
    IntegrityError where such an id is in use.
    """
    make_tags(change.map.project_id, [graph])
    return _insert(change, graph, articles, ids or {})[0]


def _insert(
    change: Recorder, graph: domain.ArgumentGraph, articles: Articles, ids: Mapping[str, UUID] = MappingProxyType({})
) -> tuple[dict[str, Node], dict[str, Link]]:
    nodes = _add_nodes(change, graph, articles, ids)
    return nodes, _add_links(change, graph, nodes)


def _summary(graphs: Sequence[domain.ArgumentGraph]) -> str:
    nodes, links = (
        sum(len(part) for part in parts) for parts in ([g.nodes for g in graphs], [g.links for g in graphs])
    )
    return f"Import {nodes} nodes and {links} links"


def _add_nodes(
    change: Recorder, graph: domain.ArgumentGraph, articles: Articles, ids: Mapping[str, UUID]
) -> dict[str, Node]:
    nodes = {
        node.id: Node(
            id=ids.get(node.id) or new_id(),
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


def _add_links(change: Recorder, graph: domain.ArgumentGraph, nodes: Mapping[str, Node]) -> dict[str, Link]:
    keys = {key: new_id() for key in graph.links}
    links = {link.id: _link_of(change.map, link, keys, nodes) for link in graph.links.values()}
    change.add(links.values())
    change.add(
        Premise(link=links[link.id], node=nodes[premise.node], role=premise.role, position=index)
        for link in graph.links.values()
        for index, premise in enumerate(link.premises)
    )
    tag_links(change, {links[link.id]: link.tags for link in graph.links.values() if link.tags})
    return links


def _add_comments(
    change: Recorder,
    graph: domain.ArgumentGraph,
    articles: Articles,
    nodes: Mapping[str, Node],
    links: Mapping[str, Link],
) -> None:
    """The graph's threads are rows; who wrote them is a name, but where it is that of the person who imports."""
    threads = {key: _comment_of(change, thread, articles, nodes, links) for key, thread in graph.comments.items()}
    change.add(threads.values())
    change.add(
        Comment(parent=threads[thread.id], **_remark(change, reply))
        for thread in graph.comments.values()
        for reply in thread.replies
    )


def _add_highlights(change: Recorder, graph: domain.ArgumentGraph, articles: Articles) -> None:
    change.add(
        Highlight(map=change.map, note=highlight.note, **_passage_of(highlight.span, articles))
        for highlight in graph.highlights.values()
    )


def _passage_of(span: domain.Span, articles: Articles) -> dict[str, Any]:
    passage = {name: getattr(span, name) for name in ("start", "end", "exact", "prefix", "suffix")}
    return {**passage, "revision_id": articles[span.article][1][span.revision]}


def _comment_of(
    change: Recorder,
    thread: domain.Comment,
    articles: Articles,
    nodes: Mapping[str, Node],
    links: Mapping[str, Link],
) -> Comment:
    span = thread.span
    passage = _passage_of(span, articles) if span is not None else {}
    return Comment(
        node=nodes[thread.node] if thread.node else None,
        link=links[thread.link] if thread.link else None,
        resolved_at=thread.resolved,
        resolved_name=thread.resolved_by,
        **passage,
        **_remark(change, thread),
    )


def _remark(change: Recorder, comment: domain.Comment) -> dict[str, Any]:
    own = comment.author and comment.author in (change.by.display_name, change.by.get_username())
    return {
        "map": change.map,
        "text": comment.text,
        "author": change.by if own else None,
        "author_name": comment.author,
        "edited_at": comment.edited,
        **({"created_at": comment.created} if comment.created else {}),
    }


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
