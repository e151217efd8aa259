from __future__ import annotations

import json
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from argmap.domain.graph import ArgumentGraph, Link
from argmap.domain.outline_notation import outline
from argmap.domain.tree import tree_of
from argmap.domain.vocabulary import EvidenceType, LinkType, NodeKind
from argmap.exceptions import FormatError
from argmap.formats import FORMATS, read, write
from argmap.formats._argdown_document import Document, resolved
from argmap.formats._argdown_parse import parse
from argmap.formats._text import decode
from tests.formats.minus import minus_losses, with_links_by_content, without_bags
from tests.graphs import argument_graphs, graph_of
from tests.paths import SHARED

PUBLISHED = sorted((SHARED / "corpora" / "argdown").glob("*.a*"))
REFERENCE = {  # published file → what Argdown's own parser makes of it
    path: SHARED / "corpora" / "argdown-reference-json" / f"{folder}_{path.name}.json"
    for path in PUBLISHED
    for folder in ("other", "core-test", "examples")  # one name stands for two files; ours is the example
    if (SHARED / "corpora" / "argdown-reference-json" / f"{folder}_{path.name}.json").exists()
}
SAMPLE = Path(__file__).parent / "samples" / "argdown" / "buses.argdown"


def back_from_argdown(graph):
    return read(write(graph, "argdown"), "argdown").graph


def test_relations_premises_and_undercuts_are_read():
    graph = read(SAMPLE).graph

    assert graph.title == "More buses"
    texts = {node.text: node for node in graph.nodes.values()}
    assert texts["We need more buses."].main
    assert texts["Buses are full."].kind is NodeKind.EVIDENCE
    assert texts["Buses are full."].evidence_type is EvidenceType.STATISTIC
    assert texts["They have no other way home."].implicit
    assert texts["Fares pay for half."].tags == ("money",)
    shapes = sorted((link.type.value, len(link.premises), link.on_link) for link in graph.links.values())
    assert shapes == [
        ("attack", 1, False),
        ("attack", 1, False),
        ("attack", 1, True),
        ("support", 1, False),
        ("support", 2, False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "See http://x.org/a b and x.y.z",
        "[brackets] {braces} <angles> @mention #tag",
        "*stars* _underscores_ `ticks` \\ backslash",
        "1. a number, (2) another, - a dash + a plus",
        "“Why?” 🚌 مرحبا שלום: a colon // no comment",
        "=== --- ---- ++",
    ],
)
def test_hard_texts_come_back_unchanged(text):
    graph = graph_of("a")
    [node] = graph.nodes.values()
    hard = type(graph).of(id="m", title=text, nodes=[type(node)(id="a", kind=node.kind, text=text)])

    back = back_from_argdown(hard)

    assert [node.text for node in back.nodes.values()] == [text]
    assert back.title == text


def test_linked_premises_and_undercuts_come_back():
    graph = graph_of("b & c -> a", "d -x (b & c -> a)", "e -x a")

    assert outline(tree_of(back_from_argdown(graph))) == outline(tree_of(graph))


@given(argument_graphs())
@settings(max_examples=100, deadline=None)
def test_any_graph_comes_back_minus_exactly_its_losses(graph: ArgumentGraph):
    back = back_from_argdown(graph)

    remains = minus_losses(graph, "argdown")
    assert with_links_by_content(without_bags(back, "argdown")) == with_links_by_content(remains)
    assert bool(FORMATS["argdown"].losses(graph)) == (graph != remains)


TWO_RULES = "<A>\n\n(1) [one]: First.\n--\nModus ponens, Trust - \\-\\- me {kept: 1}\n--\n(2) [two]: Second.\n"


def test_the_rules_of_an_inference_stay_as_many_as_they_were():
    assert rules(TWO_RULES) == ["Modus ponens", "Trust - -- me"]
    graph = read({"a.argdown": TWO_RULES.encode()}, "argdown").graph

    [written] = write(graph, "argdown").values()

    assert rules(written.decode()) == ["Modus ponens", "Trust - -- me"]
    assert read({"a.argdown": written}, "argdown").graph == graph


