import sys
from collections.abc import Callable
from types import FrameType

import pytest

from argmap.domain.layout.tidy import Boxes, tidy


def boxes(parents: list[int], *, breadth: float = 10, depth: float = 10) -> Boxes:
    count = len(parents)
    return Boxes(parents, [breadth] * count, [depth] * count, [2] * count, (), 6)


def test_children_of_one_box_stand_side_by_side_with_their_gap():
    breadths, depths = tidy(boxes([-1, 0, 0]))

    assert breadths[2] - breadths[1] == 12
    assert breadths[0] == (breadths[1] + breadths[2]) / 2
    assert depths == [0, 10, 10]


def test_families_stand_further_apart_than_siblings():
    breadths, _ = tidy(boxes([-1, 0, 0, 1, 2]))

    assert breadths[4] - breadths[3] == 16


def test_small_siblings_share_the_room_between_large_ones():
    parents = [-1, 0, 0, 0, *[1] * 5, *[3] * 5]

    breadths, _ = tidy(boxes(parents))

    assert breadths[2] - breadths[1] == pytest.approx(breadths[3] - breadths[2])


def test_subtree_slips_under_a_shallow_neighbour():
    parents = [-1, 0, 0, 2, 2, 2]

    breadths, _ = tidy(boxes(parents))

    assert breadths[2] - breadths[1] == 12
    assert breadths[3] < breadths[1] + 10


@pytest.mark.parametrize("parents_of", [lambda n: (n - 1) // 2, lambda n: 0, lambda n: n - 1, lambda n: max(0, n - 3)])
def test_work_grows_linearly(parents_of: Callable[[int], int]):
    small, large = (_lines_run([-1, *(parents_of(n) for n in range(1, count))]) for count in (500, 2000))

    assert large < 4.2 * small


def _lines_run(parents: list[int]) -> int:
    """How many lines of Python a layout runs: a measure of work that no busy machine disturbs."""
    count = 0

    def trace(frame: FrameType, event: str, arg: object) -> object:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        tidy(boxes(parents))
    finally:
        sys.settrace(before)
    return count
