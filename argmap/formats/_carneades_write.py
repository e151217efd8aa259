"""From a graph to the value of a Carneades document: what came from one as it was, the rest new.

What Carneades has no word for stands in ``meta: {argmap: …}``. An attack is an argument for a statement that only says
that its target does not hold; that statement is marked, so that the attack is read again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from argmap.domain.graph import ArgumentGraph, Node
from argmap.formats._carneades_arguments import Arguments
from argmap.formats._carneades_plan import Plan
from argmap.formats._carneades_shapes import put, with_own
from argmap.formats._carneades_terms import ASSUMED, DESCRIPTIONS, NAME, SECTIONS, canonical, sentence
from argmap.formats._extra import as_dict, as_list
from argmap.formats._losses import implied_kind
from argmap.formats._own.attributes import node_fields


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
        self.plan = Plan(graph)
        self.arguments = Arguments(self.plan)

    def written(self) -> Written:
        arguments = self.arguments.section()
        sections = {
            "meta": self._meta(),
            "argument_schemes": self._schemes(),
            "statements": {**self._statements(), **self.arguments.new_statements},
            "issues": self.arguments.issues(),
            "arguments": arguments,
            "assumptions": self._assumptions(),
        }
        for name in ("tests", "labels"):
            if name in self.plan.top:
                sections[name] = self._without_gone(self.plan.top[name])
        return Written(self._assembled(sections), self.plan.dropped, self.plan.revived)

    def _assembled(self, sections: dict[str, Any]) -> dict[str, Any]:
        names = dict.fromkeys([*self.plan.order, *(key for key in SECTIONS if key in sections)])
        value = {}
        for name in names:
            content = sections.get(name)
            if name not in sections:
                value[name] = self.plan.top.get(name)
            elif content or (name in self.plan.order and not self.plan.top.get(name)):
                value[name] = content or self.plan.top.get(name, content)  # an empty section as it was
        return value or {"statements": {}}

    def _statements(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for node in self.graph.nodes.values():
            if node.id in self.plan.stand_ins:
                continue
            bag, term = self.plan.bags[node.id], self.plan.terms[node.id]
            own = self._own_fields_of(node)
            record = dict(as_dict(bag.get("record")))
            if record.get("assumed") is True and ASSUMED not in node.tags:
                del record["assumed"]
            if bag.get("undeclared") and not own and node.text == sentence(canonical(term), self.plan.language):
                continue
            text = bag["value"] if "value" in bag and bag.get("raw") == node.text else node.text
            texts = {} if bag.get("silent") and node.text == term else {"text": text}
            if own or record or bag.get("fields"):
                found[term] = {**texts, **with_own(record, own)}
            else:
                found[term] = texts.get("text")
        return found

    def _own_fields_of(self, node: Node) -> dict[str, Any]:
        own = node_fields(node, implied_kind(node, self.graph))
        if own.get("tags") == [ASSUMED]:
            del own["tags"]
        return own

    def _assumptions(self) -> list[Any]:
        kept = self.plan.top.get("assumptions")
        listed = kept if isinstance(kept, list) else [] if kept is None else [kept]
        assumed = {
            canonical(self.plan.terms[node.id]): self.plan.terms[node.id]
            for node in self.graph.nodes.values()
            if ASSUMED in node.tags and node.id in self.plan.terms
        }
        terms = [canonical(str(term)) for term in listed]
        self.plan.dropped += sum(term not in self.plan.alive for term in terms)
        left = [term for term, name in zip(listed, terms, strict=True) if name in assumed]
        said = set(terms) | {
            canonical(self.plan.terms[id_])
            for id_ in self.plan.terms
            if as_dict(self.plan.bags[id_].get("record")).get("assumed") is True
        }
        return [*left, *(term for name, term in assumed.items() if name not in said)]

    def _schemes(self) -> Any:
        kept = self.plan.top.get("argument_schemes")
        listed = as_list(kept)
        known = {str(as_dict(scheme).get("id")) for scheme in listed}
        new = [{"id": scheme} for scheme in self.arguments.new_schemes if scheme not in known]
        return [*listed, *new] if new or isinstance(kept, list) else kept

    def _meta(self) -> Any:
        kept = self.plan.top.get("meta")
        meta = dict(as_dict(kept))
        title = meta.get("title")
        if (title.strip() if isinstance(title, str) else "") != self.graph.title:
            put(meta, "title", self.graph.title or None)
        key = next((key for key in DESCRIPTIONS if isinstance(meta.get(key), str) and meta[key]), "notes")
        description = meta.get(key)
        if (description.rstrip("\n") if isinstance(description, str) else "") != self.graph.description:
            for name in DESCRIPTIONS:
                meta.pop(name, None)
            put(meta, key, self.graph.description or None)
        return meta or kept

    def _without_gone(self, value: Any) -> Any:
        """A kept section of terms without those of deleted nodes."""
        if isinstance(value, dict):
            return {key: self._without_gone(part) for key, part in value.items()}
        if not isinstance(value, list):
            return value
        left = [part for part in value if not isinstance(part, str) or canonical(part) not in self.plan.gone]
        self.plan.dropped += len(value) - len(left)
        return [self._without_gone(part) if isinstance(part, dict | list) else part for part in left]


def is_own_bag(name: str, value: object) -> bool:
    """Whether this is a bag that the Carneades writer writes back."""
    keys = ("id", "stands_for", "undercutter_of", "issue", "negation", "top", "order", "aside")
    return name == NAME and isinstance(value, dict) and any(key in value for key in keys)
