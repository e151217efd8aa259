"""An Argdown document in Argdown's own terms: statements in equivalence classes, arguments, relations."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, NamedTuple


class Sort(StrEnum):
    """What a relation can join."""

    STATEMENT = "equivalence-class"
    ARGUMENT = "argument"
    INFERENCE = "inference"


class End(NamedTuple):
    """One end of a relation: a title, and for an inference the index of its conclusion among the argument's steps."""

    sort: Sort
    title: str
    step: int = 0


class Relation(NamedTuple):
    """``source`` supports, attacks, undercuts, entails … ``target``; the type is Argdown's word.

    ``at`` is the offset in the document; the three parts before it are what the relation says.
    """

    type: str
    source: End
    target: End
    at: int = 0


Said = tuple[str, End, End]


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

    @property
    def end(self) -> End:
        """What a relation of it joins."""
        return End(self.sort, self.title)


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
    open_braces: int = 0  # that are text, as no brace closes them

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
    reconstructed = {title: argument for title, argument in document.arguments.items() if argument.steps}
    found: dict[Said, Relation] = {}
    for relation in document.relations:
        if relation.source.sort is not Sort.STATEMENT or relation.target.sort is not Sort.STATEMENT:
            relation = _resolved(relation, reconstructed)
        found.setdefault(relation[:3], relation)
    if document.is_strict:
        found = _strict(found.values())
    return [relation for relation in found.values() if not _is_redundant(relation, found, reconstructed)]


def _resolved(relation: Relation, reconstructed: Mapping[str, Argument]) -> Relation:
    type_, source, target, at = relation
    argument = reconstructed.get(source.title) if source.sort is Sort.ARGUMENT else None
    if argument:
        source = End(Sort.STATEMENT, argument.conclusion)
    undercut = reconstructed.get(target.title) if type_ == "undercut" and target.sort is Sort.ARGUMENT else None
    if undercut:
        target = End(Sort.INFERENCE, target.title, len(undercut.steps) - 1)
    return Relation(type_, source, target, at) if argument or undercut else relation


def _strict(relations: Iterable[Relation]) -> dict[Said, Relation]:
    strict: dict[Said, Relation] = {}
    for type_, source, target, at in relations:
        if source.sort is target.sort is Sort.STATEMENT:
            type_ = {"support": "entails", "attack": "contrary"}.get(type_, type_)
        if type_ != "contrary" or (type_, target, source) not in strict:
            strict.setdefault((type_, source, target), Relation(type_, source, target, at))
    return strict


def _is_redundant(relation: Relation, said: Container[Said], reconstructed: Mapping[str, Argument]) -> bool:
    type_, source, target, _ = relation
    if target.sort is not Sort.ARGUMENT or type_ != "attack" or source.sort is not Sort.STATEMENT:
        return False
    argument = reconstructed.get(target.title)
    premises = [step.statement.title for step in argument.steps if step.inference is None] if argument else []
    return any(_opposes(source, End(Sort.STATEMENT, title), said) for title in premises)


def _opposes(source: End, target: End, said: Container[Said]) -> bool:
    symmetric = ("contradictory", "contrary")
    return ("attack", source, target) in said or any(
        (type_, *pair) in said for type_ in symmetric for pair in ((source, target), (target, source))
    )
