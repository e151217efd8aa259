"""What AIF has no place for, in nodesets as in the files of OVA around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from argmap.domain.graph import ArgumentGraph
from argmap.formats._aif_nodeset import AIF
from argmap.formats._losses import implied_kind, lost, lost_foreign_data, no_place, said
from argmap.formats._scheme_drawing import AIF_TYPES
from argmap.formats._scheme_kept import is_own_bag
from argmap.formats._schemes import scheme_name, scheme_of_name
from argmap.formats.base import Note


def lost_around(graph: ArgumentGraph, after_kinds: Iterable[Note] = ()) -> Iterator[Note]:
    """The notes on nodes and links; ``after_kinds`` are those that stand behind the one on kinds."""
    kinds = sum(implied_kind(node, graph) is not node.kind for node in graph.nodes.values())
    schemes = sum(
        scheme_of_name(scheme_name(link.scheme), AIF_TYPES[link.type]) != link.scheme for link in graph.links.values()
    )
    yield from no_place(kinds, "node kind", "node kinds")
    yield from after_kinds
    yield from lost(graph, "implicit", "evidence_type", "attribution", "sources", "confidence", "node_note")
    yield from lost(graph, "node_tags", "node_position")
    yield from said(schemes, "1 scheme is read back under another name.", "{} schemes are read back under other names.")
    yield from lost(graph, "strength", "link_note", "link_tags", "link_position")


def lost_foreign(graph: ArgumentGraph, *own: str) -> Iterator[Note]:
    """The note on bags of other formats than AIF and those named ``own``."""

    def is_own(name: str, value: object) -> bool:
        return is_own_bag(name, value, AIF) or (name in own and name != AIF.name)

    return lost_foreign_data(graph, is_own)


def left_out(dropped: int) -> Iterator[Note]:
    """The note on records that had to go because what they refer to was deleted."""
    return said(
        dropped,
        "1 record of the source file refers to something that was deleted, and is left out.",
        "{} records of the source file refer to something that was deleted, and are left out.",
    )
