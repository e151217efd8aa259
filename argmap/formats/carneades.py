"""Carneades 4 YAML: statements, arguments with premises by role, undercutters, issues, assumptions and expected labels.

Read and written with everything that the file holds beyond our model; comments and layout are not kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from argmap.domain.graph import ArgumentGraph
from argmap.formats._carneades_read import reading_of_document
from argmap.formats._carneades_terms import NAME
from argmap.formats._carneades_write import is_own_bag, written
from argmap.formats._losses import lost, lost_foreign_data, said
from argmap.formats._names import file_stem
from argmap.formats._reading import only_file
from argmap.formats._text import decode
from argmap.formats._yaml import dump_document, load_document
from argmap.formats.base import Files, Format, Note, Reading, Sample

_SECTION = re.compile(
    r"^(meta|statements|arguments|issues|assumptions|argument_schemes|issue_schemes|language|weighing_functions)[ ]*:",
    re.MULTILINE,
)
_TELLING = frozenset({"statements", "arguments", "argument_schemes", "issue_schemes", "assumptions"})


def read(files: Files) -> Reading:
    """The graph in one Carneades file."""
    _, content = only_file(files, what="A Carneades argument graph")
    return reading_of_document(load_document(decode(content)))


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """One YAML file."""
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": dump_document(written(graph).value)}


def losses(graph: ArgumentGraph) -> Sequence[Note]:
    """What Carneades cannot hold of this graph."""
    result = written(graph)
    return [
        *lost(graph, "articles", "spans"),
        *lost_foreign_data(graph, is_own_bag),
        *said(
            result.dropped,
            "1 reference of the source file is to something that was deleted, and is left out.",
            "{} references of the source file are to something that was deleted, and are left out.",
        ),
        *said(
            result.revived,
            "1 statement denies another by its name; it is read as an attack on it again.",
            "{} statements deny others by their names; they are read as attacks on them again.",
        ),
    ]


def recognises(sample: Sample) -> bool:
    """Whether the file has sections of Carneades at its left edge."""
    text = sample.text
    if text is None or text.lstrip()[:1] in ("{", "[", "<"):
        return False
    found = {match[1] for match in _SECTION.finditer(text)}
    return bool(found & _TELLING) and (len(found) > 1 or bool(found & {"argument_schemes", "issue_schemes"}))


FORMAT = Format(
    name=NAME,
    label="Carneades",
    suffixes=(".carneades.yml", ".yml", ".yaml"),
    content_type="application/yaml",
    description="Argument graphs of Carneades 4 as YAML, with premise roles, undercutters, issues and assumptions.",
    read=read,
    write=write,
    losses=losses,
    recognises=recognises,
    specification="https://carneades.github.io/manuals/Carneades4.3/carneades-4.3-manual.pdf",
)
