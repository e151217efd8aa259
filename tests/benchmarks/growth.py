"""How reading and writing grow from 10,000 to 100,000 nodes, and the memory that it takes; run by ``__main__``.

Each format works in a process of its own, so that its peak of memory is its own. What counts is CPU time for each node:
where it grows linearly the ratio is 1, a little more where the processor's cache is left. ``python -m
tests.benchmarks.growth graphml brat`` measures these alone.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from argmap.exceptions import FormatError
from argmap.formats import FORMATS, read, write
from tests.benchmarks.graphs import graph_with
from tests.paths import ROOT

SMALL, LARGE = 10_000, 100_000
RUNS = {SMALL: 5, LARGE: 2}


def measured(name: str) -> dict[str, Any]:
    """CPU seconds of the format by direction and size, megabytes of the larger file, and the peak of memory."""
    found: dict[str, Any] = {"write": [], "read": []}
    for size in (SMALL, LARGE):
        graph = graph_with(size)
        files = write(graph, name)
        found["write"].append(_seconds(lambda graph=graph: write(graph, name), RUNS[size]))
        try:
            work = FORMATS[name].read and (lambda files=files: read(files, name))
            found["read"].append(_seconds(work, RUNS[size]) if work else None)
        except FormatError as error:  # over the limit of bytes
            found["refused"] = str(error)
        found["megabytes"] = sum(map(len, files.values())) / 1e6
    return found | {"peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3}


def show(names: Sequence[str] = ()) -> None:
    """Print a row for each format (all that are written): CPU seconds at both sizes, and their ratio for each node."""
    table = Table(title=f"Growth from {SMALL:,} to {LARGE:,} nodes (CPU)")
    for column in ("what", f"{SMALL:,}", f"{LARGE:,}", "for each node", "file", "peak memory"):
        table.add_column(column, justify="left" if column == "what" else "right", no_wrap=True)
    for name in names or [name for name, format_ in FORMATS.items() if format_.write]:
        command = [sys.executable, "-m", "tests.benchmarks.growth", "--json", name]
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        found = json.loads(done.stdout)
        for way in ("write", "read"):
            if found[way] and found[way][0] is not None:
                table.add_row(f"{way} {name}", *_figures(found, found[way]))
    Console().print(table)


def _figures(found: dict[str, Any], seconds: list[float]) -> list[str]:
    memory = [f"{found['megabytes']:.0f} MB", f"{found['peak']:.0f} MB"]
    if len(seconds) < 2:
        return [f"{seconds[0]:.2f} s", "over the limit", "", *memory]
    growth = seconds[1] / seconds[0] * SMALL / LARGE
    return [*(f"{each:.2f} s" for each in seconds), f"× {growth:.2f}", *memory]


def _seconds(work: Callable[[], object], runs: int) -> float:
    """The least CPU time of the runs: what else the machine does can only add to it."""
    seconds = []
    for _ in range(runs):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["--json", name]:
            print(json.dumps(measured(name)))
        case names:
            show(names)
