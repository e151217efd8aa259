"""Tidy trees of boxes with different sizes in linear time.

The algorithm of A. van der Ploeg, "Drawing non-layered tidy trees in linear time", Software: Practice and Experience
44 (2014), https://doi.org/10.1002/spe.2213, on flat lists and without recursion. The twin is ``static/js/tidy.js``.

*Depth* runs from the root to the leaves, *breadth* across; which of them is x is not known here.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from operator import add


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
    children: dict[int, list[int]] = {}
    starts, ends, parents, depths = [0.0], [boxes.depths[0]], boxes.parents, boxes.depths
    for box in range(1, len(parents)):
        parent = parents[box]
        if parent in children:
            children[parent].append(box)
        else:
            children[parent] = [box]
        start = ends[parent]
        starts.append(start)
        ends.append(start + depths[box])
    prelim, mod = _upward(boxes, children, ends)
    for box in range(1, len(parents)):
        mod[box] += mod[parents[box]]
    return [*map(add, prelim, mod)], starts


def _upward(boxes: Boxes, children: dict[int, list[int]], ends: list[float]) -> tuple[list[float], list[float]]:
    """Each box's place relative to its parent's, and how far all below it moves with it.

    ``first`` and ``last`` are the deepest boxes of a subtree's contours, ``first_sum`` and ``last_sum`` the sums of
    ``mod`` down to them; a thread leads from the end of a shorter contour on to the longer one.
    """
    count = len(ends)
    parents, breadths, gaps, families = boxes.parents, boxes.breadths, boxes.gaps, boxes.families
    attached = boxes.attached
    prelim, mod = [0.0] * count, [0.0] * count
    first, last = list(range(count)), list(range(count))
    first_sum, last_sum = [0.0] * count, [0.0] * count
    next_first, next_last = [-1] * count, [-1] * count  # down the contour: the outer child, or a thread

    for box in reversed(children):  # they stand in the order of their first children: what is below comes before
        siblings = children[box]
        eldest, inner = siblings[0], gaps[box]
        if len(siblings) == 1:  # most often; the same as below in fewer words
            first[box], first_sum[box] = first[eldest], first_sum[eldest]
            last[box], last_sum[box] = last[eldest], last_sum[eldest]
            next_first[box] = next_last[box] = eldest
            prelim[box] = prelim[eldest] + mod[eldest] + breadths[eldest] / 2 - breadths[box] / 2
            continue
        lows, owners = [ends[first[eldest]]], [0]  # how deep the siblings' contour reaches, and whose it is there
        spread: list[tuple[int, int, float]] = []
        before = eldest
        for index, child in enumerate(siblings[1:], 1):
            low = ends[last[child]]
            if next_first[child] < 0 and next_last[before] < 0 and low == lows[-1]:
                moved = mod[before] + prelim[before] + breadths[before] + inner
                mod[child] = first_sum[child] = last_sum[child] = moved  # two leaves of one depth: the common case
                owners[-1] = index
                before = child
                continue
            above, below = before, child  # the pair of boxes that face each other
            above_sum, below_sum, moved, at = mod[above], 0.0, 0.0, len(lows) - 1
            gap = inner
            while True:
                above_end, below_end = ends[above], ends[below]
                while above_end > lows[at]:
                    at -= 1
                overlap = above_sum + prelim[above] + breadths[above] + gap - below_sum - prelim[below]
                if overlap > 0:
                    below_sum += overlap
                    moved += overlap
                    if owners[at] != index - 1:
                        spread.append((owners[at], index, overlap))
                if above_end <= below_end:
                    above = next_last[above]
                    if above < 0:
                        if above_end == below_end:
                            below = next_first[below]
                            if below >= 0:
                                below_sum += mod[below]
                        break
                    above_sum += mod[above]
                if above_end >= below_end:
                    below = next_first[below]
                    if below < 0:
                        break
                    below_sum += mod[below]
                gap = inner if below == child and parents[above] == box else families
            if moved:
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
                last[child], last_sum[child] = last[before], last_sum[before]
            while lows and low >= lows[-1]:
                lows.pop()
                owners.pop()
            lows.append(low)
            owners.append(index)
            before = child
        if spread:
            _share(siblings, spread, mod)
        youngest = siblings[-1]
        first[box], first_sum[box] = first[eldest], first_sum[eldest]
        last[box], last_sum[box] = last[youngest], last_sum[youngest]
        next_first[box], next_last[box] = eldest, youngest
        index = len(siblings) - 1
        while index and siblings[index] in attached:
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
