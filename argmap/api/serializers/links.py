from __future__ import annotations

from typing import Any

from rest_framework import serializers

from argmap.api.serializers._base import INTEGER_LIMIT, ExtraField, KeyField, Part, Strict
from argmap.models.link import link_type_choices
from argmap.services.nodes import TEXT_LENGTH


class PremiseSerializer(Part):
    """A node's part in a link. In requests a plain id stands for a premise without a role."""

    node = KeyField(source="node_id")
    role = serializers.CharField(required=False, allow_blank=True, max_length=200)

    def to_internal_value(self, data: Any) -> Any:
        return super().to_internal_value({"node": data} if isinstance(data, str) else data)


class LinkSerializer(Strict):
    """One inference, conflict or restatement: exactly one of ``target_node`` and ``target_link`` is set."""

    id = KeyField(
        required=False, help_text="Your own UUID, best of version 7; the server makes one where it is left out."
    )
    map = KeyField(source="map_id")
    type = serializers.ChoiceField(choices=link_type_choices())
    premises: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=PremiseSerializer(), source="premise_rows", min_length=1, max_length=100
    )
    target_node = KeyField(source="target_node_id", default=None, allow_null=True)
    target_link = KeyField(
        source="target_link_id",
        default=None,
        allow_null=True,
        help_text="A link, for an undercut or a warrant; it may be one of the same list.",
    )
    scheme = serializers.CharField(default="", allow_blank=True, max_length=200)
    strength = serializers.FloatField(default=None, allow_null=True, min_value=0, max_value=1)
    note = serializers.CharField(default="", allow_blank=True, trim_whitespace=False, max_length=TEXT_LENGTH)
    tags = serializers.ListField(child=serializers.CharField(max_length=100), default=list, max_length=100)
    position = serializers.IntegerField(
        default=None,
        allow_null=True,
        min_value=-INTEGER_LIMIT,
        max_value=INTEGER_LIMIT,
        help_text="Its place among the links to one target; null: in the order of the text.",
    )
    extra = ExtraField(default=dict)
    version = serializers.IntegerField(
        read_only=True, help_text="The number of the change that touched it last: its ETag."
    )


class LinkEditSerializer(LinkSerializer):
    """A link as an edit sends it: id and map cannot be changed; ``premises`` give roles to those that it has.

    What is a premise is changed by joining and splitting; PUT names all of them.
    """

    map = KeyField(source="map_id", required=False)
    premises: serializers.ListSerializer[Any] = serializers.ListSerializer(
        child=PremiseSerializer(), source="premise_rows", required=False, min_length=1, max_length=100
    )


class LinkJoinSerializer(Strict):
    """What joins the link: exactly one of another link to the same target and a node."""

    other = KeyField(
        default=None, allow_null=True, help_text="A link to the same target; its premises come to this one."
    )
    node = KeyField(default=None, allow_null=True, help_text="A node that becomes one more premise.")


class LinkSplitSerializer(Strict):
    node = KeyField(help_text="The premise that shall stand by itself.")
