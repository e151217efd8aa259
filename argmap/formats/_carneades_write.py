"""From a graph to the value of a Carneades document: what came from one as it was, the rest new.

What Carneades has no word for stands in ``meta: {argmap: …}``. An attack is an argument for a statement that only says
that its target does not hold; that statement is marked, so that the attack is read again.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link, Node
from argmap.domain.vocabulary import LinkType
from argmap.formats._carneades_read import MAX_POSITIONS, premises_in
from argmap.formats._carneades_terms import (
    ASSUMED,
    BASIC_SCHEMES,
    DESCRIPTIONS,
    NAME,
    NOT,
    OWN,
    SECTIONS,
    canonical,
    negated,
    our_scheme,
    sentence,
    their_scheme,
)
from argmap.formats._extra import own_extra
from argmap.formats._losses import implied_kind
from argmap.formats._own.attributes import link_fields, node_fields

_ATOM = re.compile(r"[a-z_][a-z0-9_]{0,99}\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Written:
    """The file's value; how many kept references had to go with what was deleted; how many denials come back."""

    value: dict[str, Any]
    dropped: int
    revived: int


def written(graph: ArgumentGraph) -> Written:
    """The graph as the value of a Carneades document."""
    return _Writer(graph).written()


class _Writer:
    def __init__(self, graph: ArgumentGraph) -> None:
        self.graph = graph
        kept = own_extra(graph.extra, NAME)
        self.top: dict[str, Any] = dict(_dict(kept.get("top")))
        self.order = [key for key in _list(kept.get("order")) if isinstance(key, str)]
        self.aside = [pair for pair in _list(kept.get("aside")) if isinstance(pair, list) and len(pair) == 2]
        self.bags = {node.id: own_extra(node.extra, NAME) for node in graph.nodes.values()}
        self.link_bags = {link.id: own_extra(link.extra, NAME) for link in graph.links.values()}
        self.language = _dict(self.top.get("language"))
        self.dropped = self.revived = 0
        self.stand_ins = {node.id for node in graph.nodes.values() if self._is_stand_in(node)}
        self.terms: dict[str, str] = {}  # node → its term as written
        self.names: dict[str, str] = {}  # link → its argument's name
        self.said_elsewhere: set[str] = set()  # links that an issue, a denial or an undercutter says
        self.undercutters: dict[str, str] = {}  # link → term
        self.new_statements: dict[str, Any] = {}
        self.denials: dict[str, str] = {}  # canonical term → the declared statement that attacks it
        self.new_schemes: dict[str, None] = {}
        self._name_nodes()
        self.alive = {canonical(term) for term in self.terms.values()}
        self.gone = {term for term in map(str, _list(kept.get("known"))) if term not in self.alive}

    def written(self) -> Written:
        issues = self._issues()
        self._find_negations(issues)
        self._find_undercutters()
        self._name_links()
        arguments = self._arguments()
        statements = self._statements()
        sections = {
            "meta": self._meta(),
            "argument_schemes": self._schemes(),
            "statements": {**statements, **self.new_statements},
            "issues": self._with_denials(issues),
            "arguments": arguments,
            "assumptions": self._assumptions(),
        }
        for name in ("tests", "labels"):
            if name in self.top:
                sections[name] = self._without_gone(self.top[name])
        return Written(self._assembled(sections), self.dropped, self.revived)

    def _assembled(self, sections: dict[str, Any]) -> dict[str, Any]:
        names = dict.fromkeys([*self.order, *(key for key in SECTIONS if key in sections)])
        value = {}
        for name in names:
            content = sections.get(name)
            if name not in sections:
                value[name] = self.top.get(name)
            elif content or (name in self.order and not self.top.get(name)):
                value[name] = content or self.top.get(name, content)  # an empty section as it was
        return value or {"statements": {}}

    # names

    def _name_nodes(self) -> None:
        taken: set[str] = set()
        own = [self.bags[id_].get("id") for id_ in self.graph.nodes]
        reserved = {canonical(name) for name in own if isinstance(name, str)}
        number = 0
        for node, name in zip(self.graph.nodes.values(), own, strict=True):
            if node.id in self.stand_ins:
                continue
            if not isinstance(name, str) or canonical(name) in taken:
                name = node.id
                while not _ATOM.match(name) or name in taken or name in reserved:
                    number += 1
                    name = f"s{number}"
            taken.add(canonical(name))
            self.terms[node.id] = name

    def _name_links(self) -> None:
        reserved = {str(bag.get("id")) for bag in self.link_bags.values()} | {key for key, _ in self.aside}
        taken: set[str] = set()
        number = 0
        for link in self.graph.links.values():
            if link.id in self.said_elsewhere:
                continue
            name = self.link_bags[link.id].get("id")
            if not isinstance(name, str) or name in taken:
                name = link.id
                while not _ATOM.match(name) or name in taken or name in reserved:
                    number += 1
                    name = f"a{number}"
            taken.add(name)
            self.names[link.id] = name

    # nodes

    def _statements(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for node in self.graph.nodes.values():
            if node.id in self.stand_ins:
                continue
            bag, term = self.bags[node.id], self.terms[node.id]
            own = self._own_fields_of(node)
            record = dict(_dict(bag.get("record")))
            if record.get("assumed") is True and ASSUMED not in node.tags:
                del record["assumed"]
            if bag.get("undeclared") and not own and node.text == sentence(canonical(term), self.language):
                continue
            text = bag["value"] if "value" in bag and bag.get("raw") == node.text else node.text
            texts = {} if bag.get("silent") and node.text == term else {"text": text}
            if own or record or bag.get("fields"):
                found[term] = {**texts, **_with_own(record, own)}
            else:
                found[term] = texts.get("text")
        return found

    def _own_fields_of(self, node: Node) -> dict[str, Any]:
        own = node_fields(node, implied_kind(node, self.graph))
        if own.get("tags") == [ASSUMED]:
            del own["tags"]
        return own

    def _is_stand_in(self, node: Node) -> bool:
        """Whether the node only stands for the missing premises of one argument."""
        bag = self.bags[node.id]
        links = self.graph.links_from.get(node.id, ())
        if bag.get("text") != node.text or node.id in self.graph.links_to or len(links) != 1:
            return False
        fields = node_fields(node, implied_kind(node, self.graph))
        link_bag = self.link_bags[links[0].id]
        return bool(
            bag.get("stands_for") == link_bag.get("id")
            and fields == {"implicit": True}
            and len(links[0].premises) == 1
            and not links[0].premises[0].role
        )

    def _assumptions(self) -> list[Any]:
        kept = self.top.get("assumptions")
        listed = kept if isinstance(kept, list) else [] if kept is None else [kept]
        assumed = {
            canonical(self.terms[node.id]): self.terms[node.id]
            for node in self.graph.nodes.values()
            if ASSUMED in node.tags and node.id in self.terms
        }
        terms = [canonical(str(term)) for term in listed]
        self.dropped += sum(term not in self.alive for term in terms)
        left = [term for term, name in zip(listed, terms, strict=True) if name in assumed]
        said = set(terms) | {
            canonical(self.terms[id_])
            for id_ in self.terms
            if _dict(self.bags[id_].get("record")).get("assumed") is True
        }
        return [*left, *(term for name, term in assumed.items() if name not in said)]

    # links that are said otherwise than by arguments

    def _issues(self) -> dict[str, Any]:
        """The kept issues all of whose attacks are still there, without positions that were deleted."""
        pairs: defaultdict[Any, dict[tuple[str, str], str]] = defaultdict(dict)
        for link in self.graph.links.values():
            issue = self.link_bags[link.id].get("issue")
            if isinstance(issue, str) and self._is_bare_attack(link) and link.target_node in self.terms:
                ends = self._term(link.premises[0].node), self._term(link.target_node)
                pairs[issue].setdefault(ends, link.id)
        found = {}
        for name, issue in _dict(self.top.get("issues")).items():
            positions = _list(_dict(issue).get("positions"))
            alive = [position for position in positions if canonical(str(position)) in self.alive]
            needed = list(permutations(dict.fromkeys(canonical(str(position)) for position in alive), 2))
            if len(positions) > MAX_POSITIONS:
                needed = []
            if all(pair in pairs[name] for pair in needed) and (len(alive) > 1 or len(alive) == len(positions)):
                self.said_elsewhere.update(pairs[name][pair] for pair in needed)
                self.dropped += len(positions) - len(alive)
                found[name] = issue if len(alive) == len(positions) else {**issue, "positions": alive}
            else:
                self.dropped += 1
        return found

    def _find_negations(self, issues: dict[str, Any]) -> None:
        """Mark the attacks that only say that one statement denies another."""
        together = {}
        for number, issue in enumerate(issues.values()):
            for position in _list(_dict(issue).get("positions")):
                together[canonical(str(position))] = number
        pairs = {
            (term, term[1:])
            for term in self.alive
            if term.startswith(NOT) and term[1:] in self.alive and together.get(term, -1) != together.get(term[1:], -2)
        }
        for link in self.graph.links.values():
            if (
                self.link_bags[link.id].get("negation")
                and self._is_bare_attack(link)
                and link.target_node in self.terms
            ):
                pair = self._term(link.premises[0].node), self._term(link.target_node)
                if pair in pairs:
                    pairs.remove(pair)
                    self.said_elsewhere.add(link.id)
        self.revived = len(pairs)

    def _find_undercutters(self) -> None:
        """An argument's only undercut, by one node that says nothing more, stands in the argument itself."""
        undercuts = Counter(link.target_link for link in self.graph.links.values() if link.is_undercut)
        for link in self.graph.links.values():
            if not link.is_undercut or undercuts[link.target_link] > 1 or "id" in self.link_bags[link.id]:
                continue
            if self._is_bare_attack(link):
                self.said_elsewhere.add(link.id)
                self.undercutters[link.target] = self.terms[link.premises[0].node]

    def _is_bare_attack(self, link: Link) -> bool:
        alone = link.type is LinkType.ATTACK and len(link.premises) == 1 and link.id not in self.graph.links_to
        return alone and link.premises[0].node in self.terms and not link_fields(link)

    def _term(self, node: str) -> str:
        return canonical(self.terms[node])

    # arguments

    def _arguments(self) -> dict[str, Any]:
        links = [link for link in self.graph.links.values() if link.id not in self.said_elsewhere]
        conclusions = {link.id: self._conclusion(link) for link in links}  # before: they make undercutters
        found = {self.names[link.id]: self._argument(link, conclusions[link.id]) for link in links}
        for name, record in self.aside:
            terms = {canonical(str(record.get("conclusion", "")))} | {t for _, t in premises_in(record.get("premises"))}
            if terms & self.gone:
                self.dropped += 1
            else:
                found.setdefault(name, record)
        return found

    def _argument(self, link: Link, conclusion: str) -> dict[str, Any]:
        record = dict(_dict(self.link_bags[link.id].get("record")))
        fields = link_fields(link)
        own: dict[str, Any] = {key: value for key, value in fields.items() if key in ("note", "tags", "position")}
        if link.type is LinkType.REPHRASE:
            own["type"] = link.type.value
        _put(record, "conclusion", conclusion, canonical(str(record.get("conclusion", ""))) == canonical(conclusion))
        self._put_premises(link, record, own)
        self._put_scheme(link, record, own)
        weight = record.get("weight", record.get("weigth"))
        was = weight if _is_share(weight) else None
        if was != link.strength:
            record.pop("weigth", None)
            _put(record, "weight", link.strength)
        undercutter = self.undercutters.get(link.id)
        same = undercutter is not None and canonical(str(record.get("undercutter", ""))) == canonical(undercutter)
        _put(record, "undercutter", undercutter, same)
        return _with_own(record, own)

    def _put_premises(self, link: Link, record: dict[str, Any], own: dict[str, Any]) -> None:
        premises = [(p.role, self.terms[p.node]) for p in link.premises if p.node not in self.stand_ins]
        roles = [role for role, _ in premises]
        kept: dict[str, str] = {}
        for role, term in premises_in(record.get("premises")):
            kept.setdefault(term, role)
        if [(role, term) for term, role in kept.items()] == [(role, canonical(term)) for role, term in premises]:
            return
        if all(roles) and len(set(roles)) == len(roles):
            record["premises"] = dict(premises)
            return
        record["premises"] = [term for _, term in premises]
        if any(roles):
            own["roles"] = roles

    def _put_scheme(self, link: Link, record: dict[str, Any], own: dict[str, Any]) -> None:
        kept = record.get("scheme")
        if our_scheme(str(kept) if kept is not None else "") == link.scheme:
            return
        scheme = their_scheme(link.scheme)
        _put(record, "scheme", scheme or None)
        if scheme and scheme not in BASIC_SCHEMES:
            self.new_schemes[scheme] = None
        if our_scheme(scheme) != link.scheme:
            own["scheme"] = link.scheme

    def _conclusion(self, link: Link) -> str:
        if link.target_link is not None:
            return self._on_link(link)
        target = self.terms[link.target]
        if link.type is not LinkType.ATTACK:
            return target
        if self.link_bags[link.id].get("con") and NOT + canonical(target) not in self.alive:
            return NOT + target  # a denial that the file does not declare
        term = canonical(target)
        if term not in self.denials:
            text = f"It is not so: {self.graph.nodes[link.target].text}"
            self.denials[term] = self._stand_in_statement(negated(target), text, {"attacks": target})
        return self.denials[term]

    def _on_link(self, link: Link) -> str:
        name = self.names[link.target]
        if link.type is not LinkType.ATTACK:
            text = f"Argument {name} applies."
            return self._stand_in_statement(f"app({name})", text, {"warrants": name})
        if link.target not in self.undercutters:
            text = f"Argument {name} does not apply."
            term = self._stand_in_statement(f"{NOT}app({name})", text, {"undercuts": name})
            self.undercutters[link.target] = term
        return self.undercutters[link.target]

    def _stand_in_statement(self, term: str, text: str, own: dict[str, str]) -> str:
        statement = {"text": text, "meta": {OWN: own}}
        while canonical(term) in self.alive or self.new_statements.get(term, statement) != statement:
            term += "'"
        self.new_statements[term] = statement
        return term

    # sections

    def _with_denials(self, issues: dict[str, Any]) -> dict[str, Any]:
        """The issues, and one for each statement that is attacked: Carneades weighs only the positions of issues."""
        issue_of = {
            canonical(str(position)): name
            for name, issue in issues.items()
            for position in _list(_dict(issue).get("positions"))
        }
        found = dict(issues)
        for term, denial in self.denials.items():
            name = issue_of.get(term)
            if name is None:
                name = f"issue({term})"
                while name in found:
                    name += "'"
                target = self.new_statements[denial]["meta"][OWN]["attacks"]
                found[name] = {"positions": [target, denial]}
            else:
                found[name] = {**found[name], "positions": [*found[name]["positions"], denial]}
        return found

    def _schemes(self) -> Any:
        kept = self.top.get("argument_schemes")
        listed = _list(kept)
        known = {str(_dict(scheme).get("id")) for scheme in listed}
        new = [{"id": scheme} for scheme in self.new_schemes if scheme not in known]
        return [*listed, *new] if new or isinstance(kept, list) else kept

    def _meta(self) -> Any:
        kept = self.top.get("meta")
        meta = dict(_dict(kept))
        title = meta.get("title")
        if (title.strip() if isinstance(title, str) else "") != self.graph.title:
            _put(meta, "title", self.graph.title or None)
        key = next((key for key in DESCRIPTIONS if isinstance(meta.get(key), str) and meta[key]), "notes")
        description = meta.get(key)
        if (description.rstrip("\n") if isinstance(description, str) else "") != self.graph.description:
            for name in DESCRIPTIONS:
                meta.pop(name, None)
            _put(meta, key, self.graph.description or None)
        return meta or kept

    def _without_gone(self, value: Any) -> Any:
        """A kept section of terms without those of deleted nodes."""
        if isinstance(value, dict):
            return {key: self._without_gone(part) for key, part in value.items()}
        if not isinstance(value, list):
            return value
        left = [part for part in value if not isinstance(part, str) or canonical(part) not in self.gone]
        self.dropped += len(value) - len(left)
        return [self._without_gone(part) if isinstance(part, dict | list) else part for part in left]


def is_own_bag(name: str, value: object) -> bool:
    """Whether this is a bag that the Carneades writer writes back."""
    keys = ("id", "stands_for", "undercutter_of", "issue", "negation", "top", "order", "aside")
    return name == NAME and isinstance(value, dict) and any(key in value for key in keys)


def _put(record: dict[str, Any], key: str, value: Any, same: bool = False) -> None:
    """Set the field, or remove it where there is no value; as it is where it says the ``same``."""
    if value is None:
        record.pop(key, None)
    elif not same:
        record[key] = value


def _with_own(record: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    if not own:
        return record
    return {**record, "meta": {**_dict(record.get("meta")), OWN: own}}


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _is_share(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1
