"""The body of an answer, within a limit that counts what it is decompressed to."""

from __future__ import annotations

import zlib
from typing import Any

import httpx

from argmap.exceptions import IntakeError

_GZIP = 16 + zlib.MAX_WBITS
_BROKEN = "The page arrived damaged (its compression is broken); try again, or paste the article's words."


async def read_body(response: httpx.Response, max_bytes: int) -> bytes:
    """The decompressed body. Raises IntakeError beyond ``max_bytes`` before more than that is in memory."""
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower() or "identity"
    if encoding not in ("identity", "gzip", "x-gzip"):
        raise IntakeError(
            f"The page is compressed as {encoding[:40]}, which nobody asked for; paste the article's words instead."
        )
    declared = response.headers.get("Content-Length", "")
    if declared.isascii() and declared.isdigit() and int(declared[:20]) > max_bytes:
        raise IntakeError(_too_large(max_bytes))
    body = _Body(max_bytes, compressed=encoding != "identity")
    async for chunk in response.aiter_raw():
        body.add(chunk)
    return body.finished()


class _Body:
    """Bytes received so far; decompresses step by step, so that a small bomb never unfolds."""

    def __init__(self, max_bytes: int, *, compressed: bool) -> None:
        self._max_bytes = max_bytes
        self._data = bytearray()
        self._inflater: Any = zlib.decompressobj(_GZIP) if compressed else None

    def add(self, chunk: bytes) -> None:
        while chunk:
            room = self._max_bytes + 1 - len(self._data)
            if self._inflater is None:
                self._data += chunk[:room]
                chunk = b""
            else:
                chunk = self._inflate(chunk, room)
            if len(self._data) > self._max_bytes:
                raise IntakeError(_too_large(self._max_bytes))

    def _inflate(self, chunk: bytes, room: int) -> bytes:
        """Decompress to at most ``room`` bytes and return what is left of ``chunk``."""
        if self._inflater.eof:  # a gzip file may have several members, and zeros behind the last
            if not chunk.strip(b"\0"):
                return b""
            self._inflater = zlib.decompressobj(_GZIP)
        try:
            self._data += self._inflater.decompress(chunk, room)
        except zlib.error as error:
            raise IntakeError(_BROKEN) from error
        left: bytes = self._inflater.unused_data if self._inflater.eof else self._inflater.unconsumed_tail
        return left

    def finished(self) -> bytes:
        if self._inflater is not None and not self._inflater.eof:
            raise IntakeError(_BROKEN)
        return bytes(self._data)


def _too_large(max_bytes: int) -> str:
    return f"The page is larger than {max_bytes / 1e6:g} MB; paste the article's words instead."
