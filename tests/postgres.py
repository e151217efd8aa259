"""A throw-away PostgreSQL cluster for one run of the tests."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.system import install

# What a test database needs and a real one must never have: nothing waits for the disk.
FAST = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


class NoPostgresError(Exception):
    """PostgreSQL is not there and could not be installed or started."""


def binaries() -> Path:
    """The folder of initdb and pg_ctl. Raises NoPostgresError."""
    for attempt in range(2):
        if found := shutil.which("initdb"):
            return Path(found).resolve().parent
        if folders := sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb")):
            return folders[-1].parent
        if attempt or not install("postgresql"):
            break
    raise NoPostgresError(
        "The tests on PostgreSQL need its server: install Debian's package “postgresql” and run them again."
    )


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def other_user() -> pwd.struct_passwd | None:
    """The user to start the server as, which refuses to run as root; None where we are not root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]


@contextmanager
def throwaway_cluster() -> Iterator[str]:
    """The DATABASE_URL of a fresh cluster on 127.0.0.1, which is stopped and deleted in the end.

    Raises NoPostgresError.
    """
    folder, user = binaries(), other_user()
    with tempfile.TemporaryDirectory(prefix="argmap-postgres-") as temporary:
        home = Path(temporary)
        if user:
            os.chown(home, user.pw_uid, user.pw_gid)

        def call(program: str, *arguments: str) -> None:
            identity = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
            done = subprocess.run(
                [folder / program, *arguments], capture_output=True, text=True, check=False, cwd=home, **identity
            )
            if done.returncode:
                raise NoPostgresError(f"{program} failed: {done.stderr.strip() or done.stdout.strip()}")

        data, port = home / "data", free_port()
        call("initdb", "-D", str(data), "-U", "argmap", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
        options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c max_connections=60 {FAST}"
        call("pg_ctl", "-D", str(data), "-w", "-l", str(home / "log"), "-o", options, "start")
        try:
            yield f"postgres://argmap@127.0.0.1:{port}/postgres"
        finally:
            call("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
