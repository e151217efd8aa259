import csv
import io
import re
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from argmap.domain.graph import Link, Node, Premise
from argmap.domain.outline_notation import outline
from argmap.domain.tree import tree_of
from argmap.domain.vocabulary import EvidenceType, LinkType, NodeKind
from argmap.exceptions import FormatError
from argmap.formats import FORMATS, read, write
from argmap.formats._table_headings import OTHER_NAMES
from argmap.formats.base import Note, Sample
from argmap.formats.csv import LINK_COLUMNS, NODE_COLUMNS
from tests.formats.damage import damaged_bytes
from tests.formats.minus import minus_losses, without_bags
from tests.formats.samples import samples_of
from tests.graphs import argument_graphs, graph_of
from tests.paths import ROOT

[SAMPLE] = samples_of("csv")


def tables_of(graph) -> list[list[dict[str, str]]]:
    files = write(graph, "csv").values()
    return [[*csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)] for content in files]


def table_texts(graph) -> list[str]:
    return [content.decode() for content in write(graph, "csv").values()]


def reading_of(nodes: str | bytes, links: str | bytes | None = None):
    files = {"m.nodes.csv": nodes, "m.links.csv": links}
    return read({name: t if isinstance(t, bytes) else t.encode() for name, t in files.items() if t is not None}, "csv")


def fault_of(nodes: str, links: str | None = None) -> str:
    with pytest.raises(FormatError) as caught:
        reading_of(nodes, links)
    return str(caught.value)


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


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "'=", "''+"])
def test_a_cell_that_would_start_a_formula_gets_an_apostrophe_that_is_taken_off_again(start):
    graph = replace(graph_of(), nodes={"n": Node("n", NodeKind.CLAIM, f"{start}SUM(A1)")})

    assert tables_of(graph)[0][0]["text"] == f"'{start}SUM(A1)"
    assert read(write(graph, "csv"), "csv").graph.nodes["n"].text == f"{start}SUM(A1)"
    assert list(FORMATS["csv"].losses(graph)) == []


def test_losses_count_what_does_not_come_back():
    graph = graph_of("b -> a", "scheme:sign b -> a", text="a b")
    tagged = replace(graph_of("a"), nodes={"a": Node("a", NodeKind.CLAIM, "a", tags=("x\ny",), sources=("",))})

    assert list(FORMATS["csv"].losses(graph)) == [
        Note("The text of 1 article is left out."),
        Note("2 spans stand in the table, but are not read back without their articles.", 2),
    ]
    assert list(FORMATS["csv"].losses(tagged)) == [Note("2 entries of lists lose their line ends or are dropped.", 2)]
    assert list(FORMATS["csv"].losses(graph_of("b -> a"))) == []


def test_every_column_is_documented():
    section = (ROOT / "docs" / "formats.md").read_text().split("\n## csv\n")[1].split("\n## ")[0]
    nodes, links = section.split("`….links.csv`")

    assert [column for column in NODE_COLUMNS if f"`{column}`" not in nodes] == []
    assert [column for column in LINK_COLUMNS if f"`{column}`" not in links] == []


# Reading


def test_a_table_that_was_edited_in_a_spreadsheet_is_read():
    graph = read(SAMPLE).graph

    assert [node.text for node in graph.nodes.values()][1:] == [
        "Buses are full; people stand.",
        "Full only on Mondays.",
        "They run every ten minutes.",
        "-5 % riders would mean empty seats.",
    ]
    assert graph.nodes["b1"].main
    assert graph.nodes["b2"] == Node(
        "b2",
        NodeKind.EVIDENCE,
        "Buses are full; people stand.",
        evidence_type=EvidenceType.TESTIMONY,
        attribution="the drivers",
        confidence=0.8,
        tags=("crowding", "rush hour"),
        extra={"csv": {"columns": {"owner": "Ben"}}},
    )


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_separators_and_encodings_of_spreadsheets_are_found(separator, encoding):
    nodes = (
        f"kind{separator}id{separator}text\r\nevidence{separator}b{separator}“Überfüllt”\r\n{separator}a{separator}x"
    )
    links = f"premises{separator}target_node{separator}type\nb{separator}a{separator}Attack\n"

    graph = reading_of(nodes.encode(encoding), links.encode(encoding)).graph

    assert [(n.id, n.kind.value, n.text) for n in graph.nodes.values()] == [
        ("b", "evidence", "“Überfüllt”"),
        ("a", "claim", "x"),
    ]
    assert list(graph.links.values()) == [Link("l2", LinkType.ATTACK, (Premise("b"),), "a")]


