"""From the records of an arggraph file to a graph.

The text is that of the explicit units (EDUs), joined by one blank each; a node (ADU) stands where its units stand. An
edge to a node or to another edge is a link; an ``add`` edge joins its source to the premises of the link that it, or
the chain of such edges that it begins, leads to.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from argmap.domain.graph import ArgumentGraph, Article, Link, Node, Premise
from argmap.domain.quick import changed
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.formats._anchors import article_of, span_of
from argmap.formats._extra import extra_of
from argmap.formats._limits import spend_words
from argmap.formats._losses import said
from argmap.formats._microtexts_file import NAME, WORDS, Record, Records
from argmap.formats.base import Note

ARTICLE = "text"
EXAMPLE = "example"  # our slug of the scheme for which the format has a type of its own
_TYPES = {"sup": LinkType.SUPPORT, "exa": LinkType.SUPPORT, "reb": LinkType.ATTACK, "und": LinkType.ATTACK}
_REASONS = {  # for which an edge is put aside, of one edge and of several
    "again": ("adds a premise that its link has already", "add premises that their links have already"),
    "no end": ("names an end that the file does not have", "name ends that the file does not have"),
    "nowhere": ("leads where no link can lead", "lead where no link can lead"),
    "segmentation": (
        "of segmentation does not lead from words to a unit",
        "of segmentation do not lead from words to a unit",
    ),
    "self": ("joins a unit to itself", "join units to themselves"),
    "type": ("has a type that the format does not know", "have types that the format does not know"),
}
_SEGMENTS = {("edu", "adu"), ("edu", "joint"), ("joint", "adu")}


@dataclass(frozen=True, slots=True)
class Unit:
    """What an ADU consists of: its words, and where they stand in the text (start, end) unless they are implicit."""

    text: str
    places: tuple[tuple[int, int], ...]
    implicit: bool


class Layout:
    """The text of the records, and where each ADU stands in it."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.kinds = {item["id"]: name for name, items in records.lists.items() for item in items}
        self.segments = [edge for edge in records.edges if edge["type"] == "seg" and self.is_segment(edge)]

    @cached_property
    def edus(self) -> dict[str, tuple[int, int] | None]:
        """The place of each EDU's words in the text, without white space around them; None for an implicit one."""
        places: dict[str, tuple[int, int] | None] = {}
        at = 0
        for edu in self.records.edus:
            if is_implicit(edu):
                places[edu["id"]] = None
            else:
                words = edu[WORDS].strip()
                start = at + len(edu[WORDS]) - len(edu[WORDS].lstrip()) if words else at
                places[edu["id"]] = (start, start + len(words))
                at += len(edu[WORDS]) + 1
        return places

    @cached_property
    def text(self) -> str:
        return " ".join(edu[WORDS] for edu in self.records.edus if not is_implicit(edu))

    @cached_property
    def units(self) -> dict[str, Unit]:
        """What each ADU consists of."""
        order = {edu["id"]: index for index, edu in enumerate(self.records.edus)}
        parts: defaultdict[str, list[str]] = defaultdict(list)  # joint or ADU → EDUs and joints
        for edge in self.segments:
            parts[edge["trg"]].append(edge["src"])
        return {
            adu["id"]: self._unit([sorted(parts[p], key=order.__getitem__) if p not in order else [p]
                                   for p in parts[adu["id"]]], order)
            for adu in self.records.adus
        }  # fmt: skip

    def _unit(self, groups: list[list[str]], order: Mapping[str, int]) -> Unit:
        ids = sorted({id_ for group in groups for id_ in group}, key=order.__getitem__)
        spend_words(sum(len(self.records.edus[order[id_]][WORDS]) for id_ in ids))
        words = [self.records.edus[order[id_]][WORDS].strip() for id_ in ids]
        found = (place for group in groups for place in self._joined(group, order))
        places = tuple(sorted({place for place in found if place[0] < place[1]}))
        implicit = not ids or all(self.edus[id_] is None for id_ in ids)
        return Unit(" ".join(filter(None, words)), places, implicit)

    def _joined(self, group: list[str], order: Mapping[str, int]) -> Iterator[tuple[int, int]]:
        """The places of the EDUs of one group, as one where they follow each other."""
        start, end, last = -1, -1, -2
        for id_ in group:
            place = self.edus[id_]
            if place is None:
                continue
            if order[id_] == last + 1:
                end = place[1]
            else:
                if start >= 0:
                    yield start, end
                start, end = place
            last = order[id_]
        if start >= 0:
            yield start, end

    def is_segment(self, edge: Record) -> bool:
        return (self.kinds.get(edge["src"], ""), self.kinds.get(edge["trg"], "")) in _SEGMENTS


