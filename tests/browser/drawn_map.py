"""The drawn map alone in a page, over any graph: without server, text and outline, so that large maps come quickly."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from playwright.sync_api import Page

from argmap.domain.graph import ArgumentGraph
from tests.fixtures.maps import store_of
from tests.paths import ROOT

_PAGE = """<!doctype html><html lang="en"><title>Map</title>
<link rel="stylesheet" href="/css/tokens.css"><link rel="stylesheet" href="/css/base.css">
<link rel="stylesheet" href="/css/map.css">
<main><section class="view map-view" id="map-view" style="position: fixed; inset: 0" hidden></section></main>"""

_START = """async (data) => {
  const { Store } = await import("/js/workbench/store.js");
  const { State } = await import("/js/workbench/state.js");
  const { createMap } = await import("/js/map/map.js");
  const store = new Store({ map: { id: "m", url: "/maps/m/", version: 1, editable: true }, ...data });
  store.tree; // the outline has made it when a reader turns to the map
  const root = document.getElementById("map-view");
  const state = new State("m");
  window.drawn = { root, store, state, map: createMap(root, { store, state }) };
}"""

_SHOW = """async () => {
  performance.clearMarks("argmap:map");
  const begin = performance.now();
  drawn.root.hidden = false;
  while (!performance.getEntriesByName("argmap:map").length) await new Promise((done) => setTimeout(done, 2));
  return performance.getEntriesByName("argmap:map")[0].startTime - begin;
}"""


class _Handler(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path != "/":
            return super().do_GET()
        body = _PAGE.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        return None

    def log_message(self, format: str, *arguments: Any) -> None:
        pass


@contextmanager
def served_modules() -> Iterator[str]:
    """The address at which a page for the map and the scripts are served."""
    handler = functools.partial(_Handler, directory=str(ROOT / "static"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}/"
        served.shutdown()


def open_map(page: Page, address: str, graph: ArgumentGraph) -> float:
    """Shows the graph's map in the page; returns the milliseconds to its first complete frame."""
    page.goto(address)
    page.evaluate(_START, json.loads(json.dumps(store_of(graph))))
    page.wait_for_timeout(500)  # as long as a reader needs to turn to the map
    return float(page.evaluate(_SHOW))
