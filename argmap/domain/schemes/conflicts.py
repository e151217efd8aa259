"""The names that AIF has for attacks: what an attack may have as its scheme, besides names of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from argmap.domain.schemes.aif import aif_schemes
from argmap.domain.schemes.catalogue import CATALOGUE


@dataclass(frozen=True, slots=True)
class Conflict:
    """One such name; ``objections`` are what the catalogue's questions say that an attack of this name raises."""

    slug: str
    name: str
    objections: tuple[str, ...]


@cache
def conflicts() -> dict[str, Conflict]:
    """All of them by slug: first those that raise a critical question, in the order of the catalogue."""
    objections: dict[str, dict[str, None]] = {}
    for scheme in CATALOGUE.values():
        for question in scheme.questions:
            if question.conflict:
                objections.setdefault(question.conflict, {})[question.objection] = None
    names = {slug: aif.name.capitalize() for slug, aif in aif_schemes().items() if aif.type == "CA"}
    return {slug: Conflict(slug, names[slug], tuple(objections.get(slug, ()))) for slug in (objections | names)}
