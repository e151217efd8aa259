import sys
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.domain.graph import ArgumentGraph, Link, Node, Premise
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.domain.wellformed import faults_of
from argmap.exceptions import FormatError
from argmap.formats import FORMATS, read, write
from argmap.formats.base import Note
from tests.formats.damage import damaged_bytes
from tests.formats.minus import with_links_by_content, without_bags
from tests.formats.samples import SAMPLES
from tests.formats.test_aif import drawn, without
from tests.formats.test_mind_maps import minus
from tests.graphs import argument_graphs, graph_of
from tests.paths import SHARED
from tests.peers import ask_node, ask_python

SAMPLE = SAMPLES / "graphml" / "buses.graphml"
NS = "{http://graphml.graphdrawing.org/xmlns}"
Y = "{http://www.yworks.com/xml/graphml}"
losses = FORMATS["graphml"].losses


def written(graph: ArgumentGraph) -> bytes:
    [content] = write(graph, "graphml").values()
    return content


def read_bytes(content: bytes) -> ArgumentGraph:
    return read({"a.graphml": content}, "graphml").graph


def graphml(*parts: str, keys: str = "") -> bytes:
    return (
        f'<graphml xmlns="{NS[1:-1]}" xmlns:y="{Y[1:-1]}">{keys}'
        f'<graph edgedefault="directed">{"".join(parts)}</graph></graphml>'
    ).encode()


def shape(content: bytes) -> Any:
    """The elements with attributes and texts, nodes and edges each by their id."""
    return _shape(ElementTree.fromstring(content))


def _shape(element: Any) -> Any:
    attributes = sorted((key, value) for key, value in element.attrib.items() if "schemaLocation" not in key)
    children = [_shape(child) for child in element]
    return element.tag, attributes, (element.text or "").strip(), sorted(children, key=repr)


def test_relation_nodes_become_links_and_groups_tags():
    graph = read(SAMPLE).graph

    assert graph.title == "Buses"
    assert drawn(graph) == ["b & c -> a", "d -x (s)", "d -x a", "c -> b"]
    assert {node.text: node.tags for node in graph.nodes.values()} == {
        "We need more buses.": (),
        "d": (),
        "Full\nBuses are full.": ("Traffic",),
        "c": ("Traffic",),
    }
    assert graph.nodes["b"].kind is NodeKind.EVIDENCE


def test_what_was_kept_aside_or_supposed_is_named():
    assert read(SAMPLE).notes == (
        Note("1 edge does not say what it means; it is read as a support."),
        Note("1 group is read as a tag of its nodes, and written back."),
        Note("1 edge joins a node to itself; it is kept aside and written back."),
        Note("1 edge has an end that the file does not define; it is kept aside and written back."),
    )


def test_an_untouched_file_comes_back_equal():
    graph = read(SAMPLE).graph

    assert shape(written(graph)) == shape(SAMPLE.read_bytes())
    assert [*losses(graph)] == []


def test_a_changed_text_stands_in_the_label_and_a_changed_type_in_the_data():
    graph = read(SAMPLE).graph
    nodes = {**graph.nodes, "a": replace(graph.nodes["a"], text="No more buses.")}
    links = {**graph.links, "e5": replace(graph.links["e5"], type=LinkType.SUPPORT)}

    content = written(replace(graph, nodes=nodes, links=links)).decode()

    assert '<y:NodeLabel fontSize="12">No more buses.</y:NodeLabel>' in content
    assert "We need more" not in content
    assert '<edge id="e5" source="d" target="a"><data key="d1">' in content
    assert read_bytes(content.encode()).links["e5"].type is LinkType.SUPPORT


HOLDER = b"""<graphml xmlns="http://graphml.graphdrawing.org/xmlns">
<key id="n" for="all" attr.name="name" attr.type="string"><default>Unnamed</default></key>
<key id="r" for="edge" attr.name="relation"><default>attacks</default></key>
<graph id="G" edgedefault="directed"><data key="n">Buses</data>
<node id="h"><data key="n">Held</data><graph id="h:" edgedefault="directed"><node id="g"><data key="n">In it</data>
<graph id="g:" edgedefault="directed"><node id="a"><data key="n">A</data></node></graph></node>
<node id="b"/></graph></node>
<node id="c"><data key="n">C</data></node><edge source="h" target="c"/>
<edge source="a" target="c"><data key="r">supports</data></edge>
</graph></graphml>"""


