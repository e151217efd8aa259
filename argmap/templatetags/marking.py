"""The text with the passages of a map as ``<mark>`` elements: for reading without script, and for print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from argmap.templatetags.reading import ReadingBlock


@dataclass(frozen=True, slots=True)
class Passage:
    """A span as the text shows it; ``node`` and ``number`` are of the item in the outline, offsets are code points."""

    start: int
    end: int
    node: str
    number: str
    kind: str
    is_first: bool = True  # of its node's passages: to it the outline leads


@dataclass(frozen=True, slots=True)
class MarkedSegment:
    """A run of words in the same passages, the shortest first; ``begins`` are those of which it is the first run."""

    text: str
    href: str
    passages: tuple[Passage, ...]
    begins: tuple[Passage, ...]

    @property
    def kind(self) -> str:
        """The kind of the innermost passage: its colour shows."""
        return self.passages[0].kind if self.passages else ""

    @property
    def label(self) -> str:
        """What the passages say, for those who do not see the colour."""
        return ", ".join(f"{passage.number} {passage.kind}" for passage in self.passages)


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    block: ReadingBlock
    segments: tuple[MarkedSegment, ...]


def marked_blocks(blocks: Iterable[ReadingBlock], passages: Iterable[Passage]) -> Iterator[MarkedBlock]:
    """The blocks, their segments cut where passages begin and end; the words stay the same.

    Each block looks only at the passages that reach into it.
    """
    waiting = sorted(passages, key=lambda passage: passage.start)
    reaching: list[Passage] = []
    begun: set[Passage] = set()
    index = 0
    for block in blocks:
        while index < len(waiting) and waiting[index].start < block.end:
            reaching.append(waiting[index])
            index += 1
        reaching = [passage for passage in reaching if passage.end > block.start]
        yield MarkedBlock(block, tuple(_segments(block, reaching, begun)))


def _segments(block: ReadingBlock, passages: Sequence[Passage], begun: set[Passage]) -> Iterator[MarkedSegment]:
    edges = sorted({edge for passage in passages for edge in (passage.start, passage.end)})
    start = block.start
    for segment in block.segments:
        end = start + len(segment.text)
        for first, last in pairwise([start, *(edge for edge in edges if start < edge < end), end]):
            around = [passage for passage in passages if passage.start <= first and passage.end >= last]
            around.sort(key=lambda passage: passage.end - passage.start)
            begins = tuple(passage for passage in around if passage not in begun)
            begun.update(begins)
            yield MarkedSegment(segment.text[first - start : last - start], segment.href, tuple(around), begins)
        start = end
