"""A map as a nested list in Markdown, to be read by people: in an issue, a wiki, a note, an e-mail.

https://spec.commonmark.org/0.31.2/. Four blanks a level, which every dialect takes for a list in a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import quote

from argmap.domain.graph import ArgumentGraph, Article, Node
from argmap.domain.tree import Item, tree_of, walk
from argmap.domain.vocabulary import NodeKind, relation_sign
from argmap.formats._details import lost_texts
from argmap.formats._losses import lost, lost_foreign_data, said
from argmap.formats._names import file_stem
from argmap.formats._text import one_line, shortened
from argmap.formats.base import Format, Note

DEEPEST = 40  # levels; what is deeper stands on this one, as editors and renderers give up long before

_SPECIAL = re.compile(r"[\\`*_\[\]<>#&~|$^]")
_LINE_START = re.compile(r"^(?:([-+=:!])|(\d+)([.)]))")
_UNSHOWN = re.compile("[\x00-\x08\x0e-\x1b\x7f\ud800-\udfff]")
_NOT_IN_ADDRESS = re.compile(r"[\x00-\x20<>\\\"\x7f-\x9f\ud800-\udfff]")


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """One file: the title, a line for each article, the argument as a list."""
    blocks = [f"# {escaped(graph.title) or 'Argument map'}"]
    blocks += ["\\\n".join(_lines_of(graph.description))] if graph.description.strip() else []
    blocks += [_article(article) for article in graph.articles.values()]
    items = "\n".join(line for item in walk(tree_of(graph)) for line in _item(item))
    blocks += [items] if items else []
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": ("\n\n".join(blocks) + "\n").encode()}


def losses(graph: ArgumentGraph) -> Sequence[Note]:
    """What a reader of the list does not learn about this map."""
    deep = sum(item.depth > DEEPEST for item in walk(tree_of(graph)))
    return [
        *lost_texts(graph),
        *lost(graph, "spans", "confidence", "node_tags"),
        *lost(graph, "roles", "scheme", "strength", "link_note", "link_tags"),
        *lost_foreign_data(graph),
        *said(deep, f"1 item is shown on level {DEEPEST}.", f"{{}} items are shown on level {DEEPEST}, not deeper."),
    ]


def escaped(text: str) -> str:
    """The text in one line, with a backslash before each character that Markdown would take for markup."""
    return _SPECIAL.sub(r"\\\g<0>", one_line(_UNSHOWN.sub("", text)))


def _lines_of(text: str) -> list[str]:
    """Each line of the text that is not blank, escaped so that it may begin a line."""
    lines = [escaped(line) for line in text.splitlines()]
    return [_LINE_START.sub(_escape_start, line) for line in lines if line]


def _escape_start(match: re.Match[str]) -> str:
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"


def _article(article: Article) -> str:
    published = article.published.isoformat() if article.published else ""
    about = [escaped(article.author), escaped(article.publication), published, _address(article.url)]
    return ", ".join([f"**{escaped(article.title) or 'Article'}**", *filter(None, about)])


def _address(url: str) -> str:
    if not url.lower().startswith(("http://", "https://")):
        return escaped(url)
    return f"<{_NOT_IN_ADDRESS.sub(lambda match: quote(match[0], errors='replace'), url)}>"


def _item(item: Item) -> Iterator[str]:
    """The item's line, then what belongs to it, indented one level deeper than its bullet."""
    depth = min(item.depth, DEEPEST)
    head = " ".join(filter(None, (f"- **{item.number}**", _sign(item))))
    indent = "    " * (depth + 1)
    text, *rest = _words(item)
    lines = [f"{'    ' * depth}{head} {text}", *(f"{indent}{line}" for line in rest)]
    yield "\\\n".join(lines)
    if item.node and item.reference is None:
        yield from (f"{indent}> {line}".rstrip() for line in _quotes(item.node))


def _sign(item: Item) -> str:
    if item.link is None or item.is_member:
        return ""
    sign = relation_sign(item.link.type, on_link=item.link.on_link)
    return f"\\{sign}" if sign == "+" else sign


def _words(item: Item) -> list[str]:
    node = item.node
    if node is None:
        return ["only together:"]
    if item.reference is not None:
        return [f"see {item.reference}: {escaped(shortened(node.text, 80))}"]
    lines = _lines_of(node.text) or [""]
    lines[-1] += f" *({escaped(_details(node))})*" if _details(node) else ""
    lines += [f"Source: {escaped(source)}" for source in node.sources if source.strip()]
    return lines + ([f"Note: {escaped(node.note)}"] if node.note.strip() else [])


def _details(node: Node) -> str:
    kind = "" if node.kind is NodeKind.CLAIM else node.kind.value
    evidence = node.evidence_type.label if node.evidence_type else ""
    marks = ("main claim" if node.main else "", "implicit" if node.implicit else "")
    return ", ".join(filter(None, (*marks, kind, evidence, node.attribution)))


def _quotes(node: Node) -> Iterator[str]:
    """The lines of each passage whose words are not the node's own; a blank one parts two passages."""
    quotes = [span.exact for span in node.spans if one_line(span.exact) != one_line(node.text)]
    for index, passage in enumerate(dict.fromkeys(quotes)):
        lines = _lines_of(passage)
        if index and lines:
            yield ""
        yield from (f"{line}\\" for line in lines[:-1])
        yield from lines[-1:]


FORMAT = Format(
    name="markdown",
    label="Markdown",
    suffixes=(".md",),
    content_type="text/markdown",
    description="A nested list for people to read, with numbers, signs, kinds, sources and quotations.",
    write=write,
    losses=losses,
    specification="https://spec.commonmark.org/0.31.2/",
)
