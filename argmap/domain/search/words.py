"""The language of a search: ``night "last bus" argu* -tram``."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from argmap.exceptions import InputError

MOST_TERMS = 50
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂", '"'))
# A quotation mark that nobody closes holds to the end.
_TERM = re.compile(r'(-*)(?:"([^"]*)(?:"|$)|([^\s"]+))')
# Scripts that put no spaces between words, and Korean, which hangs endings on them: Thai, Lao, Myanmar, Hangul, Khmer,
# Kana, Han with its extensions.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u11ff\u1780-\u17ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\ua960-\ua97f"
    "\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase to look for. A ``prefix`` stands for all words that begin so."""

    text: str
    prefix: bool = False
    excluded: bool = False

    @property
    def is_inside(self) -> bool:
        """Whether it is looked for anywhere in a text, not as words: its script does not tell where words end."""
        return _UNSPACED.search(self.text) is not None


def terms_of(text: str) -> tuple[Term, ...]:
    """What is to be found and what left out; nothing for an empty text. Everything that can be typed has a meaning.

    Raises InputError where there is nothing to look for in it, or too much.
    """
    terms = tuple(_terms(unicodedata.normalize("NFC", text).translate(_QUOTES).replace("\0", " ")))
    if text.strip() and not terms:
        raise InputError(f"There is no word in “{text.strip()}” to look for; use letters or digits.", field="q")
    if terms and all(term.excluded for term in terms):
        raise InputError("These are only words to leave out; add one to look for.", field="q")
    if len(terms) > MOST_TERMS:
        raise InputError(
            f"These are more than {MOST_TERMS} words; look for fewer, or put a phrase in quotes.", field="q"
        )
    return terms


def _terms(text: str) -> Iterator[Term]:
    for minus, phrase, word in _TERM.findall(text):
        found = phrase or word.rstrip("*")
        if any(character.isalnum() for character in found):
            yield Term(found.strip(), prefix=word.endswith("*"), excluded=bool(minus))
