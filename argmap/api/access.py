"""Permission and lookup in one step: what you may not see does not exist, what you may not do is refused."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework.request import Request

from argmap.exceptions import NotAllowedError, NotFoundError
from argmap.models import ArgumentMap, Comment, Link, Node, Project
from argmap.permissions import Right, can_annotate, can_edit, can_view

REFUSED = "Your role in this project does not allow this; ask one of its owners."


def get_visible(queryset: Any, request: Request, *, needs: Right = can_view, **lookup: Any) -> Any:
    """The one object of the queryset that the user may see and has the right for; it has their ``role``.

    Raises NotFoundError for strangers, NotAllowedError for members without the right.
    """
    found = queryset.visible_to(request.user).filter(**lookup).first()
    if found is None:
        name = queryset.model._meta.verbose_name
        raise NotFoundError(f"There is no such {name}, or not for you; check the id.")
    if not needs(found.role):
        raise NotAllowedError(REFUSED)
    return found


def get_project(request: Request, key: str, *, needs: Right = can_edit) -> Project:
    """The project with this id or slug."""
    project: Project = get_visible(Project.objects.all(), request, needs=needs, **project_lookup(key))
    return project


def project_lookup(key: str) -> dict[str, Any]:
    """How to find the project that an id or a slug names."""
    try:
        return {"pk": UUID(key)}
    except ValueError:
        return {"slug": key}


def get_map(request: Request, key: UUID, *, needs: Right = can_annotate) -> ArgumentMap:
    map_: ArgumentMap = get_visible(ArgumentMap.objects.select_related("project"), request, needs=needs, pk=key)
    return map_


def node_of_map(request: Request, key: UUID, map_id: UUID) -> Node:
    """The node, if it is of this map, which the user may change already."""
    node: Node = get_visible(Node.objects.select_related("map"), request, pk=key, map=map_id)
    return node


def link_of_map(request: Request, key: UUID, map_id: UUID) -> Link:
    """The link, if it is of this map, which the user may change already."""
    link: Link = get_visible(Link.objects.select_related("map"), request, pk=key, map=map_id)
    return link


def comment_of_map(request: Request, key: UUID, map_id: UUID) -> Comment:
    """The comment, if it is of this map, which the user may change already."""
    comments = Comment.objects.select_related("map", "parent")
    comment: Comment = get_visible(comments, request, pk=key, map=map_id)
    return comment
