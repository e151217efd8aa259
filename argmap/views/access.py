"""Permission and lookup in one step: what you may not see does not exist, what you may not do is refused."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.http import Http404, HttpRequest

from argmap.exceptions import NotAllowedError
from argmap.models import ArgumentMap, Article, Comment, Link, Node, Project
from argmap.permissions import Right, can_annotate, can_view

Row = TypeVar("Row", Node, Link)

REFUSED = "Your role in this project does not allow this; ask one of its owners."


def get_visible_or_404(queryset: Any, request: HttpRequest, *, needs: Right = can_view, **lookup: Any) -> Any:
    """The one object of the queryset that the user may see and has the right for; it has their ``role``.

    Raises Http404 for strangers, NotAllowedError for members without the right.
    """
    found = queryset.visible_to(request.user).filter(**lookup).first()
    if found is None:
        raise Http404
    if not needs(found.role):
        raise NotAllowedError(REFUSED)
    return found


def get_project(request: HttpRequest, slug: str, *, needs: Right = can_view) -> Project:
    project: Project = get_visible_or_404(Project.objects, request, needs=needs, slug=slug)
    return project


def get_article(request: HttpRequest, article_id: Any, *, needs: Right = can_view) -> Article:
    article: Article = get_visible_or_404(
        Article.objects.select_related("project"), request, needs=needs, pk=article_id
    )
    return article


def get_map(request: HttpRequest, map_id: Any, *, needs: Right = can_annotate) -> ArgumentMap:
    map_: ArgumentMap = get_visible_or_404(
        ArgumentMap.objects.select_related("project", "created_by"), request, needs=needs, pk=map_id
    )
    return map_


def get_map_and_target(
    request: HttpRequest, map_id: Any, *, target_node: Any = None, target_link: Any = None
) -> tuple[ArgumentMap, Node | Link | None]:
    """The map to annotate with the node or link of it that a new link shall bear on: one query for both.

    A target that is not there is None: then the service says so.
    """
    rows: Any = Node.objects if target_node else Link.objects
    if key := target_node or target_link:
        found = rows.select_related("map__project").visible_to(request.user).filter(pk=key, map=map_id).first()
        if found is not None and can_annotate(found.role):
            return found.map, found
    return get_map(request, map_id), None


def get_node(request: HttpRequest, node_id: Any, *, needs: Right = can_annotate) -> Node:
    node: Node = get_visible_or_404(Node.objects.select_related("map"), request, needs=needs, pk=node_id)
    return node


def get_link(request: HttpRequest, link_id: Any, *, needs: Right = can_annotate) -> Link:
    link: Link = get_visible_or_404(Link.objects.select_related("map"), request, needs=needs, pk=link_id)
    return link


def get_comment(request: HttpRequest, comment_id: Any, *, needs: Right = can_annotate) -> Comment:
    comments = Comment.objects.select_related("map__project", "parent")
    comment: Comment = get_visible_or_404(comments, request, needs=needs, pk=comment_id)
    return comment


def row_of_map_or_404(rows: type[Row], map_id: UUID, key: UUID) -> Row:
    """The node or link of this key, with its map; raises Http404 where it is not one of the map's."""
    found = rows.objects.filter(map=map_id, pk=key).select_related("map").first()
    if found is None:
        raise Http404
    return found
