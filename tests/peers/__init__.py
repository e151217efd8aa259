"""Other programs' own readers and writers, asked whether they understand our files.

They live in an environment of their own (``.venv-peers``), never beside Argmap: some need older versions of what we
use, and none is wanted at run time. ``requirements.txt`` and ``package.json`` here lock them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

from tests.paths import ROOT
from tests.system import NotInstalledError, install

HERE = Path(__file__).parent
ENVIRONMENT = ROOT / ".venv-peers"
_LIMIT = 300  # seconds that one question to a peer may take


@cache
def peer_python() -> str:
    """The path of a Python that has the peers' packages; made where it is missing. Raises NotInstalledError."""
    python, locked = ENVIRONMENT / "bin" / "python", HERE / "requirements.txt"
    stamp = ENVIRONMENT / "requirements.txt"
    if not stamp.exists() or stamp.read_bytes() != locked.read_bytes():
        _run(sys.executable, "-m", "venv", str(ENVIRONMENT))
        _run(str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", str(locked))
        stamp.write_bytes(locked.read_bytes())
    return str(python)


@cache
def peer_node() -> Path:
    """The folder whose ``node_modules`` has the peers' packages. Raises NotInstalledError."""
    folder, locked = ENVIRONMENT / "node", HERE / "package.json"
    copy = folder / "package.json"
    if not (folder / "node_modules").exists() or copy.read_bytes() != locked.read_bytes():
        if not shutil.which("npm") and not install("npm"):
            raise NotInstalledError("The peers on Node.js need npm: install Debian's package “npm” and run them again.")
        folder.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(locked.read_bytes())
        _run("npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder))
    return folder


@cache
def graphviz() -> str:
    """The path of Graphviz' ``dot``. Raises NotInstalledError."""
    if not shutil.which("dot"):
        install("graphviz")
    found = shutil.which("dot")
    if not found:
        raise NotInstalledError("Graphviz is missing: install Debian's package “graphviz” and run the tests again.")
    return found


def ask_python(code: str, *arguments: str) -> Any:
    """The JSON value that this Python code prints in the peers' environment. Raises CalledProcessError."""
    return json.loads(_run(peer_python(), "-W", "ignore", "-c", code, *arguments))


def ask_node(code: str, *arguments: str) -> Any:
    """The JSON value that this ES module prints among the peers' packages. Raises CalledProcessError."""
    folder = peer_node()
    script = folder / f"question-{os.getpid()}.mjs"
    script.write_text(code, encoding="utf-8")
    try:
        return json.loads(_run("node", str(script), *arguments))
    finally:
        script.unlink()


def _run(*command: str) -> str:
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=_LIMIT)
    except FileNotFoundError as error:
        raise NotInstalledError(f"{command[0]} is missing; install it and run the tests again.") from error
    except subprocess.CalledProcessError as error:
        error.add_note(error.stderr[-2000:])
        raise
    return done.stdout
