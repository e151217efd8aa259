"""The words of one page of a PDF, from the glyphs that PDFium finds on it."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from argmap.intake.pdf_rtl import RTL_LETTER, is_rtl, reads_from_the_right, rows_of, spelled, words_of_row
from argmap.intake.pdf_words import Glyph, Word

_BOLD_WEIGHT = 600
_BOLD_NAME = re.compile(rb"bold|black|heavy|demi(?!r)", re.IGNORECASE)
# Ligatures, and PDFium's marks for a hyphen at the end of a line.
_SPELLED_OUT = str.maketrans(
    {"\x02": "-", "\ufffe": "-", "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)
_CLOSE = 0.3  # of a glyph's height: a shorter step along the line is always one inside a word
Box = tuple[float, float, float, float]  # left, bottom, right, top


class _Style(NamedTuple):
    """What all glyphs drawn at once have in common."""

    angle: int  # degrees, a multiple of 90
    size: float
    bold: bool


def words_of(text_page: Any, links: Sequence[tuple[Box, str]]) -> Iterator[tuple[Word, int]]:
    """Each word, upright, and the angle that it is written at; a word ends at a blank, a leap, or a new baseline."""
    styles: dict[int, _Style] = {}
    for word in _glyph_words(text_page):
        yield _word(text_page, word, _cached_style(text_page, word[0].number, styles), links)


def _glyph_words(text_page: Any) -> Iterator[list[Glyph]]:
    """The glyphs of each word: as PDFium orders them, but by place where letters run from right to left."""
    glyphs = list(_glyphs(text_page))
    has_rtl = RTL_LETTER.search("".join(glyph.text for glyph in glyphs)) is not None
    if not has_rtl or _style(text_page, next(filter(is_rtl, glyphs)).number).angle:
        yield from _parted(glyphs)
        return
    rtl = reads_from_the_right(glyphs)
    for row in rows_of(glyphs, [_origin(text_page, glyph.number)[1] for glyph in glyphs]):
        yield from words_of_row(row, rtl=rtl) if any(map(is_rtl, row)) else _parted(row)


def turn(box: Box, angle: int) -> Box:
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


def _glyphs(text_page: Any) -> Iterator[Glyph]:
    """Each character with its box; a blank of any kind as " "."""
    import pypdfium2.raw as pdfium

    raw = text_page.raw
    get_unicode, get_box = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    box = pdfium.FS_RECTF()
    place = ctypes.byref(box)
    high_half = ""
    for index in range(text_page.count_chars()):
        code = get_unicode(raw, index)
        text = high_half + chr(code) if code <= 0x10FFFF else ""
        high_half = text if 0xD800 <= code < 0xDC00 and not high_half else ""
        if high_half or not text:
            continue
        if get_box(raw, index, place):
            text = " " if text.isspace() else text
            yield Glyph(index, text, box.left, box.bottom, box.right, box.top)
        elif text.isspace():
            yield Glyph(index, " ", 0.0, 0.0, 0.0, 0.0)


def _parted(glyphs: Sequence[Glyph]) -> Iterator[list[Glyph]]:
    word: list[Glyph] = []
    for glyph in glyphs:
        if word and (glyph.text == " " or _leaps(word[-1], glyph)):
            yield word
            word = []
        if glyph.text != " ":
            word.append(glyph)
    if word:
        yield word


def _leaps(before: Glyph, glyph: Glyph) -> bool:
    """Whether there is no way from one glyph to the next inside a word."""
    height = before.top - before.bottom
    if before.bottom == glyph.bottom and -_CLOSE * height < glyph.left - before.right < _CLOSE * height:
        return False  # the usual case, in a third of the time
    height = max(height, 1.0)
    width = max(before.right - before.left, 1.0)
    reach = 0.6 * min(max(height, width), 4 * max(min(height, width), 1.0))
    apart_x = max(glyph.left - before.right, before.left - glyph.right)
    apart_y = max(glyph.bottom - before.top, before.bottom - glyph.top)
    if apart_x > reach or apart_y > reach:
        return True
    overlap_y = min(before.top, glyph.top) - max(before.bottom, glyph.bottom)
    overlap_x = min(before.right, glyph.right) - max(before.left, glyph.left)
    return overlap_y < 0.3 * height and overlap_x < 0.3 * width


def _word(text_page: Any, glyphs: Sequence[Glyph], style: _Style, links: Sequence[tuple[Box, str]]) -> tuple[Word, int]:
    _, texts, lefts, bottoms, rights, tops = zip(*glyphs, strict=True)
    box = min(lefts), min(bottoms), max(rights), max(tops)
    x, y = _origin(text_page, glyphs[0].number)
    left, bottom, right, top = turn(box, style.angle)
    baseline = turn((x, y, x, y), style.angle)[1]
    text = spelled("".join(texts).translate(_SPELLED_OUT))
    href = _link_at(box, links) if links else ""
    word = Word(text, left, right, bottom, top, baseline, style.size or top - bottom, style.bold, href)
    return word, style.angle


def _origin(text_page: Any, index: int) -> tuple[float, float]:
    """Where the glyph's own baseline begins."""
    import pypdfium2.raw as pdfium

    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text_page.raw, index, ctypes.byref(x), ctypes.byref(y))
    return x.value, y.value


def _cached_style(text_page: Any, index: int, styles: dict[int, _Style]) -> _Style:
    """The glyph's style, looked up once for all glyphs that the page draws in one object."""
    import pypdfium2.raw as pdfium

    drawn = ctypes.cast(pdfium.FPDFText_GetTextObject(text_page.raw, index), ctypes.c_void_p).value
    if drawn is None:
        return _style(text_page, index)
    if drawn not in styles:
        styles[drawn] = _style(text_page, index)
    return styles[drawn]


def _style(text_page: Any, index: int) -> _Style:
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text_page.raw, index, matrix)
    angle = round(math.degrees(math.atan2(matrix.b, matrix.a)) / 90) % 4 * 90
    size = pdfium.FPDFText_GetFontSize(text_page.raw, index) * math.hypot(matrix.c, matrix.d)
    return _Style(angle, size, _is_bold(text_page, index))


def _is_bold(text_page: Any, index: int) -> bool:
    import pypdfium2.raw as pdfium

    if pdfium.FPDFText_GetFontWeight(text_page.raw, index) >= _BOLD_WEIGHT:
        return True
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text_page.raw, index, name, len(name), ctypes.c_int())
    return _BOLD_NAME.search(name.value) is not None


def _link_at(box: Box, links: Sequence[tuple[Box, str]]) -> str:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return next((href for (left, low, right, high), href in links if left <= x <= right and low <= y <= high), "")