def test_a_file_in_windows_1252_is_named_in_a_note():
    reading = reading_of("id,text\na,Überfüllt".encode("cp1252"))

    assert reading.notes == (Note("1 table is not in UTF-8: it is read as Windows-1252."),)


def test_the_line_with_which_excel_names_its_separator_is_none_of_the_table():
    assert list(reading_of("sep=;\r\ntext;id\r\na, b;n\r\n").graph.nodes) == ["n"]


def test_texts_alone_are_a_table():
    graph = reading_of("Text\nFirst\n\nSecond\n").graph

    assert [(node.id, node.text) for node in graph.nodes.values()] == [("n2", "First"), ("n4", "Second")]


def test_links_may_go_by_numbers_and_relations_may_say_the_type():
    nodes = "number,text\n1,a\n1.1,b\n1.2,c\n"
    links = "number,relation,premise_numbers,target_number\n1.1,support,1.1,1\n,undercut,1.2,1.1\n"
    graph = reading_of(nodes, links.replace(",undercut,1.2,1.1", ",attack,1.2,1")).graph

    assert outline(tree_of(graph)) == ["a", "  + b", "  − c"]
    assert graph.nodes["1.2"].kind is NodeKind.COUNTERCLAIM


def test_one_column_may_hold_the_targets_of_both_sorts():
    nodes = "id,text\n1,a\n2,b\n3,c\n"
    links = 'id,type,premises,target\nx,support,"2",1\ny,undercut,3,x\n'

    assert outline(tree_of(reading_of(nodes, links).graph)) == ["a", "  + b", "    × c"]


def test_nodes_and_links_may_have_the_same_ids():
    nodes = "id,text\n1,a\n2,b\n3,c\n"
    links = "id,type,premises,target_node,target_link\n1,support,2,1,\n2,attack,3,,1\n"
    graph = reading_of(nodes, links).graph

    assert list(graph.links) == ["l-1", "l-2"]
    assert outline(tree_of(graph)) == ["a", "  + b", "    × c"]


def test_premises_may_stand_on_one_line():
    nodes = "id,text\na,a\nb,b\nc,c\n"

    graph = reading_of(nodes, 'type;premises;target_node\nsupport;"b, c";a').graph

    assert [premise.node for premise in graph.links["l2"].premises] == ["b", "c"]


def test_columns_of_other_names_are_read_and_told():
    reading = reading_of(
        "Node ID;Label;Type;Author;Comments\na;Buses are full;evidence;Ben;why?\nb;More buses;claim;;\n"
    )

    assert reading.graph.nodes["a"] == Node("a", NodeKind.EVIDENCE, "Buses are full", attribution="Ben", note="why?")
    [told] = reading.notes
    assert told.message == "5 columns are read under other names: they leave under ours."
    assert told.details[:2] == ("“Node ID” is “id”", "“Label” is “text”")


def test_tables_of_gephi_are_read():
    nodes = "Id,Label,timeset\n1,a,\n2,b,\n3,c,\n"
    edges = "Source,Target,Type,Id,Label,timeset,Weight\n2,1,Directed,0,supports,,1\n3,1,Directed,1,con,,2.5\n"

    reading = reading_of(nodes, edges)

    assert outline(tree_of(reading.graph)) == ["a", "  + b", "  − c"]
    assert reading.graph.links["l-1"].extra == {"csv": {"columns": {"Weight": "2.5"}}}


def test_our_own_column_counts_before_one_of_another_name():
    reading = reading_of("id,Label,text\na,short,The whole claim.\n")

    assert reading.graph.nodes["a"].text == "The whole claim."
    assert reading.graph.nodes["a"].extra == {"csv": {"columns": {"Label": "short"}}}


def test_a_column_of_another_name_and_of_another_meaning_is_kept_aside():
    reading = reading_of("id,text,type,main claim\na,x,statistic,Buses are full\n")

    assert reading.graph.nodes["a"] == Node(
        "a", NodeKind.CLAIM, "x", extra={"csv": {"columns": {"type": "statistic", "main claim": "Buses are full"}}}
    )


