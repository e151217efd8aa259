from __future__ import annotations

from typing import Any

from rest_framework import serializers

from argmap.api.serializers._base import ExtraField, KeyField, Strict
from argmap.api.serializers.formats import NoteSerializer


class PinnedSerializer(Strict):
    """An article in a map, and the revision in which the map's spans count."""

    article = KeyField(source="article_id", read_only=True)
    revision = KeyField(source="revision_id", read_only=True)


class MapSerializer(Strict):
    """One analysis."""

    id = KeyField(read_only=True)
    project = serializers.CharField(
        source="project_id", max_length=80, help_text="Its id; in requests its slug will do."
    )
    title = serializers.CharField(max_length=500)
    description = serializers.CharField(default="", allow_blank=True, max_length=100_000)
    articles = serializers.ListField(
        child=KeyField(),
        required=False,
        max_length=1000,
        help_text="In their order. Nodes lose their passages in an article that an edit leaves out.",
    )
    pinned = PinnedSerializer(many=True, source="article_rows", read_only=True)
    node_count = serializers.IntegerField(read_only=True)
    link_count = serializers.IntegerField(read_only=True)
    version = serializers.IntegerField(read_only=True)
    extra = ExtraField(read_only=True)
    created_at = serializers.DateTimeField(read_only=True)
    updated_at = serializers.DateTimeField(read_only=True)


class MapEditSerializer(MapSerializer):
    """A map as an edit sends it: it stays in its project."""

    project = serializers.CharField(source="project_id", max_length=80, required=False)


class MapDuplicateSerializer(Strict):
    title = serializers.CharField(default="", allow_blank=True, max_length=500)


class MapImportSerializer(Strict):
    """Files of interchange formats, or zips of them."""

    file = serializers.ListField(child=serializers.FileField(), min_length=1, max_length=50)
    format = serializers.CharField(
        default="", allow_blank=True, help_text="A name of GET formats/; else it is recognised for each."
    )
    project = serializers.CharField(max_length=80, help_text="Its id or slug.")
    into = KeyField(required=False, help_text="A map of the project to which all is added; else each is a new map.")
    title = serializers.CharField(
        default="", allow_blank=True, max_length=500, help_text="Of the new map, where there is one."
    )
    options = serializers.JSONField(
        default=dict, help_text="`read_options` of the named format, as an object of texts."
    )
    skip_broken = serializers.BooleanField(
        default=False, help_text="Import what can be read; else one broken file refuses all."
    )

    def validate_options(self, value: Any) -> Any:
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            raise serializers.ValidationError('Send an object of texts, like {"types": "aaec"}.')
        return value


class ImportedFileSerializer(Strict):
    """A map that came out of the files."""

    id = KeyField(read_only=True, source="map.pk")
    title = serializers.CharField(read_only=True, source="map.title")
    file = serializers.CharField(read_only=True, source="name")
    notes = NoteSerializer(many=True, read_only=True)


class ImportedMapSerializer(MapSerializer):
    """The new map (of several the first), and what was met on the way."""

    notes = NoteSerializer(many=True, read_only=True)
    maps = ImportedFileSerializer(many=True, read_only=True)


class FindingErrorSerializer(Strict):
    """Why a file cannot be read."""

    message = serializers.CharField(read_only=True)
    line = serializers.IntegerField(read_only=True, allow_null=True)
    column = serializers.IntegerField(read_only=True, allow_null=True)


class FindingSerializer(Strict):
    """What is in a file, before anything is stored; counts are missing where it cannot be read."""

    file = serializers.CharField(read_only=True)
    format = serializers.CharField(read_only=True, allow_null=True)
    error = FindingErrorSerializer(read_only=True, allow_null=True)
    title = serializers.CharField(read_only=True, required=False)
    nodes = serializers.DictField(child=serializers.IntegerField(), read_only=True, required=False)
    links = serializers.DictField(child=serializers.IntegerField(), read_only=True, required=False)
    roots = serializers.IntegerField(read_only=True, required=False)
    depth = serializers.IntegerField(read_only=True, required=False)
    cycles = serializers.IntegerField(read_only=True, required=False)
    articles = serializers.IntegerField(read_only=True, required=False)
    spans = serializers.IntegerField(read_only=True, required=False)
    notes = NoteSerializer(many=True, read_only=True, required=False)
