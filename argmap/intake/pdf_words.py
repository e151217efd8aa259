"""The words of a PDF with their places, before anything is known of columns and paragraphs.

Lengths are in points (1/72 inch); ``y`` grows upwards, as in the PDF itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from statistics import median
from typing import NamedTuple

_OPENING, _CLOSING = "([{«‹“‘", ")]}»›”’"
_AT_START = str.maketrans(_CLOSING, _OPENING)
_AT_END = str.maketrans(_OPENING, _CLOSING)
_EDGES = re.compile(r"\A([\W_]*)(.*?)([\W_]*)\Z", re.DOTALL)
_BLANK = 0.08  # of the font size: narrower gaps part no words, as at raised numbers and changes of font


class Glyph(NamedTuple):
    """A letter (or a blank, as " ") and its box; ``number`` is its place in the order that PDFium gives."""

    number: int
    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 1.0)


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a blank: their box, baseline and font size; ``href`` is where a link on them leads.

    ``foreign`` words run against the document's direction: English ones in Hebrew, Arabic ones in French.
    """

    text: str
    left: float
    right: float
    bottom: float
    top: float
    baseline: float
    size: float
    bold: bool = False
    href: str = ""
    foreign: bool = False


@dataclass(frozen=True)
class Line:
    """Words of one line, as they stand from its start to its end."""

    words: tuple[Word, ...]

    @cached_property
    def left(self) -> float:
        return min(word.left for word in self.words)

    @cached_property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @cached_property
    def bottom(self) -> float:
        return min(word.bottom for word in self.words)

    @cached_property
    def top(self) -> float:
        return max(word.top for word in self.words)

    @cached_property
    def baseline(self) -> float:
        return max(self.words, key=lambda word: (word.size, len(word.text))).baseline

    @cached_property
    def size(self) -> float:
        """The font size of most of its letters."""
        return median([word.size for word in self.words for _ in word.text])

    @cached_property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)

    @cached_property
    def text(self) -> str:
        return "".join(text for text, _ in self.pieces)

    @cached_property
    def pieces(self) -> tuple[tuple[str, str], ...]:
        """The words as (text, href), as they are read, each with the blank before it where there is one."""
        result: list[tuple[str, str]] = []
        before: Word | None = None
        for word in _as_read(self.words):
            gap = 0.0 if before is None else max(word.left - before.right, before.left - word.right)
            blank = " " if before is not None and gap > _BLANK * min(word.size, before.size) else ""
            result.append((blank + word.text, word.href))
            before = word
        return tuple(result)

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Page:
    """A page's words in the order of the file, and where the page ends."""

    words: tuple[Word, ...]
    bottom: float
    top: float


def in_line(words: Iterable[Word]) -> Line:
    """The line of these words."""
    return Line(tuple(sorted(words, key=lambda word: word.left)))


def _as_read(words: Sequence[Word]) -> list[Word]:
    """The words of a line in the order in which they are read: those that run against it stand in their own."""
    read = list(words)
    for start, end in _runs([place for place, word in enumerate(read) if word.foreign], read):
        read[start:end] = _turned(read[start:end])
    return read


def _turned(words: Sequence[Word]) -> list[Word]:
    """Foreign words in their own order. The signs at both ends of all stay there; those between change sides."""
    before, *_ = edges(words[0].text)
    *_, after = edges(words[-1].text)
    texts: list[str] = []
    for place, word in enumerate(words):
        start, core, end = edges(word.text)
        texts.append(("" if place == len(words) - 1 else end) + core + ("" if place == 0 else start))
    texts = texts[::-1]
    texts[0] = before + texts[0]
    texts[-1] += after
    return [replace(word, text=oriented(text)) for word, text in zip(reversed(words), texts, strict=True)]


def edges(text: str) -> tuple[str, str, str]:
    """The signs before the letters and digits of a word, the word, and the signs after it."""
    match = _EDGES.match(text)
    return (match[1], match[2], match[3]) if match else ("", text, "")


def oriented(text: str) -> str:
    """The word with its brackets and quotation marks opening at its start and closing at its end.

    A bracket is one drawn sign for two readings; where in the word it stands tells which one is meant.
    """
    start, core, end = edges(text)
    return start.translate(_AT_START) + core + end.translate(_AT_END) if core else text


def _runs(places: Sequence[int], words: Sequence[Word]) -> list[tuple[int, int]]:
    """Where foreign words follow each other, with numbers and signs between them."""
    runs: list[tuple[int, int]] = []
    for place in places:
        if runs and not any(map(str.isalpha, "".join(word.text for word in words[runs[-1][1] : place]))):
            runs[-1] = (runs[-1][0], place + 1)
        else:
            runs.append((place, place + 1))
    return runs
