"""What was found in each map, as long as the map stays as it is: a question is only asked anew of maps that changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, Generic, TypeVar
from uuid import UUID

from argmap.models import ArgumentMap
from argmap.queries.search.scope import Scope, rows_of, uuid_of

_MOST = 200_000  # things found, and maps, that a process remembers

Found = TypeVar("Found")


class Remembered(Generic[Found]):
    """What ``ask`` finds in maps, by map and version, in the memory of this process.

    ``ask`` gives pairs of a map (its key as the database gives it) and something found there.
    """

    def __init__(self, ask: Callable[[Scope], Iterable[tuple[Any, Found]]]) -> None:
        self._ask = ask
        self._known: dict[Any, tuple[int, list[Found]]] = {}

    def of(self, projects: Collection[UUID]) -> Iterator[list[Found]]:
        """What is found in each map of the projects, the youngest map last."""
        # The versions are read first: what changes meanwhile is asked for again the next time.
        maps = ArgumentMap.objects.filter(project__in=projects).order_by("pk")
        versions = dict(rows_of(maps.values_list("pk", "version")))
        # What is answered is held here: what is remembered may be forgotten meanwhile, by this thread or another.
        known = self._known
        found = {key: known[key][1] for key, version in versions.items() if key in known and known[key][0] == version}
        if stale := [key for key in versions if key not in found]:
            fresh = self._read(projects, stale)
            found |= fresh
            self._remember({key: (versions[key], things) for key, things in fresh.items()})
        return (found[key] for key in versions)

    def _read(self, projects: Collection[UUID], maps: Collection[Any]) -> dict[Any, list[Found]]:
        found: dict[Any, list[Found]] = {key: [] for key in maps}
        for map_, thing in self._ask(Scope(projects, [uuid_of(key) for key in maps])):
            if map_ in found:
                found[map_].append(thing)
        return found

    def _remember(self, fresh: dict[Any, tuple[int, list[Found]]]) -> None:
        """These are known, and of the others the youngest for which there is room."""
        known = {key: own for key, own in self._known.items() if key not in fresh} | fresh
        room, kept = _MOST, []
        for key in reversed(known):
            room -= 1 + len(known[key][1])
            if room < 0:
                break
            kept.append(key)
        self._known = {key: known[key] for key in reversed(kept)}
