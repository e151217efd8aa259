from __future__ import annotations

from typing import Any

from rest_framework import serializers

from argmap.api.serializers._base import EmptyAsNull, KeyField, Strict
from argmap.models.node import evidence_type_choices, kind_choices
from argmap.queries.search.filters import ARTICLE, COMMENT, Filters
from argmap.queries.search.find import Search
from argmap.queries.search.questions import QUESTIONS


def found_kind_choices() -> list[tuple[str, str]]:
    return [(ARTICLE, "Article"), *kind_choices(), (COMMENT, "Comment")]


class SearchSerializer(Strict):
    """What to look for; all of it has to hold."""

    q = serializers.CharField(
        default="", allow_blank=True, max_length=500, help_text='Words, `"phrases"`, `prefix*`, `-without`.'
    )
    question = serializers.ChoiceField(
        default="", choices=list(QUESTIONS), help_text="A question on structure (`search/questions/`)."
    )
    project = serializers.CharField(default="", max_length=80, help_text="The id or slug of a project; else all yours.")
    kind = serializers.ChoiceField(default="", choices=found_kind_choices())
    evidence_type = serializers.ChoiceField(default="", choices=evidence_type_choices())
    attribution = serializers.CharField(default="", max_length=500, help_text="Words of it.")
    tag = serializers.CharField(default="", max_length=100)
    author = serializers.CharField(
        default="", max_length=200, help_text="Who made the node, or wrote the article or comment."
    )
    since = serializers.DateField(
        default=None,
        help_text="Of the last change of a node or comment; of the article's publication, or of when it came in.",
    )
    until = serializers.DateField(default=None)

    def search(self) -> Search:
        """The search that these values are."""
        values: dict[str, Any] = {name: value for name, value in self.validated_data.items() if name != "project"}
        words, question = values.pop("q"), values.pop("question")
        return Search(words, Filters(**values), question)


class RunSerializer(Strict):
    """Some words of an excerpt."""

    text = serializers.CharField(read_only=True)
    is_match = serializers.BooleanField(read_only=True)


class HitSerializer(Strict):
    """An article, a node or a comment that was found."""

    id = KeyField(read_only=True, help_text="The article's, the node's or the comment's.")
    kind = serializers.ChoiceField(choices=found_kind_choices(), read_only=True)
    project = KeyField(read_only=True)
    map = KeyField(read_only=True, allow_null=True, help_text="Of a node or a comment.")
    title = RunSerializer(many=True, read_only=True, help_text="Of an article, in runs that match or do not.")
    excerpt = RunSerializer(many=True, read_only=True, help_text="The text about the first match.")
    more = RunSerializer(
        many=True, read_only=True, help_text="Author, attribution, note and sources, where a match is only there."
    )
    heading = serializers.CharField(read_only=True, help_text="Under which a question puts it.")
    evidence_type = EmptyAsNull(choices=evidence_type_choices(), read_only=True, allow_null=True)
    attribution = serializers.CharField(read_only=True)
    author = serializers.CharField(read_only=True, help_text="Who made the node, or wrote the article or comment.")
    place = serializers.CharField(read_only=True, help_text="Of a comment: on what its thread stands, in words.")
    address = serializers.URLField(read_only=True, help_text="The page that shows it, at its place.")


class StructureQuestionSerializer(Strict):
    """A ready-made search on structure."""

    name = serializers.CharField(read_only=True)
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]  # fields have a label too
    sentence = serializers.CharField(read_only=True, help_text="What is listed.")
