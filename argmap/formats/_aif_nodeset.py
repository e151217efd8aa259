"""The records of an AIF nodeset, checked for their shape and sorted by what their types mean."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, count
from operator import attrgetter
from typing import Any

from argmap.exceptions import FormatError
from argmap.formats._fields import plain, record_ids, records_of
from argmap.formats._limits import check_node_count
from argmap.formats._scheme_records import EdgeRecord, Keys, NodeRecord
from argmap.formats._text import is_storable

AIF = Keys(name="aif", node="nodeID", edge="edgeID", source="fromID", target="toID")
HIDDEN = "hidden"  # the type of a node that OVA does not show
DIALOGUE_TYPES = frozenset({"L", "TA", "YA"})
REFERRING = ("nodeID", "selectedID")  # fields of other lists that name nodes
_SOURCE, _TARGET = attrgetter("source"), attrgetter("target")


@dataclass(frozen=True, slots=True)
class Nodeset:
    """The file in parts: ``lists`` are its other keys, ``wrapper`` the keys around an xAIF nodeset (else None).

    ``twins`` are node records whose id was used before. ``empty`` names the lists that were null.
    """

    nodes: dict[str, NodeRecord]
    twins: list[NodeRecord]
    edges: list[EdgeRecord]
    lists: dict[str, Any]
    empty: list[str]
    wrapper: dict[str, Any] | None
    plain: bool = False  # whether no string of the file needs encoding

    @property
    def missing(self) -> list[str]:
        """Ids that the file uses and does not define, each once."""
        used = dict.fromkeys(chain(map(_SOURCE, self.edges), map(_TARGET, self.edges), referred(self.lists)))
        return [] if used.keys() <= self.nodes.keys() else [id_ for id_ in used if id_ not in self.nodes]


def nodeset_of(value: dict[str, Any], *, plain: bool = False) -> Nodeset:
    """The parts of a nodeset or of an xAIF file. Raises FormatError where a record has the wrong shape."""
    inner = value["AIF"] if is_wrapped(value) else value
    if inner is value and "nodes" not in value:
        raise FormatError("This file is not an AIF nodeset: it has neither “nodes” nor “AIF”.")
    records = _node_records(inner)
    check_node_count(len(records))
    nodes: dict[str, NodeRecord] = {}
    twins = [node for node in records if nodes.setdefault(node.id, node) is not node]
    return Nodeset(
        nodes=nodes,
        twins=twins,
        edges=_edge_records(inner),
        lists={key: item for key, item in inner.items() if key not in ("nodes", "edges")},
        empty=[key for key in ("nodes", "edges") if key in inner and inner[key] is None],
        wrapper=None if inner is value else {key: item for key, item in value.items() if key != "AIF"},
        plain=plain,
    )


def is_wrapped(value: Mapping[str, Any]) -> bool:
    """Whether the nodeset stands under “AIF”; some files say there only what they are, and have it at the top."""
    wrapped = value.get("AIF")
    return isinstance(wrapped, dict) and ("nodes" in wrapped or "nodes" not in value)


def has_text_pane(value: Mapping[str, Any]) -> bool:
    """Whether an xAIF file brings its source text, so that it is read as one of OVA3."""
    text = value.get("text")
    text = text.get("txt") if isinstance(text, Mapping) else text
    return is_wrapped(value) and isinstance(text, str) and bool(text.strip())


def has_analysis(value: Mapping[str, Any]) -> bool:
    """Whether a nodeset brings its source text as OVA's store does: in ``analysis``."""
    analysis = value.get("analysis")
    text = analysis.get("txt") if isinstance(analysis, Mapping) else None
    return not is_wrapped(value) and isinstance(text, str) and bool(text.strip())


def text_of(node: NodeRecord) -> str:
    """The node's text; empty where it has none. Raises FormatError where it cannot be stored."""
    return storable(plain(node.record.get("text")), node.id)


def storable(text: str, node: str) -> str:
    """``text`` itself. Raises FormatError with the node's id where a database cannot store it."""
    if not is_storable(text):
        raise FormatError(f"Node “{node}”: the text holds NUL or a lone surrogate, which cannot be stored.")
    return text


def referred(lists: Mapping[str, Any]) -> Iterator[str]:
    """The ids of nodes that records of the other lists name."""
    for items in lists.values():
        yield from chain.from_iterable(map(references, items)) if isinstance(items, list) else ()


def references(record: Any) -> list[str]:
    """The ids of nodes that one record names."""
    if not isinstance(record, dict):
        return []
    return [plain(record[key]) for key in REFERRING if key in record and isinstance(record[key], (str, int))]


def _node_records(inner: Mapping[str, Any]) -> list[NodeRecord]:
    records = records_of(inner, "nodes")
    return [*map(NodeRecord, count(), record_ids(records, "nodeID", "nodes"), _types(records), records)]


def _types(records: list[dict[str, Any]]) -> Iterable[str]:
    """The type of each record, in capitals: a file has few, each many times."""
    given: list[Any] = [record.get("type") for record in records]
    if set(map(type, given)) == {str}:
        capitals = {type_: type_.strip().upper() for type_ in set(given)}
        return map(capitals.__getitem__, given)
    return [plain(type_).strip().upper() for type_ in given]


def _edge_records(inner: Mapping[str, Any]) -> list[EdgeRecord]:
    records = records_of(inner, "edges")
    sources, targets = record_ids(records, "fromID", "edges"), record_ids(records, "toID", "edges")
    return [*map(EdgeRecord, count(), sources, targets, records)]
