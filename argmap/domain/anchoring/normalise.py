"""The one-time normalisation of an article's text at intake.

The rules stand in ``docs/intake.md``. Offsets of spans count code points of the *result*; a text that
came inside an interchange file never passes through here.
"""

from __future__ import annotations

import re
import unicodedata

# Line ends other than LF: CRLF, CR, vertical tab, form feed, NEL, LINE SEPARATOR.
_LINE_END = re.compile("\r\n|[\r\x0b\x0c\x85\u2028]")
# Characters that nobody sees: controls, soft hyphen, BOM, word joiner, object replacement, noncharacters.
_INVISIBLE = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u2060\ufdd0-\ufdef\ufeff\ufffc\ufffe\uffff]")
# A zero-width space separates words in the scripts of South-East Asia and is a leftover elsewhere.
_STRAY_ZERO_WIDTH_SPACE = re.compile("(?<![\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff])\u200b")
_TRAILING_BLANKS = re.compile(r"(?<![^\S\n])[^\S\n]++(?=\n|\Z)")  # possessive, else quadratic on long runs
_EMPTY_LINES = re.compile(r"\n{3,}")
# Canonical ordering sorts a run of marks in quadratic time, and no script needs more than a handful on one letter.
_LONG_MARK_RUN = re.compile(r"([^\w\s\x00-\x7f]{64,})")


def normalise(text: str) -> str:
    """The text as it is stored: one form for each line end and letter, no invisible leftovers.

    Idempotent, in linear time. Keeps no-break spaces, curly quotes, joiners (emoji sequences, Persian, Indic scripts),
    marks of Hebrew and Arabic, and marks of direction.
    """
    return normalise_layout(normalise_characters(text)).strip("\n")


def normalise_characters(text: str) -> str:
    """The text with each character in its one form, without touching blanks and empty lines."""
    text = _LINE_END.sub("\n", text).replace("\u2029", "\n\n").replace("\t", " ")
    return compose_letters(drop_invisible(text))


def drop_invisible(text: str) -> str:
    """The text without controls (line ends and tabs stay), soft hyphens and other characters that nobody sees."""
    return _STRAY_ZERO_WIDTH_SPACE.sub("", _INVISIBLE.sub("", text))


def normalise_layout(text: str) -> str:
    """The text without blanks at the end of lines and with at most one empty line in a row."""
    return _EMPTY_LINES.sub("\n\n", _TRAILING_BLANKS.sub("", text))


def compose_letters(text: str) -> str:
    """The text in Unicode normalisation form C; runs of 64 and more marks or signs stay as they are."""
    if text.isascii():
        return text
    parts = _LONG_MARK_RUN.split(text)
    return "".join(part if odd % 2 else unicodedata.normalize("NFC", part) for odd, part in enumerate(parts))
