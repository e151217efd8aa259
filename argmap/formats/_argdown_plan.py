"""How each link and node of a graph stands in Argdown, decided before a line is written.

A link that is no more than its premise and target is a relation. A leaf that restates a node is a member of that
node's class. Every other link is an argument with a premise-conclusion structure, as only that can hold several
premises, a scheme, a note, and links on itself.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from enum import Enum, auto
from functools import cached_property
from itertools import chain
from operator import attrgetter
from typing import Any

from argmap.domain.graph import ArgumentGraph, Extra, Link
from argmap.domain.tree import Tree, tree_of
from argmap.domain.vocabulary import LinkType
from argmap.formats._argdown_fields import NAME
from argmap.formats._argdown_inline import visible
from argmap.formats._extra import own_extra
from argmap.formats._text import one_line
from argmap.formats._unused import Unused

BAG_KEYS = frozenset(
    {"title", "anonymous", "argument", "undefined", "data", "source", "comments", "section"}
    | {"structure", "step", "inference", "rules", "relation", "front_matter", "sections"}
)
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}\Z")
_AUTOMATIC = re.compile(r"Untitled \d+'*\Z")  # what a reader calls a statement without a title
_IN_TITLE = str.maketrans({"[": "(", "]": ")", "<": "‹", ">": "›"})


class Form(Enum):
    """How a link is written that is not, as most are, one line below its target: a relation."""

    CONTRADICTION = auto()  # one line for two attacks
    SECOND_HALF = auto()  # the other one of these
    MEMBER = auto()
    ARGUMENT = auto()  # the conclusion is the target
    STAND_IN = auto()  # the conclusion stands for an attack or for a link on a link
    STEP = auto()  # an inference within another link's argument


class Plan:
    """The forms of links, the order of what stands under nodes and links, and the titles."""

    def __init__(self, graph: ArgumentGraph) -> None:
        self.graph = graph
        self.node_bags = {node.id: bag_of(node.extra) for node in graph.nodes.values() if node.extra}
        self.link_bags = {link.id: bag_of(link.extra) for link in graph.links.values() if link.extra}
        self.below = graph.links_in_order  # node or link → the links on it
        self.forms: dict[str, Form] = {}  # of the links that are no relations
        self.steps: dict[str, list[Link]] = {}  # link → the inferences before its own
        self.restated: dict[str, str] = {}  # member → the node of whose class it is one
        self._decide()
        self.attackers = self._attackers()
        self.arguments = self._argument_nodes()
        self.link_titles: dict[str, str] = {}
        self._name()

    @cached_property
    def tree(self) -> Tree:
        """Needed only for numbers and restatements."""
        return tree_of(self.graph)

    def node_bag(self, node_id: str) -> dict[str, Any]:
        return self.node_bags.get(node_id, {})

    def link_bag(self, link_id: str) -> dict[str, Any]:
        return self.link_bags.get(link_id, {})

    # Forms

    def _decide(self) -> None:
        telling = self._telling()
        rephrases = {link.id for link in self.graph.links_by_type[LinkType.REPHRASE]}
        for link_id in self._in_order(telling | rephrases):
            self.forms[link_id] = self._form(self.graph.links[link_id], is_bare=link_id not in telling)
        self.forms.update({link.id: self._form(link, is_bare=False) for link in self._repeated()})
        self._join_contradictions()
        self._join_steps()

    def _in_order(self, some: Container[str]) -> Iterable[str]:
        """Those of the links' ids, in the order of the graph."""
        return filter(some.__contains__, self.graph.links)

    def _telling(self) -> set[str]:
        """The links that are more than one premise and a target."""
        below, bags = self.below, self.link_bags
        return {
            link.id
            for link in self.graph.links.values()
            if link.id in below
            or (link.scheme or link.note or link.tags)
            or link.strength is not None
            or len(link.premises) != 1
            or link.premises[0].role
            or (link.extra and "structure" in bags[link.id])
        }

    def _repeated(self) -> Iterator[Link]:
        """The relations that say once more what one before them says, and so would be lost."""
        for links in self.graph.links_from.values():
            if len(links) > 1:
                seen: set[tuple[Any, ...]] = set()
                for link in links:
                    said = (link.type, link.target, self.link_bag(link.id).get("relation"))
                    if link.id not in self.forms:
                        if said in seen:
                            yield link
                        seen.add(said)

    def _form(self, link: Link, *, is_bare: bool) -> Form:
        """The form of a link that is no relation."""
        if is_bare and self._is_member(link):
            self.restated[link.premises[0].node] = link.target
            return Form.MEMBER
        return Form.STAND_IN if link.target_link or link.type is LinkType.ATTACK else Form.ARGUMENT

    def _is_member(self, link: Link) -> bool:
        """Whether a rephrase may be written as a second member of its target's class, below the first."""
        node, target = self.graph.nodes[link.premises[0].node], self.graph.nodes[link.target]
        is_root = self.tree.item_of_node[node.id].link is None  # it would stand above the first
        alone = not is_root and len(self.graph.links_from[node.id]) == 1 and node.id not in self.graph.links_to
        bags = self.node_bag(node.id), self.node_bag(target.id)
        own_words = visible(node.text).split()
        return (
            alone
            and not any(bag.get("undefined") for bag in bags)
            and bool(bags[0].get("argument")) is bool(bags[1].get("argument"))
            and bool(own_words)
            and bool(visible(target.text))
            and own_words != visible(target.text).split()
        )

    def _join_contradictions(self) -> None:
        """Two attacks that were read from one ``><`` are written as one."""
        firsts: dict[tuple[str, str], Link] = {}
        for link_id, bag in self.link_bags.items():
            link = self.graph.links[link_id]
            if bag.get("relation") != "contradictory" or link_id in self.forms:
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
            if isinstance(structure, str) and isinstance(step, int) and self.forms.get(link_id) is Form.ARGUMENT:
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
        for link_id, form in self.forms.items() if found else ():
            link = self.graph.links[link_id]
            if form in (Form.ARGUMENT, Form.STAND_IN, Form.STEP):
                found -= {premise.node for premise in link.premises}
                if form is not Form.STAND_IN:
                    found.discard(link.target)
        return found

    def _attackers(self) -> set[str]:
        """The nodes that are premises of attacks only."""
        by_type = self.graph.links_by_type
        others = [links for type_, links in by_type.items() if type_ is not LinkType.ATTACK]
        return _premises_of(by_type[LinkType.ATTACK]).difference(*map(_premises_of, others))

    # Titles

    def _name(self) -> None:
        """A title for each node and argument: the source's, else the id where it is none of ours, else a number."""
        self.node_titles = self._node_titles()
        unused = Unused({self.node_titles[node_id] for node_id in self.arguments if node_id in self.node_titles})
        for link_id in self._in_order(self.forms):
            if self.forms[link_id] in (Form.ARGUMENT, Form.STAND_IN):
                title = self._title(self.link_bags.get(link_id), link_id)
                self.link_titles[link_id] = unused(title or self.tree.item_of_link[link_id].number)

    def _node_titles(self) -> dict[str, str]:
        bags, nodes = self.node_bags, self.graph.nodes
        plain = "".join(nodes).isalnum() and "" not in nodes
        if plain and not bags and not self.restated:  # then every id is its node's title
            return dict(zip(nodes, nodes, strict=True))
        named = [node_id for node_id in nodes if node_id not in self.restated]
        titles = [id_ if id_.isalnum() and id_ not in bags else self._node_title(id_) for id_ in named]
        return dict(zip(named, Unused().each(titles), strict=True))

    def _node_title(self, node_id: str) -> str:
        return self._title(self.node_bags.get(node_id), node_id) or self.tree.item_of_node[node_id].number

    def _title(self, bag: Mapping[str, Any] | None, id_: str) -> str:
        """The title that the source or the id gives; empty where none of them can."""
        given = bag.get("title") if bag else None
        title = fitting_title(given) if isinstance(given, str) else ""
        if title or id_.isalnum():
            return title or id_
        return "" if is_our_id(id_) else fitting_title(id_)


def _premises_of(links: Iterable[Link]) -> set[str]:
    """The ids of the nodes that are premises of these links."""
    return set(map(_NODE, chain.from_iterable(map(_PREMISES, links))))


_PREMISES, _NODE = attrgetter("premises"), attrgetter("node")


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
