"""DOCX: paragraphs, headings, lists, quotations, tables, notes and hyperlinks of a Word document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from lxml.etree import LxmlError, XMLSyntaxError, fromstring

from argmap.domain.structure import BlockType
from argmap.exceptions import IntakeError
from argmap.intake.archive import BROKEN, check_archive
from argmap.intake.base import Metadata
from argmap.intake.blocks import RawBlock, Run
from argmap.intake.docx_runs import RunReader, note_label
from argmap.intake.docx_styles import Kind, Styles, W, read_styles
from argmap.intake.language import primary_subtag
from argmap.intake.plain_head import read_head

if TYPE_CHECKING:
    from docx.document import Document

_CONTAINERS = frozenset(
    f"{W}{name}"
    for name in (
        "body",
        "sdt",
        "sdtContent",
        "customXml",
        "smartTag",
        "ins",
        "moveTo",
        "tc",
        "txbxContent",
        "footnote",
        "endnote",
    )
)
_NOT_AUTHORS = frozenset(
    {"python-docx", "microsoft office user", "user", "unknown", "windows user", "admin", "administrator"}
)
_TEMPLATE_DATE = date(2013, 12, 23)  # of the template that python-docx brings
_LONGEST_BOLD_HEADING = 100  # characters
# What python-docx raises on broken packages: it trusts their structure.
_BROKEN = (LookupError, ValueError, TypeError, AttributeError, OSError, EOFError, RuntimeError, LxmlError)


@dataclass(frozen=True, slots=True)
class _Found:
    block: RawBlock
    role: str = ""
    bold: bool = False


def read_docx(data: bytes) -> tuple[list[RawBlock], Metadata]:
    """The blocks of the document and what it says about itself. Raises IntakeError where it cannot be read."""
    # Imported here: only DOCX needs it, and it costs 16 MB in every process.
    from docx import Document as open_document
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError

    check_archive(data)
    try:
        document = open_document(BytesIO(data))
        found = list(_with_bold_headings(list(_document_blocks(document))))
        return [item.block for item in found], _metadata(document, found)
    except (*_BROKEN, PythonDocxError, OpcError) as error:
        raise IntakeError(BROKEN) from error


def _document_blocks(document: Document) -> Iterator[_Found]:
    part = document.part
    reader = _Reader(read_styles(document), RunReader(_addresses(part)))
    body = list(reader.blocks(document.element.body))
    shift = any(item.role == "title" for item in body)
    for item in body:
        yield _deeper(item) if shift and not item.role else item
    for relation in part.rels.values():
        if not relation.is_external and relation.reltype.endswith(("/footnotes", "/endnotes")):
            yield from _notes(relation.target_part, reader.styles)


def _deeper(item: _Found) -> _Found:
    """Headings stand below the document's title."""
    block = item.block
    if block.type is not BlockType.HEADING:
        return item
    return replace(item, block=replace(block, level=min(block.level + 1, 6)))


def _addresses(part: Any) -> dict[str, str]:
    return {key: relation.target_ref for key, relation in part.rels.items() if relation.is_external}


def _notes(part: Any, styles: Styles) -> Iterator[_Found]:
    """Each note as a paragraph that begins with its number."""
    try:
        root = fromstring(part.blob)
    except XMLSyntaxError as error:
        raise IntakeError(BROKEN) from error
    reader = _Reader(styles, RunReader(_addresses(part)))
    for note in root:
        if note.get(f"{W}type") in {"separator", "continuationSeparator", "continuationNotice"}:
            continue
        label = f"[{note_label(str(note.tag), note.get(f'{W}id', ''))}] "
        for index, item in enumerate(reader.blocks(note)):
            runs = (Run(label), *item.block.runs) if index == 0 else item.block.runs
            yield _Found(RawBlock(BlockType.PARAGRAPH, runs))


