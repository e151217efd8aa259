"""PDF: words, lines, columns and paragraphs by where the file draws its characters."""

from __future__ import annotations

import re
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from argmap.domain.structure import BlockType
from argmap.exceptions import IntakeError
from argmap.intake.base import MAX_CHARACTERS, Metadata
from argmap.intake.blocks import RawBlock, too_long
from argmap.intake.dates import find_date
from argmap.intake.pdf_lines import Line, gutters, in_reading_order, segments
from argmap.intake.pdf_margins import Page, without_margins
from argmap.intake.pdf_paragraphs import blocks_of
from argmap.intake.pdf_words import page_words
from argmap.intake.plain_head import read_head

MAX_PAGES = 3_000
_FEWEST_CHARACTERS = 12  # on a page, on average, of a PDF that is no scan
_ERROR_PASSWORD, _ERROR_SECURITY = 4, 5  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_ONE_AT_A_TIME = threading.Lock()  # PDFium is not thread-safe
_NO_TITLE = re.compile(r"^(microsoft (word|powerpoint)|untitled|\(anonymous\)|document\d*$|.*\.(docx?|pdf|indd|tex|dvi|qxd)$)", re.I)
_NO_AUTHOR = re.compile(r"^(anonymous|\(anonymous\)|unknown|unspecified|user|admin\w*|owner)$", re.I)

BROKEN = "This PDF is broken; open it in a PDF viewer, print it to a new PDF and try again."
PROTECTED = "This PDF is protected by a password; save a copy without the password and try again."
SCANNED = "This PDF holds pictures of pages but no text; run text recognition (OCR) on it and try again."


def read_pdf(data: bytes) -> tuple[list[RawBlock], Metadata]:
    """The blocks of the PDF and what it says about itself. Raises IntakeError where it cannot be read."""
    with _ONE_AT_A_TIME:
        pages, properties = _read(data)
    body = without_margins(pages)
    parts = [segments(words) for words in body]
    own = [gutters(page) for page in parts]
    usual = Counter(cuts for cuts in own if cuts).most_common(1)
    lines: list[Line] = []
    for page, cuts in zip(parts, own, strict=True):
        column = lines[-1].column + 1 if lines else 0
        lines.extend(in_reading_order(page, cuts or (usual[0][0] if usual else ()), column))
    blocks = list(blocks_of(lines))
    return blocks, _metadata(properties, blocks)


def _read(data: bytes) -> tuple[list[Page], dict[str, str]]:
    # Imported here: only PDF needs it, and it costs 9 MB in every process.
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        code = getattr(error, "err_code", None)
        raise IntakeError(PROTECTED if code in {_ERROR_PASSWORD, _ERROR_SECURITY} else BROKEN) from error
    try:
        return _pages(document), document.get_metadata_dict(skip_empty=True)
    except (pypdfium2.PdfiumError, UnicodeDecodeError) as error:
        raise IntakeError(BROKEN) from error
    finally:
        document.close()


def _pages(document: Any) -> list[Page]:
    if len(document) > MAX_PAGES:
        raise IntakeError(f"This PDF has {len(document):,} pages and the limit is {MAX_PAGES:,}; split it and add the parts one by one.")
    pages: list[Page] = []
    characters = 0
    for number in range(len(document)):
        page = document[number]
        pages.append(page_words(page))
        page.close()
        characters += sum(len(word.text) for word in pages[-1][0])
        if characters > MAX_CHARACTERS:
            raise IntakeError(too_long(characters))
    if characters < _FEWEST_CHARACTERS * min(len(pages), 3):
        raise IntakeError(SCANNED)
    return pages


def _metadata(properties: dict[str, str], blocks: Sequence[RawBlock]) -> Metadata:
    """What the first page says, then the file's properties, which are often those of a template."""
    texts = [" ".join(block.text.split()) for block in blocks[:20]]
    title = next((text for text, block in zip(texts[:6], blocks, strict=False) if block.type is BlockType.HEADING), "")
    start = texts.index(title) if title else 0
    head = read_head([*texts[start:], *(" ".join(block.text.split()) for block in blocks[20:][-4:])])
    own = properties.get("Title", "")
    own = "" if _NO_TITLE.match(own) else own
    author = properties.get("Author", "")
    written = Metadata(
        title=own,
        author="" if _NO_AUTHOR.match(author) else author,
        published=find_date(_iso_date(properties.get("CreationDate", ""))),
    )
    shown = replace(head, title=title or head.title)
    if own and any("".join(own.split()).lower() in "".join(text.split()).lower() for text in texts):
        shown = replace(shown, title=own)
    return shown.or_else(written)


def _iso_date(value: str) -> str:
    """A PDF's date, "D:20240102…", as "2024-01-02"."""
    match = re.match(r"D:(\d{4})(\d{2})(\d{2})", value)
    return "-".join(match.groups()) if match else value
