"""The twins in the browser: the same trees and layouts as Python, for the shared maps and for random graphs."""

from __future__ import annotations

import functools
import random
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from argmap.domain.graph import ArgumentGraph, Article, Link, Node, Premise, Revision, Span
from argmap.domain.vocabulary import LinkType, NodeKind
from tests.fixtures.maps import case_of, read
from tests.paths import ROOT

pytestmark = pytest.mark.browser

SEES = """async ({store, sizes, layouts}) => {
  const { treeOf } = await import("/js/tree.js");
  const { layoutOf } = await import("/js/layout.js");
  const { lineOf } = await import("/js/geometry.js");
  const short = (number) => String(Math.round(number * 10) / 10);
  const stepData = (step, index) => (index === 0 ? "M" : step.length === 3 ? "C" : "L")
    + step.map((point) => point.map(short).join(" ")).join(" ");
  const data = (paths) => paths.map((path) => path.map(stepData).join("")).join("");
  const byId = (rows) => new Map(rows.map((row) => [row.id, row]));
  const tree = treeOf({ nodes: byId(store.nodes), links: byId(store.links), articles: byId(store.articles) });
  const keys = (items) => items.map((item) => item.key);
  const byPlace = ({ items }, sizes) => {
    const all = [...items.keys()].map((key) => sizes[key] ?? [NaN, NaN]); // junctions have their own
    const side = (index) => Float64Array.from(all, (size) => size[index]);
    return { widths: side(0), heights: side(1) };
  };
  const keyMap = (map) => Object.fromEntries([...map].map(([id, item]) => [id, item.key]));
  return {
    tree: {
      roots: keys(tree.roots),
      items: [...tree.items.values()].map((item) => [item.key, item.number, item.depth, item.reference,
        keys(item.members), keys(item.onLink), keys(item.children)]),
      item_of_node: keyMap(tree.itemOfNode),
      item_of_link: keyMap(tree.itemOfLink),
    },
    layouts: layouts.map(({ options }) => {
      const collapsed = new Set(options.collapsed);
      const layout = layoutOf(tree, byPlace(tree, sizes), { ...options, collapsed });
      const boxes = [...layout.boxes.values()];
      return {
        options,
        size: [layout.width, layout.height],
        boxes: boxes.map((b) => [b.key, b.shape, b.x, b.y, b.width, b.height,
          b.hidden && [b.hidden.count, b.hidden.inFavour, b.hidden.against]]),
        lines: boxes.map((b) => lineOf(b, layout)).filter(Boolean)
          .map((line) => [line.key, data(line.paths), line.sign, line.dot]),
        cross_links: layout.crossLinks.map((cross) => [cross.link, cross.chip, cross.box]),
      };
    }),
  };
}"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *arguments: Any) -> None:
        pass


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(ROOT / "static"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()


@pytest.fixture(scope="module")
def blank(address: str, browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.goto(f"{address}/img/favicon.svg")
    yield page
    page.close()


@pytest.mark.parametrize("case", read(), ids=lambda case: case["name"])
def test_browser_sees_the_shared_maps_as_they_are_written_down(blank: Page, case: dict[str, Any]):
    assert blank.evaluate(SEES, case) == {"tree": case["tree"], "layouts": case["layouts"]}


def test_what_bears_on_a_link_ends_with_a_dot_on_its_line(blank: Page):
    case = next(case for case in read() if case["name"] == "links on links on links")
    for layout in blank.evaluate(SEES, case)["layouts"][:4]:  # the others hide what bears on links
        on_a_line = """({ dot: [x, y], others }) => others.some((data) => {
          const line = document.createElementNS("http://www.w3.org/2000/svg", "path");
          line.setAttribute("d", data);
          for (let at = 0; at <= line.getTotalLength(); at += 0.5) {
            const point = line.getPointAtLength(at);
            if (Math.hypot(point.x - x, point.y - y) < 1) return true;
          }
          return false;
        })"""
        dotted = [(key, dot) for key, _, _, dot in layout["lines"] if dot]
        assert dotted
        for key, dot in dotted:
            others = [data for other, data, *_ in layout["lines"] if other != key]
            assert blank.evaluate(on_a_line, {"dot": dot, "others": others})


@pytest.mark.parametrize("seed", range(25))
def test_browser_sees_random_maps_as_python_does(blank: Page, seed: int):
    case = case_of("random", random_graph(random.Random(seed)))

    assert blank.evaluate(SEES, case) == {"tree": case["tree"], "layouts": case["layouts"]}


def random_graph(chance: random.Random) -> ArgumentGraph:
    """A graph of a few to forty nodes with links on links, circles and linked premises."""
    ids = [f"n{index}" for index in range(chance.randint(2, 40))]
    places = chance.sample(range(100), len(ids))
    nodes = [
        Node(
            id,
            NodeKind.CLAIM,
            id,
            main=chance.random() < 0.1,
            position=chance.choice([None, None, chance.randrange(5)]),
            spans=(Span(f"s{id}", "t", "r", place, place + 1, "x"),) if chance.random() < 0.7 else (),
        )
        for id, place in zip(ids, places, strict=True)
    ]
    links: list[Link] = []
    for index in range(chance.randrange(60)):
        on_link = bool(links) and chance.random() < 0.3
        target = chance.choice(links).id if on_link else chance.choice(ids)
        free = [id for id in ids if id != target]
        premises = chance.sample(free, min(len(free), chance.choice([1, 1, 1, 2, 3])))
        links.append(
            Link(
                f"l{index}",
                chance.choice([LinkType.SUPPORT, LinkType.ATTACK]),
                tuple(map(Premise, premises)),
                target_node=None if on_link else target,
                target_link=target if on_link else None,
                position=chance.choice([None, None, chance.randrange(5)]),
            )
        )
    return ArgumentGraph.of(
        id="m", articles=[Article("t", "Text", (Revision("r", "x" * 101),))], nodes=nodes, links=links
    )
