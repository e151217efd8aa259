import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.domain.graph import ArgumentGraph
from argmap.domain.vocabulary import LinkType
from argmap.domain.wellformed import faults_of
from argmap.exceptions import FormatError
from argmap.formats import FORMATS, read, write
from argmap.formats._arguebuf_schemes import SUPPORTS, enum_of, slug_of
from argmap.formats.base import Note
from tests.formats.bags import comparable, drawn, stored, without
from tests.formats.damage import JSON, damaged_json
from tests.formats.minus import without_bags
from tests.formats.samples import SAMPLES
from tests.graphs import argument_graphs, graph_of
from tests.paths import SHARED
from tests.peers import ask_python

SAMPLE = SAMPLES / "arguebuf" / "buses.json"
PUBLISHED = sorted((SHARED / "corpora" / "arguebuf-json").glob("*.json"))
losses = FORMATS["arguebuf"].losses


def sample() -> dict[str, Any]:
    return json.loads(SAMPLE.read_bytes())


def read_value(value: Any) -> ArgumentGraph:
    return read({"a.json": json.dumps(value).encode()}, "arguebuf").graph


def value_of(graph: ArgumentGraph) -> dict[str, Any]:
    return json.loads(next(iter(write(graph, "arguebuf").values())))


def message(*arrows: str, text: str = "", **schemes: Any) -> dict[str, Any]:
    """A graph of ``from > to`` edges; what has a scheme is one, all else are atoms."""
    edges = [[end.strip() for end in arrow.split(">")] for arrow in arrows]
    ids = dict.fromkeys([*(end for edge in edges for end in edge), *schemes])
    return {
        "nodes": {
            id_: {"scheme": schemes[id_]} if id_ in schemes else {"atom": {"text": f"Text {id_}"}} for id_ in ids
        },
        "edges": {f"e{n}": {"source": a, "target": b} for n, (a, b) in enumerate(edges)},
        **({"resources": {"t": {"text": text}}} if text else {}),
        "schemaVersion": 1,
    }


def test_atoms_schemes_and_references_are_read():
    graph = read(SAMPLE).graph

    assert drawn(graph) == ["a2 -> a1", "a3 -x (s1)", "a4 ~> a1", "a5 -> a2"]
    assert graph.links["s1"].scheme == "sign"
    assert (graph.title, [node.id for node in graph.main_claims]) == ("Buses", ["a1"])
    assert graph.nodes["a1"].attribution == "Ana"
    [article] = graph.articles.values()
    assert (article.title, article.url, str(article.published)) == (
        "A letter",
        "https://example.org/letter",
        "2026-01-01",
    )
    assert {node.id: [span.exact for span in node.spans] for node in graph.nodes.values()} == {
        "a1": ["We need more."],
        "a2": ["Buses are full."],
        "a3": ["They are not full on Sundays."],
        "a4": [],
        "a5": ["full on Sundays"],
    }


def test_what_was_met_is_said():
    assert read(SAMPLE).notes == (
        Note("1 preference is kept aside and written back.", 1),
        Note("1 node that is neither atom nor scheme is kept aside and written back.", 1),
        Note("1 scheme does not say its kind; it is read as a support.", 1),
        Note("1 quotation does not stand at the offset; found where the words are.", 1, ("99 → 45: full on Sundays",)),
        Note("1 node has words that the text does not hold: it has no passage.", 1, ("We want trams.",)),
    )


@pytest.mark.parametrize("path", [SAMPLE, *PUBLISHED], ids=lambda path: path.name)
def test_an_untouched_file_comes_back_equal(path: Path):
    graph = read(path).graph

    assert value_of(stored(graph)) == json.loads(path.read_bytes())
    assert losses(graph) == []


