"""Comments with what belongs to them, in a fixed number of queries however many there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from argmap.models import Comment, Mention, Revision


def attach_comment_parts(comments: Sequence[Comment]) -> Sequence[Comment]:
    """The same comments, each with its persons, mentions and revision at hand (4 queries)."""
    names = Prefetch("mentions", Mention.objects.select_related("user"))
    revisions: Any = Prefetch("revision", Revision.objects.defer("text", "structure"))
    prefetch_related_objects(list(comments), "author", "resolved_by", names, revisions)
    return comments
