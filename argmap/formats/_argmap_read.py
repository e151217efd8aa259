"""The objects of our own JSON as values of the graph; every wrong field is refused with its place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from hashlib import sha256
from typing import Any

from argmap.domain.graph import (
    NO_EXTRA,
    Article,
    Comment,
    Extra,
    Highlight,
    Link,
    Node,
    Premise,
    Revision,
    Span,
)
from argmap.domain.quick import changed
from argmap.domain.structure import Block, Hyperlink, Structure
from argmap.domain.vocabulary import Direction, EvidenceType, LinkType, NodeKind, TagColor
from argmap.exceptions import FormatError
from argmap.formats._argmap_ids import without_kept_ids
from argmap.formats._argmap_shape import CONTEXT_LENGTH, NAME, Shapes
from argmap.formats._extra import to_stored, without_unstorable
from argmap.formats._fields import Fields
from argmap.formats._text import shortened
from argmap.formats._unknown import Shape, merged, unknown_in

_SAFE_ADDRESSES = ("http://", "https://", "mailto:")


def article_from(value: Any, index: int) -> Article:
    """One item of ``articles``."""
    fields = _placed(value, "Article", index)
    revisions = [_revision(item, fields.place, number) for number, item in enumerate(fields.list("revisions"))]
    _refuse_twins(fields.place, "revision", [revision.id for revision in revisions])
    return Article(
        id=fields.id(),
        title=fields.text("title"),
        revisions=tuple(revisions),
        subtitle=fields.text("subtitle"),
        author=fields.text("author"),
        publication=fields.text("publication"),
        published=_date(fields, "published"),
        url=fields.text("url"),
        language=fields.text("language"),
        direction=fields.choice("direction", Direction, Direction.LTR),
        extra=extra_from(fields.mapping("extra"), fields.value, Shapes.ARTICLE),
    )


def node_from(value: Any, index: int, articles: Mapping[str, Article]) -> Node:
    """One item of ``nodes``; missing selectors of its spans are filled from the text."""
    fields = _placed(value, "Node", index)
    id_ = fields.id()
    return Node(
        id=id_,
        kind=fields.choice("kind", NodeKind),
        text=fields.text("text"),
        main=fields.flag("main"),
        implicit=fields.flag("implicit"),
        evidence_type=fields.optional_choice("evidence_type", EvidenceType),
        attribution=fields.text("attribution"),
        sources=fields.texts("sources"),
        confidence=fields.share("confidence"),
        note=fields.text("note"),
        tags=fields.texts("tags"),
        spans=tuple(
            _span(item, f"Node “{shortened(id_)}”, span {number}", id_, number, articles)
            for number, item in enumerate(fields.list("spans"), 1)
        ),
        position=fields.optional_integer("position"),
        extra=extra_from(fields.mapping("extra"), fields.value, Shapes.NODE),
    )


def link_from(value: Any, index: int) -> Link:
    """One item of ``links``."""
    fields = _placed(value, "Link", index)
    target = Fields(fields.value.get("target"), f"{fields.place}: “target”")
    return Link(
        id=fields.id(),
        type=fields.choice("type", LinkType),
        premises=tuple(_premise(item, fields.place) for item in fields.list("premises")),
        target_node=target.id("node") if target.value.get("node") is not None else None,
        target_link=target.id("link") if target.value.get("link") is not None else None,
        scheme=fields.text("scheme"),
        strength=fields.share("strength"),
        note=fields.text("note"),
        tags=fields.texts("tags"),
        position=fields.optional_integer("position"),
        extra=extra_from(fields.mapping("extra"), fields.value, Shapes.LINK),
    )


def comment_from(value: Any, index: int, articles: Mapping[str, Article]) -> Comment:
    """One item of ``comments``; missing selectors of its passage are filled from the text."""
    fields = _placed(value, "Comment", index)
    remark = _remark(fields)
    given = fields.value
    passage = {**fields.mapping("span"), "id": remark.id} if given.get("span") is not None else None
    return changed(
        remark,
        node=fields.id("node") if given.get("node") is not None else None,
        link=fields.id("link") if given.get("link") is not None else None,
        span=_span(passage, f"{fields.place}: its passage", remark.id, 1, articles) if passage else None,
        resolved=_time(fields, "resolved"),
        resolved_by=fields.text("resolved_by"),
        replies=tuple(
            _remark(_placed(item, f"{fields.place}, reply", number))
            for number, item in enumerate(fields.list("replies"))
        ),
    )


def highlight_from(value: Any, index: int, articles: Mapping[str, Article]) -> Highlight:
    """One item of ``highlights``; missing selectors of its passage are filled from the text."""
    fields = _placed(value, "Highlight", index)
    id_ = fields.id()
    passage = {**fields.mapping("span"), "id": id_}
    return Highlight(id_, _span(passage, f"{fields.place}: its passage", id_, 1, articles), fields.text("note"))


def _remark(fields: Fields) -> Comment:
    return Comment(
        id=fields.id(),
        text=fields.text("text"),
        author=fields.text("author"),
        created=_time(fields, "created"),
        edited=_time(fields, "edited"),
    )


def _time(fields: Fields, name: str) -> datetime | None:
    """The time in this field; one without an offset is taken to be UTC."""
    value = fields.value.get(name)
    if value is None or value == "":
        return None
    try:
        time = datetime.fromisoformat(value)
        return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (TypeError, ValueError, OverflowError):
        raise fields.wrong(name, "a time such as 2026-01-31T12:00:00Z, or null") from None


def tag_color_from(value: Any) -> tuple[str, str]:
    """One item of ``tags``: a tag's name and its colour."""
    fields = Fields(value, "A tag")
    return fields.text("name"), fields.choice("color", TagColor).value


