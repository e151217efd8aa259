"""What a map holds, in numbers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from argmap.domain.cycles import cycles_of
from argmap.domain.graph import ArgumentGraph
from argmap.domain.tree import tree_of
from argmap.domain.vocabulary import NodeKind, relation_name


@dataclass(frozen=True, slots=True)
class Figures:
    """Counts of a map. ``links`` counts by relation (support, attack, undercut, warrant, rephrase), without zeros.

    ``depth`` is the number of levels of the tree, ``cycles`` that of sets of nodes in circular support.
    """

    nodes: Mapping[NodeKind, int]
    links: Mapping[str, int]
    roots: int
    depth: int
    cycles: int
    articles: int
    spans: int

    @property
    def node_count(self) -> int:
        return sum(self.nodes.values())

    @property
    def link_count(self) -> int:
        return sum(self.links.values())


def figures_of(graph: ArgumentGraph) -> Figures:
    """The figures of the graph; linear in its size."""
    tree = tree_of(graph)
    kinds = Counter(node.kind for node in graph.nodes.values())
    relations = Counter(relation_name(link.type, on_link=link.on_link) for link in graph.links.values())
    return Figures(
        nodes={kind: kinds[kind] for kind in NodeKind if kinds[kind]},
        links=dict(relations),
        roots=len(tree.roots),
        depth=max((item.depth + 1 for item in tree.items.values()), default=0),
        cycles=len(cycles_of(graph)),
        articles=len(graph.articles),
        spans=sum(len(node.spans) for node in graph.nodes.values()),
    )
