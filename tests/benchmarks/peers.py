"""Our readers and writers against other programs' own, on the same files, in one run; run by ``__main__``.

arguebuf (Python) reads and writes AIF, sadface reads SADFace, @argdown/core (Node.js) parses Argdown. Each side repeats
its work in a process of its own and tells its median of CPU seconds; what counts is the ratio.
"""

from __future__ import annotations

import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from argmap.formats import read, write
from tests.benchmarks.graphs import graph_with
from tests.peers import ask_node, ask_python

RUNS = 3

ARGUEBUF = """
import json, sys, time
import arguebuf

def median(work):
    work()
    seconds = []
    for _ in range(int(sys.argv[2])):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return sorted(seconds)[len(seconds) // 2]

path = sys.argv[1]
graph = arguebuf.load.file(path)
write = lambda: json.dumps(arguebuf.dump.aif(graph))
print(json.dumps({"read": median(lambda: arguebuf.load.file(path)), "write": median(write)}))
"""

ARGDOWN = """
import { readFileSync } from "node:fs";
import { ArgdownApplication, ParserPlugin, ModelPlugin } from "@argdown/core";
const app = new ArgdownApplication();
app.addPlugin(new ParserPlugin(), "parse");
app.addPlugin(new ModelPlugin(), "build");
const input = readFileSync(process.argv[2], "utf8");
const median = (work) => {
  work();
  const seconds = [];
  for (let i = 0; i < Number(process.argv[3]); i += 1) {
    const start = process.cpuUsage();
    work();
    const used = process.cpuUsage(start);
    seconds.push((used.user + used.system) / 1e6);
  }
  return seconds.sort((a, b) => a - b)[Math.floor(seconds.length / 2)];
};
const parse = median(() => app.run({ input, process: ["parse"], throwExceptions: true }));
const build = median(() => app.run({ input, process: ["parse", "build"], throwExceptions: true }));
console.log(JSON.stringify({ parse, build }));
"""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One job: our CPU seconds and the peer's, and how much of the peer's time is the goal."""

    what: str
    size: int
    ours: float
    peer: float
    goal: float


def comparisons(sizes: Sequence[int]) -> list[Comparison]:
    """All comparisons at these sizes. Raises CalledProcessError where a peer fails."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            found += _at(size, Path(folder))
    return found


def _at(size: int, folder: Path) -> list[Comparison]:
    graph = graph_with(size)
    aif, argdown = _stored(folder, write(graph, "aif")), _stored(folder, write(graph, "argdown"))
    came = read(aif, "aif").graph
    arguebuf = ask_python(ARGUEBUF, str(aif), str(RUNS))
    core = ask_node(ARGDOWN, str(argdown), str(RUNS))

    return [
        Comparison("read AIF (arguebuf)", size, _median(lambda: read(aif, "aif")), arguebuf["read"], 1 / 3),
        Comparison("write AIF (arguebuf)", size, _median(lambda: write(graph, "aif")), arguebuf["write"], 1 / 2),
        Comparison("write AIF as it was read", size, _median(lambda: write(came, "aif")), arguebuf["write"], 1 / 2),
        Comparison("read Argdown (@argdown/core)", size, _median(lambda: read(argdown, "argdown")), core["parse"], 1),
        Comparison(
            "write Argdown (its parsing)", size, _median(lambda: write(graph, "argdown")), core["parse"], 1 / 10
        ),
    ]


def _median(work: Callable[[], object]) -> float:
    """The median of the runs' CPU seconds, as the peers measure theirs, after one that does not count."""
    work()
    seconds = []
    for _ in range(RUNS):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return statistics.median(seconds)


def _stored(folder: Path, files: dict[str, bytes]) -> Path:
    [(name, content)] = files.items()
    path = folder / name
    path.write_bytes(content)
    return path


def show(sizes: Sequence[int]) -> None:
    """Print the comparisons as a table, or why there are none."""
    table = Table(title="Against other programs (CPU)")
    for column in ("what", "statements", "ours", "theirs", "ratio", "goal"):
        table.add_column(column, justify="left" if column == "what" else "right", no_wrap=True)
    try:
        rows = comparisons(sizes)
    except subprocess.CalledProcessError as error:
        print(f"The peers cannot be asked: {error} {error.stderr[-500:]}")
        return
    for row in rows:
        figures = f"{1000 * row.ours:.1f} ms", f"{1000 * row.peer:.1f} ms", f"{row.ours / row.peer:.2f}"
        table.add_row(row.what, f"{row.size:,}", *figures, f"≤ {row.goal:.2f}")
    Console().print(table)
