"""What serializers share: they say which fields there are and refuse others, so that a typing error is not lost."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import QueryDict
from rest_framework import serializers

from argmap.formats._extra import without_unstorable

MOST_AT_ONCE = 10_000  # objects in one request
INTEGER_LIMIT = 2_147_483_647  # of the database's integer columns
_DEEPEST = 100  # lists and objects in each other in ``extra``


class Strict(serializers.Serializer[Any]):
    """A serializer that knows all keys of a JSON body; read-only ones may be sent back and do nothing."""

    def to_internal_value(self, data: Any) -> Any:
        if (
            isinstance(data, Mapping)
            and not isinstance(data, QueryDict)
            and (unknown := data.keys() - self.fields.keys())
        ):
            known = ", ".join(name for name, field in self.fields.items() if not field.read_only)
            raise serializers.ValidationError(
                {name: [f"There is no such field; known are {known}."] for name in unknown}
            )
        return super().to_internal_value(data)


class Part(Strict):
    """A serializer of what stands inside another thing: it is sent whole, even where that thing is edited in part."""

    def to_internal_value(self, data: Any) -> Any:
        values = super().to_internal_value(data)
        missing = [name for name, field in self.fields.items() if field.required and name not in data]
        if missing:
            raise serializers.ValidationError({name: self.fields[name].error_messages["required"] for name in missing})
        return values


class ExtraField(serializers.JSONField):
    """The bag of what formats left: an object keyed by format name."""

    default_error_messages = {
        "not_an_object": "Send an object keyed by format name.",
        "too_deep": f"Lists and objects are nested more than {_DEEPEST} deep; flatten them.",
    }

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, dict):
            self.fail("not_an_object")
        if _is_deeper(data, _DEEPEST):
            self.fail("too_deep")
        return without_unstorable(super().to_internal_value(data))


def _is_deeper(value: Any, limit: int) -> bool:
    level = [value]
    for _ in range(limit):
        level = [child for parent in level for child in _children(parent) if isinstance(child, dict | list)]
        if not level:
            return False
    return True


def _children(value: Any) -> Any:
    return value.values() if isinstance(value, dict) else value


class KeyField(serializers.UUIDField):
    """An id. Only the form with hyphens (or without) is taken, as a string: numbers are no ids."""

    def to_internal_value(self, data: Any) -> UUID:
        if not isinstance(data, str | UUID):
            self.fail("invalid", value=data)
        return super().to_internal_value(data)


class EmptyAsNull(serializers.ChoiceField):
    """A choice of which "none" is null outside and an empty string in the row; both are taken."""

    def to_representation(self, value: Any) -> Any:
        return super().to_representation(value) or None
