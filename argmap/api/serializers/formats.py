from __future__ import annotations

from rest_framework import serializers

from argmap.api.serializers._base import Strict


class NoteSerializer(Strict):
    """One thing that was met or lost, with how many objects it concerns."""

    message = serializers.CharField(read_only=True)
    count = serializers.IntegerField(read_only=True)
    details = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="These objects, where each should be looked at."
    )


class OptionSerializer(Strict):
    """A choice that a reader or writer leaves to you."""

    name = serializers.CharField(read_only=True)
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]  # fields have a label too
    values = serializers.ListField(
        child=serializers.CharField(), read_only=True, help_text="What it takes; none: free text."
    )
    default = serializers.CharField(read_only=True)  # type: ignore[assignment]  # fields have a default too
    help = serializers.CharField(read_only=True)


class FormatSerializer(Strict):
    """An interchange format."""

    name = serializers.CharField(read_only=True)
    label = serializers.CharField(read_only=True)  # type: ignore[assignment]  # fields have a label too
    suffixes = serializers.ListField(child=serializers.CharField(), read_only=True)
    content_type = serializers.CharField(read_only=True)
    description = serializers.CharField(read_only=True)
    reads = serializers.BooleanField(read_only=True)
    writes = serializers.BooleanField(read_only=True)
    specification = serializers.CharField(read_only=True)
    read_options = OptionSerializer(many=True, read_only=True)
    write_options = OptionSerializer(many=True, read_only=True)
