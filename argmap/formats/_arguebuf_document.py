"""An arguebuf graph in parts: the JSON mapping of the protobuf message ``arg_services.graph.v1.Graph``.

Ids are the keys of its maps; in our records they stand under ``@id``. Names may be in camelCase or snake_case. Default
values are left out. Our own fields stand in ``userdata`` under ``argmap``. The first files (until 2022) say the kind
of a scheme as its ``type`` and call an atom's reference ``resource``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from argmap.exceptions import FormatError
from argmap.formats._arguebuf_schemes import KINDS, early_kind, early_slug, slug_of
from argmap.formats._fields import Fields, json_type
from argmap.formats._limits import check_node_count
from argmap.formats._own.records import OWN, own_bag
from argmap.formats._scheme_records import EdgeRecord, Keys, NodeRecord, Record
from argmap.formats._text import is_storable, shortened

ID = "@id"
ARGUEBUF = Keys(name="arguebuf", node=ID, edge=ID, source="source", target="target")
MAPS = ("nodes", "edges", "resources")
EARLY = ("type", "argumentationScheme", "argumentation_scheme")  # what the first files say of a scheme
_TYPES = KINDS | {"transition": "TA", "assertion": "YA"}
_OWN_TYPES = {"support": "RA", "attack": "CA", "rephrase": "MA"}


@dataclass(frozen=True, slots=True)
class Document:
    """The file in parts: ``lists`` are its other keys; ``empty`` names maps that were empty or null."""

    nodes: dict[str, NodeRecord]
    edges: list[EdgeRecord]
    resources: list[tuple[int, Record]]
    lists: dict[str, Any]
    empty: list[str]
    plain: bool = False  # whether no string of the file needs encoding

    @property
    def missing(self) -> list[str]:
        """Ids that edges and premise descriptors use and the file does not define, each once."""
        used = [end for edge in self.edges for end in (edge.source, edge.target)]
        used += [id_ for node in self.nodes.values() for id_ in descriptors_of(node.record)]
        return [id_ for id_ in dict.fromkeys(used) if id_ not in self.nodes]


def document_of(value: dict[str, Any], *, plain: bool = False) -> Document:
    """The parts of a graph. Raises FormatError where a record has the wrong shape."""
    nodes = {r[ID]: NodeRecord(at, r[ID], type_of(r), r) for at, r in _records(value, "nodes")}
    check_node_count(len(nodes))
    return Document(
        nodes=nodes,
        edges=[_edge(at, record) for at, record in _records(value, "edges")],
        resources=list(_records(value, "resources")),
        lists={key: item for key, item in value.items() if key not in MAPS},
        empty=[key for key in MAPS if key in value and not value[key]],
        plain=plain,
    )


def either(record: Mapping[str, Any], camel: str, snake: str) -> Any:
    """The value under either spelling of a name; None where there is none."""
    return record[camel] if camel in record else record.get(snake)


def descriptors_of(record: Mapping[str, Any]) -> list[str]:
    """The ids that a scheme names as its premises."""
    found = either(part_of(record, "scheme"), "premiseDescriptors", "premise_descriptors")
    return [id_ for id_ in found if isinstance(id_, str)] if isinstance(found, list) else []


def part_of(record: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """The object under this name; an empty one where there is none."""
    value = record.get(name)
    return value if isinstance(value, Mapping) else {}


def own_of(record: Mapping[str, Any]) -> dict[str, Any]:
    """Our own fields in a record's userdata."""
    return own_bag(part_of(record, "userdata").get(OWN))


def without_own(record: Record) -> Record:
    """The record without our own fields."""
    userdata = record.get("userdata")
    if not isinstance(userdata, Mapping) or OWN not in userdata:
        return record
    return {**record, "userdata": {key: value for key, value in userdata.items() if key != OWN}}


def type_of(record: Mapping[str, Any]) -> str:
    """The AIF type of a node; empty where it is neither atom nor scheme. Our own field decides where it stands."""
    own = own_of(record).get("type")
    if isinstance(own, str) and own in _OWN_TYPES:
        return _OWN_TYPES[own]
    return stated_type(record)


def stated_type(record: Mapping[str, Any]) -> str:
    """The AIF type that the node itself says; a scheme of no kind counts as a support."""
    if isinstance(record.get("atom"), Mapping):
        return "I"
    if not isinstance(record.get("scheme"), Mapping):
        return ""
    return _TYPES.get(kind_of(record), "RA")


def kind_of(record: Mapping[str, Any]) -> str:
    """Which of support, attack, rephrase and preference a scheme is (once also transition and assertion).

    Empty where it does not say.
    """
    scheme = part_of(record, "scheme")
    return next((kind for kind in KINDS if scheme.get(kind) is not None), "") or early_kind(scheme)


def stated_scheme(record: Mapping[str, Any]) -> str:
    """Our scheme for what a scheme node says."""
    kind, scheme = kind_of(record), part_of(record, "scheme")
    if scheme.get(kind) is not None:
        return slug_of(kind, scheme[kind])
    return early_slug(either(scheme, *EARLY[1:]), stated_type(record))


def reference_in(atom: Mapping[str, Any]) -> str:
    """Under which name the atom refers to a resource."""
    return "resource" if "reference" not in atom and isinstance(atom.get("resource"), Mapping) else "reference"


def _records(value: Mapping[str, Any], name: str) -> Iterator[tuple[int, Record]]:
    items = value.get(name)
    if items is not None and not isinstance(items, dict):
        raise FormatError(f"“{name}” must be an object with an entry for each id, not {json_type(items)}.")
    for at, (id_, record) in enumerate((items or {}).items()):
        if not id_ or not is_storable(id_):
            raise FormatError(f"“{name}”, number {at + 1}: its id cannot be “{shortened(id_)}”.")
        Fields(record, f"“{name}”, “{shortened(id_)}”")
        yield at, {ID: id_} | record


def _edge(at: int, record: Record) -> EdgeRecord:
    fields = Fields(record, f"Edge “{shortened(record[ID])}”")
    return EdgeRecord(at, fields.id("source"), fields.id("target"), record)
