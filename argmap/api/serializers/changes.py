from __future__ import annotations

from rest_framework import serializers

from argmap.api.serializers._base import KeyField, Strict
from argmap.models import ChangeKind


class ChangeSerializer(Strict):
    """One recorded step of a map."""

    number = serializers.IntegerField(read_only=True, help_text="The map's version after it.")
    kind = serializers.ChoiceField(choices=ChangeKind.choices, read_only=True)
    action = serializers.CharField(read_only=True)
    summary = serializers.CharField(read_only=True)
    actor = serializers.CharField(source="actor.username", default=None, read_only=True, allow_null=True)
    time = serializers.DateTimeField(read_only=True)
    undone = serializers.BooleanField(read_only=True)


class ChangeMadeSerializer(ChangeSerializer):
    """A step that was just made, with the ids of the nodes and links that it touched; some may be gone by it."""

    nodes = serializers.ListField(child=KeyField(), read_only=True)
    links = serializers.ListField(child=KeyField(), read_only=True)
