"""The lines of the outline as lists inside lists: for pages that are read without a script, and for print."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from argmap.queries.outline import Line

DEEPEST_LIST = 30  # items below stand in its list: browsers give up at some hundred elements inside each other


@dataclass(frozen=True, slots=True)
class Branch:
    """A line with the tags of the lists that end and begin before and behind it."""

    line: Line
    opens: SafeString
    closes: SafeString


def branches_of(lines: Iterable[Line]) -> Iterator[Branch]:
    """The lines in order; their tags together are one well-formed ``<ol>``."""
    lines = list(lines)
    levels = [0, *(min(line.level, DEEPEST_LIST) for line in lines), 0]
    for line, before, level, after in zip(lines, levels, levels[1:], levels[2:], strict=False):
        opens = "<ol>" * (level - before) + "<li>"
        closes = "" if after > level else "</li>" + "</ol></li>" * (level - max(after, 1)) + "</ol>" * (not after)
        yield Branch(line, mark_safe(opens), mark_safe(closes))  # constants only
