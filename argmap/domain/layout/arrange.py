"""The layout of a tree: one tidy tree of boxes and junctions.

Every item that is visible is a box of the tidy tree: linked premises stand below their junction, and what attacks or
backs a link stands beside the premise, in the same column, so that its line ends on the line of that link and crosses
no other. Twin: ``static/js/layout.js``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from math import floor
from operator import add, sub

from argmap.domain.collector import paused_collector
from argmap.domain.layout.frame import Frame
from argmap.domain.layout.hidden import hidden_below
from argmap.domain.layout.model import Box, CrossLink, Layout, Options, Shape
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
NODE = Shape.NODE


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

    items: list[Item] = field(default_factory=list)
    parents: list[int] = field(default_factory=lambda: [-1])
    pills: list[bool] = field(default_factory=lambda: [False])
    bearing: dict[int, list[int]] = field(default_factory=dict)  # row → the rows that bear on its link
    bears_on: dict[int, int] = field(default_factory=dict)  # the other way round


def _rows_of(tree: Tree, collapsed: Collection[str]) -> _Rows:
    rows = _Rows()
    items, parents = rows.items, rows.parents
    above = {root.key: 0 for root in tree.roots}
    target_of: dict[str, int] = {}
    row = 0
    for key, item in tree.items.items():
        parent = above.get(key)
        if parent is None:
            continue
        row += 1
        items.append(item)
        parents.append(parent)
        if key in target_of:
            rows.bears_on[row] = target_of[key]
            rows.bearing.setdefault(target_of[key], []).append(row)
        if key in collapsed:
            continue
        for child in item.members or item.children:
            above[child.key] = row
        for child in item.on_link:
            above[child.key] = parent
            target_of[child.key] = row
    rows.pills += [item.node is None and item.key not in collapsed for item in items]
    return rows


Spans = tuple[list[float], list[float]]  # breadth and depth of each row's box


def _spans_of(rows: _Rows, sizes: Sizes, options: Options) -> Spans:
    across, along = (1, 0) if options.root == "left" else (0, 1)
    breadths, depths = [0.0], [0.0]
    for item, pill in zip(rows.items, rows.pills[1:], strict=True):
        if pill:
            breadths.append(PILL_BREADTH)
            depths.append(PILL)
        else:
            size = sizes[item.key]
            breadths.append(size[across])
            depths.append(size[along])
    return breadths, depths


@dataclass(slots=True)
class _Lanes:
    """The room of lines: ``gaps`` below each row; ``runs`` of it in which lines run straight; where dots sit.

    ``dots`` are distances from the column of the row's own box, towards the root.
    """

    gaps: list[float]
    runs: list[float]
    dots: list[float]
    leads: list[float]  # between each row's box and the box above it


def _lanes_of(rows: _Rows, options: Options) -> _Lanes:
    parents, bearing = rows.parents, rows.bearing
    runs, dots = [SIGN_ROOM] * len(parents), [0.0] * len(parents)
    zones = [PILL_ZONE if pill else SIGN_ROOM for pill in rows.pills]
    for row in sorted({*bearing, *(row for row, pill in enumerate(rows.pills) if pill)}, reverse=True):
        for other in bearing.get(row, ()):
            zone = max(zones[row], zones[other])
            dots[other] = zone + DOT_ROOM / 2
            zones[row] = zone + DOT_ROOM
        parent = parents[row]
        runs[parent] = max(runs[parent], zones[row])
    level, widest = options.level, options.level - FAN
    gaps = [level if run <= widest else run + FAN for run in runs]
    return _Lanes(gaps, runs, dots, _leads_of(rows, gaps))


def _leads_of(rows: _Rows, gaps: list[float]) -> list[float]:
    """The depth between each row's box and the box above it."""
    pills = rows.pills
    leads = [PILL_GAP if pills[parent] else gaps[parent] for parent in rows.parents]
    for row, pill in enumerate(pills):
        if pill:
            leads[row] -= PILL_GAP + PILL
        elif rows.parents[row] <= 0:
            leads[row] = 0.0
    return leads


def _boxes_of(rows: _Rows, spans: Spans, lanes: _Lanes, options: Options) -> Boxes:
    gaps = [options.members if pill else options.siblings for pill in rows.pills]
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
        boxes = self.boxes(nears, starts, frame)
        self.add_dots(boxes, nears)
        by_key = {box.key: box for box in boxes}
        for key, hidden in hidden_below(self.tree, self.options.collapsed).items():
            by_key[key].hidden = hidden
        return Layout(by_key, tuple(_cross_links(self.tree, boxes, by_key)), frame, width, height)

    def boxes(self, nears: list[float], starts: list[int], frame: Frame) -> list[Box]:
        left, mirrored, whole = frame.root == "left", frame.mirrored, frame.width
        boxes: list[Box] = []
        homes: list[Box | None] = [None]
        rows, fans = self.rows, [*map(sub, self.lanes.gaps, self.lanes.runs)]
        for item, near, start, breadth, depth, fan, pill, parent in zip(
            rows.items, nears, starts, self.spans[0][1:], self.spans[1][1:], fans[1:], rows.pills[1:],
            rows.parents[1:], strict=True,
        ):  # fmt: skip
            x, y, width, height = (near, start, depth, breadth) if left else (start, near, breadth, depth)
            if mirrored:
                x = whole - x - width
            shape = _shape(item, pill=pill) if item.reference or item.node is None else NODE
            box = Box(item.key, item, shape, x, y, width, height, near + depth + fan, homes[parent])
            boxes.append(box)
            homes.append(box)
        return boxes

    def add_dots(self, boxes: list[Box], nears: list[float]) -> None:
        for row, target in self.rows.bears_on.items():
            column = nears[row - 1] + (PILL + PILL_GAP if self.rows.pills[row] else 0.0)
            boxes[row - 1].dot = column - self.lanes.dots[row]
            boxes[row - 1].bears_on = boxes[target - 1]


def _shape(item: Item, *, pill: bool) -> Shape:
    if item.node is None:
        return Shape.JUNCTION if pill else Shape.FOLDED
    return Shape.NODE if item.reference is None else Shape.REFERENCE


def _cross_links(tree: Tree, boxes: list[Box], by_key: Mapping[str, Box]) -> Iterator[CrossLink]:
    for box in boxes:
        if box.shape is Shape.REFERENCE and box.item.node and box.item.link:
            expanded = tree.item_of_node[box.item.node.id].key
            if expanded in by_key:
                yield CrossLink(box.item.link.id, box.key, expanded)
