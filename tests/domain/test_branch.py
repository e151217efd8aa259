from __future__ import annotations

import pytest
from hypothesis import given

from argmap.domain.branch import branch_of
from argmap.domain.wellformed import faults_of
from tests.graphs import argument_graphs, graph_of


def test_a_branch_is_a_node_with_all_that_bears_on_it():
    graph = graph_of("b & c -> a", "d -x (b & c -> a)", "e -> c", "f -> z", "a -> z", title="Buses")

    branch = branch_of(graph, "c")

    assert (list(branch.nodes), list(branch.links)) == (["c", "e"], ["e -> c"])
    assert branch.title == "Buses: c"
    assert list(branch_of(graph, "a").nodes) == ["b", "c", "a", "d", "e"]
    assert list(branch_of(graph, "a").links) == ["b & c -> a", "d -x (b & c -> a)", "e -> c"]


def test_articles_without_a_passage_of_the_branch_are_left_out():
    graph = graph_of("b -> a", text="a stands here, nothing else")

    assert list(branch_of(graph, "a").articles) == ["t"]
    assert list(branch_of(graph, "b").articles) == []


def test_a_node_that_is_not_there_is_no_branch():
    with pytest.raises(KeyError):
        branch_of(graph_of("a"), "b")


@given(argument_graphs())
def test_every_branch_keeps_all_rules(graph):
    for node in graph.nodes:
        assert faults_of(branch_of(graph, node)) == []
