"""The page's short rows become the rows that the server would send after an edit, whatever text and map."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from django.template.loader import render_to_string
from playwright.sync_api import Browser, Page

from argmap.domain.graph import ArgumentGraph, Article, Link, Node, Premise, Revision, Span
from argmap.domain.structure import Block, BlockType, Structure
from argmap.domain.vocabulary import EvidenceType, LinkType, NodeKind
from argmap.queries.store import store_link, store_node
from argmap.queries.store_page import store_page
from tests.browser.drawn_map import served_modules

pytestmark = pytest.mark.browser

UNPACK = """async ({ html, data }) => {
  const { TextView } = await import("/js/workbench/textview.js");
  const { unpacked } = await import("/js/workbench/store_page.js");
  document.querySelector("main").innerHTML = html;
  const view = new TextView(document.querySelector("[data-revision]"));
  const { nodes, links } = unpacked(data, new Map([[view.revision, view]]));
  return { nodes, links };
}"""
PIECES = [
    "Buses ",
    "run",
    " late",
    ". ",
    "🚌",
    "夜行バス",
    "العربية ",
    "a  b",
    "\u00a0",
    "\n",
    "\n\n",
    "<b> & co",
    "\u200d",
    "e\u0301 ",
]


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    with served_modules() as address:
        page.goto(address)
        yield page
    page.close()


def random_article(random: Random) -> Article:
    """A text with odd characters; its structure, where it has one, leaves out parts of it."""
    text = "".join(random.choices(PIECES, k=60))
    ends = [found.span() for found in re.finditer(r"[^\n]+", text)]  # blocks that are lines, or anything
    cuts = sorted(random.sample(range(len(text)), k=random.choice([0, 4, 8])))
    places = random.choice([ends, list(zip(cuts[::2], cuts[1::2], strict=True))])
    blocks = [Block(BlockType.PARAGRAPH, start, end) for start, end in places]
    revisions = (Revision("old", text[::-1]), Revision("r", text, Structure(blocks=tuple(blocks))))
    return Article(id="a", title="A", revisions=revisions)


def random_node(index: int, article: Article, random: Random) -> Node:
    spans = []
    for number in range(random.randrange(3)):
        revision = random.choice(article.revisions)
        start = random.randrange(len(revision.text) - 1)
        end = random.randrange(start + 1, min(start + 40, len(revision.text)) + 1)
        spans.append(Span(f"s{index}.{number}", "a", revision.id, start, end, revision.text[start:end]))
    quote = spans[0].exact if spans else "Own words"
    full = {
        "implicit": True, "evidence_type": EvidenceType.STUDY, "attribution": "she", "sources": ("a", "b"), "note": "n",
        "confidence": 0.0, "position": 0, "tags": ("t",), "main": True,
    }  # fmt: skip
    chosen = {name: value for name, value in full.items() if random.random() < 0.3}
    text = random.choice([quote, quote, quote, quote.strip(), ""])
    return Node(id=f"n{index}", kind=random.choice(list(NodeKind)), text=text, spans=tuple(spans), **chosen)  # type: ignore[arg-type]  # as above


def random_graph(random: Random) -> ArgumentGraph:
    article = random_article(random)
    nodes = [random_node(index, article, random) for index in range(40)]
    links = []
    for index in range(30):
        premises = tuple(
            Premise(n.id, random.choice(["", "major"])) for n in random.sample(nodes, k=random.choice([1, 3]))
        )
        on_link = bool(links) and random.random() < 0.3
        target = random.choice(links if on_link else nodes).id
        links.append(
            Link(
                id=f"l{index}",
                type=random.choice(list(LinkType)),
                premises=premises,
                target_node=None if on_link else target,
                target_link=target if on_link else None,
                scheme=random.choice(["", "analogy"]),
                tags=random.choice([(), ("t", "u")]),
                position=random.choice([None, 0, 2]),
            )
        )
    return ArgumentGraph.of(id="m", articles=[article], nodes=nodes, links=links)


@pytest.mark.parametrize("seed", range(40))
def test_the_short_rows_become_full_ones(blank: Page, seed: int) -> None:
    graph = random_graph(Random(seed))
    text = render_to_string("articles/text.html", {"revision": graph.articles["a"].revisions[-1]})
    html = f'<article data-article="a" data-revision="r">{text}</article>'

    found: dict[str, Any] = blank.evaluate(UNPACK, {"html": html, "data": json.loads(json.dumps(store_page(graph)))})

    assert found["nodes"] == [store_node(node) for node in graph.nodes.values()]
    assert found["links"] == [store_link(link) for link in graph.links.values()]
