from __future__ import annotations

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
    """Files of an interchange format."""

    file = serializers.ListField(child=serializers.FileField(), min_length=1, max_length=50)
    format = serializers.CharField(
        default="", allow_blank=True, help_text="A name of GET formats/; else it is recognised."
    )
    project = serializers.CharField(max_length=80, help_text="Its id or slug.")
    title = serializers.CharField(default="", allow_blank=True, max_length=500)


class ImportedMapSerializer(MapSerializer):
    """The new map, and what was met on the way."""

    notes = NoteSerializer(many=True, read_only=True)