def test_another_scheme_takes_the_place_of_the_rules_that_were_read():
    graph = read({"a.argdown": TWO_RULES.encode()}, "argdown").graph
    changed = replace(graph, links={link.id: replace(link, scheme="Trust, or not") for link in graph.links.values()})

    [written] = write(changed, "argdown").values()

    assert rules(written.decode()) == ["Trust, or not"]


def rules(text: str) -> list[str]:
    [argument] = parse(text).arguments.values()
    return [rule for step in argument.steps if step.inference for rule in step.inference.rules]


def test_a_restatement_that_stands_above_what_it_restates_comes_back():
    graph = graph_of("a -> b", "b -> a", "position:0 c", "c ~> a")

    text = next(iter(write(graph, "argdown").values())).decode()

    back = with_links_by_content(without_bags(back_from_argdown(graph), "argdown"))
    assert back == with_links_by_content(minus_losses(graph, "argdown"))
    assert text.index("[c]: c") < text.index("[a]: a")


# Argdown's own parser refuses the last four too: they only exercise its lexer. It gives no error for the first, whose
# data is not YAML, but drops the conclusion with all that follows.
REFUSED = {
    "lexer-argument": (3, 57),
    "lexer-definitions-references": (2, 1),
    "lexer-relation-after-emptyline": (3, 5),
    "lexer-relations": (1, 1),
    "lexer-statements-by-number": (1, 4),
}


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("[a]: First.\n\n[a]: Second.\n\n[a]: Third.\n", ["Third.", "First.", "Second."]),
        ("[a]: First.\n\n[a]: Second. {isCanonical: true}\n\n[a]: Third.\n", ["Second.", "First.", "Third."]),
        ("<a>: First.\n\n<a>: Second.\n", ["Second.", "First."]),
        ("[a]: First.\n\n[a]: Second.\n\n[a]: First.\n", ["First.", "Second."]),
    ],
)
def test_of_several_texts_the_one_that_argdown_shows_is_the_node_and_the_others_restate_it(text, texts):
    graph = read({"a.argdown": text.encode()}, "argdown").graph

    assert [node.text for node in graph.nodes.values()] == texts
    assert [(link.type, link.target) for link in graph.links.values()] == [(LinkType.REPHRASE, "a")] * len(texts[1:])
    [written] = write(graph, "argdown").values()
    assert b"[a]: " + texts[0].encode() + b" {isCanonical: true}" in written.replace(b"<a>", b"[a]")
    assert back_from_argdown(graph) == graph


def test_all_descriptions_of_an_argument_stand_in_the_note_of_its_link():
    text = "<A>: Why.\n\n(1) p\n----\n(2) c\n\n<A>: And how.\n\n<A>: Why.\n"

    graph = read({"a.argdown": text.encode()}, "argdown").graph

    assert [link.note for link in graph.links.values()] == ["Why.\n\nAnd how."]
    assert [link.note for link in back_from_argdown(graph).links.values()] == ["Why.\n\nAnd how."]


def test_a_brace_that_is_never_closed_is_text_as_in_argdown_and_told():
    reading = read({"a.argdown": b"[a]: b {k: 1}\n  + All {x of {\n"}, "argdown")

    assert [node.text for node in reading.graph.nodes.values()] == ["b", "All {x of {"]
    assert [note.message for note in reading.notes] == ["2 opening braces are never closed; they are read as text."]
    assert texts_of(back_from_argdown(reading.graph)) == texts_of(reading.graph)


def test_an_include_is_told():
    reading = read({"a.argdown": b"One.\n\n@include(parts/b.argdown)\n"}, "argdown")

    assert [note.message for note in reading.notes] == [
        "1 @include names another file, which is not read: put its text there, or import it too."
    ]


