"""Several processes that edit one map at one time, on the database of this run: on SQLite a real file."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from django.db import connection

from tests.paths import ROOT
from tests.services.editor import STEPS

EDITORS = 3


@pytest.fixture
def environment(db, tmp_path):
    """The environment of a process with an empty database of its own."""
    if connection.vendor == "sqlite":
        yield {**os.environ, "ARGMAP_DATA": str(tmp_path), "DATABASE_URL": ""}
        return
    import psycopg

    server, name = os.environ["DATABASE_URL"], f"together_{os.getpid()}"
    with psycopg.connect(server, autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}")
        yield {**os.environ, "DATABASE_URL": f"{server.rsplit('/', 1)[0]}/{name}"}
        admin.execute(f"DROP DATABASE {name}")


def start(environment, *arguments, module="tests.services.editor"):
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )


def output_of(process):
    printed, errors = process.communicate(timeout=120)
    assert process.returncode == 0, errors
    return printed.strip()


def test_nothing_is_lost_where_several_processes_edit_one_map(environment):
    key = output_of(start(environment, "prepare"))

    for process in [start(environment, "edit", key) for _ in range(EDITORS)]:
        output_of(process)

    steps = EDITORS * STEPS
    assert json.loads(output_of(start(environment, "report", key))) == {
        "count": str(steps),
        "nodes": steps + 1,
        "numbers": list(range(1, 2 * steps + 2)),
        "faults": [],
    }


def test_a_tag_goes_or_changes_while_somebody_tags_and_both_succeed(environment):
    assert json.loads(output_of(start(environment, module="tests.services.tagger"))) == {}
