"""What a link has of its scheme: premises in their roles, and critical questions that are open or not.

Nothing of this is stored beside the graph. A node that takes up a question stands in a link to what the question is
about, and its role in that link is the question's name (``expert-opinion/independence``): an attack raises the
objection, a support answers the question. So undo, merge and every format that knows roles carry it, and a question is
open again when the node goes. An attack whose scheme is AIF's name for the objection raises it too.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from argmap.domain.graph import ArgumentGraph, Link
from argmap.domain.schemes.catalogue import scheme_named
from argmap.domain.schemes.model import Aim, Question, Scheme, SchemePremise
from argmap.domain.vocabulary import LinkType


class State(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"  # a node answers it in favour of the link
    RAISED = "raised"  # it became an objection


@dataclass(frozen=True, slots=True)
class Asked:
    """A critical question of one link.

    ``place`` is the id of the node or link that it is about: None where the premise that it doubts is missing.
    ``taken_up`` are the links that answer it or raise it.
    """

    question: Question
    name: str
    state: State
    place: str | None
    taken_up: tuple[str, ...] = ()


def question_name(scheme: Scheme, question: Question) -> str:
    """The question's name in the catalogue: the role of a node that takes it up."""
    return f"{scheme.slug}/{question.slug}"


def scheme_of(link: Link) -> Scheme | None:
    """The scheme of the catalogue by which this link infers; None for none, for an own name, and for other links."""
    return scheme_named(link.scheme) if link.type is LinkType.SUPPORT and link.scheme else None


def premise_in(scheme: Scheme, role: str, link: Link) -> str | None:
    """The node that takes this role of the scheme in the link; None where it is missing.

    The only premise of a link takes the only role of a scheme, whatever it is called.
    """
    if len(link.premises) == len(scheme.premises) == 1:
        return link.premises[0].node
    return next((premise.node for premise in link.premises if premise.role == role), None)


def missing_premises(scheme: Scheme, link: Link) -> tuple[SchemePremise, ...]:
    """The premises of the scheme that no node takes in the link."""
    return tuple(premise for premise in scheme.premises if premise_in(scheme, premise.role, link) is None)


def place_of(scheme: Scheme, question: Question, link: Link) -> str | None:
    """The id of the node or link that the question is about; None where the premise that it doubts is missing."""
    match question.aim:
        case Aim.PREMISE:
            return premise_in(scheme, question.role, link)
        case Aim.LINK:
            return link.id
        case Aim.CONCLUSION:
            return link.target


def questions_of(graph: ArgumentGraph, link: Link) -> tuple[Asked, ...]:
    """The critical questions of the link's scheme in their order; none where it has no scheme of the catalogue."""
    scheme = scheme_of(link)
    return tuple(_asked(graph, link, scheme, question) for question in scheme.questions) if scheme else ()


def _asked(graph: ArgumentGraph, link: Link, scheme: Scheme, question: Question) -> Asked:
    name, place = question_name(scheme, question), place_of(scheme, question, link)
    own = [other for other in graph.links_to.get(place or "", ()) if _takes_up(other, name, question)]
    raised = tuple(other.id for other in own if other.type is LinkType.ATTACK)
    answered = tuple(other.id for other in own if other.type is LinkType.SUPPORT)
    state = State.RAISED if raised else State.ANSWERED if answered else State.OPEN
    return Asked(question, name, state, place, raised or answered)


def _takes_up(other: Link, name: str, question: Question) -> bool:
    by_conflict = other.type is LinkType.ATTACK and question.conflict != "" and other.scheme == question.conflict
    return by_conflict or any(premise.role == name for premise in other.premises)
