"""GraphML, plain and of yEd: for network analysis (networkx, Gephi, igraph) and for drawing by hand."""

from __future__ import annotations

from collections.abc import Sequence

from argmap.domain.graph import ArgumentGraph
from argmap.formats._extra import is_plain_xml
from argmap.formats._graphml_parts import NAME
from argmap.formats._graphml_read import reading_of_graphml
from argmap.formats._graphml_write import GraphmlWriter
from argmap.formats._losses import lost, lost_foreign_data, said
from argmap.formats._names import file_stem
from argmap.formats._reading import only_file
from argmap.formats._xml import REPLACED, parsed, unholdable
from argmap.formats.base import Files, Format, Note, Reading, Sample


def read(files: Files) -> Reading:
    """The graph in one file. Raises FormatError with line and column."""
    _, content = only_file(files, what="A GraphML graph")
    root = parsed(content, root="graphml", what="a GraphML graph")
    return reading_of_graphml(root, plain=is_plain_xml(content))


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """One file, with data for programs and a drawing for yEd."""
    lines = GraphmlWriter(graph).lines()
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": "".join(f"{line}\n" for line in lines).encode()}


def losses(graph: ArgumentGraph) -> Sequence[Note]:
    """What GraphML cannot hold of this graph."""
    return [
        *lost(graph, "articles", "spans"),
        *lost_foreign_data(graph, lambda bag, value: bag == NAME),
        *said(unholdable(graph), *REPLACED),
        *said(
            GraphmlWriter(graph).dropped,
            "1 edge of the source file leads to something that was deleted, and is left out.",
            "{} edges of the source file lead to something that was deleted, and are left out.",
        ),
    ]


def recognises(sample: Sample) -> bool:
    """Whether the file is XML that begins with ``graphml``."""
    return sample.text is not None and "<graphml" in sample.text[:4000]


FORMAT = Format(
    name=NAME,
    label="GraphML",
    suffixes=(".graphml",),
    content_type="application/graphml+xml",
    description="Graphs for networkx, Gephi and yEd, with all fields as data and labelled boxes.",
    read=read,
    write=write,
    losses=losses,
    recognises=recognises,
    specification="http://graphml.graphdrawing.org/specification.html",
)
