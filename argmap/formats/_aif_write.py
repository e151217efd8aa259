"""From a graph to AIF records: what came from AIF as it was, the rest new."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link
from argmap.domain.vocabulary import LinkType
from argmap.formats._aif_kept import Bag, Placed, bag_of, direct_edge_of, kept_of, survivors_of
from argmap.formats._aif_nodeset import Record, plain
from argmap.formats._aif_read import record_scheme
from argmap.formats._schemes import DEFAULT_NAMES, scheme_name, scheme_number

AIF_TYPES = {LinkType.SUPPORT: "RA", LinkType.ATTACK: "CA", LinkType.REPHRASE: "MA"}
_NEW = 1 << 62  # behind every index of the source file
_FRESH_LISTS = ("schemefulfillments", "participants", "locutions")
_WRAPPED_VIEWS = ("OVA", "ova")  # objects beside “AIF” whose nodes and edges name ours


@dataclass(frozen=True, slots=True)
class Written:
    """The file's JSON value, and how many kept records had to go because what they refer to was deleted."""

    value: dict[str, Any]
    dropped: int


def written(graph: ArgumentGraph) -> Written:
    """The graph as an AIF nodeset, wrapped as xAIF where it came so."""
    return _Writer(graph).written()


@dataclass(frozen=True, slots=True)
class _Scheme:
    """A scheme node to write: the links that it stands for, the bag of the first."""

    links: list[Link]
    bag: Bag | None

    @property
    def first(self) -> Link:
        return self.links[0]


