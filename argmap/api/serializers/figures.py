from __future__ import annotations

from rest_framework import serializers

from argmap.api.serializers._base import Strict


class FigureRowSerializer(Strict):
    """What is counted, and its numbers in the order of the table's columns."""

    label = serializers.CharField(read_only=True)  # type: ignore[assignment]  # fields have a label too
    values = serializers.ListField(child=serializers.IntegerField(), read_only=True)


class FigureTableSerializer(Strict):
    """Numbers of one sort."""

    name = serializers.CharField(read_only=True)
    title = serializers.CharField(read_only=True)
    about = serializers.CharField(read_only=True, help_text="What is counted, in a sentence.")
    head = serializers.CharField(read_only=True, help_text="What the rows' labels name.")
    columns = serializers.ListField(child=serializers.CharField(), read_only=True)
    rows = FigureRowSerializer(many=True, read_only=True)


class MapFiguresSerializer(Strict):
    """The figures of a map."""

    nodes = serializers.IntegerField(read_only=True, source="counts.node_count")
    links = serializers.IntegerField(read_only=True, source="counts.link_count")
    main_claims = serializers.IntegerField(read_only=True)
    levels = serializers.IntegerField(read_only=True, help_text="Of the outline: its depth.")
    widest = serializers.IntegerField(read_only=True, help_text="Nodes on the broadest level.")
    spans = serializers.IntegerField(read_only=True, source="counts.spans")
    cycles = serializers.IntegerField(read_only=True, source="counts.cycles", help_text="Circles of support.")
    tables = FigureTableSerializer(many=True, read_only=True)
