"""The layout of a tree: one tidy tree of boxes and junctions.

Every item that is visible is a box of the tidy tree: linked premises stand below their junction, and what attacks or
backs a link stands beside the premise, in the same column, so that its line ends on the line of that link and crosses
no other. Twin: ``static/js/layout.js``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from math import floor, inf
from operator import add

from argmap.domain.collector import paused_collector
from argmap.domain.layout.frame import Frame
from argmap.domain.layout.hidden import hidden_below
from argmap.domain.layout.model import Box, CrossLink, Dot, Layout, Options, Shape
from argmap.domain.layout.tidy import Boxes, tidy
from argmap.domain.tree import Item, Tree

Sizes = Mapping[str, tuple[float, float]]  # key → width, height

PILL = 10.0  # depth of a junction
PILL_BREADTH = 36.0
PILL_GAP = 32.0  # between a junction and its members
SIGN_ROOM = 32.0  # what a sign needs on a line
DOT_ROOM = 14.0  # what a dot needs
FAN = 48.0  # the least depth in which lines spread
PILL_ZONE = PILL_GAP + PILL + SIGN_ROOM - 4
_BOX = partial(tuple.__new__, Box)  # as Box._make, without a call in Python for each
NODE, REFERENCE, JUNCTION = Shape.NODE, Shape.REFERENCE, Shape.JUNCTION  # looked up for every item


@paused_collector()
def layout_of(tree: Tree, *, sizes: Sizes, options: Options | None = None) -> Layout:
    """The boxes of all visible items.

    ``sizes`` has a width and height for every node, reference and collapsed group; junctions have their own.
    Nothing overlaps, lines do not run under boxes, and time grows linearly with the number of items.
    Raises KeyError where a size is missing.
    """
    options = options or Options()
    rows = _rows_of(tree, options.collapsed)
    spans = _spans_of(rows, sizes, options)
    lanes = _lanes_of(rows, options)
    breadths, depths = tidy(_boxes_of(rows, spans, lanes, options))
    return _Drawing(tree, rows, spans, lanes, options).layout(breadths, depths)


@dataclass(slots=True)
class _Rows:
    """The visible items as flat lists in display order; row 0 is the invisible root of all trees, and has no item."""

    items: list[Item]
    keys: list[str]
    shapes: list[Shape]
    parents: list[int]  # of row 0: -1
    pills: list[int]  # the rows of junctions
    bears_on: dict[int, int]  # row → the row on whose link it bears


def _rows_of(tree: Tree, collapsed: Collection[str]) -> _Rows:
    items = _visible(tree, collapsed)
    keys = [item.key for item in items]
    above = {root.key: 0 for root in tree.roots}
    target_of: dict[str, int] = {}
    for row, item in enumerate(items, 1):
        for child in item.members or item.children:
            above[child.key] = row
        for child in item.on_link:
            above[child.key] = above[item.key]
            target_of[child.key] = row
    shapes = [NODE if item.node and item.reference is None else _shape(item, collapsed) for item in items]
    return _Rows(
        items=items,
        keys=keys,
        shapes=shapes,
        parents=[-1, *map(above.__getitem__, keys)],
        pills=[row for row, shape in enumerate(shapes, 1) if shape is JUNCTION],
        bears_on={row: target_of[key] for row, key in enumerate(keys, 1) if key in target_of},
    )


def _visible(tree: Tree, collapsed: Collection[str]) -> list[Item]:
    """The items that stand below no collapsed one, in display order."""
    if not collapsed:
        return list(tree.items.values())
    shown: list[Item] = []
    roof = inf  # depth of the collapsed item whose branch is passed
    for item in tree.items.values():
        if item.depth <= roof:
            shown.append(item)
            roof = item.depth if item.key in collapsed else inf
    return shown


def _shape(item: Item, collapsed: Collection[str]) -> Shape:
    if item.node is not None:
        return REFERENCE
    return Shape.FOLDED if item.key in collapsed else JUNCTION


Spans = tuple[list[float], list[float]]  # breadth and depth of each row's box


def _spans_of(rows: _Rows, sizes: Sizes, options: Options) -> Spans:
    across, along = (1, 0) if options.root == "left" else (0, 1)
    breadths, depths = [0.0], [0.0]
    for key, shape in zip(rows.keys, rows.shapes, strict=True):
        if shape is JUNCTION:
            breadths.append(PILL_BREADTH)
            depths.append(PILL)
        else:
            size = sizes[key]
            breadths.append(size[across])
            depths.append(size[along])
    return breadths, depths


@dataclass(slots=True)
class _Lanes:
    """The room of lines: the gap below each row, and what of it they run straight where that is more than a sign needs.

    ``dots`` are distances from the column of a row's own box, towards the root.
    """

    gaps: list[float]
    runs: dict[int, float]
    dots: dict[int, float]
    leads: list[float]  # between each row's box and the box above it


def _lanes_of(rows: _Rows, options: Options) -> _Lanes:
    bearing: dict[int, list[int]] = {}  # row → the rows that bear on its link
    for row, target in rows.bears_on.items():
        bearing.setdefault(target, []).append(row)
    zones = (
        dict.fromkeys(rows.bears_on, SIGN_ROOM)
        | dict.fromkeys(bearing, SIGN_ROOM)
        | dict.fromkeys(rows.pills, PILL_ZONE)
    )
    runs: dict[int, float] = {}
    dots: dict[int, float] = {}
    for row in sorted({*bearing, *rows.pills}, reverse=True):
        for other in bearing.get(row, ()):
            zone = max(zones[row], zones[other])
            dots[other] = zone + DOT_ROOM / 2
            zones[row] = zone + DOT_ROOM
        parent = rows.parents[row]
        runs[parent] = max(runs.get(parent, SIGN_ROOM), zones[row])
    gaps = [options.level] * len(rows.parents)
    for row, run in runs.items():
        gaps[row] = max(options.level, run + FAN)
    return _Lanes(gaps, runs, dots, _leads_of(rows, gaps))


def _leads_of(rows: _Rows, gaps: list[float]) -> list[float]:
    """The depth between each row's box and the box above it."""
    below = gaps.copy()
    for row in rows.pills:
        below[row] = PILL_GAP
    below[0] = 0.0
    leads = [0.0, *map(below.__getitem__, rows.parents[1:])]
    for row in rows.pills:
        leads[row] -= PILL_GAP + PILL
    return leads


