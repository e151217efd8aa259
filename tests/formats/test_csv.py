import csv
import io
import re
from dataclasses import replace

import pytest
from hypothesis import given

from argmap.domain.graph import Node
from argmap.domain.vocabulary import NodeKind
from argmap.formats import FORMATS, write
from argmap.formats.base import Note
from argmap.formats.csv import LINK_COLUMNS, NODE_COLUMNS
from tests.graphs import argument_graphs, graph_of
from tests.paths import ROOT


def tables_of(graph) -> list[list[dict[str, str]]]:
    files = write(graph, "csv").values()
    return [[*csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)] for content in files]


def table_texts(graph) -> list[str]:
    return [content.decode() for content in write(graph, "csv").values()]


def test_nodes_and_links_are_two_files_with_a_mark_for_excel_and_crlf():
    files = write(graph_of("b -> a", title="Night trains"), "csv")

    assert list(files) == ["Night-trains.nodes.csv", "Night-trains.links.csv"]
    assert all(content.startswith(b"\xef\xbb\xbf") for content in files.values())
    assert table_texts(graph_of("b -> a"))[1].removeprefix("\ufeff") == (
        f"{','.join(LINK_COLUMNS)}\r\nb -> a,1.1,support,support,b,1.1,,a,,1,,,,,\r\n"
    )


def test_a_node_has_its_number_fields_and_passages():
    nodes, _ = tables_of(
        graph_of("kind:evidence evidence_type:study implicit:yes b", "b -> a", "main:yes a", text="a b a")
    )

    assert nodes[1] | {} == dict.fromkeys(NODE_COLUMNS, "") | {
        "id": "a", "number": "1", "kind": "claim", "text": "a", "main": "yes",
        "articles": "Text", "spans": "t r 0 1\nt r 4 5", "quotes": "a\na",
    }  # fmt: skip
    assert (nodes[0]["evidence_type"], nodes[0]["implicit"], nodes[0]["number"]) == ("study", "yes", "1.1")


def test_an_undercut_names_the_link_that_it_attacks():
    _, links = tables_of(graph_of("b & d -> a", "c -x (b & d -> a)"))

    assert (links[0]["premises"], links[0]["premise_numbers"]) == ("b\nd", "1.1a\n1.1b")
    assert (links[1]["relation"], links[1]["target_link"], links[1]["target_number"]) == (
        "undercut",
        "b & d -> a",
        "1.1",
    )


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_would_start_a_formula_gets_an_apostrophe(start):
    graph = replace(graph_of(), nodes={"n": Node("n", NodeKind.CLAIM, f"{start}SUM(A1)")})

    assert tables_of(graph)[0][0]["text"] == f"'{start}SUM(A1)"
    assert [note.count for note in FORMATS["csv"].losses(graph)] == [1]


def test_losses_count_what_has_no_column():
    assert list(FORMATS["csv"].losses(graph_of("b -> a", "scheme:sign b -> a", text="a b"))) == [
        Note("The text of 1 article is left out.")
    ]
    assert list(FORMATS["csv"].losses(graph_of("b -> a"))) == []


def test_every_column_is_documented():
    section = (ROOT / "docs" / "formats.md").read_text().split("\n## csv\n")[1].split("\n## ")[0]
    nodes, links = section.split("`….links.csv`")

    assert [column for column in NODE_COLUMNS if f"`{column}`" not in nodes] == []
    assert [column for column in LINK_COLUMNS if f"`{column}`" not in links] == []


@given(argument_graphs())
def test_every_text_of_any_map_comes_back(graph):
    nodes, links = tables_of(graph)

    assert [re.sub("^'(?=[=+@-])", "", row["text"]) for row in nodes] == [node.text for node in graph.nodes.values()]
    assert [row["id"] for row in links] == list(graph.links)
    assert [row["premises"].split("\n") for row in links] == [
        [premise.node for premise in link.premises] for link in graph.links.values()
    ]


@given(argument_graphs())
def test_no_cell_of_any_map_starts_a_formula(graph):
    cells = [cell for table in tables_of(graph) for row in table for cell in row.values()]

    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
