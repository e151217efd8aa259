"""Files of OVA2, of ReCAP's OVA, which has more fields, and of OVA's store, in the shape of OVA3."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from argmap.exceptions import FormatError
from argmap.formats._aif_nodeset import has_analysis, is_wrapped
from argmap.formats._fields import json_type, plain
from argmap.formats._scheme_records import Record

_DATE = re.compile(r"(\d\d)/(\d\d)/(\d{4})(?: - (\d\d:\d\d:\d\d))?")
_OWN_LISTS = ("locutions", "schemefulfillments", "descriptorfulfillments", "cqdescriptorfulfillments")
_TAKEN = ("nodes", "edges", "participants", "analysis", "AIF", "OVA")
_VIEW = ("visible", "x", "y")  # what OVA3 keeps beside the nodeset


def as_ova3(value: dict[str, Any]) -> dict[str, Any]:
    """The file as OVA3 has it; a nodeset stays one. Raises FormatError where it is none of the three."""
    nodes = value.get("nodes")
    first = nodes[0] if isinstance(nodes, list) and nodes else None
    if is_wrapped(value) or not isinstance(first, dict):
        return value
    if "nodeID" in first:
        return _from_ova2(value) if has_analysis(value) else value
    if "id" not in first:
        raise FormatError("This file is not of OVA: its first node has neither “nodeID” nor “id”.")
    return _from_ova2(value)


def _from_ova2(value: dict[str, Any]) -> dict[str, Any]:
    """The file in the shape of OVA3; the text and all fields of OVA2 stay, most of them as unknown ones.

    The store has OVA3's names of ids, and lists of its own for locutions and fulfilments.
    """
    analysis = value.get("analysis")
    analysis = dict(analysis) if isinstance(analysis, Mapping) else {}
    html = analysis.pop("txt", None)
    if not isinstance(html, str) or not html:
        html = plain(analysis.get("plain_txt")).replace("&", "&amp;").replace("<", "&lt;")
    nodes = [_node2(item, at) for at, item in enumerate(_list(value, "nodes"))]
    edges = [_edge2(item, at) for at, item in enumerate(_list(value, "edges"))]
    people = [_participant2(item) for item in _list(value, "participants") if isinstance(item, Mapping)]
    speakers = [
        {"nodeID": node["nodeID"], "personID": plain(node["participantID"])}
        for node in nodes
        if node.get("type") == "L" and plain(node.get("participantID")) not in ("", "0")
    ]
    given = {name: value[name] for name in _OWN_LISTS if isinstance(value.get(name), list)}
    views = {name: [_view(item, name) for item in items] for name, items in (("nodes", nodes), ("edges", edges))}
    person = dict.fromkeys(("firstname", "surname"), "") | {"surname": plain(analysis.get("annotatorName"))}
    rest = {k: v for k, v in value.items() if k not in _TAKEN and k not in given}
    aif = {"nodes": nodes, "edges": edges, "participants": people, "locutions": speakers, "schemefulfillments": []}
    aif |= given
    view = {**person, "url": "", **views}
    return {**rest, "AIF": aif, "text": html, "OVA": view, **({"analysis": analysis} if analysis else {})}


def _node2(item: Any, at: int) -> Record:
    node = _object(item, "nodes", at)
    scheme = plain(node.get("scheme"))
    id_ = plain(node.get("id", node.get("nodeID")))
    record = {"nodeID": id_, **{k: v for k, v in node.items() if k not in ("id", "nodeID", "scheme")}}
    if scheme.isdecimal():
        record |= {"schemeID": scheme} if scheme.strip("0") else {}
    elif scheme:
        record["scheme"] = scheme
    time = _time(node.get("date"))
    return record | ({"timestamp": time} if time and "timestamp" not in record else {})


def _edge2(item: Any, at: int) -> Record:
    edge = _object(item, "edges", at)
    ends = {}
    for ours, theirs in (("fromID", "from"), ("toID", "to")):
        node = edge.get(theirs, edge.get(ours))
        ends[ours] = plain(node.get("id") if isinstance(node, Mapping) else node)
    rest = {key: value for key, value in edge.items() if key not in ("from", "to", *ends)}
    return {"edgeID": at + 1, **ends, **rest}


def _participant2(item: Mapping[str, Any]) -> Record:
    if "participantID" in item:
        return dict(item)
    return {"participantID": plain(item.get("id")), **{key: value for key, value in item.items() if key != "id"}}


def _view(item: Record, name: str) -> Record:
    """What OVA3 keeps of a node or edge beside the nodeset; it leaves ``item``."""
    ids = ("nodeID",) if name == "nodes" else ("fromID", "toID")
    own = {key: item.pop(key) for key in _VIEW if key in item}
    return {**{key: item[key] for key in ids}, "visible": True, **own}


def _list(value: Mapping[str, Any], name: str) -> list[Any]:
    items = value.get(name)
    if items is not None and not isinstance(items, list):
        raise FormatError(f"“{name}” must be a list, not {json_type(items)}.")
    return items or []


def _object(item: Any, name: str, at: int) -> Mapping[str, Any]:
    if not isinstance(item, Mapping):
        raise FormatError(f"“{name}”, number {at + 1}: it must be an object, not {json_type(item)}.")
    return item


def date_said(value: Any) -> date | None:
    """The day in a text such as “31/01/2026”; None where it tells none."""
    found = _DATE.match(value) if isinstance(value, str) else None
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _time(value: Any) -> str:
    day, found = date_said(value), _DATE.match(value) if isinstance(value, str) else None
    return f"{day.isoformat()} {found[4] or '00:00:00'}" if day and found else ""