@pytest.mark.parametrize("uses", ['["1"]', "[1]"])
def test_an_inference_may_name_what_it_uses_by_number_or_text(uses):
    text = f"(1) a\n(2) b\n--\n{{uses: {uses}}}\n--\n(3) c\n"

    [link] = read({"a.argdown": text.encode()}, "argdown").graph.links.values()

    assert len(link.premises) == 1


def test_a_fault_in_data_that_a_later_brace_closes_is_told_with_its_beginning():
    with pytest.raises(FormatError) as caught:
        read({"a.argdown": b"[a]: All {x of\n  + b {k: 1}\n"}, "argdown")

    assert str(caught.value).startswith("Line 2, column 7: this data is not YAML (")
    assert str(caught.value).endswith("); it begins in line 1, column 10: a backslash there makes the brace text.")


def texts_of(graph: ArgumentGraph) -> list[str]:
    return [node.text for node in graph.nodes.values()]


def test_both_sides_of_a_contradiction_stay_where_the_main_claim_is_one():
    graph = read({"a.argdown": b"[C]: Cars may stay. {main: true}\n    >< [D]: Cars must go."}, "argdown").graph

    assert len(graph.nodes) == 2
    assert content_of(back_from_argdown(graph)) == content_of(graph)


@pytest.mark.skipif(not PUBLISHED, reason="the shared corpora are not beside this checkout")
@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.name)
def test_published_files_come_back_or_are_refused_with_the_place_of_the_fault(path):
    if path.stem in REFUSED:
        with pytest.raises(FormatError) as caught:
            read(path, "argdown")
        assert (caught.value.line, caught.value.column) == REFUSED[path.stem]
        return

    graph = read(path, "argdown").graph

    assert content_of(back_from_argdown(graph)) == content_of(graph)


@pytest.mark.skipif(not PUBLISHED, reason="the shared corpora are not beside this checkout")
@pytest.mark.parametrize("path", [SAMPLE, *(p for p in PUBLISHED if p.stem not in REFUSED)], ids=lambda path: path.name)
def test_what_is_written_of_a_published_file_stays_as_it_is_when_it_is_read_and_written_again(path):
    [first] = write(read(path, "argdown").graph, "argdown").values()

    [second] = write(read({"a.argdown": first}, "argdown").graph, "argdown").values()

    assert second.decode() == first.decode()


@given(argument_graphs())
@settings(max_examples=50, deadline=None)
def test_any_map_is_written_alike_from_the_second_time_on(graph: ArgumentGraph):
    second = back_from_argdown(back_from_argdown(graph))

    assert write(second, "argdown") == write(back_from_argdown(second), "argdown")


def test_an_argument_may_have_the_title_of_a_statement():
    text = "[A]: a\n\n<A>: an argument\n\n(1) [A]\n----\n(2) [B]: b\n    + [C]: c"

    graph = read({"a.argdown": text.encode()}, "argdown").graph

    assert len(graph.nodes.keys() | graph.links.keys()) == len(graph.nodes) + len(graph.links)
    assert content_of(back_from_argdown(graph)) == content_of(graph)


def test_a_statement_that_begins_with_a_brace_is_no_more_of_the_data_above_it():
    graph = read({"a.argdown": b"[A]: a {kind: evidence}\n\n[B]: }"}, "argdown").graph
    bare = replace(
        graph, nodes={id_: replace(node, extra={"argdown": {"anonymous": True}}) for id_, node in graph.nodes.items()}
    )

    assert content_of(back_from_argdown(bare)) == content_of(graph)


@pytest.mark.parametrize("hard", [">: b", "]: b"])
def test_data_and_tags_do_not_end_the_title_before_them(hard):
    graph = graph_of("b & c -> a", "d -> (b & c -> a)")
    links = {link.id: replace(link, scheme=hard, tags=(hard,)) for link in graph.links.values()}

    back = back_from_argdown(replace(graph, links=links))

    assert sorted((link.scheme, link.tags) for link in back.links.values()) == [(hard, (hard,))] * 2


