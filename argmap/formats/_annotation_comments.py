"""Comments as annotations: a thread's first one is ``commenting``, its replies are ``replying`` to it.

Whether a thread is open or resolved, and by whom, stands under terms of our own: by these a thread of ours is known.
Remarks of others stay what they were: annotations kept aside.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from argmap.domain.graph import ArgumentGraph, Article, Comment, Span
from argmap.domain.quick import changed
from argmap.formats._annotation_write import VOCABULARY, Json, Names, passage_target
from argmap.formats._fields import Fields
from argmap.formats._text import shortened

_OPEN, _RESOLVED = f"{VOCABULARY}open", f"{VOCABULARY}resolved"
STATE = "threadState"


def comment_annotations(graph: ArgumentGraph, names: Names) -> list[Json]:
    """An annotation for each comment, the replies of a thread behind its first one."""
    found: list[Json] = []
    for thread in graph.comments.values():
        head = _annotation(thread, names) | {
            "motivation": "commenting",
            "target": _target(thread, names),
            STATE: _RESOLVED if thread.resolved else _OPEN,
        }
        if thread.resolved:
            head["resolved"] = thread.resolved.isoformat()
        if thread.resolved_by:
            head["resolvedBy"] = thread.resolved_by
        found.append(head)
        for reply in thread.replies:
            found.append(_annotation(reply, names) | {"motivation": "replying", "target": head["id"]})
    return found


def _annotation(comment: Comment, names: Names) -> Json:
    item: Json = {"id": names.comment(comment.id), "type": "Annotation", "key": comment.id}
    if comment.text:
        item["body"] = {"type": "TextualBody", "purpose": "commenting", "format": "text/plain", "value": comment.text}
    if comment.author:
        item["creator"] = {"type": "Person", "name": comment.author}
    if comment.created:
        item["created"] = comment.created.isoformat()
    if comment.edited:
        item["modified"] = comment.edited.isoformat()
    return item


def _target(comment: Comment, names: Names) -> Any:
    if comment.node:
        return names.node(comment.node)
    if comment.link:
        return names.link(comment.link)
    return passage_target(comment.span, names) if comment.span else names.map


def parted(values: Iterable[Mapping[str, Any]]) -> tuple[list[Mapping[str, Any]], list[Mapping[str, Any]]]:
    """The annotations that are no comments of ours, and those that are."""
    listed = list(values)
    heads = {str(value.get("id")) for value in listed if value.get(STATE) in (_OPEN, _RESOLVED)}
    own = [str(v.get("id")) in heads or _is_reply(v, heads) for v in listed] if heads else [False] * len(listed)
    return (
        [value for value, is_own in zip(listed, own, strict=True) if not is_own],
        [value for value, is_own in zip(listed, own, strict=True) if is_own],
    )


def _is_reply(value: Mapping[str, Any], heads: set[str]) -> bool:
    target = value.get("target")
    return value.get("motivation") == "replying" and isinstance(target, str) and target in heads


def comments_in(
    values: Sequence[Mapping[str, Any]], graph: ArgumentGraph, ids: Mapping[str, str]
) -> tuple[list[Comment], int]:
    """The threads in annotations of ours, and how many of them lost their place; ``ids`` are ours by IRI.

    A thread whose node, link or passage is not there stands on the map itself. Raises FormatError.
    """
    replies: dict[str, list[Comment]] = defaultdict(list)
    heads: dict[str, Comment] = {}
    lost = 0
    for value in values:
        fields = Fields(value, f"Annotation “{shortened(str(value.get('id')))}”")
        comment = _comment(fields)
        if STATE not in value:
            replies[fields.id("target")].append(comment)
            continue
        placed, is_lost = _placed(comment, value.get("target"), graph, ids)
        lost += is_lost
        resolved, by = _time(fields, "resolved"), fields.text("resolvedBy")
        heads[fields.id()] = changed(placed, resolved=resolved, resolved_by=by)
    threads = [changed(head, replies=tuple(replies[iri])) for iri, head in heads.items()]
    return [thread for thread in threads if thread.text or thread.replies], lost


def _comment(fields: Fields) -> Comment:
    body, creator = fields.mapping("body"), fields.mapping("creator")
    return Comment(
        id=fields.text("key") or fields.id(),
        text=Fields(body, f"{fields.place}: “body”").text("value"),
        author=Fields(creator, f"{fields.place}: “creator”").text("name"),
        created=_time(fields, "created"),
        edited=_time(fields, "modified"),
    )


def _time(fields: Fields, name: str) -> datetime | None:
    text = fields.text(name)
    try:
        time = datetime.fromisoformat(text) if text else None
        return time and (time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC))
    except (ValueError, OverflowError):
        raise fields.wrong(name, "a time such as 2026-01-31T12:00:00Z") from None


def _placed(comment: Comment, target: Any, graph: ArgumentGraph, ids: Mapping[str, str]) -> tuple[Comment, bool]:
    if isinstance(target, str):
        key = ids.get(target, "")
        if key in graph.nodes:
            return changed(comment, node=key), False
        if key in graph.links:
            return changed(comment, link=key), False
        return comment, target in ids
    span = _span(comment.id, target, graph.articles) if isinstance(target, Mapping) else None
    return (changed(comment, span=span), False) if span else (comment, True)


def _span(id: str, target: Mapping[str, Any], articles: Mapping[str, Article]) -> Span | None:
    """The passage of the target, where its revision is there and says what it quotes."""
    try:
        _, article, revision = target["state"]["passage"]
        position, quote = target["selector"]
        start, end, exact = position["start"], position["end"], quote["exact"]
        texts = {r.id: r.text for r in articles[article].revisions}
        if not 0 <= start < end <= len(texts[revision]) or texts[revision][start:end] != exact:
            return None
        return Span(id, article, revision, start, end, exact, str(quote["prefix"]), str(quote["suffix"]))
    except (KeyError, TypeError, ValueError):
        return None
