import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.domain.graph import ArgumentGraph
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.domain.wellformed import faults_of
from argmap.exceptions import FormatError
from argmap.formats import FORMATS, detect, read, write
from argmap.formats.base import Note
from tests.formats.bags import comparable, drawn, stored, without
from tests.formats.damage import JSON, damaged_json
from tests.formats.minus import without_bags
from tests.formats.samples import SAMPLES
from tests.graphs import argument_graphs, graph_of
from tests.paths import SHARED
from tests.peers import ask_python

SAMPLE = SAMPLES / "sadface" / "buses.json"
PUBLISHED = sorted((SHARED / "corpora" / "sadface").glob("*.json"))
losses = FORMATS["sadface"].losses
PREFIX = "6f1c0a52-0f4e-4f0c-9a51-0d3c3d9a1f"


def sample() -> dict[str, Any]:
    return json.loads(SAMPLE.read_bytes())


def read_value(value: Any) -> ArgumentGraph:
    return read({"a.json": json.dumps(value).encode()}, "sadface").graph


def value_of(graph: ArgumentGraph, **options: str) -> dict[str, Any]:
    return json.loads(next(iter(write(graph, "sadface", **options).values())))


def short(graph: ArgumentGraph) -> list[str]:
    return [line.replace(PREFIX, "") for line in drawn(graph)]


def document(*arrows: str, text: str = "", sources: dict[str, Any] | None = None, **names: str) -> dict[str, Any]:
    """A document of ``from > to`` edges; a name makes a node a scheme, ``text`` is the one resource."""
    edges = [[end.strip() for end in arrow.split(">")] for arrow in arrows]
    ids = dict.fromkeys([*(end for edge in edges for end in edge), *names, *(sources or {})])
    atom = {"type": "atom", "metadata": {"core": {}}}
    given = {id_: [{"resource_id": "t", **source}] for id_, source in (sources or {}).items()}
    return {
        "metadata": {"core": {"title": "", "version": "0.2"}},
        "resources": [{"id": "t", "type": "text", "content": text, "metadata": {"core": {}}}] if text else [],
        "nodes": [
            {"id": id_, "type": "scheme", "name": names[id_], "metadata": {}}
            if id_ in names
            else {"id": id_, "text": f"Text {id_}", "sources": given.get(id_, []), **atom}
            for id_ in ids
        ],
        "edges": [{"id": f"e{n}", "source_id": a, "target_id": b} for n, (a, b) in enumerate(edges)],
    }


def test_both_dialects_become_links():
    graph = read(SAMPLE).graph

    assert short(graph) == ["03 -> 01", "04 -x (02)", "06 -x 01", "01 -x 06", "09 ~> 01"]
    assert graph.links[f"{PREFIX}02"].scheme == "sign"
    assert graph.title == "Buses"
    assert graph.description == "A letter to the editor."
    assert [node.id for node in graph.main_claims] == [f"{PREFIX}01"]


def test_sources_become_spans_and_resources_articles():
    graph = read(SAMPLE).graph

    [article] = graph.articles.values()
    assert article.url == "https://example.org/letter"
    assert {node.id.removeprefix(PREFIX): [span.exact for span in node.spans] for node in graph.nodes.values()} == {
        "01": ["We need more."],
        "03": ["Buses are full."],
        "04": ["They are not full on Sundays."],
        "06": [],
        "09": [],
    }


def test_what_was_met_is_said():
    assert read(SAMPLE).notes == (
        Note("1 preference is kept aside and written back.", 1),
        Note("1 resource without a text is kept aside and written back.", 1),
        Note("1 disagreement is read as attacks in both directions.", 1),
        Note(
            "1 quotation does not stand at the offset; found where the words are.",
            1,
            ("33 → 32: They are not full on Sundays.",),
        ),
        Note("1 node has words that the text does not hold: it has no passage.", 1, ("More buses, please.",)),
    )


@pytest.mark.parametrize("path", [SAMPLE, *PUBLISHED], ids=lambda path: path.name)
def test_an_untouched_file_comes_back_equal(path: Path):
    graph = read(path).graph

    assert value_of(stored(graph)) == json.loads(path.read_bytes())
    assert losses(graph) == []


