"""What stands between a command line and a served page; each step raises CommandError with one sentence."""

from __future__ import annotations

import copy
import errno
import hashlib
import socket
from collections.abc import Iterable
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor

LAST_PORT = 65535
WILDCARDS = frozenset({"0.0.0.0", "::", ""})


def port_number(text: str) -> int:
    """The port that a command line names; argparse would answer a wrong one with a page of usage."""
    if not (text.isascii() and text.isdecimal() and int(text[:9]) <= LAST_PORT):
        raise CommandError(f"There is no port {text}; choose one from 1024 to {LAST_PORT}: make run PORT=8000.")
    return int(text)


def listen_on(host: str, port: int) -> socket.socket:
    """The listening socket, so that nobody can take the port between the check and the start."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except (OSError, UnicodeError) as error:
        raise CommandError(_why_not_listening(host, port, error)) from error
    return listener


def _why_not_listening(host: str, port: int, error: Exception) -> str:
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        other = port + 1 if port < LAST_PORT else 8000
        return f"Port {port} is taken by another program; end it or choose another port: make run PORT={other}."
    if number == errno.EACCES:
        return f"You may not listen on port {port}; choose one above 1023: make run PORT=8000."
    return f"This machine cannot listen on {host}; leave HOST out or choose one of the machine's own addresses."


def check_folder(folder: Path) -> None:
    """The folder is there and takes a new file."""
    probe = folder / ".writable"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise CommandError(
            f"Argmap cannot write to its data folder {folder} ({error.strerror}): "
            "make it writable or set ARGMAP_DATA to another folder."
        ) from error


def check_database() -> None:
    """The database answers; asked past the pool, which would try again and again before it says why not."""
    probe = connections.create_connection(DEFAULT_DB_ALIAS)
    probe.settings_dict = copy.deepcopy(probe.settings_dict)
    probe.settings_dict["OPTIONS"].pop("pool", None)
    try:
        probe.ensure_connection()
    except DatabaseError as error:
        raise CommandError(
            f"The database does not answer ({reason_of(error)}); start it or correct DATABASE_URL, then run this again."
        ) from error
    finally:
        probe.close()


def reason_of(error: Exception) -> str:
    """What the database said, on one line."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[0].rstrip(".") if lines else "no answer"


def pending_migrations() -> bool:
    """Whether tables are missing or old.

    Raises CommandError where the database was made by a newer Argmap.
    """
    executor = MigrationExecutor(connection)
    loader = executor.loader
    ours = {key for key in loader.applied_migrations if key[0] == "argmap"}
    if unknown := ours - loader.disk_migrations.keys():
        newest = max(name for _, name in unknown)
        raise CommandError(f"A newer Argmap has changed this database ({newest}); start that one, or use another.")
    return bool(executor.migration_plan(loader.graph.leaf_nodes()))


def migrate() -> None:
    """The database has the tables of this Argmap."""
    try:
        call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        raise CommandError(
            f"The tables could not be made ({reason_of(error)}); give the user of DATABASE_URL the right to make them."
        ) from error


def collect_static() -> None:
    """The static files are collected, hashed and compressed, where they have changed since the last time."""
    stamp = settings.DATA_DIR / "static.fingerprint"
    fingerprint = _fingerprint(_static_files())
    if stamp.exists() and stamp.read_text() == fingerprint and Path(settings.STATIC_ROOT).is_dir():
        return
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(fingerprint)


def _static_files() -> Iterable[Path]:
    for finder in get_finders():
        for name, storage in finder.list(None):
            yield Path(storage.path(name))


def _fingerprint(paths: Iterable[Path]) -> str:
    """A digest of the names, sizes and times of these files and of the code that prepares them."""
    digest = hashlib.sha256()
    code = settings.BASE_DIR / "argmap"
    for path in (*sorted(paths), code / "storage.py", code / "apps.py"):
        stat = path.stat()
        digest.update(f"{path}:{stat.st_size}:{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
