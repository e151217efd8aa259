import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.domain.graph import ArgumentGraph
from argmap.domain.vocabulary import NodeKind
from argmap.domain.wellformed import faults_of
from argmap.exceptions import FormatError
from argmap.formats import FORMATS, read, write
from argmap.formats.base import Note
from argmap.formats.bundles import read_bundles
from tests.formats.bags import drawn, stored, without
from tests.formats.damage import damaged_json
from tests.formats.minus import minus_losses, without_bags
from tests.formats.samples import SAMPLES
from tests.graphs import argument_graphs, graph_of
from tests.paths import SHARED

SAMPLE = SAMPLES / "aif" / "buses.json"
PUBLISHED = sorted((SHARED / "corpora" / "xaif-aif").glob("*.json"))
losses = FORMATS["aif"].losses


def sample() -> dict[str, Any]:
    return json.loads(SAMPLE.read_bytes())


def read_value(value: Any) -> ArgumentGraph:
    return read({"a.json": json.dumps(value).encode()}, "aif").graph


def value_of(graph: ArgumentGraph) -> dict[str, Any]:
    return json.loads(next(iter(write(graph, "aif").values())))


def nodeset(*arrows: str, **types: str) -> dict[str, Any]:
    """A nodeset of ``from > to`` edges; nodes are propositions unless their type is given."""
    edges = [[end.strip() for end in arrow.split(">")] for arrow in arrows]
    ids = dict.fromkeys([*(end for edge in edges for end in edge), *types])
    return {
        "nodes": [{"nodeID": id_, "text": f"Text {id_}", "type": types.get(id_, "I")} for id_ in ids],
        "edges": [{"edgeID": str(n), "fromID": a, "toID": b} for n, (a, b) in enumerate(edges)],
        "locutions": [],
    }


def test_scheme_nodes_become_links_and_propositions_nodes():
    graph = read(SAMPLE).graph

    assert [node.text for node in graph.nodes.values()][:2] == ["Buses are full.", "We need more buses."]
    assert {id_: link.scheme for id_, link in graph.links.items()} == {"2": "sign", "4": "", "7": "", "9": ""}
    assert drawn(graph) == ["1 & 6 -> 3", "5 -x (2)", "8 ~> 3", "10 -> (2)"]


def test_a_node_that_only_attacks_is_read_as_a_counterclaim():
    graph = read(SAMPLE).graph

    assert [node.id for node in graph.nodes.values() if node.kind is NodeKind.COUNTERCLAIM] == ["5"]


def test_what_has_no_place_is_named():
    assert read(SAMPLE).notes == (
        Note("5 dialogue nodes (locutions, transitions, illocutions) are kept aside and written back.", 5),
        Note("1 preference (PA) is kept aside and written back.", 1),
        Note("1 node of another type is kept aside and written back.", 1),
        Note("1 scheme node lacks a premise or a conclusion; it is kept aside and written back.", 1),
    )


def test_an_untouched_file_comes_back_equal():
    assert value_of(read(SAMPLE).graph) == sample()
    assert losses(read(SAMPLE).graph) == []


def test_ids_stay_the_same_when_the_map_got_ids_of_its_own():
    graph = stored(read(SAMPLE).graph)

    assert value_of(graph) == sample()


def test_a_changed_claim_leaves_everything_else_equal():
    graph = read(SAMPLE).graph
    node = replace(graph.nodes["1"], text="All buses are full.")

    value = value_of(replace(graph, nodes={**graph.nodes, "1": node}))

    expected = sample()
    expected["nodes"][0]["text"] = "All buses are full."
    assert value == expected


