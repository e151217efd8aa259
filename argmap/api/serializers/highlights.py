from __future__ import annotations

from rest_framework import serializers

from argmap.api.serializers._base import KeyField, Strict
from argmap.api.serializers.comments import PassageSerializer
from argmap.models.node import kind_choices
from argmap.services.nodes import TEXT_LENGTH


class HighlightEditSerializer(Strict):
    """The note on a highlight."""

    note = serializers.CharField(default="", allow_blank=True, max_length=TEXT_LENGTH, help_text="Empty: a plain one.")


class HighlightSerializer(HighlightEditSerializer):
    """A passage that is marked beside the argument."""

    id = KeyField(
        required=False, help_text="Your own UUID, best of version 7; the server makes one where it is left out."
    )
    map = KeyField(source="map_id")
    passage = PassageSerializer()
    version = serializers.IntegerField(
        read_only=True, help_text="The number of the change that touched it last: its ETag."
    )


class HighlightTurnSerializer(Strict):
    """What a highlight becomes."""

    kind = serializers.ChoiceField(choices=kind_choices())
    id = KeyField(source="node_id", required=False, help_text="Your own UUID for the node.")
