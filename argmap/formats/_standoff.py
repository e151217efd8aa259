"""Annotations that stand in a file beside their text: which files belong together, and how their offsets count.

Offsets count code points, and by the rule a byte order mark and each line end as one. Some programs count otherwise;
so each possible reading of the text is tried, and the one that fits the annotations best is taken.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from argmap.exceptions import FormatError
from argmap.formats._text import decode, unified_lines

BOM = "\ufeff"
TEXT = ".txt"


@dataclass(frozen=True, slots=True)
class Document:
    """The files of one text: ``stem`` is what their names have in common, None stands for a file that is not there."""

    stem: str
    annotations: bytes | None
    text: bytes | None


def documents_of(files: Mapping[str, bytes], ending: str, *, what: str) -> list[Document]:
    """The documents in these files, by their names; files of other endings are refused.

    A single file of another ending counts as annotations. Raises FormatError.
    """
    if len(files) == 1 and not any(name.lower().endswith((ending, TEXT)) for name in files):
        [(name, content)] = files.items()
        return [Document(name, content, None)]
    found: dict[str, dict[str, bytes]] = {}
    for name, content in files.items():
        part = next((part for part in (ending, TEXT) if name.lower().endswith(part)), None)
        if part is None:
            raise FormatError(f"“{name}” is neither {ending} nor {TEXT}; {what} is a pair of these files.")
        found.setdefault(name[: -len(part)], {})[part] = content
    return [Document(stem, parts.get(ending), parts.get(TEXT)) for stem, parts in found.items()]


def text_readings(content: bytes) -> list[str]:
    """The text in each way in which its offsets may count, the proper one first. Raises FormatError."""
    marked = BOM if content.startswith(codecs.BOM_UTF8) else ""
    text = decode(content)
    ways = (marked + unified_lines(text), marked + text, unified_lines(text), text)
    return list(dict.fromkeys(ways))


def best_reading(content: bytes, faults: Callable[[str], int]) -> str:
    """The reading of the text with the fewest ``faults``, of equal ones the properest."""
    readings = text_readings(content)
    return readings[0] if len(readings) == 1 else min(readings, key=faults)


def parts_words(text: str, offset: int) -> bool:
    """Whether a boundary at ``offset`` lies between words, or at an end of the text."""
    if not 0 < offset < len(text):
        return offset in (0, len(text))
    return text[offset].isspace() or text[offset - 1].isspace() or text[offset - 1] == BOM
