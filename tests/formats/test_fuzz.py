"""A short run of the fuzzer on every reader; a long one is ``python -m tests.fuzz FORMAT --seconds N``."""

from __future__ import annotations

import os
import subprocess

import pytest

from argmap.formats import FORMATS
from tests.paths import ROOT
from tests.peers import peer_python

RUNS = 400  # always the same files: what a longer search finds becomes a test of its reader


@pytest.mark.peers
@pytest.mark.parametrize("name", [name for name, format_ in FORMATS.items() if format_.read])
def test_a_short_fuzz_finds_no_file_that_crashes_the_reader(name):
    command = [peer_python(), "-W", "ignore", "-m", "tests.fuzz", name, "--runs", str(RUNS)]

    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": "0"},
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
        timeout=300,
    )

    assert done.returncode == 0, done.stderr[-3000:]
    assert "number_of_executed_units" in done.stderr
