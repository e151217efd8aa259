import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.domain.graph import ArgumentGraph
from argmap.exceptions import FormatError
from argmap.formats import FORMATS, losses, read, write
from argmap.formats._limits import MAX_BYTES, MAX_NODES
from argmap.formats.argmap import graph_from_json, graph_to_json
from tests.benchmarks.graphs import graph_with
from tests.formats.damage import damaged_json
from tests.formats.samples import SAMPLES
from tests.graphs import argument_graphs, discussed_graphs, graph_of
from tests.paths import ROOT

SAMPLE = SAMPLES / "argmap" / "night-trains.argmap.json"
SCHEMA = jsonschema.Draft202012Validator(json.loads((ROOT / "docs" / "argmap.schema.json").read_bytes()))


def sample() -> dict[str, Any]:
    return json.loads(SAMPLE.read_bytes())


def again(graph: ArgumentGraph) -> ArgumentGraph:
    return read(write(graph, "argmap")).graph


@given(argument_graphs(beside=True))
@settings(max_examples=200, deadline=None)
def test_any_graph_comes_back_equal_and_in_order(graph: ArgumentGraph):
    back = again(graph)

    assert back == graph
    assert [*back.articles, *back.nodes, *back.links] == [*graph.articles, *graph.nodes, *graph.links]
    assert losses(graph, "argmap") == []


@given(discussed_graphs())
@settings(max_examples=100, deadline=None)
def test_comments_come_back_equal_and_keep_the_schema(graph: ArgumentGraph):
    back = again(graph)

    assert back == graph
    assert [*back.comments] == [*graph.comments]
    SCHEMA.validate(json.loads(next(iter(write(graph, "argmap").values()))))


@given(argument_graphs(beside=True))
@settings(max_examples=50, deadline=None)
def test_what_is_written_keeps_the_schema(graph: ArgumentGraph):
    SCHEMA.validate(json.loads(next(iter(write(graph, "argmap").values()))))


def test_the_sample_keeps_the_schema_and_fills_what_is_missing():
    SCHEMA.validate(sample())

    graph = read(SAMPLE).graph

    span = graph.nodes["n2"].spans[0]
    assert (span.id, span.revision, span.exact, span.prefix) == (
        "n2:1",
        "r1",
        "They are full 🚂 every weekend.",
        "Night trains spare a day. ",
    )
    assert graph.links["l2"].is_undercut
    assert graph.links["l1"].premises[1].node == "n3"
    assert len(graph.articles["t1"].revisions[0].sha256) == 64


def test_unknown_fields_of_every_level_are_written_back_in_their_places():
    reading = read(SAMPLE)

    value = json.loads(next(iter(write(reading.graph, "argmap").values())))

    assert value["generator"] == {"name": "another tool"}
    assert value["map"]["colour"] == "blue"
    assert value["articles"][0]["shelf"] == 7
    assert value["articles"][0]["revisions"][0]["seen"] is True
    assert value["nodes"][1]["colour"] == "green"
    assert value["nodes"][3]["spans"][0]["certainty"] == 3
    assert value["links"][0]["premises"][0]["weight"] == 2
    assert value["links"][0]["target"]["side"] == "left"
    assert [note.count for note in reading.notes] == [5]
    assert again(reading.graph) == reading.graph


def test_unknown_fields_of_a_deleted_span_are_not_put_elsewhere():
    graph = graph_of("a")
    value = graph_to_json(graph)
    value["nodes"][0]["extra"] = {"argmap": {"spans": {"gone": {"certainty": 3}}}}

    back = graph_to_json(graph_from_json(value).graph)

    assert back["nodes"][0]["spans"] == []
    assert back["nodes"][0]["extra"] == {"argmap": {"spans": {"gone": {"certainty": 3}}}}


def test_every_field_is_written_and_each_record_has_a_line():
    text = next(iter(write(graph_of("b -> a"), "argmap").values())).decode()

    assert text.count("\n  {") == 3
    assert set(json.loads(text)["nodes"][0]) == {
        *("id", "kind", "text", "main", "implicit", "evidence_type", "attribution", "sources", "confidence"),
        *("note", "tags", "position", "spans", "extra"),
    }


