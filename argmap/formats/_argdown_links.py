"""The links of an Argdown document: one for each relation, and one for each inference of a reconstructed argument."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from argmap.domain.graph import NO_EXTRA, Link, Premise
from argmap.domain.vocabulary import LinkType
from argmap.formats._argdown_document import Argument, End, Inference, Occurrence, Relation, Sort
from argmap.formats._argdown_fields import NAME, REPHRASE, link_values, take_roles, take_tags, take_text
from argmap.formats._argdown_nodes import Nodes, merged
from argmap.formats._extra import extra_of
from argmap.formats._losses import counterclaims_of
from argmap.formats._schemes import scheme_of_name

_LONGEST_NUMBER = 10
_ATTACKS = frozenset({"attack", "contrary", "contradictory", "undercut"})


class Links:
    """The links while they are collected, between nodes that are known; ``counts`` is what was left out or bent."""

    def __init__(self, arguments: Mapping[str, Argument], nodes: Nodes) -> None:
        self.counts: Counter[str] = Counter()
        self._arguments = arguments
        self._nodes = nodes
        self._links: list[tuple[int, Link]] = []  # with the places of their beginnings
        self._names: dict[End, str] = {}  # inference → link; the last one also under the argument

    def in_order(self) -> list[Link]:
        """All links, as they stand in the document."""
        return [link for _, link in sorted(self._links, key=itemgetter(0))]

    def attackers(self) -> set[str]:
        """The nodes that are premises of attacks only."""
        return counterclaims_of(link for _, link in self._links)

    def add_rephrase(self, member: Occurrence, name: str, end: End) -> None:
        """The node ``name`` says in other words what the class or argument says."""
        id_ = self._nodes.unused(f"{name} ~ {end.title}")
        link = Link(id_, LinkType.REPHRASE, (Premise(name),), self._nodes.names[end])
        self._links.append((member.at, link))

    # Arguments

    def add_argument(self, argument: Argument) -> None:
        """The links of a premise-conclusion structure, one for each inference."""
        inferences = inferences_of(argument)
        for number, (index, premises) in enumerate(inferences, 1):
            is_last = number == len(inferences)
            target = self._nodes.names[End(Sort.STATEMENT, argument.steps[index].statement.title)]
            inference = self._inference_link(argument, index, premises, None if is_last else number, target=target)
            if inference and is_last:
                self._names[End(Sort.ARGUMENT, argument.title)] = inference

    def add_stand_ins(self, stand_ins: Mapping[str, Relation]) -> None:
        """The links that arguments with a generated conclusion stand for; one may bear on another."""
        left = dict(stand_ins)
        while left:
            ready = [title for title, relation in left.items() if self._bears_on(relation.target)]
            if not ready:
                self.counts["relation"] += len(left)
                return
            for title in ready:
                self._add_stand_in(self._arguments[title], left.pop(title))

    def _bears_on(self, end: End) -> bool:
        return end in self._nodes.names or end in self._names

    def _add_stand_in(self, argument: Argument, relation: Relation) -> None:
        [(index, premises)] = inferences_of(argument)
        on_link = self._names.get(relation.target)
        target = None if on_link else self._nodes.names[relation.target]
        type_ = LinkType.ATTACK if relation.type in _ATTACKS else LinkType.SUPPORT
        name = self._inference_link(argument, index, premises, None, target=target, on_link=on_link, type=type_)
        if name:
            self._names[End(Sort.ARGUMENT, argument.title)] = name

    def _inference_link(
        self,
        argument: Argument,
        index: int,
        titles: Iterable[str],
        number: int | None,
        *,
        target: str | None,
        on_link: str | None = None,
        type: LinkType | None = None,
    ) -> str | None:
        """The id of the link of one inference, ``number`` of those before the last; None where no premise is left.

        Without a type it is as the argument's data say.
        """
        premises = self._premises(titles, target)
        if not premises:
            return None
        inference = argument.steps[index].inference or Inference()
        description = merged(argument.descriptions)
        data = {} if number else dict(description.data)
        is_rephrase = data.pop(REPHRASE, None) is True and len(premises) == 1
        fields = self._inference_fields(description, inference, data, number)
        roles = take_roles(data, len(premises))
        given = data.pop("id", None)
        name = given if isinstance(given, str) and given else argument.title
        bag = {} if number else self._nodes.bag(description, data, argument.title)
        bag |= {"structure": argument.title, "step": number or len(argument.steps)}
        bag |= {"inference": inference.data} if inference.data else {}
        bag |= {"rules": inference.rules} if len(inference.rules) > 1 else {}
        link = Link(
            id=self._nodes.unused(f"{name}/{number}" if number else name),
            type=type or (LinkType.REPHRASE if is_rephrase else LinkType.SUPPORT),
            premises=tuple(map(Premise, premises, roles)),
            target_node=target,
            target_link=on_link,
            extra=extra_of(NAME, bag),
            **fields,
        )
        self._links.append((argument.steps[0].statement.at, link))
        self._names[End(Sort.INFERENCE, argument.title, index)] = link.id
        return link.id

    def _premises(self, titles: Iterable[str], target: str | None) -> list[str]:
        """The nodes of these classes, each once, without the target."""
        names = self._nodes.names
        premises = list(dict.fromkeys([names[End(Sort.STATEMENT, title)] for title in titles]))
        left = [premise for premise in premises if premise != target]
        self.counts["premise"] += len(left) < len(premises)
        return left

    def _inference_fields(
        self, description: Occurrence, inference: Inference, data: dict[str, Any], number: int | None
    ) -> dict[str, Any]:
        """Scheme, strength, note and tags; the latter three only of the last inference."""
        fields = link_values(data)
        fields.setdefault("scheme", scheme_of_name(", ".join(inference.rules), "RA"))
        if number is None:
            if "note" not in fields:
                fields["note"] = take_text(data, "note", description.text)
            fields["tags"] = take_tags(data, description.tags)
        return fields

    # Relations

    def add_relations(self, relations: Iterable[Relation]) -> None:
        """The links of relations; undercuts last, as they bear on links."""
        undercuts: list[Relation] = []
        for relation in relations:
            if relation.type == "undercut":
                undercuts.append(relation)
            else:
                self._add_relation(relation)
        if undercuts:
            self._add_undercuts(undercuts)

    def _add_relation(self, relation: Relation) -> None:
        type_ = LinkType.ATTACK if relation.type in _ATTACKS else LinkType.SUPPORT
        bag = {"relation": relation.type} if relation.type in ("contradictory", "contrary") else {}
        on_link = self._names.get(relation.target)
        if on_link and type_ is LinkType.ATTACK:
            self.counts["attack"] += 1
            bag = {"relation": "attack"}
        self._add_link(relation, type_, on_link, bag)
        if relation.type == "contradictory":
            _, source, target, at = relation
            self._add_link(Relation("contradictory", target, source, at), type_, None, bag)

    def _add_undercuts(self, undercuts: Iterable[Relation]) -> None:
        """Undercuts of inferences, or of the only link of which the target is a premise; else attacks on it."""
        only: dict[str, str | None] = {}  # node → the only link of which it is a premise; None: it has several
        seen = 0
        for relation in undercuts:
            for _, link in self._links[seen:]:
                only |= {premise.node: None if premise.node in only else link.id for premise in link.premises}
            seen = len(self._links)
            on_link = self._names.get(relation.target)
            if on_link is None and relation.target in self._nodes.names:
                on_link = only.get(self._nodes.names[relation.target])
                self.counts["undercut"] += on_link is None
            self._add_link(relation, LinkType.ATTACK, on_link, {})

    def _add_link(self, relation: Relation, type_: LinkType, on_link: str | None, bag: dict[str, Any]) -> None:
        word, source, target, at = relation
        names = self._nodes.names
        premise = names.get(source)
        node = None if on_link else names.get(target) or self._conclusion_of(target)
        if premise is None or premise == node or (node is None and on_link is None):
            self.counts["relation"] += 1
            return
        name = self._nodes.unused(f"{source.title} {word} {target.title}")
        extra = extra_of(NAME, bag) if bag else NO_EXTRA
        self._links.append((at, Link(name, type_, (Premise(premise),), node, on_link, extra=extra)))

    def _conclusion_of(self, end: End) -> str | None:
        """The node of an argument's conclusion, where the argument made no link."""
        argument = self._arguments.get(end.title)
        if end.sort is Sort.STATEMENT or argument is None or not argument.steps:
            return None
        return self._nodes.names.get(End(Sort.STATEMENT, argument.conclusion))


def inferences_of(argument: Argument) -> list[tuple[int, list[str]]]:
    """For each conclusion its index and the classes of its premises.

    Those are the statements that the inference says it uses, else all before it that were not used yet.
    """
    found: list[tuple[int, list[str]]] = []
    unused: list[str] = []
    by_number = {step.number: step.statement.title for step in argument.steps}
    for index, step in enumerate(argument.steps):
        if step.inference:
            premises = list(dict.fromkeys(_used(step.inference, by_number) or unused))
            found.append((index, premises))
            used = set(premises)
            unused = [title for title in unused if title not in used]
        unused.append(step.statement.title)
    return found


def _used(inference: Inference, by_number: Mapping[int, str]) -> Sequence[str]:
    """What the inference says that it uses."""
    uses = inference.data.get("uses")
    numbers = [str(n) for n in uses] if isinstance(uses, list) else []
    named = [by_number.get(int(n)) for n in numbers if n.isdecimal() and len(n) < _LONGEST_NUMBER]
    return [title for title in named if title]
