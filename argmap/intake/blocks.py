"""From the blocks that a reader found to one text with its structure.

Blocks are separated by an empty line, items of one list by a line end. Inside a block, a line end stands only where
the author broke the line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from argmap.domain.anchoring.normalise import drop_invisible, normalise_characters, normalise_layout
from argmap.domain.structure import Block, BlockType, Hyperlink, Structure
from argmap.exceptions import IntakeError
from argmap.intake.base import MAX_CHARACTERS

_BARE_ADDRESS = re.compile(r"https?://[^\s<>\"“”«»]+", re.IGNORECASE)
_ADDRESS_END = ".,;:!?'’)]}…"
_UNSEEN = " \n\xa0\u200b\u200c\u200d\u200e\u200f\u202f"  # a block of nothing else is empty
_EMPTY_LINES_INSIDE = re.compile(r"\n{2,}")


@dataclass(frozen=True, slots=True)
class Run:
    """Some words of a block; ``href`` is the absolute address that they lead to, or empty."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block as a reader found it: ``level`` and ``ordered`` as in :class:`argmap.domain.structure.Block`."""

    type: BlockType
    runs: tuple[Run, ...]
    level: int = 0
    ordered: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


def paragraph(text: str) -> RawBlock:
    return RawBlock(BlockType.PARAGRAPH, (Run(text),))


def heading(text: str, level: int) -> RawBlock:
    return RawBlock(BlockType.HEADING, (Run(text),), level=level)


def compose(raw_blocks: Iterable[RawBlock]) -> tuple[str, Structure]:
    """One normalised text and its structure; empty blocks vanish.

    Raises IntakeError where nothing is left, where the text is too long, or where it holds what cannot be stored.
    """
    pieces: list[str] = []
    blocks: list[Block] = []
    hyperlinks: list[Hyperlink] = []
    position = 0
    for raw in raw_blocks:
        runs = _clean(raw.runs)
        words = "".join(run.text for run in runs)
        if not words:
            continue
        if blocks:
            separator = _separator(blocks[-1], raw)
            pieces.append(separator)
            position += len(separator)
        pieces.append(words)
        blocks.append(Block(raw.type, position, position + len(words), raw.level, raw.ordered))
        hyperlinks.extend(_hyperlinks(runs, position))
        position += len(words)
        if position > MAX_CHARACTERS:
            raise IntakeError(too_long(position))
    text = "".join(pieces)
    check_text(text)
    return text, Structure(tuple(blocks), tuple(hyperlinks))


def too_long(length: int) -> str:
    return (
        f"The text has more than {MAX_CHARACTERS:,} characters (at least {length:,}); "
        "split it into several articles and add them one by one."
    )


def check_text(text: str) -> None:
    """Raise IntakeError where ``text`` cannot be stored as an article."""
    if not text.strip():
        raise IntakeError("There is no text in it; paste the article's words or choose another file.")
    if len(text) > MAX_CHARACTERS:
        raise IntakeError(too_long(len(text)))
    if "\0" in text:
        raise IntakeError(
            f"Character {text.index(chr(0)) + 1:,} is a NUL, which no text holds; remove it and try again."
        )
    try:
        text.encode()
    except UnicodeEncodeError as error:
        place = f"Character {error.start + 1:,} is half of a surrogate pair"
        raise IntakeError(f"{place}; save the text as UTF-8 and try again.") from error


def _separator(before: Block, raw: RawBlock) -> str:
    same_list = before.type is raw.type is BlockType.LIST_ITEM and (
        before.level != raw.level or before.ordered == raw.ordered
    )
    return "\n" if same_list else "\n\n"


def _clean(runs: Sequence[Run]) -> list[Run]:
    """The runs in normalised form, without blanks at the ends of the block and at the ends of its lines."""
    whole = _trimmed([replace(run, text=text) for run, text in zip(runs, _whole_letters(runs), strict=True) if text])
    return whole if any(run.text.strip(_UNSEEN) for run in whole) else []


def _whole_letters(runs: Sequence[Run]) -> Iterator[str]:
    """Each run's normalised words; a mark at the start of a run goes to the letter before it."""
    texts: list[list[str]] = []
    last = 0  # the last run that is not empty
    for index, run in enumerate(runs):
        text = drop_invisible(run.text)
        marks = _leading_marks(text) if texts and texts[last] else 0
        if marks:
            texts[last].append(text[:marks])
        texts.append([text[marks:]] if text[marks:] else [])
        if texts[-1]:
            last = index
    return (normalise_characters("".join(parts)) for parts in texts)


def _leading_marks(text: str) -> int:
    count = 0
    while count < len(text) and (unicodedata.category(text[count])[0] == "M" or "\u1160" <= text[count] <= "\u11ff"):
        count += 1
    return count


def _trimmed(runs: list[Run]) -> list[Run]:
    """The runs as one block: normalised layout, no empty line inside, no blank at either end."""
    whole = "".join(run.text for run in runs)
    clean = _EMPTY_LINES_INSIDE.sub("\n", normalise_layout(whole)).strip()
    if clean == whole:
        return runs
    if len(runs) == 1:
        return [replace(runs[0], text=clean)] if clean else []
    return _matched(runs, clean)


def _matched(runs: list[Run], clean: str) -> list[Run]:
    """The runs cut to ``clean``, which is their text with some white space left out."""
    result: list[Run] = []
    position = 0
    for run in runs:
        start = position
        for character in run.text:
            if position < len(clean) and clean[position] == character:
                position += 1
        if position > start:
            result.append(replace(run, text=clean[start:position]))
    return result


def _hyperlinks(runs: list[Run], position: int) -> Iterator[Hyperlink]:
    """The links of a block whose text begins at ``position``; neighbouring runs with one address are one link."""
    for href, group in groupby(runs, key=lambda run: run.href):
        words = "".join(run.text for run in group)
        if not href:
            yield from _bare_addresses(words, position)
        elif words.strip():
            start = position + len(words) - len(words.lstrip())
            yield Hyperlink(start, start + len(words.strip()), href)
        position += len(words)


def _bare_addresses(text: str, position: int) -> Iterator[Hyperlink]:
    """Links for the web addresses that stand in the text itself."""
    for match in _BARE_ADDRESS.finditer(text):
        address = match[0].rstrip(_ADDRESS_END)
        if address.count("(") > address.count(")") and match[0][len(address) :].startswith(")"):
            address += ")"
        if len(address) > len("https://"):
            yield Hyperlink(position + match.start(), position + match.start() + len(address), address)
