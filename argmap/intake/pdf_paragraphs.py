"""From the lines of a PDF to paragraphs, headings and items of lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from argmap.domain.structure import BlockType
from argmap.intake.blocks import RawBlock, Run
from argmap.intake.pdf_hyphens import join_words
from argmap.intake.pdf_lines import Line

_BULLET = re.compile(r"[•‣▪◦●■○–]\s*|[-*]\s+")
_NOTE = re.compile(r"[\d*†‡§¹²³⁴-⁹]")
_SENTENCE_END = re.compile(r"[.!?:;…。！？؟][\"'”’»)\]]*$")
_LARGER = 1.12  # than the running text: a heading
_SMALLER = 0.93  # than the running text: a note
_LONGEST_HEADING = 300  # characters


@dataclass(frozen=True, slots=True)
class Measure:
    """What is usual in one document: font size of the running text, distance of lines, whether first lines are indented."""

    size: float
    leading: float
    indents: bool


def measure(lines: Sequence[Line]) -> Measure:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += sum(len(word.text) for word in line.words)
    size = sizes.most_common(1)[0][0]
    body = [(a, b) for a, b in zip(lines, lines[1:], strict=False) if a.column == b.column and _same_size(a.size, b.size, size)]
    gaps = [a.y - b.y for a, b in body if 0 < a.y - b.y < 4 * size]
    leading = median(gaps) if gaps else 1.2 * size
    indented = sum(1 for a, b in body if _indent(b) > 0.7 * size and _indent(a) < 0.3 * size and a.y - b.y < 1.3 * leading)
    return Measure(size, leading, indented * 20 >= len(body) and indented > 1)


def _same_size(*sizes: float) -> bool:
    return max(sizes) <= 1.06 * min(sizes)


def _indent(line: Line) -> float:
    return line.x0 - line.left


def blocks_of(lines: Sequence[Line]) -> Iterator[RawBlock]:
    """The blocks of the document; notes at the foot of columns stand at the end."""
    if not lines:
        return
    usual = measure(lines)
    body, notes = _without_notes(lines, usual)
    vocabulary = _vocabulary(lines)
    paragraphs = [*_paragraphs(body, usual), *_paragraphs(notes, usual)]
    levels = _heading_levels(paragraphs, usual)
    for paragraph in _with_initials(paragraphs):
        yield _block(paragraph, usual, levels, vocabulary)


def _without_notes(lines: Sequence[Line], usual: Measure) -> tuple[list[Line], list[Line]]:
    """The running text, and the small lines at the foot of columns that begin with a note's mark."""
    notes: set[int] = set()
    index = len(lines)
    while index:
        end = index
        column = lines[index - 1].column
        while index and lines[index - 1].column == column and lines[index - 1].size <= _SMALLER * usual.size:
            index -= 1
        start = next((at for at in range(index, end) if _NOTE.match(lines[at].text)), end)
        if index and lines[index - 1].column == column:
            notes.update(range(start, end))
        while index and lines[index - 1].column == column:
            index -= 1
    body = [line for at, line in enumerate(lines) if at not in notes]
    return body, [lines[at] for at in sorted(notes)]


def _vocabulary(lines: Sequence[Line]) -> Counter[str]:
    """How often each word stands whole inside a line."""
    return Counter(
        re.sub(r"^\W+|\W+$", "", word.text).lower() for line in lines for word in line.words[: len(line.words) - 1] or line.words
    )


def _paragraphs(lines: Sequence[Line], usual: Measure) -> list[list[Line]]:
    paragraphs: list[list[Line]] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        if paragraphs and not _begins(paragraphs[-1], line, following, usual):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _begins(paragraph: Sequence[Line], line: Line, following: Line | None, usual: Measure) -> bool:
    """Whether a new paragraph begins with ``line``."""
    before = paragraph[-1]
    if not _same_size(before.size, line.size) or before.bold != line.bold and _ends_early(before, line):
        return True
    if _BULLET.match(line.text) and len(line.words) > 1:
        return True
    if before.column != line.column:
        return _begins_elsewhere(before, line, usual)
    leading = usual.leading * max(line.size / usual.size, 1.0)
    if not 0 < before.y - line.y <= 1.35 * leading:
        return abs(before.y - line.y) > 0.3 * line.size
    return _begins_by_shape(paragraph, line, following)


