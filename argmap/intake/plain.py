"""Plain text, pasted or from a file: paragraphs, headings, lists and quotations by their look."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from argmap.domain.anchoring.normalise import normalise
from argmap.domain.structure import BlockType
from argmap.intake.base import Metadata
from argmap.intake.blocks import RawBlock, Run, heading, paragraph
from argmap.intake.dates import find_date
from argmap.intake.plain_head import is_byline, read_head
from argmap.intake.wrapping import are_paragraphs, is_wrapped, join_lines, wrap_width

_BULLET = re.compile(r"( *)([-*•‣▪◦–·])[ \xa0]+(?=\S)")
_NUMBER = re.compile(r"( *)(\d{1,3})[.)][ \xa0]+(?=\S)")
_QUOTE = re.compile(r"((?:> ?)+)")
_UNDERLINE = re.compile(r"(={3,}|-{3,}|~{3,})$")

_LONGEST_HEADING = 100  # code points
_MOST_HEADING_WORDS = 16
_NO_HEADING_END = tuple('.,;:…!"”»—–-')

Chunk = list[str]


def read_plain(text: str) -> tuple[list[RawBlock], Metadata]:
    """The blocks of a plain text and what its head and foot say about it."""
    chunks = [chunk.split("\n") for chunk in normalise(text).split("\n\n") if chunk.strip()]
    width = wrap_width([chunk for chunk in chunks if not _marked(chunk)])
    blocks = [block for chunk in chunks for block in _chunk_blocks(chunk, width)]
    metadata = read_head([block.text for block in blocks])
    return list(_with_headings(blocks, metadata.title)), metadata


def _marked(chunk: Chunk) -> bool:
    return chunk[0].startswith(">") or bool(_BULLET.match(chunk[0]) or _NUMBER.match(chunk[0]))


def _chunk_blocks(chunk: Chunk, width: int) -> Iterator[RawBlock]:
    """The blocks of the lines between two empty lines."""
    if all(line.startswith(">") for line in chunk):
        yield from _quotation(chunk, width)
    elif len(chunk) == 2 and _UNDERLINE.match(chunk[1]) and len(chunk[0]) <= _LONGEST_HEADING:
        yield heading(chunk[0], 1 if chunk[1][0] == "=" else 2)
    elif items := _list_items(chunk):
        yield from items
    elif len(chunk) > 1 and not is_wrapped(chunk, width) and are_paragraphs(chunk):
        for line in chunk:
            yield paragraph(line)
    else:
        yield paragraph(_lines_text(chunk, width))


def _lines_text(lines: Sequence[str], width: int) -> str:
    if len(lines) > 1 and is_wrapped(lines, width):
        return join_lines(lines)
    return "\n".join(lines)


def _quotation(chunk: Chunk, width: int) -> Iterator[RawBlock]:
    """Lines that begin with ``>`` as in mails; an empty one among them ends a quotation."""
    marks = [_QUOTE.match(line) for line in chunk]
    level = min(match[1].count(">") for match in marks if match)
    lines = [line[match.end() :] for line, match in zip(chunk, marks, strict=True) if match]
    narrower = max(0, width - 2 * level)
    for part in "\n".join(lines).split("\n\n"):
        inside = part.strip("\n").split("\n")
        yield RawBlock(BlockType.QUOTATION, (Run(_lines_text(inside, narrower or wrap_width([inside]))),), level=level)


def _list_items(chunk: Chunk) -> list[RawBlock]:
    """The items of a list; none where the lines are no list. A line without a mark goes on with the item above."""
    items: list[tuple[int, bool, list[str]]] = []
    numbers: list[int] = []
    for line in chunk:
        if match := _BULLET.match(line):
            items.append((len(match[1]), False, [line[match.end() :]]))
        elif match := _NUMBER.match(line):
            items.append((len(match[1]), True, [line[match.end() :]]))
            numbers.append(int(match[2]))
        elif items and line.startswith(" "):
            items[-1][2].append(line)
        else:
            return []
    if not _is_list(items, numbers):
        return []
    indents = sorted({indent for indent, _, _ in items})
    return [
        RawBlock(
            BlockType.LIST_ITEM, (Run(join_lines(lines)),), level=min(indents.index(indent), 8) + 1, ordered=ordered
        )
        for indent, ordered, lines in items
    ]


def _is_list(items: Sequence[tuple[int, bool, list[str]]], numbers: Sequence[int]) -> bool:
    """Several items, numbered from 1 (a lone "1914. It was…" or "- yes" keeps its mark as text)."""
    return len(items) > 1 and (not numbers or numbers[0] == 1)


def _with_headings(blocks: Sequence[RawBlock], title: str) -> Iterator[RawBlock]:
    """The blocks, the title and those that look like headings made headings."""
    for index, block in enumerate(blocks):
        following = blocks[index + 1] if index + 1 < len(blocks) else None
        if index == 0 and title and block.text == title and block.type is BlockType.PARAGRAPH:
            yield heading(block.text, 1)
        elif index and following and _is_heading(block, following, in_head=_in_head(blocks, index)):
            yield heading(block.text, 2)
        else:
            yield block


def _in_head(blocks: Sequence[RawBlock], index: int) -> bool:
    """Whether no paragraph of running text stands before: there a short line may be a subtitle or a byline."""
    return index < 8 and all(len(block.text) <= 200 for block in blocks[:index])


def _is_heading(block: RawBlock, following: RawBlock, *, in_head: bool) -> bool:
    text = block.text
    return (
        block.type is BlockType.PARAGRAPH
        and not in_head
        and len(text) <= _LONGEST_HEADING
        and len(text.split()) <= _MOST_HEADING_WORDS
        and "\n" not in text
        and not text.endswith(_NO_HEADING_END)
        and not text[:1].islower()
        and any(map(str.isalpha, text))
        and not is_byline(text)
        and find_date(text) is None
        and len(following.text) > max(len(text), 60)
    )
