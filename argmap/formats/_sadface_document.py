"""A SADFace document in parts, and what its words mean: two dialects, told apart node by node.

The old one (0.2) has nodes of the type ``scheme`` with a name (support, attack, …), the new one (0.5) ``inference`` and
``conflict``. Our own fields stand in the namespace ``argmap`` of the metadata.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from argmap.exceptions import FormatError
from argmap.formats._fields import plain, record_ids, records_of
from argmap.formats._limits import check_node_count
from argmap.formats._own.records import OWN, own_bag
from argmap.formats._scheme_records import EdgeRecord, Keys, NodeRecord, Record
from argmap.formats._schemes import aif_type_of_name, scheme_of_name
from argmap.formats._text import is_storable

SADFACE = Keys(name="sadface", node="id", edge="id", source="source_id", target="target_id")
LISTS = ("resources", "nodes", "edges")
DISAGREE = frozenset({"disagree", "disagreement"})
_PLAIN_NAMES = {
    "support": "RA",
    "attack": "CA",
    "conflict": "CA",
    "rephrase": "MA",
    "preference": "PA",
    "defeat": "CA",
    **dict.fromkeys(DISAGREE, "CA"),
}
_NAMELESS = frozenset(
    {"support", "inference", "attack", "conflict", "rephrase", "preference"}
)  # they name a type, not a scheme
_OWN_TYPES = {"support": "RA", "attack": "CA", "rephrase": "MA"}


@dataclass(frozen=True, slots=True)
class Document:
    """The file in parts: ``lists`` are its other keys; ``empty`` and ``absent`` name lists that were null or missing.

    ``twins`` are node records whose id was used before.
    """

    nodes: dict[str, NodeRecord]
    twins: list[NodeRecord]
    edges: list[EdgeRecord]
    resources: list[tuple[int, Record]]
    lists: dict[str, Any]
    empty: list[str]
    absent: list[str]
    plain: bool = False  # whether no string of the file needs encoding

    @property
    def missing(self) -> list[str]:
        """Ids that edges use and the file does not define, each once."""
        used = [end for edge in self.edges for end in (edge.source, edge.target)]
        return [id_ for id_ in dict.fromkeys(used) if id_ not in self.nodes]


def core_of(head: Mapping[str, Any]) -> Mapping[str, Any]:
    """What the file says of itself, from its keys beside the lists; in the oldest files this stands at the top."""
    metadata = head.get("metadata")
    core = metadata.get("core") if isinstance(metadata, Mapping) else None
    return core if isinstance(core, Mapping) else head


def home_of(head: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    """Where the file says its title or description: in its core, or, as MonkeyPuzzle does, beside the core."""
    core, metadata = core_of(head), head.get("metadata")
    beside = isinstance(metadata, Mapping) and key not in core and isinstance(metadata.get(key), str)
    return metadata if beside and isinstance(metadata, Mapping) else core


def document_of(value: dict[str, Any], *, plain: bool = False) -> Document:
    """The parts of a document. Raises FormatError where a record has the wrong shape."""
    if "nodes" not in value:
        raise FormatError("This file is not a SADFace document: it has no “nodes”.")
    records = _node_records(value)
    check_node_count(len(records))
    nodes: dict[str, NodeRecord] = {}
    twins = [node for node in records if nodes.setdefault(node.id, node) is not node]
    return Document(
        nodes=nodes,
        twins=twins,
        edges=_edge_records(value),
        resources=[*enumerate(records_of(value, "resources"))],
        lists={key: item for key, item in value.items() if key not in LISTS},
        empty=[key for key in LISTS if key in value and value[key] is None],
        absent=[key for key in LISTS if key not in value],
        plain=plain,
    )


def own_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """Our own fields in a record's metadata."""
    metadata = record.get("metadata")
    return own_bag(metadata.get(OWN)) if isinstance(metadata, Mapping) else {}


def without_own(record: Record) -> Record:
    """The record without our own fields."""
    metadata = record.get("metadata")
    if not isinstance(metadata, Mapping) or OWN not in metadata:
        return record
    return {**record, "metadata": {key: value for key, value in metadata.items() if key != OWN}}


def type_of(record: Mapping[str, Any]) -> str:
    """The AIF type of a node's record; empty where it is none of ours. Our own field decides where it stands."""
    own = own_of(record).get("type")
    if isinstance(own, str) and own in _OWN_TYPES:
        return _OWN_TYPES[own]
    return stated_type(plain(record.get("type")), plain(record.get("name")))


def stated_type(type: str, name: str) -> str:
    """The AIF type that ``type`` and ``name`` of a node say in either dialect; empty where they say none."""
    name = name.strip().lower()
    match type.strip().lower():
        case "atom":
            return "I"
        case "conflict":
            return "CA"
        case "inference" | "scheme":
            return _PLAIN_NAMES.get(name) or aif_type_of_name(name) or "RA"
        case _:
            return ""


def scheme_said(name: str, aif_type: str) -> str:
    """Our scheme for the name of a scheme node: none where it only names the type."""
    return "" if name.strip().lower() in _NAMELESS else scheme_of_name(name, aif_type)


def metadata_values(record: Mapping[str, Any], key: str) -> Iterator[str]:
    """The texts that a record's metadata give for this key: those of “core” first, last what is in no namespace."""
    metadata = record.get("metadata")
    spaces = metadata if isinstance(metadata, Mapping) else {}
    values = [
        spaces[name].get(key)
        for name in sorted(spaces, key=lambda name: name != "core")
        if isinstance(spaces[name], Mapping) and name != OWN
    ]
    for value in (*values, spaces.get(key)):
        if isinstance(value, str) and value and is_storable(value):
            yield value


def _node_records(value: Mapping[str, Any]) -> list[NodeRecord]:
    records = records_of(value, "nodes")
    return [*map(NodeRecord, count(), record_ids(records, "id", "nodes"), map(type_of, records), records)]


def _edge_records(value: Mapping[str, Any]) -> list[EdgeRecord]:
    records = records_of(value, "edges")
    sources, targets = record_ids(records, "source_id", "edges"), record_ids(records, "target_id", "edges")
    return [*map(EdgeRecord, count(), sources, targets, records)]
