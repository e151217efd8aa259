"""What the AIF reader kept aside, as the writer finds it again; what is not ours is taken as absent."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from argmap.domain.graph import ArgumentGraph, Extra
from argmap.formats._aif_nodeset import NAME, Record, plain, references
from argmap.formats._extra import own_extra

Placed = tuple[int, Record]  # index in the source file, record


@dataclass(frozen=True, slots=True)
class Bag:
    """The bag of a node or link: its record, where that stood, its edges, and which of several links it makes."""

    id: str
    record: Record
    at: int
    edges: list[Placed]
    part: int


def bag_of(extra: Extra) -> Bag | None:
    """The bag that the reader left, None where there is none."""
    found = own_extra(extra, NAME) if extra else {}
    record = found.get("record")
    if not isinstance(record, dict) or not _is_id(record.get("nodeID")):
        return None
    part = found.get("part", 0)
    edges = list(_placed(found.get("edges")))
    return Bag(plain(record["nodeID"]), record, _index(found.get("at")), edges, _index(part))


def direct_edge_of(extra: Extra) -> Placed | None:
    """The edge without a scheme node from which a link was read, None where it was not."""
    found = own_extra(extra, NAME) if extra else {}
    edge = found.get("edge")
    if not isinstance(edge, dict) or not _is_id(edge.get("fromID")) or not _is_id(edge.get("toID")):
        return None
    return _index(found.get("at")), edge


@dataclass(frozen=True, slots=True)
class Kept:
    """What stood in the file beside the graph; see ``_Builder.kept_aside``."""

    lists: dict[str, Any] | None = None  # None: the map did not come from AIF
    nodes: list[Placed] = field(default_factory=list)
    edges: list[Placed] = field(default_factory=list)
    missing: frozenset[str] = frozenset()
    empty: frozenset[str] = frozenset()
    wrapper: dict[str, Any] | None = None


def kept_of(graph: ArgumentGraph) -> Kept:
    """What the reader left in the map's bag."""
    found = own_extra(graph.extra, NAME)
    lists, wrapper = found.get("lists"), found.get("wrapper")
    if not isinstance(lists, dict):
        return Kept()
    return Kept(
        lists=lists,
        nodes=[item for item in _placed(found.get("nodes")) if _is_id(item[1].get("nodeID"))],
        edges=[item for item in _placed(found.get("edges")) if _is_id(item[1].get("fromID"))],
        missing=frozenset(map(plain, _list(found.get("missing")))),
        empty=frozenset(map(plain, _list(found.get("empty")))),
        wrapper=wrapper if isinstance(wrapper, dict) else None,
    )


def is_own_bag(name: str, value: object) -> bool:
    """Whether this is a bag that the AIF writer writes back."""
    extra = {name: value}
    if name != NAME or not isinstance(value, Mapping):
        return False
    return bool(isinstance(value.get("lists"), Mapping) or bag_of(extra) or direct_edge_of(extra))


@dataclass(slots=True)
class Survivors:
    """The kept records that still have what they refer to; ``dropped`` counts the others."""

    nodes: list[Placed]
    edges: list[Placed]
    alive: Callable[[str], bool]
    dropped: int = 0

    def records(self, items: list[Any]) -> list[Any]:
        """The records that name only nodes that are there."""
        left = [item for item in items if all(self.alive(id_) for id_ in references(item))]
        self.dropped += len(items) - len(left)
        return left


def survivors_of(kept: Kept, written: set[str]) -> Survivors:
    """What of the kept records can be written where the nodes ``written`` are there.

    An edge needs both ends. A node other than a locution or transition goes where the last of its edges on a side
    went: an illocution whose claim was deleted says nothing any more. Ends that never existed are as they were.
    """
    nodes = {plain(record["nodeID"]): record for _, record in kept.nodes}
    gone = _gone(kept, nodes, written)
    known = (written | kept.missing | nodes.keys()) - gone

    def alive(id_: str) -> bool:
        return id_ in known

    edges = [item for item in kept.edges if all(map(alive, _ends(item[1])))]
    left = [item for item in kept.nodes if plain(item[1]["nodeID"]) not in gone]
    return Survivors(left, edges, alive, len(kept.nodes) - len(left) + len(kept.edges) - len(edges))


def _gone(kept: Kept, nodes: Mapping[str, Record], written: set[str]) -> set[str]:
    """The ids of kept nodes that lose their last edge on one side, one after the other."""
    pairs = [_ends(record) for _, record in kept.edges]
    edges_at: defaultdict[str, list[int]] = defaultdict(list)
    left: Counter[tuple[str, int]] = Counter()  # (node, side) → edges
    for index, pair in enumerate(pairs):
        for side, end in enumerate(pair):
            edges_at[end].append(index)
            left[end, side] += 1
    gone: set[str] = set()
    cut: set[int] = set()
    lost = [end for end in edges_at if end not in nodes and end not in written and end not in kept.missing]
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


def _ends(record: Record) -> tuple[str, str]:
    return plain(record.get("fromID")), plain(record.get("toID"))


def _placed(items: Any) -> Iterator[Placed]:
    for item in _list(items):
        if isinstance(item, list) and len(item) == 2 and isinstance(item[1], dict):
            yield _index(item[0]), item[1]


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _index(value: Any) -> int:
    return value if isinstance(value, int) else 0


def _is_id(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool) and value != ""
