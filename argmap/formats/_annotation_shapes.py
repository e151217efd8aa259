"""The forms in which annotations come, made one: a :class:`Mark` with bodies and passages.

JSON-LD lets a value stand alone or in a list, as an address or as an object; tools use older names (``hasTarget``,
``@id``), lists of targets (``Composite``, ``List``), and selectors within selectors. Hypothesis has its own form, and
so has what Recogito's annotator keeps (``bodies``, ``quote``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from argmap.formats._annotation_selectors import place_of_fragment, selected
from argmap.formats._annotation_values import first_of, mapping_of, parts_of, tail_of, text_of, texts_of, types_of
from argmap.formats._ova_html import text_and_marks

_TELLING = frozenset({"uri", "body", "bodies", "bodyValue", "motivation"})  # what an annotation has beside its target
_BLOCK_END = re.compile(r"</(?:p|div|li|h[1-6]|blockquote)>", re.IGNORECASE)


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
    until: str = ""  # the words before which it ends, where ``exact`` are only its first


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
    bodies = (
        _hypothesis_bodies(value) if is_hypothesis else tuple(_bodies(first_of(value, "body", "hasBody", "bodies")))
    )
    if not bodies and text_of(value, "bodyValue"):  # a body that is nothing but words
        bodies = (Body(text_of(value, "bodyValue")),)
    motivations = frozenset(tail_of(text) for text in texts_of(first_of(value, "motivation", "motivatedBy")))
    passages = tuple(_passages(first_of(value, "target", "hasTarget"), text_of(value, "uri")))
    references = tuple(texts_of(value.get("references")))
    return Mark(value, text_of(value, "id", "@id") or f"_:{index}", motivations, bodies, passages, references)


def is_annotation(value: Any) -> bool:
    """Whether this object says that it is one, or is of no type and looks like one (as those of Hypothesis)."""
    if not isinstance(value, Mapping):
        return False
    types = types_of(value)
    return "Annotation" in types or ("target" in value and not types and not _TELLING.isdisjoint(value))


def _hypothesis_bodies(value: Mapping[str, Any]) -> tuple[Body, ...]:
    tags = [Body(tag, purpose="tagging") for tag in texts_of(value.get("tags"))]
    return (*([Body(text_of(value, "text"), purpose="commenting")] if text_of(value, "text") else []), *tags)


def _bodies(value: Any) -> Iterator[Body]:
    for part in parts_of(value):
        if isinstance(part, str):
            yield Body(source=part)
            continue
        source = first_of(part, "source", "id", "@id")
        yield Body(
            value=_words(text_of(part, "value", "chars", "rdf:value"), text_of(part, "format")),
            source=source if isinstance(source, str) else text_of(mapping_of(source), "id", "@id", "value"),
            purpose=tail_of(next(iter(texts_of(first_of(part, "purpose", "hasPurpose"))), "")),
        )


def _words(value: str, format: str) -> str:
    """The words of a body without the markup that it may have."""
    return text_and_marks(_BLOCK_END.sub("<br>", value))[0].strip() if format.strip().lower() == "text/html" else value


def _passages(value: Any, page: str) -> Iterator[Passage]:
    for part in parts_of(value):
        if isinstance(part, str):
            yield _of_address(part)
            continue
        source = first_of(part, "source", "hasSource", "id", "@id")
        inline = text_of(mapping_of(source), "value") if isinstance(source, Mapping) else ""
        address = source if isinstance(source, str) else text_of(mapping_of(source), "id", "@id")
        state = mapping_of(part.get("state"))
        yield Passage(
            address or page,
            sha256=text_of(state, "sha256"),
            inline=inline,
            key=tuple(texts_of(state.get("passage"))),
            **selected(first_of(part, "selector", "hasSelector")),
        )


def _of_address(iri: str) -> Passage:
    """The passage that an address with a fragment of text/plain names, else all of what it names."""
    source, _, fragment = iri.partition("#")
    place = place_of_fragment(fragment)
    return Passage(source, *place) if source and place else Passage(iri)
