"""How much a reader takes in; beyond it a file is refused with a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from argmap.exceptions import FormatError

MAX_BYTES = 50_000_000  # of a file
MAX_OWN_BYTES = 200_000_000  # of a file of ours, so that a map of MAX_NODES is read again: a node with its link has 700
MAX_TOGETHER = 200_000_000  # of the files that come at once, unpacked
MAX_NODES = 200_000
MAX_DEPTH = 200
MAX_WORDS = 50_000_000  # characters of all passages of one reading: a short file can mark a long text again and again

_left: ContextVar[list[int] | None] = ContextVar("characters of passages that may still be read", default=None)


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


@contextmanager
def bounded_words() -> Iterator[None]:
    """Within, passages of ``MAX_WORDS`` characters together may be spent; see :func:`spend_words`."""
    token = _left.set([MAX_WORDS])
    try:
        yield
    finally:
        _left.reset(token)


def spend_words(count: int) -> None:
    """Nothing where passages of so many characters more may be made; else FormatError."""
    left = _left.get()
    if left is not None:
        left[0] -= count
        if left[0] < 0:
            raise FormatError(
                f"The passages in this file have more than {MAX_WORDS // 1_000_000} million characters together, "
                "as they mark the same text again and again; split it."
            )
