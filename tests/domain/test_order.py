"""The order of siblings is the same, however it is asked for."""

from __future__ import annotations

from hypothesis import given

from argmap.domain.graph import ArgumentGraph
from argmap.domain.order import in_order
from tests.graphs import shapes


@given(shapes())
def test_links_are_sorted_at_once_as_those_of_each_node_and_link_by_themselves(graph: ArgumentGraph):
    place = graph.link_place

    assert graph.links_in_order == {id_: in_order(links, place) for id_, links in graph.links_to.items()}
