"""The figures of a map, for pages and API."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from io import StringIO

from argmap.domain.figure_tables import Table, tables_of, widest
from argmap.domain.figures import Figures, figures_of
from argmap.formats._tables import safe
from argmap.models import ArgumentMap
from argmap.queries.graph import load_graph


@dataclass(frozen=True, slots=True)
class MapFigures:
    """``counts`` in all, and the tables; ``levels`` and ``widest`` are the depth and breadth of the outline."""

    counts: Figures
    main_claims: int
    levels: int
    widest: int
    tables: list[Table]

    def table(self, name: str) -> Table | None:
        return next((table for table in self.tables if table.name == name), None)


def map_figures(map_: ArgumentMap) -> MapFigures:
    """In the queries of ``load_graph``, however large the map."""
    graph = load_graph(map_, lean=True)
    tables = tables_of(graph)
    levels = sum(len(table.rows) for table in tables if table.name == "levels")
    return MapFigures(figures_of(graph), len(graph.main_claims), levels, widest(tables), tables)


def table_csv(table: Table) -> str:
    """One table with a heading row; no cell is a formula to a spreadsheet."""
    lines: list[list[str | int]] = [[table.head, *table.columns]]
    lines += ([row.label, *row.values] for row in table.rows)
    return _written(lines)


def tables_csv(tables: list[Table]) -> str:
    """All tables in one: a line for each number."""
    lines: list[list[str | int]] = [["table", "row", "column", "value"]]
    for table in tables:
        for row in table.rows:
            lines += ([table.name, row.label, *cell] for cell in zip(table.columns, row.values, strict=True))
    return _written(lines)


def _written(lines: list[list[str | int]]) -> str:
    out = StringIO()
    csv.writer(out).writerows([safe(cell) for cell in line] for line in lines)
    return out.getvalue()
