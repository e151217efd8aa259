"""The words of a PDF with their places, before anything is known of columns and paragraphs.

Lengths are in points (1/72 inch); ``y`` grows upwards, as in the PDF itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median

_BLANK = 0.08  # of the font size: narrower gaps part no words, as at raised numbers and changes of font


@dataclass(frozen=True, slots=True)
class Word:
    """Letters without a blank: their box, baseline and font size; ``href`` is where a link on them leads."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    baseline: float
    size: float
    bold: bool = False
    href: str = ""


@dataclass(frozen=True)
class Line:
    """Words of one line, in reading order."""

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
        return "".join(text for text, _ in pieces(self.words))

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(frozen=True, slots=True)
class Page:
    """A page's words in the order of the file, and where the page ends."""

    words: tuple[Word, ...]
    bottom: float
    top: float


def pieces(words: Sequence[Word]) -> list[tuple[str, str]]:
    """The words as (text, href), each with the blank before it where there is one."""
    result: list[tuple[str, str]] = []
    before: Word | None = None
    for word in words:
        gap = 0.0 if before is None else max(word.left - before.right, before.left - word.right)
        blank = " " if before is not None and gap > _BLANK * min(word.size, before.size) else ""
        result.append((blank + word.text, word.href))
        before = word
    return result
