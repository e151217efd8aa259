"""From lines to paragraphs: by gap, indent, size and short last lines; also across columns and pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from argmap.intake.blocks import Run
from argmap.intake.pdf_columns import Flow
from argmap.intake.pdf_hyphens import HYPHENS, Vocabulary, joined
from argmap.intake.pdf_words import Line

_WIDE_GAP = 1.3  # times the usual distance of two baselines
_LEAST_INDENT, _MOST_INDENT = 0.7, 7.0  # times the font size
_OTHER_SIZE = 0.08  # of the font size
_NOTES = 8  # paragraphs of another size, such as notes, that may part a paragraph from its end
_SENTENCE_END = re.compile(r"[.!?:…。！？][\"'”»’«“)\]\d]*$")
BULLET = re.compile(r"([•‣▪◦●○■–*·-]|\(?\d{1,2}[.)]|\(?[a-z]\))(?=\s)\s*")


@dataclass
class Paragraph:
    """Lines that belong together, and from where to where the lines of their column reach."""

    lines: list[Line]
    left: float
    right: float

    @property
    def size(self) -> float:
        return median([line.size for line in self.lines])

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


class Paragraphs:
    """The paragraphs of all flows, in reading order."""

    def __init__(self, flows: Sequence[Flow]) -> None:
        self.vocabulary = Vocabulary(line.text for flow in flows for line in flow)
        self.body_size = _body_size(flows)
        self.found: list[Paragraph] = []
        self._leading = _leadings(flows)
        self._has_indents = False
        for paragraphs in [self._part(flow) for flow in flows]:
            self._append(paragraphs)

    def runs(self, paragraph: Paragraph) -> tuple[Run, ...]:
        """The paragraph's words with their links, its lines joined."""
        runs: list[Run] = []
        before: Line | None = None
        for line in paragraph.lines:
            words = [Run(text, href) for text, href in line.pieces]
            if before is not None:
                kept, blank = joined(before.text, line.text, self.vocabulary)
                if len(kept) < len(before.text):
                    runs[-1] = Run(runs[-1].text[:-1], runs[-1].href)
                words[0] = Run(blank + words[0].text, words[0].href)
            runs.extend(words)
            before = line
        return tuple(_merged(runs))

    def _part(self, flow: Flow) -> list[Paragraph]:
        right = sorted(line.right for line in flow)[int(0.95 * (len(flow) - 1))]
        left = sorted(line.left for line in flow)[int(0.05 * (len(flow) - 1))]
        paragraphs = [Paragraph([flow[0]], left, right)]
        for index, (before, line) in enumerate(pairwise(flow)):
            following = flow[index + 2] if index + 2 < len(flow) else None
            if self._begins(before, line, following, paragraphs[-1]):
                paragraphs.append(Paragraph([line], left, right))
            else:
                paragraphs[-1].lines.append(line)
        return paragraphs

    def _begins(self, before: Line, line: Line, following: Line | None, paragraph: Paragraph) -> bool:
        """Whether a new paragraph begins with ``line``."""
        if _differs(before, line):
            return True
        if before.baseline - line.baseline > _WIDE_GAP * self._leading.get(round(line.size), 1.25 * line.size):
            return True
        if BULLET.match(line.text) and (BULLET.match(paragraph.lines[0].text) or _ends_sentence(before.text)):
            return True
        if _is_outside(line, paragraph) or _is_last(before, line, _right_edge(paragraph, line, following)):
            return True
        return self._is_indented(line, following, paragraph)

    def _is_indented(self, line: Line, following: Line | None, paragraph: Paragraph) -> bool:
        """Whether ``line`` begins further in than the lines around it."""
        if BULLET.match(paragraph.lines[0].text):
            return False  # the lines of an item hang
        others = [each.left for each in paragraph.lines[1:][-2:]] or [paragraph.lines[0].left]
        if following is not None and not _differs(line, following) and not _ends_sentence(paragraph.lines[-1].text):
            others.append(following.left)
        indented = all(_LEAST_INDENT * line.size < line.left - left < _MOST_INDENT * line.size for left in others)
        self._has_indents = self._has_indents or indented
        return indented

    def _append(self, paragraphs: Sequence[Paragraph]) -> None:
        """Append a flow's paragraphs; its first may go on with an earlier one."""
        first, *others = paragraphs
        earlier = self._unfinished(first)
        if earlier is None:
            self.found.append(first)
        else:
            earlier.lines.extend(first.lines)
            earlier.right = first.right
        self.found.extend(others)

    def _unfinished(self, first: Paragraph) -> Paragraph | None:
        """The paragraph that ``first`` goes on with: the last one, or the one before smaller notes and captions."""
        for distance, earlier in enumerate(reversed(self.found[-_NOTES:])):
            if not _differs(earlier.lines[-1], first.lines[0]):
                return earlier if self._goes_on(earlier, first, beyond_notes=distance > 0) else None
            if earlier.size > first.size:
                return None
        return None

    def _goes_on(self, earlier: Paragraph, first: Paragraph, *, beyond_notes: bool) -> bool:
        last, line = earlier.lines[-1], first.lines[0]
        if BULLET.match(line.text):
            return False
        start = line.text.lstrip("“\"'‘«(")[:1]
        if last.text[-1:] in HYPHENS and start.islower():
            return True
        full = not _fits(last, line, earlier.right)
        if not _ends_sentence(last.text):
            return start.islower() or (full and not beyond_notes)
        if beyond_notes or not full:
            return False
        return start.islower() or (self._has_indents and not _is_first(first))