def _boxes_of(rows: _Rows, spans: Spans, lanes: _Lanes, options: Options) -> Boxes:
    gaps = [options.siblings] * len(rows.parents)
    for row in rows.pills:
        gaps[row] = options.members
    gaps[0] = options.trees
    return Boxes(
        parents=rows.parents,
        breadths=spans[0],
        depths=[*map(add, lanes.leads, spans[1])],
        gaps=gaps,
        attached=rows.bears_on,
        families=options.families,
    )


@dataclass(slots=True)
class _Drawing:
    """From places in breadth and depth to boxes on the page."""

    tree: Tree
    rows: _Rows
    spans: Spans
    lanes: _Lanes
    options: Options

    def layout(self, breadths: list[float], depths: list[float]) -> Layout:
        margin, left = self.options.margin, self.options.root == "left"
        top = min(breadths[1:], default=0.0) - margin - 0.5
        starts = [floor(breadth - top) for breadth in breadths[1:]]
        nears = [depth + lead + margin for depth, lead in zip(depths[1:], self.lanes.leads[1:], strict=True)]
        broad = max(map(add, starts, self.spans[0][1:]), default=margin) + margin
        deep = max(map(add, nears, self.spans[1][1:]), default=margin) + margin
        width, height = (deep, broad) if left else (broad, deep)
        frame = Frame(self.options.root, self.options.mirrored, width)
        boxes = dict(zip(self.rows.keys, self.boxes(nears, starts, frame), strict=True))
        return Layout(
            boxes=boxes,
            dots=dict(self.dots(nears)),
            rooms={self.rows.keys[row - 1]: self.lanes.gaps[row] - run for row, run in self.lanes.runs.items()},
            room=self.options.level - SIGN_ROOM,
            hidden=hidden_below(self.tree, self.options.collapsed),
            cross_links=tuple(self.cross_links(boxes)),
            frame=frame,
            width=width,
            height=height,
        )

    def boxes(self, nears: list[float], starts: list[int], frame: Frame) -> Iterator[Box]:
        rows, (breadths, depths) = self.rows, (self.spans[0][1:], self.spans[1][1:])
        left = frame.root == "left"
        xs, ys, widths, heights = (nears, starts, depths, breadths) if left else (starts, nears, breadths, depths)
        if frame.mirrored:
            xs = [frame.width - x - width for x, width in zip(xs, widths, strict=True)]
        homes = map([None, *rows.keys].__getitem__, rows.parents[1:])
        return map(_BOX, zip(rows.keys, rows.items, rows.shapes, xs, ys, widths, heights, homes, strict=True))

    def dots(self, nears: list[float]) -> Iterator[tuple[str, Dot]]:
        rows = self.rows
        for row, target in rows.bears_on.items():
            column = nears[row - 1] + (PILL + PILL_GAP if rows.shapes[row - 1] is JUNCTION else 0.0)
            yield rows.keys[row - 1], Dot(column - self.lanes.dots[row], rows.keys[target - 1])

    def cross_links(self, boxes: Mapping[str, Box]) -> Iterator[CrossLink]:
        for item, shape in zip(self.rows.items, self.rows.shapes, strict=True):
            if shape is REFERENCE and item.node and item.link:
                expanded = self.tree.item_of_node[item.node.id].key
                if expanded in boxes:
                    yield CrossLink(item.link.id, item.key, expanded)
