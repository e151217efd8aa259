"""``python manage.py serve``: what ``make run`` does once everything is installed."""

from __future__ import annotations

import hashlib
import socket
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import psycopg
import uvicorn
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from argmap.services.accounts import create_sign_in_link, first_user
from argmap.services.demo import create_demo

# Of other packages, what no page of ours loads: a second API viewer, the browsable API, htmx's extensions.
UNUSED_FILES = ["redoc*", "rest_framework", "ext"]


class Command(BaseCommand):
    help = "Prepares the database, the static files and the demo where needed, then serves Argmap."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default=8000, type=int)

    def handle(self, *, host: str, port: int, **options: Any) -> None:
        listener = self._listen(host, port)
        self._check_folder()
        self._migrate()
        self._collect_static()
        if create_demo():
            self.stdout.write("Made a project with a demo map.")
        connection.close()
        address = f"http://{'localhost' if host in ('0.0.0.0', '::') else host}:{port}"
        config = uvicorn.Config("argmap.asgi:application", lifespan="off", access_log=False, log_level="warning")
        _Server(config, lambda: self._greet(address)).run(sockets=[listener])

    def _listen(self, host: str, port: int) -> socket.socket:
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        listener = socket.socket(family)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
            listener.listen(128)
        except (OSError, OverflowError) as error:
            raise CommandError(
                f"Argmap cannot listen on {host}:{port} ({getattr(error, 'strerror', None) or error}); "
                f"choose another port, as in “make run PORT={port + 1 if port < 65535 else 9000}”."
            ) from error
        return listener

    def _check_folder(self) -> None:
        folder: Path = settings.DATA_DIR
        try:
            folder.mkdir(parents=True, exist_ok=True)
            probe = folder / ".writable"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise CommandError(
                f"Argmap cannot write to its data folder {folder} ({error.strerror}): "
                "make it writable or set ARGMAP_DATA to another folder."
            ) from error

    def _migrate(self) -> None:
        try:
            _knock(settings.DATABASES["default"])
            executor = MigrationExecutor(connection)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                self.stdout.write("Preparing the database …")
                call_command("migrate", verbosity=0)
        except (OperationalError, psycopg.OperationalError) as error:
            reason = str(error).strip().splitlines()[0] if str(error).strip() else "no answer"
            raise CommandError(
                f"The database does not answer ({reason}); start it or correct DATABASE_URL, then run this again."
            ) from error

    def _collect_static(self) -> None:
        """Collect the static files where they have changed since the last time."""
        if settings.DEBUG:
            return
        stamp = Path(settings.STATIC_ROOT) / ".fingerprint"
        fingerprint = _fingerprint(settings.BASE_DIR / "static", settings.BASE_DIR / "requirements.txt")
        if stamp.exists() and stamp.read_text() == fingerprint:
            return
        call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=UNUSED_FILES)
        stamp.write_text(fingerprint)

    def _greet(self, address: str) -> None:
        link = reverse("sign_in_link", args=[create_sign_in_link(user=first_user())])
        connection.close()
        self.stdout.write(f"Argmap is ready. Sign in once with this link:\n\n    {address}{link}\n")
        self.stdout.write("(Ctrl+C ends it; “python manage.py sign_in_link” prints a new link.)")
        self.stdout.flush()


def _knock(database: dict[str, Any]) -> None:
    """Nothing where PostgreSQL answers; asked without the pool, which would try again and again.

    Raises psycopg.OperationalError.
    """
    if not database["ENGINE"].endswith("sqlite3"):
        named = {"host": "HOST", "port": "PORT", "dbname": "NAME", "user": "USER", "password": "PASSWORD"}
        values = {key: database[name] for key, name in named.items() if database.get(name)}
        psycopg.connect(**values, connect_timeout=5).close()


class _Server(uvicorn.Server):  # type: ignore[misc]  # uvicorn is left out of the type check
    """Says that it is ready once it really is."""

    def __init__(self, config: uvicorn.Config, ready: Any) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        from asgiref.sync import sync_to_async  # only the running server needs it

        await super().startup(sockets=sockets)
        if self.started:
            await sync_to_async(self.ready)()

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        try:
            super().run(sockets=sockets)
        except KeyboardInterrupt:
            pass  # Ctrl+C is the way to end it


def _fingerprint(*roots: Path) -> str:
    """A digest of the names, sizes and times of the files below these."""
    digest = hashlib.sha256()
    for root in roots:
        for path in sorted(root.rglob("*")) if root.is_dir() else [root]:
            if path.is_file():
                stat = path.stat()
                digest.update(f"{path}:{stat.st_size}:{stat.st_mtime_ns}\n".encode())
    return digest.hexdigest()