def test_snake_case_is_read_and_stays():
    value = sample()
    value["major_claim"] = value.pop("majorClaim")
    value["schema_version"] = value.pop("schemaVersion")
    scheme = value["nodes"]["s1"]["scheme"]
    scheme["premise_descriptors"] = scheme.pop("premiseDescriptors")

    graph = read_value(value)

    assert [node.id for node in graph.main_claims] == ["a1"]
    assert value_of(graph) == value


def test_every_support_has_a_slug_of_its_own_and_comes_back():
    assert len(SUPPORTS) == 65
    assert len(set(SUPPORTS.values())) == 65
    for name, slug in SUPPORTS.items():
        assert slug_of("support", f"SUPPORT_{name}") == slug
        assert enum_of("support", slug) == f"SUPPORT_{name}"


@pytest.mark.parametrize(
    ("scheme", "line", "slug"),
    [
        ({"support": "SUPPORT_EXPERT_OPINION"}, "a -> b", "expert-opinion"),
        ({"support": 2}, "a -> b", "expert-opinion"),
        ({"support": "SUPPORT_MOONLIGHT"}, "a -> b", "MOONLIGHT"),
        ({"attack": "ATTACK_DEFAULT"}, "a -x b", ""),
        ({"attack": 0}, "a -x b", ""),
        ({"rephrase": "REPHRASE_DEFAULT"}, "a ~> b", ""),
        ({}, "a -> b", ""),
    ],
)
def test_kinds_of_schemes(scheme: Any, line: str, slug: str):
    value = message("a > s", "s > b", s=scheme)

    graph = read_value(value)

    assert drawn(graph) == [line]
    assert graph.links["s"].scheme == slug
    assert value_of(graph) == value


def test_a_deleted_premise_leaves_the_descriptors():
    graph = read(SAMPLE).graph

    value = value_of(without(graph, {"a3", "a5"}))

    assert value["nodes"]["s1"] == sample()["nodes"]["s1"]
    gone = value_of(replace(graph, nodes={}, links={}))
    assert gone["nodes"] == {"s5": {"scheme": {"preference": "PREFERENCE_DEFAULT"}}, "x": {}}
    assert "majorClaim" not in gone


def test_new_attributions_are_participants():
    graph = read(SAMPLE).graph
    nodes = {id_: replace(graph.nodes[id_], attribution=name) for id_, name in (("a1", "Ben"), ("a2", "Ana"))}

    value = value_of(replace(graph, nodes={**graph.nodes, **nodes}))

    who = {id_: value["participants"][node["atom"]["participant"]]["name"]
           for id_, node in value["nodes"].items() if "participant" in node.get("atom", {})}  # fmt: skip
    assert who == {"a1": "Ben", "a2": "Ana"}


def test_a_new_span_becomes_the_reference():
    graph = graph_of("b -> a", "b", text="a b a")

    value = value_of(graph)

    assert value["nodes"]["b"]["atom"]["reference"] == {"resource": "t", "offset": 2, "text": "b"}
    assert value["nodes"]["a"]["atom"]["reference"] == {"resource": "t", "text": "a"}
    assert [span.start for span in read_value(value).nodes["a"].spans] == [0, 4]


@given(argument_graphs())
@settings(max_examples=50, deadline=None)
def test_any_graph_comes_back_whole(graph: ArgumentGraph):
    back = read(write(graph, "arguebuf"), "arguebuf").graph

    assert losses(graph) == []
    assert comparable(without_bags(back, "arguebuf")) == comparable(replace(graph, id="m"))


@given(argument_graphs())
@settings(max_examples=30, deadline=None)
def test_what_came_from_arguebuf_comes_back_equal(graph: ArgumentGraph):
    value = value_of(graph)

    assert value_of(stored(read_value(value))) == value


