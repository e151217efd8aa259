from __future__ import annotations

from typing import Any

from rest_framework import serializers

from argmap.api.serializers._base import KeyField, Strict
from argmap.api.serializers.nodes import SpanSerializer
from argmap.models import Comment
from argmap.services.comments import LENGTH


class PassageSerializer(SpanSerializer):
    """A passage of the text. ``start`` and ``end`` (excluded) count code points, or UTF-16 code units on request."""

    id = None  # type: ignore[assignment]  # a passage of a comment is no thing of its own


class CommentSerializer(Strict):
    """A comment: the first of a thread, which stands on something, or a reply to one (``parent``)."""

    id = KeyField(
        required=False, help_text="Your own UUID, best of version 7; the server makes one where it is left out."
    )
    map = KeyField(source="map_id")
    parent = KeyField(  # type: ignore[assignment]  # a field, which the metaclass takes out of the class
        source="parent_id",
        default=None,
        allow_null=True,
        help_text="The comment that it replies to; it comes at the end of that one's thread.",
    )
    node = KeyField(source="node_id", default=None, allow_null=True, help_text="The node on which it stands.")
    link = KeyField(source="link_id", default=None, allow_null=True, help_text="The link on which it stands.")
    passage = PassageSerializer(
        default=None, allow_null=True, help_text="Where it stands in the text. Without any place: on the map itself."
    )
    text = serializers.CharField(
        max_length=LENGTH, help_text="`@username` mentions a member of the project. Empty: deleted, but with replies."
    )
    author = serializers.SerializerMethodField(help_text="The username, null where there is no such account here.")
    author_name = serializers.CharField(source="written_by", read_only=True)
    mentions = serializers.SerializerMethodField()
    created = serializers.DateTimeField(source="created_at", read_only=True)
    edited = serializers.DateTimeField(source="edited_at", read_only=True, allow_null=True)
    resolved = serializers.DateTimeField(source="resolved_at", read_only=True, allow_null=True)
    resolved_by = serializers.CharField(source="closed_by", read_only=True)
    version = serializers.IntegerField(
        read_only=True, help_text="The number of the change that touched it last: its ETag."
    )

    def get_author(self, comment: Comment) -> str | None:
        return comment.author.get_username() if comment.author else None

    def get_mentions(self, comment: Comment) -> list[str]:
        return sorted(mention.user.get_username() for mention in comment.mentions.all())

    def to_internal_value(self, data: Any) -> Any:
        values = super().to_internal_value(data)
        places = [name for name in ("parent_id", "node_id", "link_id", "passage") if values.get(name)]
        if len(places) > 1:
            raise serializers.ValidationError({places[-1].removesuffix("_id"): "A comment stands on one thing only."})
        return values


class CommentEditSerializer(CommentSerializer):
    """A comment as an edit sends it: only its text can be changed."""

    map = KeyField(source="map_id", required=False)