def test_a_group_that_bears_on_something_is_a_node_that_holds_its_nodes_and_comes_back():
    reading = read({"a.graphml": HOLDER})

    graph = reading.graph
    assert graph.title == "Buses"
    assert {node.text: node.tags for node in graph.nodes.values()} == {
        "Held": (), "C": (), "A": ("In it", "Held"), "Unnamed": ("Held",),
    }  # fmt: skip
    assert [(link.type, link.premises[0].node) for link in graph.links.values()] == [
        (LinkType.ATTACK, "h"),
        (LinkType.SUPPORT, "a"),
    ]
    assert reading.notes[0].message == "2 groups are read as tags of their nodes, and written back."
    [written] = write(graph, "graphml").values()
    again = read({"a.graphml": written}).graph
    assert (again.title, again.nodes, again.links) == (graph.title, graph.nodes, graph.links)
    assert written.count(b"<graph ") == 3


def test_without_the_node_that_holds_them_its_groups_and_nodes_stay():
    graph = read({"a.graphml": HOLDER}).graph
    left = replace(graph, nodes={k: v for k, v in graph.nodes.items() if k != "h"}, links={})

    [written] = write(left, "graphml").values()

    again = read({"a.graphml": written}).graph
    assert {node.text: {*node.tags} for node in again.nodes.values()} == {
        node.text: {*node.tags} for node in left.nodes.values()
    }


def test_a_node_that_loses_its_group_tag_leaves_the_group():
    graph = read(SAMPLE).graph
    moved = replace(graph, nodes={**graph.nodes, "c": replace(graph.nodes["c"], tags=())})

    assert read_bytes(written(moved)).nodes["c"].tags == ()


def test_what_leads_to_a_deleted_node_is_left_out_and_counted():
    graph = without(read(SAMPLE).graph, {"c"})

    assert b'"z"' not in written(graph)
    assert [*losses(graph)] == [
        Note("2 edges of the source file lead to something that was deleted, and are left out.", 2)
    ]


def test_yed_finds_a_label_a_place_and_a_shape_for_each_box():
    root = ElementTree.fromstring(written(graph_of("b -> a", "c & d -x a", "e -x (b -> a)")))

    shapes = list(root.iter(f"{Y}ShapeNode"))
    labels = [shape.findtext(f"{Y}NodeLabel") for shape in shapes]
    assert labels == ["b", "a", "c", "d", "e", "+", "−", "×"]
    places = {tuple(sorted(shape.find(f"{Y}Geometry").attrib.items())) for shape in shapes}
    assert len(places) == len(shapes)
    graphics = {key.get("id") for key in root.iter(f"{NS}key") if key.get("yfiles.type") == "nodegraphics"}
    assert {data.get("key") for data in root.iter(f"{NS}data") if data.find(f"{Y}ShapeNode") is not None} == graphics


@given(argument_graphs())
@settings(max_examples=100, deadline=None)
def test_a_map_comes_back_minus_what_the_losses_say(graph: ArgumentGraph):
    again = read_bytes(written(graph))

    assert with_links_by_content(without_bags(again, "graphml")) == with_links_by_content(minus(graph))
    if not losses(graph):
        assert with_links_by_content(minus(graph)) == with_links_by_content(graph)


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_after_deletions_nothing_dangles(data: st.DataObject):
    graph = read(SAMPLE).graph
    ids = [*graph.nodes, *graph.links]
    left = without(graph, set(data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3))))

    root = ElementTree.fromstring(written(left))

    known = {node.get("id") for node in root.iter(f"{NS}node")} | {"z"}
    assert {edge.get(end) for edge in root.iter(f"{NS}edge") for end in ("source", "target")} <= known
    again = read_bytes(written(left))
    assert (again.nodes.keys(), len(again.links)) == (left.nodes.keys(), len(left.links))


def test_relation_nodes_without_premise_or_target_are_nodes():
    keys = '<key id="t" for="node" attr.name="type"/>'
    nodes = "".join(f'<node id="{id_}"><data key="t">RA</data></node>' for id_ in ("r", "s", "u"))
    edges = '<edge source="r" target="s"/><edge source="s" target="r"/><edge source="a" target="s"/>'

    reading = read({"a": graphml('<node id="a"/>', nodes, edges, keys=keys)}, "graphml")

    assert reading.graph.nodes.keys() == {"a", "r", "s", "u"}
    assert reading.notes[1].message == "3 relation nodes lack a premise or their one target; they are read as nodes."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<graphml", "Line 1, column 1: this is not XML (unclosed token)."),
        (b"<map/>", "This file is not a GraphML graph: it must begin with <graphml>."),
        (graphml('<node id="a"/>\n<node id="a"/>'), "Line 2, column 1: node “a” stands twice; rename one."),
        (graphml("\n\n <node/>"), "Line 3, column 2: this node has no id; give it one."),
        (graphml('<node id="a"><graph>' * 60 + "</graph></node>" * 60), "Line 1, column "),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(content: bytes, message: str):
    with pytest.raises(FormatError) as error:
        read_bytes(content)

    assert str(error.value).startswith(message)