@pytest.mark.parametrize("path", [SAMPLE, *PUBLISHED], ids=lambda path: path.name)
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_after_any_deletion_nothing_dangles_and_the_rest_is_equal(path: Path, data: st.DataObject):
    before, graph = json.loads(path.read_bytes()), read(path).graph
    graph = without(graph, data.draw(st.sets(st.sampled_from([*graph.nodes, *graph.links]))))

    after = value_of(graph)

    assert all(edge[end] in after["nodes"] for edge in after.get("edges", {}).values() for end in ("source", "target"))
    for id_, node in after["nodes"].items():
        (node.get("userdata") or {}).pop("argmap", None)  # says the kind of a node whose attack was deleted
        node = {key: value for key, value in node.items() if value != {} or key != "userdata"}
        if "premiseDescriptors" not in node.get("scheme", {}):
            assert node == before["nodes"][id_]
    assert after.get("edges", {}).items() <= before["edges"].items()
    assert value_of(read_value(after)) == after


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ({"nodes": []}, "“nodes” must be an object with an entry for each id, not a list."),
        ({"nodes": {"a": 7}}, "“nodes”, “a” must be an object, not 7."),
        ({"nodes": {"": {}}}, "“nodes”, number 1: its id cannot be “”."),
        ({"edges": {"e": {"source": "a"}}}, "Edge “e”: “target” is missing."),
        ({"nodes": {"a": {"atom": {"text": "\x00"}}}}, "Node “a”: its text is none, or holds NUL"),
        ({"resources": {"r": {"text": "\x00"}}}, "Resource “r”: The source text holds"),
        (
            {"nodes": {"a": {"atom": {"text": "a"}, "userdata": {"argmap": {"kind": "duck"}}}}},
            "Node “a”: “kind” must be claim, evidence or counterclaim",
        ),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(value: Any, sentence: str):
    with pytest.raises(FormatError, match=re.escape(sentence)):
        read_value(value)


WHOLE = graph_of(
    "kind:evidence evidence_type:study b",
    "main:yes a",
    "implicit:yes note:x c",
    "note:x b -> a",
    "c -x (b -> a)",
    text="a b c a",
)


@given(damaged_json(sample) | damaged_json(lambda: value_of(WHOLE)) | JSON.map(lambda value: {"nodes": value}))
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_read_and_written_back_or_refused(value: Any):
    try:
        graph = read_value(value)
    except FormatError:
        return
    assert faults_of(graph) == []
    back = read_value(value_of(graph))
    assert comparable(without_bags(back, "arguebuf")) == comparable(without_bags(graph, "arguebuf"))


def test_ten_thousand_nodes_are_read_and_written():
    count = 10_000
    schemes = {f"s{n}": {"support": "SUPPORT_DEFAULT"} for n in range(count - 1)}
    value = message(*(edge for n in range(count - 1) for edge in (f"a{n + 1} > s{n}", f"s{n} > a{n // 2}")), **schemes)

    graph = read_value(value)

    assert len(graph.nodes) == count
    assert value_of(graph) == value


LOADED = (
    "import json, sys, arguebuf\n"
    "g = arguebuf.load.file(sys.argv[1])\n"
    "arguebuf.dump.file(g, sys.argv[2])\n"
    "print(json.dumps({"
    "'atoms': {n.id: [n.plain_text, n.reference and [n.reference.offset, n.reference.plain_text],"
    " n.participant and n.participant.name] for n in g.atom_nodes.values()},"
    "'schemes': {n.id: n.scheme and n.scheme.name for n in g.scheme_nodes.values()},"
    "'edges': [[e.source.id, e.target.id] for e in g.edges.values()],"
    "'major': g.major_claim and g.major_claim.id}))"
)


