"""A part of a map: a node with all that bears on it."""

from __future__ import annotations

from dataclasses import replace

from argmap.domain.graph import ArgumentGraph


def branch_of(graph: ArgumentGraph, *node_ids: str) -> ArgumentGraph:
    """The nodes with everything that stands below them: links on them, their premises, links on these links, and so on.

    It is called after the first of them. Articles without a span of the branch are left out, highlights, and comments
    that stand on none of its nodes and links. Linear in the size of the branch.
    Raises KeyError where the graph has no such node.
    """
    top, *_ = [graph.nodes[key] for key in node_ids]
    nodes, links = set(node_ids), set[str]()
    stack = list(node_ids)
    while stack:
        for link in graph.links_to.get(stack.pop(), ()):
            if link.id not in links:
                links.add(link.id)
                fresh = [premise.node for premise in link.premises if premise.node not in nodes]
                nodes.update(fresh)
                stack += [link.id, *fresh]
    kept = {key: node for key, node in graph.nodes.items() if key in nodes}
    articles = {span.article for node in kept.values() for span in node.spans}
    comments = {key: one for key, one in graph.comments.items() if one.node in nodes or one.link in links}
    return replace(
        graph,
        title=f"{graph.title}: {_head(top.text)}" if graph.title else _head(top.text),
        articles={key: article for key, article in graph.articles.items() if key in articles},
        nodes=kept,
        links={key: link for key, link in graph.links.items() if key in links},
        comments=comments,
        highlights={},
    )


def _head(text: str, length: int = 40) -> str:
    line = " ".join(text.split())
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"
