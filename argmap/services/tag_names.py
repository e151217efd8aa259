"""What a tag may be called: one short line without a comma, since commas stand between tags."""

from __future__ import annotations

import re
from collections.abc import Iterable

from argmap.exceptions import InputError
from argmap.models import Tag
from argmap.services.history import clip

LENGTH = int(Tag._meta.get_field("name").max_length or 0)
_NEVER = re.compile(r"[,\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def distinct(names: Iterable[str]) -> list[str]:
    """The names in their order without space around them, each once, without empty ones."""
    return list(dict.fromkeys(filter(None, map(str.strip, names))))


def checked_name(name: str, *, field: str = "name") -> str:
    """The name without space around it. Raises InputError where no tag may be called so."""
    name = name.strip()
    if not name:
        raise InputError("A tag needs a name.", field=field)
    if len(name) > LENGTH:
        raise InputError(f"The name {clip(name, 30)} has {len(name)} characters; {LENGTH} is the most.", field=field)
    if _NEVER.search(name):
        raise InputError("A tag's name is one line without a comma: commas stand between tags.", field=field)
    return name


def possible_name(name: str) -> str:
    """The name as a tag may be called, of any length: semicolons for commas, one line, no space around it."""
    return " ".join(_NEVER.sub(" ", name.replace(",", ";")).split()) if _NEVER.search(name) else name.strip()
