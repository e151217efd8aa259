"""A short run of the fuzzer on every reader; a long one is ``python -m tests.fuzz FORMAT --seconds N``."""

from __future__ import annotations

import subprocess

import pytest

from argmap.formats import FORMATS
from tests.paths import ROOT
from tests.peers import peer_python

SECONDS = 3


@pytest.mark.peers
@pytest.mark.parametrize("name", [name for name, format_ in FORMATS.items() if format_.read])
def test_a_short_fuzz_finds_no_file_that_crashes_the_reader(name):
    command = [peer_python(), "-W", "ignore", "-m", "tests.fuzz", name, "--seconds", str(SECONDS)]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace", check=False, timeout=300)

    assert done.returncode == 0, done.stderr[-3000:]
    assert "number_of_executed_units" in done.stderr
