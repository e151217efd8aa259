"""From a graph to brat documents: one for each article, and one more for the nodes that stand in no text.

A line that came from such a file is written as it was where it still says the same; where not, its id stays. What
refers to something that has gone is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from argmap.domain.graph import ArgumentGraph, Article, Link, Node
from argmap.domain.quick import changed
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.formats._anchors import article_of
from argmap.formats._brat_lines import NOTES, OWN, Equiv, Event, Other, Remark, Textbound
from argmap.formats._brat_read import NAME, Page, Reader, encoded, places, quotes
from argmap.formats._brat_types import AAEC, Types
from argmap.formats._extra import own_extra
from argmap.formats._names import file_stem
from argmap.formats._standoff import Document
from argmap.formats._text import one_line

_LINE_END = re.compile(r"[\r\n]+")
_STANCES = {LinkType.SUPPORT: "For", LinkType.ATTACK: "Against"}
EMPTY = "…"  # stands for a node without words


@dataclass
class Sheet:
    """A document in the making; ``texts`` and ``links`` are the ids in the file of nodes and links."""

    stem: str
    article: Article
    page: Page | None
    nodes: list[Node] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    kept: list[str | None] = field(default_factory=list)  # for each line of the page: what is written in its place
    new: list[str] = field(default_factory=list)
    dropped: int = 0
    own: bool = False  # whether it holds nodes that stand in no text
    counters: Counter[str] = field(default_factory=Counter)

    @property
    def text(self) -> str:
        return self.article.revisions[-1].text

    def fresh(self, letter: str) -> str:
        """An id that this document does not have yet."""
        while True:
            self.counters[letter] += 1
            id_ = f"{letter}{self.counters[letter]}"
            if id_ not in self.used:
                self.used.add(id_)
                return id_

    def passages(self, node: Node) -> list[tuple[int, int]]:
        """Where the node stands in this text; line ends alone are no passage."""
        revision = self.article.revisions[-1].id
        return sorted({(s.start, s.end) for s in node.spans if s.revision == revision and s.exact.strip("\r\n")})


@dataclass(slots=True)
class Written:
    """The documents, where each node and link stands by its id in the graph, and the links that stand nowhere."""

    sheets: list[Sheet]
    nodes: dict[str, Sheet]
    links: dict[str, Sheet]
    homeless: list[Link]


def written(graph: ArgumentGraph, types: Types) -> Written:
    """The graph as documents."""
    sheets = list(_sheets(graph, types))
    nodes: dict[str, Sheet] = {}
    lost: list[Node] = []
    for node in graph.nodes.values():
        sheet = _home(node, sheets)
        if sheet is None:
            lost.append(node)
        else:
            sheet.nodes.append(node)
            nodes[node.id] = sheet
    if lost or not sheets:
        sheets.append(_sheet_of(lost, graph, {sheet.stem for sheet in sheets}))
        nodes |= {node.id: sheets[-1] for node in lost}
    links, homeless = _homes_of_links(graph, nodes)
    for link in graph.links.values():
        if link.id in links:
            links[link.id].links.append(link)
    for sheet in sheets:
        _SheetWriter(sheet, graph, types).write()
    return Written(sheets, nodes, links, homeless)


def files_of(sheets: Iterable[Sheet], own_line: str) -> dict[str, bytes]:
    """The files of the documents; ``own_line`` goes into the first one."""
    files: dict[str, bytes] = {}
    for sheet in sheets:
        bag = own_extra(sheet.article.extra, NAME)
        lines = [*(line for line in sheet.kept if line is not None), *sheet.new, *([own_line] if own_line else [])]
        own_line = ""
        newline = "\r\n" if bag.get("newline") == "\r\n" else "\n"
        text = newline.join(lines) + ("" if not lines or (bag.get("open") and not sheet.new) else newline)
        files[f"{sheet.stem}.ann"] = text.encode(errors="replace")
        how = bag.get("text")
        files[f"{sheet.stem}.txt"] = encoded(sheet.text, how if isinstance(how, str) else "")
    return files


def _sheets(graph: ArgumentGraph, types: Types) -> Iterator[Sheet]:
    """A document for each article, under the name of its file, else of its title."""
    used: set[str] = set()
    articles = [article for article in graph.articles.values() if article.revisions]
    for article in articles:
        bag = own_extra(article.extra, NAME)
        lines, stem = bag.get("lines"), bag.get("stem")
        known = isinstance(stem, str) and isinstance(lines, list)
        title = str(stem) if known else graph.title if len(articles) == 1 else article.title
        name = "/".join(map(file_stem, title.split("/"))) if known else file_stem(title)
        unique = next(n for n in (name, *(f"{name}-{i}" for i in range(2, len(used) + 3))) if n not in used)
        used.add(unique)
        page = _page(str(stem), article, list(map(str, lines)), types) if known and lines is not None else None
        yield Sheet(unique, article, page, used={line.id for line in page.lines} if page else set())


def _page(stem: str, article: Article, lines: list[str], types: Types) -> Page:
    """What the kept lines say of the text as it is now."""
    text = article.revisions[-1].text.encode()
    return Reader(types).page(Document(stem, "\n".join(lines).encode(errors="replace"), text), "")


def _sheet_of(nodes: list[Node], graph: ArgumentGraph, used: set[str]) -> Sheet:
    """A document whose text are the nodes' own texts, a paragraph each."""
    stem = file_stem(graph.title)
    while used and (stem in used or not stem.endswith("-nodes")):
        stem += "-nodes"
    text = "\n\n".join(node.text if node.text.strip() else EMPTY for node in nodes)
    article = article_of(stem, text, title=stem)
    return Sheet(stem, article, None, nodes=list(nodes), own=True)


