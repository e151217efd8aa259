from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from argmap.management.base import SentenceCommand
from argmap.management.lookups import one_sentence, user_named
from argmap.services.projects import create_project


class Command(SentenceCommand):
    help = "Makes an empty project and prints its slug, by which the other commands know it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name")
        parser.add_argument("--user", default="", metavar="USERNAME", help="its owner: else the operator")

    def handle(self, *, name: str, user: str, **options: Any) -> None:
        with one_sentence():
            self.stdout.write(create_project(by=user_named(user), name=name).slug)
