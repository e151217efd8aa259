"""What a problem is: a rule, its place, one sentence, and the repair that one click can do."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from argmap.domain.graph import ArgumentGraph
from argmap.domain.quick import quick_to_make


class Concern(StrEnum):
    UNSOUND = "unsound"  # the argument has a fault
    UNFINISHED = "unfinished"  # the analysis lacks something


@quick_to_make
@dataclass(frozen=True, slots=True)
class EditNode:
    """The node has these values; ``label`` says so on a button, here and below."""

    label: str
    node: str
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MergeNodes:
    """The first node stands for both."""

    label: str
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class AddPremise:
    """The link has an implicit premise in this role of its scheme."""

    label: str
    link: str
    role: str


Repair = EditNode | MergeNodes | AddPremise


@quick_to_make
@dataclass(frozen=True, slots=True)
class Problem:
    """A place that breaks a rule: ``nodes`` and ``links`` by id, the one to show first in front.

    Both are empty where the map as a whole breaks it.
    """

    rule: str
    message: str
    nodes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    repair: Repair | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule; ``find`` gives its problems in a graph, in time linear in the graph's size."""

    label: str
    concern: Concern
    find: Callable[[ArgumentGraph], Iterator[Problem]]
    repair: str = ""  # what its repair does, for the table of rules

    @property
    def name(self) -> str:
        return self.find.__name__

    @property
    def about(self) -> str:
        """What breaks the rule, in a sentence."""
        return (self.find.__doc__ or "").strip().split("\n\n")[0].replace("\n    ", " ")
