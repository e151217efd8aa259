from __future__ import annotations

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from argmap.models._base import Row
from argmap.models.article import Article, Revision
from argmap.models.project import Project
from argmap.models.user import User


class ArgumentMapQuerySet(models.QuerySet["ArgumentMap"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The maps of the user's projects, each with their ``role`` there."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(project__memberships__user=user).annotate(role=F("project__memberships__role"))

    def with_counts(self) -> Self:
        """Each map with ``node_count`` and ``link_count`` (by subqueries: a join would multiply nodes by links)."""
        return self.annotate(node_count=_count("nodes"), link_count=_count("links"))


def _count(relation: str) -> Coalesce:
    own = ArgumentMap.objects.filter(pk=OuterRef("pk")).order_by().values("pk")
    return Coalesce(Subquery(own.annotate(count=Count(relation)).values("count")), 0)


class ArgumentMap(Row):
    """One analysis. ``version`` is the number of its last Change."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="maps")
    title = models.CharField(max_length=500)
    description = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    extra = models.JSONField(default=dict, blank=True)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now)

    role: str | None

    objects = ArgumentMapQuerySet.as_manager()

    class Meta:
        ordering = ("-updated_at", "id")

    def __str__(self) -> str:
        return self.title


class MapArticle(Row):
    """An article in a map; pins one revision."""

    map = models.ForeignKey(ArgumentMap, on_delete=models.CASCADE, related_name="map_articles")
    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="map_articles")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=("map", "article"), name="article_once_per_map"),)

    def __str__(self) -> str:
        return f"{self.article_id} in {self.map_id}"
