from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.domain.graph import NO_EXTRA, ArgumentGraph, Link, Node
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.domain.wellformed import faults_of
from argmap.exceptions import FormatError
from argmap.formats import FORMATS, read, write
from argmap.formats._yaml import load_document, plain
from argmap.formats.base import Note
from tests.formats.damage import damaged_bytes
from tests.formats.minus import with_links_by_content, without_bags
from tests.formats.samples import SAMPLES
from tests.formats.test_aif import drawn, without
from tests.graphs import argument_graphs, graph_of
from tests.paths import SHARED

SAMPLE = SAMPLES / "carneades" / "buses.yml"
CORPUS = sorted((SHARED / "corpora" / "carneades-yaml").glob("*.yml"))
losses = FORMATS["carneades"].losses


def read_text(text: str) -> ArgumentGraph:
    return read({"a.yml": text.encode()}, "carneades").graph


def value_of(graph: ArgumentGraph) -> dict[str, Any]:
    return value_in(next(iter(write(graph, "carneades").values())))


def value_in(content: bytes) -> dict[str, Any]:
    return plain(load_document(content.decode()).root)


def test_arguments_become_links_and_undercutters_undercuts():
    graph = read(SAMPLE).graph

    assert drawn(graph) == [
        "full & drivers -> more",
        "reason(a2) -> ¬more",
        "price(bus,high) & rule -> ¬more",
        "bikes -x full",
        "mondays -x (a1)",
        "more -x ¬more",
        "¬more -x more",
    ]


def test_premises_have_their_roles_and_arguments_their_weight_and_scheme():
    link = read(SAMPLE).graph.links["a1"]

    assert [premise.role for premise in link.premises] == ["major", "minor"]
    assert (link.scheme, link.strength) == ("position-to-know", 0.7)


def test_title_and_notes_are_those_of_the_map_and_assumptions_are_tags():
    graph = read(SAMPLE).graph

    assert (graph.title, graph.description) == ("Buses", "Should the town buy more buses?")
    assert [id_ for id_, node in graph.nodes.items() if node.tags == ("assumed",)] == [
        *("full", "drivers", "price(bus,high)"),
    ]


def test_an_undeclared_statement_says_what_the_language_makes_of_its_term():
    graph = read(SAMPLE).graph

    assert graph.nodes["price(bus,high)"].text == "The price of bus is high."
    assert graph.nodes["rule"].text == "rule"


def test_what_was_kept_aside_or_added_is_named():
    assert read(SAMPLE).notes == (
        Note("1 statement is used but not declared; it is read as a node that says what its term says.", 1),
        Note("1 issue is read as attacks between its positions, and written back.", 1),
        Note("1 argument has no premises; it is read with an implicit one that names it.", 1),
        Note("1 argument has no conclusion, or concludes its own premise; it is kept aside and written back.", 1),
        Note("1 weight is not a number from 0 to 1; it is kept aside and written back.", 1),
        Note("3 sections are kept aside and written back: language, argument_schemes, tests.", 3),
    )


@pytest.mark.parametrize("path", [SAMPLE, *CORPUS], ids=lambda path: path.name)
def test_an_untouched_file_comes_back_equal(path: Path):
    graph = read(path, "carneades").graph

    assert value_of(graph) == value_in(path.read_bytes())
    assert losses(graph) == []


@pytest.mark.skipif(not CORPUS, reason="../shared/corpora/carneades-yaml is not there")
def test_every_published_file_is_recognised():
    assert {path.name for path in CORPUS if FORMATS["carneades"].name != read_name(path)} == set()


def read_name(path: Path) -> str:
    from argmap.formats import detect  # beside its only use

    return detect({"file": path.read_bytes()})


def test_a_changed_statement_leaves_everything_else_equal():
    graph = read(SAMPLE).graph
    node = replace(graph.nodes["full"], text="All buses are full.", tags=())

    value = value_of(replace(graph, nodes={**graph.nodes, "full": node}))

    expected = value_in(SAMPLE.read_bytes())
    expected["statements"]["full"] = {"text": "All buses are full.", "source": "the drivers"}
    assert value == expected


