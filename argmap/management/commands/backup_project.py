from __future__ import annotations

import os
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from argmap.management.base import SentenceCommand
from argmap.management.lookups import one_sentence, project_of_slug
from argmap.management.progress import working
from argmap.services.archives import archive_project


class Command(SentenceCommand):
    help = "Writes a whole project, with articles, revisions, maps and history, into one archive."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("slug", metavar="SLUG")
        parser.add_argument("--output", required=True, metavar="FILE")

    def handle(self, *, slug: str, output: str, **options: Any) -> None:
        with one_sentence():
            project = project_of_slug(slug)
        target = Path(output)
        unfinished = target.with_name(f"{target.name}.part")
        with one_sentence(output), working(f"Writing {output}"):
            target.parent.mkdir(parents=True, exist_ok=True)
            try:
                with unfinished.open("wb") as file:
                    archive_project(project, file)
                os.replace(unfinished, target)
            finally:
                unfinished.unlink(missing_ok=True)
