from __future__ import annotations

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, F, Max
from django.utils import timezone

from argmap.models._base import Row
from argmap.models.user import User
from argmap.permissions import Role


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The projects that the user belongs to, each with their ``role``."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(memberships__user=user).annotate(role=F("memberships__role"))

    def with_counts(self) -> Self:
        """Each project with its numbers of articles and maps, by name (a grouped query has no default order)."""
        return self.annotate(
            article_count=Count("articles", distinct=True),
            map_count=Count("maps", distinct=True),
            last_change=Max("maps__updated_at"),
        ).order_by("name", "id")


class Project(Row):
    """A team's workspace."""

    name = models.CharField(max_length=200)
    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    guidelines = models.TextField(blank=True)
    rules_off = models.JSONField(default=list, blank=True)  # names of the rules of which no problem is listed
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    role: str | None

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class Membership(Row):
    """A user in a project."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("project", "user"), name="membership_once_per_project"),)

    def __str__(self) -> str:
        return f"{self.user} in {self.project}: {self.role}"
