"""Runs every group of tests: ``python -m tests.run [GROUP …]``.

    check      format, lint, types, architecture, templates, migrations
    sqlite     everything but the groups below, on SQLite
    postgres   what needs a database, again on a throw-away PostgreSQL cluster
    browser    real Chromium against a real server on SQLite, the main job again on PostgreSQL
    peers      other programs' own readers on the files that we write
    setup      make run on a copy of the checkout, as on a new machine

What a group needs is installed by the system's package manager where it may. A group that cannot run says so, and in CI
(``CI=true``) that fails. How long a browser takes depends on how busy the machine is: up to three of its tests
that fail are run once more, alone, and that is said at the end.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

from tests.paths import ROOT
from tests.peers import graphviz, peer_node, peer_python
from tests.postgres import NoPostgresError, throwaway_cluster
from tests.system import NotInstalledError, chromium

BIN = Path(sys.executable).parent
WORKERS = ["-n", "2"]

counts: Counter[str] = Counter()


class CannotRunError(Exception):
    """A group lacks something that could not be installed."""


def call(*command: str, **environment: str) -> bool:
    """Whether the command ended well; its output goes where ours goes."""
    print(f"\n$ {' '.join(Path(part).name if part == command[0] else part for part in command)}", flush=True)
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode == 0


def pytest(*arguments: str, again: int = 0, **environment: str) -> bool:
    """Whether these tests pass; adds to ``counts``. Where at most ``again`` fail, these are run once more, alone."""
    with tempfile.NamedTemporaryFile(suffix=".xml") as report:
        passed = call(
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "--no-header",
            "-rs",
            f"--junitxml={report.name}",
            *arguments,
            **environment,
        )
        found, failed = counted(Path(report.name)), failed_in(Path(report.name))
    if passed or not 0 < len(failed) <= again:
        counts.update(found)
        return passed
    counts.update({"passed": found["passed"], "skipped": found["skipped"], "run once more": len(failed)})
    return pytest(*failed, **environment)


def counted(report: Path) -> Counter[str]:
    """How many tests passed, failed and were skipped, by a report in JUnit's format."""
    if not report.stat().st_size:
        return Counter()
    found: Counter[str] = Counter()
    for suite in ElementTree.parse(report).iter("testsuite"):
        failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        skipped = int(suite.get("skipped", 0))
        found.update(failed=failed, skipped=skipped, passed=int(suite.get("tests", 0)) - failed - skipped)
    return found


def failed_in(report: Path) -> list[str]:
    """The tests that failed, as pytest takes them, by a report in JUnit's format."""
    if not report.stat().st_size:
        return []
    cases = ElementTree.parse(report).iter("testcase")
    failed = [case for case in cases if case.find("failure") is not None or case.find("error") is not None]
    return sorted({f"{case.get('classname', '').replace('.', '/')}.py::{case.get('name')}" for case in failed})


def check() -> bool:
    commands = [
        ("ruff", "format", "--check", "."),
        ("ruff", "check", "."),
        ("mypy",),
        ("lint-imports", "--no-cache"),
        ("djlint", "templates", "--lint", "--quiet"),
        ("python", "manage.py", "makemigrations", "--check", "--dry-run"),
    ]
    with tempfile.TemporaryDirectory() as data:
        results = [call(str(BIN / name), *rest, ARGMAP_DATA=data) for name, *rest in commands]
    return all(results)


def sqlite() -> bool:
    return pytest("tests", "-m", "not browser and not setup and not peers", *WORKERS)


def postgres() -> bool:
    with cluster() as url:
        return pytest("tests", "-m", "database and not browser and not peers", *WORKERS, DATABASE_URL=url)


def browser() -> bool:
    try:
        chromium()
    except NotInstalledError as error:
        raise CannotRunError(str(error)) from error
    passed = pytest("tests/browser", *WORKERS, "--dist", "loadfile", again=3)
    with cluster() as url:
        return pytest("tests/browser/test_main_job.py", again=3, DATABASE_URL=url) and passed


def peers() -> bool:
    try:
        peer_python(), peer_node(), graphviz()
    except (NotInstalledError, subprocess.CalledProcessError) as error:
        raise CannotRunError(str(error)) from error
    return pytest("tests", "-m", "peers")


def setup() -> bool:
    return pytest("tests/setup")


@contextmanager
def cluster():
    """The DATABASE_URL of a throw-away cluster. Raises CannotRunError."""
    try:
        with throwaway_cluster() as url:
            yield url
    except NoPostgresError as error:
        raise CannotRunError(str(error)) from error


GROUPS: dict[str, Callable[[], bool]] = {
    "check": check,
    "sqlite": sqlite,
    "postgres": postgres,
    "browser": browser,
    "peers": peers,
    "setup": setup,
}


def run(name: str) -> str:
    """How the group went: passed, FAILED, or why it could not run."""
    print(f"\n=== {name} ===", flush=True)
    try:
        return "passed" if GROUPS[name]() else "FAILED"
    except CannotRunError as error:
        return f"could not run: {error}"


def status_of(results: dict[str, str]) -> int:
    """1 where a group failed, or in CI could not run."""
    strict = os.environ.get("CI", "").lower() not in {"", "0", "false"}
    return int(any(result == "FAILED" or (strict and result != "passed") for result in results.values()))


def main(names: list[str]) -> int:
    if unknown := set(names) - GROUPS.keys():
        print(f"There is no group {', '.join(sorted(unknown))}; known are {', '.join(GROUPS)}.", file=sys.stderr)
        return 2
    results, lines, begin = {}, [], time.monotonic()
    for name in names or GROUPS:
        start = time.monotonic()
        results[name] = run(name)
        lines.append(f"{name:10} {time.monotonic() - start:6.0f} s  {results[name]}")
    print("\n=== all groups ===", *lines, sep="\n")
    told = ", ".join(
        f"{counts[word]} {word}" for word in ("failed", "passed", "skipped", "run once more") if counts[word]
    )
    print(f"{told or 'no tests ran'} in {time.monotonic() - begin:.0f} s", flush=True)
    return status_of(results)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
