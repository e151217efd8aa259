import json
from collections import Counter
from contextlib import suppress

import pytest
from hypothesis import given

from argmap.domain.graph import ArgumentGraph, Link
from argmap.domain.outline_notation import outline
from argmap.domain.tree import tree_of
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.exceptions import FormatError
from argmap.formats import read, write
from argmap.formats._text import one_line
from argmap.formats.base import Note
from tests.formats.damage import damaged_json
from tests.formats.samples import samples_of
from tests.paths import SHARED

[SAMPLE] = samples_of("argdown-json")
[SOURCE] = [path for path in samples_of("argdown") if path.stem == "buses"]
PUBLISHED = sorted((SHARED / "corpora" / "argdown-reference-json").glob("*.json"))


def statement(title: str, text: str = "", **fields) -> dict:
    return {"title": title, "members": [{"text": text, "title": title, **fields}]}


def reading_of(**parts):
    value = {"statements": {}, "arguments": {}, "relations": [], **parts}
    return read({"m.json": json.dumps(value).encode()}, "argdown-json")


def said(graph: ArgumentGraph) -> tuple[Counter, Counter]:
    """What the graph's nodes and links say, whatever they are called, in any order, but for runs of blanks."""
    texts = {node.id: one_line(node.text) for node in graph.nodes.values()}

    def of(link: Link) -> tuple:
        target = of(graph.links[link.target_link]) if link.target_link else texts[link.target]
        return (link.type, tuple(texts[p.node] for p in link.premises), target, link.scheme, one_line(link.note))

    nodes = (
        (texts[n.id], n.kind, n.main, n.implicit, n.evidence_type, n.tags, n.sources) for n in graph.nodes.values()
    )
    return Counter(nodes), Counter(map(of, graph.links.values()))


def test_an_export_is_read_as_the_text_that_it_was_made_of():
    assert said(read(SAMPLE).graph) == said(read(SOURCE).graph)


def test_premises_inferences_and_undercuts_by_index_are_read():
    premise, conclusion = {"title": "p", "role": "premise"}, {"title": "c", "role": "main-conclusion"}
    steps = [premise, {**conclusion, "inference": {"inferenceRules": ["Modus ponens"], "data": {}}}]
    reading = reading_of(
        statements={key: statement(key, f"Text {key}") for key in "pcu"},
        arguments={"A": {"members": [{"text": "Why", "role": "argument-description"}], "pcs": steps}},
        relations=[{"relationType": "undercut", "from": "u", "fromType": "equivalence-class", "to": "A",
                    "toType": "inference", "conclusionIndex": 1}],
    )  # fmt: skip

    assert outline(tree_of(reading.graph)) == ["Text c", "  + Text p", "    × Text u"]
    assert next(iter(reading.graph.links.values())).scheme == "modus-ponens"


def test_only_the_tags_at_the_end_are_no_part_of_the_text():
    ranges = [{"type": "tag", "start": 0, "stop": 2, "tag": "no"}, {"type": "tag", "start": 8, "stop": 9, "tag": "t"}]
    reading = reading_of(statements={"a": statement("a", "#no! Go #t", ranges=ranges, tags=["no", "t"])})
    [node] = reading.graph.nodes.values()

    assert (node.text, node.tags) == ("#no! Go", ("no", "t"))


def test_tags_data_addresses_and_sections_of_a_statement_are_read():
    text = "Buses are full. #city #(rush hour)"
    ranges = [
        {"type": "link", "start": 0, "stop": 4, "url": "https://example.org/"},
        {"type": "tag", "start": 16, "stop": 21, "tag": "city"},
        {"type": "tag", "start": 22, "stop": 33, "tag": "rush hour"},
    ]
    member = statement("a", text, ranges=ranges, tags=["city", "rush hour"], data={"kind": "evidence"}, section="s2")
    sections = [{"id": "s1", "title": "One", "level": 1, "children": [{"id": "s2", "title": "Two", "level": 2}]}]
    reading = reading_of(statements={"a": member}, sections=sections)
    [node] = reading.graph.nodes.values()

    assert (node.text, node.kind, node.tags) == ("Buses are full.", NodeKind.EVIDENCE, ("city", "rush hour"))
    assert node.sources == ("https://example.org/",)
    assert node.extra["argdown"]["section"] == 1
    assert reading.notes == (Note("2 headings are kept and written back; the map does not show them.", 2),)


