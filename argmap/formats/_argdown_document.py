"""An Argdown document in Argdown's own terms: statements in equivalence classes, arguments, relations."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Sort(StrEnum):
    """What a relation can join."""

    STATEMENT = "equivalence-class"
    ARGUMENT = "argument"
    INFERENCE = "inference"


@dataclass(frozen=True, slots=True)
class End:
    """One end of a relation: a title, and for an inference the index of its conclusion in the argument."""

    sort: Sort
    title: str
    index: int = 0


@dataclass(frozen=True, slots=True)
class Relation:
    """``source`` supports, attacks, undercuts, entails … ``target``; the type is Argdown's word.

    ``at`` is the offset in the document; two relations that say the same at two places are equal.
    """

    type: str
    source: End
    target: End
    at: int = field(default=0, compare=False)


@dataclass(slots=True)
class Occurrence:
    """A statement or argument at one place of the document.

    ``text`` is without markup and trailing tags, ``full`` without markup only; ``source`` is the text as it was typed,
    empty where it has no markup. ``at`` is the offset in the document.
    """

    sort: Sort
    at: int
    title: str = ""
    titled: bool = False
    reference: bool = False
    text: str = ""
    full: str = ""
    source: str = ""
    tags: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    section: int | None = None


@dataclass(slots=True)
class Inference:
    """An inference line: its rules and data."""

    rules: list[str] = field(default_factory=list)
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Step:
    """One numbered statement of a premise-conclusion structure; a conclusion has an inference."""

    statement: Occurrence
    number: int
    inference: Inference | None = None


@dataclass(slots=True)
class Argument:
    """All that the document says of one argument title; ``steps`` is empty where it was not reconstructed."""

    title: str
    descriptions: list[Occurrence] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)

    @property
    def conclusion(self) -> str:
        """The title of the main conclusion."""
        return self.steps[-1].statement.title


@dataclass(slots=True)
class Section:
    """A heading."""

    title: str
    level: int
    data: dict[str, Any] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Document:
    """A whole file; ``classes`` and ``arguments`` by title, in the order of their first places."""

    front_matter: dict[str, Any] = field(default_factory=dict)
    classes: dict[str, list[Occurrence]] = field(default_factory=dict)
    arguments: dict[str, Argument] = field(default_factory=dict)
    relations: list[Relation] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)  # those after which nothing comes
    order: list[tuple[Sort, str]] = field(default_factory=list)

    @property
    def is_strict(self) -> bool:
        model = self.front_matter.get("model")
        return isinstance(model, dict) and model.get("mode") == "strict"


def resolved(document: Document) -> list[Relation]:
    """The relations as Argdown's own model has them, each once.

    A relation of a reconstructed argument is one of its main conclusion; an undercut of it one of its last inference.
    In strict mode supports and attacks between statements are entailments and contraries. An attack on a reconstructed
    argument says nothing new where the same statement attacks one of its premises.
    """
    found = dict.fromkeys(_resolved(relation, document) for relation in document.relations)
    if document.is_strict:
        found = dict.fromkeys(_strict(list(found)))
    return [relation for relation in found if not _is_redundant(relation, found, document)]


def _resolved(relation: Relation, document: Document) -> Relation:
    source, target = relation.source, relation.target
    argument = document.arguments.get(source.title)
    if source.sort is Sort.ARGUMENT and argument and argument.steps:
        source = End(Sort.STATEMENT, argument.conclusion)
    argument = document.arguments.get(target.title)
    if relation.type == "undercut" and target.sort is Sort.ARGUMENT and argument and argument.steps:
        target = End(Sort.INFERENCE, target.title, len(argument.steps) - 1)
    return Relation(relation.type, source, target, relation.at)


def _strict(relations: list[Relation]) -> list[Relation]:
    strict: dict[Relation, None] = {}
    for relation in relations:
        type_ = relation.type
        if relation.source.sort is relation.target.sort is Sort.STATEMENT:
            type_ = {"support": "entails", "attack": "contrary"}.get(type_, type_)
        if type_ != "contrary" or Relation(type_, relation.target, relation.source) not in strict:
            strict[Relation(type_, relation.source, relation.target, relation.at)] = None
    return list(strict)


def _is_redundant(relation: Relation, relations: dict[Relation, None], document: Document) -> bool:
    source, target = relation.source, relation.target
    argument = document.arguments.get(target.title)
    if relation.type != "attack" or source.sort is not Sort.STATEMENT or target.sort is not Sort.ARGUMENT:
        return False
    premises = [step.statement.title for step in argument.steps if step.inference is None] if argument else []
    return any(_opposes(source, End(Sort.STATEMENT, title), relations) for title in premises)


def _opposes(source: End, target: End, relations: dict[Relation, None]) -> bool:
    symmetric = ("contradictory", "contrary")
    return Relation("attack", source, target) in relations or any(
        Relation(type_, *pair) in relations for type_ in symmetric for pair in ((source, target), (target, source))
    )
