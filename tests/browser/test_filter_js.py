"""The filter's rules in the browser: those of the list of problems, and what is or-ed and and-ed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from argmap.domain.graph import ArgumentGraph, Link, Node, Premise
from argmap.domain.problems.support import claim_without_support, unanswered_counterclaim
from argmap.domain.vocabulary import LinkType, NodeKind
from tests.browser.drawn_map import served_modules
from tests.fixtures.maps import GRAPHS, store_of
from tests.graphs import graph_of

pytestmark = pytest.mark.browser

ASK = """async ({ store, wishes, more }) => {
  const { matching, offered } = await import("/js/filter.js");
  const byId = (rows) => new Map(rows.map((row) => [row.id, row]));
  const nodes = store.nodes.map((row) => ({ author: "", ...row, ...more[row.id] }));
  const graph = { nodes: byId(nodes), links: byId(store.links) };
  const values = Object.fromEntries([...offered(graph)].map(([field, own]) => [field, Object.fromEntries(own)]));
  return { found: [...matching(graph, wishes)], values };
}"""


@pytest.fixture(scope="module")
def blank(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    with served_modules() as address:
        page.goto(address)
        yield page
    page.close()


def asked(page: Page, graph: ArgumentGraph, *wishes: str, more: dict[str, Any] | None = None) -> Any:
    store = json.loads(json.dumps(store_of(graph)))
    return page.evaluate(ASK, {"store": store, "wishes": wishes, "more": more or {}})


def found(page: Page, graph: ArgumentGraph, *wishes: str, more: dict[str, Any] | None = None) -> str:
    return " ".join(asked(page, graph, *wishes, more=more)["found"])


def random_graph(random: Random) -> ArgumentGraph:
    """Every kind and type, links on links, linked premises, restatements."""
    ids = [f"n{number}" for number in range(random.randint(1, 12))]
    nodes = [
        Node(
            id=key,
            kind=random.choice(list(NodeKind)),
            text=key,
            main=random.random() < 0.2,
            implicit=random.random() < 0.2,
        )
        for key in ids
    ]
    links: list[Link] = []
    for number in range(random.randint(0, 14)):
        type_ = random.choice(list(LinkType))
        premises = random.sample(ids, 1 if type_ is LinkType.REPHRASE else random.randint(1, min(3, len(ids))))
        on_link = bool(links) and type_ is not LinkType.REPHRASE and random.random() < 0.3
        target = {"target_link": random.choice(links).id} if on_link else {"target_node": random.choice(ids)}
        links.append(Link(id=f"l{number}", type=type_, premises=tuple(Premise(node) for node in premises), **target))
    return ArgumentGraph.of(id="m", nodes=nodes, links=links)


def test_unsupported_and_unanswered_mean_what_the_list_of_problems_means(blank: Page):
    graphs = [*GRAPHS.values(), *(random_graph(Random(seed)) for seed in range(150))]
    for graph in graphs:
        for wish, rule in (("unsupported", claim_without_support), ("unanswered", unanswered_counterclaim)):
            expected = {problem.nodes[0] for problem in rule(graph)}
            assert set(asked(blank, graph, f"problem:{wish}")["found"]) == expected


GRAPH = graph_of(
    *["main:yes a", "kind:evidence evidence_type:statistic attribution:Kim b", "kind:evidence c", "b -> a", "c -> a"],
    *["kind:counterclaim attribution:Lee k", "k -x a", "scheme:expert-opinion d & e -> k", "u -x (k -x a)", "r ~> a"],
)
MORE = {
    "b": {"tags": ["sea", "town"], "author": "Ana", "comments": 2, "open_comments": 1},
    "k": {"tags": ["sea"], "author": "Bo", "comments": 1, "open_comments": 0},
}


@pytest.mark.parametrize(
    ("wishes", "nodes"),
    [
        (["kind:evidence"], "b c"),
        (["kind:evidence", "kind:counterclaim"], "b c k"),
        (["kind:evidence", "kind:counterclaim", "tag:sea"], "b k"),
        (["kind:evidence", "tag:sea", "tag:town"], "b"),
        (["evidence:statistic"], "b"),
        (["evidence:"], "c"),
        (["attribution:Kim", "attribution:Lee"], "b k"),
        (["author:Bo"], "k"),
        (["relation:attack"], "k"),
        (["relation:undercut"], "u"),
        (["relation:rephrase"], "r"),
        (["scheme:expert-opinion"], "d e"),
        (["comments:any"], "b k"),
        (["comments:open"], "b"),
        (["words:kim"], "b"),
        (["words:#sea lee"], "k"),
        (["words:#sea", "words:lee"], "k"),
        (["kind:nonsense"], ""),
        (["nonsense:claim", "kind:counterclaim"], "k"),
    ],
    ids=" ".join,
)
def test_values_of_a_field_are_or_ed_and_fields_are_and_ed(blank: Page, wishes: list[str], nodes: str):
    assert found(blank, GRAPH, *wishes, more=MORE) == nodes


def test_a_tag_of_a_link_finds_its_premises_as_one_of_their_own_and_counts_each_once(blank: Page):
    tags = {("c",): ("sea",), ("d", "e"): ("weak", "sea"), ("b",): ("sea",)}
    links = {
        key: replace(link, tags=tags.get(tuple(premise.node for premise in link.premises), ()))
        for key, link in GRAPH.links.items()
    }
    graph = replace(GRAPH, links=links)

    assert found(blank, graph, "tag:weak", more=MORE) == "d e"
    assert found(blank, graph, "tag:sea", more=MORE) == "b c k d e"
    assert found(blank, graph, "tag:sea", "kind:evidence", more=MORE) == "b c"
    assert found(blank, graph, "words:#weak", more=MORE) == "d e"
    assert found(blank, graph, "words:#sea kim", more=MORE) == "b"
    assert asked(blank, graph, more=MORE)["values"]["tag"] == {"sea": 5, "weak": 2, "town": 1}


def test_nodes_without_the_fields_of_comments_have_none(blank: Page):
    assert found(blank, GRAPH, "comments:any") == ""


def test_offered_are_the_values_of_the_map_with_how_many_nodes_have_them(blank: Page):
    values = asked(blank, GRAPH, more=MORE)["values"]

    assert values["kind"] == {"claim": 5, "evidence": 2, "counterclaim": 1}
    assert list(values["kind"]) == ["claim", "evidence", "counterclaim"]
    assert values["tag"] == {"sea": 2, "town": 1}
    assert values["evidence"] == {"": 1, "statistic": 1}
    assert values["relation"] == {"support": 4, "attack": 1, "undercut": 1, "rephrase": 1}
    assert values["comments"] == {"any": 2, "open": 1}
    assert values["author"] == {"Ana": 1, "Bo": 1}


LARGE = """async () => {
  const { matching, offered } = await import("/js/filter.js");
  const KINDS = ["claim", "evidence", "counterclaim"];
  const nodeOf = (one, place) => [`n${place}`, { id: `n${place}`, kind: KINDS[place % 3], text: `Words ${place}`,
    attribution: `who ${place % 97}`, evidence_type: "", tags: [`t${place % 7}`], author: "", main: !place }];
  const linkOf = (one, place) => [`l${place}`, { id: `l${place}`, type: place % 4 ? "support" : "attack",
    scheme: "", tags: [`t${place % 5}`], premises: [{ node: `n${place + 1}`, role: "" }],
    target_node: `n${place >> 2}`, target_link: null }];
  const graphOf = (size) => ({ nodes: new Map(Array.from({ length: size }, nodeOf)),
    links: new Map(Array.from({ length: size - 1 }, linkOf)) });
  const wishes = ["kind:claim", "problem:unsupported", "words:wor", "relation:support", "tag:t1"];
  const graph = graphOf(100_000);
  const begin = performance.now();
  matching(graph, wishes);
  offered(graph);
  return performance.now() - begin;
}"""


def test_a_hundred_thousand_nodes_are_filtered_in_seconds(blank: Page):
    took = blank.evaluate(LARGE)

    assert took < 10_000, f"{took} ms: work that looks through all nodes for each node takes minutes"
