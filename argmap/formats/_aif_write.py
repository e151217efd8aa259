"""From a graph to AIF records: what came from AIF as it was, the rest new."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link
from argmap.formats._aif_nodeset import AIF, references
from argmap.formats._aif_read import record_scheme
from argmap.formats._fields import plain
from argmap.formats._own.records import own_roles
from argmap.formats._scheme_drawing import AIF_TYPES, LAST, Drawing, DrawnNode, DrawnScheme, drawing_of, in_order
from argmap.formats._scheme_kept import Bag, Placed, Survivors, survivors_of
from argmap.formats._scheme_records import Record
from argmap.formats._schemes import DEFAULT_NAMES, scheme_name, scheme_number
from argmap.formats._times import time_of_id

_FRESH_LISTS = ("schemefulfillments", "participants", "locutions")
_DRAWINGS = ("OVA", "ova")  # beside “AIF”: where the nodes and edges are drawn


@dataclass(frozen=True, slots=True)
class Written:
    """The file's JSON value, its drawing, and how many kept records had to go since their referents were deleted."""

    value: dict[str, Any]
    dropped: int
    drawing: Drawing


def written(graph: ArgumentGraph) -> Written:
    """The graph as an AIF nodeset, wrapped as xAIF where it came so."""
    return _Writer(graph).written()


class _Writer:
    def __init__(self, graph: ArgumentGraph) -> None:
        self.drawing = drawing_of(graph, AIF)
        self.kept = self.drawing.kept
        self.dropped = 0
        self.numbers: list[Record] = []  # scheme fulfilments of scheme nodes that are new or have a new scheme
        self.renumbered: set[str] = set()

    def written(self) -> Written:
        kept, drawing = self.kept, self.drawing
        made = [*map(_node, drawing.nodes), *map(self._scheme, drawing.schemes)]
        there = {plain(record["nodeID"]) for _, record in made} if kept.lists is not None else set()
        left = survivors_of(kept, there, AIF)
        nodes = in_order([*made, *left.nodes])
        edges = in_order([*drawing.edges, *left.edges]) + self._numbered_edges()
        value: dict[str, Any] = {
            "nodes": None if "nodes" in kept.empty and not nodes else nodes,
            "edges": None if "edges" in kept.empty and not edges else edges,
        }
        lists = dict.fromkeys(_FRESH_LISTS) if kept.lists is None else kept.lists
        for key, items in lists.items():
            found = self._records(items, left) if isinstance(items, list) else items
            value[key] = found if found is not None or kept.lists is not None else []
        if "schemefulfillments" in value:
            value["schemefulfillments"] = self._fulfilments(value["schemefulfillments"])
        wrapper = self._wrapper(left.alive)
        dropped = self.dropped + left.dropped
        return Written(value if wrapper is None else {"AIF": value} | wrapper, dropped, drawing)

    def _scheme(self, scheme: DrawnScheme) -> Placed:
        link, bag = scheme.first, scheme.bag
        node_id = self.drawing.link_id[link.id]
        record = self._scheme_record(node_id, link, AIF_TYPES[link.type], bag)
        roles = own_roles(link, self.drawing.node_id)
        if roles:
            record["roles"] = roles  # a key of our own: AIF's descriptors have numbers that differ by server
        elif isinstance(record.get("roles"), dict):
            del record["roles"]
        return bag.at if bag else LAST, record

    def _scheme_record(self, node_id: Any, link: Link, aif_type: str, bag: Bag | None) -> Record:
        if bag and _has_type(bag.record, aif_type) and record_scheme(bag.record, aif_type) == link.scheme:
            return bag.record | {"nodeID": node_id}
        name, number = _named(link.scheme, aif_type)
        record: Record = {"nodeID": node_id, "text": name, "type": aif_type, "scheme": name}
        self.renumbered.add(plain(node_id))
        if number is not None:
            record["schemeID"] = number
            self.numbers.append({"nodeID": node_id, "schemeID": number})
        if bag is None:
            return _stamped(record, link.id)
        return {key: value for key, value in bag.record.items() if key != "schemeID"} | record

    def _records(self, items: list[Any], left: Survivors) -> list[Any]:
        """The records that name only nodes that are there."""
        stay = [item for item in items if all(map(left.alive, references(item)))]
        self.dropped += len(items) - len(stay)
        return stay

    def _fulfilments(self, items: Any) -> Any:
        """The list with the new numbers; as it was where there are none."""
        if not self.renumbered or not isinstance(items, list | None):
            return items
        stay = [item for item in items or () if not self._is_renumbered(item)]
        return [*stay, *self.numbers]

    def _is_renumbered(self, item: Any) -> bool:
        return isinstance(item, dict) and plain(item.get("nodeID")) in self.renumbered

    def _numbered_edges(self) -> list[Record]:
        """The records of the new edges, whose numbers no other edge has."""
        if not self.drawing.new_edges:
            return []
        known = [record.get("edgeID") for _, record in [*self.drawing.edges, *self.kept.edges]]
        used = {plain(id_) for id_ in known}
        free = (number for number in count(1) if str(number) not in used) if used else count(1)
        integers = any(isinstance(id_, int) for id_ in known)
        return [
            {"edgeID": number if integers else str(number), "fromID": source, "toID": target, "formEdgeID": None}
            for number, (source, target) in zip(free, self.drawing.new_edges, strict=False)
        ]

    def _wrapper(self, alive: Any) -> dict[str, Any] | None:
        """The keys around an xAIF nodeset, without what they say of nodes that are no longer there."""
        wrapper = self.kept.wrapper
        return wrapper and {key: self._view(key, view, alive) for key, view in wrapper.items()}

    def _view(self, key: str, view: Any, alive: Any) -> Any:
        """What OVA or a module of argument mining says of nodes; what goes is counted, but for drawings."""
        if isinstance(view, dict):
            return {
                name: self._view(key, items, alive) if isinstance(items, list) else items
                for name, items in view.items()
            }
        if not isinstance(view, list):
            return view
        left = _drawn(view, alive)
        self.dropped += 0 if key in _DRAWINGS else len(view) - len(left)
        return left


@lru_cache(maxsize=1000)  # a map has few schemes, each many times
def _named(scheme: str, aif_type: str) -> tuple[str, str | None]:
    """Name and number of a scheme, as AIFdb has them for scheme nodes of this type."""
    number = scheme_number(scheme, aif_type)
    return scheme_name(scheme) or DEFAULT_NAMES[aif_type], None if number is None else str(number)


def _drawn(items: list[Any], alive: Any) -> list[Any]:
    ends = ("nodeID", "fromID", "toID")
    return [
        item
        for item in items
        if not isinstance(item, dict) or all(alive(plain(item[end])) for end in ends if end in item)
    ]


def _node(drawn: DrawnNode) -> Placed:
    text, bag = drawn.node.text, drawn.bag
    record: Record = {"nodeID": drawn.id, "text": text, "type": "I"}
    if bag is None:
        return LAST, _stamped(record, drawn.node.id)
    came = bag.record
    if _has_type(came, "I"):
        del record["type"]
    if "text" in came and plain(came["text"]) == text:
        del record["text"]
    return bag.at, came | record


def _has_type(record: Record, aif_type: str) -> bool:
    given = record.get("type")
    return given == aif_type or plain(given).strip().upper() == aif_type


def _stamped(record: Record, id_: str) -> Record:
    """The new record itself with its time, where the id tells one."""
    time = time_of_id(id_)
    if time:
        record["timestamp"] = time.replace("T", " ")
    return record
