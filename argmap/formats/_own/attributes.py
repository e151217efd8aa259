"""The fields of nodes and links as named values, for formats that have a place for attributes of any name.

Values are JSON; :func:`as_text` and the two takers also go by way of texts, since XML has nothing else.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping
from typing import Any

from argmap.domain.graph import Link, Node
from argmap.domain.vocabulary import EvidenceType, NodeKind
from argmap.formats._text import is_storable

_TRUE, _FALSE = ("true", "True", "yes"), ("false", "False", "no")


def node_fields(node: Node, implied: NodeKind) -> dict[str, Any]:
    """What a reader needs beside the text, where it would take the node for ``implied``; defaults are left out."""
    return _filled(
        kind=node.kind.value if node.kind is not implied else None,
        evidence_type=node.evidence_type.value if node.evidence_type else None,
        main=node.main,
        implicit=node.implicit,
        attribution=node.attribution,
        sources=list(node.sources),
        confidence=node.confidence,
        note=node.note,
        tags=list(node.tags),
        position=node.position,
    )


def link_fields(link: Link) -> dict[str, Any]:
    """What is said of the link beside its type and ends; defaults are left out."""
    roles = [premise.role for premise in link.premises]
    return _filled(
        scheme=link.scheme,
        strength=link.strength,
        note=link.note,
        tags=list(link.tags),
        position=link.position,
        roles=roles if any(roles) else None,
    )


def take_node_fields(data: dict[str, Any], *names: str) -> dict[str, Any]:
    """The fields of a node in ``data`` (all, or those of these names); what is taken leaves ``data``.

    A value that the field cannot have is not taken.
    """
    values = _take(data, {name: _NODE[name] for name in names} if names else _NODE)
    if "evidence_type" in values and values.get("kind") is not NodeKind.EVIDENCE:
        data["evidence_type"] = values.pop("evidence_type").value
    return values


def take_link_fields(data: dict[str, Any], *names: str) -> dict[str, Any]:
    """The fields of a link in ``data``, ``roles`` as a tuple of texts; what is taken leaves ``data``."""
    return _take(data, {name: _LINK[name] for name in names} if names else _LINK)


def as_text(value: Any) -> str:
    """A field's value as one text, from which it is taken again: lists one entry a line where that is unambiguous."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    if isinstance(value, list | tuple):
        plain = value and all(item and item == item.strip() and len(item.splitlines()) == 1 for item in value)
        return "\n".join(value) if plain and value[0][0] != "[" else json.dumps(value, ensure_ascii=False)
    return json.dumps(value)


def _filled(**fields: Any) -> dict[str, Any]:
    """The fields that say something; numbers always do."""
    return {
        name: value
        for name, value in fields.items()
        if (isinstance(value, int | float) and not isinstance(value, bool)) or value
    }


def _take(data: dict[str, Any], decoders: Mapping[str, Callable[[Any], Any]]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in [name for name in data if name in decoders]:
        try:
            values[name] = decoders[name](data[name])
        except (ValueError, TypeError):
            continue
        del data[name]
    return values


def _flag(value: Any) -> bool:
    if value is True or value in _TRUE:
        return True
    if value is False or value in _FALSE:
        return False
    raise ValueError(value)


def _share(value: Any) -> float:
    number = float(value) if not isinstance(value, bool) else math.nan
    if 0 <= number <= 1:
        return number
    raise ValueError(value)


def _position(value: Any) -> int:
    number = int(value) if isinstance(value, str | int) and not isinstance(value, bool) else -1
    if 0 <= number < 2**31:
        return number
    raise ValueError(value)


def _text(value: Any) -> str:
    if isinstance(value, str) and is_storable(value):
        return value
    raise ValueError(value)


def _texts(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = json.loads(value) if value.startswith("[") else value.splitlines()
    if isinstance(value, list) and all(isinstance(item, str) and is_storable(item) for item in value):
        return tuple(value)
    raise ValueError(value)


_NODE: dict[str, Callable[[Any], Any]] = {
    "kind": NodeKind,
    "evidence_type": EvidenceType,
    "main": _flag,
    "implicit": _flag,
    "attribution": _text,
    "sources": _texts,
    "confidence": _share,
    "note": _text,
    "tags": _texts,
    "position": _position,
}
_LINK: dict[str, Callable[[Any], Any]] = {
    "scheme": _text,
    "strength": _share,
    "note": _text,
    "tags": _texts,
    "position": _position,
    "roles": _texts,
}


def fields_as_given(given: Mapping[str, str], part: Node | Link, fields: Mapping[str, Any]) -> dict[str, str]:
    """The ``fields`` of the part as texts; those that a file ``given`` before says equally stay as it said them."""
    decoders = _NODE if isinstance(part, Node) else _LINK
    texts: dict[str, str] = {}
    for name, text in given.items():
        values = _take({name: text}, decoders) if isinstance(text, str) else {}
        if name in values and values[name] == getattr(part, name, None):
            texts[name] = text
    return texts | {name: as_text(value) for name, value in fields.items() if name not in texts}
