"""The workbench in Chromium on a long article and on a large map, measured from outside; run by ``make bench``.

Every figure is taken several times on a fresh page with an empty cache: lowest, median and highest stand beside
the goal. The last line tells how evenly the machine ran meanwhile: one loop, timed again and again.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from rich.console import Console
from rich.table import Table

from argmap.domain.graph import ArgumentGraph
from argmap.formats.argmap import FORMAT
from tests.benchmarks.graphs import article_map
from tests.benchmarks.workbench import GOALS as WORKBENCH_GOALS
from tests.benchmarks.workbench import Figures, drawn, marked
from tests.browser.conftest import FLAGS, Server
from tests.paths import ROOT
from tests.postgres import free_port
from tests.system import NotInstalledError, chromium

RUNS = 5

GOALS = {
    "usable, ms": "800 (10,000 words), 2,000 (50,000)",
    "transferred, kB": "250 (10,000 words)",
    "elements": "3,500 (10,000 words)",
    "heap, MB": "25 (10,000 words)",
    **WORKBENCH_GOALS,
}


@contextmanager
def serving() -> Iterator[Server]:
    """A server of its own with an empty data folder."""
    with tempfile.TemporaryDirectory() as data:
        environment = {**os.environ, "ARGMAP_DATA": data, "ARGMAP_DEBUG": "0"}
        port = free_port()
        command = [sys.executable, "manage.py", "serve", "--port", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            next(line for line in process.stdout or () if "/sign-in/" in line)
            yield Server(f"http://127.0.0.1:{port}", environment)
        finally:
            process.terminate()
            process.wait(timeout=20)


def imported(server: Server, graph: ArgumentGraph) -> str:
    """The address of the graph as a map of the demo project."""
    with tempfile.TemporaryDirectory() as folder:
        files = [Path(folder) / name for name in FORMAT.write(graph)]
        for path, content in zip(files, FORMAT.write(graph).values(), strict=True):
            path.write_bytes(content)
        return f"/maps/{server.manage('import_map', *map(str, files), '--project', 'demo').splitlines()[-1]}/"


@contextmanager
def fresh(browser: Browser, signed_in: BrowserContext, server: Server) -> Iterator[Page]:
    """A page with an empty cache."""
    context = browser.new_context(
        base_url=server.address, viewport={"width": 1440, "height": 900}, storage_state=signed_in.storage_state()
    )
    yield context.new_page()
    context.close()


def transferred(page: Page) -> list[float]:
    """The bytes of each answer, headers included, from now on."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("Network.enable")
    sizes: list[float] = []
    cdp.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    return sizes


def opened(page: Page, address: str, figures: Figures) -> None:
    """The map's page is usable; what that took is noted."""
    cdp = page.context.new_cdp_session(page)
    sizes = transferred(page)
    page.goto(address)
    page.locator("body[data-usable]").wait_for(timeout=120_000)
    page.wait_for_timeout(500)
    usable = page.evaluate("performance.getEntriesByName('argmap:usable')[0].startTime")
    elements = page.evaluate("document.querySelectorAll('*').length")
    cdp.send("HeapProfiler.collectGarbage")
    heap = cdp.send("Runtime.getHeapUsage")["usedSize"]
    measured = (usable, sum(sizes) / 1000, elements, heap / 1e6)
    for name, value in zip(GOALS, measured, strict=False):
        figures[name].append(value)


def noise() -> list[float]:
    """The milliseconds of one and the same loop, twenty times."""
    found = []
    for _ in range(20):
        start = time.perf_counter()
        sum(range(1_000_000))
        found.append(1000 * (time.perf_counter() - start))
    return found


def table_of(title: str, figures: Figures) -> Table:
    table = Table("what", "lowest", "median", "highest", "goal at most", title=title)
    for name, values in figures.items():
        spread = (min(values), statistics.median(values), max(values))
        table.add_row(name, *(f"{value:,.0f}" for value in spread), GOALS[name])
    return table


def measure(browser: Browser) -> None:
    before, console = noise(), Console()
    with serving() as server:
        signed_in = browser.new_context(base_url=server.address)
        signed_in.new_page().goto(server.manage("sign_in_link", "--address", server.address))
        for graph in (
            article_map(words=10_000, spans=1_000, links=800),
            article_map(words=50_000, spans=5_000, links=4_000),
            article_map(words=50_000, spans=10_000, links=8_300),  # 10,000 boxes and their junctions
        ):
            address, figures = imported(server, graph), defaultdict(list)
            for _ in range(RUNS):
                with fresh(browser, signed_in, server) as page:
                    opened(page, address, figures)
                    marked(page, figures)
                    drawn(page, figures)
            console.print(table_of(graph.title, figures))
    loops = sorted(before + noise())
    console.print(f"One loop took {loops[0]:.0f} to {loops[-1]:.0f} ms, half of the times up to {loops[20]:.0f} ms.")


def main() -> None:
    try:
        path = chromium()
    except NotInstalledError as error:
        print(f"Chromium is left out: {error}", file=sys.stderr)
        return
    with sync_playwright() as playwright:
        flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        measure(browser)
        browser.close()


if __name__ == "__main__":
    main()
