from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from argmap.intake import read_article
from argmap.intake.base import ArticleDraft
from argmap.intake.fetch import fetch
from argmap.management.lookups import one_sentence, project_of_slug
from argmap.services.articles import create_article


class Command(BaseCommand):
    help = "Stores an article from a file or an address in a project and prints its id."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", help="a file (.txt, .md, .html, .docx, .pdf) or an address (https://…)")
        parser.add_argument("--project", required=True, help="the project's slug")

    def handle(self, *, source: str, project: str, **options: Any) -> None:
        owner = project_of_slug(project)
        with one_sentence(source):
            article = create_article(project=owner, draft=_draft_of(source))
        self.stdout.write(str(article.pk))


def _draft_of(source: str) -> ArticleDraft:
    if source.startswith(("http://", "https://")):
        fetched = fetch(source)
        return read_article(fetched.data, content_type=fetched.content_type, url=fetched.url)
    path = Path(source)
    return read_article(path.read_bytes(), name=path.name)
