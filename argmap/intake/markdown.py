"""Markdown (CommonMark with tables), with front matter as static-site generators write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from argmap.domain.structure import BlockType
from argmap.intake.addresses import absolute_address
from argmap.intake.base import Metadata
from argmap.intake.blocks import RawBlock, Run
from argmap.intake.dates import find_date
from argmap.intake.language import primary_subtag
from argmap.intake.plain import read_plain
from argmap.intake.plain_head import read_head

if TYPE_CHECKING:
    from markdown_it.token import Token

_DEEPEST = 30  # levels; an item of a list takes two
_FRONT_MATTER = re.compile(r"\A(?P<fence>---|\+\+\+)[ \t]*\n(?P<fields>.*?)\n(?P=fence)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^([A-Za-z][\w-]*)[ \t]*[:=][ \t]*(.*)$")
_ITEM = re.compile(r"^\s+-[ \t]*(?:name:[ \t]*)?(.+)$")
_LINE_END = re.compile("\r\n?")
_MARKUP_BREAK = re.compile(r"<br\s*/?>\s*", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]*>")
_SCRIPT = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.IGNORECASE | re.DOTALL)


def read_markdown(text: str, url: str = "") -> tuple[list[RawBlock], Metadata]:
    """The blocks of a Markdown text, and what its front matter or else its first lines say about it."""
    # Imported here: only Markdown needs it, and it costs memory in every process.
    from markdown_it import MarkdownIt

    text = _LINE_END.sub("\n", text.removeprefix("\ufeff"))
    fields, body = _front_matter(text)
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    setattr(parser, "validateLink", lambda _: True)  # noqa: B010 (a method to mypy) absolute_address judges them all
    tokens = parser.parse(body)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        return read_plain(text)  # the parser leaves out what is nested more deeply
    blocks = list(_blocks(tokens, url))
    return blocks, _from_fields(fields).or_else(_from_blocks(blocks))


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields between the fences at the beginning, and the rest; no fields where they are none."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    fields: dict[str, str] = {}
    key = ""
    for line in match["fields"].split("\n"):
        if field := _FIELD.match(line):
            key = field[1].lower()
            fields[key] = _unquoted(field[2])
        elif key and (item := _ITEM.match(line)):
            fields[key] = ", ".join(filter(None, [fields[key], _unquoted(item[1])]))
    return (fields, text[match.end() :]) if fields else ({}, text)


def _unquoted(value: str) -> str:
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        return ", ".join(_unquoted(part) for part in value[1:-1].split(","))
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def _from_fields(fields: dict[str, str]) -> Metadata:
    def first(*names: str) -> str:
        return next((fields[name] for name in names if fields.get(name)), "")

    return Metadata(
        title=first("title"),
        subtitle=first("subtitle", "tagline", "deck", "standfirst"),
        author=first("author", "authors", "by", "byline"),
        publication=first("publication", "site", "source", "publisher"),
        published=find_date(first("date", "published", "pubdate", "publishdate")),
        language=primary_subtag(first("lang", "language", "locale")),
    )


def _from_blocks(blocks: Sequence[RawBlock]) -> Metadata:
    title = next((block for block in blocks[:5] if block.type is BlockType.HEADING), None)
    if not title:
        head = read_head([" ".join(block.text.split()) for block in blocks[:8]])
        return Metadata(author=head.author, published=head.published)
    start = blocks.index(title)
    head = read_head([block.text for block in blocks[start:]])
    return Metadata(title=title.text, author=head.author, published=head.published)


def _blocks(tokens: Sequence[Token], url: str) -> Iterator[RawBlock]:
    quotes = 0
    lists: list[bool] = []  # whether each open list is ordered
    item_open = heading = 0
    row: list[Run] | None = None
    for token in tokens:
        match token.type:
            case "blockquote_open":
                quotes += 1
            case "blockquote_close":
                quotes -= 1
            case "bullet_list_open" | "ordered_list_open":
                lists.append(token.type.startswith("ordered"))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                item_open = len(lists)
            case "heading_open":
                heading = int(token.tag[1])
            case "tr_open":
                row = []
            case "tr_close" if row:
                yield RawBlock(BlockType.PARAGRAPH, tuple(row[:-1]))
                row = None
            case "inline":
                runs = tuple(_runs(token.children or (), url))
                if row is not None:
                    row.extend((*runs, Run(" | ")))
                    continue
                yield _block(runs, heading=heading, quotes=quotes, lists=lists, new_item=bool(item_open))
                heading = item_open = 0
            case "fence" | "code_block":
                yield _block(
                    (Run(token.content.expandtabs(4)),), heading=0, quotes=quotes, lists=lists, new_item=bool(item_open)
                )
                item_open = 0
            case "html_block":
                yield RawBlock(BlockType.PARAGRAPH, (Run(_markup_text(token.content)),))


def _block(runs: tuple[Run, ...], *, heading: int, quotes: int, lists: Sequence[bool], new_item: bool) -> RawBlock:
    """A second paragraph in an item of a list is a paragraph: an item is one block."""
    if heading:
        return RawBlock(BlockType.HEADING, runs, level=heading)
    if lists and new_item:
        return RawBlock(BlockType.LIST_ITEM, runs, level=len(lists), ordered=lists[-1])
    if quotes:
        return RawBlock(BlockType.QUOTATION, runs, level=quotes)
    return RawBlock(BlockType.PARAGRAPH, runs)


def _runs(tokens: Sequence[Token], url: str) -> Iterator[Run]:
    """The words of a paragraph; emphasis is dropped, code and the texts of pictures are kept."""
    href = ""
    for token in tokens:
        match token.type:
            case "link_open":
                href = absolute_address(str(token.attrs.get("href", "")), url)
            case "link_close":
                href = ""
            case "softbreak":
                yield Run(" ", href)
            case "hardbreak":
                yield Run("\n", href)
            case "html_inline":
                yield Run("\n" if _MARKUP_BREAK.match(token.content) else "", href)
            case "text" | "code_inline" | "image" | "text_special":
                yield Run(token.content, href)


def _markup_text(markup: str) -> str:
    """The words of a piece of HTML in Markdown, its tags left out; entities are resolved."""
    from html import unescape

    text = _MARKUP.sub("", _MARKUP_BREAK.sub("\0", _SCRIPT.sub("", markup)))
    return unescape(" ".join(text.split())).replace("\0", "\n")
