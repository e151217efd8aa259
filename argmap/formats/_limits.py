"""How much a reader takes in; beyond it a file is refused with a sentence."""

from __future__ import annotations

from argmap.exceptions import FormatError

MAX_BYTES = 50_000_000
MAX_NODES = 200_000
MAX_DEPTH = 200


def check_size(content: bytes) -> None:
    """Nothing where the file is small enough; else FormatError."""
    if len(content) > MAX_BYTES:
        raise FormatError(
            f"This file has {len(content) / 1e6:.0f} MB; at most {MAX_BYTES // 1_000_000} MB can be read, so split it."
        )


def check_node_count(count: int) -> None:
    """Nothing where a map may have ``count`` nodes; else FormatError."""
    if count > MAX_NODES:
        raise FormatError(f"This file has {count:,} nodes; a map may have at most {MAX_NODES:,}, so split it.")
