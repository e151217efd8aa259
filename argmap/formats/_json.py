"""JSON in and out, as the formats need it."""

from __future__ import annotations

import json
import math
import re
from itertools import chain
from typing import Any

import msgspec

from argmap.exceptions import FormatError
from argmap.formats._limits import MAX_BYTES, MAX_DEPTH
from argmap.formats._text import decode, place_of

_PARTED_COLONS = (" :", "\t:", "\r:", "\n:")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NESTING = frozenset({dict, list})
_ENCODER = msgspec.json.Encoder()  # writes a value in a tenth of the time of Python's own


def load_json(content: bytes, *, depth: int = MAX_DEPTH, most: int = MAX_BYTES) -> Any:
    """The JSON value of a file in UTF-8, UTF-16 or UTF-32, with or without a byte order mark.

    Raises FormatError: with line and column where the text is no JSON, and where it is nested too deeply, holds a
    number that is none (NaN, Infinity), gives one key two different values or has more than ``most`` bytes.
    """
    text = decode(content, fallback=json.detect_encoding(content[:4]), most=most)
    value = _loaded(text, depth)
    keys = check_depth(value, depth, most=text.count("{") + text.count("["))
    if keys < text.count(":") and keys < _most_keys(text):  # a key may have stood twice: look at each pair
        _loaded(text, depth, object_pairs_hook=_object)
    return value


def load_json_object(content: bytes, *, what: str, depth: int = MAX_DEPTH, most: int = MAX_BYTES) -> dict[str, Any]:
    """The JSON object of a file; ``what`` names what it should be ("an AIF nodeset"). Raises FormatError."""
    value = load_json(content, depth=depth, most=most)
    if not isinstance(value, dict):
        raise FormatError(f"This file is not {what}: it must begin with “{{”.", line=1, column=1)
    return value


def _most_keys(text: str) -> float:
    """No fewer than the keys that this JSON has; as many where no text looks like the end of a key."""
    parted = any(colon[0] in text and colon in text for colon in _PARTED_COLONS)
    return math.inf if parted else text.count('":')


def _loaded(text: str, depth: int, **hooks: Any) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse_constant, parse_float=_finite, parse_int=_integer, **hooks)
    except json.JSONDecodeError as error:
        raise _not_json(text, error) from error
    except RecursionError as error:
        raise _too_deep(depth) from error


def dump_json(value: Any) -> str:
    """``value`` on one line; lone surrogates are escaped, everything else stands as itself."""
    return encoded(value).decode()


def encoded(value: Any) -> bytes:
    """``value`` as by :func:`dump_json`, in UTF-8."""
    try:
        return _ENCODER.encode(value)
    except UnicodeEncodeError:  # a lone surrogate, which UTF-8 does not have
        text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
        return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text).encode()


def dump_records(value: dict[str, Any]) -> bytes:
    """``value`` as UTF-8 with one record to a line: keys of the frame around the records are indented by one each."""
    return _frame(value, 1) + b"\n"


def _frame(value: dict[str, Any], depth: int) -> bytes:
    indent = b" " * depth
    fields = (b"%b%b: %b" % (indent, encoded(key), _field(item, depth)) for key, item in value.items())
    return b"{\n" + b",\n".join(fields) + b"\n%b}" % indent[1:]


def _field(value: Any, depth: int) -> bytes:
    if isinstance(value, list) and value and isinstance(value[0], dict):
        indent = b" " * (depth + 1)
        return b"[\n%b%b\n%b]" % (indent, _lines(value).replace(b"\n", b",\n" + indent), indent[1:])
    if isinstance(value, dict) and depth == 1 and any(isinstance(item, list) for item in value.values()):
        return _frame(value, depth + 1)
    return encoded(value)


def _lines(records: list[Any]) -> bytes:
    """The records, each on a line of its own."""
    try:
        return _ENCODER.encode_lines(records)[:-1]
    except UnicodeEncodeError:
        return b"\n".join(map(encoded, records))


def check_depth(value: Any, limit: int = MAX_DEPTH, *, most: float = math.inf) -> int:
    """The number of keys in the value, whose lists and objects are nested at most ``limit`` deep; else FormatError.

    ``most`` says that there are no more lists and objects in it: where so many are found, none is looked for below.
    """
    keys = found = 0
    level: list[Any] = [value] if value.__class__ in _NESTING else []
    for _ in range(limit + 1):
        objects = [parent for parent in level if parent.__class__ is dict]
        keys += sum(map(len, objects))
        found += len(level)
        if found == most:
            return keys
        below = chain.from_iterable(map(dict.values, objects))
        below = chain(below, *(parent for parent in level if parent.__class__ is list))
        level = [child for child in below if child.__class__ in _NESTING]
        if not level:
            return keys
    raise _too_deep(limit)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    value = dict(pairs)
    if len(value) < len(pairs):
        for key, item in pairs:
            if item != value[key]:
                raise FormatError(f"The key “{key}” stands twice in one object with different values; keep one.")
    return value


def _refuse_constant(name: str) -> Any:
    raise FormatError(f"The file holds {name}, which is not a JSON number; write null instead.")


def _finite(digits: str) -> float:
    number = float(digits)
    if number - number != 0:
        raise FormatError(f"The number {digits[:20]} is too large to be read.")
    return number


def _integer(digits: str) -> int:
    if len(digits) > 400:  # more would be refused by Python itself, or by the database
        raise FormatError(f"The number {digits[:20]}… has too many digits to be read.")
    return int(digits)


def _not_json(text: str, error: json.JSONDecodeError) -> FormatError:
    line, column = place_of(text, error.pos)
    reason = error.msg[:1].lower() + error.msg[1:]
    return FormatError(
        f"Line {line}, column {column}: this is not JSON ({reason}).",
        line=line,
        column=column,
    )


def _too_deep(limit: int) -> FormatError:
    return FormatError(f"Lists and objects are nested more than {limit} deep in this file; flatten it.")
