"""How each link and node of a graph stands in Argdown, decided before a line is written.

A link that is no more than its premise and target is a relation. A leaf that restates a node is a member of that
node's class. Every other link is an argument with a premise-conclusion structure, as only that can hold several
premises, a scheme, a note, and links on itself.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import Enum, auto
from functools import cached_property
from typing import Any

from argmap.domain.graph import ArgumentGraph, Extra, Link
from argmap.domain.order import in_order, link_place
from argmap.domain.tree import Tree, tree_of
from argmap.domain.vocabulary import LinkType
from argmap.formats._argdown_fields import NAME
from argmap.formats._argdown_inline import visible
from argmap.formats._extra import own_extra
from argmap.formats._text import one_line
from argmap.formats._unused import Unused

BAG_KEYS = frozenset(
    {"title", "anonymous", "argument", "undefined", "data", "source", "comments", "section"}
    | {"structure", "step", "inference", "relation", "front_matter", "sections"}
)
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\Z")
_AUTOMATIC = re.compile(r"Untitled \d+'*\Z")  # what a reader calls a statement without a title
_IN_TITLE = str.maketrans({"[": "(", "]": ")", "<": "‹", ">": "›"})


class Form(Enum):
    """How a link is written."""

    RELATION = auto()
    CONTRADICTION = auto()  # one line for two attacks
    SECOND_HALF = auto()  # the other one of these
    MEMBER = auto()
    ARGUMENT = auto()  # the conclusion is the target
    STAND_IN = auto()  # the conclusion stands for an attack or for a link on a link
    STEP = auto()  # an inference within another link's argument


class Plan:
    """The forms of all links, the order of what stands under nodes and links, and the titles."""

    def __init__(self, graph: ArgumentGraph) -> None:
        self.graph = graph
        self.node_bags = {node.id: bag_of(node.extra) for node in graph.nodes.values() if node.extra}
        self.link_bags = {link.id: bag_of(link.extra) for link in graph.links.values() if link.extra}
        self.forms: dict[str, Form] = {}
        self.steps: dict[str, list[Link]] = {}  # link → the inferences before its own
        self.restated: dict[str, str] = {}  # member → the node of whose class it is one
        self.attackers: set[str] = set()  # nodes that are premises of attacks only
        self._place = link_place(graph)
        self._decide()
        self.arguments = self._argument_nodes()
        self.node_titles: dict[str, str] = {}
        self.link_titles: dict[str, str] = {}
        self._name()

    @cached_property
    def tree(self) -> Tree:
        """Needed only for numbers and restatements."""
        return tree_of(self.graph)

    def links_to(self, id_: str) -> Sequence[Link]:
        """The links on a node or link, in display order."""
        links = self.graph.links_to.get(id_, ())
        return in_order(links, self._place) if len(links) > 1 else links

    def node_bag(self, node_id: str) -> dict[str, Any]:
        return self.node_bags.get(node_id, {})

    def link_bag(self, link_id: str) -> dict[str, Any]:
        return self.link_bags.get(link_id, {})

    # Forms

    def _decide(self) -> None:
        seen: set[tuple[Any, ...]] = set()
        others: set[str] = set()
        for link in self.graph.links.values():
            self.forms[link.id] = self._form(link, seen)
            (self.attackers if link.type is LinkType.ATTACK else others).update([p.node for p in link.premises])
        self.attackers -= others
        self._join_contradictions()
        self._join_steps()

    def _form(self, link: Link, seen: set[tuple[Any, ...]]) -> Form:
        is_bare = self._is_bare(link)
        if is_bare and link.type is not LinkType.REPHRASE:
            relation = (link.type, link.premises[0].node, link.target, self.link_bag(link.id).get("relation"))
            if relation not in seen:
                seen.add(relation)
                return Form.RELATION
        if is_bare and link.type is LinkType.REPHRASE and self._is_member(link):
            self.restated[link.premises[0].node] = link.target
            return Form.MEMBER
        return Form.STAND_IN if link.target_link or link.type is LinkType.ATTACK else Form.ARGUMENT

    def _is_bare(self, link: Link) -> bool:
        """Whether the link is no more than one premise and a target."""
        if link.scheme or link.note or link.tags or link.strength is not None or link.id in self.graph.links_to:
            return False
        if len(link.premises) > 1 or link.premises[0].role:
            return False
        return "structure" not in self.link_bag(link.id)

    def _is_member(self, link: Link) -> bool:
        """Whether a rephrase may be written as a second member of its target's class, below the first."""
        node, target = self.graph.nodes[link.premises[0].node], self.graph.nodes[link.target]
        is_root = self.tree.item_of_node[node.id].link is None  # it would stand above the first
        alone = not is_root and len(self.graph.links_from[node.id]) == 1 and node.id not in self.graph.links_to
        bags = self.node_bag(node.id), self.node_bag(target.id)
        own_words = visible(node.text).split()
        return (
            alone
            and not any(bag.get("argument") or bag.get("undefined") for bag in bags)
            and bool(own_words)
            and bool(visible(target.text))
            and own_words != visible(target.text).split()
        )

    def _join_contradictions(self) -> None:
        """Two attacks that were read from one ``><`` are written as one."""
        firsts: dict[tuple[str, str], Link] = {}
        for link_id, bag in self.link_bags.items():
            link = self.graph.links[link_id]
            if bag.get("relation") != "contradictory" or self.forms[link.id] is not Form.RELATION:
                continue
            if link.on_link or link.type is not LinkType.ATTACK:
                continue
            ends = link.premises[0].node, link.target
            first = firsts.pop(ends[::-1], None)
            if first is None:
                firsts[ends] = link
                continue
            if not any(self.node_bag(end).get("argument") for end in ends):
                self.forms[first.id], self.forms[link.id] = Form.SECOND_HALF, Form.CONTRADICTION

    def _join_steps(self) -> None:
        """Inferences that were read from one argument are written as one, where they still hang together."""
        groups: dict[str, dict[int, Link]] = {}
        for link_id, bag in self.link_bags.items():
            link = self.graph.links[link_id]
            structure, step = bag.get("structure"), bag.get("step")
            if isinstance(structure, str) and isinstance(step, int) and self.forms[link.id] is Form.ARGUMENT:
                groups.setdefault(structure, {}).setdefault(step, link)
        for group in groups.values():
            *before, last = [group[step] for step in sorted(group)]
            if before and all(self._is_plain_step(link) for link in before):
                self.steps[last.id] = before
                self.forms.update((link.id, Form.STEP) for link in before)

    def _is_plain_step(self, link: Link) -> bool:
        told = link.strength is not None or link.note or link.tags or any(premise.role for premise in link.premises)
        return link.type is LinkType.SUPPORT and not told and link.id not in self.graph.links_to

    # Nodes that are arguments

    def _argument_nodes(self) -> set[str]:
        """The nodes to write as arguments: those that were, unless a structure needs them as statements."""
        found = {id_ for id_, bag in self.node_bags.items() if bag.get("argument")}
        for link in self.graph.links.values() if found else ():
            if self.forms[link.id] in (Form.ARGUMENT, Form.STAND_IN, Form.STEP):
                found -= {premise.node for premise in link.premises}
                if self.forms[link.id] is not Form.STAND_IN:
                    found.discard(link.target)
        return found

    # Titles

    def _name(self) -> None:
        """A title for each node and argument: the source's, else the id where it is none of ours, else a number."""
        unused = Unused()
        for node_id in self.graph.nodes:
            if node_id not in self.restated:
                title = self._title(self.node_bags.get(node_id), node_id)
                self.node_titles[node_id] = unused(title or self.tree.item_of_node[node_id].number)
        unused = Unused({self.node_titles[node_id] for node_id in self.arguments if node_id in self.node_titles})
        for link_id, form in self.forms.items():
            if form in (Form.ARGUMENT, Form.STAND_IN):
                title = self._title(self.link_bags.get(link_id), link_id)
                self.link_titles[link_id] = unused(title or self.tree.item_of_link[link_id].number)

    def _title(self, bag: Mapping[str, Any] | None, id_: str) -> str:
        """The title that the source or the id gives; empty where none of them can."""
        given = bag.get("title") if bag else None
        title = fitting_title(given) if isinstance(given, str) else ""
        if title or is_our_id(id_):
            return title
        return id_ if id_.isalnum() else fitting_title(id_)


def bag_of(extra: Extra) -> dict[str, Any]:
    """What the Argdown reader left."""
    return own_extra(extra, NAME) if extra else {}


def is_own_bag(name: str, value: object) -> bool:
    """Whether this is a bag that the Argdown writer writes back."""
    return name == NAME and isinstance(value, Mapping) and BAG_KEYS.issuperset(value)


def is_our_id(id_: str) -> bool:
    """Whether it is a UUID, which an import makes anew."""
    return _UUID.match(id_) is not None


def fitting_title(text: str) -> str:
    """The text as Argdown can have it for a title; empty where nothing is left, or where it means “no title”."""
    title = one_line(text).translate(_IN_TITLE).lstrip("-+_! ")
    return "" if _AUTOMATIC.match(title) else title