def extra_from(bag: Mapping[str, Any], value: Mapping[str, Any], shape: Shape) -> Extra:
    """``bag``, the ``extra`` of an object, with the unknown fields of ``value`` under our own name.

    Ids that it keeps from an earlier file are left out: those of this file count.
    """
    extra = dict(without_kept_ids(without_unstorable(bag))) if bag else {}
    unknown = unknown_in(value, shape)
    if unknown:
        unknown = to_stored(unknown)
        own = extra.get(NAME)
        extra[NAME] = merged(own, unknown) if isinstance(own, Mapping) else unknown
    return extra or NO_EXTRA


def _revision(value: Any, article: str, index: int) -> Revision:
    fields = _placed(value, f"{article}, revision", index)
    text = fields.text("text")
    digest = sha256(text.encode()).hexdigest()
    if fields.text("sha256") not in ("", digest):
        raise FormatError(f"{fields.place}: the text is not the one that “sha256” was made of; remove “sha256”.")
    return Revision(
        id=fields.id(),
        text=text,
        structure=_structure(fields, len(text)),
        sha256=fields.text("sha256") if "sha256" in fields.value else digest,
    )


def _structure(fields: Fields, length: int) -> Structure:
    try:
        structure = Structure.from_json(fields.mapping("structure"))
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise FormatError(f"{fields.place}: “structure” has a block or hyperlink that is broken ({error}).") from error
    ranges: list[Block | Hyperlink] = [*structure.blocks, *structure.hyperlinks]
    for part in ranges:
        if not 0 <= part.start <= part.end <= length:
            raise FormatError(f"{fields.place}: “structure” has a range ({part.start}–{part.end}) outside the text.")
    for link in structure.hyperlinks:
        if not link.href.lower().startswith(_SAFE_ADDRESSES):
            raise FormatError(f"{fields.place}: a hyperlink leads to “{shortened(link.href)}”; use http or https.")
    return structure


def _span(value: Any, place: str, owner: str, number: int, articles: Mapping[str, Article]) -> Span:
    fields = Fields(value, place)
    article = articles.get(fields.id("article"))
    if article is None:
        raise FormatError(f"{fields.place}: there is no article “{shortened(fields.id('article'))}” in this file.")
    revision = _pinned(article, fields)
    start, end = fields.integer("start"), fields.integer("end")
    if not 0 <= start < end <= len(revision.text):
        raise FormatError(f"{fields.place}: {start}–{end} lies outside the text, which has {len(revision.text)} signs.")
    text = revision.text
    if "exact" in fields.value and fields.text("exact") != text[start:end]:
        there, said = shortened(text[start:end]), shortened(fields.text("exact"))
        raise FormatError(f"{fields.place}: at {start}–{end} the text reads “{there}”, not “{said}”.")
    return Span(
        id=fields.id() if "id" in fields.value else f"{owner}:{number}",
        article=article.id,
        revision=revision.id,
        start=start,
        end=end,
        exact=text[start:end],
        prefix=fields.text("prefix") if "prefix" in fields.value else text[max(0, start - CONTEXT_LENGTH) : start],
        suffix=fields.text("suffix") if "suffix" in fields.value else text[end : end + CONTEXT_LENGTH],
    )


def _pinned(article: Article, fields: Fields) -> Revision:
    if not article.revisions:
        raise FormatError(f"{fields.place}: the article “{shortened(article.id)}” has no text.")
    if fields.value.get("revision") is None:
        return article.revisions[-1]
    wanted = fields.id("revision")
    for revision in article.revisions:
        if revision.id == wanted:
            return revision
    raise FormatError(f"{fields.place}: the article has no revision “{shortened(wanted)}”.")


def _premise(value: Any, place: str) -> Premise:
    fields = Fields({"node": value} if isinstance(value, str) else value, f"{place}: a premise")
    return Premise(fields.id("node"), fields.text("role"))


def _date(fields: Fields, name: str) -> date | None:
    value = fields.value.get(name)
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise fields.wrong(name, "a date such as 2026-01-31, or null") from None


def _placed(value: Any, what: str, index: int) -> Fields:
    id_ = value.get("id") if isinstance(value, Mapping) else None
    named = f"“{shortened(id_)}”" if isinstance(id_, str) and id_ else f"number {index + 1}"
    return Fields(value, f"{what} {named}")


def _refuse_twins(place: str, what: str, ids: list[str]) -> None:
    if len(set(ids)) < len(ids):
        twin = next(id_ for number, id_ in enumerate(ids) if id_ in ids[:number])
        raise FormatError(f"{place}: the {what} “{shortened(twin)}” stands there twice; give one another id.")
