"""The map as its page brings it, short: the twin of ``static/js/workbench/store_page.js``, which makes full rows of it.

What is empty, which most is, is left out. Links name nodes and links by their place in the lists, spans the revision,
nodes their author, unless the map's maker made them. A node's words are left out where they are those of its first
passage, for the text is in the page already.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from argmap.domain.graph import ArgumentGraph, Highlight, Link, Node, Revision, Span
from argmap.queries.makers import NOBODY, Makers
from argmap.queries.schemes import scheme_outlines
from argmap.queries.store import SILENCE, StoreLink, StoreNode, Talk, store_link, store_node, store_thread


def store_page(graph: ArgumentGraph, makers: Makers = NOBODY) -> dict[str, Any]:
    """The lists ``revisions`` ([article, revision]), ``authors``, ``nodes``, ``links``, ``highlights``, ``threads``.

    The threads are those on passages.

    ``schemes`` are outlines of those that links name, by the name.
    """
    authors = list(dict.fromkeys([makers.usual, *makers.others.values()]))
    place_of_author = {author: place for place, author in enumerate(authors)}
    revisions = {s.revision: [s.article, s.revision] for node in graph.nodes.values() for s in node.spans}
    revisions |= {h.span.revision: [h.span.article, h.span.revision] for h in graph.highlights.values()}
    place_of_revision = {id_: place for place, id_ in enumerate(revisions)}
    places = {id_: place for rows in (graph.nodes, graph.links) for place, id_ in enumerate(rows)}
    shown = [article.revisions[-1] for article in graph.articles.values() if article.revisions]
    texts = {revision.id: revision.text for revision in shown if _is_parted_by_lines(revision)}
    return {
        "revisions": list(revisions.values()),
        "authors": authors,
        "nodes": [
            _node(node, graph.talk, place_of_revision, texts) | _author(place_of_author[makers.of(node.id)])
            for node in graph.nodes.values()
        ],
        "links": [_link(link, graph.talk, places) for link in graph.links.values()],
        "schemes": scheme_outlines(sorted({link.scheme for link in graph.links.values()})),
        "highlights": [_highlight(one, place_of_revision) for one in graph.highlights.values()],
        "threads": [store_thread(one, one.span) for one in graph.comments.values() if one.span],
    }


def _node(node: Node, talk: Mapping[str, Talk], places: Mapping[str, int], texts: Mapping[str, str]) -> dict[str, Any]:
    row = _without_defaults(store_node(node, talk.get(node.id, SILENCE)))
    if node.spans:
        row["spans"] = [[s.id, s.start, s.end, places[s.revision]] for s in node.spans]
        row["text"] = node.text
        if _is_quote(node.text, node.spans[0], texts):
            del row["text"]
    return row


def _highlight(highlight: Highlight, places: Mapping[str, int]) -> list[Any]:
    span = highlight.span
    return [highlight.id, span.start, span.end, places[span.revision], *([highlight.note] if highlight.note else [])]


def _author(place: int) -> dict[str, int]:
    return {"author": place} if place else {}


def _is_parted_by_lines(revision: Revision) -> bool:
    """Whether nothing but line ends stands between its blocks: of what stands there, the page knows only the length."""
    text, blocks = revision.text, revision.structure.blocks
    edges = [0, *(edge for block in blocks for edge in (block.start, block.end)), len(text)]
    return not blocks or not any(text[start:end].strip("\n") for start, end in list(pairwise(edges))[::2])


def _is_quote(words: str, span: Span, texts: Mapping[str, str]) -> bool:
    """Whether the page's own text says exactly this there, with no white space but plain spaces and line ends."""
    text = texts.get(span.revision)
    if text is None or text[span.start : span.end] != words or words != words.strip():
        return False
    lines = words.split("\n")
    return all(line.isprintable() and line == line.strip() for line in lines)


def _link(link: Link, talk: Mapping[str, Talk], places: Mapping[str, int]) -> dict[str, Any]:
    row = _without_defaults(store_link(link, talk.get(link.id, SILENCE)))
    row["premises"] = [[places[p.node], p.role] if p.role else places[p.node] for p in link.premises]
    for target in {"target_node", "target_link"} & row.keys():
        row[target] = places[row[target]]
    return row


def _without_defaults(row: StoreNode | StoreLink) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value or (name in _NUMBERS and value is not None)}


_NUMBERS = frozenset({"confidence", "position"})  # 0 says something there