def test_a_fault_names_the_column_as_the_file_does():
    assert "row 2, column “Label”: the text holds a character" in fault_of("id,Label\na,x\x00y\n", None)


@pytest.mark.parametrize(
    "table",
    [
        "id;text;parent;relation\na;A;;\nb;B;a;supports\nc;C;a,b;-\n",
        "ID\tText\tParent\tType\na\tA\ta\t\nb\tB\ta\tPro\nc\tC\ta|b\tCon\n",
        'no,claim,parent number,stance\na,A,,\nb,B,a,for\nc,C,"a\nb",against\n',
        "id,text,target,link type\na,A,,\nb,B,A,+\nc,C,A;B,contra\n",
    ],
)
def test_rows_may_name_those_above_them(table):
    reading = read({"a.csv": table.encode()}, "csv")

    links = [(link.type, link.premises[0].node, link.target) for link in reading.graph.links.values()]
    assert links == [(LinkType.SUPPORT, "b", "a"), (LinkType.ATTACK, "c", "a"), (LinkType.ATTACK, "c", "b")]
    [said] = [note for note in reading.notes if "above" in note.message]
    assert len(said.details) == 2
    assert not any(node.extra for node in reading.graph.nodes.values())
    assert read(write(reading.graph, "csv"), "csv").graph.nodes == reading.graph.nodes


def test_a_target_that_is_no_row_is_kept_aside():
    reading = read({"a.csv": b"id,text,target,stance\n1,A tweet,Atheism,AGAINST\n"}, "csv")

    assert not reading.graph.links
    assert [note.message for note in reading.notes] == ["2 columns are not known: they are kept aside."]


def test_other_names_do_not_make_a_sentence_a_table():
    assert not FORMATS["csv"].recognises(Sample("a.txt", b"premise, conclusion\nand so on"))


def test_every_other_name_is_documented():
    section = (ROOT / "docs" / "formats.md").read_text().split("\n## csv\n")[1].split("\n## ")[0]
    names = {f"`{name}`" for columns in OTHER_NAMES.values() for names in columns.values() for name in names}

    assert {name for name in names if name not in section} == set()


def test_columns_that_are_not_known_are_kept_and_written_back():
    reading = reading_of("owner,text,id,,Due\nAna,a,n,'=7,\nBen,b,m,,May\n")
    again = write(reading.graph, "csv")["map.nodes.csv"].decode("utf-8-sig")

    assert reading.notes == (Note("3 columns are not known: they are kept aside.", 3, ("owner", "column 4", "Due")),)
    assert again.splitlines()[0].endswith(",quotes,owner,column 4,Due")
    assert again.splitlines()[1].endswith(",,,,Ana,'=7")
    assert read({"m.nodes.csv": again.encode()}, "csv").graph == reading.graph
    assert list(FORMATS["csv"].losses(reading.graph)) == []


def test_passages_are_kept_aside_without_the_text_and_written_back():
    reading = read(write(graph_of("a", "b -> a", text="a b"), "csv"), "csv")

    assert reading.notes == (
        Note("2 nodes have passages in texts that a table does not hold: they are kept aside.", 2),
    )
    assert tables_of(reading.graph)[0][0]["spans"] == "t r 0 1"


def test_a_relation_that_is_not_of_the_type_is_told():
    reading = reading_of("id,text\na,a\nb,b\n", "type,relation,premises,target_node\nattack,support,b,a\n")

    assert reading.graph.links["l2"].type is LinkType.ATTACK
    assert reading.notes == (Note("1 link has a relation that is not of its type: the type counts."),)


NODES, LINKS = "id,text,kind\na,a,\nb,b,\n", "id,type,premises,target_node,target_link,strength,roles\n"


