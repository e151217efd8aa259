"""Circular reasoning: nodes that rest on one another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain

from argmap.domain.graph import ArgumentGraph
from argmap.domain.vocabulary import LinkType


def cycles_of(graph: ArgumentGraph, types: Collection[LinkType] = (LinkType.SUPPORT,)) -> list[tuple[str, ...]]:
    """The sets of nodes that reach each other through links of these types, each in the graph's order of nodes.

    A link on a link counts too: who warrants a step rests on nothing, but what the step leads to rests on the warrant.
    Linear in the size of the graph (Tarjan 1972, https://doi.org/10.1137/0201010, without recursion).
    """
    order = {node: index for index, node in enumerate(graph.nodes)}
    found = (
        sorted(filter(order.__contains__, part), key=order.__getitem__)
        for part in _components(_peeled(_edges(graph, types)))
    )
    return sorted((tuple(nodes) for nodes in found if len(nodes) > 1), key=lambda nodes: order[nodes[0]])


def _edges(graph: ArgumentGraph, types: Collection[LinkType]) -> dict[str, list[str]]:
    """From each node to what it bears on; a link that has links on it stands between its nodes and its target."""
    links = [link for type_ in types for link in graph.links_by_type[type_]]
    between = {link.target_link for link in links if link.target_link}
    edges: dict[str, list[str]] = {}
    for link in links:
        target = link.target_node or _mark(link.target)
        if between and link.id in between:
            edges[_mark(link.id)] = [target]
            target = _mark(link.id)
        for premise in link.premises:
            edges.setdefault(premise.node, []).append(target)
    return edges


def _peeled(edges: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """The edges without the vertices that no cycle can hold because nothing leads to them: mostly nothing is left."""
    rest = dict(edges)
    into = Counter(chain.from_iterable(edges.values()))
    free = [vertex for vertex in edges if vertex not in into]
    for vertex in free:  # grows while it is read
        for target in rest.pop(vertex):
            into[target] -= 1
            if not into[target] and target in rest:
                free.append(target)
    return rest


def _mark(link: str) -> str:
    return f"\0{link}"  # no node's id holds NUL


def _components(edges: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """The strongly connected components."""
    number: dict[str, int] = {}
    low: dict[str, int] = {}
    open_: list[str] = []  # not yet in a component
    is_open: set[str] = set()
    for start in edges:
        if start in number:
            continue
        path = [(start, iter(edges.get(start, ())))]
        number[start] = low[start] = len(number)
        open_.append(start)
        is_open.add(start)
        while path:
            vertex, rest = path[-1]
            following = next((item for item in rest if item not in number or item in is_open), None)
            if following is None:
                path.pop()
                if path:
                    low[path[-1][0]] = min(low[path[-1][0]], low[vertex])
                if low[vertex] == number[vertex]:
                    yield _taken(open_, is_open, vertex)
            elif following in number:
                low[vertex] = min(low[vertex], number[following])
            else:
                number[following] = low[following] = len(number)
                open_.append(following)
                is_open.add(following)
                path.append((following, iter(edges.get(following, ()))))


def _taken(open_: list[str], is_open: set[str], vertex: str) -> list[str]:
    """The open vertices down to this one; they are open no longer."""
    part = [open_.pop()]
    while part[-1] != vertex:
        part.append(open_.pop())
    is_open.difference_update(part)
    return part
