from __future__ import annotations

import re
from typing import Any

from rest_framework import serializers

from argmap.api.serializers._base import KeyField, Strict
from argmap.permissions import Role


class LettersField(serializers.CharField):
    """Letters of any script, digits, hyphens and underscores.

    Not a SlugField: its pattern means other letters in the schema (ECMAScript) than in Python.
    """

    default_error_messages = {"not_letters": "Use letters, digits, hyphens and underscores only."}

    def to_internal_value(self, data: Any) -> str:
        value = super().to_internal_value(data)
        if not re.fullmatch(r"[-\w]+", value):
            self.fail("not_letters")
        return value


class ProjectSerializer(Strict):
    """A team's workspace."""

    id = KeyField(read_only=True)
    name = serializers.CharField(max_length=200)
    slug = LettersField(
        max_length=80,
        required=False,
        help_text="Its short name in addresses; made from the name where it is left out, and then never changed.",
    )
    guidelines = serializers.CharField(default="", allow_blank=True, trim_whitespace=False, max_length=100_000)
    rules_off: serializers.ListField = serializers.ListField(
        child=serializers.CharField(max_length=100),
        default=list,
        max_length=100,
        help_text="Names of rules (docs/problems.md) of which no problem is listed.",
    )
    role = serializers.ChoiceField(choices=Role.choices, read_only=True, help_text="Yours.")
    article_count = serializers.IntegerField(read_only=True)
    map_count = serializers.IntegerField(read_only=True)
    created_at = serializers.DateTimeField(read_only=True)
    last_change = serializers.DateTimeField(read_only=True, allow_null=True, help_text="Of one of its maps.")
