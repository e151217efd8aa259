"""The lines of a layout: one for each visible link, with its sign, and a dot where it bears on another link.

Twin: ``static/js/lines.js``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from argmap.domain.layout.arrange import PILL_GAP
from argmap.domain.layout.frame import Frame, Point
from argmap.domain.layout.geometry import Path, bow, elbow, path_data, placed, spread
from argmap.domain.layout.model import Box, CrossLink, Layout, Shape
from argmap.domain.vocabulary import LinkType, relation_sign

__all__ = ["Line", "cross_line", "line_of", "lines_of", "path_data"]

SIGN = 18.0  # from the middle of a sign to the box or junction where its line ends


@dataclass(frozen=True, slots=True)
class Line:
    """How a link is drawn, in x and y: its path from target to premise, and branches from its junction to members."""

    link: str
    key: str  # of the item
    type: LinkType
    on_link: bool
    sign: str
    paths: tuple[Path, ...]
    sign_at: Point
    dot: Point | None = None  # where it ends on another link's line


def lines_of(layout: Layout) -> Iterator[Line]:
    """The lines of all visible links, in display order."""
    for box in layout.boxes.values():
        line = line_of(box, layout)
        if line is not None:
            yield line


def line_of(box: Box, layout: Layout) -> Line | None:
    """The line that ends at this box; None for a root, and for a member, which hangs on its junction's line."""
    link, frame = box.item.link, layout.frame
    home = layout.boxes[box.home] if box.home else None
    if link is None or home is None or home.shape is Shape.JUNCTION:
        return None
    end = (frame.near(box), frame.middle(box))
    path, dot = _path(box, layout, home, end)
    return Line(
        link=link.id,
        key=box.key,
        type=link.type,
        on_link=link.on_link,
        sign=relation_sign(link.type, on_link=link.on_link),
        paths=(placed(path, frame), *_branches(box, layout)),
        sign_at=frame.point(end[0] - SIGN, end[1]),
        dot=frame.point(*dot) if dot else None,
    )


def cross_line(cross: CrossLink, layout: Layout) -> Path:
    """The path in x and y from the chip that stands for a node to the box where it is expanded."""
    frame, chip, box = layout.frame, layout.boxes[cross.chip], layout.boxes[cross.box]
    start, end = (frame.far(chip), frame.middle(chip)), (frame.far(box), frame.middle(box))
    return placed(bow(start, end, max(start[0], end[0]) + 72), frame)


def _path(box: Box, layout: Layout, home: Box, end: Point) -> tuple[Path, Point | None]:
    frame = layout.frame
    dot = layout.dots.get(box.key)
    if dot is not None:
        point = (dot.depth, frame.middle(layout.boxes[dot.bears_on]))
        return elbow(point, end), point
    far = frame.far(home)
    return spread((far, frame.middle(home)), far + layout.rooms.get(home.key, layout.room), end), None


def _branches(box: Box, layout: Layout) -> list[Path]:
    if box.shape is not Shape.JUNCTION:
        return []
    frame: Frame = layout.frame
    start = (frame.far(box), frame.middle(box))
    members = [layout.boxes[member.key] for member in box.item.members]
    return [
        placed(spread(start, start[0] + PILL_GAP, (frame.near(member), frame.middle(member))), frame)
        for member in members
    ]
