"""The graph that two tables, nodes and links, say; columns in any order, and only a few of them needed.

A node needs its ``text``. Without an ``id`` it goes by its ``number``, else by its row. A link needs premises and a
target, by their ids or by their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping

from argmap.domain.graph import NO_EXTRA, ArgumentGraph, Extra, Link, Node, Premise
from argmap.domain.quick import changed
from argmap.domain.vocabulary import EvidenceType, LinkType, NodeKind, relation_name
from argmap.domain.wellformed import faults_of
from argmap.exceptions import FormatError
from argmap.formats._argmap_ids import keep_ids
from argmap.formats._extra import extra_of
from argmap.formats._limits import check_node_count
from argmap.formats._losses import implied_kind, said
from argmap.formats._reading import reading_of
from argmap.formats._table_cells import Row, Table
from argmap.formats._table_headings import RELATIONS, SHAPES
from argmap.formats._table_parents import parents_of
from argmap.formats._tables import LINK_COLUMNS, NODE_COLUMNS, OF_ARTICLES
from argmap.formats._text import shortened
from argmap.formats.base import Note, Reading

_RELATION_NAMES = frozenset(relation_name(type_, on_link=on_link) for type_ in LinkType for on_link in (False, True))
_READ_OF_NODES = tuple(column for column in NODE_COLUMNS if column not in OF_ARTICLES)
_READ_OF_LINKS = (*LINK_COLUMNS, "target")


def reading_of_tables(nodes: Table, links: Table | None, name: str, notes: Iterable[Note] = ()) -> Reading:
    """The graph of the two tables of format ``name``. Raises FormatError with file, row and column."""
    tables = _Tables(nodes, links, name)
    graph = tables.graph()
    for fault in faults_of(graph):
        raise FormatError(f"{tables.places[fault.place]}: {fault.message}")
    return changed(reading_of(graph, [*notes, *tables.notes()]), keep_ids=keep_ids)


class _Tables:
    def __init__(self, nodes: Table, links: Table | None, name: str) -> None:
        check_node_count(len(nodes.rows))
        self.name = name
        self.node_rows = _rows_by_id(nodes, ("id", "number"), "n", {})
        parents = None if links else parents_of(nodes, self.node_rows)
        self.of_parents = parents.headings if parents else ()
        links = parents.links if parents else links
        self.link_rows = _rows_by_id(links, ("id",), "l", self.node_rows) if links else {}
        self.places = {id: row.place for rows in (self.node_rows, self.link_rows) for id, row in rows.items()}
        self.node_ids = {id: id for id in self.node_rows}
        self.link_ids = {row.text("id") or id: id for id, row in self.link_rows.items()}
        self.node_numbers = {row.text("number").strip(): id for id, row in self.node_rows.items()}
        self.link_numbers = {row.text("number").strip(): id for id, row in self.link_rows.items()}
        others = nodes.others(_READ_OF_NODES)
        self.others_of_nodes = {heading: place for heading, place in others.items() if heading not in self.of_parents}
        self.others_of_links = links.others(_READ_OF_LINKS) if links else {}
        self.renamed = tuple(
            f"“{said}” is “{ours}”" for table in (nodes, links) if table for said, ours in table.renamed.items()
        )
        self.of_articles = self.disagreeing = 0

    def graph(self) -> ArgumentGraph:
        nodes = {id: self._node(id, row) for id, row in self.node_rows.items()}
        links = {id: self._link(id, row) for id, row in self.link_rows.items()}
        graph = ArgumentGraph(id="map", nodes=nodes, links=links)
        for id, row in self.node_rows.items():
            if not row.word("kind") and nodes[id].evidence_type is None:
                nodes[id] = changed(nodes[id], kind=implied_kind(nodes[id], graph))
        return graph

    def notes(self) -> Iterator[Note]:
        """What the tables hold beyond nodes and links."""
        for note in said(
            len(self.renamed),
            "1 column is read under another name: it leaves under ours.",
            "{} columns are read under other names: they leave under ours.",
        ):
            yield changed(note, details=self.renamed)
        for note in said(bool(self.of_parents), "The rows name those above them: they are read with links.", ""):
            yield changed(note, details=self.of_parents)
        headings = (*self.others_of_nodes, *self.others_of_links)
        unknown = tuple(heading for heading in headings if heading not in OF_ARTICLES)
        for note in said(
            len(unknown), "1 column is not known: it is kept aside.", "{} columns are not known: they are kept aside."
        ):
            yield changed(note, details=unknown)
        yield from said(
            self.of_articles,
            "1 node has passages in a text that a table does not hold: they are kept aside.",
            "{} nodes have passages in texts that a table does not hold: they are kept aside.",
        )
        yield from said(
            self.disagreeing,
            "1 link has a relation that is not of its type: the type counts.",
            "{} links have relations that are not of their types: the types count.",
        )

    def _node(self, id: str, row: Row) -> Node:
        evidence_type = row.choice("evidence_type", EvidenceType)
        kind = row.choice("kind", NodeKind) or (NodeKind.EVIDENCE if evidence_type else NodeKind.CLAIM)
        if evidence_type and kind is not NodeKind.EVIDENCE:
            raise row.wrong("evidence_type", f"only evidence has a type, and this is a {kind.value}.")
        self.of_articles += any(row.text(column) for column in OF_ARTICLES)
        return Node(
            id=id,
            kind=kind,
            text=row.text("text"),
            main=row.flag("main"),
            implicit=row.flag("implicit"),
            evidence_type=evidence_type,
            attribution=row.text("attribution"),
            sources=row.entries("sources"),
            confidence=row.share("confidence"),
            note=row.text("note"),
            tags=row.entries("tags"),
            position=row.integer("position"),
            extra=self._extra(row, self.others_of_nodes),
        )

    def _link(self, id: str, row: Row) -> Link:
        node, link = self._target(row)
        relation = row.choice("relation", LinkType, RELATIONS)
        given = None if row.word("type") in SHAPES else row.choice("type", LinkType, RELATIONS)
        type_ = given or relation or LinkType.SUPPORT
        word = row.word("relation").removesuffix("s")
        is_other = word in _RELATION_NAMES and word != relation_name(type_, on_link=link is not None)
        self.disagreeing += is_other or (relation is not None and relation is not type_)
        return Link(
            id=id,
            type=type_,
            premises=self._premises(row),
            target_node=node,
            target_link=link,
            scheme=row.text("scheme"),
            strength=row.share("strength"),
            note=row.text("note"),
            tags=row.entries("tags"),
            position=row.integer("position"),
            extra=self._extra(row, self.others_of_links),
        )

    def _premises(self, row: Row) -> tuple[Premise, ...]:
        ids = _found(row, "premises", self.node_ids) or _found(row, "premise_numbers", self.node_numbers)
        if not ids:
            raise row.wrong("premises", "a link needs at least one premise: the id of a node.")
        roles = row.entries("roles")
        if len(roles) > len(ids):
            raise row.wrong("roles", f"there are {len(roles)} roles for {len(ids)} premises.")
        return tuple(map(Premise, ids, (*roles, *[""] * (len(ids) - len(roles)))))

    def _target(self, row: Row) -> tuple[str | None, str | None]:
        """The ids of the target node and of the target link, one of them None."""
        node = _found_one(row, "target_node", self.node_ids)
        link = _found_one(row, "target_link", self.link_ids)
        if node and link:
            raise row.wrong("target_link", "a link has one target, and this row names a node and a link.")
        for column, nodes, links in (
            ("target", self.node_ids, self.link_ids),
            ("target_number", self.node_numbers, self.link_numbers),
        ):
            if not (node or link) and row.word(column):
                node = nodes.get(row.text(column).strip())
                link = None if node else _found_one(row, column, links)
        if not (node or link):
            raise row.wrong("target_node", "a link needs a target: the id of a node here, or of a link in target_link.")
        return node, link

    def _extra(self, row: Row, others: Mapping[str, int]) -> Extra:
        if not others:
            return NO_EXTRA
        columns = {heading: cell for heading, place in others.items() if (cell := row.cell(place))}
        return extra_of(self.name, {"columns": columns} if columns else {})


def _rows_by_id(table: Table, columns: Iterable[str], prefix: str, taken: Container[str]) -> dict[str, Row]:
    """The rows by the ids of what they say, from the first of ``columns`` that has one, else made of the row."""
    rows: dict[str, Row] = {}
    first: dict[str, int] = {}
    for row in table:
        given = next(filter(None, (row.text(column) for column in columns)), "")
        if given and first.setdefault(given, row.number) != row.number:
            raise row.wrong("id", f"“{shortened(given)}” stands in row {first[given]} too; give one another id.")
        id = given or f"{prefix}{row.number}"
        while id in rows or id in taken:
            id = f"{prefix}-{id}"
        rows[id] = row
    return rows


def _found(row: Row, column: str, ids: Mapping[str, str]) -> list[str]:
    """The ids of what the lines of this cell name; a cell of one line may also part them by comma or semicolon."""
    entries = [entry for entry in row.entries(column) if entry.strip()]
    if len(entries) == 1 and entries[0] not in ids and entries[0].strip() not in ids:
        entries = re.split("[,;|]", entries[0])
    return [_one(row, column, entry, ids) for entry in entries if entry.strip()]


def _found_one(row: Row, column: str, ids: Mapping[str, str]) -> str | None:
    text = row.text(column)
    return _one(row, column, text, ids) if text.strip() else None


def _one(row: Row, column: str, text: str, ids: Mapping[str, str]) -> str:
    found = ids.get(text) or ids.get(text.strip())
    if found is None:
        raise row.wrong(column, f"“{shortened(text)}” is in no row of the table; write what stands there.")
    return found
