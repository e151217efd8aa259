"""What stands in the user's projects, for the pages from which people choose."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber

from argmap.models import ArgumentMap, Article, Project, User
from argmap.models.article import ArticleQuerySet
from argmap.models.map import ArgumentMapQuerySet

Rows = TypeVar("Rows", ArgumentMapQuerySet, ArticleQuerySet)
Row = TypeVar("Row", ArgumentMap, Article)
SHOWN = 5  # maps and articles of each project on the home page


@dataclass(frozen=True, slots=True)
class Shelf:
    """A project with the maps and articles that were touched last."""

    project: Project
    maps: list[ArgumentMap]
    articles: list[Article]


def load_shelves(user: User) -> list[Shelf]:
    """All projects of the user, the one that was changed last first, in five queries however many there are."""
    projects = Project.objects.visible_to(user).with_counts()
    projects = projects.order_by(F("last_change").desc(nulls_last=True), "name", "id")
    maps = _first_of_each(listed_maps(ArgumentMap.objects.visible_to(user)), "updated_at")
    articles = _first_of_each(listed_articles(Article.objects.visible_to(user)), "created_at")
    maps_of, articles_of = _by_project(maps), _by_project(articles)
    return [Shelf(project, maps_of[project.pk], articles_of[project.pk]) for project in projects]


def listed_maps(maps: ArgumentMapQuerySet) -> ArgumentMapQuerySet:
    """The maps with what one needs to choose: nodes, articles."""
    return maps.with_counts().prefetch_related("map_articles__article")


def listed_articles(articles: ArticleQuerySet) -> ArticleQuerySet:
    """The articles with what one needs to choose: words, maps."""
    return articles.with_counts()


def containing(words: str, *fields: str) -> Q:
    """The condition that each of the words stands in one of the fields."""
    found = Q()
    for word in words.split()[:10]:
        found &= Q(*((f"{field}__icontains", word) for field in fields), _connector=Q.OR)
    return found


def _first_of_each(rows: Rows, newest: str) -> Rows:
    """Of each project the rows that are newest by this column."""
    place = Window(RowNumber(), partition_by=F("project"), order_by=[F(newest).desc(), F("pk").asc()])
    first: Rows = rows.annotate(place=place).filter(place__lte=SHOWN).order_by(f"-{newest}", "pk")
    return first


def _by_project(rows: Iterable[Row]) -> dict[UUID, list[Row]]:
    found: dict[UUID, list[Row]] = defaultdict(list)
    for row in rows:
        found[row.project_id].append(row)
    return found
