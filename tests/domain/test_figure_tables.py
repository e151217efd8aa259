"""The figures of a map as tables."""

from __future__ import annotations

import time
from itertools import pairwise

from argmap.domain.figure_tables import Row, covered, tables_of, widest
from argmap.domain.graph import ArgumentGraph, Link, Node, Premise
from argmap.domain.vocabulary import LinkType, NodeKind
from tests.fixtures.maps import GRAPHS
from tests.graphs import graph_of, many_graphs


def rows_of(graph, name):
    [table] = [table for table in tables_of(graph) if table.name == name]
    return [(row.label, *row.values) for row in table.rows]


def test_nothing_gives_tables_without_rows():
    assert [table.rows for table in tables_of(graph_of())] == [()] * 7


def test_nodes_are_counted_by_kind_and_links_by_relation():
    graph = graph_of("b -> a", "kind:evidence b", "c -x (b -> a)", "d -x a", "e ~> a")

    assert rows_of(graph, "kinds") == [("Claim", 4), ("Evidence", 1)]
    assert rows_of(graph, "relations") == [("Support", 1), ("Attack", 1), ("Undercut", 1), ("Rephrase", 1)]


def test_premises_that_work_together_stand_on_the_level_of_their_link():
    graph = graph_of("main:yes a", "b & c -> a", "d -> c", "e -x (b & c -> a)")

    assert rows_of(graph, "levels") == [("1", 1), ("2", 2), ("3", 2)]
    assert widest(tables_of(graph)) == 2


def test_a_node_with_two_parents_stands_on_one_level():
    graph = graph_of("main:yes a", "b -> a", "c -> a", "d -> b", "d -> c")

    assert rows_of(graph, "levels") == [("1", 1), ("2", 2), ("3", 1)]


def test_types_of_evidence_and_attributions_stand_by_how_often_they_are():
    graph = graph_of(
        *["kind:evidence evidence_type:study attribution:Kim a", "kind:evidence b", "kind:evidence attribution:Kim c"],
        "attribution:Ann d",
    )

    assert rows_of(graph, "evidence") == [("without a type", 2), ("study", 1)]
    assert rows_of(graph, "attributions") == [("Kim", 2), ("Ann", 1)]


def test_who_attacks_an_attack_speaks_for_the_main_claim():
    graph = graph_of("main:yes a", "b -> a", "c -x (b -> a)", "d -x a", "e -x d", "f -> d")

    assert rows_of(graph, "sides") == [("1 a", 2, 3), ("1.1 b", 1, 1), ("1.2 d", 1, 2)]


def test_without_a_main_claim_each_root_with_something_below_stands_for_itself():
    assert rows_of(graph_of("b -> a", "c"), "sides") == [("1 a", 1, 0), ("1.1 b", 1, 0)]


def test_linked_premises_are_one_branch():
    assert rows_of(graph_of("main:yes a", "b & c -x a"), "sides") == [("1 a", 0, 2), ("1.1 b + c", 0, 2)]


def test_of_the_text_what_overlaps_counts_once():
    graph = graph_of("kind:evidence cat", "the cat sat", text="the cat sat down")

    assert rows_of(graph, "text") == [("Text", 11, 11, 3, 0, 16)]


def test_stretches_that_touch_overlap_or_lie_inside():
    assert covered([(5, 7), (0, 3), (1, 2), (2, 5), (9, 10)]) == 8


def test_bars_are_shares_of_the_longest_or_of_the_whole():
    tables = {table.name: table for table in tables_of(graph_of("b -> a", "c -> a", "kind:evidence c", text="a b c d"))}

    assert list(tables["kinds"].bars()) == [
        (Row("Claim", (2,), "claim"), (100.0,)),
        (Row("Evidence", (1,), "evidence"), (50.0,)),
    ]
    assert [bars for _, bars in tables["text"].bars()] == [(42.9,)]


def test_every_node_is_on_one_level_and_every_link_counted_whatever_the_graph():
    for graph in many_graphs(60):
        tables = {table.name: table for table in tables_of(graph)}

        assert sum(row.values[0] for row in tables["levels"].rows) == len(graph.nodes)
        assert sum(row.values[0] for row in tables["relations"].rows) == len(graph.links)


def test_known_maps_have_figures():
    for graph in GRAPHS.values():
        assert len(tables_of(graph)) == 7


def test_it_takes_time_in_proportion_to_the_size():
    few, many = took(chain(1_000)), took(chain(10_000))

    assert many < 30 * few


def chain(size):
    nodes = [Node(id=f"n{number}", kind=NodeKind.CLAIM, text="N", main=not number) for number in range(size)]
    links = [
        Link(id=f"l{lower.id}", type=LinkType.ATTACK, premises=(Premise(lower.id),), target_node=upper.id)
        for upper, lower in pairwise(nodes)
    ]
    return ArgumentGraph.of(id="m", nodes=nodes, links=links)


def took(graph):
    times = []
    for _ in range(3):
        begin = time.process_time()
        tables_of(graph)
        times.append(time.process_time() - begin)
    return min(times)
