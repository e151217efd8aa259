"""The statements of a Carneades document as nodes, less those that only stand for an attack on something."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from typing import Any

from argmap.domain.graph import Node
from argmap.domain.vocabulary import NodeKind
from argmap.formats._carneades_shapes import Argument, own_of, scalar_of
from argmap.formats._carneades_terms import ASSUMED, NAME, NOT, canonical, sentence
from argmap.formats._extra import extra_of
from argmap.formats._own.attributes import take_node_fields
from argmap.formats._text import is_storable
from argmap.formats._yaml import Item, plain

Issue = tuple[str, list[str]]  # its name, and its positions as canonical terms
_STANDS_FOR = ("attacks", "undercuts", "warrants")


class Statements:
    """The nodes by their canonical terms, and what our own statements stand for; ``counts`` says what was odd."""

    def __init__(self, language: dict[str, Any], counts: Counter[str]) -> None:
        self.language, self.counts = language, counts
        self.nodes: dict[str, Node] = {}  # canonical term → node
        self.own_values: dict[str, dict[str, Any]] = {}
        self.generated: dict[str, dict[str, str]] = {}  # canonical term → what our own statement stands for
        self.cons: set[str] = set()  # those of them that the file does not declare

    def declare(self, key: str, item: Item) -> None:
        """Take in a statement of the file. Raises FormatError with line and column."""
        term = canonical(key)
        fields = item.value if isinstance(item.value, dict) else {"text": item}
        if isinstance(item.value, list):
            raise item.error(f"statement “{key}” must be a text or a mapping.")
        if term in self.nodes:
            raise item.error(f"statement “{key}” stands twice; rename one.")
        text = scalar_of(fields.get("text"), f"the text of statement “{key}”")
        record = {name: plain(part) for name, part in fields.items() if name != "text"}
        own = own_of(record)
        if any(isinstance(own.get(name), str) for name in _STANDS_FOR):
            self.generated[term] = own
        bag: dict[str, Any] = {"id": key, "record": record}
        if isinstance(item.value, dict):
            bag["fields"] = True
        if "text" in fields and not isinstance(fields["text"].value, str):
            bag["value"], bag["raw"] = fields["text"].value, text
        if "text" not in fields or fields["text"].value is None:
            bag["silent"] = True
            text = key
        values = take_node_fields(own)
        self.add_node(term, key, text, bag, values)
        if record.get("assumed") is True:
            self.assume(term)

    def add_node(self, term: str, key: str, text: str, bag: dict[str, Any], values: dict[str, Any]) -> None:
        """A node for the term, with our own fields ``values``."""
        if not is_storable(text + key):
            raise Item(None).error(f"statement “{key}” holds a character that no text can have; remove it.")
        self.nodes[term] = Node(key, NodeKind.CLAIM, text, extra=extra_of(NAME, bag))
        self.own_values[key] = values

    def used(self, term: str) -> Node:
        """The node of a term; made of the term itself where the file does not declare it."""
        if term not in self.nodes:
            self.counts["undeclared"] += 1
            self.add_node(term, term, sentence(term, self.language), {"id": term, "undeclared": True}, {})
        return self.nodes[term]

    def assume(self, term: str) -> None:
        """Tag the node of the term as assumed."""
        node = self.used(term)
        values = self.own_values[node.id]
        values["tags"] = tuple(dict.fromkeys([*values.get("tags", ()), ASSUMED]))

    def settle(self, arguments: list[Argument], issues: list[Issue], assumed: Collection[str]) -> None:
        """Take statements that only stand for an attack on something out of the nodes; those used otherwise stay."""
        names = {argument.name for argument in arguments}
        used = {term for argument in arguments for _, term in argument.premises}
        used |= set(assumed)
        undercut_by: defaultdict[str, set[str]] = defaultdict(set)
        concluding: defaultdict[str, list[Argument]] = defaultdict(list)
        for argument in arguments:
            undercut_by[argument.undercutter].add(argument.name)
            concluding[argument.conclusion].append(argument)
        for term, own in list(self.generated.items()):
            on = own.get("undercuts") or own.get("warrants")
            fits = on in names if on else canonical(own.get("attacks", "")) in self.nodes
            odd = undercut_by.get(term, set()) - {own.get("undercuts", "")}
            if not fits or odd or term in used or not _bears_on_another(own, concluding.get(term, [])):
                del self.generated[term]
            else:
                del self.nodes[term]
        used |= undercut_by.keys() | {term for _, positions in issues for term in positions}
        self._take_cons(concluding, used)

    def _take_cons(self, concluding: dict[str, list[Argument]], used: set[str]) -> None:
        """An undeclared denial of a statement that is only concluded stands for an attack on that statement."""
        for term, arguments in concluding.items():
            own = {"attacks": term[1:]}
            if not term.startswith(NOT) or term in self.nodes or term in used or term[1:] not in self.nodes:
                continue
            if _bears_on_another(own, arguments):
                self.generated[term] = own
                self.cons.add(term)


def _bears_on_another(own: dict[str, str], concluding: list[Argument]) -> bool:
    """Whether there are arguments for our statement, none of which has what it attacks among its premises."""
    target = canonical(own.get("attacks", ""))
    return bool(concluding) and not any(term == target for a in concluding for _, term in a.premises)
