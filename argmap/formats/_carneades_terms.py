"""The words of Carneades files: terms, the sentences of a language, and what marks our own additions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from argmap.formats._schemes import scheme_name, scheme_of_name

NAME = "carneades"
OWN = "argmap"  # the key under “meta” where our own fields stand
ASSUMED = "assumed"  # the tag of a node that the file assumes
NOT = "¬"
SECTIONS = (
    *("meta", "references", "language", "weighing_functions", "argument_schemes", "issue_schemes"),
    *("statements", "issues", "arguments", "assumptions", "tests", "labels"),
)
BASIC_SCHEMES = frozenset({"linked", "convergent", "cumulative", "factorized"})
DESCRIPTIONS = ("description", "notes", "note")  # keys under “meta” that describe a map, the first one counts

_BLANKS = re.compile(r"\s*([(),¬=])\s*")
_PLACES = re.compile(r"%[a-z]")


def canonical(term: str) -> str:
    """The term as Carneades compares it: without blanks around its marks."""
    if term.isalnum():
        return term
    return _BLANKS.sub(r"\1", " ".join(term.split()))


def negated(term: str) -> str:
    """The term that denies this one."""
    return term[1:] if term.startswith(NOT) else NOT + term


def sentence(term: str, language: Mapping[str, Any]) -> str:
    """What a term says by the file's language (``price/2: "The price of %v is %v."``); itself where it says nothing."""
    name, _, rest = term.partition("(")
    arguments = _arguments(rest[:-1]) if rest.endswith(")") else []
    pattern = language.get(f"{name}/{len(arguments)}")
    if not isinstance(pattern, str) or len(_PLACES.findall(pattern)) != len(arguments):
        return term
    left = iter(arguments)
    return _PLACES.sub(lambda match: next(left), pattern)


def _arguments(text: str) -> list[str]:
    """The parts of a term's brackets, split at the commas that stand in no inner bracket."""
    parts, depth = [""], 0
    for character in text:
        depth += (character == "(") - (character == ")")
        if character == "," and depth == 0:
            parts.append("")
        else:
            parts[-1] += character
    return [part.strip() for part in parts] if text else []


def our_scheme(name: str) -> str:
    """Our scheme for a scheme id of the file."""
    return scheme_of_name(name, "RA")


def their_scheme(scheme: str) -> str:
    """The scheme id to write for one of our schemes: an atom where it is of the catalogue."""
    known = scheme_name(scheme) != scheme
    return scheme.replace("-", "_") if known else scheme
