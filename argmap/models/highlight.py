from __future__ import annotations

from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q

from argmap.models._base import Row
from argmap.models.article import Revision
from argmap.models.map import ArgumentMap
from argmap.models.user import User


class HighlightQuerySet(models.QuerySet["Highlight"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The highlights of the user's projects, each with their ``role`` there."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(map__project__memberships__user=user).annotate(role=F("map__project__memberships__role"))


class Highlight(Row):
    """A passage that is marked beside the argument, with a note or without words.

    Code points ``start`` to ``end`` (excluded) of a revision's text; ``version`` is the number of the last Change that
    touched it.
    """

    map = models.ForeignKey(ArgumentMap, on_delete=models.CASCADE, related_name="highlights")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    note = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    role: str | None

    objects = HighlightQuerySet.as_manager()

    class Meta:
        ordering = ("revision_id", "start", "id")
        constraints = (models.CheckConstraint(name="highlight_is_not_empty", condition=Q(start__lt=F("end"))),)

    @property
    def passage(self) -> dict[str, Any]:
        """Where it stands in the text, with ``article`` and ``revision_id``."""
        selectors = {name: getattr(self, name) for name in ("start", "end", "exact", "prefix", "suffix")}
        return {"article": self.revision.article_id, "revision_id": self.revision_id, **selectors}

    def __str__(self) -> str:
        return self.note[:80] or self.exact[:80]
