"""A map as a workbook with two sheets, ``Nodes`` and ``Links``: the tables of ``csv``, for Excel and LibreOffice.

https://ecma-international.org/publications-and-standards/standards/ecma-376/. Every text is written as a text, never
as a formula, and those that look like one are marked so that a spreadsheet leaves them alone when they are edited.
Before a workbook is opened it is unpacked within limits and searched for document types, which no workbook has.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font

from argmap.domain.graph import ArgumentGraph
from argmap.exceptions import FormatError
from argmap.formats._archive import unpacked
from argmap.formats._limits import check_size
from argmap.formats._losses import said
from argmap.formats._names import file_stem
from argmap.formats._reading import only_file
from argmap.formats._table_cells import Table
from argmap.formats._table_headings import table_kind
from argmap.formats._tables import Cell, Cells, is_like_formula, losses_of_tables, safe_in_workbook, tables_of
from argmap.formats._tables_read import reading_of_tables
from argmap.formats.base import Files, Format, Note, Reading, Sample

NAME = "xlsx"
LONGEST_CELL = 32_767  # UTF-16 units; Excel's limit
_ROWS, _COLUMNS = 1_048_576, 256  # the rows are Excel's limit; it has more columns, but no table of ours needs them
_TOP = 10  # rows among which the headings may stand
_WIDTHS = {"text": 60, "note": 30, "sources": 30, "quotes": 40}  # in characters; of the others 14

_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)"
)  # XML has no place for them
_CODE = re.compile("_x(00[01][0-9A-Fa-f]|005[Ff]|[Ff]{3}[EeFf])_")
_DOCUMENT_TYPE = re.compile(rb"<!\s*(DOCTYPE|ENTITY)", re.IGNORECASE)
# What openpyxl raises on workbooks that are no good.
_BROKEN = (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, SyntaxError, AssertionError,
           OSError, EOFError, RuntimeError, zipfile.BadZipFile, zlib.error)  # fmt: skip


def read(files: Files) -> Reading:
    """The graph in the sheets that have our headings; a sheet of links may be missing."""
    name, content = only_file(files, what="A workbook")
    check_size(content)
    tables: dict[str, Table] = {}
    for table in _tables_in(name, content):
        if tables.setdefault(table_kind(table.headings), table) is not table and table_kind(table.headings):
            raise FormatError(f"“{table.file}” is a second sheet of the same kind; leave one of each.")
    if "nodes" not in tables:
        raise FormatError(f"“{name}”: no sheet has a column “text” in its first row; the headings must stand there.")
    notes = said(
        sum(table.above for table in tables.values() if table.kind),
        "1 row above the headings is left out.",
        "{} rows above the headings are left out.",
    )
    return reading_of_tables(tables["nodes"], tables.get("links"), NAME, notes)


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """One workbook with the sheets ``Nodes`` and ``Links``."""
    book = openpyxl.Workbook(write_only=True)
    for title, rows in zip(("Nodes", "Links"), tables_of(graph, NAME), strict=True):
        _fill(book.create_sheet(title), rows)
    file = BytesIO()
    book.save(file)
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": file.getvalue()}


def losses(graph: ArgumentGraph) -> Sequence[Note]:
    """What the two sheets do not give back."""
    cut = sum(_is_long(cell) for table in tables_of(graph, NAME) for row in table for cell in row)
    return [
        *losses_of_tables(graph, NAME),
        *said(
            cut,
            f"1 cell is cut to {LONGEST_CELL:,} characters, the most that Excel takes.",
            f"{{}} cells are cut to {LONGEST_CELL:,} characters, the most that Excel takes.",
        ),
    ]


def recognises(sample: Sample) -> bool:
    """Whether this is a workbook."""
    return sample.content[:4] == b"PK\x03\x04" and b"xl/workbook.xml" in sample.content


def _tables_in(name: str, content: bytes) -> Iterator[Table]:
    """The sheets with any rows. Raises FormatError where this is no workbook or one that is not safe to open."""
    for part, inside in unpacked(name, content).items():
        if _DOCUMENT_TYPE.search(inside.replace(b"\x00", b"")) and part.lower().endswith((".xml", ".rels")):
            raise FormatError(f"“{name}” holds a document type, which no workbook has; save it again in a spreadsheet.")
    try:
        book = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
        for sheet in book.worksheets:
            top = _top(sheet)
            if top:
                above, (first, headings) = next((found for found in enumerate(top) if _is_heading(*found)), (0, top[0]))
                rows = [*_rows(sheet, first + 1, len(headings) + 1)]
                yield Table(f"{name}: {sheet.title}", headings, rows, above)
    except FormatError:
        raise
    except _BROKEN as error:
        raise FormatError(f"“{name}” is no workbook that can be read; open it in a spreadsheet and save it.") from error


def _is_heading(index: int, row: tuple[int, list[str]]) -> bool:
    """Whether this row at the top has our headings; below the first a single cell has not."""
    return table_kind(row[1]) != "" and (index == 0 or sum(map(bool, row[1])) > 1)


def _top(sheet: Any) -> list[tuple[int, list[str]]]:
    """The rows among which the headings may stand, as a title may be above them; without blank ones."""
    top: list[tuple[int, list[str]]] = []
    for number, row in enumerate(sheet.iter_rows(max_row=_ROWS, max_col=_COLUMNS, values_only=True), 1):
        width = max((place for place, value in enumerate(row, 1) if value is not None), default=0)
        if width:
            top.append((number, [*map(_text, row[:width])]))
        if len(top) == _TOP or (top and number > _TOP):
            break
    return top


def _rows(sheet: Any, first: int, width: int) -> Iterator[tuple[int, list[str]]]:
    """The rows from the ``first`` that are not blank, with their numbers."""
    rows = sheet.iter_rows(min_row=first, max_row=_ROWS, max_col=width, values_only=True)
    for number, row in enumerate(rows, first):
        if any(value is not None for value in row):
            yield number, [*map(_text, row)]


def _text(value: Any) -> str:
    if value is None:
        return ""
    match value:
        case str():
            return _CODE.sub(lambda code: chr(int(code[1], 16)), value) if "_x" in value else value
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case datetime() if value.time() == time():
            return value.date().isoformat()
        case date() | time():
            return value.isoformat()
    return str(value)


def _fill(sheet: Any, rows: Sequence[Cells]) -> None:
    sheet.freeze_panes = "A2"
    for number, heading in enumerate(rows[0], 1):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(number)].width = _WIDTHS.get(str(heading), 14)
    extent = f"A1:{openpyxl.utils.get_column_letter(len(rows[0]))}{len(rows)}"
    sheet.calculate_dimension = lambda: extent  # else a reader must look through the whole sheet to know its size
    cells = _Cells(sheet)
    sheet.append(cells.text(cells.heading, str(cell)) for cell in rows[0])
    for row in rows[1:]:
        sheet.append(cells.of(cell) for cell in row)


class _Cells:
    """A few styled cells that are used over and over: a row is written cell by cell.

    Their values are set past openpyxl, which would guess formulas, errors and dates, and round numbers.
    """

    def __init__(self, sheet: Any) -> None:
        self.heading, self.plain, self.like_formula, self.number = (WriteOnlyCell(sheet, "") for _ in range(4))
        self.heading.font = Font(bold=True)
        self.plain.alignment = self.like_formula.alignment = Alignment(wrap_text=True, vertical="top")
        self.like_formula.quotePrefix = True  # a spreadsheet takes it for a text then, even after an edit
        self.number.data_type = "n"

    def of(self, cell: Cell) -> Any:
        """The cell as openpyxl takes it, None where it is empty."""
        if cell is None or cell == "":
            return None
        if isinstance(cell, str):
            return self.text(self.like_formula if is_like_formula(cell) else self.plain, safe_in_workbook(cell))
        self.number._value = repr(cell)
        return self.number

    @staticmethod
    def text(cell: Any, text: str) -> Any:
        cell._value = _cut(_coded(text))
        cell.data_type = "s"
        return cell


def _is_long(cell: Cell) -> bool:
    if not isinstance(cell, str) or len(cell) < LONGEST_CELL // 8:
        return False
    text = _coded(safe_in_workbook(cell))
    return _cut(text) != text


def _coded(text: str) -> str:
    """The text with what XML cannot hold as Excel writes it: _x000B_."""
    return _CONTROL.sub(lambda sign: f"_x{ord(sign[0]):04X}_", text)


def _cut(text: str) -> str:
    """As much of the text as a cell takes."""
    if len(text) <= LONGEST_CELL // 2:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: 2 * LONGEST_CELL].decode("utf-16-le", "ignore")


FORMAT = Format(
    name=NAME,
    label="Excel workbook",
    suffixes=(".xlsx",),
    content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    description="A workbook with two sheets, nodes and links, for Excel and LibreOffice.",
    read=read,
    write=write,
    losses=losses,
    recognises=recognises,
    specification="https://ecma-international.org/publications-and-standards/standards/ecma-376/",
)