@pytest.mark.peers
def test_arguebuf_itself_loads_what_is_written_and_we_what_it_dumps(tmp_path: Path):
    graph = graph_of(
        "attribution:Ana b", "b & c -> a", "scheme:expert-opinion e -> a", "d -x (b & c -> a)", "main:yes a",
        text="c 🚌 a b", title="Letters",
    )  # fmt: skip
    ours, theirs = tmp_path / "ours.json", tmp_path / "theirs.json"
    ours.write_bytes(next(iter(write(graph, "arguebuf").values())))

    found = ask_python(LOADED, str(ours), str(theirs))

    assert found["atoms"] == {
        "b": ["b", [6, "b"], "Ana"],
        "c": ["c", [0, "c"], None],
        "a": ["a", [4, "a"], None],
        "e": ["e", None, None],
        "d": ["d", None, None],
    }
    assert sorted(name for name in found["schemes"].values() if name) == ["DEFAULT", "DEFAULT", "EXPERT_OPINION"]
    assert len(found["edges"]) == 7
    assert found["major"] == "a"
    back = read(theirs).graph
    assert comparable(without_bags(back, "arguebuf")).nodes == comparable(replace(graph, id="m")).nodes
    assert sorted(drawn(back)) == sorted(drawn(graph))


@pytest.mark.peers
@given(graph=argument_graphs())
@settings(max_examples=5, deadline=None)
def test_arguebuf_loads_any_graph(tmp_path_factory: pytest.TempPathFactory, graph: ArgumentGraph):
    folder = tmp_path_factory.mktemp("arguebuf")
    ours, theirs = folder / "ours.json", folder / "theirs.json"
    ours.write_bytes(next(iter(write(graph, "arguebuf").values())))

    found = ask_python(LOADED, str(ours), str(theirs))

    assert {id_: atom[0] for id_, atom in found["atoms"].items()} == {n.id: n.text for n in graph.nodes.values()}
    assert len(found["schemes"]) == len(graph.links)


def test_a_number_of_an_enum_is_that_of_the_protobuf_and_not_its_place_in_the_list():
    assert [slug_of("support", number) for number in (0, 19, 20, 33, 34, 60, 61, 64, 65)] == [
        "", "values", "sacrifice", "consequences", "pragmatic-argument-from-alternatives", "memory",
        "positive-values", "negative-consequences", "",
    ]  # fmt: skip


EARLY = {
    "nodes": {
        "a": {
            "atom": {"text": "We need more.", "resource": {"resource": "t", "offset": "16", "text": "We need more."}}
        },
        "b": {"atom": {"text": "Buses are full.", "resource": {"resource": "t", "text": "Buses are full."}}},
        "c": {"atom": {"text": "They are dear."}},
        "s": {"scheme": {"type": "SCHEME_TYPE_SUPPORT", "argumentationScheme": "SCHEME_EXPERT_OPINION"}},
        "x": {"scheme": {"type": "SCHEME_TYPE_ATTACK"}},
        "y": {"scheme": {"type": "SCHEME_TYPE_TRANSITION"}},
    },
    "edges": {
        f"e{n}": {"source": a, "target": b} for n, (a, b) in enumerate([("b", "s"), ("s", "a"), ("c", "x"), ("x", "a")])
    },
    "resources": {"t": {"text": "Buses are full. We need more."}},
    "analyst": {"name": "Ana"},
    "version": "0.4",
}


def test_the_first_files_of_arguebuf_say_kinds_schemes_and_references_in_other_words():
    reading = read({"a.json": json.dumps(EARLY).encode()})

    graph = reading.graph
    assert drawn(graph) == ["b -> a", "c -x a"]
    assert graph.links["s"].scheme == "expert-opinion"
    assert {id_: [span.start for span in node.spans] for id_, node in graph.nodes.items()} == {
        "a": [16], "b": [0], "c": [],
    }  # fmt: skip
    assert reading.notes[0] == Note("1 scheme of dialogue (transition, assertion) is kept aside and written back.", 1)
    assert value_of(graph) == EARLY


def test_a_changed_link_of_a_first_file_says_its_kind_once():
    graph = read_value(EARLY)
    turned = replace(graph.links["s"], type=LinkType.ATTACK, scheme="")

    value = value_of(replace(graph, links={**graph.links, "s": turned}))

    assert value["nodes"]["s"]["scheme"] == {"attack": "ATTACK_DEFAULT"}
    assert read_value(value).links["s"].type is LinkType.ATTACK
