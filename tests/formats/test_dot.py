import re
import subprocess
from dataclasses import replace

import pytest
from hypothesis import given, settings

from argmap.domain.graph import Article, Node
from argmap.domain.vocabulary import Direction, NodeKind
from argmap.formats import FORMATS, write
from argmap.formats._colours import BORDERS, FILLS, LINES
from argmap.formats.base import Note
from argmap.formats.dot import quoted
from tests.graphs import argument_graphs, graph_of
from tests.paths import ROOT
from tests.peers import graphviz

STRING = r'"(?:[^"\\\n]|\\[n"\\])*"'  # nothing but the three escapes that we write
ATTRIBUTES = rf"\[[a-z]+={STRING}(?:, [a-z]+={STRING})*\]"
STATEMENT = re.compile(rf"  (?:graph|node|edge|[nl]\d+|[nl]\d+ -> [nl]\d+) {ATTRIBUTES};")


def dot_of(graph) -> str:
    [content] = write(graph, "dot").values()
    return content.decode()


def arrows(text: str) -> list[str]:
    return re.findall(r"^  (\w+ -> \w+)", text, re.MULTILINE)


def test_arrows_run_from_premise_to_target():
    assert arrows(dot_of(graph_of("b -> a", "c -x a"))) == ["n1 -> n2", "n3 -> n2"]


def test_linked_premises_meet_in_a_point():
    assert arrows(dot_of(graph_of("b & c -> a"))) == ["n1 -> l1", "n2 -> l1", "l1 -> n3"]


def test_an_undercut_ends_on_the_point_of_the_link_that_it_attacks():
    assert arrows(dot_of(graph_of("b -> a", "c -x (b -> a)"))) == ["n1 -> l1", "l1 -> n2", "n3 -> l1"]


def test_support_is_solid_attack_dashed_and_undercut_dotted():
    text = dot_of(graph_of("b -> a", "d -x a", "c -x (b -> a)"))

    assert re.findall(r'-> [nl]\d+ \[label="(.)".*style="(\w+)"', text) == [
        ("+", "solid"),
        ("−", "dashed"),
        ("×", "dotted"),
    ]


def test_quotes_backslashes_line_ends_and_entities_are_escaped():
    assert quoted('a "b" \\N\nc\r&lt;\x00\\') == r'"a \"b\" \\N\nc\n&amp;lt;\\"'


def test_long_texts_are_wrapped_and_implicit_nodes_dashed():
    text = dot_of(replace(graph_of(), nodes={"n": Node("n", NodeKind.CLAIM, "night trains " * 6, implicit=True)}))

    assert 'label="1\\nnight trains night trains night\\ntrains night trains night trains\\nnight trains"' in text
    assert 'style="rounded,filled,dashed"' in text


def test_a_map_of_a_right_to_left_article_runs_the_other_way():
    graph = replace(graph_of("b -> a"), articles={"t": Article("t", "T", direction=Direction.RTL)})

    assert 'rankdir="LR"' in dot_of(graph)
    assert 'rankdir="RL"' in dot_of(graph_of("b -> a"))


def test_colours_are_those_of_the_pages():
    tokens = (ROOT / "static" / "css" / "tokens.css").read_text()
    light = dict(re.findall(r"--([\w-]+): light-dark\((#\w+)", tokens))

    assert {f"{kind}-tint": fill for kind, fill in FILLS.items()}.items() <= light.items()
    assert {f"{kind}-ink": border for kind, border in BORDERS.items()}.items() <= light.items()
    assert {relation: colour for relation, (colour, _) in LINES.items()}.items() <= light.items()


def test_losses_count_what_neither_drawing_nor_tips_hold():
    assert list(FORMATS["dot"].losses(graph_of("b -> a", "position:3 b", text="a b"))) == [
        Note("The text of 1 article is left out."),
        Note("2 spans have no place.", 2),
        Note("1 chosen place of a node has no place."),
    ]
    assert list(FORMATS["dot"].losses(graph_of("b -> a"))) == []


@given(argument_graphs())
def test_every_line_of_any_map_is_a_statement_with_strings_that_end(graph):
    first, *lines, last = dot_of(graph).removesuffix("\n").split("\n")

    assert re.fullmatch(rf"digraph {STRING} {{", first)
    assert [line for line in lines if not STATEMENT.fullmatch(line)] == []
    assert last == "}"


@pytest.mark.peers
@settings(max_examples=25, deadline=None)
@given(argument_graphs())
def test_graphviz_reads_any_map_with_all_its_nodes(graph):
    done = subprocess.run([graphviz(), "-Tplain"], input=dot_of(graph).encode(), capture_output=True, check=False)

    assert (done.returncode, done.stderr) == (0, b"")
    assert len(re.findall(rb"^node n\d+ ", done.stdout, re.MULTILINE)) == len(graph.nodes)
