"""The links of a Carneades document: arguments, undercutters, the positions of issues, and denials."""

from __future__ import annotations

from collections import Counter
from itertools import permutations
from typing import Any

from argmap.domain.graph import Link, Premise
from argmap.domain.vocabulary import LinkType
from argmap.formats._carneades_shapes import Argument, scalar_of
from argmap.formats._carneades_statements import Statements
from argmap.formats._carneades_terms import NAME, NOT, canonical, our_scheme
from argmap.formats._extra import extra_of
from argmap.formats._own.attributes import take_link_fields

MAX_POSITIONS = 12  # more would make more attacks than a person can look at


class Links:
    """The links among ``statements`` in their order; ``counts`` says what was odd."""

    def __init__(self, statements: Statements, counts: Counter[str]) -> None:
        self.statements, self.counts = statements, counts
        self.links: list[Link] = []
        self.link_of: dict[str, str] = {}  # argument → link
        self.link_ids: set[str] = set()

    def add_arguments(self, arguments: list[Argument]) -> None:
        """A link for each argument, and one for each undercutter that is a statement of its own."""
        waiting: list[tuple[Argument, dict[str, Any]]] = []
        for argument in arguments:
            self.link_of[argument.name] = self._fresh(argument.name)
        for argument in arguments:
            own = self.statements.generated.get(argument.conclusion)
            if own is None:
                self._add_argument(argument, LinkType.SUPPORT, target_node=self.statements.used(argument.conclusion).id)
            elif "attacks" in own:
                target = self.statements.used(canonical(own["attacks"])).id
                self._add_argument(argument, LinkType.ATTACK, target_node=target)
            else:
                waiting.append((argument, own))
        for argument, own in waiting:
            type_ = LinkType.ATTACK if "undercuts" in own else LinkType.SUPPORT
            self._add_argument(argument, type_, target_link=self.link_of[own.get("undercuts") or own["warrants"]])
        for argument in arguments:
            if argument.undercutter and argument.undercutter not in self.statements.generated:
                self._add_undercut(argument)

    def _add_argument(self, argument: Argument, type_: LinkType, **target: Any) -> None:
        own = dict(argument.own)
        if own.pop("type", "") == "rephrase" and "target_node" in target and len(argument.premises) == 1:
            type_ = LinkType.REPHRASE
        values = take_link_fields(own, "note", "tags", "position", "scheme", "strength")
        record = argument.record
        weight = record.get("weight", record.get("weigth"))
        if isinstance(weight, int | float) and not isinstance(weight, bool) and 0 <= weight <= 1:
            values.setdefault("strength", float(weight))
        elif weight is not None:
            self.counts["weight"] += 1
        con = {"con": True} if argument.conclusion in self.statements.cons else {}
        scheme = our_scheme(scalar_of(argument.item.value.get("scheme"), f"the scheme of argument “{argument.name}”"))
        values.setdefault("scheme", scheme)
        self.counts["convergent"] += scheme == "convergent" and len(argument.premises) > 1
        link = Link(
            self.link_of[argument.name],
            type_,
            self._premises_of(argument),
            extra=extra_of(NAME, {"id": argument.name, "record": record} | con),
            **target,
            **values,
        )
        self.links.append(link)

    def _premises_of(self, argument: Argument) -> tuple[Premise, ...]:
        roles: dict[str, str] = {}
        for role, term in argument.premises:
            roles.setdefault(self.statements.used(term).id, role)
        if roles:
            own = take_link_fields(argument.own, "roles").get("roles", ())
            named = own if len(own) == len(roles) else roles.values()
            return tuple(map(Premise, roles, named))
        self.counts["reason"] += 1
        scheme = argument.record.get("scheme")
        text = scheme if isinstance(scheme, str) and scheme else argument.name
        term = f"reason({argument.name})"
        while term in self.statements.nodes:
            term += "'"
        self.statements.add_node(term, term, text, {"stands_for": argument.name, "text": text}, {"implicit": True})
        return (Premise(term),)

    def _add_undercut(self, argument: Argument) -> None:
        extra = extra_of(NAME, {"undercutter_of": argument.name})
        premise = Premise(self.statements.used(argument.undercutter).id)
        id_, target = self._fresh(f"{argument.name}/undercut"), self.link_of[argument.name]
        self.links.append(Link(id_, LinkType.ATTACK, (premise,), target_link=target, extra=extra))

    def add_issue(self, name: str, positions: list[str]) -> None:
        """The positions of the issue attack one another."""
        positions = [term for term in positions if term not in self.statements.generated]
        nodes = [self.statements.used(term).id for term in positions]
        if len(nodes) > MAX_POSITIONS:
            self.counts["long"] += 1
            return
        self.counts["issue"] += len(nodes) > 1
        for premise, target in permutations(nodes, 2):
            self._add_conflict(f"{name}/{premise}", premise, target, {"issue": name})

    def add_negations(self, issues: list[set[str]]) -> None:
        """A denial attacks what it denies, where no issue says it already."""
        issue_of = {term: number for number, terms in enumerate(issues) for term in terms}
        for term, node in list(self.statements.nodes.items()):
            denied = self.statements.nodes.get(term[1:]) if term.startswith(NOT) else None
            if denied and issue_of.get(term, -1) != issue_of.get(term[1:], -2):
                self.counts["negation"] += 1
                self._add_conflict(f"{node.id}/{denied.id}", node.id, denied.id, {"negation": True})

    def _add_conflict(self, name: str, premise: str, target: str, bag: dict[str, Any]) -> None:
        link = Link(self._fresh(name), LinkType.ATTACK, (Premise(premise),), target, extra=extra_of(NAME, bag))
        self.links.append(link)

    def _fresh(self, name: str) -> str:
        while name in self.link_ids or name in self.statements.own_values:
            name += "'"
        self.link_ids.add(name)
        return name
