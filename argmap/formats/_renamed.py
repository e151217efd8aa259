"""A graph under other ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from argmap.domain.graph import ArgumentGraph, Article, Comment, Link, Node, Premise, Span
from argmap.domain.quick import changed


def renamed(graph: ArgumentGraph, names: Mapping[str, str]) -> ArgumentGraph:
    """The graph with these ids (old → new) of articles, nodes and links, each where no other part of its sort has it.

    Ids of revisions and spans follow those of what they belong to.
    """
    if not names:
        return graph
    articles, nodes, links = (_free(names, parts) for parts in (graph.articles, graph.nodes, graph.links))

    def article(old: Article) -> Article:
        id_ = articles[old.id]
        revisions = tuple(changed(r, id=f"{id_}:{number}") for number, r in enumerate(old.revisions, 1))
        return changed(old, id=id_, revisions=revisions)

    revisions = {
        before.id: after.id
        for old in graph.articles.values()
        for before, after in zip(old.revisions, article(old).revisions, strict=True)
    }

    def node(old: Node) -> Node:
        id_ = nodes[old.id]
        spans = (
            changed(span, id=f"{id_}:{number}", article=articles[span.article], revision=revisions[span.revision])
            for number, span in enumerate(old.spans, 1)
        )
        return changed(old, id=id_, spans=tuple(spans))

    def link(old: Link) -> Link:
        premises = tuple(Premise(nodes[premise.node], premise.role) for premise in old.premises)
        to_node, to_link = old.target_node and nodes[old.target_node], old.target_link and links[old.target_link]
        return changed(old, id=links[old.id], premises=premises, target_node=to_node, target_link=to_link)

    def passage(old: Span) -> Span:
        return changed(old, article=articles[old.article], revision=revisions[old.revision])

    def comment(old: Comment) -> Comment:
        span = old.span and passage(old.span)
        on_node, on_link = old.node and nodes[old.node], old.link and links[old.link]
        return changed(old, node=on_node, link=on_link, span=span)

    return ArgumentGraph.of(
        id=graph.id,
        title=graph.title,
        description=graph.description,
        articles=map(article, graph.articles.values()),
        nodes=map(node, graph.nodes.values()),
        links=map(link, graph.links.values()),
        tag_colors=graph.tag_colors,
        extra=graph.extra,
        comments=map(comment, graph.comments.values()),
        highlights=(changed(old, span=passage(old.span)) for old in graph.highlights.values()),
    )


def _free(names: Mapping[str, str], ids: Iterable[str]) -> dict[str, str]:
    """The id that each part gets: its new one where that is free, else its old one."""
    kept = {id_ for id_ in ids if id_ not in names}
    taken = set(ids)
    result: dict[str, str] = {id_: id_ for id_ in kept}
    for id_ in ids:
        if id_ in result:
            continue
        new = names[id_]
        free = new == id_ or new not in taken
        result[id_] = new if free else id_
        taken.add(result[id_])
    return {id_: result[id_] for id_ in ids}
