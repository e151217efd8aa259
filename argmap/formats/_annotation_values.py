"""The values of JSON-LD: alone or in a list, as an address or as an object, with or without a prefix."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

MOST = 10_000  # parts of one value that are looked at
_GROUPS = frozenset({"Composite", "List", "Choice", "Independents"})


def parts_of(value: Any) -> list[Any]:
    """The texts and objects of a value that stands alone, in a list, or in a group."""
    if value is None or isinstance(value, str):  # as a rule
        return [value] if value else []
    found: list[Any] = []
    stack = [value]
    while stack and len(found) < MOST:
        part = stack.pop()
        if isinstance(part, (list, tuple)):
            stack += part[::-1]
        elif isinstance(part, Mapping) and not _GROUPS.isdisjoint(types_of(part)):
            stack.append(first_of(part, "items", "members", "item"))
        elif isinstance(part, (str, Mapping)) and part:
            found.append(part)
    return found


def types_of(value: Mapping[str, Any]) -> set[str]:
    """The types that the object says it has, without prefixes."""
    return {tail_of(text) for text in texts_of(first_of(value, "type", "@type"))}


def first_of(value: Mapping[str, Any], *names: str) -> Any:
    """The value of the first of these keys, with or without the prefix of the vocabulary."""
    for name in names:
        if name in value:
            return value[name]
        prefixed = f"oa:{name}"
        if prefixed in value:
            return value[prefixed]
    return None


def text_of(value: Mapping[str, Any], *names: str) -> str:
    """The text under the first of these keys that has one; of a value in a language its words."""
    for name in names:
        found = first_of(value, name)
        for part in () if found is None else parts_of(found):
            if isinstance(part, Mapping):
                part = part.get("@value")
            if isinstance(part, str):
                return part
    return ""


def texts_of(value: Any) -> list[str]:
    """The texts of a value that stands alone or in a list."""
    if isinstance(value, str):
        return [value]
    return [part for part in value if isinstance(part, str)] if isinstance(value, (list, tuple)) else []


@lru_cache(maxsize=1000)  # a file has few words of the vocabulary, each many times
def tail_of(text: str) -> str:
    """The last part of a name: ``linking`` of ``oa:linking``."""
    return re.split(r"[/#:]", text)[-1]


def mapping_of(value: Any) -> Mapping[str, Any]:
    """The value where it is an object, else an empty one."""
    return value if isinstance(value, Mapping) else {}
