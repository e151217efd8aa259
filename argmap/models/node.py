from __future__ import annotations

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from argmap.domain.vocabulary import EvidenceType, NodeKind
from argmap.models._base import Row
from argmap.models.article import Revision
from argmap.models.map import ArgumentMap
from argmap.models.user import User


def kind_choices() -> list[tuple[str, str]]:
    return [(kind.value, kind.label) for kind in NodeKind]


def evidence_type_choices() -> list[tuple[str, str]]:
    return [(evidence.value, evidence.label) for evidence in EvidenceType]


class NodeQuerySet(models.QuerySet["Node"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The nodes of the user's projects, each with their ``role`` there."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(map__project__memberships__user=user).annotate(role=F("map__project__memberships__role"))


class Node(Row):
    """One proposition in a map.

    ``position`` orders roots (null: in the order of the text); ``version`` is the number of the last Change that
    touched the node, its spans or its tags.
    """

    map = models.ForeignKey(ArgumentMap, on_delete=models.CASCADE, related_name="nodes")
    kind = models.CharField(max_length=20, choices=kind_choices)
    text = models.TextField(blank=True)
    main = models.BooleanField(default=False)
    implicit = models.BooleanField(default=False)
    evidence_type = models.CharField(max_length=20, choices=evidence_type_choices, blank=True)
    attribution = models.CharField(max_length=500, blank=True)
    sources = models.JSONField(default=list, blank=True)
    confidence = models.FloatField(null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(1)])
    note = models.TextField(blank=True)
    position = models.IntegerField(null=True, blank=True)
    extra = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    role: str | None

    objects = NodeQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="evidence_type_only_on_evidence",
                condition=Q(kind=NodeKind.EVIDENCE) | Q(evidence_type=""),
            ),
            models.CheckConstraint(
                name="confidence_from_0_to_1",
                condition=Q(confidence__isnull=True) | Q(confidence__gte=0, confidence__lte=1),
            ),
        )

    def __str__(self) -> str:
        return self.text[:80]


class Span(Row):
    """Where a node stands: code points ``start`` to ``end`` (excluded) of a revision's text."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="spans")
    revision = models.ForeignKey(Revision, on_delete=models.CASCADE, related_name="+")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField()
    prefix = models.TextField(blank=True)
    suffix = models.TextField(blank=True)

    class Meta:
        ordering = ("start", "id")
        constraints = (models.CheckConstraint(name="span_is_not_empty", condition=Q(start__lt=F("end"))),)

    def __str__(self) -> str:
        return f"{self.start}–{self.end}"
