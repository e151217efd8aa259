"""How much a reader takes in; beyond it a file is refused with a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from argmap.exceptions import FormatError

MAX_BYTES = 50_000_000  # of a file
MAX_OWN_BYTES = 200_000_000  # of a file of ours, so that a map of MAX_NODES is read again: a node with its link has 700
MAX_TOGETHER = 200_000_000  # of the files that come at once, unpacked
MAX_NODES = 200_000
MAX_DEPTH = 200


def check_size(content: bytes, most: int = MAX_BYTES) -> None:
    """Nothing where the file has at most so many bytes; else FormatError."""
    if len(content) > most:
        raise FormatError(
            f"This file has {len(content) / 1e6:.0f} MB; at most {most // 1_000_000} MB can be read, so split it."
        )


def check_together(sizes: Iterable[int]) -> None:
    """Nothing where files of these sizes may come at once; else FormatError."""
    if sum(sizes) > MAX_TOGETHER:
        raise FormatError(
            f"The files have more than {MAX_TOGETHER // 1_000_000} MB together; take in some of them at a time."
        )


def check_node_count(count: int) -> None:
    """Nothing where a map may have ``count`` nodes; else FormatError."""
    if count > MAX_NODES:
        raise FormatError(f"This file has {count:,} nodes; a map may have at most {MAX_NODES:,}, so split it.")
