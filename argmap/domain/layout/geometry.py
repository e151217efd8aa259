"""Paths: straight lines and cubic curves between points, in depth and breadth. Twin: ``static/js/geometry.js``."""

from __future__ import annotations

from argmap.domain.layout.frame import Frame, Point

Step = tuple[Point, ...]  # one point: move or line to; three: a curve with two handles
Path = tuple[Step, ...]

CORNER = 12.0  # radius of the corner of a line that bears on another


def spread(start: Point, turn: float, end: Point) -> Path:
    """From ``start`` in a curve to the breadth of ``end``, reached at depth ``turn``, then straight."""
    (depth, breadth), (last, level) = start, end
    if breadth == level:
        return ((start,), (end,))
    half = (depth + turn) / 2
    curve = ((half, breadth), (half, level), (turn, level))
    return ((start,), curve, (end,)) if turn != last else ((start,), curve)


def elbow(dot: Point, end: Point) -> Path:
    """From a dot on a line across to the breadth of ``end``, round the corner, then straight."""
    (depth, breadth), (last, level) = dot, end
    radius = min(CORNER, abs(level - breadth), abs(last - depth))
    before = level - radius if level > breadth else level + radius
    curve = ((depth, (before + level) / 2), ((depth + depth + radius) / 2, level), (depth + radius, level))
    return ((dot,), (((depth, before)),), curve, (end,))


def bow(start: Point, end: Point, reach: float) -> Path:
    """From one box's far side to another's, around both, as far out as depth ``reach``."""
    return ((start,), ((reach, start[1]), (reach, end[1]), end))


def placed(path: Path, frame: Frame) -> Path:
    """The path in x and y."""
    return tuple(tuple(frame.point(*point) for point in step) for step in path)


def path_data(path: Path) -> str:
    """A path in x and y as the ``d`` of an SVG path, rounded to a tenth of a pixel."""
    words = []
    for index, step in enumerate(path):
        letter = "M" if index == 0 else "C" if len(step) == 3 else "L"
        words.append(letter + " ".join(f"{short(x)} {short(y)}" for x, y in step))
    return "".join(words)


def short(number: float) -> str:
    """A number of pixels with at most one decimal."""
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text
