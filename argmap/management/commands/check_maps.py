"""``python manage.py check_maps``: proves for the whole database what must never be possible (DESIGN.md §2)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand
from django.db.models import F, Q

from argmap.domain.wellformed import faults_of
from argmap.models import ArgumentMap, Link, MapArticle, Premise, Span
from argmap.queries.graph import load_graph


class Command(BaseCommand):
    help = (
        "Checks every map against the rules; prints one line for each fault and ends with status 1 where there is any."
    )

    def handle(self, **options: Any) -> None:
        faults = [*_across_maps(), *_inside_maps()]
        for fault in faults:
            self.stdout.write(fault)
        maps = ArgumentMap.objects.count()
        if faults:
            self.stderr.write(f"{len(faults)} faults in {maps} maps.")
            raise SystemExit(1)
        self.stdout.write(f"{maps} maps checked: every rule holds.")


def _across_maps() -> Iterator[str]:
    """Rows that point into another map or project: a graph that is loaded map by map cannot show them."""
    checks = {
        "premise_in_the_map": (
            Premise.objects.exclude(node__map=F("link__map")),
            "A premise is a node of another map.",
        ),
        "target_in_the_map": (
            Link.objects.filter(
                (Q(target_node__isnull=False) & ~Q(target_node__map=F("map")))
                | (Q(target_link__isnull=False) & ~Q(target_link__map=F("map")))
            ),
            "A target belongs to another map.",
        ),
        "article_in_the_project": (
            MapArticle.objects.exclude(article__project=F("map__project")),
            "An article belongs to another project.",
        ),
        "revision_of_the_article": (
            MapArticle.objects.exclude(revision__article=F("article")),
            "A pinned revision belongs to another article.",
        ),
        "span_in_an_article_of_the_map": (
            Span.objects.exclude(node__map__map_articles__article=F("revision__article")),
            "A span stands in an article that the map does not draw on.",
        ),
    }
    for rule, (rows, message) in checks.items():
        for key in rows.values_list("pk", flat=True):
            yield f"{rule} {key}: {message}"


def _inside_maps() -> Iterator[str]:
    for map_ in ArgumentMap.objects.iterator():
        for fault in faults_of(load_graph(map_)):
            yield f"{fault.rule} {fault.place} in map {map_.pk}: {fault.message}"
