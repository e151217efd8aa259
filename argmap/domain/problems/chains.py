"""Rules about the chains by which a map's claims hang together: circles, long chains, single pillars."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from argmap.domain.cycles import cycles_of
from argmap.domain.graph import ArgumentGraph
from argmap.domain.problems.model import Problem
from argmap.domain.vocabulary import LinkType, NodeKind

LONG_FROM = 5  # claims in a chain
PILLAR_FROM = 4  # nodes; below that everything rests on few nodes anyway

Edges = Mapping[str, Sequence[str]]


def support_cycle(graph: ArgumentGraph) -> Iterator[Problem]:
    """Nodes that support each other in a circle, so that none of them is supported."""
    for nodes in cycles_of(graph):
        yield Problem("support_cycle", f"These {len(nodes)} nodes support each other in a circle.", nodes)


def attack_cycle(graph: ArgumentGraph) -> Iterator[Problem]:
    """Nodes that attack each other in a circle, so that none of them has the last word."""
    for nodes in cycles_of(graph, (LinkType.ATTACK,)):
        yield Problem("attack_cycle", f"These {len(nodes)} nodes attack each other in a circle.", nodes)


def long_chain_without_evidence(graph: ArgumentGraph) -> Iterator[Problem]:
    """Five or more claims in a chain of support, none of which has evidence of its own.

    Its place is the top of the chain and its foot.
    """
    above = _supports(graph, _bare(graph))
    below = _turned(above)
    length = dict.fromkeys(above, 1)
    foot = {node: node for node in above}
    for node in _sorted(above):
        for upper in above[node]:
            if length[node] >= length[upper]:
                length[upper], foot[upper] = length[node] + 1, foot[node]
    for node in below:
        if length[node] >= LONG_FROM and not above[node]:
            message = f"Here end {length[node]} claims in a chain, none of which has evidence of its own."
            yield Problem("long_chain_without_evidence", message, (node, foot[node]))


def single_pillar(graph: ArgumentGraph) -> Iterator[Problem]:
    """One node on which all support of the main claims rests: where it falls, everything falls.

    A graph whose support runs in circles is for ``support_cycle`` to name.
    """
    mains = [node.id for node in graph.main_claims]
    below = _reached(mains, _turned(_supports(graph, graph.nodes)))
    order = _sorted(below)
    if len(below) < PILLAR_FROM or len(order) < len(below):
        return
    pillar = _last_cut(order, below, set(mains))
    if pillar is not None:
        yield Problem("single_pillar", "All support of the main claim rests on this one node.", (pillar,))


def _bare(graph: ArgumentGraph) -> set[str]:
    """The nodes that are not evidence and are not directly supported by any."""
    evidence = {node.id for node in graph.nodes.values() if node.kind is NodeKind.EVIDENCE}
    backed = {
        link.target
        for link in graph.links.values()
        if link.type is LinkType.SUPPORT and any(premise.node in evidence for premise in link.premises)
    }
    return {node for node in graph.nodes if node not in evidence and node not in backed}


def _supports(graph: ArgumentGraph, nodes: Iterable[str]) -> dict[str, list[str]]:
    """From each of these nodes to those among them that it supports."""
    edges: dict[str, list[str]] = {node: [] for node in graph.nodes if node in nodes}
    for link in graph.links.values():
        if link.type is LinkType.SUPPORT and link.target_node in edges:
            for premise in link.premises:
                if premise.node in edges:
                    edges[premise.node].append(link.target)
    return edges


def _turned(edges: Edges) -> dict[str, list[str]]:
    turned: dict[str, list[str]] = {node: [] for node in edges}
    for node, targets in edges.items():
        for target in targets:
            turned[target].append(node)
    return turned


def _reached(starts: Iterable[str], edges: Edges) -> dict[str, Sequence[str]]:
    """The part of the edges that leads on from these nodes."""
    found: dict[str, Sequence[str]] = {}
    stack = list(starts)
    while stack:
        node = stack.pop()
        if node not in found:
            found[node] = edges[node]
            stack += edges[node]
    return found


def _sorted(edges: Edges) -> list[str]:
    """The nodes so that edges lead forward, without those on circles and those that circles lead to (Kahn 1962)."""
    open_ = dict.fromkeys(edges, 0)
    for targets in edges.values():
        for target in targets:
            open_[target] += 1
    order = [node for node, count in open_.items() if not count]
    for node in order:  # grows while it is read
        for target in edges[node]:
            open_[target] -= 1
            if not open_[target]:
                order.append(target)
    return order


def _last_cut(order: Sequence[str], edges: Edges, starts: set[str]) -> str | None:
    """The last node, none of the starts, through which every path from a start to a node without edges leads.

    Where all edges lead forward, that is each node over which no edge from before it jumps.
    """
    place = {node: index for index, node in enumerate(order)}
    farthest = max((place[node] for node in starts), default=0)  # that an edge from before leads to
    found = None
    for index, node in enumerate(order):
        if farthest <= index and node not in starts:
            found = node
        farthest = max([farthest, *(place[target] for target in edges[node])]) if edges[node] else len(order)
    return found
