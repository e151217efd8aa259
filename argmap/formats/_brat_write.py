"""The lines of brat documents.

A line that came from such a file is written as it was where it still says the same; where not, its id stays. What
refers to something that has gone is left out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from argmap.domain.graph import ArgumentGraph, Link, Node
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.formats._brat_lines import NOTES, OWN, Equiv, Event, Other, Remark, Textbound
from argmap.formats._brat_pages import NAME, Page, places, quotes
from argmap.formats._brat_sheets import EMPTY, Sheet, Written, sheets_of
from argmap.formats._brat_types import AAEC, Types
from argmap.formats._extra import own_extra
from argmap.formats._text import one_line

_LINE_END = re.compile(r"[\r\n]+")
_STANCES = {LinkType.SUPPORT: "For", LinkType.ATTACK: "Against"}


def written(graph: ArgumentGraph, types: Types) -> Written:
    """The graph as documents."""
    result = sheets_of(graph, types)
    for sheet in result.sheets:
        _SheetWriter(sheet, graph, types).write()
    return result


class _SheetWriter:
    def __init__(self, sheet: Sheet, graph: ArgumentGraph, types: Types) -> None:
        self.sheet, self.graph, self.types = sheet, graph, types
        self.page = sheet.page or Page(sheet.stem, sheet.article, [])
        self.at = {line.id: index for index, line in reversed(list(enumerate(self.page.lines))) if line.id}
        self.alive: set[str] = set()
        self.kept_ids: dict[str, list[str]] = {}  # node → its ids in the page
        sheet.kept = [None] * len(self.page.lines)
        self._name_all()

    def write(self) -> None:
        for node in self.sheet.nodes:
            self._write_node(node)
        for link in self.sheet.links:
            self._write_link(link)
        self._write_equivs()
        self._write_notes()
        self._keep_rest()

    def _name_all(self) -> None:
        """The ids of nodes and links in this document: their old ones, where nothing else got them yet."""
        sheet, given = self.sheet, set[str]()
        for node in sheet.nodes:
            bag = own_extra(node.extra, NAME) if NAME in node.extra else {}
            ids = bag.get("ids") if bag.get("doc") == self.page.stem else None
            known = [str(id_) for id_ in ids if str(id_) in self.page.node_of] if isinstance(ids, list) else []
            self.kept_ids[node.id] = known = [id_ for id_ in known if id_ not in given]
            given.update(known)
            sheet.ids[node.id] = known[0] if known else sheet.fresh("T")
        for link in sheet.links:
            bag = own_extra(link.extra, NAME) if NAME in link.extra else {}
            old = str(bag.get("id", ""))
            if bag.get("doc") == self.page.stem and old in self.page.link_of and old not in given:
                given.add(old)
                sheet.ids[link.id] = old
            else:
                sheet.ids[link.id] = sheet.fresh("A" if self._is_stance(link) else "R")

    def _write_node(self, node: Node) -> None:
        sheet, ids = self.sheet, self.kept_ids[node.id]
        lines = [line for id_ in ids if isinstance(line := self.page.lines[self.at[id_]], Textbound)]
        old = self.page.nodes.get(self.page.node_of.get(ids[0], "")) if ids else None
        passages = sheet.passages(node)
        was = sorted({place for line in lines if quotes(sheet.text, line) for place in places(sheet.text, line)})
        named = sorted((s.start, s.end) for s in old.spans) if old else []
        same_type = old is not None and (old.kind, old.main) == (node.kind, node.main)
        if lines and (not passages or (passages in (was, named) and same_type)):
            for id_, line in zip(ids, lines, strict=True):
                sheet.kept[self.at[id_]] = line.raw
                self.alive.add(id_)
            return
        if sheet.own:
            passages = self._own_passages[node.id]
        self._put(sheet.ids[node.id], self._textbound(sheet.ids[node.id], node, passages))

    @cached_property
    def _own_passages(self) -> dict[str, list[tuple[int, int]]]:
        """Where each node stands in the text that is made of them."""
        found: dict[str, list[tuple[int, int]]] = {}
        at = 0
        for node in self.sheet.nodes:
            words = node.text if node.text.strip() else EMPTY
            found[node.id] = [(at, at + len(words))]
            at += len(words) + 2
        return found

    def _textbound(self, id_: str, node: Node, passages: list[tuple[int, int]]) -> str:
        text = self.sheet.text
        pieces = [piece for start, end in passages for piece in _without_line_ends(text, start, end)]
        count = self.page.units.from_points
        offsets = ";".join(f"{count(start)} {count(end)}" for start, end in pieces)
        words = " ".join(text[start:end] for start, end in pieces)
        return f"{id_}\t{self.types.name_of_node(node)} {offsets}\t{words}"

    def _write_link(self, link: Link) -> None:
        id_, sheet = self.sheet.ids[link.id], self.sheet
        if id_.startswith("*"):
            return  # see _write_equivs
        old = self.page.links.get(self.page.link_of.get(id_, ""))
        first, *others = link.premises
        if old and self._says(old) == (link.type, first.node, link.target) and self._stands(self.at[id_]):
            line = self.page.lines[self.at[id_]].raw
        elif self._is_stance(link):
            line = f"{id_}\tStance {sheet.ids[first.node]} {_STANCES[link.type]}"
        else:
            id_ = sheet.ids[link.id] = sheet.fresh("R") if not id_.startswith("R") else id_
            line = self._relation(id_, link, first.node)
        self._put(id_, line)
        for premise in others:
            extra = sheet.fresh("R")
            self._put(extra, self._relation(extra, link, premise.node))

    def _stands(self, index: int) -> bool:
        """Whether what the line refers to is written; an event is, where all that it refers to is."""
        lines = (self.page.lines[self.at[ref]] for ref in self.page.lines[index].refers if ref in self.at)
        needed = (
            line.refers if isinstance(line, Event) else (line.id,)
            for line in lines
            if isinstance(line, Event | Textbound)
        )
        return all(self.alive.issuperset(ids) for ids in needed)

    def _says(self, old: Link) -> tuple[LinkType, str, str]:
        """Type, premise and target of a link of the page, by the ids of the graph."""
        return old.type, self._back.get(old.premises[0].node, ""), self._back.get(old.target, "")

    @cached_property
    def _back(self) -> dict[str, str]:
        """The ids of the graph by those of the page."""
        names = {**self.page.node_of, **self.page.link_of}
        return {names[id_]: own for own, id_ in self.sheet.ids.items() if id_ in names}

    def _relation(self, id_: str, link: Link, premise: str) -> str:
        ids = self.sheet.ids
        return f"{id_}\t{self.types.name_of_link(link)} Arg1:{ids[premise]} Arg2:{ids[link.target]}\t"

    def _is_stance(self, link: Link) -> bool:
        """Whether the link is written as the stance of a claim, in the scheme of the essays."""
        if self.types.preset != AAEC or link.on_link or link.is_linked or link.type not in _STANCES:
            return False
        source, target = self.graph.nodes[link.premises[0].node], self.graph.nodes[link.target]
        claim = source.kind is not NodeKind.EVIDENCE and not source.main
        return claim and target.main and target.kind is NodeKind.CLAIM

    def _write_equivs(self) -> None:
        """Equivalences that still hold as they were; what is left of the others as relations."""
        here = {self.sheet.ids[link.id]: link for link in self.sheet.links if self.sheet.ids[link.id].startswith("*")}
        number = 0
        for index, line in enumerate(self.page.lines):
            if not isinstance(line, Equiv):
                continue
            number += 1
            ids = [id_ for id_ in self.page.link_of if id_.startswith(f"*{number}.")]
            left = [id_ for id_ in ids if id_ in here]
            same = [id_ for id_ in left if self._says(self.page.links[self.page.link_of[id_]])
                    == (here[id_].type, here[id_].premises[0].node, here[id_].target)]  # fmt: skip
            if ids and same == ids:
                self.sheet.kept[index] = line.raw
                continue
            for id_ in left:
                link = here[id_]
                self.sheet.ids[link.id] = name = self.sheet.fresh("R")
                self._put(name, self._relation(name, link, link.premises[0].node))

    def _write_notes(self) -> None:
        """Notes of nodes and links: the old lines where the note is the same, else one line."""
        old_lines: dict[str, list[int]] = {}
        for index, line in enumerate(self.page.lines):
            if isinstance(line, Remark) and line.type == NOTES:
                place = self.page.node_of.get(line.refers[0]) or self.page.link_of.get(line.refers[0])
                old_lines.setdefault(place or "", []).append(index)
        parts: list[Node | Link] = [*self.sheet.nodes, *self.sheet.links]
        for part in parts:
            id_ = self.sheet.ids[part.id]
            place = self.page.node_of.get(id_) or self.page.link_of.get(id_) or "-"
            lines = old_lines.get(place, [])
            known: Node | Link | None = self.page.nodes.get(place) or self.page.links.get(place)
            if known is not None and lines and known.note == part.note:
                for index in lines:
                    self.sheet.kept[index] = self.page.lines[index].raw
            elif part.note.strip():
                name = self.page.lines[lines[0]].id if lines else self.sheet.fresh("#")
                note = f"{name}\t{NOTES} {id_}\t{one_line(part.note)}"
                if lines:
                    self.sheet.kept[lines[0]] = note
                else:
                    self.sheet.new.append(note)

    def _keep_rest(self) -> None:
        """The lines that are no part of the graph, without those that refer to what has gone."""
        sheet, lines = self.sheet, self.page.lines
        rest = [index for index, line in enumerate(lines) if sheet.kept[index] is None and self._is_rest(index, line)]
        for index in self._standing(rest):
            sheet.kept[index] = lines[index].raw
        aside = [index for index in self.page.aside if isinstance(lines[index], Other)]
        sheet.dropped = sum(sheet.kept[index] is None for index in aside)

    def _standing(self, rest: Iterable[int]) -> set[int]:
        """Those of the lines that refer to nothing that has gone, directly or through others; linear."""
        lines = self.page.lines
        left = set(rest)
        holders = Counter(lines[index].id for index in left)  # id → how many of these lines have it
        users: defaultdict[str, list[int]] = defaultdict(list)
        for index in left:
            for ref in lines[index].refers:
                users[ref].append(index)
        known = {line.id for line in lines if line.id}
        gone = [ref for ref in users if ref in known and ref not in self.alive and not holders[ref]]
        while gone:
            for index in users[gone.pop()]:
                if index in left:
                    left.remove(index)
                    id_ = lines[index].id
                    holders[id_] -= 1
                    if not holders[id_] and id_ not in self.alive and id_ in users:
                        gone.append(id_)
        return left

    def _is_rest(self, index: int, line: Other) -> bool:
        if isinstance(line, Remark) and line.type in (NOTES, OWN):
            return line.type == NOTES and not (
                line.refers[0] in self.page.node_of or line.refers[0] in self.page.link_of
            )
        return index in self.page.aside or index in self.page.parts or isinstance(line, Event) or not line.raw.strip()

    def _put(self, id_: str, line: str) -> None:
        """Write the line where one of this id stood, else behind all."""
        self.alive.add(id_)
        if id_ in self.at:
            self.sheet.kept[self.at[id_]] = line
        else:
            self.sheet.new.append(line)


def _without_line_ends(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The passage in pieces that hold no line end."""
    at = start
    for match in _LINE_END.finditer(text, start, end):
        if at < match.start():
            yield at, match.start()
        at = match.end()
    if at < end:
        yield at, end
