from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from argmap.intake import read_article
from argmap.intake.base import ArticleDraft
from argmap.management.base import SentenceCommand
from argmap.management.lookups import one_sentence, project_of_slug
from argmap.management.progress import working
from argmap.services.articles import create_article


class Command(SentenceCommand):
    help = "Stores an article from a file or an address in a project and prints its id."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", help="a file (.txt, .md, .html, .docx, .pdf) or an address (https://…)")
        parser.add_argument("--project", required=True, metavar="SLUG")

    def handle(self, *, source: str, project: str, **options: Any) -> None:
        with one_sentence():
            owner = project_of_slug(project)
        with one_sentence(source), working(f"Reading {source}"):
            article = create_article(project=owner, draft=_draft_of(source))
        self.stdout.write(str(article.pk))


def _draft_of(source: str) -> ArticleDraft:
    if "://" in source:
        from argmap.intake.fetch import fetch  # httpx is loaded only where something is fetched

        fetched = fetch(source)
        return read_article(fetched.data, content_type=fetched.content_type, url=fetched.url)
    path = Path(source)
    return read_article(path.read_bytes(), name=path.name)
