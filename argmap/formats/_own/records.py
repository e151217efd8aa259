"""Our own fields in the free data of another format: exactly what its reader would not infer from the rest of the file.

The objects are those of our own JSON (``docs/argmap.schema.json``) without the fields that are ``inferred``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar
from uuid import UUID, uuid5

from argmap.domain.graph import NO_EXTRA, ArgumentGraph, Article, Link, Node, Premise
from argmap.domain.quick import changed
from argmap.formats._argmap_read import article_from, link_from, node_from
from argmap.formats._argmap_write import part_to_json
from argmap.formats._extra import other_bags, without_unstorable
from argmap.formats._fields import Fields

OWN = "argmap"  # the name under which they stand

_Part = TypeVar("_Part", Article, Node, Link)
_ELSEWHERE = frozenset({"id", "spans", "revisions", "premises", "target", "target_node", "target_link"})
_NOTHING = object()
_UUID = re.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_SPACE = UUID("5a0df3ce-6c1c-5a4e-9f1b-1f2c8f0f7a11")  # UUIDs made from our ids lie here
_FIELDS = {
    sort: tuple(field.name for field in fields(sort) if field.name not in {*_ELSEWHERE, "extra"})
    for sort in (Article, Node, Link)
}
Json = dict[str, Any]


def own_json(part: Article | Node | Link, inferred: Article | Node | Link, format: str) -> Json:
    """What is said of ``part`` and not of ``inferred``: all but ids, spans, texts, ends, and the bag of ``format``."""
    if _is_known(part, inferred, format):
        return {}
    said = part_to_json(changed(part, extra=other_bags(part.extra, format)))
    known = part_to_json(changed(inferred, extra=NO_EXTRA))
    return {k: v for k, v in said.items() if k not in _ELSEWHERE and v != known.get(k, _NOTHING)}


def with_own(inferred: _Part, own: Mapping[str, Any], place: str) -> _Part:
    """``inferred`` with its own fields; ids, spans, texts and ends stay. Raises FormatError with the place."""
    if own.keys() <= _ELSEWHERE:
        return inferred
    own = {key: value for key, value in own.items() if key not in _ELSEWHERE}
    Fields(own.get("extra", {}), f"{place}: “extra”")
    bare = changed(inferred, extra=NO_EXTRA)
    match bare:
        case Node():
            read: Any = node_from(part_to_json(changed(bare, spans=())) | own, 0, {})
            read = changed(read, spans=bare.spans)
        case Article():
            read = article_from(part_to_json(changed(bare, revisions=())) | own, 0)
            read = changed(read, revisions=bare.revisions)
        case _:
            read = link_from(part_to_json(bare) | own, 0)
    return changed(read, extra={**read.extra, **inferred.extra})


def own_texts(article: Article, inferred: Article) -> list[Json]:
    """The revisions where they are not the one that is inferred; the last without its text."""
    if [(r.text, r.structure) for r in article.revisions] == [(r.text, r.structure) for r in inferred.revisions]:
        return []
    found: list[Json] = [{"text": r.text, "structure": r.structure.to_json()} for r in article.revisions]
    if found and article.revisions[-1].text == inferred.revisions[-1].text:
        del found[-1]["text"]
    return found or [{}]


def with_own_texts(inferred: Article, own: Any, place: str) -> Article:
    """The article with these revisions; the last has the inferred text. Raises FormatError with the place."""
    items = [Fields(item, f"{place}: a revision").value for item in own] if isinstance(own, list) else []
    if not items:
        return inferred
    if items == [{}]:
        return changed(inferred, revisions=())
    items = [*items[:-1], {"text": inferred.revisions[-1].text, **items[-1]}]
    revisions = [{**item, "id": f"{inferred.id}:{number}"} for number, item in enumerate(items, 1)]
    return changed(inferred, revisions=article_from({"id": inferred.id, "revisions": revisions}, 0).revisions)


def own_map(graph: ArgumentGraph, format: str) -> Json:
    """What other formats left with the map."""
    extra = other_bags(graph.extra, format)
    return {"extra": dict(extra)} if extra else {}


def own_roles(link: Link, id_of: Mapping[str, Any]) -> dict[str, str]:
    """The roles of the premises by the premises' ids in the file."""
    return {str(id_of[premise.node]): premise.role for premise in link.premises if premise.role}


def with_roles(link: Link, own: Any) -> Link:
    """The link with these roles of its premises; what is no role is passed over."""
    if not isinstance(own, Mapping):
        return link
    roles = {key: value for key, value in own.items() if isinstance(value, str)}
    return changed(link, premises=tuple(Premise(p.node, roles.get(p.node, p.role)) for p in link.premises))


def own_bag(value: Any) -> Json:
    """The own fields found under our name; none where there are none."""
    return dict(without_unstorable(value)) if isinstance(value, Mapping) else {}


def bare_link(link: Link) -> Link:
    """The link with its type, ends and scheme alone."""
    return Link(link.id, link.type, link.premises, link.target_node, link.target_link, link.scheme)


def says_nothing(link: Link, format: str) -> bool:
    """Whether a link has nothing of its own to say, so that it can share a scheme node or do without one."""
    return not own_json(link, bare_link(link), format) and not any(premise.role for premise in link.premises)


def keep_id(own: dict[str, Any], id_: str, in_file: Any, bag: Mapping[str, Any]) -> None:
    """Put our own id among our fields where the file's says less; one that came from a file stays as it was."""
    if bag:
        if bag.get("own_id"):
            own["id"] = bag["own_id"]
    elif id_ != in_file:
        own["id"] = id_


def uuid_for(own: str) -> str:
    """Our id where it is a UUID, else a UUID made from it."""
    return own if _UUID.fullmatch(own) else str(uuid5(_SPACE, own))


def noted(part: _Part, format: str, **facts: Any) -> _Part:
    """The part with these facts in the bag of the format."""
    return changed(part, extra={**part.extra, format: {**part.extra[format], **facts}})


def _is_known(part: Article | Node | Link, inferred: Article | Node | Link, format: str) -> bool:
    """Whether there is nothing to say: as :func:`own_json`, told without making JSON of both."""
    if any(name != format for name in part.extra):
        return False
    return all(getattr(part, name) == getattr(inferred, name) for name in _FIELDS[type(part)])
