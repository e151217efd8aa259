"""How wide text is, and where it breaks, without a font to measure with.

The widths are our own table for system sans-serif fonts, in hundredths of the font size, on the safe side: those of
the widest common one (DejaVu Sans, Verdana), so that text that fits here fits on every reader's machine.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_WIDTHS = {
    28: "'ijl",
    32: "IJ ,.‘’·\u00a0",
    36: "/:;\\|f",
    40: "-()[]t!",
    46: '"r',
    53: "*_`–°§†‡“”sz",
    58: "?cLFk",
    62: "vxyPTYaeo«»",
    66: "$0123456789ESbdghnpqu{}€£¶K",
    70: "ABVXZCR",
    79: "UNH&DGOQ",
    87: "#+<=>^~×−≈→←↑↓≤≥Mw",
    100: "%½mW@—…©®™№",
}
_TABLE = {character: width for width, characters in _WIDTHS.items() for character in characters}
_INDIC = range(0x0900, 0x0E00)
_ARABIC = range(0x0590, 0x0900)  # with Hebrew and Syriac
_EMOJI = 140
_BLANKS = re.compile("[^\\S\u00a0\u2007\u202f]+")  # white space at which a line may break
_NOT_FIRST = frozenset("、。，．・：；？！）］｝」』】〉》〕〗…ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ")
_NOT_LAST = frozenset("（［｛「『【〈《〔〖")
_BREAK_AFTER = frozenset("-–—/")
BOLD = 1.1  # how much wider the table's letters are in bold


def width_of(text: str, size: float) -> float:
    """The width of a line of text in pixels for a font size in pixels."""
    return sum(map(_width, text)) * size / 100


def broken(text: str, width: float, size: float) -> list[str]:
    """The text in lines that are at most ``width`` pixels wide; one empty line for an empty text.

    Breaks at blanks, after dashes and slashes, between ideographs, and inside a word only where it alone is too wide.
    """
    room = width * 100 / size
    lines: list[str] = []
    line, used = "", 0
    for piece, wide, blank in _pieces(text, room):
        gap = _width(" ") if blank and line else 0
        if line and used + gap + wide > room:
            lines.append(line)
            line, used, gap = "", 0, 0
        line += (" " if gap else "") + piece
        used += gap + wide
    return [*lines, line]


def is_rtl(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    if text.isascii():
        return False
    for character in text:
        match unicodedata.bidirectional(character):
            case "L":
                return False
            case "R" | "AL":
                return True
    return False


def _pieces(text: str, room: float) -> Iterator[tuple[str, int, bool]]:
    """What never breaks, with its width, and whether a blank stands before it."""
    for word in _BLANKS.split(text):
        blank = True
        for piece in _parts(word):
            wide = sum(map(_width, piece))
            for fit in [piece] if wide <= room else _split(piece, room):
                yield fit, sum(map(_width, fit)), blank
                blank = False


def _parts(word: str) -> Iterator[str]:
    """A word in the parts between which it may break."""
    if word.isascii() and "-" not in word and "/" not in word:  # most words: the rest would only take time
        yield from [word] if word else ()
        return
    part = ""
    for character in word:
        if part and _may_break(part[-1], character):
            yield part
            part = ""
        part += character
    if part:
        yield part


def _may_break(before: str, after: str) -> bool:
    if after in _NOT_FIRST or before in _NOT_LAST or _width(after) == 0:
        return False
    if _is_ideograph(before) or _is_ideograph(after):
        return True
    return before in _BREAK_AFTER and after.isalnum()


def _split(piece: str, room: float) -> Iterator[str]:
    """A piece that is wider than a line, in parts that fit; marks and joined emoji stay with what they belong to."""
    part, used = "", 0
    for character in piece:
        wide = _width(character)
        if part and used + wide > room and wide and not part.endswith("\u200d"):
            yield part
            part, used = "", 0
        part += character
        used += wide
    if part:
        yield part


def _is_ideograph(character: str) -> bool:
    return character >= "\u2e80" and unicodedata.east_asian_width(character) in "WF" and character < "\U0001f000"


@lru_cache(maxsize=4096)
def _width(character: str) -> int:
    """In hundredths of the font size."""
    if character in _TABLE:
        return _TABLE[character]
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf", "Cc"):
        return 0
    if character >= "\U0001f000" or category == "So":
        return _EMOJI if ord(character) not in range(0x20000, 0x40000) else 100
    if unicodedata.east_asian_width(character) in "WF":
        return 100
    base = unicodedata.normalize("NFD", character)[0]
    return _TABLE.get(base) or _unknown_width(character, category)


def _unknown_width(character: str, category: str) -> int:
    code = ord(character)
    if code in _INDIC or code >= 0x10000:
        return 110
    if code in _ARABIC:
        return 74
    return {"Lu": 92, "Ll": 78, "Nd": 66}.get(category, 100)
