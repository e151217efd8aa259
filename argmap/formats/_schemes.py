"""From our slugs of argumentation schemes to the names that files use, and back."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from argmap.domain.schemes.aif import DEFAULT_IDS, DEFAULT_NAMES, aif_schemes

__all__ = ["DEFAULT_NAMES", "aif_type_of_name", "scheme_name", "scheme_number", "scheme_of_name"]


def scheme_name(scheme: str) -> str:
    """The AIF name of one of our schemes; free text stands for itself."""
    known = aif_schemes().get(scheme)
    return known.name if known else scheme


def scheme_number(scheme: str, aif_type: str) -> int | None:
    """AIFdb's number of the scheme, if it has one for nodes of this type (RA, CA, MA)."""
    if not scheme:
        return DEFAULT_IDS.get(aif_type)
    known = aif_schemes().get(scheme)
    return known.number if known and known.type == aif_type else None


@lru_cache(maxsize=1000)  # a file has few names, each many times
def scheme_of_name(name: str, aif_type: str) -> str:
    """Our slug for an AIF scheme name, empty for the default of that type; an unknown name stays as it is."""
    key = _key(name)
    if key in ("", _key(aif_type), _key(DEFAULT_NAMES.get(aif_type, ""))):
        return ""
    return _by_key().get(key, name)


def aif_type_of_name(name: str) -> str:
    """The type (RA, CA, MA) of scheme nodes that have this AIF name; empty where it is unknown."""
    key = _key(name)
    for aif_type, default in DEFAULT_NAMES.items():
        if key in (_key(aif_type), _key(default)):
            return aif_type
    slug = _by_key().get(key)
    return aif_schemes()[slug].type if slug else ""


@cache
def _by_key() -> dict[str, str]:
    keys = {_key(known.name): slug for slug, known in aif_schemes().items()}
    return keys | {_key(slug): slug for slug in aif_schemes()}


def _key(name: str) -> str:
    """The name without case, blanks, hyphens and underscores, and without a leading “argument from”."""
    return re.sub(r"[\s_\-]+", "", name.lower()).removeprefix("argumentfrom")
