"""Argdown's own parser must find in our files what we wrote: statements, relations, premise-conclusion structures."""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from argmap.domain.graph import ArgumentGraph, Node
from argmap.domain.vocabulary import NodeKind
from argmap.formats import read, write
from argmap.formats._text import one_line
from tests.formats.minus import minus_losses
from tests.graphs import HARD_WORDS, graph_of, many_graphs
from tests.peers.argdown import VERSIONS, understood

pytestmark = [pytest.mark.peers, pytest.mark.parametrize("version", VERSIONS)]

SHAPES = [
    graph_of("b -> a", "c -x a", "d -x (b -> a)"),
    graph_of("b & c -> a", "d & e -x (b & c -> a)", "f -x (d & e -x (b & c -> a))"),
    graph_of("b ~> a", "c -> (b ~> a)", "a -> b", "b -> a"),
    graph_of("scheme:expert-opinion b & c -> a", "a -> d", "d & b -x c"),
    graph_of("main:yes a", "implicit:yes b", "kind:evidence evidence_type:study b", "b -> a", title="A: title #1"),
]


def text_of(graph: ArgumentGraph) -> str:
    [content] = write(graph, "argdown").values()
    return content.decode()


def lone(text: str) -> ArgumentGraph:
    return replace(graph_of("n", "m"), nodes={key: Node(key, NodeKind.CLAIM, text) for key in "nm"})


def said(graph: ArgumentGraph) -> tuple[Counter, Counter]:
    """What nodes and links say, whatever they are called and in whatever order they stand."""
    texts = {node.id: one_line(node.text) for node in graph.nodes.values()}

    def of(link) -> tuple:
        target = of(graph.links[link.target_link]) if link.target_link else texts[link.target]
        return link.type, tuple(texts[premise.node] for premise in link.premises), target

    nodes = ((texts[n.id], n.kind, n.main, n.implicit, n.tags) for n in graph.nodes.values())
    return Counter(nodes), Counter(map(of, graph.links.values()))


def test_argdown_parses_every_map_and_finds_the_same_argument(version, tmp_path):
    graphs = [*SHAPES, *(graph for graph in many_graphs(150) if graph.nodes)]  # an empty document is a fault there

    answers = understood([text_of(graph) for graph in graphs], tmp_path, version)

    for graph, (errors, export) in zip(graphs, answers, strict=True):
        assert errors == [], text_of(graph)
        back = read({"map.json": export.encode()}, "argdown-json").graph
        assert said(back) == said(minus_losses(graph, "argdown")), text_of(graph)


def test_argdown_finds_hard_texts_unchanged(version, tmp_path):
    texts = [*HARD_WORDS, *(f"{a} {b}" for a, b in pairwise(HARD_WORDS))]
    texts = [text for text in texts if text.strip()]

    answers = understood([text_of(lone(text)) for text in texts], tmp_path, version)

    found = [
        (errors, [one_line(n.text) for n in read({"m.json": export.encode()}, "argdown-json").graph.nodes.values()])
        for errors, export in answers
    ]
    assert found == [([], [one_line(text)] * 2) for text in texts]