@pytest.mark.skipif(not PUBLISHED, reason="The published files are not here")
def test_a_published_file_of_the_old_dialect_is_read():
    [path] = PUBLISHED

    graph = read(path).graph

    assert graph.title == "Hangback Example"
    assert [(len(link.premises), link.type) for link in graph.links.values()] == [
        (2, LinkType.SUPPORT),
        (1, LinkType.ATTACK),
    ]
    assert [node.kind for node in graph.nodes.values()].count(NodeKind.COUNTERCLAIM) == 1


def test_a_changed_claim_leaves_everything_else_equal():
    graph = read(SAMPLE).graph
    node = replace(graph.nodes[f"{PREFIX}03"], text="All buses are full.")

    value = value_of(replace(graph, nodes={**graph.nodes, node.id: node}))

    expected = sample()
    expected["nodes"][2]["text"] = "All buses are full."
    expected["nodes"][2]["sources"] = [
        {"resource_id": f"{PREFIX}a1", "text": "Buses are full.", "offset": 0, "length": 15}
    ]
    assert value == expected


def test_a_deleted_article_takes_the_quotations_that_made_no_span_with_it():
    value = document("a > s", "s > b", s="support", text="Some text.", sources={"a": {"text": "Other.", "offset": 9}})
    graph = read_value(value)

    gone = replace(graph, articles={}, nodes={id_: replace(n, spans=()) for id_, n in graph.nodes.items()})

    assert value_of(graph) == value
    assert losses(gone) == [
        Note("1 record of the source file refers to something that was deleted, and is left out.", 1)
    ]
    assert all(not node.get("sources") for node in value_of(gone)["nodes"])


def test_new_parts_have_uuids_and_the_dialect_of_the_file():
    graph = read_value(document("a > s", "s > b", s="support"))
    new = graph_of("c -x b", "b")
    graph = replace(graph, nodes={**graph.nodes, "c": new.nodes["c"]}, links={**graph.links, **new.links})

    value = value_of(graph)

    assert value["nodes"][-1]["type"] == "scheme"
    assert value["nodes"][-1]["name"] == "attack"
    assert all(len(node["id"]) == 36 for node in value["nodes"][3:])
    assert drawn(read_value(value)) == ["a -> b", "c -x b"]


def test_the_dialect_can_be_chosen():
    graph = graph_of("b -> a", "c -x (b -> a)", "d ~> a")

    assert {n["type"] for n in value_of(graph)["nodes"]} == {"atom", "inference", "conflict"}
    assert {n["type"] for n in value_of(graph, dialect="old")["nodes"]} == {"atom", "scheme"}
    assert drawn(read_value(value_of(graph, dialect="old"))) == drawn(graph)
    old = read_value(document("a > s", "s > b", s="support"))
    assert {n["type"] for n in value_of(old, dialect="new")["nodes"]} == {"atom", "inference"}


@pytest.mark.parametrize(
    ("name", "link", "scheme"),
    [
        ("support", "a -> b", ""),
        ("Default Inference", "a -> b", ""),
        ("expert opinion", "a -> b", "expert-opinion"),
        ("Argument by Moonlight", "a -> b", "Argument by Moonlight"),
        ("conflict", "a -x b", ""),
        ("Default Conflict", "a -x b", ""),
        ("defeat", "a -x b", "defeat"),
        ("Lack Of Expert Reliability", "a -x b", "lack-of-expert-reliability"),
        ("rephrase", "a ~> b", ""),
    ],
)
def test_names_of_schemes_tell_the_type(name: str, link: str, scheme: str):
    value = document("a > s", "s > b", s=name)

    graph = read_value(value)

    assert drawn(graph) == [link]
    assert graph.links["s"].scheme == scheme
    assert value_of(graph) == value


def test_three_parties_attack_each_other_until_one_attack_goes():
    value = document("s > a", "s > b", "s > c", s="disagree")
    graph = read_value(value)

    assert len(graph.links) == 6
    assert value_of(graph) == value
    fewer = {id_: link for id_, link in graph.links.items() if id_ != "s"}
    assert drawn(read_value(value_of(replace(graph, links=fewer)))) == drawn(replace(graph, links=fewer))


