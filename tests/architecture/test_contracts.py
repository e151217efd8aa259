import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from argmap.formats import FORMATS
from tests.paths import ROOT

BROKEN = {
    "argmap/services/accounts.py": ("from argmap.views import access", "Layers: imports only point down"),
    "argmap/views/access.py": ("from argmap.api import pagination", "Layers: imports only point down"),
    "argmap/domain/tree.py": (
        "from django.utils import timezone",
        "The domain, the formats and the intake know no Django",
    ),
    "argmap/formats/csv.py": ("from argmap.formats import dot", "Registered formats do not import each other"),
    "argmap/models/node.py": ("from argmap.models import link", "Packages have no cycles"),
}


@pytest.fixture
def copy(tmp_path):
    shutil.copytree(ROOT / "argmap", tmp_path / "argmap", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "tests" / "architecture", tmp_path / "tests" / "architecture")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copy(ROOT / "tests" / "paths.py", tmp_path / "tests")
    (tmp_path / "tests" / "__init__.py").touch()
    return tmp_path


def verdicts(folder: Path) -> dict[str, str]:
    """KEPT or BROKEN for each contract by its name."""
    lint = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([lint, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)
    lines = [line.rsplit(" ", 1) for line in done.stdout.splitlines() if line.endswith((" KEPT", " BROKEN"))]
    assert lines, done.stdout + done.stderr
    return dict(lines)


@pytest.mark.parametrize("path", BROKEN)
def test_an_import_against_the_architecture_is_found(path, copy):
    line, contract = BROKEN[path]
    with (copy / path).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")

    assert verdicts(copy)[contract] == "BROKEN"


def test_every_registered_format_is_held_by_the_contract():
    from grimp import build_graph

    from tests.architecture.contracts import RegisteredModulesContract

    options = {"package": "argmap.formats", "helpers": ["base", "bundles", "registry"]}
    contract = RegisteredModulesContract("formats", {"root_packages": ["argmap"]}, options)

    held = contract.registered(build_graph("argmap", cache_dir=None))

    assert held == {f"argmap.formats.{name.replace('-', '_')}" for name in FORMATS}