def test_a_new_claim_and_link_stand_behind_the_old_records():
    graph = read(SAMPLE).graph
    more = graph_of("new -x 3").nodes["new"]
    link = replace(graph_of("new -x 3").links["new -x 3"], id="19")

    value = value_of(replace(graph, nodes={**graph.nodes, "new": more}, links={**graph.links, "19": link}))

    assert value["nodes"][:18] == sample()["nodes"]
    assert value["nodes"][18:] == [
        {"nodeID": "new", "text": "new", "type": "I"},
        {"nodeID": "19", "text": "Default Conflict", "type": "CA", "scheme": "Default Conflict", "schemeID": "71"},
    ]
    assert value["edges"][18:] == [
        {"edgeID": "19", "fromID": "new", "toID": "19", "formEdgeID": None},
        {"edgeID": "20", "fromID": "19", "toID": "3", "formEdgeID": None},
    ]
    assert value["schemefulfillments"][2:] == [{"nodeID": "19", "schemeID": "71"}]


def test_what_refers_to_a_deleted_claim_goes_and_is_counted():
    graph = read(SAMPLE).graph
    link = replace(graph.links["2"], premises=graph.links["2"].premises[1:])
    left = {id_: node for id_, node in graph.nodes.items() if id_ != "1"}
    graph = replace(graph, nodes=left, links={**graph.links, "2": link})

    value = value_of(graph)

    assert not {"1", "12", "16"} & {node["nodeID"] for node in value["nodes"]}
    assert {"11", "13", "14", "15"} < {node["nodeID"] for node in value["nodes"]}
    assert value["schemefulfillments"] == [{"nodeID": "2", "schemeID": "1030"}]
    assert losses(graph) == [
        Note("7 records of the source file refer to something that was deleted, and are left out.", 7)
    ]


def test_a_new_scheme_takes_the_place_of_the_old_number():
    graph = read(SAMPLE).graph
    link = replace(graph.links["2"], scheme="expert-opinion")

    value = value_of(replace(graph, links={**graph.links, "2": link}))

    assert value["nodes"][1] == {
        "nodeID": "2",
        "text": "Expert Opinion",
        "type": "RA",
        "timestamp": "2026-01-02 10:00:00",
        "scheme": "Expert Opinion",
        "schemeID": "15",
    }
    assert value["schemefulfillments"] == [
        {"nodeID": "12", "schemeID": "74"},
        {"nodeID": "2", "schemeID": "15"},
    ]


def test_a_copied_node_does_not_take_the_id_of_the_first():
    graph = read(SAMPLE).graph

    value = value_of(replace(graph, nodes={**graph.nodes, "copy": replace(graph.nodes["1"], id="copy")}))

    assert [n["nodeID"] for n in value["nodes"] if n["text"] == "Buses are full."] == ["1", "copy"]


@pytest.mark.parametrize(
    ("value", "links", "message"),
    [
        (nodeset("a > b"), ["a -> b"], "1 edge joins two propositions without a scheme node; it is read as a support."),
        (
            nodeset("a > r", "r > b", "r > c", r="RA"),
            ["a -> b", "a -> c"],
            "1 scheme node has several conclusions (or rephrases several nodes); it is read as one link for each.",
        ),
        (
            nodeset("a > m", "b > m", "m > c", m="MA"),
            ["a ~> c", "b ~> c"],
            "1 scheme node has several conclusions (or rephrases several nodes); it is read as one link for each.",
        ),
        (
            nodeset("a > r", r="RA"),
            [],
            "1 scheme node lacks a premise or a conclusion; it is kept aside and written back.",
        ),
        (
            nodeset("a > r", "r > s", "b > s", "s > r", r="RA", s="RA"),
            [],
            "2 scheme nodes lack a premise or a conclusion; they are kept aside and written back.",
        ),
        (
            nodeset("a > r", "b > r", "r > a", r="RA"),
            ["b -> a"],
            "1 proposition is a premise of its own conclusion; that edge is kept aside and written back.",
        ),
        (nodeset("a > a"), [], "1 edge joins a proposition to itself; it is kept aside and written back."),
        (
            nodeset("a > r", "a > r", "r > b", r="RA"),
            ["a -> b"],
            "1 edge stands twice; the second is kept aside and written back.",
        ),
        (
            nodeset("a > r", "r > b", "r > r", r="RA"),
            ["a -> b"],
            "1 edge of a scheme node leads where its link cannot lead; it is kept aside and written back.",
        ),
    ],
)
def test_irregular_scheme_nodes_are_read_with_a_note_and_written_back(value: Any, links: list[str], message: str):
    reading = read({"a.json": json.dumps(value).encode()}, "aif")

    assert drawn(reading.graph) == links
    assert message in [note.message for note in reading.notes]
    assert value_of(reading.graph) == value
    assert losses(reading.graph) == []


