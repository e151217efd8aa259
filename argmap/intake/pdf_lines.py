"""From the words of a PDF page to its lines in reading order, column by column."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from argmap.intake.pdf_words import Word

_WIDEST_SPACE = 1.5  # font sizes between two words of one line
_FEWEST_LINES = 3  # that make a column
_FEWEST_CHARACTERS = 9  # in the middle line of a column; what is narrower is a table


@dataclass(slots=True)
class Line:
    """Words on one baseline, in reading order; ``column`` counts the columns of the document in reading order."""

    words: list[Word]
    column: int = 0
    left: float = 0.0  # of its column
    right: float = 0.0
    bottom_of_page: float = 0.0  # 0 at the bottom of the page to 1 at its top
    x0: float = field(init=False)
    x1: float = field(init=False)
    y: float = field(init=False)
    size: float = field(init=False)

    def __post_init__(self) -> None:
        self.x0 = min(word.x0 for word in self.words)
        self.x1 = max(word.x1 for word in self.words)
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[word.size] += len(word.text)
        self.size = sizes.most_common(1)[0][0]
        self.y = next(word.y for word in self.words if word.size == self.size)

    @property
    def text(self) -> str:
        return "".join(f"{'' if word.glued or not index else ' '}{word.text}" for index, word in enumerate(self.words))

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words)

    @property
    def top(self) -> float:
        return self.y + 0.75 * self.size


def segments(words: Iterable[Word]) -> list[Line]:
    """Words that are drawn one after the other on one baseline without a wide gap."""
    found: list[list[Word]] = []
    for word in words:
        if found and _beside(found[-1], word):
            found[-1].append(word)
        else:
            found.append([word])
    return [Line(words) for words in found]


def _beside(before: list[Word], word: Word) -> bool:
    last = before[-1]
    size = max(last.size, word.size)
    if abs(last.y - word.y) > 0.45 * size:
        return False
    gap = max(word.x0 - last.x1, last.x0 - word.x1)
    return gap <= _WIDEST_SPACE * size and (word.x0 >= last.x0 or is_right_to_left(word.text))


def is_right_to_left(text: str) -> bool:
    return any("\u0590" <= character <= "\u08ff" or "\ufb1d" <= character <= "\ufefc" for character in text)


def gutters(parts: Sequence[Line]) -> tuple[float, ...]:
    """The x of the middles of the gaps between columns; none on a page of one column."""
    if len(parts) < 2 * _FEWEST_LINES:
        return ()
    left, right = min(part.x0 for part in parts), max(part.x1 for part in parts)
    narrow = [part for part in parts if part.x1 - part.x0 <= 0.6 * (right - left)]
    return tuple(x for x in _empty_strips(narrow, left, right) if _divides(narrow, x))


def _empty_strips(parts: Sequence[Line], left: float, right: float) -> Iterator[float]:
    """The middles of the strips, at least half a font size wide, that hardly any part covers."""
    width = min(int(right - left) + 2, 20_000)
    steps = [0] * (width + 1)
    for part in parts:
        steps[min(width, max(0, round(part.x0 - left)))] += 1
        steps[min(width, max(0, round(part.x1 - left)))] -= 1
    coverage, level = [], 0
    for step in steps:
        level += step
        coverage.append(level)
    limit = max(coverage) // 12
    narrowest = 0.5 * sorted(part.size for part in parts)[len(parts) // 2] if parts else 0.0
    for is_empty, group in groupby(range(width), key=lambda x: coverage[x] <= limit):
        strip = list(group)
        if is_empty and strip[0] > 0 and strip[-1] < width - 2 and len(strip) >= narrowest:
            yield left + (strip[0] + strip[-1]) / 2


def _divides(parts: Sequence[Line], x: float) -> bool:
    """Whether lines of running text stand beside each other on both sides of ``x``."""
    before = [part for part in parts if part.x1 <= x]
    after = [part for part in parts if part.x0 >= x]
    if min(len(before), len(after)) < _FEWEST_LINES:
        return False
    overlap = min(before[0].y, max(part.y for part in before), max(part.y for part in after)) - max(
        min(part.y for part in before), min(part.y for part in after)
    )
    starts = Counter(round(part.x0 / 3) for part in after)
    aligned = sum(count for _, count in starts.most_common(2))
    return overlap > 0 and aligned * 2 >= len(after) and all(_is_text(side) for side in (before, after))


def _is_text(parts: Sequence[Line]) -> bool:
    lengths = sorted(len(part.text) for part in parts)
    return lengths[len(lengths) // 2] >= _FEWEST_CHARACTERS


def in_reading_order(parts: Sequence[Line], cuts: Sequence[float], first_column: int) -> list[Line]:
    """The lines of a page: what spans a gutter divides the page into bands; in each, column after column."""
    lines: list[Line] = []
    column = first_column
    for spanning, band in groupby(sorted(parts, key=lambda part: -part.top), key=lambda part: _spans(part, cuts)):
        members = list(band)
        groups = [members] if spanning else [list(group) for group in _columns(members, cuts)]
        for group in groups:
            lines.extend(_column_lines(group, column))
            column += 1
    return lines


def _spans(part: Line, cuts: Sequence[float]) -> bool:
    slack = 0.5 * part.size
    return any(part.x0 < cut - slack and part.x1 > cut + slack for cut in cuts)


def _columns(parts: Sequence[Line], cuts: Sequence[float]) -> Iterator[list[Line]]:
    edges = [float("-inf"), *cuts, float("inf")]
    right_to_left = sum(is_right_to_left(part.text) for part in parts) * 2 > len(parts)
    ranges = list(zip(edges, edges[1:], strict=False))
    for low, high in reversed(ranges) if right_to_left else ranges:
        group = [part for part in parts if low <= (part.x0 + part.x1) / 2 < high]
        if group:
            yield group


def _column_lines(parts: Sequence[Line], column: int) -> Iterator[Line]:
    """The parts joined to lines, with the edges of their column."""
    rows: list[list[Line]] = []
    for part in sorted(parts, key=lambda part: -part.top):
        row = next((row for row in rows[-2:] if abs(row[0].y - part.y) <= 0.3 * min(row[0].size, part.size)), None)
        if row is not None:
            row.append(part)
        else:
            rows.append([part])
    lines = [Line(_ordered(row)) for row in rows]
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    for line in lines:
        line.column, line.left, line.right = column, left, right
        yield line


def _ordered(row: list[Line]) -> list[Word]:
    backwards = is_right_to_left("".join(part.text for part in row))
    row = sorted(row, key=lambda part: -part.x1 if backwards else part.x0)
    for part in row[1:]:
        part.words[0].glued = False
    return [word for part in row for word in part.words]
