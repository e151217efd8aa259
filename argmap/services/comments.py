"""Use-cases on comments. Each makes one Change; who may do what to a comment of others is decided here."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import IntegrityError
from django.utils import timezone

from argmap.domain.mentions import mentioned
from argmap.exceptions import IdTakenError, NotAllowedError, RuleError
from argmap.models import ArgumentMap, Comment, Link, Membership, Mention, Node, User, new_id
from argmap.permissions import can_manage
from argmap.services.drafts import SpanDraft
from argmap.services.history import Recorder, clip, recorded_change
from argmap.services.nodes import check_texts
from argmap.services.spans import pinned_revisions, selectors_of
from argmap.services.threads import remove_comments

LENGTH = 20_000  # code points in one comment


def add_comment(
    *,
    by: User,
    map_: ArgumentMap,
    text: str,
    node: Node | None = None,
    link: Link | None = None,
    passage: SpanDraft | None = None,
    id: UUID | None = None,
) -> Recorder:
    """A thread begins on the node, the link or the passage, on the map itself where none is given.

    Repeating it with the same id and content is harmless. Raises RuleError, IdTakenError.
    """
    if sum(place is not None for place in (node, link, passage)) > 1:
        raise RuleError("A comment stands on one thing: a node, a link, a passage, or the map itself.")
    comment = Comment(id=id or new_id(), map=map_, node=node, link=link, text=_checked(text))
    summary = f"Comment {clip(comment.text)}"
    return _store(comment, by=by, action="comment", summary=summary, passage=passage)


def reply_to_comment(*, by: User, comment: Comment, text: str, id: UUID | None = None) -> Recorder:
    """A reply stands at the end of the comment's thread.

    Raises RuleError, IdTakenError.
    """
    head = comment.parent or comment
    reply = Comment(id=id or new_id(), map=comment.map, parent=head, text=_checked(text))
    return _store(reply, by=by, action="reply", summary=f"Reply {clip(reply.text)}")


def _store(comment: Comment, *, by: User, action: str, summary: str, passage: SpanDraft | None = None) -> Recorder:
    comment.author, comment.author_name = by, by.display_name
    try:
        with recorded_change(comment.map, by=by, action=action) as change:
            for place in (comment.parent, comment.node, comment.link):
                if place is not None:
                    change.reread(place)
            if passage is not None:
                _place_on_passage(comment, passage)
            change.add([comment])
            change.add(_mentions(comment, members_named(comment.map, comment.text)))
            change.summary = summary
    except IntegrityError:
        _check_repeated(comment)
    return change


_CONTENT = ("map_id", "parent_id", "node_id", "link_id", "revision_id", "start", "end", "author_id", "text")


def _check_repeated(comment: Comment) -> None:
    """Nothing where this comment is there already; raises IdTakenError for an id in any other use."""
    stored = Comment.objects.filter(pk=comment.pk).first()
    if stored is None or any(getattr(stored, name) != getattr(comment, name) for name in _CONTENT):
        raise IdTakenError


def _checked(text: str) -> str:
    text = text.strip()
    check_texts(text)
    if not text:
        raise RuleError("A comment needs words.", field="text")
    if len(text) > LENGTH:
        raise RuleError(f"A comment of {len(text)} characters is too long; the limit is {LENGTH}.", field="text")
    return text


def _place_on_passage(comment: Comment, draft: SpanDraft) -> None:
    place = pinned_revisions(comment.map, [draft.article]).get(draft.article)
    if place is None:
        raise RuleError("The passage stands in an article on which this map does not draw.", field="passage")
    exact, prefix, suffix = selectors_of(draft, place.revision, field="passage")
    comment.revision, comment.start, comment.end = place.revision, draft.start, draft.end
    comment.exact, comment.prefix, comment.suffix = exact, prefix, suffix


def _mentions(comment: Comment, users: Iterable[UUID]) -> list[Mention]:
    return [Mention(comment=comment, user_id=key) for key in sorted(users)]


def members_named(map_: ArgumentMap, text: str) -> set[UUID]:
    """The members of the map's project whom the text mentions (a query only where there may be some)."""
    if "@" not in text:
        return set()
    members = Membership.objects.filter(project=map_.project_id).values_list("user__username", "user_id")
    keys: dict[str, UUID] = dict(members)
    return {keys[name] for name in mentioned(text, keys)}


