"""From a graph to the records of an arggraph file.

What came from such a file keeps its records as long as they still say the same. Otherwise the texts are cut anew, at
the ends of paragraphs and passages; a passage of several units gets a joint.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from argmap.domain.graph import ArgumentGraph, Extra, Link, Node
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.formats._extra import own_extra
from argmap.formats._microtexts_file import NAME, WORDS, Record, Records, writable
from argmap.formats._microtexts_read import EXAMPLE, Builder, is_implicit

MAX_SEGMENTS = 500_000  # edges from units to joints; passages beyond that are written as implicit units
_XML_NAME = re.compile(r"[A-Za-z_][\w.\-]*", re.ASCII)
_WORDS = re.compile(r"\S(?:.*\S)?", re.DOTALL)


class Names:
    """Ids that are unique in the whole file: kept ones first, then own ones that XML allows, then new ones."""

    def __init__(self, kept: Records) -> None:
        self.used = {item["id"] for items in kept.lists.values() for item in items}
        self.given: set[str] = set()
        self._next: Counter[str] = Counter()

    def kept(self, id_: str) -> str | None:
        """An id of the source file, where nothing got it yet."""
        if id_ not in self.used or id_ in self.given:
            return None
        self.given.add(id_)
        return id_

    def own(self, id_: str, letter: str) -> str:
        """The id itself where it can stand in the file, else a new one."""
        if _XML_NAME.fullmatch(id_) and id_ not in self.used:
            self.used.add(id_)
            return id_
        return self.new(letter)

    def new(self, letter: str) -> str:
        while True:
            self._next[letter] += 1
            id_ = f"{letter}{self._next[letter]}"
            if id_ not in self.used:
                self.used.add(id_)
                return id_


@dataclass(slots=True)
class Written:
    """The records, the file's names of nodes and links, and how many kept records lost what they refer to."""

    records: Records
    nodes: dict[str, str]
    links: dict[str, str]
    dropped: int


def written(graph: ArgumentGraph) -> Written:
    """The graph as records."""
    return _Writer(graph).written()