def test_offsets_are_checked_against_the_words():
    text = "One, two, one."
    sources = {
        "a": {"text": "two", "offset": 5, "length": 3},
        "b": {"text": "two", "offset": 0, "length": 3},
        "c": {"text": "", "offset": 10, "length": 3},
        "d": {"text": "three", "offset": 99, "length": 5},
        "e": {"text": "two", "offset": -1},
    }

    graph = read_value(document(text=text, sources=sources))

    found = {id_: [(span.start, span.end) for span in node.spans] for id_, node in graph.nodes.items()}
    assert found == {"a": [(5, 8)], "b": [(5, 8)], "c": [(10, 13)], "d": [], "e": [(5, 8)]}


@given(argument_graphs())
@settings(max_examples=40, deadline=None)
def test_any_graph_comes_back_whole(graph: ArgumentGraph):
    assert losses(graph) == []
    for dialect in ("new", "old"):
        back = read(write(graph, "sadface", dialect=dialect), "sadface").graph

        assert comparable(without_bags(back, "sadface")) == comparable(replace(graph, id="m"))


@given(argument_graphs())
@settings(max_examples=50, deadline=None)
def test_what_came_from_sadface_comes_back_equal(graph: ArgumentGraph):
    value = value_of(graph)

    assert value_of(stored(read_value(value))) == value


@pytest.mark.parametrize("path", [SAMPLE, *PUBLISHED], ids=lambda path: path.name)
@given(data=st.data())
@settings(max_examples=30, deadline=None)
def test_after_any_deletion_nothing_dangles_and_the_rest_is_equal(path: Path, data: st.DataObject):
    before, graph = json.loads(path.read_bytes()), read(path).graph
    graph = without(graph, data.draw(st.sets(st.sampled_from([*graph.nodes, *graph.links]))))

    after = value_of(graph)

    defined = {node["id"] for node in after["nodes"]}
    assert all(edge[end] in defined for edge in after["edges"] for end in ("source_id", "target_id"))
    kept = {node["id"]: node for node in before["nodes"]}
    for node in after["nodes"]:
        node = json.loads(json.dumps(node))
        node["metadata"].pop("argmap", None)  # says the kind of a node whose attack was deleted
        assert node == kept[node["id"]] or node["name"] == "attack"  # what is left of a disagreement
    assert all(edge in before["edges"] for edge in after["edges"] if edge["id"] in {e["id"] for e in before["edges"]})
    assert value_of(read_value(after)) == after


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({}, "This file is not a SADFace document: it has no “nodes”."),
        ({"nodes": {}}, "“nodes” must be a list, not an object."),
        ({"nodes": [{"type": "atom"}]}, "“nodes”, number 1: “id” is missing."),
        ({"nodes": [], "edges": [{"source_id": "a"}]}, "“edges”, number 1: “target_id” is missing."),
        ({"nodes": [{"id": "a", "type": "atom", "text": "\x00"}]}, "Node “a”: the text holds NUL"),
        ({"nodes": [], "resources": [{"id": "r", "content": "\x00"}]}, "Resource “r”: The source text holds"),
        (
            {"nodes": [{"id": "a", "type": "atom", "metadata": {"argmap": {"kind": "duck"}}}]},
            "Node “a”: “kind” must be claim, evidence or counterclaim",
        ),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(value: Any, message: str):
    with pytest.raises(FormatError) as error:
        read_value(value)

    assert str(error.value).startswith(message)


@given(damaged_json(sample) | damaged_json(lambda: value_of(WHOLE)) | JSON.map(lambda value: {"nodes": value}))
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_is_read_and_written_back_or_refused(value: Any):
    try:
        graph = read_value(value)
    except FormatError:
        return
    assert faults_of(graph) == []
    back = read_value(value_of(graph))
    assert comparable(without_bags(back, "sadface")) == comparable(without_bags(graph, "sadface"))


WHOLE = graph_of(
    "kind:evidence evidence_type:study b",
    "main:yes a",
    "implicit:yes note:x c",
    "note:x b -> a",
    "c -x (b -> a)",
    text="a b c a",
)


