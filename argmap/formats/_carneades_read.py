"""From a Carneades document to a graph.

Statements are nodes; an argument is a support of its conclusion; an undercutter attacks the argument's link. The
positions of an issue attack one another, a denied statement is attacked by its denial. All else is kept aside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from argmap.domain.graph import ArgumentGraph, Node
from argmap.domain.quick import changed
from argmap.formats._carneades_links import MAX_POSITIONS, Links
from argmap.formats._carneades_shapes import (
    Argument,
    canon,
    leaves_of,
    mapping_in,
    own_of,
    premises_of,
    scalar_of,
    term_of,
    texts_in,
)
from argmap.formats._carneades_statements import Issue, Statements
from argmap.formats._carneades_terms import DESCRIPTIONS, NAME, SECTIONS, canonical
from argmap.formats._extra import extra_of
from argmap.formats._limits import check_node_count
from argmap.formats._losses import implied_kind, said
from argmap.formats._reading import reading_of
from argmap.formats._text import is_storable
from argmap.formats._yaml import Document, Item, plain
from argmap.formats.base import Note, Reading


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
        for node, values in ((node, builder.statements.own_values[node.id]) for node in graph.nodes.values())
    }
    return reading_of(changed(graph, nodes=nodes), builder.notes())


class _Builder:
    def __init__(self, sections: dict[str, Item]) -> None:
        self.sections = sections
        self.counts: Counter[str] = Counter()
        language = plain(sections["language"]) if "language" in sections else {}
        if not isinstance(language, dict):
            raise sections["language"].error("“language” must be a mapping.")
        self.statements = Statements(language, self.counts)
        self.links = Links(self.statements, self.counts)
        self.aside: list[list[Any]] = []  # arguments that are no links

    def graph(self) -> ArgumentGraph:
        for key, item in mapping_in(self.sections, "statements").items():
            self.statements.declare(key, item)
        arguments = [self._argument(key, item) for key, item in mapping_in(self.sections, "arguments").items()]
        issues = [self._issue(key, item) for key, item in mapping_in(self.sections, "issues").items()]
        assumed = [term_of(item) for item in texts_in(self.sections, "assumptions")]
        found = [argument for argument in arguments if argument]
        self.statements.settle(found, issues, assumed)
        for term in assumed:
            self.statements.assume(term)
        self.links.add_arguments(found)
        for name, positions in issues:
            self.links.add_issue(name, positions)
        self.links.add_negations([set(positions) for _, positions in issues])
        check_node_count(len(self.statements.nodes))
        meta = self._meta()
        return ArgumentGraph.of(
            id="map",
            title=meta.get("title", ""),
            description=meta.get("description", ""),
            nodes=self.statements.nodes.values(),
            links=self.links.links,
            extra=extra_of(NAME, self._kept()),
        )

    def notes(self) -> Iterator[Note]:
        for key in ("undeclared", "issue", "long", "negation", "reason", "aside", "weight", "convergent", "double"):
            yield from said(self.counts[key], *_NOTES[key])
        names = [name for name in self.sections if name not in ("meta", "statements", "arguments", "assumptions")]
        kept = [name for name in names if name != "issues" and plain(self.sections[name])]
        many = "1 section is" if len(kept) == 1 else f"{len(kept)} sections are"
        yield Note(f"{many} kept aside and written back: {', '.join(kept)}.", len(kept))

    def _argument(self, key: str, item: Item) -> Argument | None:
        if not isinstance(item.value, dict):
            raise item.error(f"argument “{key}” must be a mapping.")
        fields = item.value
        conclusion = canonical(scalar_of(fields.get("conclusion"), f"the conclusion of argument “{key}”"))
        premises = list(premises_of(fields.get("premises", Item(None)), key))
        undercutter = canonical(scalar_of(fields.get("undercutter"), f"the undercutter of argument “{key}”"))
        record = {name: plain(part) for name, part in fields.items()}
        if not conclusion or any(term == conclusion for _, term in premises):
            self.counts["aside"] += 1
            self.aside.append([key, record])
            return None
        own = own_of(record)
        return Argument(key, item, conclusion, premises, undercutter, record, own)

    def _issue(self, key: str, item: Item) -> Issue:
        if not isinstance(item.value, dict):
            raise item.error(f"issue “{key}” must be a mapping with “positions”.")
        positions = [term_of(part) for part in texts_in(item.value, "positions")]
        return key, list(dict.fromkeys(positions))

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
        known = [term for term in dict.fromkeys(map(canonical, leaves_of(named))) if term in self.statements.nodes]
        kept = {"top": top, "order": list(self.sections), "aside": self.aside, "known": known}
        return {key: value for key, value in kept.items() if value}

    def _kept_issues(self, issues: dict[str, Any]) -> Iterator[tuple[str, Any]]:
        """The issues without positions of ours; those that had little else are left out, as they are made anew."""
        for name, issue in issues.items():
            positions = issue.get("positions") or []
            listed = positions if isinstance(positions, list) else [positions]
            left = [position for position in listed if canon(position) not in self.statements.generated]
            if len(left) == len(listed):
                yield name, issue
            elif len(left) > 1:
                yield name, {**issue, "positions": left}


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
