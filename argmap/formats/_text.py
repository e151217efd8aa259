"""Bytes to text and back, with places for people."""

from __future__ import annotations

import codecs
import re

from argmap.exceptions import FormatError
from argmap.formats._limits import MAX_BYTES, check_size

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (
        codecs.BOM_UTF32_LE,
        "utf-32-le",
    ),  # before UTF-16, whose mark begins in the same way
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LINE_END = re.compile(r"\r\n|\r|\n")
_SURROGATE = re.compile("[\ud800-\udfff]")


def decode(content: bytes, *, fallback: str = "utf-8", most: int = MAX_BYTES) -> str:
    """The text of a UTF-8 file, or of one whose byte order mark names UTF-16 or UTF-32; the mark is dropped.

    Line ends stay as they are. Raises FormatError with line and column of the first wrong byte, and where
    there are more than ``most`` bytes.
    """
    check_size(content, most)
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return _decoded(content[len(bom) :], encoding)
    return _decoded(content, fallback)


def _decoded(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        line, column = place_of(content[: error.start].decode(encoding, "replace"), None)
        raise FormatError(
            f"This file is not {encoding.upper()} text: line {line}, column {column} cannot be read; save it as UTF-8.",
            line=line,
            column=column,
        ) from error


def place_of(text: str, offset: int | None) -> tuple[int, int]:
    """Line and column (both from 1, columns in code points) of ``offset``, or of the text's end."""
    before = text if offset is None else text[:offset]
    line, start = 1, 0
    for match in _LINE_END.finditer(before):
        line, start = line + 1, match.end()
    return line, len(before) - start + 1


def unified_lines(text: str) -> str:
    """The text with every line end (CRLF, CR, LF) as LF; numbers of lines stay the same."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def is_storable(text: str) -> bool:
    """Whether a database can hold the text: no NUL, no lone surrogate."""
    return "\0" not in text and (text.isascii() or _SURROGATE.search(text) is None)


def storable_text(value: object) -> str:
    """The value where it is a text that a database can hold, else the empty text."""
    return value if isinstance(value, str) and is_storable(value) else ""


def one_line(text: str) -> str:
    """The text with each run of white space as one blank, none at its ends."""
    return " ".join(text.split())


def shortened(text: str, limit: int = 40) -> str:
    """At most ``limit`` code points of the text in one line, for messages."""
    line = one_line(text[: 4 * limit])
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"
