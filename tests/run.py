"""Runs every group of tests: ``python -m tests.run [GROUP …]``.

Groups: check (format, lint, types, architecture, migrations), sqlite (everything but the browser), postgres (what needs a
database, on a throw-away cluster), browser (real Chromium against a real server). What a group needs is installed by
the system's package manager where it may; a group that cannot run says so, and in CI (``CI=true``) that fails.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable

from tests.paths import ROOT
from tests.postgres import NoPostgresError, throwaway_cluster
from tests.system import NotInstalledError, chromium

BIN = os.path.dirname(sys.executable)
QUIET = ["-q", "--no-header", "-rs"]


class CannotRunError(Exception):
    """A group lacks something that could not be installed."""


def call(*command: str, **environment: str) -> bool:
    """Whether the command ended well; its output goes where ours goes."""
    print(f"  $ {' '.join(command)}", flush=True)
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode == 0


def tool(name: str) -> str:
    return os.path.join(BIN, name)


def pytest(*arguments: str, **environment: str) -> bool:
    return call(sys.executable, "-m", "pytest", *QUIET, *arguments, **environment)


def check() -> bool:
    commands = [
        (tool("ruff"), "format", "--check", "."),
        (tool("ruff"), "check", "."),
        (tool("mypy"),),
        (tool("lint-imports"),),
        (tool("djlint"), "templates", "--lint", "--quiet"),
        (sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"),
    ]
    return all([call(*command, ARGMAP_DATA="var/check") for command in commands])  # a list: all of them run


def sqlite() -> bool:
    return pytest("tests", "-m", "not browser", "-n", "2")


def postgres() -> bool:
    try:
        with throwaway_cluster() as url:
            return pytest("tests", "-m", "database and not browser", "-n", "2", DATABASE_URL=url)
    except NoPostgresError as error:
        raise CannotRunError(str(error)) from error


def browser() -> bool:
    try:
        chromium()
    except NotInstalledError as error:
        raise CannotRunError(str(error)) from error
    return pytest("tests/browser", "-m", "browser")


GROUPS: dict[str, Callable[[], bool]] = {"check": check, "sqlite": sqlite, "postgres": postgres, "browser": browser}


def run(name: str) -> str:
    """How the group went: passed, FAILED, or why it could not run."""
    print(f"\n=== {name} ===", flush=True)
    try:
        return "passed" if GROUPS[name]() else "FAILED"
    except CannotRunError as error:
        print(error, file=sys.stderr)
        return f"could not run: {error}"


def main(names: list[str]) -> int:
    if unknown := set(names) - GROUPS.keys():
        print(f"There is no group {', '.join(sorted(unknown))}; known are {', '.join(GROUPS)}.", file=sys.stderr)
        return 2
    results = {}
    for name in names or GROUPS:
        start = time.monotonic()
        results[name] = (run(name), time.monotonic() - start)
    print("\n=== all groups ===")
    for name, (result, seconds) in results.items():
        print(f"{name:10} {seconds:6.0f} s  {result}")
    failed = [name for name, (result, _) in results.items() if result == "FAILED"]
    missing = [name for name, (result, _) in results.items() if result.startswith("could not run")]
    passed = len(results) - len(failed) - len(missing)
    print(f"groups: {passed} passed, {len(failed) + len(missing)} failed" if missing else f"groups: {passed} passed, {len(failed)} failed")
    return 1 if failed or (missing and os.environ.get("CI")) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
