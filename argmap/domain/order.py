"""The order of siblings: the analyst's own where there is one, the order of the text otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Protocol, TypeVar

Place = tuple[int, int]  # (article's index, code point)


class Positioned(Protocol):
    @property
    def position(self) -> int | None: ...


S = TypeVar("S", bound=Positioned)


def in_order(siblings: Iterable[S], place_of: Callable[[S], Place | None]) -> list[S]:
    """The siblings as they are shown.

    Those with a position stand by position. Each other one stands before the first that comes later in the text;
    those without a place in the text come last, in the order given.
    """
    given = list(siblings)
    if len(given) < 2:
        return given
    fixed = sorted((s for s in given if s.position is not None), key=_position)
    places = [(place_of(s), s) for s in given if s.position is None]
    free = sorted(
        ((place, s) for place, s in places if place is not None),
        key=lambda pair: pair[0],
    )
    homeless = [s for place, s in places if place is None]
    return [*_merged(fixed, free, place_of), *homeless]


def _position(sibling: Positioned) -> int:
    return sibling.position or 0


def _merged(
    fixed: Sequence[S],
    free: Sequence[tuple[Place, S]],
    place_of: Callable[[S], Place | None],
) -> Iterable[S]:
    inserted = 0
    for sibling in fixed:
        there = place_of(sibling)
        while there is not None and inserted < len(free) and free[inserted][0] < there:
            yield free[inserted][1]
            inserted += 1
        yield sibling
    for _, sibling in free[inserted:]:
        yield sibling
