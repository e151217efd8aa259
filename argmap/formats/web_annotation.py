"""A map as W3C Web Annotations: each node annotates its passages, each link annotates the annotations that it joins.

https://www.w3.org/TR/annotation-model/, written as one collection with one page. Offsets count Unicode code points, as
the Recommendation asks; each passage has a position and a quotation, and its revision is pinned by its SHA-256. What
the Recommendation has no word for stands under terms of our own in the second context. Read are collections, pages,
lists, single annotations, one to a line, and the answers of Hypothesis' API.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from argmap.domain.graph import ArgumentGraph
from argmap.exceptions import FormatError
from argmap.formats._annotation_comments import comment_annotations
from argmap.formats._annotation_ids import keep_ids
from argmap.formats._annotation_read import AnnotationsRead
from argmap.formats._annotation_shapes import is_annotation
from argmap.formats._annotation_write import NAME, Writing
from argmap.formats._details import lost_texts
from argmap.formats._json import load_json
from argmap.formats._losses import lost, said
from argmap.formats._names import file_stem
from argmap.formats._reading import reading_of
from argmap.formats._text import decode
from argmap.formats.base import Files, Format, Note, Option, Reading, Sample

INCLUDED, LEFT_OUT = "included", "left out"
_JSON = (".jsonld", ".json", ".jsonl", ".ndjson")
_PARTS = ("first", "items", "rows", "annotations", "@graph")  # where a value may hold annotations


def read(files: Files) -> Reading:
    """The graph in the annotations; other files are the texts of their articles."""
    named = [name for name in files if name.lower().endswith(_JSON)] or [*files][:1]
    head: dict[str, Any] = {}
    values: list[Mapping[str, Any]] = []
    others = 0
    for name in named:
        more, found, strays = _unpacked(_values_in(files[name]))
        head = head or more
        values += found
        others += strays
    texts = {name: decode(content) for name, content in files.items() if name not in named}
    if not values and not head:
        raise FormatError("This file holds no annotations: there is none of type Annotation in it.")
    annotations = AnnotationsRead(head, values, texts)
    annotations.counts["pages"] = sum(isinstance(head.get(key), str) for key in ("first", "next"))
    annotations.counts["others"] = others
    reading = reading_of(annotations.graph(), annotations.notes())
    return Reading(reading.graph, reading.notes, keep_ids)


def write(graph: ArgumentGraph, *, texts: str = INCLUDED) -> dict[str, bytes]:
    """One file: an AnnotationCollection with a single AnnotationPage, an annotation on each line."""
    writing = Writing(graph, with_texts=texts == INCLUDED)
    content = writing.file(*comment_annotations(graph, writing.names))
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": content}


def losses(graph: ArgumentGraph, *, texts: str = INCLUDED) -> Sequence[Note]:
    """What the annotations do not hold."""
    dropped = said(
        Writing(graph, with_texts=False).dropped,
        "1 annotation of the source file refers to something that was deleted, and is left out.",
        "{} annotations of the source file refer to something that was deleted, and are left out.",
    )
    if texts == INCLUDED:
        return [*dropped]
    articles = len(graph.articles)
    return [
        *lost_texts(graph),
        *said(
            articles, "Title and origin of 1 article are left out.", "Titles and origins of {} articles are left out."
        ),
        *lost(graph, "spans", "highlights"),
        *said(
            sum(comment.span is not None for comment in graph.comments.values()),
            "1 comment on a passage stands on the whole map where the texts are left out.",
            "{} comments on passages stand on the whole map where the texts are left out.",
        ),
        *dropped,
    ]


def recognises(sample: Sample) -> bool:
    """Whether the file holds annotations, at its beginning where each has a line."""
    value = sample.json
    if value is None and sample.text and sample.content[:1] == b"{" and b"nnotation" in sample.content:
        return bool(_lines(sample.text[:100_000].rpartition("\n")[0]))
    if isinstance(value, Mapping) and not any(key in value for key in ("@context", *_PARTS)):
        return is_annotation(value)
    head, found, _ = _unpacked([value])
    return bool(found) or "Annotation" in str(head.get("type"))


def _values_in(content: bytes) -> list[Any]:
    """The JSON value of the file, or one for each line. Raises FormatError with line and column."""
    try:
        return [load_json(content)]
    except FormatError:
        lines = _lines(decode(content))
        if not lines:
            raise
        return lines


def _lines(text: str) -> list[Any]:
    """A JSON value for each line, none where a line is none."""
    lines = [line for line in text.split("\n") if line.strip()]
    try:
        return [load_json(line.encode(errors="replace")) for line in lines]
    except FormatError:
        return []


def _unpacked(values: Iterable[Any]) -> tuple[dict[str, Any], list[Mapping[str, Any]], int]:
    """The fields of the outermost collection, all annotations in it in their order, and how much in it is none."""
    strays = 0
    head: dict[str, Any] = {}
    found: list[Mapping[str, Any]] = []
    stack = list(values)[::-1]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack += value[::-1]
        elif is_annotation(value):
            found.append(value)
        elif isinstance(value, Mapping):
            inside = [value[key] for key in _PARTS if isinstance(value.get(key), list | Mapping)]
            if not head and (inside or "Annotation" in str(value.get("type"))):
                head = {key: item for key, item in value.items() if key not in _PARTS or isinstance(item, str)}
            stack += inside[::-1]
            strays += not inside and "Annotation" not in str(value.get("type"))
        else:
            strays += 1
    return head, found, strays


FORMAT = Format(
    name=NAME,
    label="Web Annotation",
    suffixes=(".jsonld", ".json", ".jsonl"),
    content_type="application/ld+json",
    description="W3C annotations of the articles, with exact places and quotations, linked to each other.",
    read=read,
    write=write,
    losses=losses,
    recognises=recognises,
    specification="https://www.w3.org/TR/annotation-model/",
    write_options=(
        Option("texts", "Texts of the articles", (INCLUDED, LEFT_OUT), INCLUDED, "Without them spans need the texts."),
    ),
    parts=(".jsonld", ".txt"),
    holds=frozenset({"comments", "highlights"}),
)