def test_characters_that_no_database_stores_survive_in_unknown_fields():
    value = graph_to_json(graph_of("a"))
    value["nodes"][0]["odd"] = {"\x00": ["\ud800", "␛0000"]}
    file = json.dumps(value).encode()

    reading = read({"a.json": file})

    assert "\x00" not in str(reading.graph.nodes["a"].extra)
    assert json.loads(next(iter(write(reading.graph, "argmap").values())))["nodes"][0]["odd"] == {
        "\x00": ["\ud800", "␛0000"]
    }


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_other_encodings_and_byte_order_marks_are_read(encoding: str):
    text = next(iter(write(graph_of("b -> a"), "argmap").values())).decode()

    assert read({"a.json": text.encode(encoding)}).graph == graph_of("b -> a")


def change(path: str, to: Any) -> dict[str, Any]:
    """The sample with ``to`` at ``path`` (keys and indices parted by dots); None with the key ``-`` removes it."""
    value: Any = sample()
    *way, last = path.split(".")
    place = value
    for step in way:
        place = place[int(step)] if isinstance(place, list) else place[step]
    place[int(last) if isinstance(place, list) else last] = to
    return value


WRONG = [
    ("version", 2, "This file is of argmap version 2; this installation reads version 1"),
    ("version", True, "This file is of argmap version true"),
    ("format", "aif", "This is not an argmap file"),
    ("nodes", {}, "The file: “nodes” must be a list, not an object."),
    ("nodes.0", "n1", "Node number 1 must be an object, not “n1”."),
    ("nodes.0.id", "", "Node number 1: “id” is missing."),
    ("nodes.0.id", "n2", "“nodes”: the id “n2” stands there twice; give one another id."),
    ("nodes.0.kind", "fact", "Node “n1”: “kind” must be claim, evidence or counterclaim, not “fact”."),
    ("nodes.0.main", "yes", "Node “n1”: “main” must be true or false, not “yes”."),
    ("nodes.0.text", "a\x00b", "Node “n1”: “text” must be a text without NUL and lone surrogates, not this text."),
    ("nodes.0.confidence", 1.5, "Node “n1”: “confidence” must be a number from 0 to 1, or null, not 1.5."),
    ("nodes.0.position", True, "Node “n1”: “position” must be a whole number, not true."),
    ("nodes.0.evidence_type", "fact", "Node “n1”: Only evidence has an evidence type."),
    ("nodes.1.evidence_type", "rumour", "Node “n2”: “evidence_type” must be statistic, testimony, "),
    (
        "nodes.3.spans.0.exact",
        "Who would pay?",
        "Node “n4”, span 1: at 57–80 the text reads “Who would pay for more?”, ",
    ),
    ("nodes.3.spans.0.end", 900, "Node “n4”, span 1: 57–900 lies outside the text, which has 80 signs."),
    ("nodes.3.spans.0.end", 57, "Node “n4”, span 1: 57–57 lies outside the text"),
    ("nodes.3.spans.0.article", "t9", "Node “n4”, span 1: there is no article “t9” in this file."),
    ("nodes.3.spans.0.revision", "r9", "Node “n4”, span 1: the article has no revision “r9”."),
    ("articles.0.published", "May", "Article “t1”: “published” must be a date such as 2026-01-31, or null, not “May”."),
    ("articles.0.direction", "up", "Article “t1”: “direction” must be ltr or rtl, not “up”."),
    ("articles.0.revisions.0.sha256", "0" * 64, "Article “t1”, revision “r1”: the text is not the one that “sha256”"),
    ("articles.0.revisions.0.structure", {"blocks": [{}]}, "Article “t1”, revision “r1”: “structure” has a block"),
    (
        "articles.0.revisions.0.structure",
        {"hyperlinks": [{"start": 0, "end": 3, "href": "javascript:alert(1)"}]},
        "Article “t1”, revision “r1”: a hyperlink leads to “javascript:alert(1)”; use http or https.",
    ),
    ("links.0.type", "undercut", "Link “l1”: “type” must be support, attack or rephrase, not “undercut”."),
    ("links.0.premises", [], "Link “l1”: A link needs at least one premise."),
    ("links.0.premises", ["n9"], "Link “l1”: A premise of a link is not in this map."),
    ("links.0.premises", ["n1"], "Link “l1”: A node cannot be linked to itself."),
    ("links.0.target", {}, "Link “l1”: A link needs exactly one target: a node or a link."),
    ("links.0.target", {"node": "n1", "link": "l2"}, "Link “l1”: A link needs exactly one target: a node or a link."),
    ("links.0.target", {"link": "l2"}, "Link “l1”: A link bears on itself through links on links."),
    ("links.1.target", {"link": "l9"}, "Link “l2”: The target of a link is not in this map."),
]


