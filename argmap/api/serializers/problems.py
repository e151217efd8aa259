from __future__ import annotations

from typing import Any

from rest_framework import serializers

from argmap.api.serializers._base import KeyField, Strict
from argmap.domain.problems.model import Concern
from argmap.domain.problems.rules import RULES


class MapProblemSerializer(Strict):
    """Something unsound or unfinished in a map."""

    rule = serializers.CharField(read_only=True)
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]  # fields have a label too
    concern = serializers.ChoiceField(choices=[(one.value, one.value) for one in Concern], read_only=True)
    message = serializers.CharField(read_only=True)
    nodes = serializers.ListField(
        child=KeyField(), read_only=True, help_text="Its place, the node to show first in front; empty: the whole map."
    )
    links = serializers.ListField(child=KeyField(), read_only=True)
    repair = serializers.CharField(
        read_only=True, allow_null=True, help_text="What the repair does, where one step repairs it."
    )


class MapRepairSerializer(Strict):
    """Which problem shall be repaired: its rule and its place, as the list of problems gives them."""

    rule = serializers.ChoiceField(choices=list(RULES))
    nodes: serializers.ListField = serializers.ListField(child=KeyField(), max_length=10_000)
    links: serializers.ListField = serializers.ListField(child=KeyField(), default=list, max_length=10_000)
    message = serializers.CharField(
        default="", allow_blank=True, help_text="Tells several problems of one rule at one place apart."
    )

    def to_internal_value(self, data: Any) -> Any:
        """A whole problem may be sent back as it was read."""
        known = ("label", "concern", "repair")
        return super().to_internal_value(
            {k: v for k, v in data.items() if k not in known} if isinstance(data, dict) else data
        )