def test_links_on_links_are_read_to_any_height():
    value = nodeset(
        "a > r", "r > b", "c > u", "u > r", "d > v", "v > u", "e > w", "w > v", r="RA", u="CA", v="CA", w="RA"
    )

    assert drawn(read_value(value)) == ["a -> b", "c -x (r)", "d -x (u)", "e -> (v)"]
    assert value_of(read_value(value)) == value


def test_a_ring_of_scheme_nodes_is_opened_where_it_leads_to_a_proposition():
    value = nodeset("a > r", "r > s", "b > s", "s > r", "s > c", r="RA", s="RA")

    graph = read_value(value)

    assert drawn(graph) == ["a -> (s)", "b -> c", "b -> (r)"]
    assert value_of(graph) == value


def test_an_edge_without_a_scheme_node_gets_one_when_it_is_undercut():
    graph = read_value(nodeset("a > b"))
    undercut = graph_of("c -x (a -> b)")
    links = {**graph.links, "u": replace(undercut.links["c -x (a -> b)"], id="u", target_link="e0")}

    value = value_of(replace(graph, nodes={**graph.nodes, "c": undercut.nodes["c"]}, links=links))

    assert drawn(read_value(value)) == ["a -> b", "c -x (e0)"]


def test_one_of_two_conclusions_can_go():
    graph = read_value(nodeset("a > r", "r > b", "r > c", r="RA"))
    first, *_ = graph.links

    value = value_of(replace(graph, links={id_: link for id_, link in graph.links.items() if id_ != first}))

    assert [(edge["fromID"], edge["toID"]) for edge in value["edges"]] == [("a", "r"), ("r", "c")]


def test_parts_that_differ_are_written_apart():
    graph = read_value(nodeset("a > r", "r > b", "r > c", r="RA"))
    first, second = graph.links.values()

    value = value_of(replace(graph, links={first.id: first, second.id: replace(second, scheme="sign")}))

    assert [node["text"] for node in value["nodes"] if node["type"] == "RA"] == ["Text r", "Sign"]


def test_xaif_keeps_its_wrapper_and_forgets_the_drawing_of_deleted_nodes():
    inner = nodeset("a > r", "r > b", r="RA")
    boxes = [{"nodeID": id_, "x": 1} for id_ in ("a", "r", "b")]
    value = {"AIF": inner, "text": {"txt": "<p>a</p>"}, "dialog": True, "OVA": {"nodes": boxes, "edges": []}}
    graph = read_value(value)

    assert value_of(graph) == value
    assert value_of(replace(graph, nodes={"b": graph.nodes["b"]}, links={}))["OVA"]["nodes"] == [boxes[2]]


@pytest.mark.parametrize("name", ["nodes", "edges", "locutions", "participants"])
def test_lists_may_be_null(name: str):
    value = nodeset("a > b") | {name: None}

    if name == "nodes":
        value["edges"] = None
    assert value_of(read_value(value)) == value


def test_ids_may_be_numbers():
    value = nodeset("1 > 2", "2 > 3", **{"2": "RA"})
    for record in value["nodes"]:
        record["nodeID"] = int(record["nodeID"])

    graph = read_value(value)

    assert drawn(graph) == ["1 -> 3"]
    assert value_of(graph) == value


def test_names_of_schemes_are_matched_without_case_and_blanks():
    value = nodeset("a > r", "r > b", r="RA")
    for name, scheme in [
        ("argument from EXPERT_Opinion", "expert-opinion"),
        ("ExpertOpinion", "expert-opinion"),
        ("RA", ""),
        ("Default Inference", ""),
        ("Argument by Moonlight", "Argument by Moonlight"),
    ]:
        value["nodes"][1]["text"] = name
        assert read_value(value).links["r"].scheme == scheme
        assert value_of(read_value(value)) == value


