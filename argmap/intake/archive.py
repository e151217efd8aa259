"""Is this archive safe to unpack?"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from argmap.exceptions import IntakeError

MAX_ENTRIES = 5_000
MAX_UNPACKED = 100_000_000  # bytes of everything
MAX_XML = 40_000_000  # bytes of the parts that are parsed
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_ENCRYPTED = 0x1
_READ_AT_ONCE = 1 << 20
# What zipfile raises on broken archives.
_BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, ValueError, EOFError, OSError, NotImplementedError, RuntimeError)

BROKEN = "This DOCX is broken; open it in Word or LibreOffice, save it again and try once more."
TOO_LARGE = (
    "This DOCX unpacks to far more than an article holds; save it without pictures or paste the article's words."
)


def check_archive(data: bytes) -> None:
    """Raise IntakeError where unpacking would take too much room or cannot work.

    The declared sizes are compared first; then each part is unpacked in pieces and counted: a declaration may lie.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            _check_declared(entries)
            _check_real(archive, entries)
    except _BROKEN_ARCHIVE as error:
        raise IntakeError(BROKEN) from error


def _check_declared(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise IntakeError("This document is protected by a password; remove it in Word and try again.")
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise IntakeError(BROKEN)
    total = sum(entry.file_size for entry in entries)
    xml = sum(entry.file_size for entry in entries if _is_xml(entry))
    if len(entries) > MAX_ENTRIES or total > MAX_UNPACKED or xml > MAX_XML:
        raise IntakeError(TOO_LARGE)


def _check_real(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    total = xml = 0
    for entry in entries:
        with archive.open(entry) as part:
            while piece := part.read(_READ_AT_ONCE):
                total += len(piece)
                xml += len(piece) * _is_xml(entry)
                if total > MAX_UNPACKED or xml > MAX_XML:
                    raise IntakeError(TOO_LARGE)


def _is_xml(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith((".xml", ".rels"))
