import zipfile
from contextlib import suppress
from dataclasses import replace
from datetime import date
from io import BytesIO

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from argmap.domain.graph import Node
from argmap.domain.outline_notation import outline
from argmap.domain.tree import tree_of
from argmap.domain.vocabulary import NodeKind
from argmap.exceptions import FormatError
from argmap.formats import FORMATS, read, write
from argmap.formats._tables import LINK_COLUMNS, NODE_COLUMNS
from argmap.formats.base import Note
from tests.formats.damage import damaged_bytes
from tests.formats.minus import minus_losses, without_bags
from tests.formats.samples import samples_of
from tests.graphs import argument_graphs, graph_of
from tests.peers import ask_python

[SAMPLE] = samples_of("xlsx")


def graph_with_text(text: str):
    return replace(graph_of(), id="map", nodes={"n": Node("n", NodeKind.CLAIM, text)})


def book_of(graph):
    [content] = write(graph, "xlsx").values()
    return openpyxl.load_workbook(BytesIO(content))


def saved(**sheets: list[list]) -> dict[str, bytes]:
    """A workbook as openpyxl writes it by itself."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    file = BytesIO()
    book.save(file)
    return {"m.xlsx": file.getvalue()}


def changed(files: dict[str, bytes], part: str, content: bytes) -> dict[str, bytes]:
    """The workbook with other content in one of its parts."""
    [(name, book)] = files.items()
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(book)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, content if entry == part else old.read(entry))
    return {name: file.getvalue()}


def test_nodes_and_links_are_two_sheets_with_the_columns_of_the_tables():
    nodes, links = book_of(graph_of("b -> a", title="Night trains"))

    assert (nodes.title, links.title) == ("Nodes", "Links")
    assert tuple(cell.value for cell in nodes[1]) == NODE_COLUMNS
    assert tuple(cell.value for cell in links[1]) == LINK_COLUMNS
    assert (nodes.freeze_panes, nodes["A1"].font.bold, nodes["D2"].alignment.wrap_text) == ("A2", True, True)
    assert [cell.value for cell in links[2]][:5] == ["b -> a", "1.1", "support", "support", "b"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "＝"])
def test_a_text_like_a_formula_is_a_text_that_stays_one_when_it_is_edited(start):
    graph = graph_with_text(f"{start}HYPERLINK(A1)")

    cell = book_of(graph)["Nodes"]["D2"]

    assert (cell.data_type, cell.value, cell.quotePrefix) == ("s", f"{start}HYPERLINK(A1)", True)
    assert read(write(graph, "xlsx"), "xlsx").graph == graph


@pytest.mark.parametrize(
    "text",
    ["#N/A", "'=x", "  lead", "trail\n", "_x0041_ a", "_x000D_", "a\x0bb", "a\r\nb", "12", "0012", "TRUE", "2026-01-02",
     "\uffff a", "=", "👩‍👩‍👧‍👦"],
)  # fmt: skip
def test_hard_texts_come_back_unchanged(text):
    assert read(write(graph_with_text(text), "xlsx"), "xlsx").graph == graph_with_text(text)


def test_what_is_longer_than_a_cell_is_cut_and_counted():
    graph = graph_with_text("🚌" * 20_000)

    assert read(write(graph, "xlsx"), "xlsx").graph.nodes["n"].text == "🚌" * 16_383
    assert list(FORMATS["xlsx"].losses(graph)) == [
        Note("1 cell is cut to 32,767 characters, the most that Excel takes.")
    ]


def test_a_workbook_that_was_made_by_hand_is_read():
    graph = read(SAMPLE).graph

    assert outline(tree_of(graph)) == [
        "We need more buses.",
        "  + Buses are full.",
        "    × Full only on Mondays.",
        "  − Buses cost money.",
    ]
    assert graph.nodes["4"].extra == {"xlsx": {"columns": {"checked": "2026-01-02"}}}
    assert graph.nodes["2"].confidence == 0.5


def test_cells_of_all_types_are_read_as_texts():
    rows = [["id", "text", "main", "owner", "due"], [1, 2.5, True, 3.0, date(2026, 1, 2)], [2, "x", None, False]]
    graph = read(saved(Map=[[], *rows], Other=[["anything"]]), "xlsx").graph

    assert [(node.id, node.text, node.main) for node in graph.nodes.values()] == [("1", "2.5", True), ("2", "x", False)]
    assert graph.nodes["1"].extra == {"xlsx": {"columns": {"owner": "3", "due": "2026-01-02"}}}


def test_a_fault_is_told_with_sheet_row_and_column():
    with pytest.raises(FormatError, match=r"“m\.xlsx: Points”, row 3, column “kind”: “thesis” is not known"):
        read(saved(Points=[["text", "kind"], ["a", "claim"], ["b", "thesis"]]), "xlsx")


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        (saved(Map=[["words"]]), "no sheet has a column “text” in its first row"),
        (saved(A=[["text"], ["a"]], B=[["text"], ["b"]]), "“m.xlsx: B” is a second sheet of the same kind"),
        ({"m.xlsx": b"PK\x03\x04 no zip"}, "is a broken archive"),
        (changed(saved(A=[["text"]]), "xl/workbook.xml", b"<workbook"), "is no workbook that can be read"),
        (
            changed(saved(A=[["text"]]), "xl/worksheets/sheet1.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>'),
            "holds a document type, which no workbook has",
        ),
        (changed(saved(A=[["text"]]), "xl/theme/theme1.xml", b" " * 210_000_000), "unpacks to more than 200 MB"),
    ],
    ids=["no headings", "two of a kind", "no archive", "broken", "document type", "bomb"],
)
def test_what_is_no_map_is_refused_with_a_sentence(files, sentence):
    with pytest.raises(FormatError, match=sentence):
        read(files, "xlsx")


def test_a_cell_far_out_does_not_make_the_sheet_large():
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="inlineStr"><is><t>text</t></is></c></row>'
        b'<row r="999999999"><c r="XFD999999999" t="inlineStr"><is><t>far</t></is></c></row></sheetData></worksheet>'
    )

    assert read(changed(saved(A=[["text"]]), "xl/worksheets/sheet1.xml", sheet), "xlsx").graph.nodes == {}


# Any map


@given(argument_graphs())
@settings(max_examples=25)
def test_any_map_comes_back_but_for_the_losses(graph):
    back = read(write(graph, "xlsx"), "xlsx").graph

    assert without_bags(back, "xlsx") == without_bags(minus_losses(graph, "xlsx"), "xlsx")
    if not FORMATS["xlsx"].losses(graph):
        assert replace(back, id="m") == graph


BOOK = next(iter(write(graph_of("b & c -> a", "d -x (b & c -> a)"), "xlsx").values()))
with zipfile.ZipFile(BytesIO(BOOK)) as _archive:
    PARTS = {entry: _archive.read(entry) for entry in _archive.namelist()}


@given(damaged_bytes(BOOK) | st.sampled_from(sorted(PARTS)).flatmap(
    lambda part: damaged_bytes(PARTS[part]).map(lambda content: changed({"m": BOOK}, part, content)["m"])))  # fmt: skip
def test_damaged_workbooks_are_read_or_refused(content):
    with suppress(FormatError):
        read({"m.xlsx": content}, "xlsx")


@pytest.mark.peers
def test_openpyxl_by_itself_reads_what_we_write(tmp_path):
    path = tmp_path / "map.xlsx"
    path.write_bytes(next(iter(write(graph_of("b -> a", "c -x (b -> a)"), "xlsx").values())))

    values = ask_python(
        "import json, sys, openpyxl; book = openpyxl.load_workbook(sys.argv[1]);"
        "print(json.dumps([[c.value for c in row][:5] for row in book['Links'].iter_rows(min_row=2)]))",
        str(path),
    )

    assert values == [
        ["b -> a", "1.1", "support", "support", "b"],
        ["c -x (b -> a)", "1.1.1", "attack", "undercut", "c"],
    ]


def test_a_title_may_stand_above_the_headings_and_is_told():
    rows = [["My arguments"], [], ["Nr", "Claim", "Parent", "Stance"], [1, "A"], [], [2, "B", 1, "Con"]]

    reading = read(saved(Sheet1=rows))

    assert [node.text for node in reading.graph.nodes.values()] == ["A", "B"]
    assert [(link.type.value, link.target) for link in reading.graph.links.values()] == [("attack", "1")]
    assert reading.notes[0].message == "1 row above the headings is left out."