def edit_comment(*, by: User, comment: Comment, text: str, expected_version: int | None = None) -> Recorder:
    """The user's own comment has these words.

    Raises RuleError; NotAllowedError for the words of others; StaleError where its version is not the expected one.
    """
    words = _checked(text)
    with recorded_change(comment.map, by=by, action="edit_comment") as change:
        change.reread(comment, expected_version=expected_version)
        if comment.author_id != by.pk:
            raise NotAllowedError("Only who wrote a comment can change its words, whatever their role.")
        if comment.is_deleted:
            raise RuleError("This comment was deleted; reply to it instead.")
        if words != comment.text:
            change.change(comment, text=words, edited_at=timezone.now())
            known = {mention.user_id: mention for mention in comment.mentions.all()}
            wanted = members_named(comment.map, words)
            change.remove([row for key, row in known.items() if key not in wanted])
            change.add(_mentions(comment, wanted - known.keys()))
        change.summary = f"Edit the comment {clip(words)}"
    return change


def delete_comment(*, by: User, comment: Comment, expected_version: int | None = None) -> Recorder:
    """The user's own comment is gone; owners of the project may delete those of others.

    The first comment of a thread with replies only loses its words, and goes with the last reply. Raises
    NotAllowedError; StaleError where its version is not the expected one.
    """
    with recorded_change(comment.map, by=by, action="delete_comment") as change:
        change.reread(comment, expected_version=expected_version)
        if not may_delete(by, comment):
            raise NotAllowedError("Only who wrote a comment can delete it, or a member whose role is owner.")
        change.summary = f"Delete the comment {clip(comment.text)}"
        if comment.parent_id is None and comment.replies.exists():
            change.remove(comment.mentions.all())
            change.change(comment, text="", edited_at=None)
        else:
            remove_comments(change, [comment, *_head_that_only_held(comment)])
    return change


def may_delete(user: User, comment: Comment) -> bool:
    """Whether the user wrote the comment or is an owner of its project."""
    if comment.author_id == user.pk:
        return True
    own = Membership.objects.filter(project__maps=comment.map_id, user=user).values_list("role", flat=True).first()
    return can_manage(own)


def _head_that_only_held(reply: Comment) -> list[Comment]:
    """The deleted first comment of the thread, where this was its last reply."""
    if reply.parent_id is None:
        return []
    others = Comment.objects.filter(parent=reply.parent_id).exclude(pk=reply.pk)
    return [] if others.exists() else list(Comment.objects.filter(pk=reply.parent_id, text=""))


def resolve_comment(*, by: User, comment: Comment, expected_version: int | None = None) -> Recorder:
    """The comment's thread is resolved by this user; nothing happens where it is already."""
    with recorded_change(comment.map, by=by, action="resolve") as change:
        head = _head(change, comment, expected_version)
        if head.resolved_at is None:
            change.change(head, resolved_at=timezone.now(), resolved_by_id=by.pk, resolved_name=by.display_name)
        change.summary = f"Resolve the thread {_named(head)}"
    return change


def reopen_comment(*, by: User, comment: Comment, expected_version: int | None = None) -> Recorder:
    """The comment's thread is open again; nothing happens where it is already."""
    with recorded_change(comment.map, by=by, action="reopen") as change:
        head = _head(change, comment, expected_version)
        change.change(head, resolved_at=None, resolved_by_id=None, resolved_name="")
        change.summary = f"Reopen the thread {_named(head)}"
    return change


def _head(change: Recorder, comment: Comment, expected_version: int | None) -> Comment:
    change.reread(comment, expected_version=expected_version)
    return comment.parent or comment


def _named(head: Comment) -> str:
    return clip(head.text) if head.text else "of a deleted comment"