@given(argument_graphs())
@settings(max_examples=150, deadline=None)
def test_a_map_comes_back_minus_what_the_losses_say(graph: ArgumentGraph):
    again = read_text(next(iter(write(graph, "carneades").values())).decode())

    assert with_links_by_content(without_bags(again, "carneades")) == with_links_by_content(minus(graph))
    if not losses(graph):
        assert with_links_by_content(minus(graph)) == with_links_by_content(graph)


def minus(graph: ArgumentGraph) -> ArgumentGraph:
    """The graph without articles, spans and the data of other formats."""
    nodes = {node.id: replace(node, spans=(), extra=NO_EXTRA) for node in graph.nodes.values()}
    links = {link.id: replace(link, extra=NO_EXTRA) for link in graph.links.values()}
    return replace(graph, nodes=nodes, links=links, articles={}, extra=NO_EXTRA)


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_after_deletions_nothing_dangles_and_the_file_is_stable(data: st.DataObject):
    graph = read(data.draw(st.sampled_from([SAMPLE, *CORPUS])), "carneades").graph
    ids = [*graph.nodes, *graph.links]
    left = without(graph, set(data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=4))))

    value = value_of(left)

    again = read({"a.yml": next(iter(write(left, "carneades").values()))}, "carneades").graph
    kept = {str(term) for terms in (value.get("tests") or {}).values() for term in terms or ()}
    assert not kept & (graph.nodes.keys() - left.nodes.keys())
    if not any("again" in note.message for note in losses(left)):  # a denial that comes back changes kinds
        assert value_of(again) == value
    if not losses(left):
        assert with_links_by_content(bare(again)) == with_links_by_content(bare(left))


def bare(graph: ArgumentGraph) -> ArgumentGraph:
    """The graph without bags, and with nodes that say only what no one may have touched."""

    def link(old: Link) -> Link:
        return replace(old, extra=NO_EXTRA)

    def node(old: Node) -> Node:
        return replace(old, extra=NO_EXTRA, kind=NodeKind.CLAIM)

    nodes = {id_: node(old) for id_, old in graph.nodes.items() if graph.links_from.get(id_) or not old.implicit}
    return replace(graph, nodes=nodes, links={id_: link(old) for id_, old in graph.links.items()}, extra=NO_EXTRA)


def test_what_names_a_deleted_statement_is_left_out_and_counted():
    graph = without(read(SAMPLE).graph, {"full"})

    value = value_of(graph)

    assert value["tests"] == {"in": [], "undecided": ["more", "undercut(a1)"]}
    assert losses(graph) == [
        Note("1 reference of the source file is to something that was deleted, and is left out.", 1)
    ]


def test_an_attack_is_an_argument_for_the_denial_in_an_issue():
    value = value_of(graph_of("b -x a"))

    assert value["arguments"] == {"a1": {"conclusion": "¬a", "premises": ["b"]}}
    assert value["issues"] == {"issue(a)": {"positions": ["a", "¬a"]}}
    assert value["statements"]["¬a"]["text"] == "It is not so: a"


def test_links_on_links_are_written_for_every_shape():
    graph = graph_of("b -> a", "c -x (b -> a)", "d & e -x (b -> a)", "f -> (d & e -x (b -> a))", "g ~> a")

    again = read_text(next(iter(write(graph, "carneades").values())).decode())

    assert with_links_by_content(without_bags(again, "carneades")) == with_links_by_content(graph)


def test_convergent_premises_are_told():
    text = "arguments:\n  a1: {scheme: convergent, premises: [p, q], conclusion: t}\n"

    assert read({"a.yml": text.encode()}, "carneades").notes[-1].message.startswith("1 argument joins premises that")


def test_an_argument_from_a_statement_against_itself_is_no_attack():
    graph = read_text("statements: {p: P}\narguments: {a: {premises: [p], conclusion: ¬p}}\n")

    assert drawn(graph) == ["p -> ¬p", "¬p -x p"]
    assert faults_of(graph) == []


def test_a_name_that_stands_twice_is_read_under_another():
    text = "arguments:\n  a3: {premises: [p], conclusion: q}\n  a3: {premises: [r], conclusion: q}\n"

    assert list(read_text(text).links) == ["a3", "a3'2"]


@pytest.mark.parametrize("strength", [0.0, 1.0, 1e-05, 2.2250738585072014e-308])
def test_a_strength_comes_back_however_small(strength: float):
    graph = graph_of("b -> a")
    links = {id_: replace(link, strength=strength) for id_, link in graph.links.items()}

    [link] = read_text(written_text(replace(graph, links=links))).links.values()

    assert link.strength == strength


