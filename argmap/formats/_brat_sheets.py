"""Which brat document holds what of a graph: one for each article, and one more for the nodes that stand in no text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from argmap.domain.graph import ArgumentGraph, Article, Link, Node
from argmap.domain.quick import changed
from argmap.formats._anchors import article_of
from argmap.formats._brat_pages import NAME, Page, encoded
from argmap.formats._brat_read import Reader
from argmap.formats._brat_types import Types
from argmap.formats._extra import own_extra
from argmap.formats._names import file_stem, kept_path
from argmap.formats._standoff import Document

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


def sheets_of(graph: ArgumentGraph, types: Types) -> Written:
    """The documents of the graph, whose lines are not written yet."""
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


def _sheets(graph: ArgumentGraph, types: Types) -> Iterator[Sheet]:
    """A document for each article, under the name of its file, else of its title."""
    used: set[str] = set()
    articles = [article for article in graph.articles.values() if article.revisions]
    for article in articles:
        bag = own_extra(article.extra, NAME)
        lines, stem = bag.get("lines"), bag.get("stem")
        known = isinstance(stem, str) and isinstance(lines, list)
        title = str(stem) if known else graph.title if len(articles) == 1 else article.title
        name = kept_path(title) if known else file_stem(title)
        unique = next(n for n in (name, *(f"{name}-{i}" for i in range(2, len(used) + 3))) if n not in used)
        used.add(unique)
        page = _page(str(stem), article, list(map(str, lines)), types) if known and lines is not None else None
        yield Sheet(unique, article, page, used={line.id for line in page.lines} if page else set())


def _page(stem: str, article: Article, lines: list[str], types: Types) -> Page:
    """What the kept lines say of the text as it is now."""
    text = article.revisions[-1].text.encode()
    return Reader(types).page(Document(stem, "".join(f"{line}\n" for line in lines).encode(errors="replace"), text), "")


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
