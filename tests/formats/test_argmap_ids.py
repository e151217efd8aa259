"""An argmap file's ids outlive a place that gives its objects ids of its own."""

import json
from dataclasses import replace
from itertools import count

from hypothesis import given, settings

from argmap.domain.graph import ArgumentGraph, Premise
from argmap.formats import FORMATS, read, write
from argmap.formats._argmap_ids import keep_ids
from argmap.formats.argmap import graph_to_json
from tests.graphs import argument_graphs, graph_of


def minted(graph: ArgumentGraph) -> ArgumentGraph:
    """The graph as a database would hold it: every id is a new one."""
    numbers = count()
    names: dict[str, str] = {}

    def name(id_: str) -> str:
        return names.setdefault(id_, f"minted {next(numbers)}")

    articles = [
        replace(a, id=name(a.id), revisions=tuple(replace(r, id=name(a.id + r.id)) for r in a.revisions))
        for a in graph.articles.values()
    ]
    nodes = [
        replace(
            node,
            id=name(node.id),
            spans=tuple(
                replace(s, id=f"minted {next(numbers)}", article=name(s.article), revision=name(s.article + s.revision))
                for s in node.spans
            ),
        )
        for node in graph.nodes.values()
    ]
    links = [
        replace(
            link,
            id=name(link.id),
            premises=tuple(Premise(name(premise.node), premise.role) for premise in link.premises),
            target_node=name(link.target_node) if link.target_node else None,
            target_link=name(link.target_link) if link.target_link else None,
        )
        for link in graph.links.values()
    ]
    return ArgumentGraph.of(
        id="minted",
        title=graph.title,
        description=graph.description,
        articles=articles,
        nodes=nodes,
        links=links,
        extra=graph.extra,
    )


@given(argument_graphs())
@settings(max_examples=100, deadline=None)
def test_any_graph_that_got_new_ids_is_written_with_those_of_its_file(graph: ArgumentGraph):
    assert write(minted(keep_ids(graph)), "argmap") == write(graph, "argmap")


def test_a_new_node_and_a_copy_keep_their_own_ids():
    graph = keep_ids(graph_of("b -> a"))
    copy = replace(graph.nodes["b"], id="second")
    new = replace(graph_of("c").nodes["c"], id="third")

    changed = replace(graph, nodes={**graph.nodes, "second": copy, "third": new})

    assert list(read(write(changed, "argmap"), "argmap").graph.nodes) == [*graph.nodes, "second", "third"]


def test_a_kept_id_gives_way_to_the_own_id_of_another_node():
    graph = minted(keep_ids(graph_of("a", "b")))
    a, b = graph.nodes.values()
    changed = replace(graph, nodes={"b": replace(a, id="b"), b.id: b})

    assert list(read(write(changed, "argmap"), "argmap").graph.nodes) == ["a", b.id]


def test_the_ids_of_the_file_that_is_read_count():
    graph = minted(keep_ids(graph_of("b -> a", text="a and b")))

    back = read({"saved.json": json.dumps(graph_to_json(graph)).encode()}, "argmap").graph

    assert list(back.nodes) == list(graph.nodes)
    assert all(not part.extra for part in [*back.nodes.values(), *back.links.values(), *back.articles.values()])


def test_a_span_that_was_moved_has_its_own_id():
    graph = minted(keep_ids(graph_of("a", text="a and a")))
    [node] = graph.nodes.values()
    first, second = node.spans
    changed = replace(graph, nodes={node.id: replace(node, spans=(first, replace(second, start=2, exact="and a")))})

    [back] = read(write(changed, "argmap"), "argmap").graph.nodes.values()

    assert [span.id for span in back.spans] == ["a@0", second.id]


def test_ids_alone_are_no_data_that_another_format_loses():
    graph = keep_ids(graph_of("b -> a", title="Buses"))

    assert [list(FORMATS[name].losses(graph)) for name in ("argdown", "svg", "csv")] == [
        list(FORMATS[name].losses(graph_of("b -> a", title="Buses"))) for name in ("argdown", "svg", "csv")
    ]
