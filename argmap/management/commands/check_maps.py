"""``python manage.py check_maps``: proves for the whole database what must never be possible (DESIGN.md §2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from argmap.domain.wellformed import Fault
from argmap.management.base import SentenceCommand
from argmap.management.lookups import one_sentence
from argmap.management.progress import tracked
from argmap.models import ArgumentMap, Revision
from argmap.queries.faults import faults_between_rows, faults_of_map, faults_of_revision

BATCH = 20  # rows with their texts that are in memory at one time


class Command(SentenceCommand):
    help = "Checks every map and text against the rules: one line for each fault, and status 1 where there is any."

    def handle(self, **options: Any) -> None:
        count = 0
        with one_sentence():
            for fault in _faults():
                count += 1
                self.stdout.write(f"{fault.place}: {fault.message} ({fault.rule})")
            maps = ArgumentMap.objects.count()
        if count:
            raise SystemExit(1)
        self.stdout.write(f"Every rule holds in {maps} {'map' if maps == 1 else 'maps'}.")


def _faults() -> Iterator[Fault]:
    yield from faults_between_rows()
    revisions = Revision.objects.order_by("pk")
    for revision in tracked(revisions.iterator(BATCH), "Checking texts", total=revisions.count()):
        yield from faults_of_revision(revision)
    maps = ArgumentMap.objects.order_by("pk")
    for map_ in tracked(maps.iterator(BATCH), "Checking maps", total=maps.count()):
        yield from faults_of_map(map_)