class _Writer:
    def __init__(self, graph: ArgumentGraph) -> None:
        self.graph = graph
        self.kept = kept_of(graph)
        self.node_bags = {node.id: bag_of(node.extra) for node in graph.nodes.values()}
        self.link_bags = {link.id: bag_of(link.extra) for link in graph.links.values()}
        bags = [*self.node_bags.values(), *self.link_bags.values()]
        self.reserved = {plain(record["nodeID"]) for _, record in self.kept.nodes} | {bag.id for bag in bags if bag}
        self.taken: set[str] = set()
        self.nodes: list[Placed] = []
        self.edges: list[Placed] = []
        self.new_edges: list[tuple[Any, Any]] = []
        self.numbers: list[Record] = []  # scheme fulfilments of scheme nodes that are new or have a new scheme
        self.renumbered: set[str] = set()
        self.id_of: dict[str, Any] = {}  # our node id → nodeID, as the file had it
        self.link_id: dict[str, Any] = {}

    def written(self) -> Written:
        for node in self.graph.nodes.values():
            self._add_node(node.id, node.text, self.node_bags[node.id])
        direct, schemes = self._sorted_links()
        for scheme in schemes:
            id_ = self._claim(scheme.bag, scheme.first.id)
            self.link_id.update((link.id, id_) for link in scheme.links)
        for scheme in schemes:
            self._add_scheme(scheme)
        self.edges += direct
        return self._assembled()

    def _add_node(self, id_: str, text: str, bag: Bag | None) -> None:
        node_id = self.id_of[id_] = self._claim(bag, id_)
        record: Record = {"nodeID": node_id, "text": text, "type": "I"}
        if bag is None:
            self.nodes.append((_NEW, record | _timestamp(id_)))
            return
        if plain(bag.record.get("type")).strip().upper() == "I":
            del record["type"]
        if "text" in bag.record and plain(bag.record["text"]) == text:
            del record["text"]
        self.nodes.append((bag.at, bag.record | record))

    def _claim(self, bag: Bag | None, own: str) -> Any:
        """The source's id where it is free, else our own, else one like it."""
        if bag is not None and bag.id not in self.taken:
            self.taken.add(bag.id)
            return bag.record["nodeID"]
        name = own
        while name in self.taken or name in self.reserved:
            name += "'"
        self.taken.add(name)
        return name

    def _sorted_links(self) -> tuple[list[Placed], list[_Scheme]]:
        """The edges that need no scheme node, and the scheme nodes that the other links need."""
        direct: list[Placed] = []
        schemes: list[_Scheme] = []
        for links, bag in self._groups():
            edge = self._as_edge(links[0]) if bag is None else None
            if edge:
                direct.append(edge)
            elif len(links) == 1 or self._is_one_node(links):
                schemes.append(_Scheme(links, bag))
            else:
                schemes.append(_Scheme(links[:1], bag))
                schemes += [_Scheme([link], None) for link in links[1:]]
        return direct, schemes

    def _groups(self) -> Iterator[tuple[list[Link], Bag | None]]:
        """The links in their order; those that were read from one scheme node together, by their parts."""
        groups: defaultdict[str, dict[int, Link]] = defaultdict(dict)
        bags: dict[str, Bag] = {}
        found: list[tuple[str, Link]] = []
        for link in self.graph.links.values():
            bag = self.link_bags[link.id]
            key = f"bag {bag.id}" if bag else f"link {link.id}"
            if bag and bag.part in groups[key]:
                key = f"link {link.id}"  # a copy of a link that stands already
            elif bag:
                bags.setdefault(key, bag)
            groups[key][bag.part if bag else 0] = link
            found.append((key, link))
        for key in dict.fromkeys(key for key, _ in found):
            yield [link for _, link in sorted(groups[key].items(), key=lambda item: item[0])], bags.get(key)

    def _is_one_node(self, links: list[Link]) -> bool:
        """Whether one scheme node can stand for all of these links again."""
        first = links[0]
        if any(link.type != first.type or link.scheme != first.scheme for link in links):
            return False
        if any(link.id in self.graph.links_to for link in links[1:]):
            return False
        pairs = {(premise.node, link.target) for link in links for premise in link.premises}
        premises, targets = {premise for premise, _ in pairs}, {target for _, target in pairs}
        return len(pairs) == len(premises) * len(targets) == sum(len(link.premises) for link in links)

    def _as_edge(self, link: Link) -> Placed | None:
        edge = direct_edge_of(link.extra)
        plain_support = link.type is LinkType.SUPPORT and not link.scheme and not link.is_linked and not link.on_link
        if edge is None or not plain_support or link.id in self.graph.links_to:
            return None
        ends = (plain(self.id_of[link.premises[0].node]), plain(self.id_of[link.target]))
        return edge if ends == (plain(edge[1]["fromID"]), plain(edge[1]["toID"])) else None

    def _add_scheme(self, scheme: _Scheme) -> None:
        link, bag = scheme.first, scheme.bag
        node_id = self.link_id[link.id]
        aif_type = AIF_TYPES[link.type]
        self.nodes.append((bag.at if bag else _NEW, self._scheme_record(node_id, link, aif_type, bag)))
        known = {_ends(edge): (at, edge) for at, edge in bag.edges} if bag else {}
        for source, target in self._pairs(node_id, scheme):
            edge = known.get((plain(source), plain(target)))
            if edge:
                self.edges.append(edge)
            else:
                self.new_edges.append((source, target))

    def _pairs(self, node_id: Any, scheme: _Scheme) -> Iterator[tuple[Any, Any]]:
        premises = dict.fromkeys(premise.node for link in scheme.links for premise in link.premises)
        yield from ((self.id_of[premise], node_id) for premise in premises)
        for target in dict.fromkeys((link.target, link.on_link) for link in scheme.links):
            yield node_id, (self.link_id if target[1] else self.id_of)[target[0]]

    def _scheme_record(self, node_id: Any, link: Link, aif_type: str, bag: Bag | None) -> Record:
        same_type = bag is not None and plain(bag.record.get("type")).strip().upper() == aif_type
        if bag and same_type and record_scheme(bag.record, aif_type) == link.scheme:
            return bag.record | {"nodeID": node_id}
        name, number = scheme_name(link.scheme), scheme_number(link.scheme, aif_type)
        name = name or DEFAULT_NAMES[aif_type]
        record: Record = {"nodeID": node_id, "text": name, "type": aif_type, "scheme": name}
        kept = {key: value for key, value in bag.record.items() if key != "schemeID"} if bag else _timestamp(link.id)
        self.renumbered.add(plain(node_id))
        if number is not None:
            record["schemeID"] = str(number)
            self.numbers.append({"nodeID": node_id, "schemeID": str(number)})
        return kept | record if bag else record | kept

    def _assembled(self) -> Written:
        kept = self.kept
        left = survivors_of(kept, {plain(record["nodeID"]) for _, record in self.nodes})
        edges = _in_order([*self.edges, *left.edges]) + self._numbered_edges()
        nodes = _in_order([*self.nodes, *left.nodes])
        value: dict[str, Any] = {
            "nodes": None if "nodes" in kept.empty and not nodes else nodes,
            "edges": None if "edges" in kept.empty and not edges else edges,
        }
        lists = dict.fromkeys(_FRESH_LISTS) if kept.lists is None else kept.lists
        for key, items in lists.items():
            found = left.records(items) if isinstance(items, list) else items
            value[key] = found if found is not None or kept.lists is not None else []
        if "schemefulfillments" in value:
            value["schemefulfillments"] = self._fulfilments(value["schemefulfillments"])
        wrapper = self._wrapper(left.alive)
        return Written(value if wrapper is None else {"AIF": value} | wrapper, left.dropped)

    def _fulfilments(self, items: Any) -> Any:
        """The list with the new numbers; as it was where there are none."""
        if not self.renumbered or not isinstance(items, list | None):
            return items
        stay = [item for item in items or () if not self._is_renumbered(item)]
        return [*stay, *self.numbers]

    def _is_renumbered(self, item: Any) -> bool:
        return isinstance(item, dict) and plain(item.get("nodeID")) in self.renumbered

    def _numbered_edges(self) -> list[Record]:
        known = [record.get("edgeID") for _, record in [*self.edges, *self.kept.edges]]
        used = {plain(id_) for id_ in known}
        free = (number for number in count(1) if str(number) not in used)
        integers = any(isinstance(id_, int) for id_ in known)
        return [
            {"edgeID": number if integers else str(number), "fromID": source, "toID": target, "formEdgeID": None}
            for number, (source, target) in zip(free, self.new_edges, strict=False)
        ]

    def _wrapper(self, alive: Any) -> dict[str, Any] | None:
        """The keys around an xAIF nodeset, without the drawing of nodes that are no longer there."""
        wrapper = self.kept.wrapper
        for key in _WRAPPED_VIEWS:
            view = wrapper.get(key) if wrapper else None
            if wrapper and isinstance(view, dict):
                drawn = {name: _drawn(items, alive) for name, items in view.items()}
                wrapper = wrapper | {key: drawn}
        return wrapper


def _drawn(items: Any, alive: Any) -> Any:
    if not isinstance(items, list):
        return items
    ends = ("nodeID", "fromID", "toID")
    return [
        item
        for item in items
        if not isinstance(item, dict) or all(alive(plain(item[end])) for end in ends if end in item)
    ]


def _ends(record: Record) -> tuple[str, str]:
    return plain(record.get("fromID")), plain(record.get("toID"))


def _in_order(items: Iterable[Placed]) -> list[Record]:
    return [record for _, record in sorted(items, key=lambda item: item[0])]


def _timestamp(id_: str) -> Record:
    """The time that a version 7 UUID tells; nothing for other ids."""
    if len(id_) != 36 or id_[14] != "7":
        return {}
    try:
        seconds = int(id_[:8] + id_[9:13], 16) // 1000
        return {"timestamp": datetime.fromtimestamp(seconds, UTC).isoformat(" ")[:19]}
    except (ValueError, OverflowError, OSError):
        return {}
