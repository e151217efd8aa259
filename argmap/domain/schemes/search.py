"""Finding schemes by the words that come to mind: the twin of ``static/js/schemes/search.js``."""

from __future__ import annotations

import re
from collections.abc import Iterable

from argmap.domain.schemes.aif import aif_of
from argmap.domain.schemes.catalogue import CATALOGUE
from argmap.domain.schemes.model import Scheme
from argmap.domain.schemes.words import WORDS


def schemes_with(words: str) -> list[Scheme]:
    """The schemes in which all the words begin a word: by name first, then by other names, then by what they say."""
    asked = re.findall(r"[^\W_]+", words.lower())
    ranked = ((_rank(scheme, asked), scheme) for scheme in CATALOGUE.values())
    return [scheme for rank, scheme in sorted(ranked, key=lambda pair: pair[0] or 0) if rank is not None]


def _rank(scheme: Scheme, asked: Iterable[str]) -> int | None:
    texts = [f" {text.lower()}" for text in _texts(scheme)]
    ranks = [next((rank for rank, text in enumerate(texts) if f" {word}" in text), None) for word in asked]
    return None if None in ranks else max([0, *(rank for rank in ranks if rank is not None)])


def _texts(scheme: Scheme) -> tuple[str, str, str]:
    """Its name; what else it is called; what it says."""
    other = " ".join((scheme.slug, *scheme.also, aif_of(scheme.slug).name, WORDS.get(scheme.slug, "")))
    said = (*(premise.text for premise in scheme.premises), scheme.conclusion, *scheme.example)
    return scheme.name, other.replace("-", " "), " ".join((*said, *(question.text for question in scheme.questions)))
