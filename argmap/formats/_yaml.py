"""YAML documents with the place of each value, in and out as JSON values.

Read event by event: no recursion, no aliases, no tags, no objects. What JSON has no type for (dates) is text.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from argmap.exceptions import FormatError
from argmap.formats._limits import MAX_DEPTH
from argmap.formats._text import place_of

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the one in C is twenty times as fast, where it is there
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_INTEGER = re.compile(r"[-+]?(?:0|[1-9]\d{0,39})\Z")
_FLOAT = re.compile(r"[-+]?(?:\d{1,40}\.\d{0,40}|\.\d{1,40}|\d{1,40}(?=[eE]))(?:[eE][-+]?\d{1,3})?\Z")
_WORDS = {"": None, "~": None, "null": None, "true": True, "false": False}
_AMBIGUOUS = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_LONGEST_KEY = 1000  # bytes, less than the 1024 that a key on one line may have


@dataclass(slots=True)
class Item:
    """A value of the document: a dict or list of items, or a scalar, with its ``raw`` text and its place (from 1)."""

    value: Any
    raw: str = ""
    line: int = 1
    column: int = 1

    def error(self, message: str) -> FormatError:
        """The error that says ``message`` of this place."""
        return FormatError(f"Line {self.line}, column {self.column}: {message}", line=self.line, column=self.column)


@dataclass(slots=True)
class Document:
    """The root value, and the keys that stood twice in one mapping: (their later place, the key's new name)."""

    root: Item
    doubles: list[tuple[Item, str]] = field(default_factory=list)
    _numbers: dict[tuple[int, str], int] = field(default_factory=dict)  # (mapping, key) → the last number it was given

    def new_name(self, name: str, mapping: dict[str, Item]) -> str:
        """A free name in the mapping for a key that stands in it again; those given before are not tried anew."""
        place = id(mapping), name
        number = self._numbers.get(place, 1) + 1
        while f"{name}'{number}" in mapping:
            number += 1
        self._numbers[place] = number
        return f"{name}'{number}"


def load_document(text: str) -> Document:
    """The one YAML document in ``text``. Raises FormatError with line and column."""
    wrong = _FORBIDDEN.search(text)
    if wrong:
        line, column = place_of(text, wrong.start())
        raise Item(None, "", line, column).error("this character cannot stand in a YAML file; remove it.")
    try:
        return _built(yaml.parse(text, _LOADER))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = Item(None, "", mark.line + 1, mark.column + 1) if mark else Item(None)
        raise at.error(f"this is not YAML ({error.problem or error.context or 'broken'}).") from error
    except yaml.YAMLError as error:
        raise Item(None).error("this is not YAML.") from error


def plain(item: Item) -> Any:
    """The JSON value of an item; its depth is limited by the reader."""
    if isinstance(item.value, dict):
        return {key: plain(part) for key, part in item.value.items()}
    if isinstance(item.value, list):
        return [plain(part) for part in item.value]
    return item.value


def dump_document(value: Mapping[str, Any]) -> bytes:
    """``value`` as block YAML in UTF-8; lists of scalars stand on one line."""
    return "".join(line + "\n" for line in _block(value, "")).encode("utf-8", "replace") or b"{}\n"


def _built(events: Iterator[Any]) -> Document:
    document = Document(Item(None))
    stack: list[Item] = []
    keys: list[str | None] = []  # for each open mapping the key that waits for its value
    documents = 0
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent or kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            item = _item(event)
            if stack and keys[-1] is None and isinstance(stack[-1].value, dict):
                keys[-1] = _key(item, stack[-1].value, document)
                continue
            _add(item, stack, keys, document)
            if kind is not yaml.ScalarEvent:
                stack.append(item)
                keys.append(None)
                if len(stack) > MAX_DEPTH:
                    raise item.error(f"values are nested more than {MAX_DEPTH} deep; flatten the file.")
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            stack.pop()
            keys.pop()
        elif kind is yaml.AliasEvent:
            raise _at(event, None).error("aliases are not allowed; write the value out.")
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise _at(event, None).error("a second document begins here; keep one.")
    return document


def _add(item: Item, stack: list[Item], keys: list[str | None], document: Document) -> None:
    if not stack:
        document.root = item
    elif isinstance(stack[-1].value, dict):
        stack[-1].value[keys[-1]] = item
        keys[-1] = None
    else:
        stack[-1].value.append(item)


def _key(item: Item, mapping: dict[str, Item], document: Document) -> str:
    """The name of a key; one that stands twice gets an apostrophe, so that both values are kept."""
    if isinstance(item.value, dict | list):
        raise item.error("a key must be a word or a text, not a list or mapping.")
    name = item.raw
    if name in mapping:
        name = document.new_name(name, mapping)
        document.doubles.append((item, name))
    return name


def _item(event: Any) -> Item:
    if type(event) is yaml.ScalarEvent:
        bare = event.implicit[0] and event.style in (None, "")
        return _at(event, _resolved(event.value) if bare else event.value, event.value)
    return _at(event, {} if type(event) is yaml.MappingStartEvent else [])


def _at(event: Any, value: Any, raw: str = "") -> Item:
    mark = event.start_mark
    return Item(value, raw, mark.line + 1, mark.column + 1)


def _resolved(text: str) -> Any:
    """The value of a scalar without quotes."""
    if text[:1].isalpha() and text[:1] not in "tTfFnN":
        return text
    if text in _WORDS or text in ("True", "TRUE", "False", "FALSE", "Null", "NULL"):
        return _WORDS[text.lower()]
    if _INTEGER.match(text):
        return int(text)
    number = float(text) if _FLOAT.match(text) else math.inf
    return number if math.isfinite(number) else text


def _block(value: Mapping[str, Any], indent: str) -> Iterator[str]:
    for key, item in value.items():
        head = f"{indent}{_dumped_key(key, indent)}"
        if isinstance(item, Mapping) and item:
            yield head
            yield from _block(item, indent + "  ")
        elif isinstance(item, list | tuple) and any(isinstance(part, Mapping | list | tuple) for part in item):
            yield head
            for part in item:
                yield from _listed(part, indent + "  ")
        else:
            yield f"{head} {_flow(item, top=True)}"


def _listed(part: Any, indent: str) -> Iterator[str]:
    if not isinstance(part, Mapping) or not part:
        yield f"{indent}- {_flow(part)}"
        return
    first, *rest = _block(part, indent + "  ")
    yield f"{indent}- {first.lstrip(' ')}"
    yield from rest


def _flow(value: Any, *, top: bool = False) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_dumped_key(key)} {_flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if isinstance(value, str):
        return value if _is_bare(value, flow=not top) or _DATE.match(value) else _quoted(value)
    return json.dumps(value)


def _dumped_key(key: str, indent: str | None = None) -> str:
    """The key with its colon; in braces where it has no ``indent``."""
    if ":" not in key and len(key) < _LONGEST_KEY // 4 and _is_bare(key, flow=indent is None):
        return f"{key}:"
    quoted = _quoted(key)
    if len(quoted.encode("utf-8", "replace")) < _LONGEST_KEY:
        return f"{quoted}:"
    return f"? {quoted} :" if indent is None else f"? {quoted}\n{indent}:"


def _is_bare(text: str, *, flow: bool) -> bool:
    """Whether YAML reads these letters without quotes as this text."""
    if not (text[:1].isalpha() or text[:1] == "¬") or text[-1:] in (" ", ":") or not text.isprintable():
        return False
    if ": " in text or " #" in text or text.lower() in _AMBIGUOUS or "\ufeff" in text or _UNSAFE.search(text):
        return False
    return not flow or not any(character in text for character in ",[]{}:#?")


def _quoted(text: str) -> str:
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False))
