"""What a layout is made of. All lengths are pixels at zoom 100 %, the origin is the upper left corner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from argmap.domain.layout.frame import Frame
from argmap.domain.tree import Item


class Shape(StrEnum):
    """What a box is drawn as."""

    NODE = "node"
    REFERENCE = "reference"  # a chip, "see 1.2"
    JUNCTION = "junction"  # the pill in which linked premises meet
    FOLDED = "folded"  # linked premises that are collapsed


@dataclass(frozen=True, slots=True)
class Hidden:
    """How many nodes a collapsed item hides, and how many of them speak for and against it in the end."""

    count: int = 0
    in_favour: int = 0
    against: int = 0


class Box(NamedTuple):  # what is made fastest: a layout has thousands
    """Where an item stands. ``key`` is the item's."""

    key: str
    item: Item
    shape: Shape
    x: float
    y: float
    width: float
    height: float
    home: str | None  # key of the box or junction above it; None for a root


class Dot(NamedTuple):
    """Where the line of an undercut or a warrant ends: on the line of another link."""

    depth: float
    bears_on: str  # key of the box or junction whose line that is


@dataclass(frozen=True, slots=True)
class CrossLink:
    """A further parent of a node: from the chip that stands for it to the box where it is expanded."""

    link: str
    chip: str  # key
    box: str  # key


@dataclass(frozen=True, slots=True)
class Options:
    """How a map is laid out. ``root`` is ``left`` or ``top``; ``mirrored`` for right-to-left articles."""

    root: str = "left"
    mirrored: bool = False
    collapsed: frozenset[str] = frozenset()  # keys of items
    siblings: float = 16  # gaps across
    members: float = 8
    families: float = 28
    trees: float = 44
    margin: float = 28

    @property
    def level(self) -> float:
        """The least gap between a box and the boxes below it."""
        return 128 if self.root == "left" else 104


@dataclass(frozen=True, slots=True, eq=False)
class Layout:
    """Boxes by key in display order, and the size of the whole with its margin."""

    boxes: Mapping[str, Box]
    dots: Mapping[str, Dot]  # by the key of the box whose line ends there
    room: float  # the depth in which the lines to the boxes below spread; then they run straight
    rooms: Mapping[str, float]  # the same where it is another, by the key of the box that they come from
    hidden: Mapping[str, Hidden]  # below collapsed items, by their keys
    cross_links: tuple[CrossLink, ...]
    frame: Frame
    width: float
    height: float
