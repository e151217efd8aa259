"""The text export of Kialo discussions: numbered claims, each for (Pro) or against (Con) the one above it.

https://support.kialo.com/hc/en-us/articles/115003884449. Kialo has no undercuts and no linked premises: they are
written as Con and Pro with a mark (``[undercut]``, ``[warrant]``, ``[with 1.2.]``), by which Argmap reads them again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from argmap.domain.graph import ArgumentGraph
from argmap.formats._kialo_export import HEADERS, export_of
from argmap.formats._kialo_read import NAME, Builder
from argmap.formats._kialo_text import is_address, marked_up, plain
from argmap.formats._kialo_write import planned, rendered
from argmap.formats._losses import implied_kind, lost, lost_foreign_data, no_place, said
from argmap.formats._names import file_stem
from argmap.formats._reading import only_file, reading_of
from argmap.formats._text import one_line, unified_lines
from argmap.formats.base import Files, Format, Note, Reading, Sample

_CLAIM = re.compile(r"(?:^|[\r\n])[ \t]*\d{1,9}(?:\.\d{1,9})+\. (?:Pro|Con):[ \r\n]")


def read(files: Files) -> Reading:
    """The graph in one export."""
    _, content = only_file(files, what="A Kialo export")
    builder = Builder(export_of(content))
    return reading_of(builder.graph(), builder.notes())


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """One file; numbers are made anew, and each claim stands where it is met first."""
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": rendered(graph)}


def losses(graph: ArgumentGraph) -> Sequence[Note]:
    """What Kialo's text cannot hold of this graph, and what it holds only by our marks."""
    nodes, links = graph.nodes.values(), graph.links.values()
    theses = {line.node.id for line in planned(graph).lines if line.link is None}
    kinds = sum(implied_kind(node, graph) is not node.kind for node in nodes)
    sources = sum(len(node.sources) - len(set(filter(is_address, node.sources))) for node in nodes)
    texts = sum(plain(marked_up(unified_lines(node.text), ()))[0] != node.text for node in nodes)
    return [
        *said(sum(link.is_undercut for link in links), "1 undercut becomes a Con with a mark.",
              "{} undercuts become Cons with marks."),
        *said(sum(link.is_warrant for link in links), "1 warrant becomes a Pro with a mark.",
              "{} warrants become Pros with marks."),
        *said(sum(link.is_linked for link in links), "The premises of 1 linked argument become claims with marks.",
              "The premises of {} linked arguments become claims with marks."),
        *said(one_line(graph.title) != graph.title, "The title of the map is read back with other white space.", ""),
        *said(texts, "1 text is read back with other white space.", "{} texts are read back with other white space."),
        *lost(graph, "description", "articles", "spans"),
        *no_place(kinds, "node kind", "node kinds"),
        *said(sum(node.main is not (node.id in theses) for node in nodes),
              "1 node is read back with another main-claim mark: theses are main claims.",
              "{} nodes are read back with other main-claim marks: theses are main claims."),
        *lost(graph, "implicit", "evidence_type", "attribution"),
        *no_place(sources, "source that is no address", "sources that are no addresses"),
        *lost(graph, "confidence", "node_note", "node_tags", "node_position"),
        *lost(graph, "roles", "scheme", "strength", "link_note", "link_tags", "link_position"),
        *lost_foreign_data(graph, lambda name, value: name == NAME),
    ]  # fmt: skip


def recognises(sample: Sample) -> bool:
    """Whether the file begins with Kialo's title, or has a numbered claim for or against another."""
    text = sample.text
    return text is not None and bool(text[:200].lstrip().startswith(HEADERS) or _CLAIM.search(text))


FORMAT = Format(
    name=NAME,
    label="Kialo export",
    suffixes=(".kialo.txt", ".txt"),
    content_type="text/plain",
    description="The text export of Kialo discussions: theses with numbered claims for and against.",
    read=read,
    write=write,
    losses=losses,
    recognises=recognises,
    specification="https://support.kialo.com/hc/en-us/articles/115003884449-Exporting-a-Discussion",
)
