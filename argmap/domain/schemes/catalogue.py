"""The catalogue of argumentation schemes that opinion pieces use.

The schemes and their questions are those of Walton, Reed and Macagno, *Argumentation Schemes* (Cambridge University
Press, 2008, https://doi.org/10.1017/CBO9780511802034); the wording and the examples are our own.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from argmap.domain.schemes import _actions, _cases, _causes, _persons, _sources
from argmap.domain.schemes.model import Scheme

_FIRST = (
    "practical-reasoning",
    "positive-consequences",
    "negative-consequences",
    "popular-opinion",
    "example",
    "expert-opinion",
    "sign",
    "statistic",
    "cause-to-effect",
    "analogy",
    "verbal-classification",
    "established-rule",
    "bias",
    "inconsistent-commitment",
)  # those that opinion pieces use most


def _in_picker_order(schemes: tuple[Scheme, ...]) -> dict[str, Scheme]:
    by_slug = {scheme.slug: scheme for scheme in schemes}
    return {slug: by_slug[slug] for slug in dict.fromkeys((*_FIRST, *by_slug))}


CATALOGUE: Mapping[str, Scheme] = MappingProxyType(
    _in_picker_order(
        (*_sources.SCHEMES, *_cases.SCHEMES, *_causes.SCHEMES, *_actions.SCHEMES, *_persons.SCHEMES),
    )
)
_ALSO = {variant: scheme for scheme in CATALOGUE.values() for variant in scheme.also}


def scheme_named(name: str) -> Scheme | None:
    """The scheme of the catalogue with this slug, or of which it names a variant; None for any other name."""
    return CATALOGUE.get(name) or _ALSO.get(name)
