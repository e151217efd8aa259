from __future__ import annotations

import re
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from argmap.api.serializers._base import KeyField, Strict
from argmap.models.article import direction_choices

_RANGE = {"start": {"type": "integer"}, "end": {"type": "integer"}}
STRUCTURE_SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {
        "blocks": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {
                    "type": {"type": "string", "enum": ["paragraph", "heading", "list_item", "quotation"]},
                    **_RANGE,
                    "level": {"type": "integer"},
                    "ordered": {"type": "boolean"},
                },
                "required": ["type", "start", "end"],
            },
        },
        "hyperlinks": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {**_RANGE, "href": {"type": "string"}},
                "required": ["start", "end", "href"],
            },
        },
    },
}


@extend_schema_field(STRUCTURE_SCHEMA)
class StructureField(serializers.JSONField):
    """Blocks and hyperlinks as ranges of the text."""


class LanguageField(serializers.CharField):
    """A language tag. Not a RegexField: the schema of one that may be empty contradicts itself."""

    default_error_messages = {"not_a_tag": "Give a short code such as en, fr or pt-BR."}

    def to_internal_value(self, data: Any) -> str:
        value = super().to_internal_value(data)
        if not re.fullmatch(r"[A-Za-z0-9_-]*", value):
            self.fail("not_a_tag")
        return value


class ArticleSerializer(Strict):
    """One text under analysis, without its text."""

    id = KeyField(read_only=True)
    project = serializers.CharField(
        source="project_id", max_length=80, help_text="Its id; in requests its slug will do."
    )
    title = serializers.CharField(max_length=500)
    subtitle = serializers.CharField(default="", allow_blank=True, max_length=1000)
    author = serializers.CharField(default="", allow_blank=True, max_length=500)
    publication = serializers.CharField(default="", allow_blank=True, max_length=300)
    published = serializers.DateField(default=None, allow_null=True)
    url = serializers.URLField(default="", allow_blank=True, max_length=2000)
    language = LanguageField(default="", allow_blank=True, max_length=35)
    direction = serializers.ChoiceField(choices=direction_choices(), default="ltr")
    revision = KeyField(source="current.pk", read_only=True, help_text="The current one.")
    words = serializers.IntegerField(source="current.words", read_only=True)
    length = serializers.IntegerField(source="current.length", read_only=True, help_text="In code points.")
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)


class ArticleTextSerializer(ArticleSerializer):
    """One text under analysis, with the current revision's text and structure."""

    text = serializers.CharField(
        source="current.text",
        read_only=True,
        help_text="Normalised once by the rules of docs/intake.md; the offsets of spans count in it.",
    )
    structure = StructureField(source="current.structure", read_only=True)


class ArticleEditSerializer(ArticleSerializer):
    """An article as an edit sends it; a new ``text`` becomes its newest revision."""

    project = serializers.CharField(source="project_id", max_length=80, required=False)
    text = serializers.CharField(required=False, trim_whitespace=False)
    structure = StructureField(read_only=True)


class ArticleCreateSerializer(ArticleEditSerializer):
    """A new article: exactly one of ``text``, ``file`` and ``address``; what the source tells of itself is proposed
    for the fields that are left out."""

    project = serializers.CharField(source="project_id", max_length=80, help_text="Its id or slug.")
    title = serializers.CharField(max_length=500, required=False)
    file = serializers.FileField(
        required=False, write_only=True, help_text="A .txt, .md, .html, .docx or .pdf (multipart/form-data)."
    )
    address = serializers.URLField(required=False, write_only=True, max_length=2000, help_text="A web page to fetch.")


class RevisionSerializer(Strict):
    """An article's text at one time, without the text."""

    id = KeyField(read_only=True)
    number = serializers.IntegerField(read_only=True)
    length = serializers.IntegerField(read_only=True, help_text="In code points.")
    words = serializers.IntegerField(read_only=True)
    sha256 = serializers.CharField(read_only=True)
    created_at = serializers.DateTimeField(read_only=True)


class RevisionTextSerializer(RevisionSerializer):
    """An article's text at one time."""

    text = serializers.CharField(read_only=True)
    structure = StructureField(read_only=True)
