"""Argdown text: statements, arguments and relations in a notation that people write by hand.

What a node or link has beyond its text stands as data behind it, ``{kind: evidence, attribution: "the drivers"}``;
links with several premises, a scheme or links on them are premise-conclusion structures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from argmap.domain.graph import ArgumentGraph
from argmap.formats._argdown_fields import NAME
from argmap.formats._argdown_parse import parse
from argmap.formats._argdown_plan import is_own_bag
from argmap.formats._argdown_read import reading_of_document
from argmap.formats._argdown_write import text_of
from argmap.formats._losses import lost, lost_foreign_data, said
from argmap.formats._names import file_stem
from argmap.formats._reading import only_file
from argmap.formats._text import decode
from argmap.formats.base import Files, Format, Note, Reading, Sample

_SIGN = re.compile(
    r"^(?:===\s*$|<[^<>/\n][^<>\n]*(?<!/)>(?::|\s*$)"
    r"|\[[^\]\n]+\]:\s|[ \t]+(?:[-+_]>|<[-+_]|><|[-+]\s)\s*[\[<]|\(\d+\) .*\n-{2,})",
    re.MULTILINE,
)
# HTML and XML have lines like titles.
_MARKUP = re.compile(r"<!doctype\b|<\?xml\b|</[a-z][\w:.-]*\s*>", re.IGNORECASE)


def read(files: Files) -> Reading:
    """The graph in one Argdown file."""
    _, content = only_file(files, what="An Argdown document")
    return reading_of_document(parse(decode(content)))


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """One document, with a front matter that makes Argdown draw all statements."""
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": text_of(graph).encode()}


def losses(graph: ArgumentGraph) -> Sequence[Note]:
    """What Argdown cannot hold of this graph."""
    places = sum(part.position is not None for parts in (graph.nodes, graph.links) for part in parts.values())
    return [
        *lost(graph, "articles", "spans"),
        *said(places, "1 chosen place is told by the order of lines only.", _PLACES),
        *lost_foreign_data(graph, is_own_bag),
    ]


_PLACES = "{} chosen places are told by the order of lines only."


def recognises(sample: Sample) -> bool:
    """Whether the text has a title or relation as only Argdown writes them."""
    text = sample.text
    return bool(sample.json is None and text and _SIGN.search(text) and not _MARKUP.search(text))


FORMAT = Format(
    name=NAME,
    label="Argdown",
    suffixes=(".argdown", ".ad"),
    content_type="text/plain; charset=utf-8",
    description="A notation for arguments that people write by hand, with premise-conclusion structures.",
    read=read,
    write=write,
    losses=losses,
    recognises=recognises,
    specification="https://argdown.org/syntax/",
)
