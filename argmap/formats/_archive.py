"""Zip archives of others: what is in them, if it is safe to unpack."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import PurePosixPath

from argmap.exceptions import FormatError
from argmap.formats._limits import MAX_TOGETHER

MAX_FILES = 2_000
_READ_AT_ONCE = 1 << 20
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, ValueError, EOFError, OSError, NotImplementedError, RuntimeError),
    *(IndexError, OverflowError),  # of zipfile itself, where a directory lies
)
_EMPTY = b"PK\x05\x06"  # how an archive begins that holds nothing
_OF_SYSTEMS = ("Thumbs.db", "desktop.ini")


def is_archive(content: bytes) -> bool:
    """Whether this is a plain zip: not a document of an office program, which is one inside."""
    if content[:4] not in (b"PK\x03\x04", _EMPTY):
        return False
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            names = archive.namelist()
    except _BROKEN:
        return True
    return "[Content_Types].xml" not in names and "mimetype" not in names


def unpacked(name: str, content: bytes) -> dict[str, bytes]:
    """The files of an archive by their paths inside it, without what systems add by themselves.

    Sizes are counted while unpacking: a declaration may lie. Raises FormatError where the archive is broken, encrypted,
    far too large, or names a place outside itself.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            _check(name, entries)
            return _contents(name, archive, [entry for entry in entries if not _is_of_system(entry.filename)])
    except _BROKEN as error:
        raise FormatError(f"“{name}” is a broken archive; pack it again and try once more.") from error


def _is_of_system(path: str) -> bool:
    return path.startswith("__MACOSX/") or PurePosixPath(path).name in _OF_SYSTEMS or "/." in f"/{path}"


def _check(name: str, entries: Iterable[zipfile.ZipInfo]) -> None:
    paths = [entry.filename for entry in entries]
    if len(paths) > MAX_FILES:
        raise FormatError(f"“{name}” holds {len(paths):,} files; at most {MAX_FILES:,} are read at once, so split it.")
    for path in paths:
        if path.startswith(("/", "\\")) or ".." in path.replace("\\", "/").split("/") or ":" in path[:2]:
            raise FormatError(f"“{name}” names a file outside itself (“{path}”); pack it again without such paths.")
    if len(set(paths)) < len(paths):
        raise FormatError(f"“{name}” holds two files of one name; pack it again.")
    for entry in entries:
        if entry.flag_bits & _ENCRYPTED:
            raise FormatError(f"“{name}” is protected by a password; pack it again without one.")
        if entry.compress_type not in _METHODS:
            raise FormatError(f"“{name}” is packed in an unusual way; pack it again as an ordinary zip.")


def _contents(name: str, archive: zipfile.ZipFile, entries: Iterable[zipfile.ZipInfo]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    total = 0
    for entry in entries:
        pieces: list[bytes] = []
        with archive.open(entry) as part:
            while piece := part.read(_READ_AT_ONCE):
                total += len(piece)
                if total > MAX_TOGETHER:
                    raise FormatError(f"“{name}” unpacks to more than {MAX_TOGETHER // 1_000_000} MB; split it.")
                pieces.append(piece)
        found[entry.filename] = b"".join(pieces)
    return found
