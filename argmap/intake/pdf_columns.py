"""The lines of a page in reading order: columns from left to right, what spans them in its place.

A gutter is a tall white strip with text on both sides. The tallest one parts the page into what is above it, its two
sides, and what is below; each part is read in the same way.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from statistics import median

from argmap.intake.pdf_words import Line, Word, in_line

_WORD_GAP = 0.9  # of the font size: a wider gap may part two columns
_SAME_BASELINE = 0.35  # of the font size
_MANY_LINES = 5  # along a gutter; beside fewer lines it must be wider to count
_WIDE_GUTTER = 1.2  # of the font size
_NARROWEST_COLUMN = 5.0  # times the font size; narrower are bullets, numbers and cells
_INITIAL = 1.8  # times the usual font size
_MANY_PIECES = 400
_MOST_TITLE_LINES = 6

Flow = list[Line]


@dataclass(frozen=True, slots=True)
class _Gutter:
    left: float
    right: float
    bottom: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom


def read_columns(words: Sequence[Word]) -> list[Flow]:
    """The lines of each column, or of what spans columns, in reading order."""
    if not words:
        return []
    size = median([word.size for word in words for _ in word.text])
    flows = _parts(fragments(_with_initials(words, size)), size)
    return [lines for flow in flows if (lines := _lines(flow))]


def _with_initials(words: Sequence[Word], size: float) -> Sequence[Word]:
    """The words; a large initial letter, several lines high, joined to the word at the right of its head."""
    for initial in [word for word in words if len(word.text) == 1 and word.size > _INITIAL * size]:
        beside = [
            word
            for word in words
            if 0 < word.left - initial.left < 2 * initial.size and initial.baseline + size < word.baseline < initial.top
        ]
        if beside and initial.text.isalpha():
            first = min(beside, key=lambda word: (-round(word.baseline), word.left))
            whole = replace(first, text=initial.text + first.text)
            words = [whole if word is first else word for word in words if word is not initial]
    return words


def fragments(words: Sequence[Word]) -> list[Line]:
    """Words side by side on one baseline, parted where the gap may be one between columns."""
    found: list[Line] = []
    for row in _rows(words):
        run: list[Word] = []
        for word in sorted(row, key=lambda word: word.left):
            if run and word.left - max(each.right for each in run) > _WORD_GAP * min(word.size, run[-1].size):
                found.append(in_line(run))
                run = []
            run.append(word)
        found.append(in_line(run))
    return found


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word.baseline):
        if rows and abs(rows[-1][0].baseline - word.baseline) <= _SAME_BASELINE * min(word.size, rows[-1][0].size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return rows


def _parts(lines: list[Line], size: float) -> list[list[Line]]:
    gutter = _best_gutter(lines, size)
    if gutter is None:
        return [lines]
    above = [line for line in lines if line.bottom >= gutter.top - 0.3 * size]
    below = [line for line in lines if line.top <= gutter.bottom + 0.3 * size]
    outside = {id(line) for line in (*above, *below)}
    beside = [line for line in lines if id(line) not in outside]
    middle = (gutter.left + gutter.right) / 2
    left = [line for line in beside if line.left + line.right < 2 * middle]
    right = [line for line in beside if line.left + line.right >= 2 * middle]
    if not left or not right:
        return [lines]
    return [flow for part in (above, left, right, below) if part for flow in _parts(part, size)]


def _best_gutter(lines: Sequence[Line], size: float) -> _Gutter | None:
    """The tallest gutter among the strips that begin where some line ends."""
    # A page with very many pieces is a table or a drawing: a coarse look, so that time stays in bounds.
    step, least = (0.5, 1.5 * size) if len(lines) <= _MANY_PIECES else (3.0, 8 * size)
    best: _Gutter | None = None
    for start in sorted({ceil(line.right / step) * step for line in lines}):
        for width in (_WORD_GAP * size, _WIDE_GUTTER * size):
            for gutter in _free_runs(lines, start, start + width):
                if gutter.height <= max(least, best.height if best else 0.0):
                    continue
                trimmed = _trimmed(lines, gutter, size)
                if trimmed and (best is None or trimmed.height > best.height + 0.1):
                    best = trimmed
    return best


def _free_runs(lines: Sequence[Line], left: float, right: float) -> list[_Gutter]:
    """Where the strip from ``left`` to ``right`` is white, from one crossing line to the next."""
    highest, lowest = max(line.top for line in lines) + 1, min(line.bottom for line in lines) - 1
    crossing = sorted(
        (line for line in lines if line.left < right - 0.2 and line.right > left + 0.2), key=lambda line: -line.top
    )
    bounds = [(highest, highest), *((line.top, line.bottom) for line in crossing), (lowest, lowest)]
    return [_Gutter(left, right, below[0], above[1]) for above, below in pairwise(bounds) if above[1] > below[0]]


def _trimmed(lines: Sequence[Line], gutter: _Gutter, size: float) -> _Gutter | None:
    """The gutter without a title above one of its columns; None where no two columns stand beside it."""
    inside = [
        line for line in lines if line.bottom >= gutter.bottom - 0.3 * size and line.top <= gutter.top + 0.3 * size
    ]
    left, right = _neighbours(inside, gutter)
    if not _is_column(left, size) or not _is_column(right, size):
        return None
    if min(len(left), len(right)) < (_MANY_LINES if gutter.right - gutter.left < _WIDE_GUTTER * size - 0.01 else 2):
        return None
    start = min(max(line.top for line in left), max(line.top for line in right))
    early = [line for line in inside if line.bottom >= start - 0.3 * size]
    titled = any(line.size >= 1.15 * size or line.bold for line in early)
    return (
        _Gutter(gutter.left, gutter.right, gutter.bottom, start)
        if titled and len(early) <= _MOST_TITLE_LINES
        else gutter
    )


def _neighbours(inside: Sequence[Line], gutter: _Gutter) -> tuple[list[Line], list[Line]]:
    """The lines next to the gutter on its left and on its right."""
    lefts: dict[int, Line] = {}
    rights: dict[int, Line] = {}
    for line in inside:
        row = round(line.baseline / 2)
        if line.right <= gutter.left + 0.2:
            lefts[row] = max(lefts.get(row, line), line, key=lambda each: each.right)
        elif line.left >= gutter.right - 0.2:
            rights[row] = min(rights.get(row, line), line, key=lambda each: each.left)
    return list(lefts.values()), list(rights.values())


def _is_column(lines: Sequence[Line], size: float) -> bool:
    return bool(lines) and median([line.width for line in lines]) >= _NARROWEST_COLUMN * size


def _lines(parts: Sequence[Line]) -> Flow:
    """The lines of one column: fragments that stand beside each other joined, raised numbers among them."""
    rows: list[list[Line]] = []
    for part in sorted(parts, key=lambda part: -part.baseline):
        if rows and _overlaps(rows[-1], part):
            rows[-1].append(part)
        else:
            rows.append([part])
    return [in_line([word for part in row for word in part.words]) for row in rows]


def _overlaps(row: Sequence[Line], part: Line) -> bool:
    main = max(row, key=lambda line: (line.size, line.width))
    shared = min(main.top, part.top) - max(main.bottom, part.bottom)
    beside = all(part.left >= line.right - 0.5 or part.right <= line.left + 0.5 for line in row)
    return beside and shared > 0.55 * min(main.top - main.bottom, part.top - part.bottom)
