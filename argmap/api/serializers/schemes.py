from __future__ import annotations

from rest_framework import serializers

from argmap.api.serializers._base import Strict
from argmap.domain.schemes.model import Aim


class SchemePremiseSerializer(Strict):
    """A premise of a scheme."""

    role = serializers.CharField(read_only=True, help_text="What a premise of a link is given as its role.")
    text = serializers.CharField(read_only=True)


class QuestionSerializer(Strict):
    """A critical question of a scheme."""

    name = serializers.CharField(read_only=True, help_text="The role of a node that answers or raises it.")
    text = serializers.CharField(read_only=True)
    objection = serializers.CharField(read_only=True, help_text="What a negative answer says.")
    aim = serializers.ChoiceField(
        choices=[(aim.value, aim.value) for aim in Aim],
        read_only=True,
        help_text="What the objection attacks: a premise, the link (an undercut), or the conclusion.",
    )
    role = serializers.CharField(read_only=True, help_text="Of the premise that it doubts; empty for others.")
    conflict = serializers.CharField(read_only=True, help_text="AIF's own name of the objection, as a slug.")


class SchemeSerializer(Strict):
    """An argumentation scheme of the catalogue."""

    slug = serializers.CharField(read_only=True, help_text="What a link has as its `scheme`.")
    name = serializers.CharField(read_only=True)
    also = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="Slugs of variants that are read in the same way."
    )
    aif_name = serializers.CharField(read_only=True)
    aif_id = serializers.IntegerField(read_only=True, help_text="AIFdb's; other servers have other numbers.")
    premises = SchemePremiseSerializer(many=True, read_only=True)
    conclusion = serializers.CharField(read_only=True)
    questions = QuestionSerializer(many=True, read_only=True)
    example = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="A sentence for each premise, the conclusion last."
    )
