"""What must remain of a graph when a format has carried it: the measure of each writer's losses."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from argmap.domain.graph import NO_EXTRA, ArgumentGraph, Link, Node
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.formats._schemes import scheme_name, scheme_of_name

AIF_TYPES = {LinkType.SUPPORT: "RA", LinkType.ATTACK: "CA", LinkType.REPHRASE: "MA"}


def minus_losses(graph: ArgumentGraph, format: str) -> ArgumentGraph:
    """The graph as it comes back from ``format``, but for its id and what the reader leaves in the bags."""
    return {"aif": _minus_aif, "argdown": _minus_argdown, "csv": _minus_tables, "xlsx": _minus_tables}[format](graph)


def without_bags(graph: ArgumentGraph, format: str) -> ArgumentGraph:
    """The graph without the bags of this format, under the id that all graphs have here."""

    def bare(extra: Any) -> Any:
        return {name: bag for name, bag in extra.items() if name != format}

    def each(parts: Any) -> Any:
        return {id_: replace(part, extra=bare(part.extra)) for id_, part in parts.items()}

    return replace(
        graph,
        id="m",
        articles=each(graph.articles),
        nodes=each(graph.nodes),
        links=each(graph.links),
        extra=bare(graph.extra),
    )


def _changed(graph: ArgumentGraph, node: Callable[[Node], Node], link: Callable[[Link], Link]) -> ArgumentGraph:
    nodes = {n.id: node(n) for n in graph.nodes.values()}
    links = {li.id: link(li) for li in graph.links.values()}
    return replace(graph, id="m", nodes=nodes, links=links, extra=NO_EXTRA)


def _minus_aif(graph: ArgumentGraph) -> ArgumentGraph:
    """Texts, links of three types on nodes and links, linked premises with roles, schemes by name."""
    attackers = {
        node for node, links in graph.links_from.items() if all(link.type is LinkType.ATTACK for link in links)
    }

    def node(n: Node) -> Node:
        return Node(n.id, NodeKind.COUNTERCLAIM if n.id in attackers else NodeKind.CLAIM, n.text)

    def link(li: Link) -> Link:
        scheme = scheme_of_name(scheme_name(li.scheme), AIF_TYPES[li.type])
        return Link(li.id, li.type, li.premises, li.target_node, li.target_link, scheme)

    return replace(_changed(graph, node, link), title="", description="", articles={})


def _minus_argdown(graph: ArgumentGraph) -> ArgumentGraph:
    """All but articles, spans and the numbers of chosen places; ids of links are made anew."""

    def node(n: Node) -> Node:
        return replace(n, spans=(), position=None, extra=NO_EXTRA)

    def link(li: Link) -> Link:
        return replace(li, position=None, extra=NO_EXTRA)

    return replace(_changed(graph, node, link), articles={})


def _minus_tables(graph: ArgumentGraph) -> ArgumentGraph:
    """All but title, description, articles, spans, and line ends inside the entries of lists."""

    def lines(entries: tuple[str, ...]) -> tuple[str, ...]:
        return () if entries == ("",) else tuple(re.sub(r"[\r\n]+", " ", entry) for entry in entries)

    def node(n: Node) -> Node:
        return replace(n, spans=(), sources=lines(n.sources), tags=lines(n.tags), extra=NO_EXTRA)

    def link(li: Link) -> Link:
        return replace(li, tags=lines(li.tags), extra=NO_EXTRA)

    return replace(_changed(graph, node, link), title="", description="", articles={})


def with_links_by_content(graph: ArgumentGraph) -> ArgumentGraph:
    """The graph with links whose ids tell what they say, so that graphs with other ids of links can be equal."""
    names: dict[str, str] = {}

    def name(link: Link) -> str:
        if link.id not in names:
            target = f"({name(graph.links[link.target_link])})" if link.target_link else link.target_node
            said = (link.type, link.premises, target, link.scheme, link.strength, link.note, link.tags)
            names[link.id] = repr(said)
        return names[link.id]

    counts: dict[str, int] = {}
    links = []
    for link in graph.links.values():
        number = counts[name(link)] = counts.get(name(link), 0) + 1
        on = name(graph.links[link.target_link]) if link.target_link else None
        links.append(replace(link, id=f"{name(link)} {number}", target_link=on))
    return replace(graph, links={link.id: link for link in sorted(links, key=lambda link: link.id)})
