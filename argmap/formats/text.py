"""A map as an outline in plain text, for e-mails, terminals and notes.

Four blanks a level. What is said of an item beside its text stands in the lines below it that begin with ``|``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from argmap.domain.graph import ArgumentGraph, Article, Node
from argmap.domain.tree import Item, tree_of, walk
from argmap.domain.vocabulary import NodeKind, relation_sign
from argmap.formats._details import lost_texts
from argmap.formats._losses import lost, lost_foreign_data, said
from argmap.formats._names import file_stem
from argmap.formats._text import one_line, shortened
from argmap.formats.base import Format, Note

DEEPEST = 40  # levels; what is deeper stands on this one

# Controls could steer a terminal, and marks that turn the direction could make a line read as another one.
_UNSHOWN = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """One file: title, description, a line for each article, the argument as an outline."""
    title = one_line(_shown(graph.title)) or "Argument map"
    blocks = [f"{title}\n{'=' * min(len(title), 80)}"]
    blocks += ["\n".join(_lines_of(graph.description))] if graph.description.strip() else []
    blocks += ["\n".join(map(_article, graph.articles.values()))] if graph.articles else []
    blocks += ["\n".join(line for item in walk(tree_of(graph)) for line in _item(item))] if graph.nodes else []
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": ("\n\n".join(blocks) + "\n").encode()}


def losses(graph: ArgumentGraph) -> Sequence[Note]:
    """What a reader of the outline does not learn about this map."""
    deep = sum(item.depth > DEEPEST for item in walk(tree_of(graph)))
    return [
        *lost_texts(graph),
        *lost(graph, "spans"),
        *lost_foreign_data(graph),
        *said(deep, f"1 item is shown on level {DEEPEST}.", f"{{}} items are shown on level {DEEPEST}, not deeper."),
    ]


def _shown(text: str) -> str:
    return _UNSHOWN.sub("", text)


def _lines_of(text: str) -> list[str]:
    return [line for line in map(one_line, _shown(text).splitlines()) if line]


def _article(article: Article) -> str:
    published = article.published.isoformat() if article.published else ""
    about = (article.title, article.subtitle, article.author, article.publication, published, article.url)
    return f"Article: {', '.join(filter(None, map(one_line, map(_shown, about))))}"


def _item(item: Item) -> Iterator[str]:
    """The item's line, and a line with a bar for each thing that is said of it."""
    indent = "    " * min(item.depth, DEEPEST)
    first, *rest = _words(item)
    yield f"{indent}{' '.join(filter(None, (item.number, _sign(item), first)))}"
    if not item.is_member and item.link is not None:
        rest += _about_link(item)
    if item.node is not None and item.reference is None:
        rest += _about_node(item.node)
    yield from (f"{indent}    | {line}" for text in rest for line in _lines_of(text))


def _sign(item: Item) -> str:
    return "" if item.link is None or item.is_member else relation_sign(item.link.type, on_link=item.link.on_link)


def _words(item: Item) -> list[str]:
    """The lines of what it says, the first with kind and marks."""
    node = item.node
    if node is None:
        return ["only together:"]
    role = next((p.role for p in item.link.premises if p.node == node.id), "") if item.link else ""
    if item.reference is not None:
        return [f"see {item.reference}: {_shown(shortened(node.text, 80))}", *([f"Role: {role}"] if role else [])]
    first, *rest = _lines_of(node.text) or [""]
    kind = "" if node.kind is NodeKind.CLAIM else node.kind.value
    evidence = node.evidence_type.label if node.evidence_type else ""
    marks = ", ".join(
        filter(None, ("main claim" if node.main else "", "implicit" if node.implicit else "", kind, evidence))
    )
    return [f"{first} ({marks})" if marks else first, *rest, *([f"Role: {role}"] if role else [])]


def _about_link(item: Item) -> Iterator[str]:
    link = item.link
    if link is None:
        return
    if link.scheme:
        yield f"Scheme: {link.scheme}"
    if link.strength is not None:
        yield f"Strength: {link.strength:g}"
    if link.tags:
        yield f"Tags of the link: {', '.join(link.tags)}"
    if link.note.strip():
        yield f"Note on the link: {link.note}"


def _about_node(node: Node) -> Iterator[str]:
    if node.attribution:
        yield f"Says: {node.attribution}"
    yield from (f"Source: {source}" for source in node.sources if source.strip())
    if node.confidence is not None:
        yield f"Confidence: {node.confidence:g}"
    if node.tags:
        yield f"Tags: {', '.join(node.tags)}"
    if node.note.strip():
        yield f"Note: {node.note}"
    quotes = dict.fromkeys(one_line(span.exact) for span in node.spans)
    yield from (f"“{quote}”" for quote in quotes if quote != one_line(node.text))


FORMAT = Format(
    name="text",
    label="Text outline",
    suffixes=(".txt",),
    content_type="text/plain",
    description="An outline in plain text for e-mails, terminals and notes, with everything that is said of each item.",
    write=write,
    losses=losses,
    specification="https://www.unicode.org/versions/latest/",
)
