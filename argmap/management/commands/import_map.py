from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from argmap.management.lookups import one_sentence, project_of_slug, user_named
from argmap.services.imports import import_map


class Command(BaseCommand):
    help = "Stores a map from a file of one of the formats in a project and prints its id."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--format", default="", dest="format_name", help="recognised where it is not named")
        parser.add_argument("--project", required=True, help="the project's slug")
        parser.add_argument("--user", default="", help="who imports it: the operator where nobody is named")

    def handle(self, *, files: list[str], format_name: str, project: str, user: str, **options: Any) -> None:
        owner, by = project_of_slug(project), user_named(user)
        with one_sentence(files[0]):
            contents = {Path(name).name: Path(name).read_bytes() for name in files}
            imported = import_map(by=by, project=owner, files=contents, format_name=format_name)
        for note in imported.notes:
            self.stderr.write(f"Note: {note.message}")
        self.stdout.write(str(imported.map.pk))
