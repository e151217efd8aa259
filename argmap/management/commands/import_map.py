from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from argmap.formats import FORMATS
from argmap.management.base import SentenceCommand
from argmap.management.lookups import one_sentence, project_of_slug, user_named
from argmap.management.options import add_option_argument, options_of
from argmap.management.progress import working
from argmap.services.imports import import_map


class Command(SentenceCommand):
    help = "Stores a map from the file or files of one of the formats in a project and prints its id."

    def add_arguments(self, parser: ArgumentParser) -> None:
        readable = ", ".join(name for name, format_ in FORMATS.items() if format_.read)
        parser.add_argument("files", nargs="+", metavar="FILE", help="all files of one map")
        parser.add_argument(
            "--format", default="", dest="format_name", metavar="F", help=f"{readable}; recognised where none is named"
        )
        parser.add_argument("--project", required=True, metavar="SLUG")
        add_option_argument(parser)
        parser.add_argument("--user", default="", metavar="USERNAME", help="who imports it: else the operator")

    def handle(
        self, *, files: list[str], format_name: str, project: str, option: list[str], user: str, **options: Any
    ) -> None:
        with one_sentence():
            owner, by = project_of_slug(project), user_named(user)
            contents = _contents(files)
        with one_sentence(", ".join(files)), working(f"Importing {files[0]}"):
            imported = import_map(by=by, project=owner, files=contents, format_name=format_name, **options_of(option))
        for note in imported.notes:
            self.stderr.write(f"Note: {note.message}")
            for detail in note.details:
                self.stderr.write(f"  {detail}")
        self.stdout.write(str(imported.map.pk))


def _contents(files: list[str]) -> dict[str, bytes]:
    contents = {Path(name).name: Path(name).read_bytes() for name in files}
    if len(contents) < len(files):
        raise CommandError("Two of the files have the same name; rename one, so that both can be told apart.")
    return contents
