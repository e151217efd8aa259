"""From depth and breadth to x and y: root at the left or on top, mirrored or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

Point = tuple[float, float]


class Rectangle(Protocol):
    """Upper left corner and size, in pixels."""

    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Frame:
    """The two axes of a layout; ``width`` is that of the whole, around which a mirrored one is turned."""

    root: str = "left"
    mirrored: bool = False
    width: float = 0

    def corner(self, near: float, start: float, width: float, height: float) -> Point:
        """The upper left corner of a box that begins at depth ``near`` and breadth ``start``."""
        x, y = (near, start) if self.root == "left" else (start, near)
        return (self.width - x - width if self.mirrored else x), y

    def point(self, depth: float, breadth: float) -> Point:
        return self.corner(depth, breadth, 0, 0)

    def near(self, box: Rectangle) -> float:
        """The depth at which a box begins: its side towards the root."""
        if self.root == "top":
            return box.y
        return self.width - box.x - box.width if self.mirrored else box.x

    def far(self, box: Rectangle) -> float:
        return self.near(box) + (box.height if self.root == "top" else box.width)

    def middle(self, box: Rectangle) -> float:
        """The breadth of a box's centre."""
        if self.root == "left":
            return box.y + box.height / 2
        x = self.width - box.x - box.width if self.mirrored else box.x
        return x + box.width / 2
