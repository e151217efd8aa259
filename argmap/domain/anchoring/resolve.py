"""Where a quote stands in a text of which no offsets are known.

Three steps, each only where the one before found nothing: the exact words; the words without regard to case, form of
quotation marks and dashes, ligatures, and white space; words that are much alike. The last needs a score of
``MIN_SCORE`` and a lead of ``MARGIN`` over the next best place that does not overlap it. Several places are a question
for a person, never a guess. The score is the Ratcliff/Obershelp ratio of the normalised signs
(https://docs.python.org/3/library/difflib.html): twice the number of signs in common by that of all signs, 0 to 1.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property
from itertools import islice

MIN_SCORE = 0.8
MARGIN = 0.1
MAX_PLACES = 20  # of one quote that are named
MAX_FUZZY = 2_000  # signs of a quote that is looked for by likeness; the work grows with their square
_CANDIDATES = 8  # windows that are compared sign by sign
_COMMON = 200  # a word that stands more often than this says little about a place

_WORD = re.compile(r"\w+")
_FOLDS = str.maketrans(
    dict.fromkeys("‘’‚‛′´`ʼ", "'") | dict.fromkeys("“”„‟«»″", '"') | dict.fromkeys("‐‑‒–—―−", "-") | {"…": "..."}
)


@dataclass(frozen=True, slots=True)
class Place:
    """``start`` to ``end`` (code points, end excluded) of the text; ``score`` is 1 where the words are the same."""

    start: int
    end: int
    score: float = 1.0


class QuoteFinder:
    """Finds quotes in one text; what it must know of the text is computed once, when it is first needed.

    ``tries`` counts where the signs of a quote were met so far, many of them in the middle of words.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.tries = 0

    def places(self, quote: str) -> tuple[Place, ...]:
        """Where the quote stands: nowhere, at one place, or at several that are equally good (at most 20)."""
        quote = quote.strip()
        if not _WORD.search(quote):
            return ()
        return self._exact(quote) or self._normalised(quote) or self._alike(quote)

    def _exact(self, quote: str) -> tuple[Place, ...]:
        found = self._occurrences(self.text, quote)
        return tuple(Place(start, start + len(quote)) for start in islice(found, MAX_PLACES))

    def _normalised(self, quote: str) -> tuple[Place, ...]:
        signs, _ = _normalised(quote)
        found = self._occurrences(self._signs, signs)
        return tuple(self._place(start, start + len(signs)) for start in islice(found, MAX_PLACES))

    def _occurrences(self, text: str, words: str) -> Iterator[int]:
        """Where ``words`` begin in ``text`` without cutting a word there, from left to right."""
        start = text.find(words) if words else -1
        while start >= 0:
            self.tries += 1
            if not (_cuts(text, start) or _cuts(text, start + len(words))):
                yield start
            start = text.find(words, start + 1)

    def _alike(self, quote: str) -> tuple[Place, ...]:
        signs, _ = _normalised(quote)
        if not 0 < len(signs) <= MAX_FUZZY:
            return ()
        found = sorted(_apart(self._compared(signs)), key=lambda place: -place.score)
        best = [place for place in found if place.score >= MIN_SCORE]
        if not best:
            return ()
        rivals = [place for place in found[1:] if place.score > best[0].score - MARGIN]
        return (best[0], *(place for place in rivals if place.score >= MIN_SCORE)) if rivals else (best[0],)

    def _compared(self, signs: str) -> Iterator[Place]:
        """The most promising windows of the text, trimmed to what they share with the quote."""
        matcher = SequenceMatcher(autojunk=False)
        matcher.set_seq2(signs)
        for window in self._windows(signs):
            matcher.set_seq1(self._signs[window.start : window.stop])
            blocks = [block for block in matcher.get_matching_blocks() if block.size]
            if not blocks:
                continue
            start, end = self._whole_words(window.start + blocks[0].a, window.start + blocks[-1].a + blocks[-1].size)
            common = sum(block.size for block in blocks)
            place = self._place(start, end)
            yield Place(place.start, place.end, 2 * common / (len(signs) + end - start))

    def _windows(self, signs: str) -> Iterator[range]:
        """Stretches of the normalised text as long as the quote, those first that share most of its rare words."""
        votes: Counter[int] = Counter()
        step = max(8, len(signs) // 4)
        for match in _WORD.finditer(signs):
            places = self._words.get(match[0], ())
            if len(places) <= _COMMON:
                for place in places:
                    votes[(place - match.start()) // step] += len(match[0])
        merged: Counter[int] = Counter()
        for slot, weight in votes.items():
            merged[slot] = weight + votes.get(slot + 1, 0)
        for slot, _ in merged.most_common(_CANDIDATES):
            yield range(max(0, (slot - 1) * step), min(len(self._signs), (slot + 3) * step + len(signs)))

    def _whole_words(self, start: int, end: int) -> tuple[int, int]:
        """The range, stretched so that it cuts no word, unless that is longer than any."""
        first, last = max(0, start - MAX_FUZZY), min(len(self._signs), end + MAX_FUZZY)
        while first < start < len(self._signs) and self._signs[start - 1].isalnum() and self._signs[start].isalnum():
            start -= 1
        while 0 < end < last and self._signs[end - 1].isalnum() and self._signs[end].isalnum():
            end += 1
        return start, end

    def _place(self, start: int, end: int) -> Place:
        """The place in the text itself of a range of its normalised signs."""
        origins = self._view[1]
        return Place(origins[start], origins[end - 1] + 1)

    @property
    def _signs(self) -> str:
        return self._view[0]

    @cached_property
    def _view(self) -> tuple[str, list[int]]:
        return _normalised(self.text)

    @cached_property
    def _words(self) -> dict[str, list[int]]:
        """The words of the normalised text, each with the places where it begins."""
        words: defaultdict[str, list[int]] = defaultdict(list)
        for match in _WORD.finditer(self._signs):
            words[match[0]].append(match.start())
        return words


def _normalised(text: str) -> tuple[str, list[int]]:
    """The text without case, forms of quotes and dashes, and with single blanks; for each sign where it came from."""
    signs: list[str] = []
    origins: list[int] = []
    blank = True  # none at the beginning
    for index, character in enumerate(text):
        folded = _folded(character)
        if not folded or (folded == " " and blank):
            continue
        blank = folded == " "
        signs.append(folded)
        origins.extend([index] * len(folded))
    joined = "".join(signs)
    return (joined[:-1], origins[:-1]) if joined.endswith(" ") else (joined, origins)


def _folded(character: str) -> str:
    """What a sign counts as when quotes are compared: a blank for white space, nothing for what nobody sees."""
    if character.isascii():
        return " " if character.isspace() else character.lower()
    if character.isspace():
        return " "
    if unicodedata.category(character) == "Cf":
        return ""
    return unicodedata.normalize("NFKC", character.translate(_FOLDS)).casefold().translate(_FOLDS)


def _cuts(text: str, offset: int) -> bool:
    """Whether a word of an alphabet that parts words by blanks stands on both sides of the offset."""
    return 0 < offset < len(text) and _parts_words(text[offset - 1]) and _parts_words(text[offset])


def _parts_words(character: str) -> bool:
    return character.isalnum() and (character < "\u0e00" or "\u10a0" <= character < "\u1780")


def _apart(places: Iterable[Place]) -> list[Place]:
    """The best of the places that overlap each other."""
    kept: list[Place] = []
    for place in sorted(places, key=lambda place: (-place.score, place.start)):
        if all(place.end <= other.start or other.end <= place.start for other in kept):
            kept.append(place)
    return kept