@given(damaged_bytes(SAMPLE.read_bytes()))
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_read_and_written_back_or_refused(content: bytes):
    try:
        graph = read_bytes(content)
    except FormatError:
        return
    assert faults_of(graph) == []
    again = read_bytes(written(graph))
    assert (again.nodes.keys(), len(again.links)) == (graph.nodes.keys(), len(graph.links))


def test_ten_thousand_edges_of_one_id_are_told_apart():
    nodes = [f'<node id="n{number}"/>' for number in range(10_001)]
    edges = [f'<edge id="e" source="n{number}" target="n0"/>' for number in range(1, 10_001)]

    graph = read_bytes(graphml(*nodes, *edges))

    assert len(graph.links) == 10_000
    assert [*graph.links][:5] == ["e", "e'", "e''", "e'''", "e'4"]


def test_a_large_graph_is_read():
    nodes = [Node(f"n{n}", NodeKind.CLAIM, f"Text {n}") for n in range(10_000)]
    links = [Link(f"l{n}", LinkType.ATTACK, (Premise(f"n{n}"),), f"n{n // 2}") for n in range(1, 10_000)]

    again = read_bytes(written(ArgumentGraph.of(id="m", nodes=nodes, links=links)))

    assert (len(again.nodes), len(again.links)) == (10_000, 9_999)
    assert sys.getrecursionlimit() < 10_000


NETWORKX = """
import json, sys, networkx
graph = networkx.read_graphml(sys.argv[1])
nodes = {key: value for key, value in graph.nodes(data=True)}
edges = [[a, b, value] for a, b, value in graph.edges(data=True)]
print(json.dumps([graph.graph, nodes, edges]))
"""


@pytest.mark.peers
def test_networkx_reads_all_attributes(tmp_path):
    graph = graph_of("b -> a", "c -x (b -> a)", "d & e -x a", "g -x a", "note:why kind:evidence b", title="Buses")
    strong = {id_: replace(link, strength=0.5, scheme="sign") for id_, link in graph.links.items()}
    file = tmp_path / "map.graphml"
    file.write_bytes(written(replace(graph, links=strong)))

    about, nodes, edges = ask_python(NETWORKX, str(file))

    assert about["title"] == "Buses"
    assert {nodes["b"][key] for key in ("text", "kind", "note", "label")} == {"b", "evidence", "why"}
    relations = [node for node in nodes.values() if "relation" in node]
    assert sorted(node["relation"] for node in relations) == ["attack", "support", "undercut"]
    assert {(node["strength"], node["scheme"]) for node in relations} == {(0.5, "sign")}
    [direct] = [data for source, target, data in edges if (source, target) == ("g", "a")]
    assert (direct["relation"], direct["strength"]) == ("attack", 0.5)


ARGDOWN = """
import {{ createRequire }} from "module";
const {{ argdown }} = createRequire(import.meta.url)("argdown-core-1/dist/argdown.js");
const {{ readFileSync }} = await import("fs");
const input = readFileSync({path!r}, "utf8");
const process = ["parse-input", "build-model", "build-map", "colorize"];
const response = argdown.run({{ input, process, throwExceptions: false, logLevel: "error" }});
const core = createRequire(import.meta.url)("argdown-core-1");
const exporter = new core.GraphMLExportPlugin();
const request = {{}};
exporter.prepare && exporter.prepare(request, response);
exporter.run(request, response);
console.log(JSON.stringify([response.graphml, response.map.nodes.length, response.map.edges.length]));
"""


@pytest.mark.peers
@pytest.mark.skipif(not (SHARED / "corpora" / "argdown").exists(), reason="../shared/corpora/argdown is not there")
def test_what_argdown_writes_for_yed_is_read_with_its_relations(tmp_path):
    source = tmp_path / "a.argdown"
    source.write_text("# Traffic\n\n[A]: We need more buses.\n  + [B]: Buses are full.\n  - [C]: No money.\n")

    content, nodes, edges = ask_node(ARGDOWN.format(path=str(source)))

    graph = read_bytes(content.encode())
    assert (nodes, edges) == (1, 2)
    assert sorted(link.type.value for link in graph.links.values()) == ["attack", "support"]
    assert {node.tags for node in graph.nodes.values()} == {("Traffic",)}
    assert [node.text for node in graph.nodes.values()] == ["We need more buses.", "Buses are full.", "No money."]
