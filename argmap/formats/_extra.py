"""What a file holds beyond our model, made safe to store, and back.

A database cannot store NUL and lone surrogates. In ``extra`` they stand as ``␛`` with four hexadecimal digits, and
``␛`` itself as ``␛241B``, so that every string comes back as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from argmap.domain.graph import NO_EXTRA, Extra, Link, Node
from argmap.formats._json import encoded

_UNSAFE = re.compile("[\x00\ud800-\udfff␛]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
# In UTF-8: NUL, a surrogate by itself and ␛, as themselves or as escapes. Other encodings hold NUL bytes.
_SUSPICIOUS_BYTES = re.compile(rb"\0|\\u(?:0000|[dD][89abAB]|[dD][c-fC-F]|241[bB])|\xed[\xa0-\xbf]|\xe2\x90\x9b")
_SUSPICIOUS_XML = re.compile(rb"\0|\xe2\x90\x9b|#(?:0*9243|[xX]0*241[bB])")
_SCALARS = frozenset({int, float, bool, type(None)})
_ESCAPE = "␛".encode()
_CODE = re.compile("␛([0-9A-F]{4})")


def to_stored(value: Any) -> Any:
    """A JSON value without NUL and lone surrogates from which :func:`from_stored` makes an equal one."""
    return value if _is_plain(value) else _mapped(value, lambda text: _UNSAFE.sub(_code, text))


def without_unstorable(value: Any) -> Any:
    """``value`` with NUL and lone surrogates encoded; what is encoded already stays as it is."""
    return value if _is_plain(value) else _mapped(value, lambda text: _UNSTORABLE.sub(_code, text))


def from_stored(value: Any) -> Any:
    """The JSON value that was given to :func:`to_stored`, as plain dicts and lists."""
    return _mapped(value, lambda text: _CODE.sub(_character, text)) if _may_hold_codes(value) else value


def is_plain_file(content: bytes) -> bool:
    """Whether no string of this JSON file needs encoding, so that its values may be kept as they are.

    May say no where one would not (a pair of escapes for an emoji), never yes where one would.
    """
    if content.isascii() and b"\0" not in content and (b"\\" not in content or b"\\u" not in content):
        return True  # to look for one byte takes a tenth of the time of looking for two
    return _SUSPICIOUS_BYTES.search(content) is None


def is_plain_xml(content: bytes) -> bool:
    """As :func:`is_plain_file` of an XML file, which cannot hold NUL and lone surrogates: no ␛, nor a reference to one.

    May say no where one would not: UTF-16 holds NUL bytes. No encoding of single bytes has a ``␛``.
    """
    return _SUSPICIOUS_XML.search(content) is None


def own_extra(extra: Extra, name: str) -> dict[str, Any]:
    """What format ``name`` left in this bag, decoded; an empty dict where it left nothing or no object."""
    found = extra.get(name)
    return from_stored(found) if found.__class__ is dict or isinstance(found, Mapping) else {}


def own_bags(parts: Collection[Node] | Collection[Link], name: str) -> dict[str, dict[str, Any]]:
    """What :func:`own_extra` gives for each of these that the format left something with, by id, decoded in one go."""
    found = {part.id: part.extra[name] for part in parts if part.extra and name in part.extra}
    if _may_hold_codes(list(found.values())):
        return {part.id: own_extra(part.extra, name) for part in parts if part.id in found}
    return {id_: bag for id_, bag in found.items() if isinstance(bag, dict)}


def other_bags(extra: Extra, name: str) -> Extra:
    """The bags of all formats but ``name``."""
    return {key: bag for key, bag in extra.items() if key != name} if name in extra else extra


def extra_of(name: str, value: Mapping[str, Any], *, plain: bool = False) -> Extra:
    """The bag in which format ``name`` leaves ``value``; no bag where there is nothing to leave.

    ``plain`` says that nothing in it needs encoding, since :func:`is_plain_file` said so of the file.
    """
    return {name: value if plain else to_stored(value)} if value else NO_EXTRA


def _is_plain(value: Any) -> bool:
    """Whether this is JSON without anything to encode or decode; told in a tenth of the time that mapping takes."""
    stack = [value]
    while stack:
        item = stack.pop()
        kind = item.__class__
        if kind is str:
            if "\0" in item or not (item.isascii() or _UNSAFE.search(item) is None):
                return False
        elif kind is dict:
            stack += item
            stack += item.values()
        elif kind is list:
            stack += item
        elif kind not in _SCALARS:
            return False
    return True


def _may_hold_codes(value: Any) -> bool:
    """Whether a string of this value may hold ``␛``, as far as its JSON tells; so too where it has none."""
    try:
        return _ESCAPE in encoded(value)
    except TypeError:  # a mapping that is no dict
        return True


def _character(match: re.Match[str]) -> str:
    return chr(int(match[1], 16))


def _code(match: re.Match[str]) -> str:
    return f"␛{ord(match[0]):04X}"


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {change(key): _mapped(item, change) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_mapped(item, change) for item in value]
    return value


def as_dict(value: Any) -> dict[str, Any]:
    """The value where it is a mapping, else an empty one: bags may come from anywhere."""
    return value if isinstance(value, dict) else {}


def as_list(value: Any) -> list[Any]:
    """The value where it is a list, else an empty one."""
    return value if isinstance(value, list) else []