class _Writer:
    def __init__(self, graph: ArgumentGraph) -> None:
        self.graph = graph
        self.kept = _kept(graph)
        self.old = Builder(self.kept)
        self.old.graph()
        self.names = Names(self.kept)
        self.text, self.bases = _joined_texts(graph)
        units = self.old.layout.units
        self.nodes = {node.id: self._name(node.extra, node.id, units, "a") for node in graph.nodes.values()}
        self.links = {link.id: self._name(link.extra, link.id, self.old.edges, "c") for link in graph.links.values()}
        self.places = {node.id: self._places(node) for node in graph.nodes.values()}
        self.records = Records({"id": "map", **self.kept.attributes}, others=self.kept.others)
        self.segments = 0

    def written(self) -> Written:
        records = self.records
        self._write_units()
        old_adus = {adu["id"]: adu for adu in self.kept.adus}
        for node in self.graph.nodes.values():
            name = self.nodes[node.id]
            type_ = "opp" if node.kind is NodeKind.COUNTERCLAIM else "pro"
            records.adus.append({**old_adus.get(name, {}), "id": name, "type": type_})
        edges = {link.id: self._edge_ids(link) for link in self.graph.links.values()}
        here = {id_ for ids in edges.values() for id_ in ids.values()}
        for link in self.graph.links.values():
            records.edges += self._link_edges(link, edges[link.id], here)
        dropped = self._put_back_aside()
        for name, items in records.lists.items():
            _sort(items, self.kept.lists[name])
        return Written(records, self.nodes, self.links, dropped)

    def _name(self, extra: Extra, id_: str, known: Container[str], letter: str) -> str:
        kept = str(own_extra(extra, NAME).get("id", "")) if NAME in extra else ""
        return (self.names.kept(kept) if kept in known else None) or self.names.own(id_, letter)

    def _places(self, node: Node) -> tuple[tuple[int, int], ...]:
        """Where the node stands in the joined texts; spans of older revisions have no place there."""
        found = [(self.bases[s.revision] + s.start, self.bases[s.revision] + s.end)
                 for s in node.spans if s.revision in self.bases]  # fmt: skip
        return tuple(sorted(set(found)))

    def _write_units(self) -> None:
        """EDUs, joints and the edges of segmentation: those that still say the same, and new ones for the rest."""
        places = [(place, id_) for id_, place in self.old.layout.edus.items() if place and place[0] < place[1]]
        starts, ends = {place[0] for place, _ in places}, {place[1] for place, _ in places}
        same = {node.id for node in self.graph.nodes.values() if self._is_same(node)}
        others = [node for node in self.graph.nodes.values() if node.id not in same]
        fits = all(start in starts and end in ends for node in others for start, end in self.places[node.id])
        if self.text == self.old.layout.text and fits:
            self._keep_units({self.nodes[id_] for id_ in same})
        else:
            others, pieces = list(self.graph.nodes.values()), list(self._pieces())
            places = [((start, end), self.names.new("e")) for start, end in pieces]
            self.records.edus = [{"id": id_, WORDS: writable(self.text[start:end])} for (start, end), id_ in places]
        self._cover(others, places)

    def _is_same(self, node: Node) -> bool:
        unit = self.old.layout.units.get(self.nodes[node.id])
        return unit is not None and self.places[node.id] == unit.places and bool(
            unit.places or (unit.implicit and unit.text == node.text)
        )  # fmt: skip

    def _keep_units(self, living: set[str]) -> None:
        """The kept units, without joints and implicit EDUs that only led to what has gone."""
        segments = self.old.layout.segments
        joints = {edge["src"] for edge in segments if edge["trg"] in living}
        kept = [edge for edge in segments if edge["trg"] in living or edge["trg"] in joints]
        idle = {edge["src"] for edge in segments} - {edge["src"] for edge in kept}
        self.records.edus = [e for e in self.kept.edus if not (is_implicit(e) and e["id"] in idle)]
        self.records.joints = [joint for joint in self.kept.joints if joint["id"] not in idle]
        self.records.edges += kept

    def _pieces(self) -> Iterator[tuple[int, int]]:
        """The joined texts, cut at the ends of paragraphs and passages, without the white space around each piece."""
        cuts = {0, len(self.text)}
        for article in self.graph.articles.values():
            for revision in article.revisions[-1:]:
                base = self.bases[revision.id]
                cuts |= {base + at for block in revision.structure.blocks for at in (block.start, block.end)}
                cuts |= {base, base + len(revision.text)}
        cuts |= {at for places in self.places.values() for place in places for at in place}
        for start, end in pairwise(sorted(cuts)):
            words = _WORDS.search(self.text, start, end)
            if words:
                yield words.span()

    def _cover(self, nodes: Iterable[Node], places: list[tuple[tuple[int, int], str]]) -> None:
        """Lead the EDUs on which each node stands to it; a node without any gets an implicit one."""
        starts = [start for (start, _), _ in places]
        ends = [end for (_, end), _ in places]
        for node in nodes:
            covered = False
            for start, end in self.places[node.id]:
                ids = [id_ for _, id_ in places[bisect_left(starts, start) : bisect_right(ends, end)]]
                if ids and self.segments + len(ids) <= MAX_SEGMENTS:
                    self._lead(ids, self.nodes[node.id])
                    covered = True
            if not covered:
                id_ = self.names.new("e")
                self.records.edus.append({"id": id_, "implicit": "true", WORDS: writable(node.text)})
                self._lead([id_], self.nodes[node.id])

    def _lead(self, ids: list[str], name: str) -> None:
        self.segments += len(ids)
        source = ids[0]
        if len(ids) > 1:
            source = self.names.new("j")
            self.records.joints.append({"id": source})
            for id_ in ids:
                self._segment(id_, source)
        self._segment(source, name)

    def _segment(self, source: str, target: str) -> None:
        self.records.edges.append({"id": self.names.new("c"), "src": source, "trg": target, "type": "seg"})

    def _edge_ids(self, link: Link) -> dict[str, str]:
        """For each premise (a node of the graph) the id of its edge, that of the link itself first."""
        adds = own_extra(link.extra, NAME).get("adds") if NAME in link.extra else None
        adds = adds if isinstance(adds, dict) else {}
        premises = [premise.node for premise in link.premises]
        first = next((p for p in premises if self.nodes[p] not in adds), premises[0])
        ids = {first: self.links[link.id]}
        for premise in premises:
            if premise != first:
                kept = str(adds.get(self.nodes[premise], ""))
                ids[premise] = (self.names.kept(kept) if kept in self.old.edges else None) or self.names.new("c")
        return ids

    def _link_edges(self, link: Link, ids: dict[str, str], here: set[str]) -> Iterator[Record]:
        own = self.links[link.id]
        for premise, id_ in ids.items():
            old = self.old.edges.get(id_, {})
            if id_ == own:
                target, type_ = self._target(link, old, here), _type(link, old)
            else:
                target, type_ = old.get("trg", own) if old.get("trg") in ids.values() else own, "add"
            yield {**old, "id": id_, "src": self.nodes[premise], "trg": target, "type": type_}

    def _target(self, link: Link, old: Record, here: set[str]) -> str:
        if not link.on_link:
            return self.nodes[link.target]
        target, before = self.links[link.target], old.get("trg", "")
        same = before in self.old.edges and before in here and self.old.base(before) == target
        return before if same else target

    def _put_back_aside(self) -> int:
        """Write the kept edges that are no links where their ends are there; the number of the others is returned."""
        here = {item["id"] for items in self.records.lists.values() for item in items} | self.old.aside.keys()
        never = {edge[end] for edge in self.kept.edges for end in ("src", "trg")} - self.old.layout.kinds.keys()
        aside = [self.old.edges[id_] for id_ in self.old.aside]
        while True:
            left = [edge for edge in aside if all(edge[end] in here or edge[end] in never for end in ("src", "trg"))]
            if len(left) == len(aside):
                break
            here -= {edge["id"] for edge in aside} - {edge["id"] for edge in left}
            aside = left
        self.records.edges += aside
        return len(self.old.aside) - len(aside)


def _kept(graph: ArgumentGraph) -> Records:
    found = own_extra(graph.extra, NAME)
    return (Records.from_json(found) if found else None) or Records()


def _joined_texts(graph: ArgumentGraph) -> tuple[str, dict[str, int]]:
    """The newest texts of the articles, parted by blank lines, and where each of these revisions begins."""
    bases: dict[str, int] = {}
    texts: list[str] = []
    at = 0
    for article in graph.articles.values():
        for revision in article.revisions[-1:]:
            bases[revision.id] = at
            texts.append(revision.text)
            at += len(revision.text) + 2
    return "\n\n".join(texts), bases


def _type(link: Link, old: Record) -> str:
    """The type of the link's edge: the old one where it says the same."""
    if link.type is LinkType.ATTACK:
        proper = "und" if link.on_link else "reb"
    else:
        proper = "exa" if link.scheme == EXAMPLE else "sup"
    before = old.get("type", "")
    alike = {"und", "reb"}
    return before if before == proper or {before, proper} == alike else proper


def _sort(items: list[Record], kept: list[Record]) -> None:
    """Put the items into the order of the kept ones, new ones behind them."""
    order = {item["id"]: index for index, item in enumerate(kept)}
    items.sort(key=lambda item: order.get(item["id"], len(order)))
