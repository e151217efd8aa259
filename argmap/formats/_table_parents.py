"""A table of nodes in which each row names the one above it: the links that it says.

So people write lists of arguments, ``id, text, parent, stance``. A column counts only where each of its cells names a
row; else it is kept aside like any other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from argmap.domain.vocabulary import LinkType
from argmap.formats._table_cells import Row, Table
from argmap.formats._table_headings import RELATIONS
from argmap.formats._tables import column_key

PARENTS = ("parent", "parent_id", "parent_number", "parent_node", "target", "target_id", "reply_to", "in_reply_to")
STANCES = ("relation", "stance", "relation_type", "link_type", "type", "pro_con")
_SEPARATORS = re.compile(r"[\n;|,]")


class Parents(NamedTuple):
    """The links, and the headings that they are read from."""

    links: Table
    headings: tuple[str, ...]


def parents_of(nodes: Table, rows: Mapping[str, Row]) -> Parents | None:
    """The links that the rows say, which are those of the nodes by their ids; None where they say none."""
    names = _names(rows)
    for column in PARENTS:
        if column in nodes.place_of:
            pairs = [*_pairs(column, rows, names)]
            if pairs and all(target is not None for _, target in pairs):
                stance = _stance(nodes, rows)
                cells = [(rows[id].number, (id, str(target), rows[id].text(stance))) for id, target in pairs]
                links = Table(nodes.file, ("premises", "target", "relation"), cells)
                used = [name for name in (column, stance) if name]
                return Parents(links, tuple(nodes.headings[nodes.place_of[name]].strip() for name in used))
    return None


def _names(rows: Mapping[str, Row]) -> dict[str, str]:
    """What a cell may name a row by → its id: its text where no other has it, its number, its id."""
    texts: dict[str, str] = {}
    twins: set[str] = set()
    for id, row in rows.items():
        text = row.text("text").strip()
        if texts.setdefault(text, id) != id:
            twins.add(text)
    names = {text: id for text, id in texts.items() if text not in twins}
    names |= {row.text("number").strip(): id for id, row in rows.items()}
    return {name: id for name, id in (names | {id: id for id in rows}).items() if name}


def _pairs(column: str, rows: Mapping[str, Row], names: Mapping[str, str]) -> Iterator[tuple[str, str | None]]:
    """Each row with each row that it names, None for what is the name of none; a row above itself has none above."""
    for id, row in rows.items():
        cell = row.text(column).strip()
        entries = [cell] if cell in names else [entry.strip() for entry in _SEPARATORS.split(cell)]
        for target in dict.fromkeys(names.get(entry) for entry in entries if entry):
            if target != id:
                yield id, target


def _stance(nodes: Table, rows: Mapping[str, Row]) -> str:
    """The column whose cells all say how a row bears on the one above; empty where there is none."""
    words = {"", *LinkType, *RELATIONS}
    for name in STANCES:
        if name in nodes.place_of and all(column_key(row.text(name)) in words for row in rows.values()):
            return name
    return ""
