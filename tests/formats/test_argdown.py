from __future__ import annotations

from pathlib import Path

import pytest

from argmap.domain.outline_notation import outline
from argmap.domain.tree import tree_of
from argmap.domain.vocabulary import EvidenceType, NodeKind
from argmap.exceptions import FormatError
from argmap.formats import read, write
from tests.graphs import graph_of
from tests.paths import SHARED

PUBLISHED = sorted((SHARED / "corpora" / "argdown").glob("*.a*"))
SAMPLE = Path(__file__).parent / "samples" / "argdown" / "buses.argdown"


def back_from_argdown(graph):
    return read(write(graph, "argdown"), "argdown").graph


def test_relations_premises_and_undercuts_are_read():
    graph = read(SAMPLE).graph

    assert graph.title == "More buses"
    texts = {node.text: node for node in graph.nodes.values()}
    assert texts["We need more buses."].main
    assert texts["Buses are full."].kind is NodeKind.EVIDENCE
    assert texts["Buses are full."].evidence_type is EvidenceType.STATISTIC
    assert texts["They have no other way home."].implicit
    assert texts["Fares pay for half."].tags == ("money",)
    shapes = sorted((link.type.value, len(link.premises), link.on_link) for link in graph.links.values())
    assert shapes == [
        ("attack", 1, False),
        ("attack", 1, False),
        ("attack", 1, True),
        ("support", 1, False),
        ("support", 2, False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "See http://x.org/a b and x.y.z",
        "[brackets] {braces} <angles> @mention #tag",
        "*stars* _underscores_ `ticks` \\ backslash",
        "1. a number, (2) another, - a dash + a plus",
        "“Why?” 🚌 مرحبا שלום: a colon // no comment",
        "=== --- ---- ++",
    ],
)
def test_hard_texts_come_back_unchanged(text):
    graph = graph_of("a")
    [node] = graph.nodes.values()
    hard = type(graph).of(id="m", title=text, nodes=[type(node)(id="a", kind=node.kind, text=text)])

    back = back_from_argdown(hard)

    assert [node.text for node in back.nodes.values()] == [text]
    assert back.title == text


def test_linked_premises_and_undercuts_come_back():
    graph = graph_of("b & c -> a", "d -x (b & c -> a)", "e -x a")

    assert outline(tree_of(back_from_argdown(graph))) == outline(tree_of(graph))


@pytest.mark.skipif(not PUBLISHED, reason="the shared corpora are not beside this checkout")
@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.name)
def test_published_files_are_read_or_refused_with_the_line_of_the_fault(path):
    try:
        graph = read(path, "argdown").graph
    except FormatError as error:
        if error.line is None:
            raise
        return
    assert len(back_from_argdown(graph).nodes) == len(graph.nodes)
