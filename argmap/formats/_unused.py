"""Names that are given only once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

_QUOTES = 3  # after so many the name is numbered: a thousand equal names would have a thousand quotes


class Unused:
    """Gives each name once: where it was given before, ``name'``, ``name''``, ``name'''``, ``name'4`` and so on."""

    def __init__(self, given: Iterable[str] = ()) -> None:
        self._given = set(given)
        self._counts: dict[str, int] = {}  # name → how often it was asked for again

    def __call__(self, name: str) -> str:
        wanted = name
        while wanted in self._given:
            count = self._counts[name] = self._counts.get(name, 0) + 1
            wanted = name + "'" * count if count <= _QUOTES else f"{name}'{count}"
        self._given.add(wanted)
        return wanted

    def __contains__(self, name: str) -> bool:
        return name in self._given

    def each(self, names: Sequence[str]) -> Iterable[str]:
        """The names, made different in their order where two are the same: which can be told of all at once."""
        different = set(names)
        if len(different) < len(names) or not self._given.isdisjoint(different):
            return map(self, names)
        self._given |= different
        return names
