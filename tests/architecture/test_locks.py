import re
import tomllib
from importlib.metadata import version

import pytest
from packaging.requirements import Requirement

from tests.paths import ROOT

MOST_PACKAGES = 65  # in the environment that make run makes, with pip and setuptools

DIRECT = [Requirement(line) for line in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]]
TEST_ONLY = [
    Requirement(line.split("#")[0].strip())
    for line in (ROOT / "requirements-test.in").read_text().splitlines()
    if line.split("#")[0].strip()
]


def locked(name: str) -> dict[str, str]:
    """Package → version of a lock file, each line of which is ``name==version``."""
    lines = (ROOT / name).read_text().splitlines()
    pairs = [re.fullmatch(r"([\w.-]+)==([\w.!+-]+)", line) for line in lines]
    assert all(pairs), "a line that is not name==version"
    return {plain(pair[1]): pair[2] for pair in pairs}


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("requirement", DIRECT, ids=str)
def test_each_direct_dependency_is_locked_at_a_version_that_is_asked_for(requirement):
    assert requirement.specifier.contains(locked("requirements.txt")[plain(requirement.name)])


@pytest.mark.parametrize("requirement", TEST_ONLY, ids=str)
def test_each_test_tool_is_locked(requirement):
    assert plain(requirement.name) in locked("requirements-test.txt")


def test_the_tests_run_on_the_very_versions_that_are_served():
    served, tested = locked("requirements.txt"), locked("requirements-test.txt")

    assert {name: tested.get(name) for name in served} == served


def test_the_locks_are_what_is_installed_here():
    wanted = locked("requirements-test.txt")

    assert {name: version(name) for name in wanted} == wanted


def test_few_packages_are_served():
    assert len(locked("requirements.txt")) + len(["pip", "setuptools"]) <= MOST_PACKAGES


def test_each_direct_dependency_has_its_reason_beside_it():
    section = (ROOT / "pyproject.toml").read_text().split("dependencies = [")[1].split("\n]")[0]

    assert [line for line in section.splitlines() if line.strip() and "# " not in line] == []
