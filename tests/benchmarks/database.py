"""What needs a database: opening a map's page, making a node, importing and exporting; run by ``__main__``."""

from __future__ import annotations

import os

import tests.environment  # noqa: F401  sets the environment before Django reads it

import django  # isort: skip

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "argmap.settings")
django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402  after the set-up
from django.test.utils import CaptureQueriesContext, get_runner, setup_test_environment  # noqa: E402
from rich.console import Console  # noqa: E402

from argmap.formats.argmap import FORMAT as ARGMAP  # noqa: E402
from argmap.models import ArgumentMap, User, new_id  # noqa: E402
from argmap.queries.graph import load_graph  # noqa: E402
from argmap.services.imports import import_map  # noqa: E402
from argmap.services.projects import create_project  # noqa: E402
from tests.benchmarks.__main__ import SIZES, median_of, table_of  # noqa: E402
from tests.benchmarks.graphs import graph_with  # noqa: E402


def measure() -> None:
    user = User.objects.create_user("bench")
    project = create_project(by=user, name="Bench")
    client = Client()
    client.force_login(user)
    rows: dict[str, list[float]] = {}
    queries: dict[str, list[int]] = {}
    for size in SIZES:
        files = ARGMAP.write(graph_with(size))
        once = 1 if size == SIZES[-1] else 3
        importing = median_of(
            lambda files=files: import_map(by=user, project=project, files=files, format_name="argmap"), runs=once
        )
        rows.setdefault("import into the database", []).append(importing)
        map_ = ArgumentMap.objects.order_by("-id").first()
        rows.setdefault("load the graph", []).append(median_of(lambda map_=map_: load_graph(map_), runs=5))
        page = f"/maps/{map_.pk}/"
        rows.setdefault("open the map's page", []).append(median_of(lambda page=page: client.get(page), runs=3))
        article = map_.map_articles.get().article_id
        target = map_.nodes.first().pk

        def mark(page=page, article=article, target=target):
            values = {
                "kind": "evidence",
                "article": article,
                "start": 3,
                "end": 9,
                "type": "support",
                "target_node": target,
            }
            return client.post(f"{page}nodes/", values | {"id": new_id(), "link_id": new_id()})

        rows.setdefault("make a node with span and link", []).append(median_of(mark, runs=9))
        for name, work in (("page", lambda page=page: client.get(page)), ("node", mark)):
            with CaptureQueriesContext(connection) as captured:
                work()
            queries.setdefault(name, []).append(len(captured))
    console = Console()
    console.print(table_of(os.environ.get("ARGMAP_BENCH", "Database"), rows))
    console.print(
        f"SQL queries at {SIZES}: page {queries['page']}, node {queries['node']} (BEGIN and COMMIT counted)\n"
    )


if __name__ == "__main__":
    setup_test_environment()
    runner = get_runner(settings)(verbosity=0, interactive=False)
    old = runner.setup_databases()
    try:
        measure()
    finally:
        runner.teardown_databases(old)
