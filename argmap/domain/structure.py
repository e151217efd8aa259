"""The structure of an article's text, kept beside it as ranges.

All offsets count Unicode code points of the revision's text; ``end`` is excluded.
Blocks do not overlap and stand in the order of the text; what lies between two blocks is white space.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class BlockType(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTATION = "quotation"


@dataclass(frozen=True, slots=True)
class Block:
    """One block of text.

    ``level`` is a heading's level (1 to 6) or a list item's or quotation's depth (from 1), else 0;
    ``ordered`` says that a list item belongs to a numbered list.
    """

    type: BlockType
    start: int
    end: int
    level: int = 0
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Hyperlink:
    """A hyperlink of the author: the words from ``start`` to ``end`` lead to ``href`` (http, https or mailto)."""

    start: int
    end: int
    href: str


@dataclass(frozen=True, slots=True)
class Structure:
    """Blocks and hyperlinks of one text, each in the order of the text."""

    blocks: tuple[Block, ...] = ()
    hyperlinks: tuple[Hyperlink, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """A JSON value from which :meth:`from_json` makes an equal structure; default values are left out."""
        return {
            "blocks": [_block_to_json(block) for block in self.blocks],
            "hyperlinks": [{"start": h.start, "end": h.end, "href": h.href} for h in self.hyperlinks],
        }

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Structure:
        """Raises KeyError, TypeError or ValueError where ``value`` has another shape."""
        return cls(
            blocks=tuple(
                Block(
                    BlockType(b["type"]), int(b["start"]), int(b["end"]), int(b.get("level", 0)), bool(b.get("ordered"))
                )
                for b in value.get("blocks", ())
            ),
            hyperlinks=tuple(
                Hyperlink(int(h["start"]), int(h["end"]), str(h["href"])) for h in value.get("hyperlinks", ())
            ),
        )


def _block_to_json(block: Block) -> dict[str, Any]:
    value: dict[str, Any] = {"type": block.type.value, "start": block.start, "end": block.end}
    if block.level:
        value["level"] = block.level
    if block.ordered:
        value["ordered"] = True
    return value
