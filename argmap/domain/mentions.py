"""Names in a text that begin with @: whom a comment speaks to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

_MENTION = re.compile(r"(?<![\w.@+-])@([\w.@+-]+)")
_MAY_END = ".@+-"  # signs of a name that are as a rule the sentence's where they stand at its end


@dataclass(frozen=True, slots=True)
class Words:
    """A part of a text; ``name`` is the known name that it mentions, or empty."""

    text: str
    name: str = ""


def words_of(text: str, names: Collection[str]) -> tuple[Words, ...]:
    """The text cut into parts that mention one of these names and parts that do not; case makes no difference."""
    return tuple(part for part in _parts(text, {name.casefold(): name for name in names}) if part.text)


def mentioned(text: str, names: Collection[str]) -> set[str]:
    """Those of these names that the text mentions."""
    return {part.name for part in words_of(text, names) if part.name}


def _parts(text: str, known: dict[str, str]) -> Iterator[Words]:
    done = 0
    for found in _MENTION.finditer(text):
        written = found[1]
        while written.casefold() not in known and written[-1:] and written[-1] in _MAY_END:
            written = written[:-1]
        if name := known.get(written.casefold()):
            yield Words(text[done : found.start()])
            done = found.start(1) + len(written)
            yield Words(text[found.start() : done], name)
    yield Words(text[done:])
