"""From a Carneades document to a graph.

Statements are nodes; an argument is a support of its conclusion; an undercutter attacks the argument's link. The
positions of an issue attack one another, a denied statement is attacked by its denial. All else is kept aside.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import permutations
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link, Node, Premise
from argmap.domain.quick import changed
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.formats._carneades_terms import (
    ASSUMED,
    DESCRIPTIONS,
    NAME,
    NOT,
    OWN,
    SECTIONS,
    canonical,
    our_scheme,
    sentence,
)
from argmap.formats._extra import extra_of
from argmap.formats._limits import check_node_count
from argmap.formats._losses import implied_kind, said
from argmap.formats._own.attributes import take_link_fields, take_node_fields
from argmap.formats._reading import reading_of
from argmap.formats._text import is_storable
from argmap.formats._yaml import Document, Item, plain
from argmap.formats.base import Note, Reading

MAX_POSITIONS = 12  # more would make more attacks than a person can look at


def reading_of_document(document: Document) -> Reading:
    """The graph of a document, with notes. Raises FormatError with line and column."""
    root = document.root
    if root.value is None:
        root = Item({})
    if not isinstance(root.value, dict) or (root.value and not root.value.keys() & set(SECTIONS)):
        raise document.root.error("this is no Carneades file; it must hold “statements” and “arguments”.")
    builder = _Builder(root.value)
    builder.counts["double"] = len(document.doubles)
    graph = builder.graph()
    nodes = {
        node.id: Node(node.id, text=node.text, extra=node.extra, **{"kind": implied_kind(node, graph), **values})
        for node, values in ((node, builder.own_values[node.id]) for node in graph.nodes.values())
    }
    return reading_of(changed(graph, nodes=nodes), builder.notes())


@dataclass(slots=True)
class _Argument:
    """An argument of the file: ``premises`` as (role, term), ``record`` all that stands there but our own fields."""

    name: str
    item: Item
    conclusion: str
    premises: list[tuple[str, str]]
    undercutter: str
    record: dict[str, Any]
    own: dict[str, Any] = field(default_factory=dict)


class _Builder:
    def __init__(self, sections: dict[str, Item]) -> None:
        self.sections = sections
        self.counts: Counter[str] = Counter()
        self.language = plain(sections["language"]) if "language" in sections else {}
        if not isinstance(self.language, dict):
            raise sections["language"].error("“language” must be a mapping.")
        self.nodes: dict[str, Node] = {}  # canonical term → node
        self.own_values: dict[str, dict[str, Any]] = {}
        self.generated: dict[str, dict[str, str]] = {}  # canonical term → what our own statement stands for
        self.cons: set[str] = set()  # those of them that the file does not declare
        self.aside: list[list[Any]] = []  # arguments that are no links
        self.links: list[Link] = []
        self.link_of: dict[str, str] = {}  # argument → link
        self.link_ids: set[str] = set()

    def graph(self) -> ArgumentGraph:
        for key, item in _mapping(self.sections, "statements").items():
            self._statement(key, item)
        arguments = [self._argument(key, item) for key, item in _mapping(self.sections, "arguments").items()]
        issues = [self._issue(key, item) for key, item in _mapping(self.sections, "issues").items()]
        assumed = [_term(item) for item in _texts(self.sections, "assumptions")]
        found = [argument for argument in arguments if argument]
        self._settle(found, issues)
        for term in assumed:
            self._assume(term)
        self._add_arguments(found)
        for name, positions in issues:
            self._add_issue(name, positions)
        self._add_negations([set(positions) for _, positions in issues])
        check_node_count(len(self.nodes))
        meta = self._meta()
        return ArgumentGraph.of(
            id="map",
            title=meta.get("title", ""),
            description=meta.get("description", ""),
            nodes=self.nodes.values(),
            links=self.links,
            extra=extra_of(NAME, self._kept()),
        )

    def notes(self) -> Iterator[Note]:
        for key in ("undeclared", "issue", "long", "negation", "reason", "aside", "weight", "convergent", "double"):
            yield from said(self.counts[key], *_NOTES[key])
        names = [name for name in self.sections if name not in ("meta", "statements", "arguments", "assumptions")]
        kept = [name for name in names if name != "issues" and plain(self.sections[name])]
        many = "1 section is" if len(kept) == 1 else f"{len(kept)} sections are"
        yield Note(f"{many} kept aside and written back: {', '.join(kept)}.", len(kept))

    def _statement(self, key: str, item: Item) -> None:
        term = canonical(key)
        fields = item.value if isinstance(item.value, dict) else {"text": item}
        if isinstance(item.value, list):
            raise item.error(f"statement “{key}” must be a text or a mapping.")
        if term in self.nodes:
            raise item.error(f"statement “{key}” stands twice; rename one.")
        text = _scalar(fields.get("text"), f"the text of statement “{key}”")
        record = {name: plain(part) for name, part in fields.items() if name != "text"}
        own = _own(record)
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
        self._add_node(term, key, text, bag, values)
        if record.get("assumed") is True:
            self._assume(term)

    def _add_node(self, term: str, key: str, text: str, bag: dict[str, Any], values: dict[str, Any]) -> None:
        if not is_storable(text + key):
            raise Item(None).error(f"statement “{key}” holds a character that no text can have; remove it.")
        self.nodes[term] = Node(key, NodeKind.CLAIM, text, extra=extra_of(NAME, bag))
        self.own_values[key] = values

    def _used(self, term: str) -> Node:
        """The node of a term; made of the term itself where the file does not declare it."""
        if term not in self.nodes:
            self.counts["undeclared"] += 1
            self._add_node(term, term, sentence(term, self.language), {"id": term, "undeclared": True}, {})
        return self.nodes[term]

    def _assume(self, term: str) -> None:
        node = self._used(term)
        values = self.own_values[node.id]
        values["tags"] = tuple(dict.fromkeys([*values.get("tags", ()), ASSUMED]))

    def _argument(self, key: str, item: Item) -> _Argument | None:
        if not isinstance(item.value, dict):
            raise item.error(f"argument “{key}” must be a mapping.")
        fields = item.value
        conclusion = canonical(_scalar(fields.get("conclusion"), f"the conclusion of argument “{key}”"))
        premises = list(_premises(fields.get("premises", Item(None)), key))
        undercutter = canonical(_scalar(fields.get("undercutter"), f"the undercutter of argument “{key}”"))
        record = {name: plain(part) for name, part in fields.items()}
        if not conclusion or any(term == conclusion for _, term in premises):
            self.counts["aside"] += 1
            self.aside.append([key, record])
            return None
        own = _own(record)
        return _Argument(key, item, conclusion, premises, undercutter, record, own)

    def _issue(self, key: str, item: Item) -> tuple[str, list[str]]:
        if not isinstance(item.value, dict):
            raise item.error(f"issue “{key}” must be a mapping with “positions”.")
        positions = [_term(part) for part in _texts(item.value, "positions")]
        return key, list(dict.fromkeys(positions))

    def _settle(self, arguments: list[_Argument], issues: list[tuple[str, list[str]]]) -> None:
        """Take statements that only stand for an attack on something out of the nodes; those used otherwise stay."""
        names = {argument.name for argument in arguments}
        used = {term for argument in arguments for _, term in argument.premises}
        used |= {_term(item) for item in _texts(self.sections, "assumptions")}
        undercut_by: defaultdict[str, set[str]] = defaultdict(set)
        concluding: defaultdict[str, list[_Argument]] = defaultdict(list)
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

    def _take_cons(self, concluding: dict[str, list[_Argument]], used: set[str]) -> None:
        """An undeclared denial of a statement that is only concluded stands for an attack on that statement."""
        for term, arguments in concluding.items():
            own = {"attacks": term[1:]}
            if not term.startswith(NOT) or term in self.nodes or term in used or term[1:] not in self.nodes:
                continue
            if _bears_on_another(own, arguments):
                self.generated[term] = own
                self.cons.add(term)

    def _add_arguments(self, arguments: list[_Argument]) -> None:
        waiting: list[tuple[_Argument, dict[str, Any]]] = []
        for argument in arguments:
            self.link_of[argument.name] = self._fresh(argument.name)
        for argument in arguments:
            own = self.generated.get(argument.conclusion)
            if own is None:
                self._add_argument(argument, LinkType.SUPPORT, target_node=self._used(argument.conclusion).id)
            elif "attacks" in own:
                target = self._used(canonical(own["attacks"])).id
                self._add_argument(argument, LinkType.ATTACK, target_node=target)
            else:
                waiting.append((argument, own))
        for argument, own in waiting:
            type_ = LinkType.ATTACK if "undercuts" in own else LinkType.SUPPORT
            self._add_argument(argument, type_, target_link=self.link_of[own.get("undercuts") or own["warrants"]])
        for argument in arguments:
            if argument.undercutter and argument.undercutter not in self.generated:
                self._add_undercut(argument)

    def _add_argument(self, argument: _Argument, type_: LinkType, **target: Any) -> None:
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
        con = {"con": True} if argument.conclusion in self.cons else {}
        scheme = our_scheme(_scalar(argument.item.value.get("scheme"), f"the scheme of argument “{argument.name}”"))
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

    def _premises_of(self, argument: _Argument) -> tuple[Premise, ...]:
        roles: dict[str, str] = {}
        for role, term in argument.premises:
            roles.setdefault(self._used(term).id, role)
        if roles:
            own = take_link_fields(argument.own, "roles").get("roles", ())
            named = own if len(own) == len(roles) else roles.values()
            return tuple(map(Premise, roles, named))
        self.counts["reason"] += 1
        scheme = argument.record.get("scheme")
        text = scheme if isinstance(scheme, str) and scheme else argument.name
        term = f"reason({argument.name})"
        while term in self.nodes:
            term += "'"
        self._add_node(term, term, text, {"stands_for": argument.name, "text": text}, {"implicit": True})
        return (Premise(term),)

    def _add_undercut(self, argument: _Argument) -> None:
        extra = extra_of(NAME, {"undercutter_of": argument.name})
        premise = Premise(self._used(argument.undercutter).id)
        id_, target = self._fresh(f"{argument.name}/undercut"), self.link_of[argument.name]
        self.links.append(Link(id_, LinkType.ATTACK, (premise,), target_link=target, extra=extra))

    def _add_issue(self, name: str, positions: list[str]) -> None:
        positions = [term for term in positions if term not in self.generated]
        nodes = [self._used(term).id for term in positions]
        if len(nodes) > MAX_POSITIONS:
            self.counts["long"] += 1
            return
        self.counts["issue"] += len(nodes) > 1
        for premise, target in permutations(nodes, 2):
            self._add_conflict(f"{name}/{premise}", premise, target, {"issue": name})

    def _add_negations(self, issues: list[set[str]]) -> None:
        """A denial attacks what it denies, where no issue says it already."""
        issue_of = {term: number for number, terms in enumerate(issues) for term in terms}
        for term, node in list(self.nodes.items()):
            denied = self.nodes.get(term[1:]) if term.startswith(NOT) else None
            if denied and issue_of.get(term, -1) != issue_of.get(term[1:], -2):
                self.counts["negation"] += 1
                self._add_conflict(f"{node.id}/{denied.id}", node.id, denied.id, {"negation": True})

    def _add_conflict(self, name: str, premise: str, target: str, bag: dict[str, Any]) -> None:
        link = Link(self._fresh(name), LinkType.ATTACK, (Premise(premise),), target, extra=extra_of(NAME, bag))
        self.links.append(link)

    def _meta(self) -> dict[str, str]:
        meta = plain(self.sections["meta"]) if "meta" in self.sections else {}
        found = {}
        if isinstance(meta, dict):
            texts = {key: value for key, value in meta.items() if isinstance(value, str) and is_storable(value)}
            found["title"] = texts.get("title", "").strip()
            found["description"] = next((texts[key].rstrip("\n") for key in DESCRIPTIONS if texts.get(key)), "")
        return found

    def _kept(self) -> dict[str, Any]:
        """What stands beside statements and arguments, as the writer finds it again; ``known`` are terms of nodes."""
        empty = [key for key in ("statements", "arguments") if key in self.sections and not self.sections[key].value]
        beside = [key for key in self.sections if key not in ("statements", "arguments") or key in empty]
        top = {key: plain(self.sections[key]) for key in beside}
        issues = top.get("issues")
        if isinstance(issues, dict):
            top["issues"] = dict(self._kept_issues(issues))
        named = [top.get("tests"), top.get("labels"), *(record for _, record in self.aside)]
        known = [term for term in dict.fromkeys(map(canonical, _leaves(named))) if term in self.nodes]
        kept = {"top": top, "order": list(self.sections), "aside": self.aside, "known": known}
        return {key: value for key, value in kept.items() if value}

    def _kept_issues(self, issues: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        """The issues without positions of ours; those that had little else are left out, as they are made anew."""
        for name, issue in issues.items():
            positions = issue.get("positions") or []
            listed = positions if isinstance(positions, list) else [positions]
            left = [position for position in listed if _canon(position) not in self.generated]
            if len(left) == len(listed):
                yield name, issue
            elif len(left) > 1:
                yield name, {**issue, "positions": left}

    def _fresh(self, name: str) -> str:
        while name in self.link_ids or name in self.own_values:
            name += "'"
        self.link_ids.add(name)
        return name


def _bears_on_another(own: dict[str, str], concluding: list[_Argument]) -> bool:
    """Whether there are arguments for our statement, none of which has what it attacks among its premises."""
    target = canonical(own.get("attacks", ""))
    return bool(concluding) and not any(term == target for a in concluding for _, term in a.premises)


_STANDS_FOR = ("attacks", "undercuts", "warrants")


def premises_in(value: Any) -> list[tuple[str, str]]:
    """The premises of a kept argument as (role, canonical term), in any of the shapes that a file gives them."""
    if isinstance(value, dict):
        return [(role, canonical(str(term))) for role, term in value.items()]
    parts = value if isinstance(value, list) else [] if value is None else [value]
    return [pair for part in parts for pair in (premises_in(part) if isinstance(part, dict) else [("", _canon(part))])]


def _canon(value: Any) -> str:
    return canonical(str(value))


def _own(record: dict[str, Any]) -> dict[str, Any]:
    """Our own fields, which leave the record."""
    meta = record.get("meta")
    if not isinstance(meta, dict) or not isinstance(meta.get(OWN), dict):
        return {}
    rest = {key: value for key, value in meta.items() if key != OWN}
    if rest:
        record["meta"] = rest
    else:
        del record["meta"]
    return dict(meta[OWN])


def _premises(item: Item, argument: str) -> Iterator[tuple[str, str]]:
    if isinstance(item.value, dict):
        for role, part in item.value.items():
            yield role, _term(part)
    elif isinstance(item.value, list):
        for part in item.value:
            if isinstance(part.value, dict):
                yield from _premises(part, argument)
            else:
                yield "", _term(part)
    elif item.value is not None:
        yield "", _term(item)


def _mapping(sections: dict[str, Item], name: str) -> dict[str, Item]:
    item = sections.get(name)
    if item is None or item.value is None:
        return {}
    if not isinstance(item.value, dict):
        raise item.error(f"“{name}” must be a mapping of names to their content.")
    return item.value


def _texts(fields: dict[str, Item], name: str) -> list[Item]:
    item = fields.get(name)
    if item is None or item.value is None:
        return []
    if isinstance(item.value, dict):
        raise item.error(f"“{name}” must be a list.")
    return item.value if isinstance(item.value, list) else [item]


def _term(item: Item) -> str:
    if isinstance(item.value, dict | list) or not item.raw.strip():
        raise item.error("the name of a statement is expected here.")
    return canonical(item.raw)


def _scalar(item: Item | None, what: str) -> str:
    if item is None or item.value is None:
        return ""
    if isinstance(item.value, dict | list):
        raise item.error(f"{what} must be a text.")
    return item.raw


def _leaves(value: Any) -> Iterator[str]:
    """The texts in lists and mappings of lists, in their order."""
    stack = [value]
    while stack:
        part = stack.pop()
        if isinstance(part, dict):
            stack += reversed(part.values())
        elif isinstance(part, list):
            stack += reversed(part)
        elif isinstance(part, str):
            yield part


_NOTES = {
    "undeclared": (
        "1 statement is used but not declared; it is read as a node that says what its term says.",
        "{} statements are used but not declared; they are read as nodes that say what their terms say.",
    ),
    "issue": (
        "1 issue is read as attacks between its positions, and written back.",
        "{} issues are read as attacks between their positions, and written back.",
    ),
    "long": (
        f"1 issue has more than {MAX_POSITIONS} positions; it is kept aside and written back.",
        f"{{}} issues have more than {MAX_POSITIONS} positions; they are kept aside and written back.",
    ),
    "negation": (
        "1 statement denies another; it is read as an attack on it.",
        "{} statements deny others; they are read as attacks on them.",
    ),
    "reason": (
        "1 argument has no premises; it is read with an implicit one that names it.",
        "{} arguments have no premises; they are read with implicit ones that name them.",
    ),
    "aside": (
        "1 argument has no conclusion, or concludes its own premise; it is kept aside and written back.",
        "{} arguments have no conclusion, or conclude their own premises; they are kept aside and written back.",
    ),
    "weight": (
        "1 weight is not a number from 0 to 1; it is kept aside and written back.",
        "{} weights are not numbers from 0 to 1; they are kept aside and written back.",
    ),
    "convergent": (
        "1 argument joins premises that count one by one (scheme “convergent”); they stand in one link.",
        "{} arguments join premises that count one by one (scheme “convergent”); each stands in one link.",
    ),
    "double": (
        "1 name stands twice; the second is read under another name.",
        "{} names stand twice; the second of each is read under another name.",
    ),
}
