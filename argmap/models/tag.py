from __future__ import annotations

from django.db import models

from argmap.domain.vocabulary import TagColor
from argmap.models._base import Row
from argmap.models.link import Link
from argmap.models.node import Node
from argmap.models.project import Project


def tag_color_choices() -> list[tuple[str, str]]:
    return [(color.value, color.label) for color in TagColor]


class Tag(Row):
    """A project's own label; one without a ``color`` is neutral."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="tags")
    name = models.CharField(max_length=100)
    color = models.CharField(max_length=20, choices=tag_color_choices, blank=True)

    class Meta:
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=("project", "name"), name="tag_once_per_project"),)

    def __str__(self) -> str:
        return self.name


class NodeTag(Row):
    """A tag on a node."""

    node = models.ForeignKey(Node, on_delete=models.CASCADE, related_name="node_tags")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="on_nodes")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=("node", "tag"), name="tag_once_per_node"),)

    def __str__(self) -> str:
        return f"{self.tag_id} on {self.node_id}"


class LinkTag(Row):
    """A tag on a link."""

    link = models.ForeignKey(Link, on_delete=models.CASCADE, related_name="link_tags")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="on_links")
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("position", "id")
        constraints = (models.UniqueConstraint(fields=("link", "tag"), name="tag_once_per_link"),)

    def __str__(self) -> str:
        return f"{self.tag_id} on {self.link_id}"
