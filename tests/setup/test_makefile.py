import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.paths import ROOT

TOOLS = ("sh", "bash", "env", "make", "rm", "touch", "cat", "mkdir")


@pytest.fixture
def machine(tmp_path):
    """A machine with a shell, make and the Pythons that a test puts there; ``ran`` lists what was run."""
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in TOOLS:
        (programs / name).symlink_to(shutil.which(name))
    home = tmp_path / "argmap"
    home.mkdir()
    for name in ("Makefile", "requirements.txt", "requirements-test.txt"):
        shutil.copy(ROOT / name, home)
    return Machine(programs, home)


class Machine:
    def __init__(self, programs: Path, home: Path) -> None:
        self.programs, self.home = programs, home

    def put(self, name: str, script: str) -> None:
        file = self.programs / name
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)

    def make(self, *arguments: str) -> tuple[int, list[str]]:
        """The exit status, and the lines that were printed without make's own last word."""
        done = subprocess.run(
            ["make", *arguments],
            cwd=self.home,
            env={"PATH": str(self.programs), "HOME": str(self.home)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        return done.returncode, [line for line in done.stdout.splitlines() if not line.startswith("make: ***")]


OLD = 'case "$2" in *version_info*) exit 1;; esac; exit 0'
GOOD = """case "$*" in
*ensurepip*) exit 0;;
"-m venv "*) mkdir -p "$3/bin"; cp_self="$0"; cat "$cp_self" > "$3/bin/python"; chmod +x "$3/bin/python";;
*) echo "ran $(basename "$0") $*" >> ran.txt;;
esac"""
WITHOUT_VENV = 'case "$2" in *ensurepip*) exit 1;; esac; exit 0'


@pytest.mark.parametrize("target", ["run", "test"])
def test_without_any_python_one_sentence_says_what_is_needed(machine, target):
    assert machine.make(target) == (2, ["Argmap needs Python 3.11 or newer; install it and run this again."])


def test_a_python_that_is_too_old_counts_as_none(machine):
    machine.put("python3", OLD)

    assert machine.make("run") == (2, ["Argmap needs Python 3.11 or newer; install it and run this again."])


def test_a_newer_python_beside_an_old_one_is_taken(machine):
    machine.put("python3", OLD)
    machine.put("python3.12", WITHOUT_VENV)

    assert machine.make("run")[1] == [
        "python3.12 lacks venv and pip; install them (Debian and Ubuntu: the package python3-venv) and run this again."
    ]


def test_a_python_without_venv_is_told_in_one_sentence(machine):
    machine.put("python3", WITHOUT_VENV)

    assert machine.make("run") == (
        2,
        ["python3 lacks venv and pip; install them (Debian and Ubuntu: the package python3-venv) and run this again."],
    )


def test_packages_that_cannot_be_installed_are_told_in_one_sentence_and_tried_again(machine):
    machine.put("chmod", 'exec /bin/chmod "$@"')
    machine.put("basename", 'exec /usr/bin/basename "$@"')
    machine.put("python3", GOOD.replace("*) echo", "*pip\\ install*) exit 1;;\n*) echo"))

    for _ in range(2):
        status, lines = machine.make("run")
        assert status == 2
        assert lines[-1] == (
            "The packages in requirements.txt could not be installed; see above, check the network and run this again."
        )


def test_port_and_host_reach_the_server(machine):
    machine.put("chmod", 'exec /bin/chmod "$@"')
    machine.put("basename", 'exec /usr/bin/basename "$@"')
    machine.put("python3", GOOD)

    assert machine.make("run", "PORT=9000", "HOST=0.0.0.0")[0] == 0
    assert machine.make("run")[0] == 0

    served = [line for line in (machine.home / "ran.txt").read_text().splitlines() if "serve" in line]
    assert served == [
        "ran python manage.py serve --host 0.0.0.0 --port 9000",
        "ran python manage.py serve --host 127.0.0.1 --port 8000",
    ]


def test_ci_is_one_executable_file_that_calls_the_test_command():
    script = ROOT / ".ci" / "run"

    assert os.access(script, os.X_OK)
    assert script.read_text().splitlines()[-1] == "make test"
