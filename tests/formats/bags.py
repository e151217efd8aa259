"""Graphs as they are when a database has had them, and after deletions: for formats that keep foreign data."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import replace

from argmap.domain.graph import ArgumentGraph, Link
from argmap.domain.vocabulary import LinkType
from argmap.formats._renamed import renamed
from tests.formats.minus import without_bags


def stored(graph: ArgumentGraph) -> ArgumentGraph:
    """The graph as it is when it was stored: with other ids of everything."""
    return renamed(graph, {id_: f"new-{id_}" for id_ in [*graph.articles, *graph.nodes, *graph.links]})


def comparable(graph: ArgumentGraph) -> ArgumentGraph:
    """The graph with ids of revisions and spans that follow from what they belong to, and without hashes."""
    articles = {
        article.id: replace(
            article,
            revisions=tuple(
                replace(revision, id=f"{article.id}:{number}", sha256="")
                for number, revision in enumerate(article.revisions, 1)
            ),
        )
        for article in graph.articles.values()
    }
    names = {
        old.id: new.id
        for article in graph.articles.values()
        for old, new in zip(article.revisions, articles[article.id].revisions, strict=True)
    }
    nodes = {
        node.id: replace(
            node,
            spans=tuple(
                replace(span, id=f"{node.id}:{number}", revision=names[span.revision])
                for number, span in enumerate(node.spans, 1)
            ),
        )
        for node in graph.nodes.values()
    }
    return replace(graph, articles=articles, nodes=nodes)


def without_ids_of_spans(graph: ArgumentGraph, format: str) -> ArgumentGraph:
    """The graph without ids of spans and without the bags of this format."""
    graph = without_bags(graph, format)
    nodes = {n.id: replace(n, spans=tuple(replace(span, id="") for span in n.spans)) for n in graph.nodes.values()}
    return replace(graph, nodes=nodes)


def without(graph: ArgumentGraph, doomed: Set[str]) -> ArgumentGraph:
    """The graph without these nodes and links and what hangs on them, as the services delete."""
    nodes = {id_: node for id_, node in graph.nodes.items() if id_ not in doomed}
    links = {id_: link for id_, link in graph.links.items() if id_ not in doomed}
    while True:
        kept = {
            id_: replace(link, premises=premises)
            for id_, link in links.items()
            if (premises := tuple(p for p in link.premises if p.node in nodes))
            and (link.target_node is None or link.target_node in nodes)
            and (link.target_link is None or link.target_link in links)
        }
        if kept == links:
            return replace(graph, nodes=nodes, links=links)
        links = kept


def drawn(graph: ArgumentGraph) -> list[str]:
    """The links as ``a & b -> c``, with the id of a target link in brackets."""
    signs = {LinkType.SUPPORT: "->", LinkType.ATTACK: "-x", LinkType.REPHRASE: "~>"}

    def line(link: Link) -> str:
        target = f"({link.target_link})" if link.on_link else link.target
        return f"{' & '.join(p.node for p in link.premises)} {signs[link.type]} {target}"

    return list(map(line, graph.links.values()))
