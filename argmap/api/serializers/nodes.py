from __future__ import annotations

from typing import Any

from rest_framework import serializers

from argmap.api.serializers._base import INTEGER_LIMIT, EmptyAsNull, ExtraField, KeyField, Part, Strict
from argmap.models.node import evidence_type_choices, kind_choices
from argmap.services.nodes import TEXT_LENGTH


class SpanSerializer(Part):
    """Where a node stands. ``start`` and ``end`` (excluded) count code points, or UTF-16 code units on request."""

    id = KeyField(read_only=True)
    article = KeyField()
    revision = KeyField(
        source="revision_id",
        required=False,
        help_text="The revision in which you counted; refused where the map pins another one. May be left out.",
    )
    start = serializers.IntegerField(min_value=0, max_value=INTEGER_LIMIT)
    end = serializers.IntegerField(min_value=1, max_value=INTEGER_LIMIT)
    exact = serializers.CharField(read_only=True)
    prefix = serializers.CharField(read_only=True)
    suffix = serializers.CharField(read_only=True)


class NodeSerializer(Strict):
    """One proposition in a map."""

    id = KeyField(
        required=False, help_text="Your own UUID, best of version 7; the server makes one where it is left out."
    )
    map = KeyField(source="map_id")
    kind = serializers.ChoiceField(choices=kind_choices())
    text = serializers.CharField(
        default="",
        allow_blank=True,
        trim_whitespace=False,
        max_length=TEXT_LENGTH,
        help_text="The analyst's wording; the quote of its spans where it is left out.",
    )
    main = serializers.BooleanField(default=False)
    implicit = serializers.BooleanField(default=False)
    evidence_type = EmptyAsNull(choices=evidence_type_choices(), default=None, allow_null=True)
    attribution = serializers.CharField(default="", allow_blank=True, max_length=500)
    sources: serializers.Field[Any, Any, Any, Any] = serializers.ListField(
        child=serializers.CharField(max_length=10_000), default=list, max_length=1000
    )
    confidence = serializers.FloatField(default=None, allow_null=True, min_value=0, max_value=1)
    note = serializers.CharField(default="", allow_blank=True, trim_whitespace=False, max_length=TEXT_LENGTH)
    tags = serializers.ListField(child=serializers.CharField(max_length=100), default=list, max_length=100)
    spans: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=SpanSerializer(), source="span_rows", default=list, max_length=1000
    )
    position = serializers.IntegerField(
        default=None,
        allow_null=True,
        min_value=-INTEGER_LIMIT,
        max_value=INTEGER_LIMIT,
        help_text="Its place among the roots; null: in the order of the text.",
    )
    extra = ExtraField(default=dict)
    version = serializers.IntegerField(
        read_only=True, help_text="The number of the change that touched it last: its ETag."
    )


class NodeEditSerializer(NodeSerializer):
    """A node as an edit sends it: id and map may be left out, and cannot be changed."""

    map = KeyField(source="map_id", required=False)


class NodeMergeSerializer(Strict):
    other = KeyField(help_text="The node that goes; what it has comes to this one.")


class NodeMoveSerializer(Strict):
    """Where the node shall stand: exactly one of the targets."""

    link = KeyField(help_text="The link under which the node stands now.")
    target_node = KeyField(default=None, allow_null=True)
    target_link = KeyField(default=None, allow_null=True)