def test_times_of_new_records_come_from_their_ids():
    graph = graph_of("b -> a")
    node = replace(graph.nodes["a"], id="019da9e8-f5be-7844-aca4-5ed6aaaa7b4a")

    value = value_of(replace(graph, nodes={node.id: node}, links={}))

    assert value["nodes"] == [{"nodeID": node.id, "text": "a", "type": "I", "timestamp": "2026-04-20 08:01:50"}]


@given(argument_graphs())
@settings(max_examples=100, deadline=None)
def test_any_graph_comes_back_minus_exactly_its_losses(graph: ArgumentGraph):
    back = read(write(graph, "aif"), "aif").graph

    remains = minus_losses(graph, "aif")
    assert without_bags(back, "aif") == remains
    assert [*back.nodes, *back.links] == [*graph.nodes, *graph.links]
    assert bool(losses(graph)) == (graph != remains)


@given(argument_graphs())
@settings(max_examples=100, deadline=None)
def test_what_came_from_aif_loses_nothing_in_aif(graph: ArgumentGraph):
    first = read(write(graph, "aif"), "aif").graph

    assert losses(first) == []
    assert read(write(first, "aif"), "aif").graph == first


@pytest.mark.skipif(not PUBLISHED, reason="The published files are not here")
@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.name)
def test_published_files_come_back_equal(path: Path):
    assert value_of(stored(read(path).graph)) == json.loads(path.read_bytes())


