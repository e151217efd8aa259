"""What the first and last lines of a plain text say about it: title, subtitle, date, author."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from argmap.intake.base import Metadata
from argmap.intake.dates import find_date

_LONGEST_TITLE = 200  # code points
_LONGEST_HEAD_LINE = 300
_HEAD_BLOCKS = 8
_FOOT_BLOCKS = 4
_SENTENCE_END = tuple(".;:,…")

_NAME_WORD = r"(?:[^\W\d_a-z][\w'’.-]*|[^\W\d_]\.|de|da|del|della|di|van|von|der|den|la|le|al|bin|ben|el|y|e|dos|du)"
_NAME = rf"{_NAME_WORD}(?:[ \xa0]+{_NAME_WORD}){{0,5}}"
_NAMES = rf"{_NAME}(?:(?:,|,? and|,? &|,? und|,? et|,? y|,? e)[ \xa0]+{_NAME}){{0,4}}"
_BYLINE = re.compile(
    rf"(?i:by|von|par|por|di|door|av|written by|text:)[ \xa0]+(?P<author>{_NAMES})[  .,|–—-]*(?P<rest>.{{0,80}})$"
)
_CLOSING = re.compile(
    rf"(?:(?i:about the author|the author)[:.]?[ \xa0]+)?(?P<author>{_NAMES}),?[ \xa0]+"
    r"(?:is|was|are|serves as|teaches|writes|works)[ \xa0]"
    r"(?:an?|the|currently|a former|professor|senior|director|in|for|on|as|at|co-|both)\b"
)


def read_head(texts: Sequence[str]) -> Metadata:
    """Title, subtitle, author and date of a text of these blocks, as far as its first and last blocks tell."""
    head = _head(texts)
    title = head[0] if head and _is_title(head[0], texts) else ""
    return Metadata(
        title=title,
        subtitle=_subtitle(head) if title else "",
        author=_author(head, texts),
        published=_published(head),
    )


def is_byline(text: str) -> bool:
    return len(text) <= 150 and _BYLINE.match(text) is not None


def _head(texts: Sequence[str]) -> list[str]:
    """The short blocks before the running text."""
    head: list[str] = []
    for text in texts[:_HEAD_BLOCKS]:
        if len(text) > _LONGEST_HEAD_LINE:
            break
        head.append(text)
    return head


def _is_title(text: str, texts: Sequence[str]) -> bool:
    return (
        len(texts) > 1
        and len(text) <= _LONGEST_TITLE
        and "\n" not in text
        and not text.endswith(_SENTENCE_END)
        and any(map(str.isalpha, text))
        and not is_byline(text)
        and not _is_date_line(text)
    )


def _subtitle(head: Sequence[str]) -> str:
    """The second short block, where something of the head or the running text follows it."""
    if len(head) < 2:
        return ""
    text = head[1]
    is_head = not is_byline(text) and not _is_date_line(text) and "\n" not in text
    ends_open = not text.endswith((".", ":", ",", ";")) or (
        len(head) > 2 and (is_byline(head[2]) or _is_date_line(head[2]))
    )
    return text if is_head and ends_open and len(text.split()) >= 4 else ""


def _published(head: Sequence[str]) -> date | None:
    for text in head:
        if len(text) <= 120 and (found := find_date(text)):
            return found
    return None


def _is_date_line(text: str) -> bool:
    return len(text) <= 60 and find_date(text) is not None


def _author(head: Sequence[str], texts: Sequence[str]) -> str:
    for text in head:
        for line in text.split("\n"):
            if len(line) <= 150 and (match := _BYLINE.match(line)):
                return match["author"].rstrip(",. ")
    for text in reversed(texts[-_FOOT_BLOCKS:] if len(texts) > _FOOT_BLOCKS else ()):
        if len(text) <= 600 and (match := _CLOSING.match(text)) and " " in match["author"].strip():
            return match["author"]
    return ""
