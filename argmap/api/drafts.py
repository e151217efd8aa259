"""From validated values to what the services take."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from argmap.api.offsets import spans_to_code_points
from argmap.domain.vocabulary import EvidenceType, LinkType, NodeKind
from argmap.exceptions import InputError
from argmap.models import ArgumentMap, Comment, Link, Node, new_id
from argmap.services.drafts import LinkDraft, NodeDraft, PremiseDraft, SpanDraft

Values = Mapping[str, Any]


def span_drafts(values: Iterable[Values]) -> tuple[SpanDraft, ...]:
    return tuple(SpanDraft(v["article"], v["start"], v["end"], v.get("revision_id")) for v in values)


def node_draft(values: Values) -> NodeDraft:
    same = ("text", "main", "implicit", "attribution", "confidence", "note", "position", "extra")
    return NodeDraft(
        id=values.get("id") or new_id(),
        kind=NodeKind(values["kind"]),
        evidence_type=EvidenceType(values["evidence_type"]) if values["evidence_type"] else None,
        sources=tuple(values["sources"]),
        tags=tuple(values["tags"]),
        spans=span_drafts(values["span_rows"]),
        **{name: values[name] for name in same},
    )


def link_draft(values: Values) -> LinkDraft:
    same = ("scheme", "strength", "note", "position", "extra")
    return LinkDraft(
        id=values.get("id") or new_id(),
        type=LinkType(values["type"]),
        premises=tuple(PremiseDraft(v["node_id"], v.get("role", "")) for v in values["premise_rows"]),
        target_node=values["target_node_id"],
        target_link=values["target_link_id"],
        tags=tuple(values["tags"]),
        **{name: values[name] for name in same},
    )


def counted_in_utf16(map_: ArgumentMap, drafts: Sequence[NodeDraft]) -> list[NodeDraft]:
    """The drafts, whose spans count UTF-16 code units, with spans that count code points (at most 3 queries)."""
    found = spans_to_code_points(map_, (span for draft in drafts for span in draft.spans))
    return [replace(draft, spans=tuple(found[span] for span in draft.spans)) for draft in drafts]


def node_edit(values: Values, node: Node) -> dict[str, Any]:
    """The keyword arguments of ``edit_node``. Raises InputError."""
    edit = _edit(values, node)
    if "evidence_type" in edit:
        edit["evidence_type"] = edit["evidence_type"] or ""
    if "span_rows" in edit:
        edit["spans"] = span_drafts(edit.pop("span_rows"))
    return edit


def link_edit(values: Values, link: Link) -> dict[str, Any]:
    """The keyword arguments of ``edit_link`` but for its target. Raises InputError."""
    edit = _edit(values, link)
    for name in ("target_node_id", "target_link_id"):
        edit.pop(name, None)
    premises = edit.pop("premise_rows", ())
    return edit | {"roles": {v["node_id"]: v.get("role") for v in premises}}


def _edit(values: Values, row: Node | Link) -> dict[str, Any]:
    """The values without id and map, which cannot change; raises InputError where they would."""
    edit = dict(values)
    for name, field in (("id", "id"), ("map_id", "map")):
        if edit.pop(name, getattr(row, name)) != getattr(row, name):
            raise InputError(f"The {field} cannot change; leave it out or delete this and make a new one.", field=field)
    return edit


_PLACES = {"map_id": "map", "parent_id": "parent", "node_id": "node", "link_id": "link", "id": "id"}


def refuse_moves(values: Values, comment: Comment) -> None:
    """Raises InputError where the values would put the comment elsewhere: only its words can be changed."""
    for name, field in _PLACES.items():
        if values.get(name) not in (None, getattr(comment, name)):
            raise InputError(f"The {field} cannot change; leave it out or comment there anew.", field=field)


def new_target(values: Values) -> tuple[UUID | None, UUID | None] | None:
    """The target (node, link) that an edit asks for, None where it asks for none. Raises InputError for two or none."""
    given = {name: values[name] for name in ("target_node_id", "target_link_id") if name in values}
    if not given:
        return None
    exactly_one(given, "target_node_id", "target_link_id")
    return given.get("target_node_id"), given.get("target_link_id")


def exactly_one(values: Values, *names: str) -> str:
    """The name of the one value that is given; raises InputError for none or several."""
    given = [name for name in names if values.get(name)]
    if len(given) != 1:
        shown = [name.removesuffix("_id") for name in names]
        raise InputError(f"Send exactly one of {' and '.join(shown)}.", field=shown[0])
    return given[0]


def the_one_map(values: Sequence[Values]) -> UUID:
    """The map that all these objects are to be in; raises InputError where there are several."""
    keys = {value["map_id"] for value in values}
    if len(keys) > 1:
        raise InputError("All objects of one list go into one map; send a list for each map.", field="map")
    key: UUID = keys.pop()
    return key
