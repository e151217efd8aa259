"""``python manage.py serve``: what ``make run`` does once everything is installed."""

from __future__ import annotations

import socket
from argparse import ArgumentParser
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import uvicorn
from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import connections
from django.urls import reverse

from argmap.management import starting
from argmap.management.base import SentenceCommand
from argmap.services.accounts import create_sign_in_link, first_user
from argmap.services.demo import create_demo

GRACE = 3  # seconds that open requests have to end after Ctrl+C


class Command(SentenceCommand):
    help = "Prepares the database, the static files and the demo where needed, then serves Argmap."
    requires_system_checks = []  # the pages are loaded anyway: what is wrong there shows at once

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (default 127.0.0.1)")
        parser.add_argument("--port", default="8000", help="0 takes a free one (default 8000)")

    def handle(self, *, host: str, port: str, **options: Any) -> None:
        listener = starting.listen_on(host, starting.port_number(port))
        self._prepare()
        if host not in starting.WILDCARDS and host not in settings.ALLOWED_HOSTS:
            settings.ALLOWED_HOSTS.append(host)
        address = _address(host, listener.getsockname()[1])
        config = uvicorn.Config(
            "argmap.asgi:application",
            lifespan="off",
            ws="none",
            access_log=False,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=GRACE,
        )
        _Server(config, lambda: self._greet(address)).run(sockets=[listener])

    def _prepare(self) -> None:
        starting.check_folder(settings.DATA_DIR)
        starting.check_database()
        if starting.pending_migrations():
            self._say("Preparing the database …")
            starting.migrate()
        if not settings.DEBUG:
            starting.collect_static()
        if create_demo():
            self._say("Made the project “Demo” with a mapped article.")
        connections.close_all()

    def _greet(self, address: str) -> None:
        link = reverse("sign_in_link", args=[create_sign_in_link(user=first_user())])
        connections.close_all()
        self._say(f"Argmap is ready. This link signs you in, once:\n\n    {address}{link}\n")
        self._say("Ctrl+C ends it; “python manage.py sign_in_link” prints a new link.")

    def _say(self, sentence: str) -> None:
        self.stdout.write(sentence)
        self.stdout.flush()


def _address(host: str, port: int) -> str:
    name = "127.0.0.1" if host in starting.WILDCARDS else host
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


class _Server(uvicorn.Server):  # type: ignore[misc]  # uvicorn is left out of the type check
    """Says that it is ready once it really listens, and ends quietly."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started:
            await sync_to_async(self.ready)()

    def run(self, sockets: list[socket.socket] | None = None) -> None:
        with suppress(KeyboardInterrupt):  # Ctrl+C is the way to end it
            super().run(sockets=sockets)
