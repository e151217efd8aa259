"""Ready-made searches on structure: what words cannot find."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from argmap.domain.search.structure import same_in_several_articles
from argmap.models import Node
from argmap.queries.search import answers
from argmap.queries.search.remembered import Remembered
from argmap.queries.search.scope import Scope, rows_of, uuid_of

Projects = Collection[UUID]
# The keys of nodes as the database gives them, in the order in which they are shown, each with its heading.
Answer = Iterator[tuple[Any, str]]
_AT_ONCE = 500  # texts that are read in one query


@dataclass(frozen=True, slots=True)
class Question:
    """A question on the maps of projects; what it takes is linear in the size of those that changed since."""

    label: str
    sentence: str  # what is listed
    answer: Callable[[Projects], Answer]


def _by_heading(ask: Callable[[Scope], answers.Answers]) -> Callable[[Projects], Answer]:
    """The answers of all maps under their headings, which stand in the order of the alphabet."""
    remembered = Remembered(lambda scope: ((map_, (heading, key)) for map_, key, heading in ask(scope)))

    def answer(projects: Projects) -> Answer:
        under: dict[str, list[Any]] = {}
        for found in remembered.of(projects):
            for heading, key in found:
                under.setdefault(heading, []).append(key)
        for heading in sorted(under, key=str.casefold):
            for key in under[heading]:
                yield key, heading

    return answer


_said: Remembered[Any] = Remembered(lambda scope: ((map_, rest) for map_, *rest in answers.claims_said(scope)))


def _same_claim(projects: Projects) -> Answer:
    """By equal words and restatements, across maps; the heading is what the first of them says."""
    groups: list[list[Any]] = same_in_several_articles(claim for found in _said.of(projects) for claim in found)
    for start in range(0, len(groups), _AT_ONCE):
        part = groups[start : start + _AT_ONCE]
        firsts = Node.objects.filter(pk__in=[uuid_of(group[0]) for group in part]).order_by()
        text_of = dict(rows_of(firsts.values_list("pk", "text")))
        for group in part:
            for key in group:
                yield key, text_of.get(group[0], "")


QUESTIONS = {
    "undefended": Question(
        "Claims attacked and never defended",
        "Claims with attacks of which none is answered: nothing attacks the attacker or undercuts the attack.",
        _by_heading(answers.undefended),
    ),
    "counterclaims": Question(
        "Counterclaims by attribution",
        "Counterclaims that are said to be somebody's, by whose they are.",
        _by_heading(answers.counterclaims),
    ),
    "under-counterclaims": Question(
        "Evidence under counterclaims",
        "Evidence that stands below a counterclaim, at any depth, by its type.",
        _by_heading(answers.under_counterclaims),
    ),
    "one-source": Question(
        "Claims that rest on one source",
        "Claims of which all sources, their own and those of all that supports them, are one and the same.",
        _by_heading(answers.one_source),
    ),
    "same-claim": Question(
        "The same claim in several articles",
        "Claims and counterclaims in the same words, or restated by each other, that stand in different articles.",
        _same_claim,
    ),
}
