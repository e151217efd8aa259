"""The frame of a map: what its tree is made of, and words only for what is named."""

from __future__ import annotations

import pytest

from argmap.domain.tree import tree_of
from argmap.domain.vocabulary import NodeKind
from argmap.models import Link, Node
from argmap.queries.frame import QUERIES, load_frame
from argmap.queries.graph import load_graph

pytestmark = pytest.mark.django_db


@pytest.fixture
def drawn(graph_in_db):
    """Siblings in both orders, that of the text and the analyst's own; linked premises, an undercut, a circle."""
    return graph_in_db(
        *(
            "c -> top",
            "position:1 b -> top",
            "d & e -> b",
            "kind:counterclaim x",
            "x -x b",
            "f -x (b -> top)",
            "top -> f",
        ),
        *("alone", "main:yes last", "position:2 main:yes first"),
        text="e and d, c, b, f, x, last, first; top",
    )


def lines(graph):
    return [(item.key, item.number, item.depth, item.reference) for item in tree_of(graph).items.values()]


def test_the_frame_has_the_tree_of_the_map(drawn):
    node = Node.objects.get(text="x")

    assert lines(load_frame(drawn, nodes=[node.pk], links=[])) == lines(load_graph(drawn))


def test_only_what_is_named_has_words(drawn):
    node = Node.objects.get(text="x")
    link = Link.objects.exclude(target_link=None).get()

    frame = load_frame(drawn, nodes=[node.pk], links=[link.pk])

    said = {(one.kind, one.text) for one in frame.nodes.values() if one.text}
    assert said == {(NodeKind.COUNTERCLAIM, "x"), (NodeKind.CLAIM, "f")}
    assert frame.links[str(link.pk)].is_undercut


def test_the_frame_takes_the_same_queries_however_large_the_map_and_one_where_nothing_is_named(
    drawn, graph_in_db, django_assert_num_queries
):
    large = graph_in_db(*(f"n{index} -> top" for index in range(50)), text="n1 n2 n3")

    for map_ in (drawn, large):
        some = [map_.nodes.first().pk]
        with django_assert_num_queries(QUERIES):
            load_frame(map_, nodes=some, links=[])
    with django_assert_num_queries(1):
        assert not load_frame(large, nodes=[], links=[]).nodes
