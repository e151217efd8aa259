from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.urls import reverse

from argmap.management.base import SentenceCommand
from argmap.management.lookups import one_sentence, user_named
from argmap.services.accounts import create_sign_in_link


class Command(SentenceCommand):
    help = "Prints a link that signs a user in once, within a day; older links of theirs end."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", nargs="?", default="", help="the operator where none is named")
        parser.add_argument("--address", default="", help="where Argmap is reached, as in https://maps.example.org")
        parser.add_argument("--host", default="127.0.0.1")
        parser.add_argument("--port", default=8000, type=int)

    def handle(self, *, username: str, address: str, host: str, port: int, **options: Any) -> None:
        with one_sentence():
            secret = create_sign_in_link(user=user_named(username))
        base = address.rstrip("/") or f"http://{host}:{port}"
        self.stdout.write(f"{base}{reverse('sign_in_link', args=[secret])}")
