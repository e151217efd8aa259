from __future__ import annotations

from rest_framework import serializers

from argmap.api.serializers._base import KeyField, Strict
from argmap.domain.schemes.model import Aim
from argmap.domain.schemes.questions import State
from argmap.services.nodes import TEXT_LENGTH


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


class LinkPremiseSerializer(SchemePremiseSerializer):
    """A premise of a link's scheme, and the node that takes it."""

    node = KeyField(read_only=True, allow_null=True, help_text="Null where the premise is missing.")


class AskedSerializer(QuestionSerializer):
    """A critical question of a link."""

    state = serializers.ChoiceField(choices=[(state.value, state.value) for state in State], read_only=True)
    place = KeyField(
        read_only=True, allow_null=True, help_text="The node or link that it is about; null where a premise is missing."
    )
    taken_up = serializers.ListField(
        child=KeyField(), read_only=True, help_text="The links by which nodes answer it or raise it."
    )


class LinkSchemeSerializer(Strict):
    """What a link has of its scheme. Without a scheme of the catalogue the slug is null and the lists are empty."""

    scheme = serializers.CharField(read_only=True, allow_null=True)
    premises = LinkPremiseSerializer(many=True, read_only=True)
    questions = AskedSerializer(many=True, read_only=True)


class AddPremiseSerializer(Strict):
    role = serializers.CharField(max_length=200, help_text="Of the premise that is missing.")
    text = serializers.CharField(
        default="", allow_blank=True, max_length=TEXT_LENGTH, help_text="Empty: what the scheme says there."
    )


class RaiseQuestionSerializer(Strict):
    question = serializers.CharField(max_length=200, help_text="Its name, such as `expert-opinion/independence`.")
    text = serializers.CharField(
        default="", allow_blank=True, max_length=TEXT_LENGTH, help_text="Empty: the objection of the catalogue."
    )


class AnswerQuestionSerializer(Strict):
    question = serializers.CharField(max_length=200, help_text="Its name, such as `expert-opinion/independence`.")
    node = KeyField(
        default=None, allow_null=True, help_text="A node of the map that answers it; else a new claim is made."
    )
    text = serializers.CharField(
        default="", allow_blank=True, max_length=TEXT_LENGTH, help_text="Of the new claim; empty: the question itself."
    )
