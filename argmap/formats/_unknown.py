"""Fields that a reader does not know: taken out of a JSON value, and put back into the place they came from.

A :class:`Shape` says which keys an object has. ``unknown_in`` gives an object of the same shape that holds only the
unknown fields; items of lists stand in it under their key. ``put_back`` is its inverse.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Shape:
    """The known ``keys`` of an object, and the shapes of the objects and lists of objects below it.

    ``item_keys`` gives for each list the key that names its items; an empty key means: their index.
    """

    keys: frozenset[str]
    objects: Mapping[str, Shape] = field(default_factory=dict)
    lists: Mapping[str, Shape] = field(default_factory=dict)
    item_keys: Mapping[str, str] = field(default_factory=dict)

    def items(self, value: Mapping[str, Any], name: str) -> dict[str, Any]:
        """The objects in the list ``name`` of ``value`` by their key."""
        items, key = value.get(name), self.item_keys.get(name, "")
        if not isinstance(items, list | tuple):
            return {}
        return {str(item.get(key, index)): item for index, item in enumerate(items) if isinstance(item, Mapping)}


def unknown_in(value: Mapping[str, Any], shape: Shape) -> dict[str, Any]:
    """The fields of ``value`` and of what lies below it that ``shape`` does not know; empty where it knows all."""
    found = {key: item for key, item in value.items() if key not in shape.keys}
    for name, below in shape.objects.items():
        part = value.get(name)
        inner = unknown_in(part, below) if isinstance(part, Mapping) else {}
        if inner:
            found[name] = inner
    for name, below in shape.lists.items():
        each = {key: unknown_in(item, below) for key, item in shape.items(value, name).items()}
        inner = {key: item for key, item in each.items() if item}
        if inner:
            found[name] = inner
    return found


def put_back(value: dict[str, Any], unknown: Mapping[str, Any], shape: Shape) -> dict[str, Any]:
    """Write the ``unknown`` fields into ``value`` and what lies below it; what has no place there is returned."""
    rest: dict[str, Any] = {}
    for key, item in unknown.items():
        if key not in shape.keys:
            value[key] = item
        elif not isinstance(item, Mapping) or not item:
            rest[key] = item
        elif key in shape.objects and isinstance(value.get(key), dict):
            _keep(rest, key, put_back(value[key], item, shape.objects[key]))
        elif key in shape.lists:
            _keep(
                rest,
                key,
                _put_back_in_list(shape.items(value, key), item, shape.lists[key]),
            )
        else:
            rest[key] = item
    return rest


def _put_back_in_list(items: Mapping[str, Any], unknown: Mapping[str, Any], shape: Shape) -> dict[str, Any]:
    rest: dict[str, Any] = {}
    for key, item in unknown.items():
        if key in items and isinstance(item, Mapping) and item:  # an empty bag is no field
            _keep(rest, key, put_back(items[key], item, shape))
        else:
            rest[key] = item
    return rest


def merged(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """Both objects as one; where both have an object under a key these are merged too, else ``second`` counts."""
    result = dict(first)
    for key, item in second.items():
        known = result.get(key)
        result[key] = merged(known, item) if isinstance(known, Mapping) and isinstance(item, Mapping) else item
    return result


def _keep(rest: dict[str, Any], key: str, left: dict[str, Any]) -> None:
    if left:
        rest[key] = left
