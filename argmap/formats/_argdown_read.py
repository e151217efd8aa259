"""From an Argdown document to a graph.

An equivalence class is a node; a member with other words is a node that rephrases the first. An argument that was
reconstructed is a link with its premises, any other a node. A relation between two nodes is a link; one to a
reconstructed argument is a link on its link.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link, Node, Premise
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.exceptions import FormatError
from argmap.formats._argdown_document import Argument, Document, End, Inference, Occurrence, Relation, Sort, resolved
from argmap.formats._argdown_fields import (
    GENERATED,
    NAME,
    REPHRASE,
    link_values,
    node_values,
    take_roles,
    take_tags,
    take_text,
)
from argmap.formats._extra import extra_of
from argmap.formats._losses import implied_kind, said
from argmap.formats._reading import reading_of
from argmap.formats._schemes import scheme_of_name
from argmap.formats._text import is_storable
from argmap.formats.base import Note, Reading

_ATTACKS = frozenset({"attack", "contrary", "contradictory", "undercut"})
_OWN_NUMBER = frozenset("0123456789.abcdefghijklmnopqrstuvwxyz…")


def reading_of_document(document: Document) -> Reading:
    """The graph of a document, with notes on what was interpreted or kept aside."""
    builder = _Builder(document)
    graph = builder.graph()
    return reading_of(graph, builder.notes())


@dataclass(frozen=True, slots=True)
class _Placed:
    """A link, and where it stood in the document."""

    at: int
    link: Link


class _Builder:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.relations = resolved(document)
        self.counts: Counter[str] = Counter()
        self.is_own = document.front_matter.get("generator") == "Argmap"
        self.nodes: dict[str, Node] = {}
        self.kinds: set[str] = set()  # nodes of which the document says the kind
        self.links: list[_Placed] = []
        self.link_ids: set[str] = set()
        self.node_of: dict[End, str] = {}
        self.link_of: dict[End, str] = {}  # inference → link; the last one also under the argument
        self.links_by_premise: defaultdict[str, list[str]] = defaultdict(list)
        self.from_end: defaultdict[End, list[Relation]] = defaultdict(list)
        self.to_end: defaultdict[End, list[Relation]] = defaultdict(list)
        for relation in self.relations:
            self.from_end[relation.source].append(relation)
            self.to_end[relation.target].append(relation)

    def graph(self) -> ArgumentGraph:
        stand_ins = self._stand_ins()
        self._add_nodes(stand_ins)
        for argument in self.document.arguments.values():
            if argument.title not in stand_ins:
                self._add_argument(argument)
        self._add_stand_ins(stand_ins)
        hidden = {argument.conclusion for argument in map(self.document.arguments.__getitem__, stand_ins)}
        self._add_relations([relation for relation in self.relations if relation.source.title not in hidden])
        graph = ArgumentGraph.of(
            id="map",
            title=self._front_text("title"),
            description=self._front_text("description"),
            nodes=self.nodes.values(),
            links=[placed.link for placed in sorted(self.links, key=lambda placed: placed.at)],
            extra=extra_of(NAME, self._kept()),
        )
        return self._with_kinds(graph)

    def notes(self) -> Iterator[Note]:
        comments = sum(len(o.comments) for o in self._occurrences()) + len(self.document.comments)
        yield from said(len(self.document.sections), *_NOTES["sections"])
        yield from said(comments, *_NOTES["comments"])
        for key in ("premise", "relation", "attack", "undercut"):
            yield from said(self.counts[key], *_NOTES[key])

    # Nodes

    def _add_nodes(self, stand_ins: dict[str, Relation]) -> None:
        hidden = {self.document.arguments[title].conclusion for title in stand_ins}
        for sort, title in self.document.order:
            if sort is Sort.STATEMENT and title not in hidden:
                self._add_class(title, self.document.classes[title])
            elif sort is Sort.ARGUMENT and not self.document.arguments[title].steps:
                self._add_node(End(sort, title), self.document.arguments[title].descriptions, {"argument": True})

    def _add_class(self, title: str, members: list[Occurrence]) -> None:
        """The node of the class, and one for each member that says the same in other words."""
        first = next((member for member in members if member.text), None)
        own: list[Occurrence] = []
        others: list[Occurrence] = []
        for member in members:
            same = not member.text or first is None or member.text.split() == first.text.split()
            (own if same else others).append(member)
        end = End(Sort.STATEMENT, title)
        self._add_node(end, own, {})
        for member in others:
            name = self._add_node(None, [member], {})
            link = Link(
                self._fresh_link_id(f"{name} ~ {title}"),
                LinkType.REPHRASE,
                (Premise(name),),
                target_node=self.node_of[end],
            )
            self._put(member.at, link)

    def _add_node(self, end: End | None, occurrences: list[Occurrence], bag: dict[str, Any]) -> str:
        data: dict[str, Any] = {}
        for occurrence in occurrences:
            data.update(occurrence.data)
        written = next((occurrence for occurrence in occurrences if occurrence.text), None)
        title = end.title if end else ""
        name = self._node_id(data, title or f"{occurrences[0].title}'")
        text = take_text(data, "text", written.text if written else "")
        if written is None and not text and "text" not in occurrences[0].data:
            text, bag = title, bag | {"undefined": True}
        if not is_storable(text):
            raise FormatError("This file holds NUL characters, which cannot be stored; remove them.")
        values = node_values(data)
        given = values.get("sources", ())
        urls = dict.fromkeys(url for occurrence in occurrences for url in occurrence.urls if url not in given)
        values["sources"] = (*given, *urls)
        tags = take_tags(data, [tag for occurrence in occurrences for tag in occurrence.tags])
        bag |= self._bag(occurrences, written, data, title)
        if "kind" in values:
            self.kinds.add(name)
        node = Node(name, values.pop("kind", NodeKind.CLAIM), text, tags=tags, extra=extra_of(NAME, bag), **values)
        self.nodes[name] = node
        if end:
            self.node_of[end] = name
        return name

    def _bag(
        self, occurrences: list[Occurrence], written: Occurrence | None, data: dict[str, Any], title: str
    ) -> dict[str, Any]:
        """What the writer needs to write the occurrences as they were."""
        titled = any(occurrence.titled for occurrence in occurrences)
        is_number = self.is_own and not set(title) - _OWN_NUMBER
        found = {
            "title": title if titled and not is_number else "",
            "anonymous": not titled,
            "data": data,
            "source": written.source if written else "",
            "comments": [comment for occurrence in occurrences for comment in occurrence.comments],
        }
        bag: dict[str, Any] = {key: value for key, value in found.items() if value}
        section = occurrences[0].section if occurrences else None
        return bag if section is None else bag | {"section": section}

    def _node_id(self, data: dict[str, Any], name: str) -> str:
        wanted = data.pop("id") if isinstance(data.get("id"), str) and data["id"] and is_storable(data["id"]) else name
        while wanted in self.nodes:
            wanted += "'"
        return wanted

    # Links

    def _stand_ins(self) -> dict[str, Relation]:
        """Arguments that we wrote for an attack or for a link on a link, with the relation of their conclusion."""
        found: dict[str, Relation] = {}
        for argument in self.document.arguments.values():
            if not argument.steps:
                continue
            end = End(Sort.STATEMENT, argument.conclusion)
            members, relations = self.document.classes[end.title], self.from_end[end]
            generated = len(members) == 1 and members[0].data.get(GENERATED) is True
            if generated and len(relations) == 1 and not self.to_end[end] and len(self._inferences(argument)) == 1:
                found[argument.title] = relations[0]
        return found

    def _add_argument(self, argument: Argument) -> None:
        """The links of a premise-conclusion structure, one for each inference."""
        inferences = list(self._inferences(argument))
        for number, (index, premises) in enumerate(inferences, 1):
            is_last = number == len(inferences)
            target = self.node_of[End(Sort.STATEMENT, argument.steps[index].statement.title)]
            link = self._argument_link(argument, index, premises, target, None if is_last else number)
            if link:
                self._put(argument.steps[0].statement.at, replace(link, target_node=target))
                self.link_of[End(Sort.INFERENCE, argument.title, index)] = link.id
                if is_last:
                    self.link_of[End(Sort.ARGUMENT, argument.title)] = link.id

    def _inferences(self, argument: Argument) -> list[tuple[int, list[str]]]:
        """For each conclusion its index and the classes of its premises.

        Those are the statements that the inference says it uses, else all before it that were not used yet.
        """
        found: list[tuple[int, list[str]]] = []
        unused: list[str] = []
        by_number = {step.number: step.statement.title for step in argument.steps}
        for index, step in enumerate(argument.steps):
            if step.inference:
                uses = step.inference.data.get("uses")
                named = [by_number.get(n) for n in uses if isinstance(n, int)] if isinstance(uses, list) else []
                premises = [title for title in named if title] or unused
                found.append((index, list(dict.fromkeys(premises))))
                unused = [title for title in unused if title not in premises]
            unused.append(step.statement.title)
        return found

    def _argument_link(
        self, argument: Argument, index: int, titles: list[str], target: str | None, number: int | None
    ) -> Link | None:
        """The link of one inference, without its target; None where no premise is left."""
        inference = argument.steps[index].inference or Inference()
        premises = list(dict.fromkeys(self.node_of[End(Sort.STATEMENT, title)] for title in titles))
        left = [premise for premise in premises if premise != target]
        self.counts["premise"] += len(left) < len(premises)
        if not left:
            return None
        data = {} if number else self._argument_data(argument)
        is_rephrase = data.pop(REPHRASE, None) is True and len(left) == 1
        values = link_values(data)
        written = next((o for o in argument.descriptions if o.text), None)
        if number is None and "note" not in values:
            values["note"] = take_text(data, "note", written.text if written else "")
        values.setdefault("scheme", scheme_of_name(", ".join(inference.rules), "RA"))
        tags = () if number else take_tags(data, [tag for o in argument.descriptions for tag in o.tags])
        roles = take_roles(data, len(left))
        wanted = data.pop("id", None)
        name = wanted if isinstance(wanted, str) and wanted else argument.title
        bag = {} if number else self._bag(argument.descriptions, written, data, argument.title)
        bag |= {"structure": argument.title, "step": number or len(argument.steps)}
        bag |= {"inference": inference.data} if inference.data else {}
        return Link(
            id=self._fresh_link_id(f"{name}/{number}" if number else name),
            type=LinkType.REPHRASE if is_rephrase else LinkType.SUPPORT,
            premises=tuple(Premise(premise, role) for premise, role in zip(left, roles, strict=True)),
            target_node=target,
            tags=tags,
            extra=extra_of(NAME, bag),
            **values,
        )

    def _argument_data(self, argument: Argument) -> dict[str, Any]:
        data: dict[str, Any] = {}
        for occurrence in argument.descriptions:
            data.update(occurrence.data)
        return data

    def _add_stand_ins(self, stand_ins: dict[str, Relation]) -> None:
        """The links that arguments with a generated conclusion stand for; one may bear on another."""
        left = dict(stand_ins)
        while left:
            ready = [title for title, relation in left.items() if self._bears_on(relation) is not None]
            if not ready:
                self.counts["relation"] += len(left)
                return
            for title in ready:
                self._add_stand_in(self.document.arguments[title], left.pop(title))

    def _bears_on(self, relation: Relation) -> str | None:
        return self.node_of.get(relation.target) or self.link_of.get(relation.target)

    def _add_stand_in(self, argument: Argument, relation: Relation) -> None:
        [(index, titles)] = self._inferences(argument)
        on_link = self.link_of.get(relation.target)
        target = None if on_link else self.node_of[relation.target]
        link = self._argument_link(argument, index, titles, target, None)
        if link is None:
            return
        type_ = LinkType.ATTACK if relation.type in _ATTACKS else LinkType.SUPPORT
        self._put(argument.steps[0].statement.at, replace(link, type=type_, target_node=target, target_link=on_link))
        self.link_of[End(Sort.INFERENCE, argument.title, index)] = link.id
        self.link_of[End(Sort.ARGUMENT, argument.title)] = link.id

    def _add_relations(self, relations: list[Relation]) -> None:
        """The links of relations; undercuts last, as they bear on links."""
        undercuts = [relation for relation in relations if relation.type == "undercut"]
        for relation in relations:
            if relation.type != "undercut":
                self._add_relation(relation)
        for relation in undercuts:
            self._add_undercut(relation)

    def _add_relation(self, relation: Relation) -> None:
        type_ = LinkType.ATTACK if relation.type in _ATTACKS else LinkType.SUPPORT
        bag = {"relation": relation.type} if relation.type in ("contradictory", "contrary") else {}
        on_link = self.link_of.get(relation.target)
        if on_link and type_ is LinkType.ATTACK:
            self.counts["attack"] += 1
            bag = {"relation": "attack"}
        self._add_link(relation, type_, relation.source, relation.target, on_link, bag)
        if relation.type == "contradictory":
            self._add_link(relation, type_, relation.target, relation.source, None, bag)

    def _add_undercut(self, relation: Relation) -> None:
        """An undercut of an inference, or of the only link of which the target is a premise; else an attack on it."""
        on_link = self.link_of.get(relation.target)
        if on_link is None and relation.target in self.node_of:
            ways = self.links_by_premise[self.node_of[relation.target]]
            on_link = ways[0] if len(ways) == 1 else None
            self.counts["undercut"] += on_link is None
        self._add_link(relation, LinkType.ATTACK, relation.source, relation.target, on_link, {})

    def _add_link(
        self, relation: Relation, type_: LinkType, source: End, target: End, on_link: str | None, bag: dict[str, Any]
    ) -> None:
        premise = self.node_of.get(source)
        node = None if on_link else self.node_of.get(target) or self._conclusion_of(target)
        if premise is None or premise == node or (node is None and on_link is None):
            self.counts["relation"] += 1
            return
        name = self._fresh_link_id(f"{source.title} {relation.type} {target.title}")
        link = Link(name, type_, (Premise(premise),), target_node=node, target_link=on_link, extra=extra_of(NAME, bag))
        self._put(relation.at, link)

    def _conclusion_of(self, end: End) -> str | None:
        """The node of an argument's conclusion, where the argument made no link."""
        argument = self.document.arguments.get(end.title)
        if end.sort is Sort.STATEMENT or argument is None or not argument.steps:
            return None
        return self.node_of.get(End(Sort.STATEMENT, argument.conclusion))

    def _put(self, at: int, link: Link) -> None:
        self.links.append(_Placed(at, link))
        for premise in link.premises:
            self.links_by_premise[premise.node].append(link.id)

    def _fresh_link_id(self, name: str) -> str:
        while name in self.link_ids:
            name += "'"
        self.link_ids.add(name)
        return name

    # The whole

    def _with_kinds(self, graph: ArgumentGraph) -> ArgumentGraph:
        nodes = {
            node.id: node if node.id in self.kinds else replace(node, kind=implied_kind(node, graph))
            for node in graph.nodes.values()
        }
        return replace(graph, nodes=nodes)

    def _front_text(self, key: str) -> str:
        value = self.document.front_matter.get(key)
        return value if isinstance(value, str) and is_storable(value) else ""

    def _kept(self) -> dict[str, Any]:
        front = self.document.front_matter
        shown = {key for key in ("title", "description") if self._front_text(key)}
        sections = [
            {"title": s.title, "level": s.level, "data": s.data, "tags": s.tags, "comments": s.comments}
            for s in self.document.sections
        ]
        kept: dict[str, Any] = {"front_matter": {key: value for key, value in front.items() if key not in shown}}
        if self.is_own:
            kept = {}
        return kept | {
            key: value for key, value in (("sections", sections), ("comments", self.document.comments)) if value
        }

    def _occurrences(self) -> Iterator[Occurrence]:
        for members in self.document.classes.values():
            yield from members
        for argument in self.document.arguments.values():
            yield from argument.descriptions


_NOTES = {
    "sections": (
        "1 heading is kept and written back; the map does not show it.",
        "{} headings are kept and written back; the map does not show them.",
    ),
    "comments": (
        "1 comment is kept and written back; the map does not show it.",
        "{} comments are kept and written back; the map does not show them.",
    ),
    "premise": (
        "1 inference has its conclusion among its premises; that premise is left out.",
        "{} inferences have their conclusions among their premises; these premises are left out.",
    ),
    "relation": (
        "1 relation of a statement to itself is left out.",
        "{} relations of statements to themselves are left out.",
    ),
    "attack": (
        "1 attack on an argument as a whole is read as an undercut of its inference.",
        "{} attacks on arguments as a whole are read as undercuts of their inferences.",
    ),
    "undercut": (
        "1 undercut bears on no single inference; it is read as an attack.",
        "{} undercuts bear on no single inference; they are read as attacks.",
    ),
}
