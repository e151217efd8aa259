"""Reading a PDF with pypdfium2: its pages' words and what its document information says.

PDFium is not thread-safe, so one thread at a time reads a document, and closes it before the next one begins.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from dataclasses import dataclass
from threading import Lock
from typing import Any

from argmap.exceptions import IntakeError
from argmap.intake.addresses import absolute_address
from argmap.intake.base import MAX_CHARACTERS
from argmap.intake.blocks import too_long
from argmap.intake.pdf_glyphs import Box, turn, words_of
from argmap.intake.pdf_words import Page, Word

MAX_PAGES = 5000
_LOCK = Lock()
_PASSWORD_ERRORS = frozenset({4, 5})  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_LINEARIZED = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d+)")
_BROKEN = "This PDF is broken{place}; open it in its program, save it again, and try that file."


@dataclass(frozen=True, slots=True)
class PdfSource:
    """All pages and the document information ("Title", "Author", "CreationDate"; empty where it says nothing)."""

    pages: tuple[Page, ...]
    information: dict[str, str]


def read_source(data: bytes) -> PdfSource:
    """The words of each page. Raises IntakeError for files that are broken, protected by a password, or too long."""
    # Imported here: the library costs 15 MB, which a server that reads no PDF should not pay.
    import pypdfium2

    if b"startxref" not in data or _is_cut(data):
        raise IntakeError(_BROKEN.format(place=" (its end is missing)"))
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise IntakeError(_opening_error(error)) from error
        try:
            return _read(document)
        finally:
            document.close()


def _is_cut(data: bytes) -> bool:
    """Whether a file that is ordered for the web, and so says its length, is shorter than that."""
    match = _LINEARIZED.search(data[:2048])
    return match is not None and len(data) < int(match[1])


def _opening_error(error: Any) -> str:
    if error.err_code in _PASSWORD_ERRORS:
        return "This PDF is protected by a password; save a copy without the password and try again."
    return _BROKEN.format(place="")


def _read(document: Any) -> PdfSource:
    count = len(document)
    if count == 0:
        raise IntakeError(_BROKEN.format(place=" (it has no pages)"))
    if count > MAX_PAGES:
        raise IntakeError(f"This PDF has {count:,} pages and the limit is {MAX_PAGES:,}; split it and add the parts.")
    pages: list[Page] = []
    characters = 0
    for number in range(count):
        page = _read_page(document, number)
        characters += sum(len(word.text) + 1 for word in page.words)
        if characters > MAX_CHARACTERS * 1.2:  # running heads will still fall away
            raise IntakeError(too_long(characters))
        pages.append(page)
    information = {key: document.get_metadata_value(key) for key in ("Title", "Author", "CreationDate")}
    return PdfSource(tuple(pages), information)


def _read_page(document: Any, number: int) -> Page:
    import pypdfium2

    try:
        page = document[number]
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise IntakeError(_BROKEN.format(place=f" on page {number + 1:,}")) from error
    try:
        found = list(words_of(text_page, _links(document, page)))
        angle = _main_angle(found)
        _, low, _, high = turn(page.get_bbox(), angle)
        # Text that stands across the page's own is a stamp in the margin.
        return Page(tuple(word for word, its_angle in found if its_angle == angle), low, high)
    finally:
        text_page.close()
        page.close()


def _main_angle(found: list[tuple[Word, int]]) -> int:
    letters: Counter[int] = Counter()
    for word, angle in found:
        letters[angle] += len(word.text)
    return letters.most_common(1)[0][0] if letters else 0


def _links(document: Any, page: Any) -> list[tuple[Box, str]]:
    """The page's links that lead to the web: box and address."""
    import pypdfium2.raw as pdfium

    found: list[tuple[Box, str]] = []
    position, link, box = ctypes.c_int(), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    while pdfium.FPDFLink_Enumerate(page, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            continue
        address = ctypes.create_string_buffer(pdfium.FPDFAction_GetURIPath(document, action, None, 0))
        pdfium.FPDFAction_GetURIPath(document, action, address, len(address))
        href = absolute_address(address.value.decode("utf-8", "replace"))
        if href and pdfium.FPDFLink_GetAnnotRect(link, box):
            found.append(((box.left, box.bottom, box.right, box.top), href))
    return found