@pytest.mark.parametrize(("path", "to", "message"), WRONG, ids=[f"{path}={to!r}"[:50] for path, to, _ in WRONG])
def test_what_is_wrong_is_refused_with_its_place(path: str, to: Any, message: str):
    with pytest.raises(FormatError) as error:
        graph_from_json(change(path, to))

    assert str(error.value).startswith(message)


@pytest.mark.parametrize(
    ("path", "to"),
    [(p, t) for p, t, message in WRONG if "must be" in message or "is missing" in message],
)
def test_the_schema_refuses_wrong_kinds_too(path: str, to: Any):
    if path == "nodes.0.text":
        pytest.skip("A JSON Schema says nothing on single characters here")

    assert not SCHEMA.is_valid(change(path, to))


def test_broken_json_is_refused_with_line_and_column():
    with pytest.raises(FormatError) as error:
        read({"a.json": b'{"format": "argmap",\r"version": 1,\r\n "nodes": [,]}'}, "argmap")

    assert (error.value.line, error.value.column) == (3, 12)
    assert str(error.value).startswith("Line 3, column 12: this is not JSON")


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"[" * 100_000, "nested more than 220 deep"),
        (b'{"a":' * 300 + b"1" + b"}" * 300, "nested more than 220 deep"),
        (b'{"format": NaN}', "The file holds NaN, which is not a JSON number; write null instead."),
        (b'{"format": 1e999}', "The number 1e999 is too large to be read."),
        (b'{"a": ' + b"9" * 5000 + b"}", "has too many digits"),
        (b'{"a": 1, "a": 2}', "The key “a” stands twice in one object with different values; keep one."),
        (b"[]", "This file is not an argmap file: it must begin with “{”."),
        (b'{"a": "\xff"}', "This file is not UTF-8 text: line 1, column 8 cannot be read"),
        (b"", "Line 1, column 1: this is not JSON"),
    ],
    ids=range(9),
)
def test_files_that_are_no_json_object_are_refused_with_a_sentence(content: bytes, message: str):
    with pytest.raises(FormatError) as error:
        read({"a.json": content}, "argmap")

    assert message in str(error.value)


def test_a_file_that_is_too_large_is_refused_before_it_is_parsed():
    with pytest.raises(FormatError, match="This file has 200 MB; at most 200 MB can be read, so split it"):
        read({"a.json": b" " * 200_000_001}, "argmap")


def test_too_many_nodes_are_refused():
    with pytest.raises(FormatError, match="This file has 200,001 nodes; a map may have at most 200,000"):
        graph_from_json({"format": "argmap", "version": 1, "nodes": [{}] * 200_001, "links": []})


def test_a_map_of_the_most_nodes_that_we_write_is_small_enough_to_be_read_again():
    count = 1_000
    [content] = write(graph_with(count), "argmap").values()

    assert len(content) / count * MAX_NODES < FORMATS["argmap"].max_bytes


def test_a_file_of_ours_above_the_limit_of_others_is_read():
    graph = graph_of("b -> a")
    [content] = write(graph, "argmap").values()

    assert read({"large.json": content + b" " * MAX_BYTES}).graph == graph


@given(damaged_json(sample))
@settings(max_examples=300, deadline=None)
def test_a_damaged_file_is_read_or_refused_and_nothing_else(value: Any):
    try:
        graph = graph_from_json(value).graph
    except FormatError:
        return
    assert again(graph) == graph


@given(st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_refused(content: bytes):
    with pytest.raises(FormatError):
        read({"a.json": content}, "argmap")
