"""AIF JSON: the nodesets that AIFdb serves, and the xAIF files that wrap them.

I nodes are our nodes; RA, CA and MA nodes with their edges are our links. Dialogue (L, TA, YA), preferences, locutions
and everything else stays in ``extra["aif"]`` with its place in the file and is written back.
"""

from __future__ import annotations

from collections.abc import Sequence

from argmap.domain.graph import ArgumentGraph
from argmap.exceptions import FormatError
from argmap.formats._aif_losses import left_out, lost_around, lost_foreign
from argmap.formats._aif_nodeset import AIF, has_analysis, has_text_pane, is_wrapped, nodeset_of
from argmap.formats._aif_read import reading_of_nodeset
from argmap.formats._aif_source import with_source
from argmap.formats._aif_write import written
from argmap.formats._extra import is_plain_file
from argmap.formats._json import dump_records, load_json_object
from argmap.formats._losses import lost
from argmap.formats._names import file_stem
from argmap.formats._reading import only_file
from argmap.formats.base import Files, Format, Note, Reading, Sample

_TEXT = ".txt"


def read(files: Files) -> Reading:
    """The graph in one AIF file; a text file beside it is its source."""
    texts = [name for name in files if name.lower().endswith(_TEXT)] if len(files) > 1 else []
    nodesets = {name: content for name, content in files.items() if name not in texts[:1]}
    _, content = only_file(nodesets, what="An AIF nodeset")
    value = load_json_object(content, what="an AIF nodeset")
    nodeset = nodeset_of(value, plain=is_plain_file(content))
    reading = reading_of_nodeset(nodeset)
    if not texts:
        return reading
    try:
        return with_source(reading, nodeset, files[texts[0]])
    except FormatError as error:
        raise FormatError(f"“{texts[0]}”: {error}", line=error.line, column=error.column) from error


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """One nodeset; xAIF where the map came from xAIF."""
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": dump_records(written(graph).value)}


def losses(graph: ArgumentGraph) -> Sequence[Note]:
    """What AIF cannot hold of this graph."""
    return [
        *lost(graph, "title", "description", "articles", "spans"),
        *lost_around(graph, lost(graph, "main")),
        *lost_foreign(graph, AIF.name),
        *left_out(written(graph).dropped),
    ]


def recognises(sample: Sample) -> bool:
    """Whether the file is a nodeset or xAIF."""
    value = sample.json
    if not isinstance(value, dict):
        return False
    if is_wrapped(value):
        return not has_text_pane(value)
    nodes = value.get("nodes")
    first = nodes[0] if isinstance(nodes, list) and nodes else None
    return (
        "edges" in value
        and not has_analysis(value)
        and ("nodeID" in first if isinstance(first, dict) else "locutions" in value)
    )


FORMAT = Format(
    name=AIF.name,
    label="AIF",
    suffixes=(".aif.json", ".json"),
    content_type="application/json",
    description="Argument Interchange Format as JSON, of AIFdb and the tools around it; nodesets and xAIF.",
    read=read,
    write=write,
    losses=losses,
    recognises=recognises,
    specification="https://www.argumentinterchange.org",
    parts=(".json", _TEXT),
)
