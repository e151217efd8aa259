"""Graphs for tests: a small notation that makes them visible, and hypothesis strategies for any graph there can be.

``graph_of("b -> a", "c -x (b -> a)", "d & e -> a", "kind:evidence b")``: ``->`` supports, ``-x`` attacks, ``~>``
rephrases, ``&`` joins premises that work only together, brackets name a link as the target, a name alone is a node.
Ids and texts of nodes are their names; a link's id is its own notation. Words ``key:value`` in front set fields.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from hashlib import sha256
from itertools import pairwise
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from argmap.domain.graph import ArgumentGraph, Article, Comment, Highlight, Link, Node, Premise, Revision, Span
from argmap.domain.outline_notation import outline
from argmap.domain.structure import Block, BlockType, Hyperlink, Structure
from argmap.domain.vocabulary import Direction, EvidenceType, LinkType, NodeKind, TagColor

__all__ = ["argument_graphs", "discussed_graphs", "graph_of", "hard_texts", "many_graphs", "outline"]

ARROWS = {"->": LinkType.SUPPORT, "-x": LinkType.ATTACK, "~>": LinkType.REPHRASE}


def graph_of(*statements: str, text: str = "", title: str = "") -> ArgumentGraph:
    """The graph that these statements draw.

    ``text`` becomes an article, in which every node whose name occurs there has a span.
    """
    drawing = _Drawing()
    for statement in statements:
        drawing.state(statement)
    nodes = [replace(node, spans=_spans_in(text, node)) for node in drawing.nodes.values()]
    articles = [Article("t", "Text", (_revision("r", text),))] if text else []
    return ArgumentGraph.of(id="m", title=title, articles=articles, nodes=nodes, links=drawing.links.values())


class _Drawing:
    def __init__(self) -> None:
        self.nodes: dict[str, Node] = {}
        self.links: dict[str, Link] = {}

    def state(self, statement: str) -> None:
        fields, rest = _fields(statement)
        if _split(rest) is None:
            node = self.node(rest)
            self.nodes[node.id] = replace(node, **fields)
        else:
            link = self.link(rest)
            self.links[link.id] = replace(link, **fields)

    def node(self, name: str) -> Node:
        return self.nodes.setdefault(name, Node(name, NodeKind.CLAIM, name))

    def link(self, notation: str) -> Link:
        if notation in self.links:
            return self.links[notation]
        parts = _split(notation)
        assert parts is not None, f"no arrow in {notation!r}"
        left, arrow, right = parts
        premises = tuple(Premise(self.node(name.strip()).id) for name in left.split("&"))
        if right.startswith("("):
            target = {"target_link": self.link(right[1:-1].strip()).id}
        else:
            target = {"target_node": self.node(right).id}
        return self.links.setdefault(notation, Link(notation, ARROWS[arrow], premises, **target))


def _split(notation: str) -> tuple[str, str, str] | None:
    match = re.match(r"(?P<left>[^()]*?)\s+(?P<arrow>->|-x|~>)\s+(?P<right>.*)$", notation)
    return (match["left"].strip(), match["arrow"], match["right"].strip()) if match else None


def _fields(statement: str) -> tuple[dict[str, Any], str]:
    words, fields = statement.split(" "), {}
    while re.fullmatch(r"[a-z_]+:\S+", words[0]):
        key, _, value = words.pop(0).partition(":")
        fields[key] = _value(key, value)
    return fields, " ".join(words)


def _value(key: str, value: str) -> Any:
    match key:
        case "kind":
            return NodeKind(value)
        case "evidence_type":
            return EvidenceType(value)
        case "main" | "implicit":
            return value == "yes"
        case "position":
            return int(value)
        case _:
            return value


def _spans_in(text: str, node: Node) -> tuple[Span, ...]:
    return tuple(
        _span(f"{node.id}@{match.start()}", "t", _revision("r", text), match.start(), match.end())
        for match in re.finditer(rf"(?<!\w){re.escape(node.text)}(?!\w)", text)
    )


def _revision(id: str, text: str, structure: Structure | None = None) -> Revision:
    return Revision(id, text, structure or Structure(), sha256(text.encode()).hexdigest())


def _span(id: str, article: str, revision: Revision, start: int, end: int) -> Span:
    text = revision.text
    before, after = text[max(0, start - 32) : start], text[end : end + 32]
    return Span(id, article, revision.id, start, end, text[start:end], before, after)


# Any graph that the model allows.

HARD_WORDS = [
    *["“quoted”", '"straight"', "it's", "[brackets]", "[[twice]]", "<tag attr='x'>", "&amp;", "{curly}", "(round)"],
    *["back\\slash", "\\n", "https://example.org/a?b=c&d=[e]#f", "// not a comment", "/* nor this */", "<!-- nor -->"],
    *[
        "#heading",
        "- list",
        "+ plus",
        "-> arrow",
        "<+",
        "><",
        "@user",
        "**bold**",
        "_under_",
        "`code`",
        "|",
        "%",
        "$x$",
    ],
    *["1.", "1,000", "=SUM(A1)", "key: value", "---", "===", "...", ";", ",", "\t", "a\u00a0b", "soft\u00adhyphen"],
    *["👩‍👩‍👧‍👦", "🏳️‍🌈", "e\u0301", "ñ", "هذا نص", "שלום", "日本語の文章", "한국어", "\u200f", "\u2028", "𝔘𝔫𝔦"],
    *["word", "other", "claim", "because", "therefore", "night trains", "nicht"],
]

_characters = st.characters(exclude_categories=("Cs", "Cc"))


def hard_texts(*, lines: bool = True) -> st.SearchStrategy[str]:
    """Texts of one to a few words that break careless writers: not blank, without white space around them.

    With ``lines`` they may hold line breaks. No NUL, no lone surrogate: the model refuses these.
    """
    word = st.sampled_from(HARD_WORDS) | st.text(_characters, min_size=1, max_size=6)
    gap = st.sampled_from([" ", " ", " ", "  ", "\n", "\n\n"] if lines else [" ", " ", "  "])
    words = st.lists(st.tuples(word, gap), min_size=1, max_size=5)
    return words.map(lambda pairs: "".join(word + gap for word, gap in pairs).strip()).filter(bool)


def _maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.just("") | strategy


_lines = hard_texts(lines=False)
_scalars = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
_json = st.recursive(
    _scalars | _lines,
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(_lines, inner, max_size=2),
    max_leaves=4,
)
_bags = st.just({}) | st.dictionaries(
    st.sampled_from(["aif", "argdown", "argmap", "csv", "another tool"]),
    st.dictionaries(_lines, _json, min_size=1, max_size=2),
    max_size=2,
)
_tags = st.lists(_lines, max_size=2, unique=True).map(tuple)
_shares = st.none() | st.floats(0, 1)
_positions = st.none() | st.integers(0, 5)


@st.composite
def _revisions(draw: st.DrawFn, id: str) -> Revision:
    text = draw(st.lists(hard_texts(), min_size=1, max_size=4).map("\n\n".join))
    return _revision(id, text, draw(_structures(len(text))))


@st.composite
def _structures(draw: st.DrawFn, length: int) -> Structure:
    cuts = sorted(draw(st.sets(st.integers(0, length), max_size=4)))
    types = st.sampled_from(BlockType)
    blocks = [
        Block(draw(types), start, end, draw(st.integers(0, 3)), draw(st.booleans())) for start, end in pairwise(cuts)
    ]
    links = [Hyperlink(cuts[0], cuts[1], "https://example.org/?q=1&r=[2]")] if len(cuts) > 1 else []
    return Structure(tuple(blocks), tuple(links))


@st.composite
def _articles(draw: st.DrawFn, id: str) -> Article:
    count = draw(st.integers(1, 2))
    return Article(
        id=id,
        title=draw(_lines),
        revisions=tuple(draw(_revisions(f"{id}r{index}")) for index in range(count)),
        subtitle=draw(_maybe(_lines)),
        author=draw(_maybe(_lines)),
        publication=draw(_maybe(_lines)),
        published=draw(st.none() | st.dates(date(1500, 1, 1), date(2100, 1, 1))),
        url=draw(st.sampled_from(["", "https://example.org/a?b=c&d=%20#e"])),
        language=draw(st.sampled_from(["", "en", "de", "ar", "zh-Hant"])),
        direction=draw(st.sampled_from(Direction)),
        extra=draw(_bags),
    )


@st.composite
def _spans(draw: st.DrawFn, id: str, articles: list[Article]) -> Span:
    article = draw(st.sampled_from(articles))
    revision = draw(st.sampled_from(article.revisions))
    start = draw(st.integers(0, len(revision.text) - 1))
    end = draw(st.integers(start + 1, len(revision.text)))
    return _span(id, article.id, revision, start, end)


@st.composite
def _nodes(draw: st.DrawFn, id: str, articles: list[Article]) -> Node:
    kind = draw(st.sampled_from(NodeKind))
    spans = [draw(_spans(f"{id}s{index}", articles)) for index in range(draw(st.integers(0, 2)) if articles else 0)]
    return Node(
        id=id,
        kind=kind,
        text=draw(hard_texts()),
        main=draw(st.sampled_from([False, False, True])),
        implicit=draw(st.sampled_from([False, False, True])),
        evidence_type=draw(st.none() | st.sampled_from(EvidenceType)) if kind is NodeKind.EVIDENCE else None,
        attribution=draw(_maybe(_lines)),
        sources=draw(st.lists(_lines, max_size=2).map(tuple)),
        confidence=draw(_shares),
        note=draw(_maybe(hard_texts())),
        tags=draw(_tags),
        spans=tuple(spans),
        position=draw(_positions),
        extra=draw(_bags),
    )


@st.composite
def _links(draw: st.DrawFn, id: str, nodes: list[str], links: list[str]) -> Link:
    """A link to a node or to one of the links before it, so that no link bears on itself through others."""
    on_link = bool(links) and (len(nodes) < 2 or draw(st.booleans()))
    target = draw(st.sampled_from(links if on_link else nodes))
    free = [node for node in nodes if node != target]
    types = [LinkType.SUPPORT, LinkType.ATTACK] if on_link else list(LinkType)
    type_ = draw(st.sampled_from(types))
    most = 1 if type_ is LinkType.REPHRASE else 3
    premises = draw(st.lists(st.sampled_from(free), min_size=1, max_size=most, unique=True))
    return Link(
        id=id,
        type=type_,
        premises=tuple(Premise(node, draw(st.sampled_from(["", "", "major", "minor"]))) for node in premises),
        target_node=None if on_link else target,
        target_link=target if on_link else None,
        scheme=draw(st.sampled_from(["", "expert-opinion", "a scheme of our own"])),
        strength=draw(_shares),
        note=draw(_maybe(hard_texts())),
        tags=draw(_tags),
        position=draw(_positions),
        extra=draw(_bags),
    )


@st.composite
def _highlights(draw: st.DrawFn, id: str, articles: list[Article]) -> Highlight:
    return Highlight(id, draw(_spans(id, articles)), draw(_maybe(hard_texts())))


@st.composite
def _tag_colors(draw: st.DrawFn, parts: list[Node | Link]) -> dict[str, str]:
    """Colours of some of the tags that these carry."""
    names = sorted({tag for part in parts for tag in part.tags})
    return {name: color for name in names if (color := draw(st.sampled_from(["", *TagColor]))) != ""}


@st.composite
def argument_graphs(draw: st.DrawFn, *, max_nodes: int = 6, max_links: int = 8, beside: bool = False) -> ArgumentGraph:
    """Any well-formed graph: cycles, several parents, links on links, linked premises, nodes alone, hard texts.

    ``beside``: with what a map has beside the argument, too, which most formats lose.
    """
    articles = [draw(_articles(f"a{index}")) for index in range(draw(st.integers(0, 2)))]
    ids = [f"n{index}" for index in range(draw(st.integers(0, max_nodes)))]
    links: list[Link] = []
    for index in range(draw(st.integers(0, max_links)) if len(ids) > 1 else 0):
        links.append(draw(_links(f"l{index}", ids, [link.id for link in links])))
    nodes = [draw(_nodes(id, articles)) for id in ids]
    return ArgumentGraph.of(
        id="m",
        title=draw(_maybe(_lines)),
        description=draw(_maybe(hard_texts())),
        articles=articles,
        nodes=nodes,
        links=links,
        tag_colors=draw(_tag_colors([*nodes, *links])) if beside else {},
        highlights=[draw(_highlights(f"h{index}", articles)) for index in range(draw(st.integers(0, 2)))]
        if beside and articles
        else (),
        extra=draw(_bags),
    )


_times = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))


@st.composite
def _remarks(draw: st.DrawFn, id: str) -> dict[str, Any]:
    return {
        "id": id,
        "text": draw(hard_texts()),
        "author": draw(_maybe(_lines)),
        "created": draw(st.none() | _times),
        "edited": draw(st.none() | _times),
    }


@st.composite
def _comments(draw: st.DrawFn, id: str, graph: ArgumentGraph) -> Comment:
    replies = [Comment(**draw(_remarks(f"{id}r{index}"))) for index in range(draw(st.integers(0, 2)))]
    remark = draw(_remarks(id)) | ({"text": draw(st.sampled_from(["", "kept"]))} if replies else {})
    places: list[dict[str, Any]] = [
        {},
        *({"node": key} for key in graph.nodes),
        *({"link": key} for key in graph.links),
    ]
    if graph.articles:
        places += [{"span": draw(_spans(id, list(graph.articles.values())))}] * 2
    resolved = draw(st.none() | _times)
    return Comment(
        **remark,
        **draw(st.sampled_from(places)),
        resolved=resolved,
        resolved_by=draw(_maybe(_lines)) if resolved else "",
        replies=tuple(replies),
    )


@st.composite
def discussed_graphs(draw: st.DrawFn) -> ArgumentGraph:
    """Any well-formed graph with threads of comments on its parts: open and resolved, with and without replies."""
    graph = draw(argument_graphs(max_nodes=3, max_links=3))
    comments = [draw(_comments(f"c{index}", graph)) for index in range(draw(st.integers(1, 3)))]
    return replace(graph, comments={comment.id: comment for comment in comments})


def many_graphs(count: int) -> list[ArgumentGraph]:
    """Up to ``count`` well-formed graphs of every sort, for questions that are asked about all of them at once."""
    found: list[ArgumentGraph] = []

    @given(argument_graphs())
    @settings(max_examples=count, phases=[Phase.generate], derandomize=True, database=None, deadline=None)
    def collect(graph: ArgumentGraph) -> None:
        found.append(graph)

    collect()
    return found


@st.composite
def shapes(draw: st.DrawFn, *, max_nodes: int = 30, max_links: int = 45) -> ArgumentGraph:
    """Any shape that a graph can have, larger but with plain content: for trees and layouts."""
    ids = [f"n{index}" for index in range(draw(st.integers(1, max_nodes)))]
    places = draw(st.permutations(range(len(ids))))
    text = "x" * len(ids)
    revision = _revision("r", text)
    nodes = [
        Node(
            id,
            NodeKind.CLAIM,
            f"Text {id}",
            main=draw(st.sampled_from([False, False, False, True])),
            spans=(_span(f"{id}s", "t", revision, place, place + 1),) if draw(st.booleans()) else (),
            position=draw(_positions),
        )
        for id, place in zip(ids, places, strict=True)
    ]
    links: list[Link] = []
    for index in range(draw(st.integers(0, max_links)) if len(ids) > 1 else 0):
        links.append(draw(_plain_links(f"l{index}", ids, [link.id for link in links])))
    return ArgumentGraph.of(id="m", articles=[Article("t", "Text", (revision,))], nodes=nodes, links=links)


@st.composite
def _plain_links(draw: st.DrawFn, id: str, nodes: list[str], links: list[str]) -> Link:
    on_link = bool(links) and draw(st.booleans())
    target = draw(st.sampled_from(links if on_link else nodes))
    free = [node for node in nodes if node != target]
    premises = draw(st.lists(st.sampled_from(free), min_size=1, max_size=3, unique=True))
    type_ = LinkType.SUPPORT if len(premises) > 1 or on_link else draw(st.sampled_from(LinkType))
    return Link(
        id,
        type_,
        tuple(map(Premise, premises)),
        target_node=None if on_link else target,
        target_link=target if on_link else None,
        position=draw(_positions),
    )
