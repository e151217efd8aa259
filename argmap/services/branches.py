"""Branches are copied, duplicated and pasted: a node with all that bears on it (DESIGN.md §3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from uuid import UUID

from django.db import IntegrityError
from django.db.models import Model, Q

from argmap.domain import graph as domain
from argmap.domain.branch import branch_of
from argmap.domain.tree import tree_of
from argmap.domain.vocabulary import LinkType
from argmap.domain.wellformed import check_graph
from argmap.exceptions import IdTakenError, InputError, NotFoundError
from argmap.formats import read, write
from argmap.models import ArgumentMap, Link, LinkTag, MapArticle, Node, NodeTag, Premise, Revision, Span, User, new_id
from argmap.queries.graph import load_graph
from argmap.services.drafts import LinkDraft, PremiseDraft
from argmap.services.history import Recorder, clip, recorded_change
from argmap.services.imports import Articles, insert_graph
from argmap.services.links import insert_links
from argmap.services.nodes import remove_nodes
from argmap.services.selections import nodes_of_map, usual_type

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Top:
    """How nodes at the top of a branch (by their ids there) bear on what they are put under; several are linked."""

    type: LinkType
    nodes: tuple[str, ...]


def copy_branches(map_: ArgumentMap, nodes: Sequence[UUID]) -> bytes:
    """These nodes with all that bears on them, as an Argmap file with the articles that they quote.

    Raises NotFoundError for a node that is not in the map.
    """
    try:
        branch = branch_of(load_graph(map_), *map(str, nodes))
    except KeyError as error:
        raise NotFoundError("A node of your selection is not in this map any more; select again.") from error
    [content] = write(branch, "argmap").values()
    return content


def paste_branches(
    *,
    by: User,
    map_: ArgumentMap,
    content: bytes,
    tops: Sequence[Top] = (),
    target_node: UUID | None = None,
    target_link: UUID | None = None,
    first_id: UUID | None = None,
) -> Recorder:
    """The map holds the branches of an Argmap file too, under the target, as roots where there is none.

    ``tops`` say how they bear on it: where none are given, the roots do as their kinds suggest. Under a target nothing
    of them is a main claim. Passages stay where the map draws on an article with that very text; others are left out
    and counted in the summary. ``first_id`` is what the first node becomes: repeating a paste with it is harmless.
    Raises FormatError, RuleError, IdTakenError.
    """
    graph = read({"clipboard.argmap.json": content}, "argmap").graph
    check_graph(graph)
    if not graph.nodes:
        raise InputError("There is no node in what you paste; copy a node first.", field="content")
    tops = [top for top in tops if set(top.nodes) <= graph.nodes.keys()] or _roots(graph)
    try:
        with recorded_change(map_, by=by, action="paste") as change:
            if first_id and Node.objects.filter(map=map_, pk=first_id).exists():
                return change
            graph, articles, dropped = _with_known_spans(map_, graph, main=not (target_node or target_link))
            ids = {tops[0].nodes[0]: first_id} if first_id else {}
            nodes = insert_graph(change, graph, articles, ids=ids)
            if target_node or target_link:
                insert_links(change, [_link(top, nodes, target_node, target_link) for top in tops])
            left = f"; {dropped} passage{'s' if dropped > 1 else ''} of other articles left out" if dropped else ""
            change.summary = f"Paste {_heads(nodes.values())}{left}"
    except IntegrityError as error:
        raise IdTakenError from error
    return change


def _roots(graph: domain.ArgumentGraph) -> list[Top]:
    nodes = [item.node for item in tree_of(graph).roots if item.node]
    return [Top(usual_type(node.kind), (node.id,)) for node in nodes]


def _link(top: Top, nodes: Mapping[str, Node], target_node: UUID | None, target_link: UUID | None) -> LinkDraft:
    premises = tuple(PremiseDraft(nodes[key].pk) for key in top.nodes)
    return LinkDraft(type=top.type, premises=premises, target_node=target_node, target_link=target_link)


def _heads(nodes: Iterable[Node]) -> str:
    [first, *rest] = nodes
    return f"{clip(first.text)} and {len(rest)} more" if rest else clip(first.text)


def _with_known_spans(
    map_: ArgumentMap, graph: domain.ArgumentGraph, *, main: bool
) -> tuple[domain.ArgumentGraph, Articles, int]:
    """The graph with the spans that the map's articles have, these articles as rows, and how many spans were dropped.

    A node that says nothing without them says what they quote; none is a main claim where ``main`` is false.
    """
    wanted = {r.id: (a.id, r.sha256) for a in graph.articles.values() for r in a.revisions}
    rows = Revision.objects.filter(
        article__in=MapArticle.objects.filter(map=map_).values("article"),
        sha256__in={sha for _, sha in wanted.values()},
    )
    found = {sha: (article, key) for sha, article, key in rows.values_list("sha256", "article_id", "pk")}
    articles: dict[str, tuple[UUID, dict[str, UUID]]] = {}
    for revision, (article, sha) in wanted.items():
        if sha in found:
            articles.setdefault(article, (found[sha][0], {}))[1][revision] = found[sha][1]
    nodes, dropped = {}, 0
    for key, node in graph.nodes.items():
        kept = tuple(s for s in node.spans if s.revision in articles.get(s.article, (None, {}))[1])
        dropped += len(node.spans) - len(kept)
        text = node.text or " … ".join(span.exact.strip() for span in node.spans)
        nodes[key] = replace(node, spans=kept, text=text, main=node.main and main, position=None)
    return replace(graph, nodes=nodes), articles, dropped


def duplicate_branch(
    *, by: User, node: Node, link: Link | None = None, whole: bool = False, first_id: UUID | None = None
) -> Recorder:
    """A copy of the node stands beside it, with its passages and tags; ``whole``: with all that bears on it.

    Where the node is shown under ``link``, the copy bears on the same target by a link of its own and of that type.
    Nodes that bear on the branch from several places are copied once. Repeating it with ``first_id`` is harmless.
    """
    key = first_id or new_id()
    try:
        with recorded_change(node.map, by=by, action="duplicate") as change:
            if Node.objects.filter(map=node.map_id, pk=key).exists():
                return change
            change.reread(node)
            nodes, links = _branch_rows(node) if whole else ([node], [])
            _copy_rows(change, nodes, links, {node.pk: key})
            if link is not None:
                change.reread(link)
                draft = LinkDraft(
                    type=LinkType(link.type),
                    premises=(PremiseDraft(key),),
                    target_node=link.target_node_id,
                    target_link=link.target_link_id,
                )
                insert_links(change, [draft], known={key})
            change.summary = f"Duplicate {_heads(nodes)}"
    except IntegrityError as error:
        raise IdTakenError from error
    return change


def delete_branches(*, by: User, map_: ArgumentMap, nodes: Sequence[UUID]) -> Recorder:
    """These nodes are gone with all that bears on them; what bears on something else too stays with its branch."""
    with recorded_change(map_, by=by, action="delete_nodes") as change:
        tops = nodes_of_map(map_, nodes)
        rows, links = _branch_rows(*tops)
        inner = {link.pk for link in links}
        below = [row.pk for row in rows[len(tops) :]]
        shared = Premise.objects.filter(node__in=below).exclude(link__in=inner).values("node")
        kept = {row.pk for row in _branch_rows(*Node.objects.filter(pk__in=shared))[0]} - {top.pk for top in tops}
        remove_nodes(change, [row for row in rows if row.pk not in kept])
        change.summary = f"Delete the branch {_heads(tops)}"
    return change


def _branch_rows(*tops: Node) -> tuple[list[Node], list[Link]]:
    """The nodes and all that bears on them, through links on links (3 queries for each level)."""
    nodes: dict[UUID, Node] = {top.pk: top for top in tops}
    links: dict[UUID, Link] = {}
    new_nodes, new_links = list(nodes), list[UUID]()
    while new_nodes or new_links:
        rows = Link.objects.filter(Q(target_node__in=new_nodes) | Q(target_link__in=new_links)).in_bulk()
        new_links = [key for key in rows if key not in links]
        links |= rows
        found = Node.objects.filter(premises__link__in=new_links).exclude(pk__in=nodes).distinct().in_bulk()
        new_nodes = list(found)
        nodes |= found
    return list(nodes.values()), list(links.values())


def _copy_rows(change: Recorder, nodes: list[Node], links: list[Link], ids: dict[UUID, UUID]) -> None:
    """Copies of these rows with their parts; ``ids`` takes up what each of them became."""
    for row in (*nodes, *links):
        ids.setdefault(row.pk, new_id())
    change.add(_twin(node, id=ids[node.pk], main=False, position=None) for node in nodes)
    spans = Span.objects.filter(node__in=nodes).select_related("revision")
    change.add(_twin(span, node_id=ids[span.node_id]) for span in spans)
    change.add(_twin(row, node_id=ids[row.node_id]) for row in NodeTag.objects.filter(node__in=nodes))
    change.add(
        _twin(
            link,
            id=ids[link.pk],
            target_node_id=ids[link.target_node_id] if link.target_node_id else None,
            target_link_id=ids[link.target_link_id] if link.target_link_id else None,
        )
        for link in links
    )
    change.add(
        _twin(row, link_id=ids[row.link_id], node_id=ids[row.node_id]) for row in Premise.objects.filter(link__in=links)
    )
    change.add(_twin(row, link_id=ids[row.link_id]) for row in LinkTag.objects.filter(link__in=links))


def _twin(row: Row, **changed: object) -> Row:
    """An unsaved copy of the row with a key of its own."""
    names = {field.attname for field in row._meta.concrete_fields} - {"id", "version", "created_by_id"}
    return type(row)(**{name: getattr(row, name) for name in names} | changed)
