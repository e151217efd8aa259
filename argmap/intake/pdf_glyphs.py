"""Reading a PDF with pypdfium2: its pages' words and what its document information says.

PDFium is not thread-safe, so one thread at a time reads a document, and closes it before the next one begins.
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from threading import Lock
from typing import Any

from argmap.exceptions import IntakeError
from argmap.intake.addresses import absolute_address
from argmap.intake.base import MAX_CHARACTERS
from argmap.intake.blocks import too_long
from argmap.intake.pdf_words import Page, Word

MAX_PAGES = 5000
_LOCK = Lock()
_PASSWORD_ERRORS = frozenset({4, 5})  # FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY
_BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(rb"bold|black|heavy|demi(?!r)", re.IGNORECASE)
_LINEARIZED = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d+)")
# Ligatures, and PDFium's marks for a hyphen at the end of a line.
_SPELLED_OUT = str.maketrans(
    {"\x02": "-", "\ufffe": "-", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
Box = tuple[float, float, float, float]  # left, bottom, right, top
_BROKEN = "This PDF is broken{place}; open it in its program, save it again, and try that file."


@dataclass(frozen=True, slots=True)
class PdfSource:
    """All pages and the document information ("Title", "Author", "CreationDate"; empty where it says nothing)."""

    pages: tuple[Page, ...]
    information: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Glyph:
    text: str
    left: float
    bottom: float
    right: float
    top: float


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
        found = list(_words(text_page, _links(document, page)))
        angle = _main_angle(found)
        _, low, _, high = _turn(page.get_bbox(), angle)
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


def _turn(box: Box, angle: int) -> Box:
    """The box (left, bottom, right, top) on a page turned so that text written at ``angle`` degrees stands upright."""
    left, bottom, right, top = box
    match angle:
        case 90:
            return bottom, -right, top, -left
        case 180:
            return -right, -top, -left, -bottom
        case 270:
            return -top, left, -bottom, right
        case _:
            return box


def _words(text_page: Any, links: list[tuple[Box, str]]) -> Iterator[tuple[Word, int]]:
    """Each word, upright, and the angle that it is written at; a word ends at a blank, a leap, or a new baseline."""
    glyphs: list[_Glyph] = []
    first = 0
    for index, glyph in _glyphs(text_page):
        if glyphs and (glyph is None or _leaps(glyphs[-1], glyph)):
            yield _word(text_page, first, glyphs, links)
            glyphs = []
        if glyph is not None:
            first = first if glyphs else index
            glyphs.append(glyph)
    if glyphs:
        yield _word(text_page, first, glyphs, links)


def _glyphs(text_page: Any) -> Iterator[tuple[int, _Glyph | None]]:
    """Each character with its index and box; None for a blank."""
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    high_half = ""
    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        text = high_half + chr(code) if code <= 0x10FFFF else ""
        high_half = text if 0xD800 <= code < 0xDC00 and not high_half else ""
        if high_half or not text:
            continue
        if text.isspace():
            yield index, None
        elif pdfium.FPDFText_GetLooseCharBox(text_page, index, box):
            yield index, _Glyph(text, box.left, box.bottom, box.right, box.top)


def _leaps(before: _Glyph, glyph: _Glyph) -> bool:
    """Whether there is no way from one glyph to the next inside a word."""
    height = max(before.top - before.bottom, 1.0)
    width = max(before.right - before.left, 1.0)
    reach = 0.6 * min(max(height, width), 4 * max(min(height, width), 1.0))
    apart_x = max(glyph.left - before.right, before.left - glyph.right)
    apart_y = max(glyph.bottom - before.top, before.bottom - glyph.top)
    if apart_x > reach or apart_y > reach:
        return True
    overlap_y = min(before.top, glyph.top) - max(before.bottom, glyph.bottom)
    overlap_x = min(before.right, glyph.right) - max(before.left, glyph.left)
    return overlap_y < 0.3 * height and overlap_x < 0.3 * width


def _word(text_page: Any, index: int, glyphs: list[_Glyph], links: list[tuple[Box, str]]) -> tuple[Word, int]:
    import pypdfium2.raw as pdfium

    box = (
        min(glyph.left for glyph in glyphs),
        min(glyph.bottom for glyph in glyphs),
        max(glyph.right for glyph in glyphs),
        max(glyph.top for glyph in glyphs),
    )
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page, index, matrix)
    angle = round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) % 4 * 90
    size = pdfium.FPDFText_GetFontSize(text_page, index) * math.hypot(matrix.c, matrix.d)
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
    left, bottom, right, top = _turn(box, angle)
    baseline = _turn((x.value, y.value, x.value, y.value), angle)[1]
    text = "".join(glyph.text for glyph in glyphs).translate(_SPELLED_OUT)
    word = Word(text, left, right, bottom, top, baseline, size or top - bottom, _is_bold(text_page, index))
    return replace(word, href=_link_at(box, links)), angle


def _is_bold(text_page: Any, index: int) -> bool:
    import pypdfium2.raw as pdfium

    if pdfium.FPDFText_GetFontWeight(text_page, index) >= _BOLD_WEIGHT:
        return True
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text_page, index, name, len(name), ctypes.c_int())
    return _BOLD_NAME.search(name.value) is not None


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


def _link_at(box: Box, links: list[tuple[Box, str]]) -> str:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return next((href for (left, low, right, high), href in links if left <= x <= right and low <= y <= high), "")
