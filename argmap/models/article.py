from __future__ import annotations

from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Count, F, OuterRef, Prefetch, Subquery
from django.utils import timezone

from argmap.domain.structure import Structure
from argmap.domain.vocabulary import Direction
from argmap.models._base import Row
from argmap.models.project import Project
from argmap.models.user import User

UNTITLED = "untitled"  # in ``extra`` of articles and maps: the title that was made for them, since their file has none


def direction_choices() -> list[tuple[str, str]]:
    return [(Direction.LTR.value, "left to right"), (Direction.RTL.value, "right to left")]


class ArticleQuerySet(models.QuerySet["Article"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The articles of the user's projects, each with their ``role`` there."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(project__memberships__user=user).annotate(role=F("project__memberships__role"))

    def with_counts(self) -> Self:
        """Each article with its words and the number of maps that draw on it, the newest first."""
        latest = Revision.objects.filter(article=OuterRef("pk")).order_by("-number")
        return self.annotate(
            map_count=Count("map_articles__map", distinct=True),
            words=Subquery(latest.values("words")[:1]),
        ).order_by("-created_at", "id")

    def with_current(self, *, text: bool) -> Self:
        """Each article with its newest revision at hand for ``current``, without its text where that is not needed."""
        revisions = Revision.objects.newest()
        if not text:
            revisions = revisions.defer("text", "structure")
        return self.prefetch_related(Prefetch("revisions", revisions, to_attr="newest"))


class Article(Row):
    """One text under analysis."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="articles")
    title = models.CharField(max_length=500)
    subtitle = models.CharField(max_length=1000, blank=True)
    author = models.CharField(max_length=500, blank=True)
    publication = models.CharField(max_length=300, blank=True)
    published = models.DateField(null=True, blank=True)
    url = models.URLField(max_length=2000, blank=True, verbose_name="address")
    language = models.CharField(max_length=35, blank=True)
    direction = models.CharField(max_length=3, choices=direction_choices, default=Direction.LTR)
    extra = models.JSONField(default=dict, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    updated_at = models.DateTimeField(default=timezone.now, editable=False)

    role: str | None

    objects = ArticleQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at", "id")

    def __str__(self) -> str:
        return self.title

    @property
    def current(self) -> Revision:
        """The newest revision."""
        at_hand: list[Revision] = self.__dict__.get("newest", [])
        revision = at_hand[0] if at_hand else self.revisions.order_by("-number").first()
        if revision is None:  # cannot be: services make both together
            raise Revision.DoesNotExist(f"article {self.pk} has no revision")
        return revision


class RevisionQuerySet(models.QuerySet["Revision"]):
    def newest(self) -> Self:
        """The newest revision of each article."""
        newest = Revision.objects.filter(article=OuterRef("article")).order_by("-number").values("pk")[:1]
        return self.filter(pk=Subquery(newest))


class Revision(Row):
    """The article's text at one time; never changed after it was made.

    Offsets into ``text`` count Unicode code points. ``structure`` is `argmap.domain.structure.Structure` as JSON.
    """

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(default=1)
    text = models.TextField()
    structure = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64)
    length = models.PositiveIntegerField()  # in code points
    words = models.PositiveIntegerField()
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=("article", "number"), name="revision_number_once_per_article"),)

    def __str__(self) -> str:
        return f"{self.article_id} r{self.number}"

    @property
    def structure_value(self) -> Structure:
        value: dict[str, Any] = self.structure
        return Structure.from_json(value)
