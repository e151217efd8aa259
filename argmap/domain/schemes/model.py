"""What an argumentation scheme is: premises with roles, a conclusion, and the questions that test it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Aim(StrEnum):
    """What an objection that a critical question raises attacks."""

    PREMISE = "premise"  # [a]: it doubts one of the premises
    LINK = "link"  # [u]: it undercuts the step from premises to conclusion
    CONCLUSION = "conclusion"  # [r]: it rebuts the conclusion


@dataclass(frozen=True, slots=True)
class SchemePremise:
    """What a premise of the scheme says; ``role`` is its name among them."""

    role: str
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A critical question; ``objection`` is what a negative answer says.

    ``role`` names the premise that it doubts, where it doubts one. ``conflict`` is the slug of AIF's own name for the
    objection, where AIF has one.
    """

    slug: str
    text: str
    objection: str
    aim: Aim
    role: str = ""
    conflict: str = ""


@dataclass(frozen=True, slots=True)
class Scheme:
    """One scheme of the catalogue.

    ``example`` has a sentence for each premise and one for the conclusion, last. ``also`` are slugs of AIF for variants
    that are read in the same way.
    """

    slug: str
    name: str
    premises: tuple[SchemePremise, ...]
    conclusion: str
    questions: tuple[Question, ...]
    example: tuple[str, ...]
    also: tuple[str, ...] = ()

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(premise.role for premise in self.premises)


def doubt(role: str, slug: str, text: str, objection: str, conflict: str = "") -> Question:
    """A question whose objection attacks the premise in this role."""
    return Question(slug, text, objection, Aim.PREMISE, role, conflict)


def undercut(slug: str, text: str, objection: str, conflict: str = "") -> Question:
    """A question whose objection attacks the link."""
    return Question(slug, text, objection, Aim.LINK, conflict=conflict)


def rebuttal(slug: str, text: str, objection: str, conflict: str = "") -> Question:
    """A question whose objection attacks the conclusion."""
    return Question(slug, text, objection, Aim.CONCLUSION, conflict=conflict)
