"""Comments, and highlights of a text, as parts of what they stand on: gone with it, moved with it."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q

from argmap.models import Comment, Highlight, Link, Mention, Node
from argmap.services.history import Recorder


def comments_on(*, nodes: Collection[Node] = (), links: Collection[Link] = ()) -> list[Comment]:
    """The comments on these nodes and links, replies included."""
    if not nodes and not links:
        return []
    own = Q(node__in=nodes) | Q(link__in=links)
    return list(Comment.objects.filter(own | Q(parent__node__in=nodes) | Q(parent__link__in=links)))


def remove_comments_on(change: Recorder, *, nodes: Collection[Node] = (), links: Collection[Link] = ()) -> None:
    """The comments on these nodes and links are gone, replies included."""
    remove_comments(change, comments_on(nodes=nodes, links=links))


def remove_comments_in_articles(change: Recorder, articles: Collection[UUID]) -> None:
    """The comments on passages of these articles are gone from the map, replies included."""
    inside = Q(revision__article__in=articles) | Q(parent__revision__article__in=articles)
    remove_comments(change, list(Comment.objects.filter(inside, map=change.map)))


def remove_highlights_in_articles(change: Recorder, articles: Collection[UUID]) -> None:
    """The highlights in these articles are gone from the map."""
    change.remove(Highlight.objects.filter(map=change.map, revision__article__in=articles))


def remove_comments(change: Recorder, comments: Collection[Comment]) -> None:
    """These comments are gone with their mentions."""
    if comments:
        change.remove(Mention.objects.filter(comment__in=comments))
        change.remove(comments)


def move_comments(change: Recorder, first: Node | Link, second: Node | Link) -> None:
    """The comments on ``second`` stand on ``first``, which is of the same sort."""
    column = "node_id" if isinstance(second, Node) else "link_id"
    for comment in Comment.objects.filter(**{column: second.pk}):
        change.change(comment, **{column: first.pk})
