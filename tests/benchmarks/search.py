"""Search in 1,000 articles with 100,000 nodes and 10,000 comments; run by ``__main__`` on each database."""

from __future__ import annotations

import os
import time
from datetime import date
from itertools import accumulate
from random import Random

import tests.environment  # noqa: F401  sets the environment before Django reads it

import django  # isort: skip

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "argmap.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection, transaction  # noqa: E402  after the set-up
from django.test.utils import get_runner, setup_test_environment  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402

from argmap.domain.vocabulary import EvidenceType, LinkType, NodeKind  # noqa: E402
from argmap.models import (  # noqa: E402
    ArgumentMap,
    Article,
    Comment,
    Link,
    LinkTag,
    MapArticle,
    Node,
    NodeTag,
    Premise,
    Project,
    Revision,
    Span,
    Tag,
)
from argmap.queries.search.filters import Filters  # noqa: E402
from argmap.queries.search.find import Found, Search  # noqa: E402
from argmap.queries.search.questions import QUESTIONS  # noqa: E402
from argmap.services.search_index import drop_triggers, rebuild_index  # noqa: E402
from tests.benchmarks.__main__ import median_of  # noqa: E402

ARTICLES, NODES, COMMENTS = 1_000, 100, 10  # nodes of each article's map, and comments on them
WORDS_OF_ARTICLE, WORDS_OF_NODE = 600, 14
RUNS = 5
SEARCHES = {
    "a rare word": Search("rare4000"),
    "a word in every third node": Search("council"),
    "two common words": Search("council night"),
    "a phrase": Search('"night bus"'),
    "the beginning of a word": Search("counc*"),
    "a word without another": Search("council -night"),
    "a word in claims": Search("council", Filters(kind="claim")),
    "a word in comments": Search("council", Filters(kind="comment")),
    "a word, by attribution": Search("council", Filters(attribution="driver")),
    "a word, by author and day": Search("council", Filters(author="Ana", since=date(2020, 1, 1))),
    "evidence of a type, no word": Search("", Filters(evidence_type="statistic")),
    "a word, by tag": Search("council", Filters(tag="Checked")),
    "a tag of nodes and links, no word": Search("", Filters(tag="checked")),
    "a word in Chinese": Search("巴士"),
    **{f"question: {key}": Search(question=key) for key in QUESTIONS},
}


def fill(random: Random) -> Project:
    """A project in which words are as frequent as in a language: the n-th one stands in one place of n."""
    words = ["night", "bus", "council", "people", "home", "late", *(f"rare{number}" for number in range(5_000))]
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))

    def text(count: int) -> str:
        return " ".join(random.choices(words, cum_weights=weights, k=count))

    project = Project.objects.create(name="Bench", slug="bench")
    articles = [Article(project=project, title=text(6), author=text(2), language="en") for _ in range(ARTICLES)]
    revisions = [
        Revision(article=one, text=text(WORDS_OF_ARTICLE), sha256="", length=0, words=WORDS_OF_ARTICLE)
        for one in articles
    ]
    maps = [ArgumentMap(project=project, title=one.title) for one in articles]
    places = [
        MapArticle(map=map_, article=revision.article, revision=revision)
        for map_, revision in zip(maps, revisions, strict=True)
    ]
    nodes = [_node(map_, text(WORDS_OF_NODE), random) for map_ in maps for _ in range(NODES)]
    comments = [Comment(map=one.map, node=one, text=text(WORDS_OF_NODE)) for one in nodes[:: NODES // COMMENTS]]
    tag = Tag.objects.create(project=project, name="checked")
    links, premises, spans = [], [], []
    for index, node in enumerate(nodes):
        spans.append(Span(node=node, revision=revisions[index // NODES], start=0, end=5, exact=""))
        if place := index % NODES:
            kind = LinkType.ATTACK if node.kind == NodeKind.COUNTERCLAIM else LinkType.SUPPORT
            link = Link(map=node.map, type=kind, target_node=nodes[index - place + random.randrange(place)])
            links.append(link)
            premises.append(Premise(link=link, node=node))
    on_nodes = [NodeTag(node=node, tag=tag) for node in nodes[::10]]
    on_links = [LinkTag(link=link, tag=tag) for link in links[5::10]]
    drop_triggers()  # what is made in bulk is read once, below
    for model, rows in (
        (Article, articles),
        (Revision, revisions),
        (ArgumentMap, maps),
        (MapArticle, places),
        (Node, nodes),
        (Span, spans),
        (Link, links),
        (Premise, premises),
        (NodeTag, on_nodes),
        (LinkTag, on_links),
        (Comment, comments),
    ):
        model.objects.bulk_create(rows, batch_size=2_000)
    return project


def _node(map_: ArgumentMap, text: str, random: Random) -> Node:
    kind = random.choice(list(NodeKind))
    is_evidence = kind is NodeKind.EVIDENCE
    return Node(
        map=map_,
        kind=kind,
        text=text,
        evidence_type=random.choice(list(EvidenceType)) if is_evidence else "",
        attribution=random.choice(["", "", "the council", "the drivers' union"]),
        sources=[f"Source {random.randrange(50)}"] if is_evidence else [],
    )


def measure() -> None:
    with transaction.atomic():
        project = fill(Random(1))
    rebuilding = median_of(rebuild_index, runs=1)
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    name = os.environ.get("ARGMAP_BENCH", "Database")
    table = Table(
        title=f"Search on {name}: 1,000 articles, 100,000 nodes, 10,000 comments, the first page of 20 with its count"
    )
    for heading in ("what", "matches", "first time", "time"):
        table.add_column(heading, justify="left" if heading == "what" else "right")
    for what, search in SEARCHES.items():

        def ask(search: Search = search) -> int:
            found = Found(search, [project.pk])
            found[:20]
            return len(found)

        start = time.perf_counter()
        matches = ask()  # a question on structure is asked of all maps; later of those that changed since
        first = time.perf_counter() - start
        again = median_of(ask, runs=RUNS)
        table.add_row(what, f"{matches:,}", f"{1000 * first:.1f} ms", f"{1000 * again:.1f} ms")
    table.add_row("rebuild_search", "", f"{rebuilding:.1f} s", "")
    Console().print(table)


if __name__ == "__main__":
    setup_test_environment()
    runner = get_runner(settings)(verbosity=0, interactive=False)
    old = runner.setup_databases()
    try:
        measure()
    finally:
        runner.teardown_databases(old)
