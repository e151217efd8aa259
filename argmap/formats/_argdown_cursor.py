"""A place in an Argdown text, and what can stand anywhere in it: comments, data; faults are told with their place."""

from __future__ import annotations

import re
from typing import Any

from argmap.exceptions import FormatError
from argmap.formats._argdown_yaml import load_data, load_yaml
from argmap.formats._text import place_of

_FRONT_MATTER = re.compile(r"\s*===+[ \t]*\n([\s\S]*?)===+[ \t]*(?:\n|\Z)")
_BLANKS = re.compile(r"[ \t]*")
_LINE_END_OR_COMMENT = re.compile(r"[ \t]*(?://[^\n]*)?(?:\n|\Z)")
_LINE_COMMENT = re.compile(r"//[^\n]*")
_COMMENT_ENDS = {"<!--": "-->", "/*": "*/"}
DATA_ENDS = r"(?=\s+[^\s,}])"  # behind a brace that closes data, where no other brace does before
_SHORT_DATA = re.compile(r"\{[^}]*\}" + DATA_ENDS)
_NO_END_OF_DATA = re.compile(r"\s*[,}]")
_DATA_STOP = re.compile(r"\}(?=\s[^,}])")


class Cursor:
    """``position`` moves through ``text``; ``comments`` are those that were met and not taken."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.position = 0
        self.comments: list[str] = []
        self._last_ends: dict[str, int] = {}  # opener of a comment → the last end of such a comment
        self._data_stop = -1  # the first end of data from the last search on, -1 before that
        self._no_data_to = -1  # up to here no brace is closed

    # Comments

    def comment_at(self, position: int) -> str:
        """The whole comment that begins there; empty where none does, or where it never ends."""
        for opener, end in _COMMENT_ENDS.items():
            if self.text.startswith(opener, position):
                if opener not in self._last_ends:
                    self._last_ends[opener] = self.text.rfind(end)  # or each opener would search the whole text
                if self._last_ends[opener] < position + len(opener):
                    return ""
                return self.text[position : self.text.index(end, position + len(opener)) + len(end)]
        match = _LINE_COMMENT.match(self.text, position)
        return match[0] if match else ""

    def taken_comments(self) -> list[str]:
        """The comments up to here, which belong to what follows."""
        taken, self.comments = self.comments, []
        return taken

    # Data

    def front_matter(self) -> dict[str, Any]:
        """The data above everything else, behind which the position moves; empty where there is none."""
        match = _FRONT_MATTER.match(self.text)
        if match is None:
            return {}
        self.position = match.end()
        try:
            return load_yaml(match[1])
        except FormatError as error:
            raise self.inside(error, match.start(1)) from error

    def data(self) -> dict[str, Any] | None:
        """The data that begins at the position, which moves behind it; None where the brace there is never closed."""
        start = self.position
        end = self._data_end(start)
        if end < 0:
            return None
        self.position = end
        return self.data_in(self.text[start:end], start)

    def data_in(self, braces: str, start: int) -> dict[str, Any]:
        """The data in a text with its braces, which begins at ``start``."""
        try:
            return load_data(braces)
        except FormatError as error:
            raise self.inside(error, start) from error

    def _data_end(self, start: int) -> int:
        """Where data ends: behind the last brace that is not followed by a comma or brace, in the stretch up to a
        closing brace with white space and other text behind it. -1 where there is none."""
        if start < self._no_data_to:
            return -1
        short = _SHORT_DATA.match(self.text, start)
        if short:  # the first brace closes it: most data
            return short.end()
        if self._data_stop < start:
            stop = _DATA_STOP.search(self.text, start)
            self._data_stop = stop.start() if stop else len(self.text)
        close = self.text.rfind("}", start, self._data_stop + 1)
        while close > start and _NO_END_OF_DATA.match(self.text, close + 1):
            close = self.text.rfind("}", start, close)
        if close < 0:
            self._no_data_to = self._data_stop
        return close + 1 if close > start else -1

    # Places

    def behind_blanks(self, position: int) -> int:
        match = _BLANKS.match(self.text, position)
        return match.end() if match else position

    def skip_line_end(self, otherwise: str) -> None:
        """Go to the next line. Raises FormatError with the reason ``otherwise`` where more stands on this one."""
        match = _LINE_END_OR_COMMENT.match(self.text, self.position)
        if match is None:
            raise self.error(otherwise, self.position)
        self.position = match.end()

    def error(self, reason: str, position: int) -> FormatError:
        line, column = place_of(self.text, self.behind_blanks(position))
        return FormatError(f"Line {line}, column {column}: {reason}.", line=line, column=column)

    def inside(self, error: FormatError, start: int) -> FormatError:
        """The error of a part that begins at ``start``, with its place in the whole file."""
        first, before = place_of(self.text, start)
        line = first + (error.line or 1) - 1
        column = (error.column or 1) + (before - 1 if line == first else 0)
        hint = ""
        if line > first and self.text.startswith("{", start):  # it may be text that a later brace closes
            hint = f"; it begins in line {first}, column {before}: a backslash there makes the brace text"
        return FormatError(f"Line {line}, column {column}: {error}{hint}.", line=line, column=column)
