"""The arguments of a Carneades document, and the statements that they need to attack or support something."""

from __future__ import annotations

from typing import Any

from argmap.domain.graph import Link
from argmap.domain.vocabulary import LinkType
from argmap.formats._carneades_plan import Plan
from argmap.formats._carneades_shapes import is_share, premises_in, put, with_own
from argmap.formats._carneades_terms import BASIC_SCHEMES, NOT, OWN, canonical, negated, our_scheme, their_scheme
from argmap.formats._extra import as_dict, as_list
from argmap.formats._own.attributes import link_fields


class Arguments:
    """The links of a plan as arguments; what they need beside them is there once :meth:`section` was asked."""

    def __init__(self, plan: Plan) -> None:
        self.plan, self.graph = plan, plan.graph
        self.new_statements: dict[str, Any] = {}
        self.denials: dict[str, str] = {}  # canonical term → the declared statement that attacks it
        self.new_schemes: dict[str, None] = {}

    def section(self) -> dict[str, Any]:
        """All arguments by their names, those that were kept aside among them."""
        links = [link for link in self.graph.links.values() if link.id not in self.plan.said_elsewhere]
        conclusions = {link.id: self._conclusion(link) for link in links}  # before: they make undercutters
        found = {self.plan.names[link.id]: self._argument(link, conclusions[link.id]) for link in links}
        for name, record in self.plan.aside:
            terms = {canonical(str(record.get("conclusion", "")))} | {t for _, t in premises_in(record.get("premises"))}
            if terms & self.plan.gone:
                self.plan.dropped += 1
            else:
                found.setdefault(name, record)
        return found

    def _argument(self, link: Link, conclusion: str) -> dict[str, Any]:
        record = dict(as_dict(self.plan.link_bags[link.id].get("record")))
        fields = link_fields(link)
        own: dict[str, Any] = {key: value for key, value in fields.items() if key in ("note", "tags", "position")}
        if link.type is LinkType.REPHRASE:
            own["type"] = link.type.value
        put(record, "conclusion", conclusion, canonical(str(record.get("conclusion", ""))) == canonical(conclusion))
        self._put_premises(link, record, own)
        self._put_scheme(link, record, own)
        weight = record.get("weight", record.get("weigth"))
        was = weight if is_share(weight) else None
        if was != link.strength:
            record.pop("weigth", None)
            put(record, "weight", link.strength)
        undercutter = self.plan.undercutters.get(link.id)
        same = undercutter is not None and canonical(str(record.get("undercutter", ""))) == canonical(undercutter)
        put(record, "undercutter", undercutter, same)
        return with_own(record, own)

    def _put_premises(self, link: Link, record: dict[str, Any], own: dict[str, Any]) -> None:
        premises = [(p.role, self.plan.terms[p.node]) for p in link.premises if p.node not in self.plan.stand_ins]
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
        put(record, "scheme", scheme or None)
        if scheme and scheme not in BASIC_SCHEMES:
            self.new_schemes[scheme] = None
        if our_scheme(scheme) != link.scheme:
            own["scheme"] = link.scheme

    def _conclusion(self, link: Link) -> str:
        if link.target_link is not None:
            return self._on_link(link)
        target = self.plan.terms[link.target]
        if link.type is not LinkType.ATTACK:
            return target
        if self.plan.link_bags[link.id].get("con") and NOT + canonical(target) not in self.plan.alive:
            return NOT + target  # a denial that the file does not declare
        term = canonical(target)
        if term not in self.denials:
            text = f"It is not so: {self.graph.nodes[link.target].text}"
            self.denials[term] = self._stand_in_statement(negated(target), text, {"attacks": target})
        return self.denials[term]

    def _on_link(self, link: Link) -> str:
        name = self.plan.names[link.target]
        if link.type is not LinkType.ATTACK:
            text = f"Argument {name} applies."
            return self._stand_in_statement(f"app({name})", text, {"warrants": name})
        if link.target not in self.plan.undercutters:
            text = f"Argument {name} does not apply."
            term = self._stand_in_statement(f"{NOT}app({name})", text, {"undercuts": name})
            self.plan.undercutters[link.target] = term
        return self.plan.undercutters[link.target]

    def _stand_in_statement(self, term: str, text: str, own: dict[str, str]) -> str:
        statement = {"text": text, "meta": {OWN: own}}
        while canonical(term) in self.plan.alive or self.new_statements.get(term, statement) != statement:
            term += "'"
        self.new_statements[term] = statement
        return term

    def issues(self) -> dict[str, Any]:
        """The issues, and one for each statement that is attacked: Carneades weighs only the positions of issues."""
        issue_of = {
            canonical(str(position)): name
            for name, issue in self.plan.issues.items()
            for position in as_list(as_dict(issue).get("positions"))
        }
        found = dict(self.plan.issues)
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
