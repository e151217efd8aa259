"""Rules about the chains by which a map's claims hang together: circles, long chains, single pillars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

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
    bare = _bare(graph)
    above = {
        node: kept
        for node, targets in graph.supports.items()
        if node in bare and (kept := [target for target in targets if target in bare])
    }
    length: dict[str, int] = {}  # in claims, of the longest chain up to the node; 1 where it is not in here
    foot: dict[str, str] = {}
    for node in _sorted(above):
        own = length.get(node, 1) + 1
        for upper in above.get(node, ()):
            if own > length.get(upper, 1):
                length[upper], foot[upper] = own, foot.get(node, node)
    tops = {node for node, own in length.items() if own >= LONG_FROM and node not in above}
    for node in graph.nodes if tops else ():
        if node in tops:
            message = f"Here end {length[node]} claims in a chain, none of which has evidence of its own."
            yield Problem("long_chain_without_evidence", message, (node, foot[node]))


def single_pillar(graph: ArgumentGraph) -> Iterator[Problem]:
    """One node on which all support of the main claims rests: where it falls, everything falls.

    A graph whose support runs in circles is for ``support_cycle`` to name.
    """
    mains = [node.id for node in graph.main_claims]
    below = _reached(mains, _turned(graph.supports))
    order = _sorted(below)
    if len(below) < PILLAR_FROM or len(order) < len(below):
        return
    pillar = _last_cut(order, below, set(mains))
    if pillar is not None:
        yield Problem("single_pillar", "All support of the main claim rests on this one node.", (pillar,))


def _bare(graph: ArgumentGraph) -> set[str]:
    """The nodes that are not evidence and are not directly supported by any."""
    evidence = {node.id for node in graph.nodes.values() if node.kind is NodeKind.EVIDENCE}
    backed = {target for node in evidence for target in graph.supports.get(node, ())}
    return graph.nodes.keys() - evidence - backed


def _turned(edges: Edges) -> dict[str, list[str]]:
    turned: dict[str, list[str]] = {}
    for node, targets in edges.items():
        for target in targets:
            turned.setdefault(target, []).append(node)
    return turned


def _reached(starts: Iterable[str], edges: Edges) -> dict[str, Sequence[str]]:
    """The part of the edges that leads on from these nodes, with a key for each node that it reaches."""
    found: dict[str, Sequence[str]] = {}
    stack = list(starts)
    while stack:
        node = stack.pop()
        if node not in found:
            found[node] = edges.get(node, ())
            stack += found[node]
    return found


def _sorted(edges: Edges) -> list[str]:
    """The nodes so that edges lead forward, without those on circles and those that circles lead to (Kahn 1962)."""
    open_ = Counter(chain.from_iterable(edges.values()))
    order = [node for node in edges if node not in open_]
    for node in order:  # grows while it is read
        for target in edges.get(node, ()):
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
