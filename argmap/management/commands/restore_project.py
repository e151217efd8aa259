from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from argmap.management.base import SentenceCommand
from argmap.management.lookups import one_sentence, user_named
from argmap.management.progress import working
from argmap.services.archives import restore_project


class Command(SentenceCommand):
    help = "Restores a project from an archive of backup_project and prints its slug."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument(
            "--copy", action="store_true", help="with new ids, so that it can stand beside the original"
        )
        parser.add_argument("--user", default="", metavar="USERNAME", help="who becomes an owner: else the operator")

    def handle(self, *, file: str, copy: bool, user: str, **options: Any) -> None:
        with one_sentence():
            by = user_named(user)
        with one_sentence(file), working(f"Restoring {file}"), Path(file).open("rb") as archive:
            project = restore_project(archive, by=by, copy=copy)
        self.stdout.write(project.slug)
