from hypothesis import given

from argmap.domain.graph import ArgumentGraph
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.domain.wellformed import faults_of
from tests.graphs import argument_graphs, graph_of, shapes


@given(argument_graphs())
def test_every_graph_of_the_strategy_keeps_the_rules(graph: ArgumentGraph):
    assert faults_of(graph) == []


@given(shapes())
def test_every_shape_keeps_the_rules(graph: ArgumentGraph):
    assert faults_of(graph) == []


def test_notation_draws_links_on_links():
    graph = graph_of("c -x (b -> a)")

    undercut = graph.links["c -x (b -> a)"]
    assert list(graph.nodes) == ["c", "b", "a"]
    assert undercut.target_link == "b -> a"
    assert undercut.type is LinkType.ATTACK


def test_notation_sets_fields():
    graph = graph_of("d & e -> a", "kind:evidence position:2 d", "position:1 f ~> a")

    assert graph.nodes["d"].kind is NodeKind.EVIDENCE
    assert graph.nodes["d"].position == 2
    assert graph.links["f ~> a"].position == 1
    assert [premise.node for premise in graph.links["d & e -> a"].premises] == ["d", "e"]


def test_notation_places_nodes_in_a_text():
    graph = graph_of("b -> a", "c", text="b, then a.")

    assert graph.text_order == {"b": (0, 0), "a": (0, 8)}