@pytest.mark.parametrize("path", [SAMPLE, *PUBLISHED], ids=lambda path: path.name)
@given(data=st.data())
@settings(max_examples=50, deadline=None)
def test_after_any_deletion_nothing_dangles_and_the_rest_is_equal(path: Path, data: st.DataObject):
    before, graph = json.loads(path.read_bytes()), read(path).graph
    doomed = data.draw(st.sets(st.sampled_from([*graph.nodes, *graph.links]))) if graph.nodes else set()
    graph = without(graph, doomed)

    after = value_of(graph)

    old, new = (value.get("AIF", value) for value in (before, after))
    defined_before, defined = ({str(node["nodeID"]) for node in value["nodes"]} for value in (old, new))
    for record in [*new["edges"], *new["locutions"]]:
        for id_ in (record[key] for key in ("fromID", "toID", "nodeID") if key in record):
            assert id_ in defined or id_ not in defined_before
    assert all(record in old[key] for key in ("nodes", "edges", "locutions") for record in new[key])
    assert value_of(read_value(after)) == after


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({}, "This file is not an AIF nodeset: it has neither “nodes” nor “AIF”."),
        ({"nodes": {}}, "“nodes” must be a list, not an object."),
        ({"nodes": [7]}, "“nodes”, number 1: it must be an object, not 7."),
        ({"nodes": [{"text": "a"}]}, "“nodes”, number 1: “nodeID” is missing."),
        ({"nodes": [{"nodeID": []}]}, "“nodes”, number 1: “nodeID” must be a text or a whole number, not a list."),
        ({"nodes": [], "edges": [{"fromID": "1"}]}, "“edges”, number 1: “toID” is missing."),
        ({"nodes": [{"nodeID": 1, "type": "I", "text": "\x00"}]}, "Node “1”: the text holds NUL or a lone surrogate"),
        ({"nodes": [{"nodeID": 1, "type": "I", "text": "\ud800"}]}, "Node “1”: the text holds NUL or a lone surrogate"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(value: Any, message: str):
    with pytest.raises(FormatError) as error:
        read_value(value)

    assert str(error.value).startswith(message)


@given(damaged_json(sample))
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_read_and_written_back_or_refused(value: Any):
    try:
        graph = read_value(value)
    except FormatError:
        return
    assert faults_of(graph) == []
    assert read_value(value_of(graph)) == graph


def test_odd_characters_in_kept_records_survive():
    value = nodeset("l > y", "y > a", l="L", y="YA")
    value["nodes"][0]["text"] = "\x00 \ud800 ␛0041"

    assert value_of(read_value(value)) == value


def corpus(source: bytes) -> dict[str, bytes]:
    """A nodeset and its text, as the corpora of AIFdb have them side by side."""
    value = nodeset("l > y", "y > a", "m > z", "z > b", "a > r", "r > b", l="L", m="L", y="YA", z="YA", r="RA")
    texts = {"a": "Buses are full", "b": "We need more", "c": "Trams are fine"}
    texts |= {"l": "Ana : they're full.", "m": "Ben: Get more"}
    for record in value["nodes"]:
        record["text"] = texts.get(record["nodeID"], "Asserting")
    value["nodes"].append({"nodeID": "c", "text": texts["c"], "type": "I"})
    return {"nodeset7.json": json.dumps(value).encode(), "nodeset7.txt": source}


def test_a_text_beside_a_nodeset_is_its_source_and_nodes_stand_where_their_locutions_do():
    marked = '<span class="highlighted" id="node2_16">They\'re full</span>'
    files = corpus(f"Ana[00:01] {marked}. They're full.<br>Ben &amp; Cid: get more! trams are fine.".encode())

    [bundle] = read_bundles(dict(reversed(files.items())))

    assert (bundle.name, bundle.format and bundle.format.name, bundle.reading is not None) == ("nodeset7", "aif", True)
    graph = bundle.reading.graph
    [article] = graph.articles.values()
    text = article.revisions[-1].text
    assert text == "Ana[00:01] They're full. They're full.\nBen & Cid: get more! trams are fine."
    assert {node.id: [(span.start, span.exact) for span in node.spans] for node in graph.nodes.values()} == {
        "a": [(11, "They're full")], "b": [(50, "get more")], "c": [(60, "trams are fine")],
    }  # fmt: skip
    assert value_of(graph) == json.loads(files["nodeset7.json"])
    assert [note.message for note in losses(graph)] == ["1 article has no place.", "3 spans have no place."]


@pytest.mark.parametrize("source", [b"Ana: they\x92re full, so get more.", b"Ana: they're <full>, so get more."])
def test_a_plain_text_beside_a_nodeset_is_taken_as_it_is(source: bytes):
    graph = read(corpus(source), "aif").graph

    [article] = graph.articles.values()
    assert article.revisions[-1].text == source.decode("cp1252")
    assert [span.exact for span in graph.nodes["b"].spans] == ["get more"]


def test_an_empty_text_beside_a_nodeset_is_no_article():
    assert read(corpus(b" \n"), "aif").graph.articles == {}


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        (b"\x81 they're full", "“nodeset7.txt”: This file is not UTF-8 text: line 1, column 1 cannot be read"),
        (b"\xff\xfea", "“nodeset7.txt”: This file is not UTF-16-LE text"),
        (b"a\0b", "“nodeset7.txt”: The source text holds a character that no text can have"),
    ],
)
def test_a_broken_text_beside_a_nodeset_is_refused_under_its_name(source: bytes, sentence: str):
    with pytest.raises(FormatError, match=f"^{re.escape(sentence)}"):
        read(corpus(source), "aif")


def test_what_modules_say_of_a_deleted_node_goes_with_it_and_is_counted():
    said = {"nodes": [{"nodeID": "a", "propType": "fact"}, {"nodeID": "b", "propType": "value"}], "model": "m1"}
    asked = [{"nodeID": "a", "question": "Is it true?"}, {"rank": 1}]
    value = {"AIF": nodeset("a > r", "r > b", r="RA"), "text": "", "propositionClassifier": said, "Skeptic": asked}
    graph = read_value(value)
    assert value_of(graph) == value

    bereft = replace(graph, nodes={"b": graph.nodes["b"]}, links={})

    left = value_of(bereft)
    assert (left["propositionClassifier"], left["Skeptic"]) == ({**said, "nodes": said["nodes"][1:]}, asked[1:])
    assert Note("2 records of the source file refer to something that was deleted, and are left out.", 2) in losses(
        bereft
    )