def test_a_map_of_many_attacks_is_read():
    links = [f"n{n} -x n{n - 1}" for n in range(1, 3_000)]

    assert len(read_text(written_text(graph_of(*links))).links) == 2_999


def written_text(graph: ArgumentGraph) -> str:
    return next(iter(write(graph, "carneades").values())).decode()


def test_an_empty_file_is_an_empty_map():
    assert not read_text("# nothing\n").nodes


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("statements: [", "Line 2, column 1: this is not YAML ("),
        ("statements:\n\tp: P\n", "Line 2, column 1: this is not YAML ("),
        ("statements: {p: &x P, q: *x}", "Line 1, column 26: aliases are not allowed; write the value out."),
        ("statements: {}\n---\nstatements: {}", "Line 2, column 1: a second document begins here; keep one."),
        ("- a\n", "Line 1, column 1: this is no Carneades file"),
        ("a: b\n", "Line 1, column 1: this is no Carneades file"),
        ("statements: {p: [a]}", "Line 1, column 17: statement “p” must be a text or a mapping."),
        ("statements: {p: P, ' p': Q}", "Line 1, column 26: statement “ p” stands twice; rename one."),
        ("statements: {p: {text: [a]}}", "Line 1, column 24: the text of statement “p” must be a text."),
        ("statements: {[p]: P}", "Line 1, column 14: a key must be a word or a text, not a list or mapping."),
        ("arguments: [a]", "Line 1, column 12: “arguments” must be a mapping of names to their content."),
        ("arguments: {a: b}", "Line 1, column 16: argument “a” must be a mapping."),
        ("arguments: {a: {premises: [[p]], conclusion: q}}", "Line 1, column 28: the name of a statement is expected"),
        ("issues: {i: [p, q]}", "Line 1, column 13: issue “i” must be a mapping with “positions”."),
        ("assumptions: {p: q}", "Line 1, column 14: “assumptions” must be a list."),
        ("language: [a]", "Line 1, column 11: “language” must be a mapping."),
        ("statements:\n  p: a\x0cb", "Line 2, column 7: this character cannot stand in a YAML file; remove it."),
        ("statements: " + "{a: " * 300, "Line 1, column 809: values are nested more than 200 deep"),
        ('statements: {p: "\\0"}', "Line 1, column 1: statement “p” holds a character that no text can have"),
    ],
)
def test_what_is_wrong_is_refused_with_its_place(text: str, message: str):
    with pytest.raises(FormatError) as error:
        read_text(text)

    assert str(error.value).startswith(message)


@given(damaged_bytes(SAMPLE.read_bytes()))
@settings(max_examples=200, deadline=None)
def test_a_damaged_file_is_read_and_written_back_or_refused(content: bytes):
    try:
        graph = read({"a.yml": content}, "carneades").graph
    except FormatError:
        return
    assert faults_of(graph) == []
    assert value_of(read({"a.yml": next(iter(write(graph, "carneades").values()))}, "carneades").graph) == value_of(
        graph
    )


def test_a_large_file_is_read_and_written():
    lines = [f"  s{n}: Statement {n}" for n in range(10_000)]
    arguments = [f"  a{n}: {{premises: [s{n}], conclusion: s{n // 2}}}" for n in range(1, 10_000)]

    graph = read_text("\n".join(["statements:", *lines, "arguments:", *arguments]))

    assert len(graph.links) == 9_999
    assert len(value_of(graph)["arguments"]) == 9_999
    assert {link.type for link in graph.links.values()} == {LinkType.SUPPORT}


def test_a_name_that_stands_very_often_is_read_in_linear_time():
    file = {"m.yaml": b"statements:\n" + b"  a: x\n" * 20_000 + b"arguments: {}\n"}

    nodes = read(file, "carneades").graph.nodes

    assert [*nodes][:3] == ["a", "a'2", "a'3"]
    assert len(nodes) == 20_000


def test_a_section_with_braces_in_its_name_is_told_as_it_is():
    reading = read({"a.yml": b'statements:\n  a: Buses are full.\n"{odd": [1]\n'}, "carneades")

    assert "1 section is kept aside and written back: {odd." in [note.message for note in reading.notes]
