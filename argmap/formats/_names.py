"""Names of files that a person recognises and every file system takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

MAX_STEM = 60  # code points: with four bytes each and a suffix still under the usual 255 bytes
MAX_PART = 200  # bytes of a part of a path

_SEPARATORS = re.compile(r"[\s\-]+")
_FORBIDDEN = frozenset('/\\:*?"<>|')
_JOINERS = frozenset("\u200c\u200d")  # part of the spelling in Persian and Indic scripts
_DEVICES = frozenset(
    {
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{d}{n}" for d in ("com", "lpt") for n in range(1, 10)),
    }
)


def file_stem(title: str) -> str:
    """The map's title as the first part of a file name: letters of all scripts, blanks as hyphens, at most 60 long.

    ``map`` where nothing is left.
    """
    kept = "".join(character if _allowed(character) else " " for character in unicodedata.normalize("NFC", title))
    stem = _SEPARATORS.sub("-", kept)[:MAX_STEM].strip("-. \u200c\u200d")
    return f"{stem}-map" if stem.lower() in _DEVICES else stem or "map"


def kept_path(path: str) -> str:
    """The path under which files came; a part that no file system takes is as :func:`file_stem` says."""
    return "/".join(part if _is_taken(part) else file_stem(part) for part in path.split("/"))


def renamed_files(files: Mapping[str, bytes], old: str, new: str) -> dict[str, bytes]:
    """The files with the stem ``new`` where their names begin with the stem ``old``; the others keep their names."""
    return {_renamed(name, old, new): content for name, content in files.items()}


def _renamed(name: str, old: str, new: str) -> str:
    return f"{new}{name.removeprefix(old)}" if name == old or name.startswith(f"{old}.") else name


def _is_taken(part: str) -> bool:
    is_plain = bool(part) and part == part.strip(". ") and len(part.encode(errors="replace")) <= MAX_PART
    return is_plain and all(sign == " " or _allowed(sign) for sign in part) and part.lower() not in _DEVICES


def _allowed(character: str) -> bool:
    if character in _FORBIDDEN:
        return False
    return character in _JOINERS or unicodedata.category(character)[0] not in "CZ"
