"""The words of a PDF page with their places.

Lengths are points (1/72 inch); x grows to the right and y upwards, in the direction in which most of the page reads.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_BLANKS = frozenset(map(ord, " \t\r\n\xa0\u2002\u2003\u2009\u202f\u3000"))
_LINE_HYPHENS = frozenset({0x02, 0xFFFE})  # how PDFium gives a hyphen at the end of a line
_BOLD = 600  # font weight
_TURNS: tuple[Callable[[float, float], tuple[float, float]], ...] = (
    lambda x, y: (x, y),
    lambda x, y: (y, -x),
    lambda x, y: (-x, -y),
    lambda x, y: (-y, x),
)


@dataclass(slots=True)
class Word:
    """A word: its box from ``x0`` to ``x1``, its baseline ``y`` and its font size; ``glued`` to the word before it."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    glued: bool = False
    href: str = ""

    @property
    def top(self) -> float:
        return self.y + 0.75 * self.size


@dataclass(frozen=True, slots=True)
class PageBox:
    """Bottom and top of the page in the direction in which it reads."""

    bottom: float
    top: float


def page_words(page: Any) -> tuple[list[Word], PageBox]:
    """The words in the order in which the file draws them, and the page's extent."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    try:
        reader = _CharReader(pdfium, text.raw)
        words = list(reader.words())
    finally:
        text.close()
    turn = _TURNS[reader.quarter]
    left, bottom, right, top = page.get_mediabox()
    ends = sorted(turn(x, y)[1] for x, y in ((left, bottom), (right, top)))
    _mark_links(words, list(_links(pdfium, page, turn)))
    return words, PageBox(ends[0], ends[1])


class _CharReader:
    """Joins the characters of a text page to words."""

    def __init__(self, pdfium: Any, handle: Any) -> None:
        self.pdfium, self.handle = pdfium, handle
        self.count = max(0, pdfium.FPDFText_CountChars(handle))
        self.box = pdfium.FS_RECTF()
        self.x, self.y = ctypes.c_double(), ctypes.c_double()
        self.matrix = pdfium.FS_MATRIX()
        self.quarter = self._most_common_quarter()

    def words(self) -> Iterator[Word]:
        word: Word | None = None
        for index in range(self.count):
            code = self.pdfium.FPDFText_GetUnicode(self.handle, index)
            if code in _BLANKS or not code:
                if word:
                    yield word
                word = None
                continue
            x0, x1, y = self._place(index)
            character = self._character(code, index)
            if word and _goes_on(word, character, x0, x1, y):
                word.text += character
                word.x0, word.x1 = min(word.x0, x0), max(word.x1, x1)
                continue
            size = self._size(index)
            glued = word is not None and abs(y - word.y) < 0.5 * size and -0.5 * size < x0 - word.x1 < 0.15 * size
            if word:
                yield word
            word = None
            if self._quarter(index) == self.quarter:
                bold = self.pdfium.FPDFText_GetFontWeight(self.handle, index) >= _BOLD
                word = Word(character, x0, x1, y, size, bold, glued)
        if word:
            yield word

    def _character(self, code: int, index: int) -> str:
        if code in _LINE_HYPHENS:
            return "-"
        if 0xD800 <= code < 0xDC00 and index + 1 < self.count:
            low = self.pdfium.FPDFText_GetUnicode(self.handle, index + 1)
            return chr(0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00)) if 0xDC00 <= low < 0xE000 else "\ufffd"
        if 0xD800 <= code < 0xE000 or code > 0x10FFFF:
            return ""
        return chr(code).translate(_LIGATURES)

    def _place(self, index: int) -> tuple[float, float, float]:
        """Left, right and baseline of the character."""
        pdfium, turn = self.pdfium, _TURNS[self.quarter]
        pdfium.FPDFText_GetLooseCharBox(self.handle, index, self.box)
        pdfium.FPDFText_GetCharOrigin(self.handle, index, self.x, self.y)
        if self.quarter == 0:
            return self.box.left, self.box.right, self.y.value
        one, other = turn(self.box.left, self.box.bottom)[0], turn(self.box.right, self.box.top)[0]
        return min(one, other), max(one, other), turn(self.x.value, self.y.value)[1]

    def _size(self, index: int) -> float:
        """The font size as it appears: the nominal size times the scale of the text's matrix."""
        nominal = self.pdfium.FPDFText_GetFontSize(self.handle, index)
        if self.pdfium.FPDFText_GetMatrix(self.handle, index, self.matrix):
            nominal *= math.hypot(self.matrix.c, self.matrix.d) or 1.0
        return float(min(max(nominal, 1.0), 500.0))

    def _quarter(self, index: int) -> int:
        """The turn of the character in quarters: 0 is upright."""
        return round(self.pdfium.FPDFText_GetCharAngle(self.handle, index) / (math.pi / 2)) % 4

    def _most_common_quarter(self) -> int:
        step = max(1, self.count // 60)
        quarters = Counter(self._quarter(index) for index in range(0, self.count, step))
        return quarters.most_common(1)[0][0] if quarters else 0


def _goes_on(word: Word, character: str, x0: float, x1: float, y: float) -> bool:
    """Whether a character belongs to the word before it: on its line, right beside it."""
    size = word.size
    if abs(y - word.y) > 0.1 * size:
        return False
    if not character or "\u0590" <= character <= "\u08ff" or "\ufb1d" <= character <= "\ufefc":
        return word.x0 - 0.25 * size <= x1 and x0 <= word.x1 + 0.25 * size
    return -0.6 * size <= x0 - word.x1 <= 0.25 * size


def _links(pdfium: Any, page: Any, turn: Callable[[float, float], tuple[float, float]]) -> Iterator[tuple[float, float, float, float, str]]:
    """The page's links to addresses: left, bottom, right, top, address."""
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    rectangle = pdfium.FS_RECTF()
    while pdfium.FPDFLink_Enumerate(page.raw, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        if not action or not pdfium.FPDFLink_GetAnnotRect(link, rectangle):
            continue
        length = pdfium.FPDFAction_GetURIPath(page.pdf.raw, action, None, 0)
        if 1 < length < 4000:
            buffer = ctypes.create_string_buffer(length)
            pdfium.FPDFAction_GetURIPath(page.pdf.raw, action, buffer, length)
            x0, y0 = turn(rectangle.left, rectangle.bottom)
            x1, y1 = turn(rectangle.right, rectangle.top)
            address = buffer.value.decode("utf-8", "replace")
            yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1), address


def _mark_links(words: list[Word], links: list[tuple[float, float, float, float, str]]) -> None:
    from argmap.intake.addresses import absolute_address

    for left, bottom, right, top, address in links[:2000]:
        href = absolute_address(address)
        for word in words:
            middle = (word.x0 + word.x1) / 2
            if href and left <= middle <= right and bottom <= word.y + 0.3 * word.size <= top:
                word.href = href
