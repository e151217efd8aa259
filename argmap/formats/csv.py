"""A map as two tables, nodes and links, for spreadsheets and statistics.

https://www.rfc-editor.org/rfc/rfc4180, in UTF-8 with a byte order mark, by which Excel knows it. Read as spreadsheets
write it too: parted by semicolons or tabs, in UTF-16 or Windows-1252, columns in any order, some missing, others added.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from argmap.domain.graph import ArgumentGraph
from argmap.exceptions import FormatError
from argmap.formats._limits import MAX_BYTES
from argmap.formats._losses import said
from argmap.formats._names import file_stem
from argmap.formats._table_cells import Table
from argmap.formats._table_headings import known_names, table_kind
from argmap.formats._tables import LINK_COLUMNS, NODE_COLUMNS, Cells, column_key, losses_of_tables, safe, tables_of
from argmap.formats._tables_read import reading_of_tables
from argmap.formats._text import decode
from argmap.formats.base import Files, Format, Note, Reading, Sample

NAME = "csv"
_SEPARATORS = ",;\t|"
_KNOWN = known_names().union(NODE_COLUMNS, LINK_COLUMNS, ("target",))
_MANY = 16  # bytes, enough to tell two bytes a character from one
_HEAD = 8_000  # bytes in which the headings of a table of ours end

csv.field_size_limit(max(csv.field_size_limit(), MAX_BYTES))  # the module's own limit is a sixteenth of a long text


def read(files: Files) -> Reading:
    """The graph in a table of nodes, with or without a table of links."""
    tables: dict[str, Table] = {}
    foreign = 0
    for name, content in files.items():
        text, is_foreign = _text_of(name, content)
        table = _table(name, text)
        foreign += is_foreign
        if tables.setdefault(table_kind(table.headings), table) is not table:
            raise FormatError(f"“{name}” is a second table of the same kind; choose one of nodes and one of links.")
    if "nodes" not in tables:
        raise FormatError(f"“{next(iter(files), '')}”: the table of nodes is missing; choose both tables.")
    return reading_of_tables(
        tables["nodes"],
        tables.get("links"),
        NAME,
        said(
            foreign,
            "1 table is not in UTF-8: it is read as Windows-1252.",
            "{} tables are not in UTF-8: they are read as Windows-1252.",
        ),
    )


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """Two files, ``….nodes.csv`` and ``….links.csv``, each with a heading row."""
    stem = file_stem(graph.title)
    nodes, links = tables_of(graph, NAME)
    return {f"{stem}.nodes.csv": _file(nodes), f"{stem}.links.csv": _file(links)}


def losses(graph: ArgumentGraph) -> Sequence[Note]:
    """What the two tables do not give back."""
    return [*losses_of_tables(graph, NAME)]


def recognises(sample: Sample) -> bool:
    """Whether the first row has the headings of one of our tables."""
    head = sample.content[:_HEAD]
    if head[:1] in (b"{", b"[", b"<", b"P"):
        return False
    text = head.decode(_encoding_without_mark(head) or "utf-8-sig", "replace").lstrip("\ufeff")
    try:
        headings = next(_records(sample.name, text), (0, []))[1]
    except FormatError:
        return False
    keys, kind = {column_key(heading) for heading in headings}, table_kind(headings, ours_alone=True)
    return kind == "links" or (kind == "nodes" and bool(keys & {"id", "kind"}))


def _text_of(name: str, content: bytes) -> tuple[str, bool]:
    """The text of the file, and whether it is in Windows-1252, the usual encoding of older spreadsheets."""
    try:
        return decode(content, fallback=_encoding_without_mark(content) or "utf-8"), False
    except FormatError as error:
        try:
            return content.decode("cp1252"), True
        except UnicodeDecodeError:
            raise FormatError(f"“{name}”: {error}", line=error.line, column=error.column) from error


def _encoding_without_mark(content: bytes) -> str:
    """UTF-16 in one of its orders, where every second byte is zero; else nothing."""
    head = content[:_MANY]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if len(head) > 3 and not any(head[1::2]):
        return "utf-16-le"
    return "utf-16-be" if len(head) > 3 and not any(head[::2]) else ""


def _table(name: str, text: str) -> Table:
    records = [*_records(name, text)]
    headings = records[0][1] if records else []
    if not table_kind(headings):
        raise FormatError(
            f"“{name}”, row 1: there is no column “text” (of nodes) and none “premises” and “target_node” (of links); "
            "the first row must hold the headings.",
            line=1,
        )
    return Table(name, headings, records[1:])


def _records(name: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """The records that are not blank with their numbers, the headings first; a line ``sep=;`` is none of them."""
    first, _, rest = text.partition("\n")
    if first[:4].lower() == "sep=":
        text = rest
    separator = max(_SEPARATORS, key=lambda sign: _known_headings(text, sign))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for number, record in enumerate(reader, 1):
            if any(record):
                yield number, record
    except csv.Error as error:
        raise FormatError(
            f"“{name}”, line {reader.line_num}: this is no table ({error}); look for a double quote without its pair.",
            line=reader.line_num,
        ) from error


def _known_headings(text: str, separator: str) -> int:
    """How many headings of ours the first record has, when it is parted by this sign."""
    try:
        first = next(csv.reader(io.StringIO(text.lstrip("\r\n"), newline=""), delimiter=separator), [])
    except csv.Error:
        return 0
    return sum(column_key(heading) in _KNOWN for heading in first)


def _file(rows: Sequence[Cells]) -> bytes:
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerows([*map(safe, row)] for row in rows)
    return b"\xef\xbb\xbf" + file.getvalue().encode(errors="replace")


FORMAT = Format(
    name=NAME,
    label="CSV tables",
    suffixes=(".nodes.csv", ".links.csv", ".csv", ".tsv"),
    content_type="text/csv",
    description="Two tables, nodes and links, for spreadsheets and statistics.",
    read=read,
    write=write,
    losses=losses,
    recognises=recognises,
    specification="https://www.rfc-editor.org/rfc/rfc4180",
    parts=(".nodes.csv", ".links.csv"),
)
