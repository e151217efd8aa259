"""Hard-wrapped plain text: are the line ends inside a paragraph the author's, or those of a mail program?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

NARROWEST = 50  # columns; shorter lines are verse, addresses or tables
WIDEST = 100  # columns; longer lines are paragraphs of their own
_TOLERANCE = 6  # columns that a line may stay short of where its next word would still have fit
_NEARLY_ALL = 0.85


def wrap_width(chunks: Sequence[Sequence[str]]) -> int:
    """The column at which the lines of ``chunks`` (lines between empty lines) were wrapped; 0 where they were not.

    Wrapped text shows by this: nearly every line end stands where the next word would no longer have fit.
    """
    inner = [line for chunk in chunks if len(chunk) > 1 for line in chunk]
    if not inner:
        return 0
    widths = sorted(map(len, inner))
    width = widths[min(len(widths) - 1, len(widths) * 49 // 50)]
    if not NARROWEST <= width <= WIDEST:
        return 0
    ends = [is_filled(before, after, width) for chunk in chunks for before, after in pairwise(chunk)]
    return width if sum(ends) >= _NEARLY_ALL * len(ends) else 0


def is_filled(line: str, following: str, width: int) -> bool:
    """Whether the first word of ``following`` would not have fit on ``line``."""
    word = following.split(maxsplit=1)
    return bool(word) and len(line) + 1 + len(word[0]) > width - _TOLERANCE


def is_wrapped(lines: Sequence[str], width: int) -> bool:
    """Whether all line ends in this paragraph were made by wrapping at ``width``."""
    return bool(width) and all(is_filled(a, b, width) for a, b in pairwise(lines))


def join_lines(lines: Sequence[str]) -> str:
    """The lines as one; a word that was broken at its own hyphen ("well-" "known") stays whole."""
    text = ""
    for line in lines:
        line = line.strip()
        glued = text[-1:] == "-" and text[-2:-1].isalpha() and (line[:1].isalpha() or line[:1] == "-")
        text = text + line if not text or glued else f"{text} {line}"
    return text


def are_paragraphs(lines: Sequence[str]) -> bool:
    """Whether each line is a paragraph of its own: most are longer than anybody wraps."""
    long = sum(1 for line in lines if len(line) > WIDEST)
    return long * 2 >= len(lines)