@pytest.mark.parametrize(
    ("nodes", "links", "sentence"),
    [
        ("id,text,kind\na,a,thesis\n", None, "row 2, column “kind”: “thesis” is not known; write claim, evidence or"),
        ("id,text\na,x\na,y\n", None, "row 3, column “id”: “a” stands in row 2 too; give one another id."),
        ("id,text,main\na,x,perhaps\n", None, "row 2, column “main”: “perhaps” is neither “yes” nor “no”."),
        ("id,text,confidence\na,x,2\n", None, "row 2, column “confidence”: “2” is no number from 0 to 1."),
        ("id,text,position\na,x,first\n", None, "row 2, column “position”: “first” is no whole number."),
        ("id,text,evidence_type,kind\na,x,study,claim\n", None, "only evidence has a type, and this is a claim."),
        ("id,text\na,x,y,z\n", None, "row 2 has more cells than there are headings (“y”)"),
        ("id,text\na,x\x00y\n", None, "row 2, column “text”: the text holds a character that no text can have"),
        ("id,text,Text\na,x,y\n", None, "“m.nodes.csv”, row 1: two columns are named “Text”; rename one."),
        ("name,words\na,x\n", None, "row 1: there is no column “text”"),
        ("", None, "row 1: there is no column “text”"),
        ('id,text\na,"x\n\n', None, "line 3: this is no table"),
        (NODES, f"{LINKS}l,support,c,a,,,\n", "row 2, column “premises”: “c” is in no row of the table"),
        (NODES, f"{LINKS}l,support,,a,,,\n", "“m.links.csv”, row 2, column “premises”: a link needs at least one"),
        (NODES, f"{LINKS}l,support,b,,,,\n", "column “target_node”: a link needs a target"),
        (NODES, f"{LINKS}k,support,b,a,,,\nl,support,b,a,k,,\n", "column “target_link”: a link has one target"),
        (NODES, f"{LINKS}l,support,b,b,,,\n", "“m.links.csv”, row 2: A node cannot be linked to itself."),
        (NODES, f"{LINKS}l,support,b,a,,,\"x\ny\"\n", "column “roles”: there are 2 roles for 1 premises."),
        (NODES, f"{LINKS}k,attack,b,,l,,\nl,attack,b,,k,,\n", "A link bears on itself through links on links."),
        (NODES, NODES, "“m.links.csv” is a second table of the same kind"),
        (LINKS, None, "the table of nodes is missing; choose both tables."),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_file_row_and_column(nodes, links, sentence):
    assert sentence in fault_of(nodes, links)


def test_many_rows_are_read():
    nodes = "id,text\n" + "".join(f"n{index},Text {index}\n" for index in range(10_000))
    links = "premises,target_node\n" + "".join(f"n{index},n{index // 3}\n" for index in range(1, 10_000))

    graph = reading_of(nodes, links).graph

    assert (len(graph.nodes), len(graph.links)) == (10_000, 9_999)


# Any map


@given(argument_graphs())
def test_any_map_comes_back_but_for_the_losses(graph):
    back = read(write(graph, "csv"), "csv").graph

    assert without_bags(back, "csv") == without_bags(minus_losses(graph, "csv"), "csv")
    if not FORMATS["csv"].losses(graph):
        assert replace(back, id="m") == graph


@given(argument_graphs())
def test_what_was_read_is_written_equally(graph):
    files = write(read(write(graph, "csv"), "csv").graph, "csv")

    assert write(read(files, "csv").graph, "csv") == files


@given(argument_graphs())
def test_every_text_of_any_map_is_in_the_table(graph):
    nodes, links = tables_of(graph)

    assert [re.sub("^'(?='*[=+@-])", "", row["text"]) for row in nodes] == [n.text for n in graph.nodes.values()]
    assert [row["id"] for row in links] == list(graph.links)
    assert [row["premises"].split("\n") for row in links] == [
        [premise.node for premise in link.premises] for link in graph.links.values()
    ]


@given(argument_graphs())
def test_no_cell_of_any_map_starts_a_formula(graph):
    cells = [cell for table in tables_of(graph) for row in table for cell in row.values()]

    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []


FILES = write(graph_of("b & c -> a", "d -x (b & c -> a)", "kind:evidence evidence_type:study b"), "csv")


@given(st.tuples(*(damaged_bytes(content) | st.just(content) for content in FILES.values())))
def test_damaged_tables_are_read_or_refused(contents):
    with suppress(FormatError):
        read(dict(zip(FILES, contents, strict=True)), "csv")


def test_an_apostrophe_within_a_text_stays_whatever_follows_it():
    reading = reading_of("text\n'tis '=x\n")

    assert [node.text for node in reading.graph.nodes.values()] == ["'tis '=x"]


def test_a_cell_of_apostrophes_is_read_in_linear_time():
    text = "'" * 200_000

    reading = reading_of(f"text\n{text}\n")

    assert [node.text for node in reading.graph.nodes.values()] == [text]
