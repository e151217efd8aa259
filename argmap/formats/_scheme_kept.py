"""What the reader of a format with scheme nodes kept aside, as its writer finds it again.

What has not the shape that the reader leaves is taken as absent.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from argmap.domain.graph import ArgumentGraph, Extra, Link, Node
from argmap.formats._extra import as_list, own_bags, own_extra
from argmap.formats._fields import plain
from argmap.formats._scheme_records import Keys, Record

Placed = tuple[int, Record]  # index in the source file, record


class Bag(NamedTuple):
    """The bag of a node or link: its record, where that stood, its edges, and which of several links it makes.

    ``raw`` is the id as the file had it (AIF has numbers too), ``more`` all that the bag holds.
    """

    id: str
    raw: Any
    record: Record
    at: int
    edges: list[Placed]
    part: int
    more: dict[str, Any]


def bag_of(extra: Extra, keys: Keys) -> Bag | None:
    """The bag that the reader left, None where there is none."""
    return _bag_in(own_extra(extra, keys.name), keys) if extra else None


def bags_of(parts: Collection[Node] | Collection[Link], keys: Keys) -> dict[str, Bag]:
    """The bags that the reader left with these, by id."""
    found = own_bags(parts, keys.name)
    return {id_: bag for id_, value in found.items() if (bag := _bag_in(value, keys))}


def _bag_in(found: dict[str, Any], keys: Keys) -> Bag | None:
    record = found.get("record")
    if not isinstance(record, dict) or not _is_id(record.get(keys.node)):
        return None
    raw, at = record[keys.node], _index(found.get("at", 0))
    edges = placed(found["edges"]) if "edges" in found else []
    part = _index(found["part"]) if "part" in found else 0
    return Bag(plain(raw), raw, record, at, edges, part, found)


def direct_edge_of(extra: Extra, keys: Keys) -> Placed | None:
    """The edge without a scheme node from which a link was read, None where it was not."""
    found = own_extra(extra, keys.name) if extra else {}
    edge = found.get("edge")
    if not isinstance(edge, dict) or not _is_id(edge.get(keys.source)) or not _is_id(edge.get(keys.target)):
        return None
    return _index(found.get("at")), edge


@dataclass(frozen=True, slots=True)
class Kept:
    """What stood in the file beside the graph: ``lists`` are its other keys, ``missing`` ids that it does not define.

    ``empty`` names lists of the file that were null, ``wrapper`` the keys around it.
    """

    lists: dict[str, Any] | None = None  # None: the map did not come from this format
    nodes: list[Placed] = field(default_factory=list)
    edges: list[Placed] = field(default_factory=list)
    missing: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()
    wrapper: dict[str, Any] | None = None


def kept_of(graph: ArgumentGraph, keys: Keys) -> Kept:
    """What the reader left in the map's bag."""
    found = own_extra(graph.extra, keys.name)
    lists, wrapper = found.get("lists"), found.get("wrapper")
    if not isinstance(lists, dict):
        return Kept()
    return Kept(
        lists=lists,
        nodes=[item for item in placed(found.get("nodes")) if _is_id(item[1].get(keys.node))],
        edges=[item for item in placed(found.get("edges")) if _is_id(item[1].get(keys.source))],
        missing=frozenset(map(plain, as_list(found.get("missing")))),
        empty=frozenset(map(plain, as_list(found.get("empty")))),
        wrapper=wrapper if isinstance(wrapper, dict) else None,
    )


def is_own_bag(name: str, value: object, keys: Keys) -> bool:
    """Whether this is a bag that the format's writer writes back."""
    extra = {name: value}
    if name != keys.name or not isinstance(value, Mapping):
        return False
    return bool(isinstance(value.get("lists"), Mapping) or bag_of(extra, keys) or direct_edge_of(extra, keys))


@dataclass(slots=True)
class Survivors:
    """The kept records that still have what they refer to; ``dropped`` counts the others."""

    nodes: list[Placed]
    edges: list[Placed]
    alive: Callable[[str], bool]
    dropped: int = 0


def survivors_of(kept: Kept, written: set[str], keys: Keys) -> Survivors:
    """What of the kept records can be written where the nodes ``written`` are there.

    An edge needs both ends. A node other than a locution or transition goes where the last of its edges on a side
    went: an illocution whose claim was deleted says nothing any more. Ends that never existed are as they were.
    """
    nodes = {plain(record[keys.node]): record for _, record in kept.nodes}
    pairs = [ends_of(record, keys) for _, record in kept.edges]
    gone = _gone(pairs, nodes, written | kept.missing)
    known = (written | kept.missing | nodes.keys()) - gone

    def alive(id_: str) -> bool:
        return id_ in known

    edges = [item for item, pair in zip(kept.edges, pairs, strict=True) if all(map(alive, pair))]
    left = [item for item in kept.nodes if plain(item[1][keys.node]) not in gone]
    return Survivors(left, edges, alive, len(kept.nodes) - len(left) + len(kept.edges) - len(edges))


def _gone(pairs: list[tuple[str, str]], nodes: Mapping[str, Record], there: Collection[str]) -> set[str]:
    """The ids of kept nodes that lose their last edge on one side, one after the other."""
    edges_at: defaultdict[str, list[int]] = defaultdict(list)
    left: Counter[tuple[str, int]] = Counter()  # (node, side) → edges
    for index, pair in enumerate(pairs):
        for side, end in enumerate(pair):
            edges_at[end].append(index)
            left[end, side] += 1
    gone: set[str] = set()
    cut: set[int] = set()
    lost = [end for end in edges_at if end not in nodes and end not in there]
    while lost:
        for index in edges_at[lost.pop()]:
            if index in cut:
                continue
            cut.add(index)
            for side, end in enumerate(pairs[index]):
                left[end, side] -= 1
                if end in nodes and end not in gone and not left[end, side] and not _speaks(nodes[end]):
                    gone.add(end)
                    lost.append(end)
    return gone


def _speaks(record: Record) -> bool:
    return plain(record.get("type")).strip().upper() in ("L", "TA")


def ends_of(record: Record, keys: Keys) -> tuple[str, str]:
    """Source and target of an edge, as texts."""
    return plain(record.get(keys.source)), plain(record.get(keys.target))


def placed(items: Any) -> list[Placed]:
    """The pairs of index and record in a list that a reader left."""
    return [
        (_index(item[0]), item[1])
        for item in as_list(items)
        if isinstance(item, list) and len(item) == 2 and isinstance(item[1], dict)
    ]


def _index(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _is_id(value: Any) -> bool:
    return isinstance(value, (str, int)) and not isinstance(value, bool) and value != ""
