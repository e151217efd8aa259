from __future__ import annotations

from rest_framework import serializers

from argmap.api.serializers._base import KeyField, Strict


class PieceSerializer(Strict):
    """Some words of the prose."""

    text = serializers.CharField(read_only=True)
    node = KeyField(read_only=True, allow_null=True, help_text="Whose words they are; null for those in between.")


class ParagraphSerializer(Strict):
    """What the map says of one node."""

    number = serializers.CharField(read_only=True, help_text="The node's number in the outline.")
    node = KeyField(read_only=True)
    text = serializers.CharField(read_only=True)
    pieces = PieceSerializer(many=True, read_only=True, help_text="The text in pieces.")
