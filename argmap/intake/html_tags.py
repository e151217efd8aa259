"""Pages whose tags would keep the parser busy for minutes."""

from __future__ import annotations

import re

_MOST_ATTRIBUTES = 1000  # of one tag; the parser compares each with each
_NAME = r"[a-zA-Z][^\s/>]*+"
_VALUE = r"""(?:"[^"]*+"?+|'[^']*+'?+|[^\s>"'][^\s>]*+)"""
_ATTRIBUTE = rf"(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+{_VALUE}?+)?+)"
# Comments and scripts are passed over as wholes: "i<n" in them is no tag. Each match begins where the last one ended,
# and nothing in it is tried twice, so the time is linear.
_PIECE = re.compile(
    r"<!--(?:-?>|.*?(?:-->|--!>|\Z))"
    r"|<(script|style)\b[^>]*+>.*?(?:</\1|\Z)"
    rf"|<{_NAME}{_ATTRIBUTE}{{0,{_MOST_ATTRIBUTES}}}+(?P<more>{_ATTRIBUTE})?+",
    re.IGNORECASE | re.DOTALL,
)


def has_crowded_tag(text: str) -> bool:
    """Whether a tag of the page has more attributes than any honest page gives it."""
    return any(piece["more"] is not None for piece in _PIECE.finditer(text))