def test_the_places_of_tags_count_utf_16_units():
    ranges = [{"type": "tag", "start": 9, "stop": 13, "tag": "city"}]
    [node] = reading_of(statements={"a": statement("a", "🚌 Buses #city", ranges=ranges)}).graph.nodes.values()

    assert node.text == "🚌 Buses"


def test_what_only_the_class_has_of_data_and_tags_is_read_too():
    [node] = reading_of(
        statements={"a": {**statement("a", "x"), "tags": ["t"], "data": {"main": True}}}
    ).graph.nodes.values()

    assert (node.tags, node.main) == (("t",), True)


def test_a_relation_with_a_missing_end_is_left_out_and_told():
    reading = reading_of(
        statements={"a": statement("a", "x")},
        relations=[{"relationType": "support", "from": "b", "fromType": "argument", "to": "a"}],
    )

    assert reading.graph.links == {}
    assert reading.notes == (Note("1 relation has an end that the file does not define: it is left out."),)


def test_an_export_of_the_map_alone_is_read():
    nodes = [
        {"id": "n0", "type": "group-map-node", "title": "G", "children": [
            {"id": "n1", "type": "statement-map-node", "title": "a", "labelTitle": "a", "labelText": "Text a"}]},
        {"id": "n2", "type": "argument-map-node", "title": "b", "labelTitle": "b", "labelText": "Text b",
         "tags": ["t"]},
    ]  # fmt: skip
    edges = [{"id": "e1", "type": "map-edge", "relationType": "attack", "from": {"id": "n2"}, "to": "n1"}]
    graph = read({"m.json": json.dumps({"map": {"nodes": nodes, "edges": edges}}).encode()}).graph

    assert outline(tree_of(graph)) == ["Text a", "  − Text b"]
    assert graph.nodes["b"].tags == ("t",)


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ({"statements": []}, "The file: “statements” must be an object, not a list."),
        ({"statements": {"a": 1}}, "Statement “a” must be an object, not 1."),
        (
            {"statements": {"a": {"members": [{"text": 2}]}}},
            "Statement “a”, item 1 of “members”: “text” must be a text",
        ),
        ({"arguments": {"A": {"pcs": [{}]}}}, "Argument “A”, item 1 of “pcs”: “title” is missing."),
        ({"statements": {"a": {}}, "relations": [{"from": "a"}]}, "Relation 1: “to” is missing."),
    ],
)
def test_a_wrong_value_is_refused_with_its_place(parts, sentence):
    with pytest.raises(FormatError, match=sentence):
        reading_of(**parts)


def test_such_a_map_leaves_as_argdown_text():
    again = read(write(read(SAMPLE).graph, "argdown"), "argdown").graph

    assert said(again) == said(read(SAMPLE).graph)
    assert [link.type for link in again.links.values()].count(LinkType.ATTACK) == 3


def test_ten_thousand_statements_are_read():
    names = [f"s{index}" for index in range(10_000)]
    relations = [{"relationType": "support", "from": name, "to": names[i // 3]} for i, name in enumerate(names[1:])]

    graph = reading_of(statements={name: statement(name, f"Text {name}") for name in names}, relations=relations).graph

    assert (len(graph.nodes), len(graph.links)) == (10_000, 9_999)


@given(damaged_json(lambda: json.loads(SAMPLE.read_text())))
def test_damaged_exports_are_read_or_refused(value):
    with suppress(FormatError):
        read({"m.json": json.dumps(value).encode()}, "argdown-json")


@pytest.mark.skipif(not PUBLISHED, reason="the shared corpora are not beside this checkout")
@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.name)
def test_published_exports_say_what_their_sources_say(path):
    source = SHARED / "corpora" / "argdown" / path.stem.partition("_")[2]
    graph = read(path, "argdown-json").graph

    if path.name == "core-test_semmelweis_betz.argdown.json":  # made of another edition than the source that is there
        assert len(graph.nodes) == 33
    else:
        assert said(graph) == said(read(source, "argdown").graph)