def _merged(runs: Iterable[Run]) -> Iterator[Run]:
    """Runs with the same address as one; the blank before a link is no part of it."""
    text, href = "", ""
    for run in runs:
        if run.href != href:
            if text:
                yield Run(text, href)
            text, href = "", run.href
            if href and run.text.startswith(" "):
                yield Run(" ")
                text = run.text[1:]
                continue
        text += run.text
    if text:
        yield Run(text, href)


def _is_first(paragraph: Paragraph) -> bool:
    """Whether the first line is indented, or is alone and may be."""
    if len(paragraph.lines) == 1:
        return True
    line, second = paragraph.lines[:2]
    return line.left - second.left > _LEAST_INDENT * line.size


def _is_outside(line: Line, paragraph: Paragraph) -> bool:
    """Whether ``line`` begins further out than a list item or an indented paragraph above it."""
    step = _LEAST_INDENT * line.size
    lines = paragraph.lines
    if len(lines) > 1 and (BULLET.match(lines[0].text) or _ends_sentence(lines[-1].text)):
        return line.left < min(each.left for each in lines[1:]) - step
    return BULLET.match(lines[0].text) is not None and line.left < lines[0].left - step


def _right_edge(paragraph: Paragraph, line: Line, following: Line | None) -> float:
    """Where lines end: at the column's edge, or at that of a quotation which is indented on both sides."""
    step = 1.2 * line.size
    near = [*paragraph.lines, line]
    if len(near) < 3 or min(each.left for each in near) < paragraph.left + step:
        return paragraph.right
    edge = max(each.right for each in (*near, *([following] if following else ())))
    return edge if edge < paragraph.right - step else paragraph.right


def _differs(before: Line, line: Line) -> bool:
    return abs(before.size - line.size) > _OTHER_SIZE * max(before.size, line.size) or before.bold != line.bold


def _ends_sentence(text: str) -> bool:
    return _SENTENCE_END.search(text) is not None


def _fits(before: Line, line: Line, right: float) -> bool:
    """Whether the first word of ``line`` would have had room at the end of ``before``."""
    word = line.words[0]
    return before.right + 0.25 * line.size + (word.right - word.left) < right - 0.5 * line.size


def _is_last(before: Line, line: Line, right: float) -> bool:
    """Whether ``before`` ends its paragraph: there was room left, much of it where no sentence ends."""
    if not _fits(before, line, right) or before.text[-1:] in HYPHENS:
        return False
    return _ends_sentence(before.text) or right - before.right > 0.3 * (right - before.left)


def _body_size(flows: Sequence[Flow]) -> float:
    letters: Counter[float] = Counter()
    for flow in flows:
        for line in flow:
            letters[round(line.size * 2) / 2] += len(line.text)
    return letters.most_common(1)[0][0]


def _leadings(flows: Sequence[Flow]) -> dict[int, float]:
    """By rounded font size: the usual distance between the baselines of two lines of that size."""
    distances: dict[int, Counter[float]] = {}
    for flow in flows:
        for before, line in pairwise(flow):
            distance = before.baseline - line.baseline
            if not _differs(before, line) and 0.8 * line.size < distance < 2.2 * line.size:
                distances.setdefault(round(line.size), Counter())[round(distance * 2) / 2] += 1
    return {size: counter.most_common(1)[0][0] for size, counter in distances.items()}
