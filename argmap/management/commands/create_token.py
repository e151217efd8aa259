from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from argmap.management.base import SentenceCommand
from argmap.management.lookups import one_sentence, user_named
from argmap.services.accounts import create_token


class Command(SentenceCommand):
    help = "Prints a new key to the API for a user, and nothing else."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username")

    def handle(self, *, username: str, **options: Any) -> None:
        with one_sentence():
            self.stdout.write(create_token(user=user_named(username)))