@dataclass(slots=True)
class _Reader:
    styles: Styles
    words: RunReader

    def blocks(self, container: Any) -> Iterator[_Found]:
        """The blocks in the order of the document; boxes stand after the paragraph that they are anchored in."""
        for element in container:
            if element.tag == f"{W}p":
                yield self._paragraph(element)
                for box in element.iter(f"{W}txbxContent"):
                    if not _is_double(box):
                        yield from self.blocks(box)
            elif element.tag == f"{W}tbl":
                yield from self._table(element)
            elif element.tag in _CONTAINERS:
                yield from self.blocks(element)

    def _paragraph(self, element: Any) -> _Found:
        kind: Kind = self.styles.kind(element)
        block = RawBlock(kind.type, tuple(self.words.runs(element)), kind.level, kind.ordered)
        return _Found(block, kind.role, _is_bold(element))

    def _table(self, table: Any) -> Iterator[_Found]:
        """Each row as a paragraph; a table of one cell is a frame, whose content counts."""
        rows = [[cell for cell in row.iter(f"{W}tc") if _own(cell, row)] for row in table.findall(f"{W}tr")]
        if len(rows) == 1 and len(rows[0]) == 1:
            yield from self.blocks(rows[0][0])
            return
        for row in rows:
            runs: list[Run] = []
            for cell in row:
                inside = [run for item in self.blocks(cell) for run in (*item.block.runs, Run(" "))][:-1]
                runs.extend((*([Run(" | ")] if runs else []), *inside))
            yield _Found(RawBlock(BlockType.PARAGRAPH, tuple(runs)))


def _own(cell: Any, row: Any) -> bool:
    """Whether the cell is the row's own: not one of a table inside, not the continuation of the cell above."""
    merge = cell.find(f"{W}tcPr/{W}vMerge")
    continues = merge is not None and merge.get(f"{W}val", "continue") == "continue"
    return not continues and next(cell.iterancestors(f"{W}tr")) is row


def _is_double(box: Any) -> bool:
    """Boxes are written twice, for new and old programs, and may stand inside each other."""
    return any(str(ancestor.tag).endswith("}Fallback") for ancestor in box.iterancestors()) or any(
        True for _ in box.iterancestors(f"{W}txbxContent")
    )


def _is_bold(paragraph: Any) -> bool:
    runs = [run for run in paragraph.iter(f"{W}r") if any((text.text or "").strip() for text in run.iter(f"{W}t"))]
    marks = [run.find(f"{W}rPr/{W}b") for run in runs]
    return bool(runs) and all(mark is not None and mark.get(f"{W}val", "true") not in {"0", "false"} for mark in marks)


def _with_bold_headings(found: Sequence[_Found]) -> Iterator[_Found]:
    """Where no style makes a heading, short bold paragraphs are the headings."""
    styled = any(item.block.type is BlockType.HEADING for item in found)
    for item in found:
        text = item.block.text.strip()
        plain = item.block.type is BlockType.PARAGRAPH and not item.role
        if (
            not styled
            and plain
            and item.bold
            and 0 < len(text) <= _LONGEST_BOLD_HEADING
            and not text.endswith((".", ",", ";", ":"))
        ):
            yield replace(item, block=replace(item.block, type=BlockType.HEADING, level=2))
        else:
            yield item


def _metadata(document: Document, found: Sequence[_Found]) -> Metadata:
    """Styles first, then the first lines, then the document's properties, which are often those of a template."""
    texts = [(" ".join(item.block.text.split()), item) for item in found if item.block.text.strip()]
    head = read_head([text for text, _ in texts])
    styled = Metadata(
        title=next((text for text, item in texts if item.role == "title"), ""),
        subtitle=next((text for text, item in texts if item.role == "subtitle"), ""),
    )
    first = next((text for text, item in texts[:3] if item.block.type is BlockType.HEADING), "")
    core = document.core_properties
    author = core.author if (core.author or "").lower() not in _NOT_AUTHORS else ""
    properties = Metadata(
        title="" if (core.title or "").startswith(("Microsoft Word", "Word Document")) else core.title or "",
        author=author or "",
        published=core.created.date() if core.created and core.created.date() != _TEMPLATE_DATE else None,
        language=primary_subtag(core.language or "") or _default_language(document),
    )
    if styled.title or first:
        head = replace(head, title=first, subtitle="" if styled.title else head.subtitle)
    return styled.or_else(replace(properties, author="", published=None)).or_else(head).or_else(properties)


def _default_language(document: Document) -> str:
    language = document.styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    return primary_subtag(language.get(f"{W}val", "")) if language is not None else ""
