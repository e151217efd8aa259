from __future__ import annotations

from rest_framework import serializers

from argmap.api.serializers._base import KeyField, Strict
from argmap.models.tag import tag_color_choices


class TagSerializer(Strict):
    """A project's own label."""

    id = KeyField(read_only=True)
    name = serializers.CharField(max_length=100, help_text="One line without a comma.")
    color = serializers.ChoiceField(choices=tag_color_choices(), default="", allow_blank=True)
    node_count = serializers.IntegerField(read_only=True, help_text="Nodes that carry it.")
    link_count = serializers.IntegerField(read_only=True, help_text="Links that carry it.")


class TagEditSerializer(TagSerializer):
    """A tag as it shall be."""

    expected_name = serializers.CharField(
        max_length=100,
        required=False,
        write_only=True,
        help_text="The name that you read: the answer is 409 where it is another one by now.",
    )


class TagMergeSerializer(Strict):
    """Several tags that shall be one."""

    into = serializers.UUIDField(help_text="The tag that stays.")
    tags: serializers.ListField = serializers.ListField(
        child=serializers.UUIDField(), min_length=1, max_length=1000, help_text="Those that go."
    )
