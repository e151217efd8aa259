"""Joining lines: which hyphen at a line's end belongs to the word, and which only broke it.

The file cannot tell: both are one sign. The other words of the document can, mostly.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

HYPHENS = "-‐\xad"
_WORD = re.compile(r"[^\W\d_]+(?:[-‐’'][^\W\d_]+)*")
_LAST = re.compile(r"([^\W\d_]+(?:[-‐’'][^\W\d_]+)*)[-‐\xad]$")
_SUSPENDED = frozenset({"and", "or", "und", "oder", "bzw", "y", "o"})  # "pre- and post-war", "Vor- und Nachteile"
# First halves that English writes with a hyphen before a whole word.
_FIRST_HALVES = """
    well self ill half long short high low full part so all ever non ex vice cross quasi two three four five six
    seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety hundred one first second third cost far
    hard new old open free single multi real right left large small wide anti pro pre post co
"""
_OWN_HYPHEN = frozenset(_FIRST_HALVES.split())
_ALWAYS = frozenset({"well", "self"})
_LONG_HALF = 7  # letters: no syllable is that long, so both halves are words
_CJK = re.compile("[\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")


class Vocabulary:
    """The words that stand unbroken in the document's lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._counts: Counter[str] = Counter()
        broken = False
        for line in lines:
            words = line.split()
            if broken:
                words = words[1:]
            broken = line[-1:] in HYPHENS
            if broken:
                words = words[:-1]
            self._counts.update(match[0] for match in _WORD.finditer(" ".join(words).lower().replace("‐", "-")))

    def count(self, word: str) -> int:
        return self._counts[word.lower().replace("‐", "-")]

    def __contains__(self, word: str) -> bool:
        return self.count(word) > 0


def joined(before: str, after: str, vocabulary: Vocabulary) -> tuple[str, str]:
    """The line ``before`` as it goes on, with or without its hyphen, and what follows it: nothing or a blank."""
    if not before or not after:
        return before, ""
    if before[-1] in HYPHENS and before[-2:-1].strip():
        return _at_hyphen(before, after, vocabulary)
    if before[-1] in "—/" and before[-2:-1].strip():
        return before, ""
    return before, "" if _CJK.match(before[-1]) and _CJK.match(after[0]) else " "


def _at_hyphen(before: str, after: str, vocabulary: Vocabulary) -> tuple[str, str]:
    if before[-1] == "\xad":
        return before[:-1], ""
    last, first = _LAST.search(before), _WORD.match(after)
    if not first:
        return before, ""
    if first[0] in _SUSPENDED and not (last and last[1] + first[0] in vocabulary):
        return before, " "
    if not last:
        return before, ""
    return (before, "") if _keeps_hyphen(last[1], first[0], vocabulary) else (before[:-1], "")


def _keeps_hyphen(left: str, right: str, vocabulary: Vocabulary) -> bool:
    if right[0].isupper() and not left.isupper():
        return True
    whole, hyphenated = vocabulary.count(left + right), vocabulary.count(f"{left}-{right}")
    if whole or hyphenated:
        return hyphenated > whole
    half = re.split("[-‐]", left.lower())[-1]
    known = len(right) >= 4 and right in vocabulary
    if half in _ALWAYS and len(right) >= 5 and not right.startswith("ish"):  # well-being, but selfishness
        return True
    if half in _OWN_HYPHEN or half != left.lower():
        return known
    return known and len(left) >= _LONG_HALF and left in vocabulary