class Builder:
    """The graph of the records; ``aside`` are the edges that are no part of it, with the reason."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self.layout = Layout(records)
        self.edges = {edge["id"]: edge for edge in records.edges}
        self.aside: dict[str, str] = {}
        self._bases: dict[str, str | None] = {}

    def graph(self) -> ArgumentGraph:
        """The graph, as any program would read it."""
        articles = [article_of(ARTICLE, self.layout.text)] if self.layout.text.strip() else []
        links = self._links()
        conclusions = {link.target_node for link in links.values()}
        premises = {premise.node for link in links.values() for premise in link.premises}
        central = conclusions - premises
        nodes = [self._node(adu, articles, adu["id"] in central) for adu in self.records.adus]
        if len(nodes) == 1:
            nodes = [changed(nodes[0], main=True)]
        return ArgumentGraph.of(
            id=self.records.attributes.get("id", "map"),
            articles=articles,
            nodes=nodes,
            links=links.values(),
            extra=extra_of(NAME, self.records.to_json()),
        )

    def notes(self) -> Iterator[Note]:
        """What is kept aside, and why; call it after :meth:`graph`."""
        counts = Counter(self.aside.values())
        for reason in sorted(counts):
            one, many = _REASONS[reason]
            yield from said(
                counts[reason],
                f"1 edge {one}; it is kept aside and written back.",
                f"{{}} edges {many}; they are kept aside and written back.",
            )
        count = len(self.records.others)
        yield from said(count, "1 element of another name is kept aside and written back.",
                        "{} elements of other names are kept aside and written back.")  # fmt: skip
        empty = sum(not unit.text for unit in self.layout.units.values())
        yield from said(empty, "1 node has no words: write them.", "{} nodes have no words: write them.")

    def _node(self, adu: Record, articles: list[Article], central: bool) -> Node:
        unit = self.layout.units[adu["id"]]
        return Node(
            id=adu["id"],
            kind=NodeKind.COUNTERCLAIM if adu.get("type") == "opp" else NodeKind.CLAIM,
            text=unit.text,
            main=central,
            implicit=unit.implicit,
            spans=tuple(
                span_of(articles[0], start, end, id=f"{adu['id']}:{number}")
                for number, (start, end) in enumerate(unit.places, 1)
            ),
            extra=extra_of(NAME, {"id": adu["id"]}),
        )

    def _links(self) -> dict[str, Link]:
        premises: dict[str, dict[str, str]] = {}  # link → premise → edge
        for edge in self.records.edges:
            if edge["type"] != "add" and self._is_link(edge):
                premises[edge["id"]] = {edge["src"]: edge["id"]}
        for edge in self.records.edges:
            if edge["type"] == "add":
                self._add(edge, self.base(edge["id"]), premises)
        return {id_: self._link(self.edges[id_], joined) for id_, joined in premises.items()}

    def _is_link(self, edge: Record) -> bool:
        """Whether the edge is a link by itself; where not, it is put aside."""
        if edge["type"] == "seg":
            if not self.layout.is_segment(edge):
                self.aside[edge["id"]] = self._reason(edge, "segmentation")
            return False
        if edge["type"] not in _TYPES:
            self.aside[edge["id"]] = "type"
        elif edge["src"] == edge["trg"]:
            self.aside[edge["id"]] = "self"
        elif self.layout.kinds.get(edge["src"]) != "adu" or self.base(edge["id"]) is None:
            self.aside[edge["id"]] = self._reason(edge, "nowhere")
        return edge["id"] not in self.aside

    def _add(self, edge: Record, base: str | None, premises: dict[str, dict[str, str]]) -> None:
        joined = premises.get(base or "")
        if joined is None or self.layout.kinds.get(edge["src"]) != "adu":
            self.aside[edge["id"]] = self._reason(edge, "nowhere")
        elif edge["src"] in joined or edge["src"] == self.edges[base or ""]["trg"]:
            self.aside[edge["id"]] = "again"
        else:
            joined[edge["src"]] = edge["id"]

    def _reason(self, edge: Record, otherwise: str) -> str:
        known = all(edge[end] in self.layout.kinds for end in ("src", "trg"))
        return otherwise if known else "no end"

    def base(self, id_: str) -> str | None:
        """The edge that makes the link to which this edge belongs; None where it leads to no unit in the end.

        Every edge on the way is settled with it, so that all ways together take linear time.
        """
        path: list[str] = []
        on_path: set[str] = set()
        current = id_
        while current not in self._bases and current not in on_path:
            path.append(current)
            on_path.add(current)
            target = self.edges[current]["trg"]
            if target not in self.edges:
                break
            current = target
        for step in reversed(path):
            edge = self.edges[step]
            self._bases[step] = self._settled(edge)
        return self._bases[id_]

    def _settled(self, edge: Record) -> str | None:
        if edge["type"] == "seg" or (edge["type"] != "add" and edge["type"] not in _TYPES):
            return None
        if self.layout.kinds.get(edge["src"]) != "adu":
            return None
        if edge["trg"] in self.edges:
            base = self._bases.get(edge["trg"])
            return None if base is None else base if edge["type"] == "add" else edge["id"]
        sound = edge["type"] != "add" and self.layout.kinds.get(edge["trg"]) == "adu" and edge["src"] != edge["trg"]
        return edge["id"] if sound else None

    def _link(self, edge: Record, joined: Mapping[str, str]) -> Link:
        target = self._bases.get(edge["trg"]) if edge["trg"] in self.edges else None
        adds = {premise: id_ for premise, id_ in joined.items() if id_ != edge["id"]}
        return Link(
            id=edge["id"],
            type=_TYPES[edge["type"]],
            premises=tuple(map(Premise, joined)),
            target_node=None if target else edge["trg"],
            target_link=target,
            scheme=EXAMPLE if edge["type"] == "exa" else "",
            extra=extra_of(NAME, {"id": edge["id"], **({"adds": adds} if adds else {})}),
        )


def is_implicit(edu: Record) -> bool:
    return edu.get("implicit", "").strip().lower() in ("true", "1", "yes")
