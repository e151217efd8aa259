"""The text of a revision as blocks for reading: structure and hyperlinks without one character more or less."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain, takewhile
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from argmap.domain.structure import Block, BlockType, Hyperlink, Structure

_PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
_LISTS = ("ul", "ol")
_SAFE_ADDRESS = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)


NOTHING = SafeString("")


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words; ``href`` is empty where it leads nowhere."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class ReadingBlock:
    """One element of text: the texts of its segments together are the revision's text from ``start`` to ``end``.

    Offsets are code points. ``opens`` are the tags of lists and quotations that end and begin before it, ``closes``
    (of the last block only) those that end behind it.
    """

    tag: str
    start: int
    end: int
    segments: tuple[Segment, ...]
    opens: SafeString
    closes: SafeString = NOTHING


def reading_blocks(text: str, structure: Structure | Mapping[str, Any]) -> list[ReadingBlock]:
    """The text's blocks in order, in linear time; every character that is not white space is in exactly one of them.

    Where the structure leaves text out (or is empty, as from an interchange file), paragraphs end at empty lines.
    """
    value = structure if isinstance(structure, Structure) else Structure.from_json(structure)
    blocks = list(_covering(text, value.blocks))
    links = iter(_safe_links(value.hyperlinks, len(text)))
    around = _Around()
    made = [
        ReadingBlock(
            _tag(block),
            block.start,
            block.end,
            segments,
            mark_safe(around.before(block)),
        )  # our own tags
        for block, segments in zip(blocks, _linked(text, blocks, links), strict=True)
    ]
    if made:
        made[-1] = replace(made[-1], closes=mark_safe(around.end()))
    return made


def block_at(text: str, structure: Structure | Mapping[str, Any], place: int) -> int:
    """Where the block begins that holds this place of the text, or the one before it."""
    value = structure if isinstance(structure, Structure) else Structure.from_json(structure)
    starts = takewhile(lambda start: start <= place, (block.start for block in _covering(text, value.blocks)))
    return max(starts, default=0)


def _covering(text: str, blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks without overlaps and empty ones, the gaps between them filled with paragraphs."""
    done = 0
    for block in chain(blocks, [Block(BlockType.PARAGRAPH, len(text), len(text))]):
        start = min(max(block.start, done), len(text))
        end = max(min(block.end, len(text)), start)
        yield from _paragraphs(text, done, start)
        if start < end:
            yield Block(block.type, start, end, block.level, block.ordered)
        done = end


def _paragraphs(text: str, start: int, end: int) -> Iterator[Block]:
    """The stretches between empty lines, without white space around them."""
    place = start
    for stop, following in chain(
        ((found.start(), found.end()) for found in _PARAGRAPH_BREAK.finditer(text, start, end)),
        [(end, end)],
    ):
        words = text[place:stop]
        if stripped := words.strip():
            first = place + len(words) - len(words.lstrip())
            yield Block(BlockType.PARAGRAPH, first, first + len(stripped))
        place = following


def _safe_links(links: Iterable[Hyperlink], length: int) -> Iterator[Hyperlink]:
    """The links to web and mail addresses; of two that overlap, the first."""
    done = 0
    for link in links:
        start, end = max(link.start, 0), min(link.end, length)
        if start >= done and start < end and _SAFE_ADDRESS.match(link.href):
            yield Hyperlink(start, end, link.href)
            done = end


def _linked(text: str, blocks: list[Block], links: Iterator[Hyperlink]) -> Iterator[tuple[Segment, ...]]:
    """For each block its segments; a link over several blocks is in each of them."""
    link = next(links, None)
    for block in blocks:
        segments, place = [], block.start
        while link is not None and link.start < block.end:
            start, end = max(link.start, place), min(link.end, block.end)
            if start < end:
                if place < start:
                    segments.append(Segment(text[place:start]))
                segments.append(Segment(text[start:end], link.href))
                place = end
            if link.end > block.end:
                break
            link = next(links, None)
        if place < block.end:
            segments.append(Segment(text[place : block.end]))
        yield tuple(segments)


def _tag(block: Block) -> str:
    if block.type is BlockType.HEADING:
        return f"h{min(max(block.level, 1) + 1, 4)}"
    return "div" if block.type is BlockType.LIST_ITEM else "p"


class _Around:
    """The elements around blocks: which tags stand before the next block, the stack of what is open behind them."""

    def __init__(self) -> None:
        self.open: list[str] = []

    def before(self, block: Block) -> str:
        """The tags between the block before and this one."""
        wanted = self._wanted(block)
        is_item = block.type is BlockType.LIST_ITEM
        common = self._common(wanted)
        # An item that goes deeper stands inside the item before it; else the item before it ends.
        tags = list(self._close(common, keep_item=is_item and common < len(wanted)))
        for kind in wanted[common:]:
            if self.open and self.open[-1] in _LISTS:
                tags.append(self._push("li"))
            tags.append(self._push(kind))
        if is_item:
            tags.append(self._push("li"))
        return "".join(tags)

    def end(self) -> str:
        return "".join(self._close(0, keep_item=False))

    def _wanted(self, block: Block) -> list[str]:
        """The lists or quotations in which the block stands, the outermost first; outer lists stay what they are."""
        depth = min(max(block.level, 1), 20)
        match block.type:
            case BlockType.QUOTATION:
                return ["blockquote"] * depth
            case BlockType.LIST_ITEM:
                kind = _LISTS[block.ordered]
                outer = [name for name in self.open if name in _LISTS][: depth - 1]
                return outer + [kind] * (depth - len(outer))
            case _:
                return []

    def _common(self, wanted: list[str]) -> int:
        kinds = [name for name in self.open if name != "li"]
        same = takewhile(lambda pair: pair[0] == pair[1], zip(kinds, wanted, strict=False))
        return sum(1 for _ in same)

    def _close(self, kinds: int, *, keep_item: bool) -> Iterator[str]:
        """The end tags until this many lists or quotations are open."""
        count = sum(name != "li" for name in self.open)
        while count > kinds or (self.open and self.open[-1] == "li" and not keep_item):
            name = self.open.pop()
            count -= name != "li"
            yield f"</{name}>"

    def _push(self, name: str) -> str:
        self.open.append(name)
        return f"<{name}>"
