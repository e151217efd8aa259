"""``make bench``: how long the main operations take at 100, 1,000 and 10,000 nodes, on SQLite and PostgreSQL, then
search in a large project, and the workbench in a browser.

Each figure is the median of several runs in one process; the column "×10" says how the time grows when the work grows
tenfold (10 is linear). These are for comparison on one machine, not for tests.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import pairwise

from rich.console import Console
from rich.table import Table

from tests.paths import ROOT
from tests.postgres import NoPostgresError, throwaway_cluster
from tests.system import NotInstalledError

SIZES = (100, 1_000, 10_000)


def median_of(work: Callable[[], object], *, runs: int) -> float:
    """The median of the runs' seconds, after one that does not count."""
    work()
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def table_of(title: str, rows: dict[str, list[float]]) -> Table:
    """Milliseconds at each size, and the growth from each size to the next."""
    table = Table(title=title)
    table.add_column("what")
    for size in SIZES:
        table.add_column(f"{size:,}", justify="right")
    table.add_column("×10", justify="right")
    for name, seconds in rows.items():
        growth = " ".join(f"{b / a:.1f}" for a, b in pairwise(seconds))
        table.add_row(name, *(f"{1000 * s:.2f} ms" for s in seconds), growth)
    return table


def pure() -> None:
    """Tree, layout, every export and import: no database."""
    from tests.benchmarks.pure import measures  # after the environment is set

    Console().print(table_of("Without a database", measures(SIZES, median_of)))


def databases() -> None:
    for name, url in (("SQLite", ""), ("PostgreSQL", None)):
        if url is not None:
            _measure_database(name, url)
            continue
        try:
            with throwaway_cluster() as cluster:
                _measure_database(name, cluster)
        except NoPostgresError as error:
            print(f"PostgreSQL is left out: {error}", file=sys.stderr)


def _measure_database(name: str, url: str) -> None:
    environment = {**os.environ, "ARGMAP_BENCH": name, **({"DATABASE_URL": url} if url else {})}
    for module in ("database", "search"):
        subprocess.run([sys.executable, "-m", f"tests.benchmarks.{module}"], cwd=ROOT, env=environment, check=True)


def peers() -> None:
    """Our readers and writers against other programs' own."""
    from tests.benchmarks.peers import show  # after the environment is set

    try:
        show(SIZES)
    except NotInstalledError as error:
        print(f"Other programs are left out: {error}", file=sys.stderr)


def growth() -> None:
    """From 10,000 to 100,000 nodes, each format both ways."""
    from tests.benchmarks.growth import show  # after the environment is set

    show()


if __name__ == "__main__":
    pure()
    growth()
    peers()
    databases()
