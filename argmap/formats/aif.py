"""AIF JSON: the nodesets that AIFdb serves, and the xAIF files that wrap them.

I nodes are our nodes; RA, CA and MA nodes with their edges are our links. Dialogue (L, TA, YA), preferences, locutions
and everything else stays in ``extra["aif"]`` with its place in the file and is written back.
"""

from __future__ import annotations

from collections.abc import Sequence

from argmap.domain.graph import ArgumentGraph
from argmap.formats._aif_nodeset import AIF, nodeset_of
from argmap.formats._aif_read import reading_of_nodeset
from argmap.formats._aif_write import written
from argmap.formats._json import dump_records, load_json_object
from argmap.formats._losses import foreign_bags, implied_kind, lost, no_place, said
from argmap.formats._names import file_stem
from argmap.formats._reading import only_file
from argmap.formats._scheme_drawing import AIF_TYPES
from argmap.formats._scheme_kept import is_own_bag
from argmap.formats._schemes import scheme_name, scheme_of_name
from argmap.formats.base import Files, Format, Note, Reading, Sample


def read(files: Files) -> Reading:
    """The graph in one AIF file."""
    _, content = only_file(files, what="An AIF nodeset")
    return reading_of_nodeset(nodeset_of(load_json_object(content, what="an AIF nodeset")))


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """One nodeset; xAIF where the map came from xAIF."""
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": dump_records(written(graph).value)}


def losses(graph: ArgumentGraph) -> Sequence[Note]:
    """What AIF cannot hold of this graph."""
    kinds = sum(implied_kind(node, graph) is not node.kind for node in graph.nodes.values())
    schemes = sum(
        scheme_of_name(scheme_name(link.scheme), AIF_TYPES[link.type]) != link.scheme for link in graph.links.values()
    )
    return [
        *lost(graph, "title", "description", "articles", "spans"),
        *no_place(kinds, "node kind", "node kinds"),
        *lost(graph, "main", "implicit", "evidence_type", "attribution", "sources", "confidence", "node_note"),
        *lost(graph, "node_tags", "node_position", "roles"),
        *said(schemes, "1 scheme is read back under another name.", "{} schemes are read back under other names."),
        *lost(graph, "strength", "link_note", "link_tags", "link_position"),
        *no_place(foreign_bags(graph, _is_own), "object's data of other formats", "objects' data of other formats"),
        *said(
            written(graph).dropped,
            "1 record of the source file refers to something that was deleted, and is left out.",
            "{} records of the source file refer to something that was deleted, and are left out.",
        ),
    ]


def _is_own(name: str, value: object) -> bool:
    return is_own_bag(name, value, AIF)


def recognises(sample: Sample) -> bool:
    """Whether the file is a nodeset or xAIF."""
    value = sample.json
    if not isinstance(value, dict):
        return False
    if isinstance(value.get("AIF"), dict):
        return True
    nodes = value.get("nodes")
    first = nodes[0] if isinstance(nodes, list) and nodes else None
    return "edges" in value and ("nodeID" in first if isinstance(first, dict) else "locutions" in value)


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
)
