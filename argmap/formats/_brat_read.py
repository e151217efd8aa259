"""From the lines of brat documents to nodes and links.

Text annotations are nodes, relations links, on annotations or on other relations. In the scheme of the persuasive
essays (AAEC) all major claims are one node with several passages, to which a claim's attribute ``Stance`` links it.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from argmap.domain.graph import Link, Node, Premise, Span
from argmap.domain.quick import changed
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.formats._anchors import Anchors, span_of
from argmap.formats._brat_lines import NOTES, OWN, Attribute, Equiv, Event, Other, Relation, Remark, Textbound
from argmap.formats._brat_pages import NAME, Page, begins, page_of, places, quotes
from argmap.formats._brat_parts import Member, joined, parts_of
from argmap.formats._brat_types import AAEC, GENERIC, Types
from argmap.formats._extra import extra_of
from argmap.formats._limits import check_node_count
from argmap.formats._losses import said
from argmap.formats._standoff import Document
from argmap.formats.base import Note

_MAJORS = "major claims"  # the name of their group, which no annotation has
_STANCES = {"for": LinkType.SUPPORT, "against": LinkType.ATTACK}


@dataclass
class Reader:
    """Reads documents one after the other; ``counts`` and ``anchors`` say what was odd."""

    types: Types
    counts: Counter[str] = field(default_factory=Counter)
    anchor_notes: list[Note] = field(default_factory=list)

    def page(self, document: Document, prefix: str) -> Page:
        page = page_of(document)
        _PageReader(self, page, prefix).read()
        return page

    def notes(self) -> Iterator[Note]:
        """What was met that a person should know."""
        for key, (one, many) in _NOTES.items():
            yield from said(self.counts[key], one, many)
        yield from self.anchor_notes


@dataclass
class _PageReader:
    reader: Reader
    page: Page
    prefix: str

    def read(self) -> None:
        page, self.counts = self.page, self.reader.counts
        self.text = page.article.revisions[-1].text
        self.anchors = Anchors({page.article.id: page.article})
        self._read_nodes()
        self._read_relations()
        self._read_stances()
        self._read_equivs()
        self._read_rest()
        self.reader.anchor_notes += self.anchors.notes()

    def _read_nodes(self) -> None:
        self.counts[self.page.units.name] += 1
        majors, parts = self._merged_majors(), parts_of(self.page.lines, self.reader.types)
        groups: dict[str, list[Member]] = {}
        for index, line in enumerate(self.page.lines):
            if not isinstance(line, Textbound):
                continue
            if line.id in self.page.node_of or self.reader.types.is_ignored(line.type):
                self._put_aside(index, "twin" if line.id in self.page.node_of else "ignored")
                continue
            group = _MAJORS if line.id in majors else parts.get(line.id, line.id)
            members = groups.setdefault(group, [])
            members.append(Member(line, self._node(line)))
            self.page.node_of[line.id] = members[0].node.id
            self.counts["part"] += group is not _MAJORS and len(members) > 1
            check_node_count(len(groups))
        nodes = (joined(members, self.page.stem, alike=group is _MAJORS) for group, members in groups.items())
        self.page.nodes = {node.id: node for node in nodes}

    def _merged_majors(self) -> set[str]:
        """The major claims, where they are one claim: by the scheme, or since claims take a stance to them."""
        lines, types = self.page.lines, self.reader.types
        majors = {li.id for li in lines if isinstance(li, Textbound) and types.node(li.type) == (NodeKind.CLAIM, True)}
        stance = any(isinstance(li, Attribute) and self._stance(li) for li in lines)
        return majors if types.preset == AAEC or (types.preset == GENERIC and stance) else set()

    def _stance(self, line: Attribute) -> LinkType | None:
        return _STANCES.get(line.value.lower()) if line.type.lower() == "stance" else None

    def _node(self, line: Textbound) -> Node:
        known = self.reader.types.node(line.type)
        self.counts["type"] += known is None
        kind, main = known or (NodeKind.CLAIM, False)
        fits = quotes(self.text, line)
        there = places(self.text, line) if fits else begins(self.text, line)
        id_ = f"{self.prefix}{line.id}"
        words = line.words if line.words is not None else " ".join(self.text[start:end] for start, end in there)
        node = Node(
            id=id_, kind=kind, text=words.strip(), main=main, spans=self._spans(there, id_),
            extra=extra_of(NAME, {"ids": [line.id], "doc": self.page.stem}),
        )  # fmt: skip
        if fits or not words.strip():
            return node
        self.counts["moved"] += 1
        return node if there else self.anchors.anchored(node)

    def _spans(self, there: list[tuple[int, int]], id_: str) -> tuple[Span, ...]:
        return tuple(span_of(self.page.article, *place, id=f"{id_}:{n}") for n, place in enumerate(there, 1))

    def _read_relations(self) -> None:
        """Links of the relations that lead to a node, over other relations or directly."""
        by_id: dict[str, tuple[int, Relation]] = {}
        waiting: defaultdict[str, list[str]] = defaultdict(list)
        for index, line in enumerate(self.page.lines):
            if isinstance(line, Relation):
                if line.id in by_id or line.id in self.page.node_of:
                    self._put_aside(index, "twin")
                else:
                    by_id[line.id] = (index, line)
        triggers = {li.id: li.refers[0] for li in self.page.lines if isinstance(li, Event) and li.refers}
        self.nodes_by_ref = self.page.node_of | {
            event: self.page.node_of[trigger] for event, trigger in triggers.items() if trigger in self.page.node_of
        }
        ready: deque[str] = deque()
        for id_, (_, line) in by_id.items():
            if line.refers[1] in self.nodes_by_ref:
                ready.append(id_)
            elif line.refers[1] in by_id:
                waiting[line.refers[1]].append(id_)
        seen: set[tuple[object, ...]] = set()
        while ready:
            id_ = ready.popleft()
            if self._read_relation(*by_id[id_], seen):
                ready += waiting[id_]
        order = {id_: index for index, id_ in enumerate(by_id)}
        self.page.links = dict(sorted(self.page.links.items(), key=lambda item: order[item[1].extra[NAME]["id"]]))
        for id_, (index, _) in by_id.items():
            if id_ not in self.page.link_of and not (index in self.page.aside or index in self.page.parts):
                self._put_aside(index, "relation")

    def _read_relation(self, index: int, line: Relation, seen: set[tuple[object, ...]]) -> bool:
        type_ = self.reader.types.link(line.type)
        source, target = self.nodes_by_ref.get(line.refers[0]), self.nodes_by_ref.get(line.refers[1])
        on = None if target else self.page.link_of.get(line.refers[1])
        if self.reader.types.is_part(line.type) and source and source == target:
            self.page.parts.add(index)
            return False
        if type_ is None or source is None or source == target or (type_ is LinkType.REPHRASE and on):
            self._put_aside(index, "relation type" if type_ is None else "relation")
            return False
        if (line.type, source, target, on) in seen:
            self._put_aside(index, "double")
            return False
        seen.add((line.type, source, target, on))
        self._add_link(line.id, type_, source, target, on)
        return True

    def _add_link(self, id_: str, type_: LinkType, source: str, target: str | None, on: str | None = None) -> None:
        link = Link(f"{self.prefix}{id_}", type_, (Premise(source),), target_node=target, target_link=on,
                    extra=extra_of(NAME, {"id": id_, "doc": self.page.stem}))  # fmt: skip
        self.page.links[link.id] = link
        self.page.link_of[id_] = link.id

    def _read_stances(self) -> None:
        """The links of claims that take a stance to the merged major claim; those against are counterclaims."""
        majors = self._merged_majors()
        main = next((self.page.node_of[id_] for id_ in majors if id_ in self.page.node_of), None)
        for index, line in enumerate(self.page.lines):
            if not isinstance(line, Attribute):
                continue
            type_, source = self._stance(line), self.page.node_of.get(line.refers[0])
            if type_ is None or main is None or source is None or source == main or line.id in self.page.link_of:
                self._put_aside(index, "attribute")
                continue
            self._add_link(line.id, type_, source, main)
            node = self.page.nodes[source]
            if type_ is LinkType.ATTACK and node.kind is NodeKind.CLAIM and not node.main:
                self.page.nodes[source] = changed(node, kind=NodeKind.COUNTERCLAIM)

    def _read_equivs(self) -> None:
        """Annotations that mean the same restate the first of them."""
        number = 0
        for index, line in enumerate(self.page.lines):
            if not isinstance(line, Equiv):
                continue
            number += 1
            nodes = list(dict.fromkeys(self.page.node_of.get(id_, "") for id_ in line.refers))
            if "" in nodes or len(nodes) < 2:
                self._put_aside(index, "other")
                continue
            for part, node in enumerate(nodes[1:], 1):
                self._add_link(f"*{number}.{part}", LinkType.REPHRASE, node, nodes[0])

    def _read_rest(self) -> None:
        """Notes become notes of nodes and links; everything else is kept aside."""
        remarks: defaultdict[str, list[str]] = defaultdict(list)
        for index, line in enumerate(self.page.lines):
            if isinstance(line, Remark) and line.type == OWN:
                self.page.own.append(line.text)
            elif isinstance(line, Remark) and line.type == NOTES and self._place(line.refers[0]):
                remarks[self._place(line.refers[0])].append(line.text.strip())
            elif type(line) in (Other, Remark, Event) and line.raw.strip():
                self._put_aside(index, "other")
        for id_, texts in remarks.items():
            note = "\n".join(filter(None, texts))
            if id_ in self.page.nodes:
                self.page.nodes[id_] = changed(self.page.nodes[id_], note=note)
            else:
                self.page.links[id_] = changed(self.page.links[id_], note=note)

    def _place(self, ref: str) -> str:
        return self.page.node_of.get(ref) or self.page.link_of.get(ref) or ""

    def _put_aside(self, index: int, reason: str) -> None:
        self.page.aside.add(index)
        self.counts[reason] += 1


def _aside(one: str, many: str) -> tuple[str, str]:
    return f"1 {one}; it is kept aside and written back.", f"{{}} {many}; they are kept aside and written back."


_NOTES = {
    "part": (
        "1 annotation is a further part of another; they are one node with several passages.",
        "{} annotations are further parts of others; each is one node with them, with several passages.",
    ),
    "UTF-16": (
        "1 text has offsets that count UTF-16 units (two for an emoji); they are read and written so.",
        "{} texts have offsets that count UTF-16 units (two for an emoji); they are read and written so.",
    ),
    "UTF-8": (
        "1 text has offsets that count bytes; they are read and written so.",
        "{} texts have offsets that count bytes; they are read and written so.",
    ),
    "type": (
        "1 annotation has a type that is not known; it is read as a claim.",
        "{} annotations have types that are not known; they are read as claims.",
    ),
    "moved": (
        "1 annotation quotes other words than stand at its offsets; its words were looked for.",
        "{} annotations quote other words than stand at their offsets; their words were looked for.",
    ),
    "ignored": _aside("annotation has a type to be ignored", "annotations have types to be ignored"),
    "relation type": _aside("relation has a type that is not known", "relations have types that are not known"),
    "relation": _aside("relation leads where no link can lead", "relations lead where no link can lead"),
    "double": _aside("relation stands twice", "relations stand twice"),
    "twin": _aside("annotation uses an id that another has", "annotations use ids that others have"),
    "attribute": _aside("attribute has no place in a map", "attributes have no place in a map"),
    "other": _aside("other line has no place in a map", "other lines have no place in a map"),
}
