"""SADFace: arguments as JSON for the web, with the texts they were found in.

Atoms are nodes; inference and conflict nodes (``scheme`` in the old dialect) with their edges are links; resources with
content are articles and sources spans. What else the file holds stays in ``extra["sadface"]`` and is written back;
what SADFace has no field for stands in the namespace ``argmap`` of the metadata.
"""

from __future__ import annotations

from collections.abc import Sequence

from argmap.domain.graph import ArgumentGraph
from argmap.formats._extra import is_plain_file
from argmap.formats._json import dump_records, load_json_object
from argmap.formats._losses import said
from argmap.formats._names import file_stem
from argmap.formats._reading import only_file
from argmap.formats._sadface_document import SADFACE, document_of
from argmap.formats._sadface_read import reading_of_document
from argmap.formats._sadface_write import NEW, OLD, written
from argmap.formats.base import Files, Format, Note, Option, Reading, Sample


def read(files: Files) -> Reading:
    """The graph in one SADFace document of either dialect."""
    _, content = only_file(files, what="A SADFace document")
    value = load_json_object(content, what="a SADFace document")
    return reading_of_document(document_of(value, plain=is_plain_file(content)))


def write(graph: ArgumentGraph, dialect: str = "") -> dict[str, bytes]:
    """One document."""
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": dump_records(written(graph, dialect).value)}


def losses(graph: ArgumentGraph, dialect: str = "") -> Sequence[Note]:
    """What a SADFace document cannot hold of this graph: only what refers to something that was deleted."""
    return [
        *said(
            written(graph, dialect).dropped,
            "1 record of the source file refers to something that was deleted, and is left out.",
            "{} records of the source file refer to something that was deleted, and are left out.",
        ),
    ]


def recognises(sample: Sample) -> bool:
    """Whether the file is a SADFace document: its edges have ``source_id``, or its nodes SADFace's types."""
    value = sample.json
    if not isinstance(value, dict) or not isinstance(value.get("nodes"), list):
        return False
    first = [items[0] for items in (value["nodes"], value.get("edges")) if isinstance(items, list) and items]
    if not first:
        metadata = value.get("metadata")
        return isinstance(metadata, dict) and ("analyst_name" in value or isinstance(metadata.get("core"), dict))
    types = ("atom", "scheme", "inference", "conflict")
    return any(isinstance(item, dict) and ("source_id" in item or item.get("type") in types) for item in first)


FORMAT = Format(
    name=SADFACE.name,
    label="SADFace",
    suffixes=(".sadface.json", ".json"),
    content_type="application/json",
    description="Simple Argument Description Format: atoms, schemes and the texts they come from, as JSON.",
    read=read,
    write=write,
    losses=losses,
    recognises=recognises,
    specification="https://github.com/Open-Argumentation/SADFace",
    write_options=(
        Option(
            "dialect",
            "Dialect",
            (NEW, OLD),
            help="new: inference and conflict nodes (0.5); old: scheme nodes (0.2), which arguebuf and MonkeyPuzzle "
            "read. Without a choice: that of the source file, else new.",
        ),
    ),
)
