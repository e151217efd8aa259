"""A project's tags: how often each is used, and which ones a form proposes."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from argmap.models import LinkTag, NodeTag, Tag

PROPOSED = 200  # tags at most that a form brings with it


def with_uses(tags: QuerySet[Tag]) -> QuerySet[Tag]:
    """Each tag with ``node_count`` and ``link_count``, how many nodes and links carry it."""
    return tags.annotate(node_count=_uses(NodeTag.objects), link_count=_uses(LinkTag.objects))


def _uses(rows: models.Manager[NodeTag] | models.Manager[LinkTag]) -> Coalesce:
    own = rows.filter(tag=OuterRef("pk")).order_by().values("tag")
    return Coalesce(Subquery(own.annotate(count=Count("pk")).values("count")), 0)


def most_used(project_id: UUID) -> QuerySet[Tag]:
    """The project's tags, those with most uses first (one query)."""
    tags = with_uses(Tag.objects.filter(project=project_id)).annotate(uses=F("node_count") + F("link_count"))
    return tags.order_by("-uses", "name")


def proposed_tags(project_id: UUID) -> list[tuple[str, str]]:
    """Names and colours of the tags that are used most (one query)."""
    return list(most_used(project_id).values_list("name", "color")[:PROPOSED])


def tag_colors(project_id: UUID) -> dict[str, str]:
    """The colours of the project's tags by name, without those that are neutral (one query)."""
    return dict(Tag.objects.filter(project=project_id).exclude(color="").values_list("name", "color"))


def maps_of_tags(project_id: UUID) -> dict[UUID, int]:
    """How many maps have each tag on a node or link; no key where none has (two queries)."""
    maps: dict[UUID, set[UUID]] = {}
    nodes = NodeTag.objects.filter(tag__project=project_id).values_list("tag", "node__map").distinct()
    links = LinkTag.objects.filter(tag__project=project_id).values_list("tag", "link__map").distinct()
    for tag, map_ in (*nodes.order_by(), *links.order_by()):
        maps.setdefault(tag, set()).add(map_)
    return {tag: len(found) for tag, found in maps.items()}
