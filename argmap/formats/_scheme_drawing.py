"""How a graph is drawn with scheme nodes: which of them stand for its links, under which ids, joined by which edges.

What came from a file of the format keeps its ids, its edges and, where one scheme node made several links, that node.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, NamedTuple

from argmap.domain.graph import ArgumentGraph, Link, Node
from argmap.domain.vocabulary import LinkType
from argmap.formats._fields import plain
from argmap.formats._scheme_kept import Bag, Kept, Placed, bags_of, direct_edge_of, ends_of, kept_of
from argmap.formats._scheme_records import Keys, Record

AIF_TYPES = {LinkType.SUPPORT: "RA", LinkType.ATTACK: "CA", LinkType.REPHRASE: "MA"}
LAST = 1 << 62  # the place of what is new: behind every index of the source file


class DrawnNode(NamedTuple):
    """A node under its id in the file, with the bag of the record from which it was read."""

    node: Node
    id: Any
    bag: Bag | None


class DrawnScheme(NamedTuple):
    """A scheme node: the links that it stands for, and the bag of the first; ``mutual``: it only leads out."""

    links: list[Link]
    bag: Bag | None
    mutual: bool = False

    @property
    def first(self) -> Link:
        return self.links[0]


@dataclass
class Drawing:
    """All scheme nodes and edges: ``edges`` of the source file that are still true, and ends of the ``new_edges``."""

    kept: Kept
    nodes: list[DrawnNode] = field(default_factory=list)
    schemes: list[DrawnScheme] = field(default_factory=list)
    edges: list[Placed] = field(default_factory=list)
    new_edges: list[tuple[Any, Any]] = field(default_factory=list)
    node_id: dict[str, Any] = field(default_factory=dict)  # our id → that of the file
    link_id: dict[str, Any] = field(default_factory=dict)


def drawing_of(
    graph: ArgumentGraph,
    keys: Keys,
    *,
    id_for: Callable[[str], str] = lambda own: own,
    is_plain: Callable[[Link], bool] = lambda link: True,
) -> Drawing:
    """The drawing of the graph; ``id_for`` makes an id of the format from ours for what is new.

    A link that is not ``is_plain`` gets a scheme node of its own, since it says more than its ends.
    """
    return _Artist(graph, keys, id_for, is_plain).drawing()


def in_order(items: Iterable[Placed]) -> list[Record]:
    """The records in the order of the source file, new ones last."""
    return [record for _, record in sorted(items, key=itemgetter(0))]


class _Artist:
    def __init__(
        self, graph: ArgumentGraph, keys: Keys, id_for: Callable[[str], str], is_plain: Callable[[Link], bool]
    ) -> None:
        self.graph = graph
        self.keys = keys
        self.id_for = id_for
        self.is_plain = is_plain
        self.result = Drawing(kept_of(graph, keys))
        self.node_bags = bags_of(graph.nodes.values(), keys)
        self.link_bags = bags_of(graph.links.values(), keys)
        self.reserved = {plain(record[keys.node]) for _, record in self.result.kept.nodes}
        self.reserved |= {bag.id for bags in (self.node_bags, self.link_bags) for bag in bags.values()}
        self.taken: set[str] = set()

    def drawing(self) -> Drawing:
        result = self.result
        for node in self.graph.nodes.values():
            bag = self.node_bags.get(node.id)
            result.node_id[node.id] = self._claim(bag, node.id)
            result.nodes.append(DrawnNode(node, result.node_id[node.id], bag))
        result.edges, result.schemes = self._sorted_links()
        for links, bag, _ in result.schemes:
            id_ = self._claim(bag, links[0].id)
            for link in links:
                result.link_id[link.id] = id_
        for scheme in result.schemes:
            self._join(scheme)
        return result

    def _claim(self, bag: Bag | None, own: str) -> Any:
        """The source's id where it is free, else our own, else one like it."""
        if bag is not None and bag.id not in self.taken:
            self.taken.add(bag.id)
            return bag.raw
        name = self.id_for(own)
        while name in self.taken or name in self.reserved:
            own += "'"
            name = self.id_for(own)
        self.taken.add(name)
        return name

    def _sorted_links(self) -> tuple[list[Placed], list[DrawnScheme]]:
        """The edges that need no scheme node, and the scheme nodes that the other links need."""
        direct: list[Placed] = []
        schemes: list[DrawnScheme] = []
        for links, bag in self._groups():
            edge = self._as_edge(links[0]) if bag is None and links[0].extra else None
            if edge:
                direct.append(edge)
            elif len(links) == 1:
                schemes.append(DrawnScheme(links, bag))
            elif self._is_mutual(links, bag):
                schemes.append(DrawnScheme(links, bag, mutual=True))
            elif self._is_one_node(links):
                schemes.append(DrawnScheme(links, bag))
            else:
                schemes.append(DrawnScheme(links[:1], bag))
                schemes += [DrawnScheme([link], None) for link in links[1:]]
        return direct, schemes

    def _groups(self) -> Iterator[tuple[list[Link], Bag | None]]:
        """The links in their order; those that were read from one scheme node together, by their parts."""
        times = Counter(bag.id for bag in self.link_bags.values())
        parts: dict[str, dict[int, Link]] = {}  # by the bag's id, of links that share one
        groups: list[tuple[list[Link] | dict[int, Link], Bag | None]] = []
        for link in self.graph.links.values():
            bag = self.link_bags.get(link.id)
            if bag is None or times[bag.id] == 1:
                groups.append(([link], bag))
            elif bag.part in parts.get(bag.id, ()):  # a copy of a link that stands already
                groups.append(([link], None))
            elif bag.id in parts:
                parts[bag.id][bag.part] = link
            else:
                parts[bag.id] = {bag.part: link}
                groups.append((parts[bag.id], bag))
        for group, bag in groups:
            yield (group if isinstance(group, list) else [group[part] for part in sorted(group)]), bag

    def _is_one_node(self, links: list[Link]) -> bool:
        """Whether one scheme node can stand for all of these links again."""
        if not self._are_alike(links):
            return False
        pairs = {(premise.node, link.target) for link in links for premise in link.premises}
        premises, targets = {premise for premise, _ in pairs}, {target for _, target in pairs}
        return len(pairs) == len(premises) * len(targets) == sum(len(link.premises) for link in links)

    def _is_mutual(self, links: list[Link], bag: Bag | None) -> bool:
        """Whether these are the links of a conflict that only leads out, and still all of them."""
        if bag is None or not self._are_alike(links) or any(link.on_link or link.is_linked for link in links):
            return False
        if any(ends_of(edge, self.keys)[1] == bag.id for _, edge in bag.edges):
            return False
        pairs = {(link.premises[0].node, link.target) for link in links}
        parties = {party for pair in pairs for party in pair}
        return len(links) == len(pairs) == len(parties) * (len(parties) - 1)

    def _are_alike(self, links: list[Link]) -> bool:
        first = links[0]
        if any(link.type != first.type or link.scheme != first.scheme or not self.is_plain(link) for link in links):
            return False
        return not any(link.id in self.graph.links_to for link in links[1:])

    def _as_edge(self, link: Link) -> Placed | None:
        edge = direct_edge_of(link.extra, self.keys) if link.extra else None
        if edge is None or link.id in self.graph.links_to or not self.is_plain(link):
            return None
        if link.type is not LinkType.SUPPORT or link.scheme or link.is_linked or link.on_link:
            return None
        ids = self.result.node_id
        ends = (plain(ids[link.premises[0].node]), plain(ids[link.target]))
        return edge if ends == ends_of(edge[1], self.keys) else None

    def _join(self, scheme: DrawnScheme) -> None:
        pairs, bag = self._pairs(scheme), scheme.bag
        if bag is None:
            self.result.new_edges += pairs
        elif self._are_between(bag.edges, pairs):
            self.result.edges += bag.edges
        else:
            known = {ends_of(edge, self.keys): (at, edge) for at, edge in bag.edges}
            for source, target in pairs:
                edge = known.get((plain(source), plain(target)))
                if edge:
                    self.result.edges.append(edge)
                else:
                    self.result.new_edges.append((source, target))

    def _are_between(self, edges: list[Placed], pairs: list[tuple[Any, Any]]) -> bool:
        """Whether the edges are these, in this order, as they are where nothing was changed."""
        source, target = self.keys.source, self.keys.target
        return [(edge.get(source), edge.get(target)) for _, edge in edges] == pairs

    def _pairs(self, scheme: DrawnScheme) -> list[tuple[Any, Any]]:
        """The ends of the edges of a scheme node."""
        node_id, link_id = self.result.node_id, self.result.link_id
        links, _, mutual = scheme
        first = links[0]
        own = link_id[first.id]
        if len(links) == 1:
            pairs = [(node_id[premise.node], own) for premise in first.premises]
            pairs.append((own, link_id[first.target_link] if first.target_link else node_id[first.target]))
            return pairs
        premises = [] if mutual else [premise.node for link in links for premise in link.premises]
        targets = [(link_id if link.on_link else node_id)[link.target] for link in links]
        pairs = [(node_id[premise], own) for premise in dict.fromkeys(premises)]
        return pairs + [(own, target) for target in dict.fromkeys(targets)]