def _begins_by_shape(paragraph: Sequence[Line], line: Line, following: Line | None) -> bool:
    before = paragraph[-1]
    step = 0.7 * line.size
    if line.size and _ends_early(before, line) and _SENTENCE_END.search(before.text):
        return True
    if len(paragraph) > 1 and line.x0 < before.x0 - step and abs(paragraph[0].x0 - line.x0) < step:
        return True  # back to the edge after hanging lines
    if line.x0 <= before.x0 + step:
        return False
    hanging = following is not None and following.column == line.column and abs(following.x0 - line.x0) < 0.3 * line.size
    return not (hanging and len(paragraph) == 1)


def _begins_elsewhere(before: Line, line: Line, usual: Measure) -> bool:
    """At the top of a column or page, where no distance tells."""
    if not _SENTENCE_END.search(before.text):
        return False
    if _ends_early(before, line, right=before.right):
        return True
    return _indent(line) > 0.7 * line.size if usual.indents else not line.text[:1].islower()


def _ends_early(before: Line, line: Line, right: float | None = None) -> bool:
    """Whether the first word of ``line`` would have fit on the line before it."""
    word = line.words[0]
    edge = before.right if right is None else right
    return before.x1 + (word.x1 - word.x0) + 0.8 * before.size < edge


def _heading_levels(paragraphs: Sequence[Sequence[Line]], usual: Measure) -> dict[float, int]:
    """The levels of headings by font size, the largest first."""
    sizes = sorted({round(lines[0].size) for lines in paragraphs if lines[0].size >= _LARGER * usual.size}, reverse=True)
    return {size: min(level, 6) for level, size in enumerate(sizes, start=1)}


def _with_initials(paragraphs: Sequence[list[Line]]) -> Iterator[list[Line]]:
    """The paragraphs; a large initial letter is glued to the words after it."""
    initial: list[Line] | None = None
    for lines in paragraphs:
        if initial:
            lines[0].words[0].glued = True
            lines[0].words.insert(0, initial[0].words[0])
            initial = None
        elif len(lines) == 1 and len(lines[0].text) == 1 and lines[0].text.isalpha() and lines is not paragraphs[-1]:
            initial = lines
            continue
        yield lines


def _block(lines: Sequence[Line], usual: Measure, levels: dict[float, int], vocabulary: Counter[str]) -> RawBlock:
    runs = tuple(Run(text, href) for text, href in join_words(lines, vocabulary, _breaks(lines)))
    text = "".join(run.text for run in runs)
    size = lines[-1].size
    if size >= _LARGER * usual.size and len(text) <= _LONGEST_HEADING:
        return RawBlock(BlockType.HEADING, runs, level=levels.get(round(size), 1))
    if all(line.bold for line in lines) and len(text) <= 120 and not _SENTENCE_END.search(text) and any(map(str.isalpha, text)):
        return RawBlock(BlockType.HEADING, runs, level=min(len(levels) + 1, 6))
    if match := _BULLET.match(text):
        return RawBlock(BlockType.LIST_ITEM, _cut(runs, match.end()), level=1)
    return RawBlock(BlockType.PARAGRAPH, runs)


def _breaks(lines: Sequence[Line]) -> bool:
    """Whether the line ends are the author's (verse, addresses): most lines end early, though the next word would fit."""
    early = sum(_ends_early(a, b) for a, b in zip(lines, lines[1:], strict=False))
    return len(lines) > 2 and early * 3 >= 2 * (len(lines) - 1)


def _cut(runs: Sequence[Run], start: int) -> tuple[Run, ...]:
    """The runs without their first ``start`` characters."""
    result = []
    for run in runs:
        result.append(Run(run.text[start:], run.href))
        start = max(0, start - len(run.text))
    return tuple(result)
