"""The forms in which annotations come, made one: a :class:`Mark` with bodies and passages.

JSON-LD lets a value stand alone or in a list, as an address or as an object; tools use older names (``hasTarget``,
``@id``), lists of targets (``Composite``, ``List``), and selectors within selectors. Hypothesis has its own form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from argmap.formats._ova_html import text_and_marks

_FRAGMENT = re.compile(r"char=(\d+),(\d+)")  # RFC 5147
_GROUPS = frozenset({"Composite", "List", "Choice", "Independents"})
_TELLING = frozenset({"uri", "body", "bodyValue", "motivation"})  # what an annotation has beside its target
_BLOCK_END = re.compile(r"</(?:p|div|li|h[1-6]|blockquote)>", re.IGNORECASE)
_MOST = 10_000  # parts of one annotation that are looked at


@dataclass(frozen=True, slots=True)
class Passage:
    """A target: ``source`` and what selects a place in it; ``start`` is -1 where no offsets are given."""

    source: str
    start: int = -1
    end: int = -1
    exact: str = ""
    prefix: str = ""
    suffix: str = ""
    sha256: str = ""
    inline: str = ""  # the source's own text, where it stands in the annotation
    key: tuple[str, ...] = ()  # our ids of span, article and revision


@dataclass(frozen=True, slots=True)
class Body:
    """What is said: ``value`` is a text, ``source`` an address."""

    value: str = ""
    source: str = ""
    purpose: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One annotation; ``original`` is its value in the file."""

    original: Mapping[str, Any]
    id: str
    motivations: frozenset[str]
    bodies: tuple[Body, ...]
    passages: tuple[Passage, ...]
    references: tuple[str, ...] = field(default=())  # of a Hypothesis reply: what it answers


def mark_of(value: Mapping[str, Any], index: int) -> Mark:
    """The annotation in this object; the ``index``th of the file gets a name where it has none."""
    is_hypothesis = "uri" in value and "target" in value and "body" not in value
    bodies = _hypothesis_bodies(value) if is_hypothesis else tuple(_bodies(_first(value, "body", "hasBody")))
    if not bodies and _text(value, "bodyValue"):  # a body that is nothing but words
        bodies = (Body(_text(value, "bodyValue")),)
    motivations = frozenset(_tail(text) for text in _texts(_first(value, "motivation", "motivatedBy")))
    passages = tuple(_passages(_first(value, "target", "hasTarget"), _text(value, "uri")))
    references = tuple(_texts(value.get("references")))
    return Mark(value, _text(value, "id", "@id") or f"_:{index}", motivations, bodies, passages, references)


def is_annotation(value: Any) -> bool:
    """Whether this object says that it is one, or is of no type and looks like one (as those of Hypothesis)."""
    if not isinstance(value, Mapping):
        return False
    types = {_tail(text) for text in _texts(_first(value, "type", "@type"))}
    return "Annotation" in types or ("target" in value and not types and not _TELLING.isdisjoint(value))


def _hypothesis_bodies(value: Mapping[str, Any]) -> tuple[Body, ...]:
    tags = [Body(tag, purpose="tagging") for tag in _texts(value.get("tags"))]
    return (*([Body(_text(value, "text"), purpose="commenting")] if _text(value, "text") else []), *tags)


def _bodies(value: Any) -> Iterator[Body]:
    for part in _flat(value):
        if isinstance(part, str):
            yield Body(source=part)
            continue
        source = _first(part, "source", "id", "@id")
        yield Body(
            value=_words(_text(part, "value", "chars", "rdf:value"), _text(part, "format")),
            source=source if isinstance(source, str) else _text(_mapping(source), "id", "@id", "value"),
            purpose=_tail(next(iter(_texts(_first(part, "purpose", "hasPurpose"))), "")),
        )


def _words(value: str, format: str) -> str:
    """The words of a body without the markup that it may have."""
    return text_and_marks(_BLOCK_END.sub("<br>", value))[0].strip() if format.strip().lower() == "text/html" else value


def _passages(value: Any, page: str) -> Iterator[Passage]:
    for part in _flat(value):
        if isinstance(part, str):
            yield Passage(part)
            continue
        source = _first(part, "source", "hasSource", "id", "@id")
        inline = _text(_mapping(source), "value") if isinstance(source, Mapping) else ""
        address = source if isinstance(source, str) else _text(_mapping(source), "id", "@id")
        state = _mapping(part.get("state"))
        yield Passage(
            address or page,
            sha256=_text(state, "sha256"),
            inline=inline,
            key=tuple(_texts(state.get("passage"))),
            **_selected(_first(part, "selector", "hasSelector")),
        )


def _selected(value: Any) -> dict[str, Any]:
    """Offsets and quotation of the selectors, of those within them where they have none."""
    found: dict[str, Any] = {}
    stack = [value]
    for _ in range(_MOST):
        if not stack:
            break
        for part in _flat(stack.pop()):
            if isinstance(part, str):
                continue
            start, end = part.get("start"), part.get("end")
            if _is_offset(start) and _is_offset(end):
                found = {"start": start, "end": end} | found
            if _text(part, "exact"):
                found = {name: _text(part, name) for name in ("exact", "prefix", "suffix")} | found
            fragment = _FRAGMENT.match(_text(part, "value"))
            if fragment:
                found = {"start": int(fragment[1][:12]), "end": int(fragment[2][:12])} | found
            stack += [part[name] for name in ("refinedBy", "startSelector", "endSelector") if name in part]
    return found


def _flat(value: Any) -> list[Any]:
    """The texts and objects of a value that stands alone, in a list, or in a group."""
    if value is None or isinstance(value, str):  # as a rule
        return [value] if value else []
    found: list[Any] = []
    stack = [value]
    while stack and len(found) < _MOST:
        part = stack.pop()
        if isinstance(part, (list, tuple)):
            stack += part[::-1]
        elif isinstance(part, Mapping) and _GROUPS.intersection(map(_tail, _texts(_first(part, "type", "@type")))):
            stack.append(_first(part, "items", "members", "item"))
        elif isinstance(part, (str, Mapping)) and part:
            found.append(part)
    return found


def _is_offset(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _first(value: Mapping[str, Any], *names: str) -> Any:
    """The value of the first of these keys, with or without the prefix of the vocabulary."""
    for name in names:
        if name in value:
            return value[name]
        prefixed = f"oa:{name}"
        if prefixed in value:
            return value[prefixed]
    return None


def _text(value: Mapping[str, Any], *names: str) -> str:
    """The text under the first of these keys that has one; of a value in a language its words."""
    for name in names:
        found = _first(value, name)
        for part in () if found is None else _flat(found):
            if isinstance(part, Mapping):
                part = part.get("@value")
            if isinstance(part, str):
                return part
    return ""


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [part for part in value if isinstance(part, str)] if isinstance(value, (list, tuple)) else []


@lru_cache(maxsize=1000)  # a file has few words of the vocabulary, each many times
def _tail(text: str) -> str:
    """The last part of a name: ``linking`` of ``oa:linking``."""
    return re.split(r"[/#:]", text)[-1]


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
