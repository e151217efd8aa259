from __future__ import annotations

from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from argmap.models._base import Row
from argmap.models.article import Revision
from argmap.models.link import Link
from argmap.models.map import ArgumentMap
from argmap.models.node import Node
from argmap.models.user import User

PLACES = ("parent", "node", "link", "revision")  # none of them: the map itself


class CommentQuerySet(models.QuerySet["Comment"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The comments of the user's projects, each with their ``role`` there."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(map__project__memberships__user=user).annotate(role=F("map__project__memberships__role"))

    def threads(self) -> Self:
        """The first comments of the threads."""
        return self.filter(parent__isnull=True)

    def open(self) -> Self:
        """The comments of threads that are not resolved."""
        return self.filter(resolved_at__isnull=True, parent__resolved_at__isnull=True)

    def resolved(self) -> Self:
        """The comments of threads that are resolved."""
        return self.filter(Q(resolved_at__isnull=False) | Q(parent__resolved_at__isnull=False))

    def mentioning(self, user: User) -> Self:
        """The comments that name this user."""
        return self.filter(mentions__user=user)


def _one_place() -> Q:
    """The condition that at most one of the places is set."""
    condition = Q(**{f"{name}__isnull": True for name in PLACES})
    for name in PLACES:
        condition |= Q(**{f"{other}__isnull": other != name for other in PLACES})
    return condition


class Comment(Row):
    """A remark on a map, a node, a link or a passage of the text, or a reply to one.

    Replies belong to the first comment of their thread, which alone has a place and can be resolved. A first comment
    without words was deleted, but has replies. ``author_name`` says who wrote it where there is no account (any more).
    Offsets count code points; ``version`` is the number of the last Change that touched the comment or its mentions.
    """

    map = models.ForeignKey(ArgumentMap, on_delete=models.CASCADE, related_name="comments")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="replies")
    node = models.ForeignKey(Node, on_delete=models.CASCADE, null=True, blank=True, related_name="comments")
    link = models.ForeignKey(Link, on_delete=models.CASCADE, null=True, blank=True, related_name="comments")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    start = models.PositiveIntegerField(null=True, blank=True)
    end = models.PositiveIntegerField(null=True, blank=True)
    exact = models.TextField(blank=True)
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)
    author = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    author_name = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    resolved_name = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=0)

    role: str | None

    objects = CommentQuerySet.as_manager()

    class Meta:
        ordering = ("created_at", "id")
        constraints = (
            models.CheckConstraint(name="comment_has_exactly_one_place", condition=_one_place()),
            models.CheckConstraint(
                name="comment_passage_is_whole",
                condition=Q(revision__isnull=True, start__isnull=True, end__isnull=True, exact="", prefix="", suffix="")
                | Q(revision__isnull=False, start__isnull=False, end__isnull=False, start__lt=F("end")),
            ),
            models.CheckConstraint(
                name="comment_resolved_only_as_thread",
                condition=Q(parent__isnull=True)
                | Q(resolved_at__isnull=True, resolved_by__isnull=True, resolved_name=""),
            ),
            models.CheckConstraint(name="comment_reply_has_words", condition=Q(parent__isnull=True) | ~Q(text="")),
        )

    def __str__(self) -> str:
        return self.text[:80]

    @property
    def written_by(self) -> str:
        """The name of who wrote it."""
        return self.author.display_name if self.author else self.author_name

    @property
    def closed_by(self) -> str:
        """The name of who resolved the thread."""
        return self.resolved_by.display_name if self.resolved_by else self.resolved_name

    @property
    def passage(self) -> dict[str, Any] | None:
        """Where it stands in the text, with ``article`` and ``revision_id``; None where it does not."""
        if self.revision is None:
            return None
        selectors = {name: getattr(self, name) for name in ("start", "end", "exact", "prefix", "suffix")}
        return {"article": self.revision.article_id, "revision_id": self.revision_id, **selectors}

    @property
    def key(self) -> str:
        return str(self.pk)

    @property
    def is_deleted(self) -> bool:
        return not self.text


class Mention(Row):
    """A member of the project whom a comment names."""

    comment = models.ForeignKey(Comment, on_delete=models.CASCADE, related_name="mentions")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    class Meta:
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=("comment", "user"), name="mention_once_per_comment"),)

    def __str__(self) -> str:
        return f"{self.user_id} in {self.comment_id}"
