"""Offsets that count code units of UTF-16 or UTF-8, as some programs count, and how they turn into code points."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import accumulate

_LONGER = {
    "": re.compile(r"(?!)"),
    "UTF-16": re.compile("[\U00010000-\U0010ffff]"),
    "UTF-8": re.compile(r"[^\x00-\x7f]"),
}
_WIDTH: Mapping[str, Callable[[str], int]] = {
    "": len,
    "UTF-16": lambda sign: 2,
    "UTF-8": lambda sign: len(sign.encode(errors="replace")),
}
UNITS = tuple(_LONGER)  # the empty one stands for code points


@dataclass(frozen=True, slots=True)
class Units:
    """How offsets into one text count: ``points`` are the places of its longer signs, ``extra`` what all so far add."""

    name: str = ""
    points: tuple[int, ...] = ()
    starts: tuple[int, ...] = field(default=(), repr=False)
    extra: tuple[int, ...] = (0,)

    @classmethod
    def of(cls, text: str, name: str) -> Units:
        """The counting of this name in this text."""
        found = [(match.start(), _WIDTH[name](match[0]) - 1) for match in _LONGER[name].finditer(text)]
        points = tuple(point for point, _ in found)
        extra = tuple(accumulate((more for _, more in found), initial=0))
        return cls(name, points, tuple(point + extra[n] for n, point in enumerate(points)), extra)

    def to_points(self, offset: int) -> int:
        """The offset in code points."""
        return offset - self.extra[bisect_left(self.starts, offset)]

    def from_points(self, offset: int) -> int:
        """An offset in code points, as counted here."""
        return offset + self.extra[bisect_left(self.points, offset)]
