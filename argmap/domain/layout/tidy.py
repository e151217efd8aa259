"""Tidy trees of boxes with different sizes in linear time.

The algorithm of A. van der Ploeg, "Drawing non-layered tidy trees in linear time", Software: Practice and Experience
44 (2014), https://doi.org/10.1002/spe.2213, on flat lists and without recursion. The twin is ``static/js/tidy.js``.

*Depth* runs from the root to the leaves, *breadth* across; which of them is x is not known here.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Boxes:
    """Boxes in an order in which parents come before their children and siblings from first to last.

    Box 0 is the root. Sizes and gaps are pixels; a box's depth includes the room for the line to its parent.
    """

    parents: Sequence[int]  # of box 0: -1
    breadths: Sequence[float]
    depths: Sequence[float]
    gaps: Sequence[float]  # between the children of that box
    attached: Container[int]  # boxes on which a parent is not centred: they follow those on which it is
    families: float  # gap between boxes of different parents


def tidy(boxes: Boxes) -> tuple[list[float], list[float]]:
    """For each box where it starts in breadth and in depth; the root starts at depth 0, breadth may be negative."""
    children: list[list[int]] = [[] for _ in boxes.parents]
    starts = [0.0] * len(children)
    for box in range(1, len(children)):
        parent = boxes.parents[box]
        children[parent].append(box)
        starts[box] = starts[parent] + boxes.depths[parent]
    prelim, mod = _upward(boxes, children, [a + b for a, b in zip(starts, boxes.depths, strict=True)])
    for box in range(1, len(children)):
        mod[box] += mod[boxes.parents[box]]
    return [a + b for a, b in zip(prelim, mod, strict=True)], starts


def _upward(boxes: Boxes, children: list[list[int]], ends: list[float]) -> tuple[list[float], list[float]]:
    """Each box's place relative to its parent's, and how far all below it moves with it.

    ``first`` and ``last`` are the deepest boxes of a subtree's contours, ``first_sum`` and ``last_sum`` the sums of
    ``mod`` down to them; a thread leads from the end of a shorter contour on to the longer one.
    """
    count = len(children)
    parents, breadths, gaps, families = boxes.parents, boxes.breadths, boxes.gaps, boxes.families
    prelim, mod = [0.0] * count, [0.0] * count
    first, last = list(range(count)), list(range(count))
    first_sum, last_sum = [0.0] * count, [0.0] * count
    next_first, next_last = [-1] * count, [-1] * count  # down the contour: the outer child, or a thread

    for box in range(count - 1, -1, -1):
        siblings = children[box]
        if not siblings:
            continue
        eldest = siblings[0]
        lows = [(ends[first[eldest]], 0)]  # how deep the contour of the siblings so far reaches, and whose it is
        spread: list[tuple[int, int, float]] = []
        for index in range(1, len(siblings)):
            child = siblings[index]
            low = ends[last[child]]
            above, below = siblings[index - 1], child  # the pair of boxes that face each other
            above_sum, below_sum, moved, owner = mod[above], 0.0, 0.0, len(lows) - 1
            while True:
                above_end, below_end = ends[above], ends[below]
                while above_end > lows[owner][0]:
                    owner -= 1
                gap = gaps[parents[above]] if parents[above] == parents[below] else families
                overlap = above_sum + prelim[above] + breadths[above] + gap - below_sum - prelim[below]
                if overlap > 0:
                    below_sum += overlap
                    moved += overlap
                    if lows[owner][1] != index - 1:
                        spread.append((lows[owner][1], index, overlap))
                if above_end <= below_end:
                    above = next_last[above]
                    if above >= 0:
                        above_sum += mod[above]
                if above_end >= below_end:
                    below = next_first[below]
                    if below >= 0:
                        below_sum += mod[below]
                if above < 0 or below < 0:
                    break
            mod[child] += moved
            first_sum[child] += moved
            last_sum[child] += moved
            if below >= 0:  # the new child is deeper: the siblings' contour goes on along it
                end = first[eldest]
                next_first[end] = below
                slack = below_sum - mod[below] - first_sum[eldest]
                mod[end] += slack
                prelim[end] -= slack
                first[eldest], first_sum[eldest] = first[child], first_sum[child]
            elif above >= 0:  # the siblings are deeper
                end = last[child]
                next_last[end] = above
                slack = above_sum - mod[above] - last_sum[child]
                mod[end] += slack
                prelim[end] -= slack
                before = siblings[index - 1]
                last[child], last_sum[child] = last[before], last_sum[before]
            while lows and low >= lows[-1][0]:
                lows.pop()
            lows.append((low, index))
        if spread:
            _share(siblings, spread, mod)
        youngest = siblings[-1]
        first[box], first_sum[box] = first[eldest], first_sum[eldest]
        last[box], last_sum[box] = last[youngest], last_sum[youngest]
        next_first[box], next_last[box] = eldest, youngest
        index = len(siblings) - 1
        while index and siblings[index] in boxes.attached:
            index -= 1
        youngest = siblings[index]
        top = prelim[eldest] + mod[eldest] + breadths[eldest] / 2
        bottom = prelim[youngest] + mod[youngest] + breadths[youngest] / 2
        prelim[box] = (top + bottom) / 2 - breadths[box] / 2
    return prelim, mod


def _share(siblings: list[int], spread: list[tuple[int, int, float]], mod: list[float]) -> None:
    """Let the siblings between two that were pushed apart share the new room evenly."""
    shift, change = [0.0] * len(siblings), [0.0] * len(siblings)
    for before, index, room in spread:
        part = room / (index - before)
        shift[before + 1] += part
        shift[index] -= part
        change[index] -= room - part
    pace = moved = 0.0
    for index, child in enumerate(siblings):
        pace += shift[index]
        moved += pace + change[index]
        mod[child] += moved
