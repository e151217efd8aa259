"""``python manage.py rebuild_search``: makes the index of search anew."""

from __future__ import annotations

from typing import Any

from argmap.management.base import SentenceCommand
from argmap.management.lookups import one_sentence
from argmap.management.progress import working
from argmap.models import SearchEntry
from argmap.services.search_index import rebuild_index


class Command(SentenceCommand):
    help = "Makes the index of search anew; the database keeps it by itself, so that this is for repairs only."

    def handle(self, **options: Any) -> None:
        with one_sentence(), working("Reading all articles, nodes and comments"):
            rebuild_index()
            count = SearchEntry.objects.count()
        self.stdout.write(f"The index holds {count:,} {'entry' if count == 1 else 'entries'}.")
