"""Search: words, filters and questions on structure over the articles, nodes and comments of projects."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from typing import Any, overload
from uuid import UUID

from django.db.models import Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from argmap.domain.search.words import Term, terms_of
from argmap.models import SearchEntry
from argmap.queries.search.engines import Entries, engine
from argmap.queries.search.filters import Filters, filtered
from argmap.queries.search.hits import Hit, hits_of
from argmap.queries.search.questions import QUESTIONS
from argmap.queries.search.scope import stored, uuid_of

# So many of what matches are ranked, the youngest: to put a word that is in everything in order takes long and helps
# nobody.
MOST = 5_000


@dataclass(frozen=True, slots=True)
class Search:
    """What somebody looks for: all of it has to hold."""

    words: str = ""
    filters: Filters = field(default_factory=Filters)
    question: str = ""  # a key of `questions.QUESTIONS`

    def __bool__(self) -> bool:
        return bool(self.words.strip() or self.filters or self.question)


class Found(Sequence[Hit]):
    """The hits of a search, the best first, those of a question in its order.

    The words of a hit are read from the database when it is looked at. Raises InputError where the search leaves
    nothing to look for.
    """

    def __init__(self, search: Search, projects: Collection[UUID]) -> None:
        self.search, self.projects, self.terms = search, projects, terms_of(search.words)

    @cached_property
    def _answer(self) -> dict[Any, str]:
        """The nodes that answer the question in their order, each with the heading under which it stands."""
        if not self.search.question:
            return {}
        answer = QUESTIONS[self.search.question].answer(self.projects)
        return dict(islice(answer, MOST + 1) if self._is_bare else answer)

    @property
    def _is_bare(self) -> bool:
        """Whether a question stands alone: then its nodes need not be looked up among what else is asked for."""
        return bool(self.search.question) and not (self.terms or self.search.filters)

    @cached_property
    def _keys(self) -> list[Any]:
        """The entries in their order, of a bare question the nodes; one more than are shown, where there are more."""
        if self._is_bare:
            return list(self._answer)
        entries = filtered(_matching(self.projects, self.terms), self.search.filters)
        if self.search.question:
            places = {key: place for place, key in enumerate(self._answer)}
            rows = engine().of_nodes(entries, list(self._answer)).values_list("node", "pk")
            return [key for _, key in sorted((places[stored(node)], key) for node, key in rows)][: MOST + 1]
        if not _words(self.terms):
            return list(entries.values_list("pk", flat=True)[: MOST + 1])
        ranked = entries.values_list("rank", "pk")[: MOST + 1]  # type: ignore[misc]  # which only ``extra`` knows
        return [key for _, key in sorted(ranked, key=lambda row: (row[0], -row[1]))]

    @property
    def is_cut(self) -> bool:
        """Whether more matches than are shown."""
        return len(self._keys) > MOST

    def __len__(self) -> int:
        return min(len(self._keys), MOST)

    @overload
    def __getitem__(self, place: int) -> Hit: ...
    @overload
    def __getitem__(self, place: slice) -> list[Hit]: ...
    def __getitem__(self, place: int | slice) -> Hit | list[Hit]:
        if isinstance(place, int):
            return self._hits([self._keys[:MOST][place]])[0]
        return self._hits(self._keys[:MOST][place])

    def _hits(self, keys: list[Any]) -> list[Hit]:
        if self._is_bare:
            rows = SearchEntry.objects.filter(node__in=keys).values_list("node", "pk")
            entry_of = dict(rows)
            keys = [entry_of[node] for node in map(uuid_of, keys) if node in entry_of]
        return hits_of(keys, self.terms, self._heading)

    def _heading(self, node: UUID) -> str:
        """Under which heading the question puts this node."""
        return self._answer.get(stored(node), "")


def _words(terms: Sequence[Term]) -> list[Term]:
    """The terms that the full text can find."""
    return [term for term in terms if not (term.is_inside or term.excluded)]


def _matching(projects: Collection[UUID], terms: Sequence[Term]) -> Entries:
    """The entries in which the terms stand, the youngest first."""
    if words := _words(terms):
        entries = engine().matching(projects, words)
    else:
        entries = SearchEntry.objects.filter(project__in=projects).order_by("-pk")
    if without := [term for term in terms if term.excluded and not term.is_inside]:
        entries = engine().without(entries, without)
    for term in terms:
        if term.is_inside:
            # twice as quick as LIKE
            places = [StrIndex(column, Value(term.text)) for column in ("text", "title", "more")]
            stands = Q(*(GreaterThan(place, 0) for place in places), _connector=Q.OR)
            entries = entries.exclude(stands) if term.excluded else entries.filter(stands)
    return entries
