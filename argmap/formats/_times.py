"""When something was made, as far as its id tells."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache


def time_of_id(id: str) -> str:
    """The time that a version 7 UUID tells, as ``2026-01-31T12:00:00`` (UTC); empty for other ids."""
    if len(id) != 36 or id[14] != "7":
        return ""
    try:
        return _second(int(id[:8] + id[9:13], 16) // 1000)
    except (ValueError, OverflowError, OSError):
        return ""


@lru_cache(maxsize=1000)  # an import makes thousands of parts in one second
def _second(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat()[:19]
