"""A copy of the checkout as a new machine has it: no environment, no data."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.paths import ROOT

KEPT_OUT = {"DATABASE_URL", "SECRET_KEY", "ARGMAP_DATA", "ARGMAP_DEBUG", "ARGMAP_DB_POOL", "PYTHONDONTWRITEBYTECODE"}


@pytest.fixture(scope="module")
def environment():
    """What the shell of a person has, without what these tests set and what an outer make hands down."""
    return {key: value for key, value in os.environ.items() if key not in KEPT_OUT and "MAKE" not in key}


@pytest.fixture(scope="module")
def checkout(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("checkout")
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder
