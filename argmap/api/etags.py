"""Versions of nodes, links, comments and highlights as entity tags (RFC 9110 §8.8.3, §13.1)."""

from __future__ import annotations

from django.utils.http import parse_etags
from rest_framework.request import Request

from argmap.models import Comment, Highlight, Link, Node

Versioned = Node | Link | Comment | Highlight

NEVER = -1  # a version that no row has: versions count from 0


def etag_of(row: Versioned) -> str:
    return f'"{row.version}"'


def expected_version(request: Request, row: Versioned) -> int | None:
    """The version that the row must have by ``If-Match``; None where any will do.

    The service compares it under the map's lock: what was read here may be old by then.
    """
    header = request.headers.get("If-Match")
    if header is None or "*" in (tags := parse_etags(header)):
        return None
    return row.version if etag_of(row) in tags else NEVER


def is_known(request: Request, row: Versioned) -> bool:
    """Whether the client has this version already, by ``If-None-Match`` (weak comparison)."""
    header = request.headers.get("If-None-Match")
    if header is None:
        return False
    tags = {tag.removeprefix("W/") for tag in parse_etags(header)}
    return "*" in tags or etag_of(row) in tags
