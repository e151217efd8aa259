"""The records of files with scheme nodes, as AIF and its relatives have them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

from argmap.domain.vocabulary import LinkType

SCHEME_TYPES = {"RA": LinkType.SUPPORT, "CA": LinkType.ATTACK, "MA": LinkType.REPHRASE}

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Keys:
    """The format's name, and the fields of its records that hold ids: of a node, of an edge, of an edge's ends."""

    name: str
    node: str
    edge: str
    source: str
    target: str


class NodeRecord(NamedTuple):
    """A node of the file: ``at`` is its index there, ``type`` one of AIF's, in capitals."""

    at: int
    id: str
    type: str
    record: Record


class EdgeRecord(NamedTuple):
    """An edge of the file: ``at`` is its index there."""

    at: int
    source: str
    target: str
    record: Record
