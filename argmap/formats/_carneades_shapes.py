"""The parts of a Carneades document in the shapes that files give them: arguments, premises, terms, scalars."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from argmap.formats._carneades_terms import OWN, canonical
from argmap.formats._extra import as_dict
from argmap.formats._yaml import Item


@dataclass(slots=True)
class Argument:
    """An argument of the file: ``premises`` as (role, term), ``record`` all that stands there but our own fields."""

    name: str
    item: Item
    conclusion: str
    premises: list[tuple[str, str]]
    undercutter: str
    record: dict[str, Any]
    own: dict[str, Any] = field(default_factory=dict)


def premises_in(value: Any) -> list[tuple[str, str]]:
    """The premises of a kept argument as (role, canonical term), in any of the shapes that a file gives them."""
    if isinstance(value, dict):
        return [(role, canonical(str(term))) for role, term in value.items()]
    parts = value if isinstance(value, list) else [] if value is None else [value]
    return [pair for part in parts for pair in (premises_in(part) if isinstance(part, dict) else [("", canon(part))])]


def canon(value: Any) -> str:
    """The canonical term of a plain value."""
    return canonical(str(value))


def own_of(record: dict[str, Any]) -> dict[str, Any]:
    """Our own fields, which leave the record."""
    meta = record.get("meta")
    if not isinstance(meta, dict) or not isinstance(meta.get(OWN), dict):
        return {}
    rest = {key: value for key, value in meta.items() if key != OWN}
    if rest:
        record["meta"] = rest
    else:
        del record["meta"]
    return dict(meta[OWN])


def premises_of(item: Item, argument: str) -> Iterator[tuple[str, str]]:
    """The premises of an argument as (role, canonical term). Raises FormatError with line and column."""
    if isinstance(item.value, dict):
        for role, part in item.value.items():
            yield role, term_of(part)
    elif isinstance(item.value, list):
        for part in item.value:
            if isinstance(part.value, dict):
                yield from premises_of(part, argument)
            else:
                yield "", term_of(part)
    elif item.value is not None:
        yield "", term_of(item)


def mapping_in(sections: dict[str, Item], name: str) -> dict[str, Item]:
    """The mapping in this section; empty where there is none. Raises FormatError with line and column."""
    item = sections.get(name)
    if item is None or item.value is None:
        return {}
    if not isinstance(item.value, dict):
        raise item.error(f"“{name}” must be a mapping of names to their content.")
    return item.value


def texts_in(fields: dict[str, Item], name: str) -> list[Item]:
    """The items of the list in this field; one that stands alone too. Raises FormatError with line and column."""
    item = fields.get(name)
    if item is None or item.value is None:
        return []
    if isinstance(item.value, dict):
        raise item.error(f"“{name}” must be a list.")
    return item.value if isinstance(item.value, list) else [item]


def term_of(item: Item) -> str:
    """The canonical term that the item names. Raises FormatError with line and column."""
    if isinstance(item.value, dict | list) or not item.raw.strip():
        raise item.error("the name of a statement is expected here.")
    return canonical(item.raw)


def scalar_of(item: Item | None, what: str) -> str:
    """The text of the item, empty where there is none. Raises FormatError with line and column."""
    if item is None or item.value is None:
        return ""
    if isinstance(item.value, dict | list):
        raise item.error(f"{what} must be a text.")
    return item.raw


def leaves_of(value: Any) -> Iterator[str]:
    """The texts in lists and mappings of lists, in their order."""
    stack = [value]
    while stack:
        part = stack.pop()
        if isinstance(part, dict):
            stack += reversed(part.values())
        elif isinstance(part, list):
            stack += reversed(part)
        elif isinstance(part, str):
            yield part


def put(record: dict[str, Any], key: str, value: Any, same: bool = False) -> None:
    """Set the field, or remove it where there is no value; as it is where it says the ``same``."""
    if value is None:
        record.pop(key, None)
    elif not same:
        record[key] = value


def with_own(record: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """The record with our own fields."""
    if not own:
        return record
    return {**record, "meta": {**as_dict(record.get("meta")), OWN: own}}


def is_share(value: Any) -> bool:
    """Whether this is a number from 0 to 1."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