def test_ten_thousand_nodes_are_read_and_written():
    count = 10_000
    names = {f"s{n}": "support" for n in range(count - 1)}
    edges = [edge for n in range(count - 1) for edge in (f"a{n + 1} > s{n}", f"s{n} > a{n // 2}")]
    value = document(*edges, **names)

    graph = read_value(value)

    assert len(graph.nodes) == count
    assert value_of(graph) == value


@pytest.mark.peers
def test_sadface_itself_reads_what_is_written(tmp_path: Path):
    graph = graph_of("b & c -> a", "d -x a", "main:yes a", text="a b c d", title="Letters")
    path = tmp_path / "a.json"
    path.write_bytes(next(iter(write(graph, "sadface").values())))

    found = ask_python(
        "import json, sys; from sadface import sadface as s\n"
        "s.set_doc(s.load_from_file(sys.argv[1]))\n"
        "print(json.dumps([s.get_title(), len(s.list_atoms()), len(s.list_inferences()), len(s.list_conflict()),"
        " s.get_atom_text(s.sd['metadata']['core']['claim']), len(s.list_resources())]))",
        str(path),
    )

    assert found == ["Letters", 4, 1, 1, "a", 1]


@pytest.mark.peers
@pytest.mark.parametrize("dialect", ["old", "new"])
def test_arguebuf_reads_what_is_written(tmp_path: Path, dialect: str):
    graph = graph_of("b & c -> a", "d -x a", "e -x (b & c -> a)", title="Letters")
    path = tmp_path / "a.json"
    path.write_bytes(next(iter(write(graph, "sadface", dialect=dialect).values())))

    found = ask_python(
        "import json, sys, arguebuf\n"
        "from arguebuf.load._load_sadface import load_sadface\n"
        "g = load_sadface(json.load(open(sys.argv[1])))\n"
        "print(json.dumps([len(g.atom_nodes), len(g.scheme_nodes), len(g.edges), g.userdata['title']]))",
        str(path),
    )

    assert found == [5, 3, 7, "Letters"]


BESIDE_THE_CORE = {
    "metadata": {
        "core": {"id": "d1", "analyst_name": "A user", "analyst_email": "user@example.org"},
        "notes": "", "title": "Buses", "description": "A quarrel.", "version": "0.2",
    },
    "resources": [{"id": "r", "content": "Buses are full.", "type": "text",
                   "metadata": {"title": "A letter", "url": "https://example.org/letter"}}],
    "nodes": [{"id": "a", "type": "atom", "text": "Buses are full.", "sources": [], "metadata": {}},
              {"id": "b", "type": "atom", "text": "We need more.", "sources": [], "metadata": {"who": "Ana"}},
              {"id": "s", "type": "scheme", "name": "inference"}],
    "edges": [{"id": "e1", "source_id": "a", "target_id": "s"}, {"id": "e2", "source_id": "s", "target_id": "b"}],
}  # fmt: skip


def test_monkeypuzzle_says_titles_beside_the_core_and_in_no_namespace():
    graph = read({"a.json": json.dumps(BESIDE_THE_CORE).encode()}).graph

    [article], [link] = graph.articles.values(), graph.links.values()
    assert (graph.title, graph.description) == ("Buses", "A quarrel.")
    assert (article.title, article.url) == ("A letter", "https://example.org/letter")
    assert (link.type.value, link.scheme) == ("support", "")
    assert value_of(graph) == BESIDE_THE_CORE


@pytest.mark.parametrize("title", ["Trams", ""])
def test_a_title_beside_the_core_is_changed_where_it_stands(title: str):
    graph = read({"a.json": json.dumps(BESIDE_THE_CORE).encode()}).graph

    value = value_of(replace(graph, title=title))

    assert value["metadata"] == {**BESIDE_THE_CORE["metadata"], "title": title}
    assert read({"a.json": json.dumps(value).encode()}).graph.title == title


def test_an_empty_document_of_the_first_version_is_recognised():
    value = {"analyst_name": "A user", "id": "d", "metadata": {}, "nodes": [], "edges": [], "resources": []}

    assert detect({"a.json": json.dumps(value).encode()}) == "sadface"