def _home(node: Node, sheets: list[Sheet]) -> Sheet | None:
    """The document in which the node stands: the one from which it came, else that of its first passage there."""
    came = own_extra(node.extra, NAME).get("doc") if NAME in node.extra else None
    by_revision = {sheet.article.revisions[-1].id: sheet for sheet in sheets}
    found = dict.fromkeys(by_revision[span.revision].stem for span in node.spans if span.revision in by_revision)
    places = [sheet for stem in found for sheet in sheets if sheet.stem == stem and sheet.passages(node)]
    own = [sheet for sheet in sheets if sheet.page and sheet.page.stem == came]
    if own and own[0].page and (own[0] in places or _stands_nowhere(node, own[0])):
        return own[0]
    return places[0] if places else None


def _stands_nowhere(node: Node, sheet: Sheet) -> bool:
    """Whether the node came from a line whose words do not stand in the text."""
    ids = own_extra(node.extra, NAME).get("ids")
    page = sheet.page
    known = page.nodes.get(str(ids[0])) if page and isinstance(ids, list) and ids else None
    return known is not None and not known.spans and not node.spans


def _homes_of_links(graph: ArgumentGraph, nodes: dict[str, Sheet]) -> tuple[dict[str, Sheet], list[Link]]:
    """The document of each link whose ends all stand in one, and the other links."""
    homes: dict[str, Sheet] = {}
    waiting: dict[str, list[Link]] = {}
    ready: list[Link] = []
    for link in graph.links.values():
        if link.on_link:
            waiting.setdefault(link.target, []).append(link)
        else:
            ready.append(link)
    homeless: dict[str, Link] = {}
    while ready:
        link = ready.pop()
        target = homes.get(link.target) if link.on_link else nodes[link.target]
        places = [target, *(nodes[premise.node] for premise in link.premises)]
        if target is not None and all(place is target for place in places):
            homes[link.id] = target
        else:
            homeless[link.id] = link
        ready += waiting.pop(link.id, [])
    return homes, [link for link in graph.links.values() if link.id in homeless]


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
        offsets = ";".join(f"{start} {end}" for start, end in pieces)
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
        events = (self.page.lines[self.at[ref]] for ref in self.page.lines[index].refers if ref in self.at)
        return all(set(event.refers) <= self.alive for event in events if isinstance(event, Event))

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
        known = {line.id for line in lines if line.id}
        rest = [index for index, line in enumerate(lines) if sheet.kept[index] is None and self._is_rest(index, line)]
        while True:
            alive = self.alive | {lines[index].id for index in rest}
            left = [index for index in rest if all(ref in alive or ref not in known for ref in lines[index].refers)]
            if len(left) == len(rest):
                break
            rest = left
        for index in rest:
            sheet.kept[index] = lines[index].raw
        aside = [index for index in self.page.aside if isinstance(lines[index], Other)]
        sheet.dropped = sum(sheet.kept[index] is None for index in aside)

    def _is_rest(self, index: int, line: Other) -> bool:
        if isinstance(line, Remark) and line.type in (NOTES, OWN):
            return line.type == NOTES and not (
                line.refers[0] in self.page.node_of or line.refers[0] in self.page.link_of
            )
        return index in self.page.aside or isinstance(line, Event) or not line.raw.strip()

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


def renamed(graph: ArgumentGraph, result: Written) -> ArgumentGraph:
    """The graph with the ids of the files; what has none there keeps its own."""
    many = len(result.sheets) > 1

    def name(sheet: Sheet | None, id_: str) -> str:
        return f"{sheet.stem}/{sheet.ids[id_]}" if sheet and many else sheet.ids[id_] if sheet else id_

    nodes = {id_: name(result.nodes.get(id_), id_) for id_ in graph.nodes}
    taken = {name(sheet, id_) for id_, sheet in result.links.items()}
    links = {id_: name(result.links.get(id_), id_) for id_ in graph.links}
    for link in result.homeless:
        while links[link.id] in taken:
            links[link.id] += "'"

    def moved(link: Link) -> Link:
        premises = tuple(changed(premise, node=nodes[premise.node]) for premise in link.premises)
        node, on = (None, links[link.target]) if link.on_link else (nodes[link.target], None)
        return changed(link, id=links[link.id], premises=premises, target_node=node, target_link=on)

    moved_nodes = [changed(node, id=nodes[node.id]) for node in graph.nodes.values()]
    moved_links = map(moved, graph.links.values())
    return changed(graph, nodes={node.id: node for node in moved_nodes}, links={link.id: link for link in moved_links})
