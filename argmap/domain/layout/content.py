"""What a box of the drawn map says, in lines, and how large it therefore is. Pixels; fonts of 14 and 12."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from argmap.domain.graph import Node
from argmap.domain.layout.text import BOLD, broken, width_of
from argmap.domain.tree import Item, Tree, walk

BOX_WIDTH = 272.0
STRIPE = 4.0
PAD = 10.0
PAD_TOP = 8.0
LINE, META_LINE = 19.0, 17.0
FONT, SMALL = 14.0, 12.0
NUMBER_GAP = 7.0
WIDEST_NUMBER = 72.0  # a wider one stands on a line of its own
CHIP_HEIGHT = 28.0


@dataclass(frozen=True, slots=True)
class Content:
    """A box's number, lines of text and small lines, the text's distance from the box's side, and its size."""

    number: str
    lines: tuple[str, ...]
    small: tuple[str, ...]
    indent: float
    stacked: bool  # the number stands above the text
    width: float
    height: float


def contents_of(tree: Tree) -> Mapping[str, Content]:
    """The content of each item's box, by key; junctions have none."""
    return {item.key: content_of(item) for item in walk(tree) if item.node is not None}


def sizes_of(contents: Mapping[str, Content]) -> Mapping[str, tuple[float, float]]:
    return {key: (content.width, content.height) for key, content in contents.items()}


def content_of(item: Item) -> Content:
    """What the box of a node or reference says."""
    if item.reference is not None:
        text = f"see {item.reference}"
        return Content("", (text,), (), 12, False, round(width_of(text, SMALL) + 24), CHIP_HEIGHT)
    if item.node is None:
        raise ValueError("A group has no box with text.")
    return _node_content(item.number, item.node)


def details_of(node: Node) -> list[str]:
    """What is said of a node in small type."""
    details = ["main claim"] if node.main else []
    details += ["implicit"] if node.implicit else []
    details += [node.evidence_type.label] if node.evidence_type else []
    return details + ([node.attribution] if node.attribution else [])


def _node_content(number: str, node: Node) -> Content:
    number_width = width_of(number, SMALL)
    stacked = number_width > WIDEST_NUMBER
    indent = STRIPE + PAD + (0 if stacked else round(number_width) + NUMBER_GAP)
    room = BOX_WIDTH - indent - PAD
    lines = broken(node.text, room / BOLD if node.main else room, FONT)
    details = " · ".join(details_of(node))
    small = broken(details, room, SMALL) if details else []
    rows = len(lines) * LINE + (len(small) + stacked) * META_LINE
    return Content(number, tuple(lines), tuple(small), indent, stacked, BOX_WIDTH, 2 * PAD_TOP + rows)
