"""What was found in each map, as long as the map stays as it is: a question is only asked anew of maps that changed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any, Generic, TypeVar
from uuid import UUID

from argmap.models import ArgumentMap
from argmap.queries.search.scope import Scope, rows_of, uuid_of

_MOST = 20_000  # maps of which a process remembers something

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
        stale = [key for key, version in versions.items() if self._known.get(key, (-1,))[0] != version]
        if stale:
            self._read(projects, {key: versions[key] for key in stale})
        known = self._known
        return (known[key][1] for key in versions if key in known)

    def _read(self, projects: Collection[UUID], versions: dict[Any, int]) -> None:
        found: dict[Any, list[Found]] = {key: [] for key in versions}
        for map_, thing in self._ask(Scope(projects, [uuid_of(key) for key in versions])):
            if map_ in found:
                found[map_].append(thing)
        if len(self._known) + len(found) > _MOST:
            self._known = {}
        self._known = self._known | {key: (versions[key], things) for key, things in found.items()}
