"""The workbench in Chromium on long articles and large maps, measured from outside; run by ``make bench``.

Every figure is taken several times on a fresh page with an empty cache: lowest, median and highest stand beside
the goal, and the lowest says whether it is met: the rest is what else the machine had to do. How much that was shows in
the last row of each table: one and the same loop, timed between the pages.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
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

USABLE, QUERIES, TRANSFERRED = "usable, ms", "queries in SQL", "transferred, kB"
ELEMENTS, HEAP, LOOP = "elements", "heap, MB", "one loop of Python, ms"
LARGE, LONG = "10,000 words, 1,000 spans, 800 links", "50,000 words, 5,000 spans, 4,000 links"
HUGE = "50,000 words, 10,000 boxes"

MAPS: dict[str, Callable[[], ArgumentGraph]] = {
    LARGE: partial(article_map, words=10_000, spans=1_000, links=800),
    LONG: partial(article_map, words=50_000, spans=5_000, links=4_000),
    HUGE: partial(article_map, words=50_000, spans=10_000, links=8_300),  # and the junctions of linked premises
}
GOALS: dict[str, dict[str, float]] = {
    LARGE: {USABLE: 800, QUERIES: 15, TRANSFERRED: 250, ELEMENTS: 3_500, HEAP: 25, **WORKBENCH_GOALS},
    LONG: {USABLE: 2_000, QUERIES: 15, **WORKBENCH_GOALS},
    HUGE: {QUERIES: 15, **WORKBENCH_GOALS},
}
COUNT_QUERIES = """
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from argmap.services.accounts import first_user
client = Client()
client.force_login(first_user())
with CaptureQueriesContext(connection) as queries:
    client.get({address!r}, headers={{"host": "localhost"}})
print(len(queries))
"""


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
    """The map's page is usable, then whole; what that took is noted."""
    sizes = transferred(page)
    page.goto(address)
    page.locator("body[data-usable=whole]").wait_for(timeout=120_000)
    page.wait_for_timeout(500)
    cdp = page.context.new_cdp_session(page)
    cdp.send("HeapProfiler.collectGarbage")
    figures[USABLE].append(page.evaluate("performance.getEntriesByName('argmap:usable')[0].startTime"))
    figures[TRANSFERRED].append(sum(sizes) / 1000)
    figures[ELEMENTS].append(page.evaluate("document.querySelectorAll('*').length"))
    figures[HEAP].append(cdp.send("Runtime.getHeapUsage")["usedSize"] / 1e6)


def loop() -> float:
    """The milliseconds of a loop that always does the same."""
    start = time.perf_counter()
    sum(range(1_000_000))
    return 1000 * (time.perf_counter() - start)


def table_of(title: str, figures: Figures) -> Table:
    table = Table("what", "lowest", "median", "highest", "goal at most", "", title=title)
    for name, values in figures.items():
        spread = (min(values), statistics.median(values), max(values))
        goal = GOALS[title].get(name)
        said = ("", "") if goal is None else (f"{goal:,.0f}", "met" if min(values) <= goal else "not met")
        table.add_row(name, *(f"{value:,.0f}" for value in spread), *said)
    return table


def measured(browser: Browser, server: Server, signed_in: BrowserContext, graph: ArgumentGraph) -> Figures:
    address, figures = imported(server, graph), defaultdict(list)
    loops = [loop()]
    for _ in range(RUNS):
        with fresh(browser, signed_in, server) as page:
            opened(page, address, figures)
            marked(page, figures)
            drawn(page, figures)
        loops += [loop() for _ in range(5)]
    figures[QUERIES].append(float(server.manage("shell", "-v", "0", "-c", COUNT_QUERIES.format(address=address))))
    figures[LOOP] = loops
    return figures


def measure(browser: Browser) -> None:
    console = Console()
    with serving() as server:
        signed_in = browser.new_context(base_url=server.address)
        signed_in.new_page().goto(server.manage("sign_in_link", "--address", server.address))
        for title, make in MAPS.items():
            console.print(table_of(title, measured(browser, server, signed_in, make())))


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
