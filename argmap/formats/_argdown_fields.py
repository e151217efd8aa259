"""The fields of nodes and links as Argdown data: ``{kind: evidence, attribution: "the drivers"}``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

from argmap.domain.graph import Link, Node
from argmap.domain.vocabulary import EvidenceType, NodeKind
from argmap.formats._argdown_inline import tag_mark, visible
from argmap.formats._text import is_storable

NAME = "argdown"
GENERATED = "generated"  # marks the conclusion that only stands for “the target is attacked”
CANONICAL = "isCanonical"  # marks the text that stands for all of a class, which is the last where none is marked
REPHRASE = "rephrase"  # marks an argument whose conclusion restates its premise


def node_values(data: dict[str, Any]) -> dict[str, Any]:
    """The fields of a node in ``data``, by their names; what is taken leaves ``data``."""
    return _taken(data, _EVIDENCE_FIELDS if data.get("kind") == NodeKind.EVIDENCE else _NODE_FIELDS)


def link_values(data: dict[str, Any]) -> dict[str, Any]:
    """The fields of a link in ``data``, by their names; what is taken leaves ``data``."""
    return _taken(data, _LINK_FIELDS)


def take_text(data: dict[str, Any], key: str, shown: str) -> str:
    """The exact text under ``key`` where ``shown``, the text in the document, still says the same; else ``shown``."""
    exact = data.get(key)
    if isinstance(exact, str) and is_storable(exact) and visible(exact).split() == shown.split():
        del data[key]
        return exact
    if isinstance(exact, str):
        del data[key]
    return shown


def take_tags(data: dict[str, Any], tags: Iterable[str]) -> tuple[str, ...]:
    """The tags in ``data`` behind those of the text."""
    more = data.pop("tags") if _is_texts(data.get("tags")) else []
    return tuple(dict.fromkeys([*tags, *more]))


def take_roles(data: dict[str, Any], count: int) -> list[str]:
    """A role for each of ``count`` premises."""
    roles = data.get("roles")
    if _is_texts(roles) and len(data["roles"]) == count:
        return list(data.pop("roles"))
    return [""] * count


def node_data(node: Node, implied: NodeKind) -> dict[str, Any]:
    """What stands in the data of a node whose kind would be read as ``implied``; its text and tags do not."""
    quotes = list(dict.fromkeys(span.exact for span in node.spans if span.exact.split() != node.text.split()))
    fields: dict[str, Any] = {
        "kind": node.kind.value if node.kind is not implied else None,
        "evidence_type": node.evidence_type.value if node.evidence_type else None,
        "main": node.main,
        "implicit": node.implicit,
        "attribution": node.attribution,
        "sources": list(node.sources),
        "confidence": node.confidence,
        "note": node.note,
        "quotes": quotes,
    }
    return _filled(fields)


def link_data(link: Link) -> dict[str, Any]:
    """What stands in the data of an argument that holds a link; its scheme, note and tags stand elsewhere."""
    roles = [premise.role for premise in link.premises]
    return _filled({"strength": link.strength, "roles": roles if any(roles) else None})


def marked_tags(tags: tuple[str, ...]) -> tuple[str, list[str]]:
    """The tags as marks behind a text, and those that must stand in the data: all, where one must."""
    marks = [tag_mark(tag) for tag in tags]
    if len(set(tags)) < len(tags) or not all(marks):
        return "", list(tags)
    return "".join(f" {mark}" for mark in marks), []


def _filled(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in fields.items() if value not in (None, "", False, []) or _is_zero(value)}


def _is_zero(value: Any) -> bool:
    return isinstance(value, float) and value == 0


def _taken(data: dict[str, Any], fields: Mapping[str, _Field]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key in [key for key in data if key in fields]:
        fits, change = fields[key]
        if fits(data[key]):
            values[key] = change(data.pop(key))
    return values


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and is_storable(value)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _is_word_of(values: type[StrEnum]) -> Callable[[Any], bool]:
    words = frozenset(member.value for member in values)
    return lambda value: isinstance(value, str) and value in words


_Field = tuple[Callable[[Any], bool], Callable[[Any], Any]]  # whether a value fits, and what becomes of it
_FLAG: _Field = (lambda value: isinstance(value, bool), bool)
_TEXT: _Field = (_is_text, str)
_SHARE: _Field = (_is_share, float)
_NODE_FIELDS: dict[str, _Field] = {
    "kind": (_is_word_of(NodeKind), NodeKind),
    "main": _FLAG,
    "implicit": _FLAG,
    "attribution": _TEXT,
    "sources": (_is_texts, tuple),
    "confidence": _SHARE,
    "note": _TEXT,
}
_EVIDENCE_FIELDS = _NODE_FIELDS | {"evidence_type": (_is_word_of(EvidenceType), EvidenceType)}
_LINK_FIELDS = {"scheme": _TEXT, "strength": _SHARE, "note": _TEXT}