def content_of(graph: ArgumentGraph) -> list[str]:
    """Nodes and links in the words of the nodes: statements without a title are numbered anew."""

    def said(link: Link) -> str:
        premises = [graph.nodes[premise.node].text for premise in link.premises]
        target = said(graph.links[link.target_link]) if link.target_link else graph.nodes[link.target].text
        return f"{premises} {link.type} {target} ({link.scheme}, {link.note}, {link.tags})"

    nodes = [f"{node.text} ({node.kind}, {node.sources}, {node.tags})" for node in graph.nodes.values()]
    return sorted([*nodes, *map(said, graph.links.values())])


@pytest.mark.skipif(not PUBLISHED, reason="the shared corpora are not beside this checkout")
@pytest.mark.parametrize("path", REFERENCE, ids=lambda path: path.name)
def test_published_files_say_what_argdown_itself_reads_in_them(path):
    document = parse(decode(path.read_bytes()))

    expected = json.loads(REFERENCE[path].read_bytes())

    assert statements_of(document) == reference_statements(expected)
    assert structures_of(document) == reference_structures(expected)
    assert relations_of(document) == reference_relations(expected)


def statements_of(document: Document) -> dict[str, list[str]]:
    """The members of each equivalence class, tags at their ends included as in the reference."""
    return {
        title: ["" if member.reference else words(member.full) for member in members]
        for title, members in document.classes.items()
    }


def reference_statements(value: dict[str, Any]) -> dict[str, list[str]]:
    return {
        title: [words(member.get("text")) for member in found["members"]]
        for title, found in value["statements"].items()
    }


def structures_of(document: Document) -> dict[str, Any]:
    """For each argument its descriptions, and the steps of its premise-conclusion structure with their rules."""
    return {
        argument.title: (
            [words(description.full) for description in argument.descriptions],
            [(step.statement.title, step.inference and step.inference.rules) for step in argument.steps],
        )
        for argument in document.arguments.values()
    }


def reference_structures(value: dict[str, Any]) -> dict[str, Any]:
    return {
        title: (
            [words(member.get("text")) for member in found["members"]],
            [
                (step["title"], step["inference"]["inferenceRules"] if "inference" in step else None)
                for step in found["pcs"]
            ],
        )
        for title, found in value["arguments"].items()
    }


def relations_of(document: Document) -> list[tuple[str, ...]]:
    return sorted(
        (relation.type, relation.source.sort, relation.source.title, relation.target.sort, relation.target.title)
        for relation in resolved(document)
    )


def reference_relations(value: dict[str, Any]) -> list[tuple[str, ...]]:
    return sorted((r["relationType"], r["fromType"], r["from"], r["toType"], r["to"]) for r in value["relations"])


def words(text: str | None) -> str:
    return " ".join((text or "").split())


@pytest.mark.parametrize("piece", ["[", "@[", "<!--", "/* ", "[a](", "{a: 1} ", "{", "{}, ", "#(a", "*a ", ":a", "<a"])
def test_a_line_of_openers_takes_time_in_proportion_to_its_length(piece):
    def seconds(count):
        text = f"a {piece * count}"
        start = time.process_time()
        with suppress(FormatError):
            read({"a.argdown": text.encode()}, "argdown")
        return time.process_time() - start

    assert seconds(20_000) < 2  # each opener that looks through the rest of the text takes minutes


@pytest.mark.parametrize("piece", ["{", "{x\n\n", "{}, "])
def test_many_braces_that_are_never_closed_take_time_in_proportion(piece):
    start = time.process_time()

    reading = read({"a.argdown": f"a {piece * 200_000}".encode()}, "argdown")

    assert len(reading.notes) == 1
    assert time.process_time() - start < 5  # each brace that looks through the rest of the text takes minutes
