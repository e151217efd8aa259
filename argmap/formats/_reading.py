"""The last step of every reader: the graph keeps all rules, or the file is refused with the place."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.domain.graph import ArgumentGraph
from argmap.domain.wellformed import faults_of, noun_of
from argmap.exceptions import FormatError
from argmap.formats._limits import check_node_count
from argmap.formats._text import shortened
from argmap.formats.base import Files, Note, Reading


def reading_of(graph: ArgumentGraph, notes: Iterable[Note] = ()) -> Reading:
    """The graph with its notes. Raises FormatError with the first broken rule and its place."""
    check_node_count(len(graph.nodes))
    for fault in faults_of(graph):
        what = noun_of(graph, fault.place).capitalize()
        raise FormatError(f"{what} “{shortened(fault.place)}”: {fault.message}")
    return Reading(graph, tuple(note for note in notes if note.count))


def only_file(files: Files, *, what: str) -> tuple[str, bytes]:
    """Name and content of the one file of a format that has one. Raises FormatError."""
    if len(files) != 1:
        raise FormatError(f"{what} is one file, not {len(files)}; choose one.")
    return next(iter(files.items()))
