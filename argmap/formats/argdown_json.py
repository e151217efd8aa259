"""The JSON that Argdown's own tools export: read as the text that it was made of would be.

https://argdown.org/guide/exporting-json.html. What the reader keeps stands in ``extra["argdown"]``, so that such a map
leaves as Argdown text.
"""

from __future__ import annotations

from argmap.formats._argdown_json_read import ArgdownJson
from argmap.formats._argdown_read import reading_of_document
from argmap.formats._json import load_json_object
from argmap.formats._reading import only_file
from argmap.formats.base import Files, Format, Reading, Sample


def read(files: Files) -> Reading:
    """The graph in one export."""
    _, content = only_file(files, what="An Argdown export")
    export = ArgdownJson(load_json_object(content, what="an Argdown export"))
    reading = reading_of_document(export.read())
    return Reading(reading.graph, (*reading.notes, *export.notes()))


def recognises(sample: Sample) -> bool:
    """Whether the file has Argdown's statements, arguments and relations, or its map."""
    value = sample.json
    if not isinstance(value, dict):
        return False
    if isinstance(value.get("statements"), dict) and isinstance(value.get("arguments"), dict):
        return "relations" in value
    nodes = value.get("map", {}).get("nodes") if isinstance(value.get("map"), dict) else None
    first = nodes[0] if isinstance(nodes, list) and nodes else None
    return isinstance(first, dict) and str(first.get("type")).endswith("-map-node")


FORMAT = Format(
    name="argdown-json",
    label="Argdown JSON",
    suffixes=(".argdown.json", ".json"),
    content_type="application/json",
    description="The JSON that Argdown's own tools export, with statements, arguments and relations; read only.",
    read=read,
    recognises=recognises,
    specification="https://argdown.org/guide/exporting-json.html",
)
