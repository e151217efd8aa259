"""Comments that were found, with the places on which they stand."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch

from argmap.domain.vocabulary import LinkType, NodeKind, relation_name
from argmap.models import Comment, Link, Premise
from argmap.queries.discussion import Place

_PREMISES = Premise.objects.select_related("node")
# What has to be prefetched of entries, so that their comments have all that is shown (at most 3 queries, none where
# there are no comments among them).
PARTS: tuple[Prefetch[Any], ...] = (
    Prefetch(
        "comment",
        Comment.objects.select_related("map__project", "author", "node", "link", "parent__node", "parent__link"),
    ),
    Prefetch("comment__link__premises", _PREMISES),
    Prefetch("comment__parent__link__premises", _PREMISES),
)


def place_on(comment: Comment) -> Place:
    """On what the comment's thread stands; without a number, which only the whole map could tell."""
    head = comment.parent or comment
    if head.node:
        return Place(NodeKind(head.node.kind).label, words=head.node.text)
    if head.link:
        return _place_on_link(head.link)
    return Place("Passage", words=head.exact) if head.exact else Place("The map")


def _place_on_link(link: Link) -> Place:
    words = " · ".join(premise.node.text for premise in link.premises.all())
    return Place(f"Link ({relation_name(LinkType(link.type), on_link=link.on_link)})", words=words)
