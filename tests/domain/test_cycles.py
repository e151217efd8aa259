from __future__ import annotations

from hypothesis import given

from argmap.domain.cycles import cycles_of
from argmap.domain.vocabulary import LinkType
from tests.graphs import graph_of, shapes


def test_nodes_that_rest_on_one_another_are_one_cycle():
    assert cycles_of(graph_of("b -> a", "c -> b", "a -> c", "d -> a")) == [("b", "a", "c")]


def test_a_tree_and_a_diamond_have_no_cycle():
    assert cycles_of(graph_of("b -> a", "c -> a", "d -> b", "d -> c")) == []


def test_attacks_are_no_circular_reasoning_but_can_be_asked_for():
    graph = graph_of("b -x a", "a -x b", "c -> a")

    assert cycles_of(graph) == []
    assert cycles_of(graph, [LinkType.ATTACK]) == [("b", "a")]


def test_a_warrant_that_rests_on_what_it_warrants_closes_a_cycle():
    assert cycles_of(graph_of("b -> a", "c -> (b -> a)", "a -> c")) == [("a", "c")]


def test_two_cycles_are_told_apart():
    assert cycles_of(graph_of("b -> a", "a -> b", "d -> c", "c -> d", "a -> c")) == [("b", "a"), ("d", "c")]


@given(shapes())
def test_every_cycle_leads_from_each_of_its_nodes_back_to_it(graph):
    for cycle in cycles_of(graph, list(LinkType)):
        for node in cycle:
            assert node in _reached(graph, node)


def _reached(graph, start):
    """The nodes that the links from ``start`` lead to, over links on links."""
    found, stack = set(), [start]
    while stack:
        for link in graph.links_from.get(stack.pop(), ()):
            while link.target_link:
                link = graph.links[link.target_link]
            if link.target_node not in found:
                found.add(link.target_node)
                stack.append(link.target_node)
    return found
