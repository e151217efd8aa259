"""The parts of a graph as objects of our own JSON; every field is written, defaults too."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from argmap.domain.graph import Article, Comment, Highlight, Link, Node, Span
from argmap.formats._argmap_shape import NAME, Shapes
from argmap.formats._extra import own_extra, to_stored
from argmap.formats._unknown import Shape, put_back


def article_to_json(article: Article) -> dict[str, Any]:
    """The article with its revisions as an item of ``articles``."""
    value = {
        "id": article.id,
        "title": article.title,
        "subtitle": article.subtitle,
        "author": article.author,
        "publication": article.publication,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "language": article.language,
        "direction": article.direction.value,
        "extra": dict(article.extra),
        "revisions": [
            {
                "id": r.id,
                "text": r.text,
                "sha256": r.sha256,
                "structure": r.structure.to_json(),
            }
            for r in article.revisions
        ],
    }
    return restored(value, value["extra"], Shapes.ARTICLE)


def node_to_json(node: Node) -> dict[str, Any]:
    """The node with its spans as an item of ``nodes``."""
    value = {
        "id": node.id,
        "kind": node.kind.value,
        "text": node.text,
        "main": node.main,
        "implicit": node.implicit,
        "evidence_type": node.evidence_type.value if node.evidence_type else None,
        "attribution": node.attribution,
        "sources": list(node.sources),
        "confidence": node.confidence,
        "note": node.note,
        "tags": list(node.tags),
        "position": node.position,
        "spans": [span_to_json(span) for span in node.spans],
        "extra": dict(node.extra),
    }
    return restored(value, value["extra"], Shapes.NODE)


def span_to_json(span: Span) -> dict[str, Any]:
    """The span as an item of a node's ``spans``."""
    return {
        "id": span.id,
        "article": span.article,
        "revision": span.revision,
        "start": span.start,
        "end": span.end,
        "exact": span.exact,
        "prefix": span.prefix,
        "suffix": span.suffix,
    }


def link_to_json(link: Link) -> dict[str, Any]:
    """The link as an item of ``links``."""
    value = {
        "id": link.id,
        "type": link.type.value,
        "premises": [{"node": premise.node, "role": premise.role} for premise in link.premises],
        "target": {"link": link.target_link} if link.on_link else {"node": link.target_node},
        "scheme": link.scheme,
        "strength": link.strength,
        "note": link.note,
        "tags": list(link.tags),
        "position": link.position,
        "extra": dict(link.extra),
    }
    return restored(value, value["extra"], Shapes.LINK)


def comment_to_json(comment: Comment) -> dict[str, Any]:
    """The thread as an item of ``comments``; of its places only the one that it has."""
    span = {"span": _passage_to_json(comment.span)} if comment.span else {}
    return {
        **_reply_to_json(comment),
        **({"node": comment.node} if comment.node else {"link": comment.link} if comment.link else span),
        "resolved": _time(comment.resolved),
        "resolved_by": comment.resolved_by,
        "replies": [_reply_to_json(reply) for reply in comment.replies],
    }


def highlight_to_json(highlight: Highlight) -> dict[str, Any]:
    """The highlight as an item of ``highlights``."""
    return {"id": highlight.id, "span": _passage_to_json(highlight.span), "note": highlight.note}


def _reply_to_json(comment: Comment) -> dict[str, Any]:
    return {
        "id": comment.id,
        "text": comment.text,
        "author": comment.author,
        "created": _time(comment.created),
        "edited": _time(comment.edited),
    }


def _passage_to_json(span: Span) -> dict[str, Any]:
    return {name: value for name, value in span_to_json(span).items() if name != "id"}


def _time(value: datetime | None) -> str | None:
    return value.isoformat() if value else None


def part_to_json(part: Article | Node | Link) -> dict[str, Any]:
    """The part as an item of the list where it belongs."""
    match part:
        case Node():
            return node_to_json(part)
        case Article():
            return article_to_json(part)
        case Link():
            return link_to_json(part)


def restored(value: dict[str, Any], extra: Any, shape: Shape) -> dict[str, Any]:
    """``value`` with the unknown fields in their places and out of ``extra``, its bag."""
    unknown = own_extra(extra, NAME)
    if unknown:
        del extra[NAME]
        rest = put_back(value, unknown, shape)
        if rest:
            extra[NAME] = to_stored(rest)
    return value
