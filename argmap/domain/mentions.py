"""Names in a text that begin with @: whom a comment speaks to.

Signs of a name are letters, marks and numbers of any script (Unicode's L, M and N) and _ . @ + -, which holds all that
a user name may consist of. A run of them that begins with @ is a mention; "a@ben" is none. Names are compared in
Unicode's form NFKC, in which they are stored, and without regard to case. ``static/js/mentions.js`` has the same rule.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from unicodedata import category, normalize

_MAY_END = ".@+-"  # signs of a name that are as a rule the sentence's where they stand at its end


@dataclass(frozen=True, slots=True)
class Words:
    """A part of a text; ``name`` is the known name that it mentions, or empty."""

    text: str
    name: str = ""


def words_of(text: str, names: Collection[str]) -> tuple[Words, ...]:
    """The text cut into parts that mention one of these names and parts that do not; case makes no difference."""
    return tuple(part for part in _parts(text, {_key(name): name for name in names}) if part.text)


def mentioned(text: str, names: Collection[str]) -> set[str]:
    """Those of these names that the text mentions."""
    return {part.name for part in words_of(text, names) if part.name}


def _parts(text: str, known: dict[str, str]) -> Iterator[Words]:
    done, longest = 0, max(map(len, known), default=0)
    for start, written in _written(text):
        inner = written.rstrip(_MAY_END)
        key, behind = _key(inner), written[len(inner) :]  # what is behind is the same in every form
        for count in range(min(len(behind), longest - len(key)), -1, -1):
            if name := known.get(key + behind[:count]):
                yield Words(text[done:start])
                done = start + 1 + len(inner) + count
                yield Words(text[start:done], name)
                break
    yield Words(text[done:])


def _written(text: str) -> Iterator[tuple[int, str]]:
    """Where each @ stands that begins a run of signs of a name, and the rest of the run."""
    end = 0
    for of_name, signs in groupby(text if "@" in text else "", _is_of_name):
        run = "".join(signs)
        if of_name and run[0] == "@":
            yield end, run[1:]
        end += len(run)


def _is_of_name(sign: str) -> bool:
    return sign in "_.@+-" or category(sign)[0] in "LMN"


def _key(name: str) -> str:
    return normalize("NFKC", name).casefold()
