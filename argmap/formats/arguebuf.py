"""arguebuf: the JSON of the protobuf message ``arg_services.graph.v1.Graph``.

Atoms are nodes; schemes with their edges are links; resources are articles, references spans, participants
attributions.
What else the file holds stays in ``extra["arguebuf"]`` and is written back; what arguebuf has no field for stands in
``userdata`` under ``argmap``.
"""

from __future__ import annotations

from collections.abc import Sequence

from argmap.domain.graph import ArgumentGraph
from argmap.formats._arguebuf_document import ARGUEBUF, document_of
from argmap.formats._arguebuf_read import reading_of_document
from argmap.formats._arguebuf_write import written
from argmap.formats._extra import is_plain_file
from argmap.formats._json import dump_json, load_json_object
from argmap.formats._losses import said
from argmap.formats._names import file_stem
from argmap.formats._reading import only_file
from argmap.formats.base import Files, Format, Note, Reading, Sample


def read(files: Files) -> Reading:
    """The graph in one arguebuf file."""
    _, content = only_file(files, what="An arguebuf graph")
    value = load_json_object(content, what="an arguebuf graph")
    return reading_of_document(document_of(value, plain=is_plain_file(content)))


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """One file."""
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": f"{dump_json(written(graph).value)}\n".encode()}


def losses(graph: ArgumentGraph) -> Sequence[Note]:
    """What arguebuf cannot hold of this graph: only what refers to something that was deleted."""
    return [
        *said(
            written(graph).dropped,
            "1 record of the source file refers to something that was deleted, and is left out.",
            "{} records of the source file refer to something that was deleted, and are left out.",
        ),
    ]


def recognises(sample: Sample) -> bool:
    """Whether the file is an arguebuf graph: its nodes are in an object, each an atom or a scheme."""
    value = sample.json
    if not isinstance(value, dict):
        return False
    nodes = value.get("nodes")
    if isinstance(nodes, dict) and nodes:
        first = next(iter(nodes.values()))
        return isinstance(first, dict) and ("atom" in first or "scheme" in first)
    return nodes in (None, {}) and ("schemaVersion" in value or "schema_version" in value)


FORMAT = Format(
    name=ARGUEBUF.name,
    label="arguebuf",
    suffixes=(".arguebuf.json", ".json"),
    content_type="application/json",
    description="Argument graphs of the arguebuf libraries as JSON, with their texts, participants and schemes.",
    read=read,
    write=write,
    losses=losses,
    recognises=recognises,
    specification="https://github.com/recap-utr/arg-services",
)
