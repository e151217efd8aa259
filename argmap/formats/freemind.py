"""FreeMind maps (.mm), as FreeMind, Freeplane and most mind-map programs read them.

A node is a ``node`` below what it bears on; further fields stand in its attribute table, a note in ``richcontent``, a
second parent is an arrow. All else (colours, fonts, icons, times, hooks) is kept and written back.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from argmap.domain.graph import ArgumentGraph
from argmap.formats._freemind_read import graph_and_notes
from argmap.formats._freemind_words import NAME
from argmap.formats._freemind_write import lines_of
from argmap.formats._losses import lost, lost_foreign_data, said
from argmap.formats._names import file_stem
from argmap.formats._reading import only_file, reading_of
from argmap.formats._xml import REPLACED, parsed, unholdable
from argmap.formats.base import Files, Format, Note, Reading, Sample


def read(files: Files) -> Reading:
    """The mind map as a graph. Raises FormatError with line and column."""
    _, content = only_file(files, what="A FreeMind map")
    return reading_of(*graph_and_notes(parsed(content, root="map", what="a FreeMind map")))


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """One mind map; a map with several roots gets a root that holds them."""
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": ("\n".join(lines_of(graph)) + "\n").encode()}


def losses(graph: ArgumentGraph) -> Sequence[Note]:
    """What a mind map cannot hold of this graph."""
    return [
        *lost(graph, "articles", "spans"),
        *lost_foreign_data(graph, lambda bag, value: bag == NAME),
        *said(unholdable(graph), *REPLACED),
    ]


def recognises(sample: Sample) -> bool:
    """Whether the file is XML that begins with ``map`` and has nodes with a text."""
    start = (sample.text or "")[:4000].lstrip()
    return re.match(r"(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<map[\s>]", start, re.DOTALL) is not None and "<node" in start


FORMAT = Format(
    name=NAME,
    label="FreeMind",
    suffixes=(".mm",),
    content_type="application/x-freemind",
    description="Mind maps of FreeMind, Freeplane and the programs that read theirs.",
    read=read,
    write=write,
    losses=losses,
    recognises=recognises,
    specification="https://freemind.sourceforge.io/wiki/index.php/File_format",
)
