"""One object of a JSON file, read field by field; what has the wrong type is refused with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any, TypeVar

from argmap.exceptions import FormatError
from argmap.formats._text import is_storable

Choice = TypeVar("Choice", bound=StrEnum)


class Fields:
    """The fields of ``value``; ``place`` says in messages where it stands ("Node “n1”")."""

    __slots__ = ("place", "value")

    def __init__(self, value: Any, place: str) -> None:
        self.place = place
        if not isinstance(value, Mapping):
            raise FormatError(f"{place} must be an object, not {json_type(value)}.")
        self.value: Mapping[str, Any] = value

    def text(self, name: str) -> str:
        """The text in this field, empty where it is missing."""
        value = self.value.get(name, "")
        if isinstance(value, str) and is_storable(value):
            return value
        raise self.wrong(
            name,
            "a text" if not isinstance(value, str) else "a text without NUL and lone surrogates",
        )

    def id(self, name: str = "id") -> str:
        """The non-empty text in this field."""
        value = self.text(name)
        if not value:
            raise FormatError(f"{self.place}: “{name}” is missing.")
        return value

    def texts(self, name: str) -> tuple[str, ...]:
        values = self.list(name)
        if not all(isinstance(value, str) and is_storable(value) for value in values):
            raise self.wrong(name, "a list of texts")
        return tuple(values)

    def flag(self, name: str) -> bool:
        value = self.value.get(name, False)
        if not isinstance(value, bool):
            raise self.wrong(name, "true or false")
        return value

    def integer(self, name: str) -> int:
        value = self.optional_integer(name)
        if value is None:
            raise FormatError(f"{self.place}: “{name}” is missing.")
        return value

    def optional_integer(self, name: str) -> int | None:
        value = self.value.get(name)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        raise self.wrong(name, "a whole number")

    def share(self, name: str) -> float | None:
        """A number from 0 to 1, or None."""
        value = self.value.get(name)
        if value is None:
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1:
            return float(value)
        raise self.wrong(name, "a number from 0 to 1, or null")

    def choice(self, name: str, choices: type[Choice], default: Choice | None = None) -> Choice:
        """The member of ``choices`` that this field names."""
        found = self.optional_choice(name, choices)
        if found is not None:
            return found
        if default is None:
            raise FormatError(f"{self.place}: “{name}” is missing; it must be {_one_of(choices)}.")
        return default

    def optional_choice(self, name: str, choices: type[Choice]) -> Choice | None:
        value = self.value.get(name)
        if value is None:
            return None
        try:
            return choices(value)
        except ValueError:
            raise self.wrong(name, _one_of(choices)) from None

    def list(self, name: str) -> Sequence[Any]:
        value = self.value.get(name, ())
        if isinstance(value, list | tuple):
            return value
        raise self.wrong(name, "a list")

    def mapping(self, name: str) -> Mapping[str, Any]:
        value = self.value.get(name, {})
        if isinstance(value, Mapping):
            return value
        raise self.wrong(name, "an object")

    def wrong(self, name: str, expected: str) -> FormatError:
        """The error that says what this field must be."""
        return FormatError(f"{self.place}: “{name}” must be {expected}, not {json_type(self.value.get(name))}.")


def records_of(value: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The objects in the list ``name``; none where it is missing or null. Raises FormatError."""
    items = value.get(name)
    if items is not None and not isinstance(items, list):
        raise FormatError(f"“{name}” must be a list, not {json_type(items)}.")
    if items and set(map(type, items)) == {dict}:  # told of all at once
        return items
    for at, record in enumerate(items or ()):
        if not isinstance(record, dict):
            raise FormatError(f"“{name}”, number {at + 1}: it must be an object, not {json_type(record)}.")
    return items or []


def record_ids(records: Sequence[Mapping[str, Any]], key: str, name: str) -> list[str]:
    """The ids, texts or numbers, under ``key`` of all items of the list ``name``. Raises FormatError."""
    values: list[Any] = [record.get(key) for record in records]
    if set(map(type, values)) <= {str} and all(values) and is_storable("".join(values)):  # told of all at once
        return values
    return [_record_id(value, key, name, at) for at, value in enumerate(values)]


def _record_id(value: Any, key: str, name: str, at: int) -> str:
    if isinstance(value, str) and value and is_storable(value):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None:
        raise FormatError(f"“{name}”, number {at + 1}: “{key}” is missing.")
    raise FormatError(f"“{name}”, number {at + 1}: “{key}” must be a text or a whole number, not {json_type(value)}.")


def plain(value: Any) -> str:
    """A scalar of a file as text: null as the empty one."""
    if value is None:
        return ""
    return value if isinstance(value, str) else str(value)


def json_type(value: Any) -> str:
    """What kind of JSON value it is, with short texts and numbers themselves, for messages."""
    match value:
        case None:
            return "null"
        case bool():
            return str(value).lower()
        case str():
            return f"“{value}”" if len(value) <= 40 and is_storable(value) else "this text"
        case int() | float():
            return str(value) if abs(value) < 1e15 else "this number"
        case Mapping():
            return "an object"
        case list() | tuple():
            return "a list"
    return type(value).__name__


def _one_of(choices: type[StrEnum]) -> str:
    *first, last = (choice.value for choice in choices)
    return f"{', '.join(first)} or {last}"
