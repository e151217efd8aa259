"""Texts in which the matches are marked, as runs of words and as excerpts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

BEGIN, END = "\x02", "\x03"  # no text that people write holds these
BEFORE, LENGTH = 90, 320  # code points of an excerpt: before the first match, and in all
_GAP = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Run:
    """Words that match, or words between matches."""

    text: str
    is_match: bool = False


def runs_of(marked: str) -> tuple[Run, ...]:
    """The runs of a marked text."""
    return tuple(run for run in _runs(marked) if run.text)


def _runs(marked: str) -> Iterator[Run]:
    first, *others = marked.split(BEGIN)
    yield Run(first.replace(END, ""))
    for piece in others:
        match, _, after = piece.partition(END)
        yield Run(match, is_match=True)
        yield Run(after.replace(END, ""))


def excerpt_of(marked: str) -> tuple[Run, ...]:
    """The part of a marked text about its first match, or its beginning; dots stand for what is left out."""
    start = max(marked.find(BEGIN), 0)
    begin = _word_after(marked, start - BEFORE) if start > BEFORE else 0
    end = _word_before(marked, begin + LENGTH) if len(marked) > begin + LENGTH else len(marked)
    part = marked[begin:end]
    if part.count(BEGIN) > part.count(END):
        part += END
    line = _GAP.sub(" ", part).strip()
    return runs_of(f"{'… ' if begin else ''}{line}{' …' if end < len(marked) else ''}")


def _word_after(text: str, place: int) -> int:
    """Where a word begins at or behind this place, or the place itself in a script without spaces."""
    gap = _GAP.search(text, place, place + BEFORE)
    return gap.end() if gap else place


def _word_before(text: str, place: int) -> int:
    gap = text.rfind(" ", place - BEFORE, place)
    return gap if gap > 0 else place


def place_of_match(marked: str) -> int | None:
    """Where the first match begins in the text without marks, in code points."""
    place = marked.find(BEGIN)
    return None if place < 0 else place


def mark_inside(marked: str, words: Sequence[str]) -> str:
    """The same with these words marked wherever they stand."""
    if not words:
        return marked
    pattern = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    return pattern.sub(lambda found: f"{BEGIN}{found[0]}{END}", marked)
