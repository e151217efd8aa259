"""Joining the words of lines: which hyphen at the end of a line belongs to the word?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from argmap.intake.pdf_lines import Line
from argmap.intake.pdf_words import Word

_SOFT = "\u00ad"
_HARD = "-‐"
_EDGES = re.compile(r"^\W+|\W+$")
# First parts that make compounds with a hyphen in English; "re-" and "un-" do not.
_COMPOUNDING = frozenset(
    "all anti cross ex far five four full half hard high ill in long low mid much multi near non off one post pre pro quasi self "
    "semi seven short single six so ten three twenty thirty forty fifty sixty seventy eighty ninety two vice well wide".split()
)
_SECOND_PARTS = frozenset("known being called made based related like free led old year style wide off up in out by to".split())


def join_words(lines: Sequence[Line], vocabulary: Counter[str], keep_breaks: bool) -> Iterator[tuple[str, str]]:
    """The paragraph's words with the blanks between them, and where each leads."""
    before: Word | None = None
    for line_index, line in enumerate(lines):
        for index, word in enumerate(line.words):
            if before is None:
                separator = ""
            elif index == 0 and line_index:
                separator = "\n" if keep_breaks else _separator(before.text, word.text, vocabulary)
            else:
                separator = "" if word.glued else " "
            last = line_index + 1 < len(lines) and index + 1 == len(line.words) and not keep_breaks
            text = _without_hyphen(word.text, lines[line_index + 1].words[0].text, vocabulary) if last else word.text
            if separator:
                yield separator, word.href if before and before.href == word.href else ""
            yield text, word.href
            before = word


def _separator(before: str, word: str, vocabulary: Counter[str]) -> str:
    if before.endswith(_SOFT):
        return ""
    if before[-1:] in _HARD and len(before) > 1 and before[-2].isalnum() and word[:1].isalnum():
        return ""
    return "" if before[-1:] in "—/" and word[:1].isalnum() else " "


def _without_hyphen(before: str, word: str, vocabulary: Counter[str]) -> str:
    """The last word of a line, without the hyphen that only the line end put there."""
    if before.endswith(_SOFT):
        return before[:-1]
    if before[-1:] not in _HARD or len(before) < 2 or not before[-2].isalpha() or not word[:1].islower():
        return before
    return before if _is_compound(before[:-1], word, vocabulary) else before[:-1]


def _is_compound(start: str, end: str, vocabulary: Counter[str]) -> bool:
    """Whether the hyphen is the word's own: by how the document writes the word elsewhere, else by its first part."""
    start, end = _EDGES.sub("", start).lower(), _EDGES.sub("", end).lower()
    joined, hyphenated = vocabulary[start + end], vocabulary[f"{start}-{end}"]
    if joined != hyphenated:
        return hyphenated > joined
    first = start.rsplit("-", 1)[-1]
    return "-" in start or (first in _COMPOUNDING and bool(vocabulary[end] or end in _SECOND_PARTS)) or (
        end in _SECOND_PARTS and bool(vocabulary[first])
    )
