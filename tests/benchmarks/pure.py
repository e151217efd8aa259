"""What needs no database: tree, layout, exports and imports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from argmap.domain.layout import layout_of, lines_of
from argmap.domain.layout.content import contents_of, sizes_of
from argmap.domain.problems.rules import problems_of
from argmap.domain.tree import tree_of
from argmap.formats import FORMATS, read, write
from tests.benchmarks.graphs import graph_with


def measures(sizes_to_measure: Sequence[int], median_of: Callable[..., float]) -> dict[str, list[float]]:
    """Seconds by name, one for each size."""
    rows: dict[str, list[float]] = {}
    for size in sizes_to_measure:
        graph = graph_with(size)
        tree = tree_of(graph)
        sizes = sizes_of(contents_of(tree))
        layout = layout_of(tree, sizes=sizes)
        runs = 9 if size < 10_000 else 5
        work: dict[str, Callable[[], object]] = {
            "tree": lambda graph=graph: tree_of(graph),
            "problems": lambda graph=graph: problems_of(replace(graph)),  # a copy, for which nothing is grouped yet
            "layout: boxes": lambda tree=tree, sizes=sizes: layout_of(tree, sizes=sizes),
            "layout: lines": lambda layout=layout: list(lines_of(layout)),
        }
        for name, format_ in FORMATS.items():
            if format_.write:
                files = write(graph, name)
                work[f"write {name}"] = lambda name=name, graph=graph: write(graph, name)
                if format_.read:
                    work[f"read {name}"] = lambda name=name, files=files: read(files, name)
        for name, one in work.items():
            rows.setdefault(name, []).append(median_of(one, runs=runs))
    return rows
