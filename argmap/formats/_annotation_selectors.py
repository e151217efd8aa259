"""Where a selector says that a passage is: by offsets, by its words, by an address, or within what another selects.

https://www.w3.org/TR/annotation-model/#selectors. Of several in a list the first counts that has offsets, and the first
that has words. Offsets within a part of which no offsets are known say nothing, and neither do those of bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from argmap.formats._annotation_values import parts_of, text_of, types_of

_FRAGMENT = re.compile(r"char=(\d{1,12}),(\d{1,12})")  # RFC 5147
_DEEPEST = 20  # selectors within selectors


def selected(value: Any, base: int | None = 0, depth: int = 0) -> dict[str, Any]:
    """The fields of a :class:`Passage` that these selectors tell; offsets count from ``base``, None: not known."""
    found: dict[str, Any] = {}
    for part in parts_of(value) if depth <= _DEEPEST else ():
        if isinstance(part, Mapping):
            found = _of_selector(part, base, depth + 1) | found
    return found


def place_of_fragment(fragment: str) -> tuple[int, int] | None:
    """Start and end that a fragment of text/plain names; None where it is of another sort."""
    found = _FRAGMENT.match(fragment)
    return (int(found[1]), int(found[2])) if found else None


def _of_selector(part: Mapping[str, Any], base: int | None, depth: int) -> dict[str, Any]:
    own = {**_offsets(part, base), **_words(part)}
    if "refinedBy" in part:
        return selected(part["refinedBy"], own.get("start"), depth) or own
    if "startSelector" in part:
        first, last = (selected(part.get(name), base, depth) for name in ("startSelector", "endSelector"))
        return _range(first, last) or own
    return own


def _offsets(part: Mapping[str, Any], base: int | None) -> dict[str, Any]:
    start: Any = part.get("start")
    end: Any = part.get("end")
    place = (start, end) if _is_offset(start) and _is_offset(end) else place_of_fragment(text_of(part, "value"))
    if place is None or base is None or "DataPositionSelector" in types_of(part):
        return {}
    return {"start": base + place[0], "end": base + place[1]}


def _words(part: Mapping[str, Any]) -> dict[str, Any]:
    exact = text_of(part, "exact", "quote")
    return {"exact": exact, "prefix": text_of(part, "prefix"), "suffix": text_of(part, "suffix")} if exact else {}


def _range(first: Mapping[str, Any], last: Mapping[str, Any]) -> dict[str, Any]:
    """From where the first begins to where the last begins; of words the first, and those before which it ends."""
    if "start" in first and "start" in last:
        return {"start": first["start"], "end": last["start"]}
    return {**first, "until": last["exact"]} if "exact" in first and "exact" in last else dict(first)


def _is_offset(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
