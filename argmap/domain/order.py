"""The order of siblings: the analyst's own where there is one, the order of the text otherwise."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol, TypeVar

from argmap.domain.graph import ArgumentGraph, Link, Node

Place = tuple[int, int]  # (article's index, code point)
_BEHIND_ALL: Place = (sys.maxsize, 0)


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


def links_in_order(graph: ArgumentGraph) -> Mapping[str, Sequence[Link]]:
    """The links to each node and link as they are shown, by one sort for all of them; no key where there are none."""
    place_of, links, places = link_place(graph), list(graph.links.values()), graph.text_order
    keys = [places.get(link.premises[0].node) or place_of(link) or _BEHIND_ALL for link in links]
    groups: defaultdict[str, list[Link]] = defaultdict(list)
    for index in sorted(range(len(links)), key=keys.__getitem__):
        link = links[index]
        groups[link.target_node or link.target_link or ""].append(link)
    for id_ in {link.target for link in graph.links.values() if link.position is not None}:
        groups[id_] = in_order(graph.links_to[id_], place_of)
    return dict(groups)


def node_place(graph: ArgumentGraph) -> Callable[[Node], Place | None]:
    """A function that gives a node's first place in the texts."""
    places = graph.text_order
    return lambda node: places.get(node.id)


def link_place(graph: ArgumentGraph) -> Callable[[Link], Place | None]:
    """A function that gives the place of a link's first premise that stands in the texts."""
    places = graph.text_order

    def place_of(link: Link) -> Place | None:
        for premise in link.premises:
            if premise.node in places:
                return places[premise.node]
        return None

    return place_of


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
