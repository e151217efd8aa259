from __future__ import annotations

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from argmap.domain.vocabulary import LinkType
from argmap.models._base import Row
from argmap.models.map import ArgumentMap
from argmap.models.node import Node
from argmap.models.user import User


def link_type_choices() -> list[tuple[str, str]]:
    return [(link_type.value, link_type.label) for link_type in LinkType]


class LinkQuerySet(models.QuerySet["Link"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """The links of the user's projects, each with their ``role`` there."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(map__project__memberships__user=user).annotate(role=F("map__project__memberships__role"))


class Link(Row):
    """One inference, conflict or restatement with one or more premises and one target.

    ``position`` orders the links to one target (null: in the order of the text); ``version`` is the number of the last
    Change that touched the link, its premises or its tags.
    """

    map = models.ForeignKey(ArgumentMap, on_delete=models.CASCADE, related_name="links")
    type = models.CharField(max_length=20, choices=link_type_choices)
    target_node = models.ForeignKey(Node, on_delete=models.CASCADE, null=True, blank=True, related_name="links_to")
    target_link = models.ForeignKey("self", on_delete=models.CASCADE, null=True, blank=True, related_name="links_to")
    scheme = models.CharField(max_length=200, blank=True)
    strength = models.FloatField(null=True, blank=True, validators=[MinValueValidator(0), MaxValueValidator(1)])
    note = models.TextField(blank=True)
    position = models.IntegerField(null=True, blank=True)
    extra = models.JSONField(default=dict, blank=True)
    version = models.PositiveIntegerField(default=0)
    created_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    role: str | None

    objects = LinkQuerySet.as_manager()

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="link_has_exactly_one_target",
                condition=Q(target_node__isnull=False, target_link__isnull=True)
                | Q(target_node__isnull=True, target_link__isnull=False),
            ),
            models.CheckConstraint(
                name="link_is_not_its_own_target",
                condition=Q(target_link__isnull=True) | ~Q(target_link=F("id")),
            ),
            models.CheckConstraint(
                name="strength_from_0_to_1",
                condition=Q(strength__isnull=True) | Q(strength__gte=0, strength__lte=1),
            ),
        )

    def __str__(self) -> str:
        return f"{self.type} {self.pk}"

    @property
    def on_link(self) -> bool:
        return self.target_link_id is not None


class Premise(Row):
    """A node's part in a link."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="premises")
    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="premises")
    role = models.CharField(max_length=200, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=("link", "node"), name="premise_once_per_link"),)

    def __str__(self) -> str:
        return f"{self.node_id} in {self.link_id}"
