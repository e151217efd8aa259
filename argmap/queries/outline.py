"""The tree as lines of the outline: the twin of ``static/js/workbench/outline_lines.js``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link, Node
from argmap.domain.schemes.model import Scheme
from argmap.domain.schemes.questions import State, questions_of, scheme_of
from argmap.domain.tree import Item, Tree, walk
from argmap.domain.vocabulary import relation_name, relation_sign

DEEPEST_RAIL = 8  # deeper items are not indented further; their numbers tell the depth

RELATION_VERB = {
    "support": "supports",
    "attack": "attacks",
    "undercut": "undercuts the link of",
    "warrant": "warrants the link of",
    "rephrase": "rephrases",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the outline.

    ``rails`` are the guides at its left, outermost first: whether the line of that depth goes on below.
    """

    item: Item
    level: int  # from 1, as aria-level counts
    place: int  # among its siblings, from 1
    siblings: int
    relation: str  # support, attack, undercut, warrant, rephrase; empty for roots and members
    sign: str
    verb: str  # "supports 1.2", for those who do not see the sign
    rails: tuple[bool, ...]
    parent: str  # the key of the item above; empty for roots
    scheme: str = ""  # its name, by which the link infers
    open: str = ""  # how many of its critical questions are, as in "3 of 6 open"
    role: str = ""  # of the node among the link's premises
    tags: tuple[str, ...] = ()  # of the link
    talk: tuple[int, int] = (0, 0)  # comments on it, and those of them in open threads

    @property
    def node(self) -> Node | None:
        return self.item.node

    @property
    def link(self) -> Link | None:
        return self.item.link

    @property
    def has_below(self) -> bool:
        return bool(self.item.below)


def lines_of(tree: Tree, graph: ArgumentGraph) -> Iterator[Line]:
    """The lines of the graph's tree in display order; linear in its size."""
    places: dict[str, tuple[int, int, Item | None]] = {}
    for index, root in enumerate(tree.roots):
        places[root.key] = (index + 1, len(tree.roots), None)
    rails: dict[str, tuple[bool, ...]] = {}
    for item in walk(tree):
        place, siblings, parent = places[item.key]
        own = (*rails[parent.key], place < siblings)[:DEEPEST_RAIL] if parent else ()
        rails[item.key] = own
        below = item.below
        for index, child in enumerate(below):
            places[child.key] = (index + 1, len(below), item)
        relation, sign, verb = _relation(item, tree)
        yield Line(
            item=item,
            level=item.depth + 1,
            place=place,
            siblings=siblings,
            relation=relation,
            sign=sign,
            verb=verb,
            rails=own,
            parent=parent.key if parent else "",
            talk=_talk(item, graph),
            **_of_link(item, graph),
        )


def _talk(item: Item, graph: ArgumentGraph) -> tuple[int, int]:
    """How many comments are on what the line shows whole: the twin of ``commentedIn``."""
    node = None if item.reference else item.node
    link = None if item.is_member else item.link
    counts = [graph.talk.get(thing.id, (0, 0)) for thing in (node, link) if thing]
    return sum(all_ for all_, _ in counts), sum(open_ for _, open_ in counts)


def _of_link(item: Item, graph: ArgumentGraph) -> dict[str, Any]:
    """What the line says of its link: the twin of ``Schemes.wordsOf``."""
    if (link := item.link) is None:
        return {}
    scheme = scheme_of(link)
    words: dict[str, Any] = {"role": "" if item.node is None else _role(item.node, link, scheme)}
    if item.is_member:
        return words
    asked = questions_of(graph, link)
    count = sum(one.state is State.OPEN for one in asked)
    return words | {
        "scheme": scheme.name if scheme else link.scheme,
        "open": f"{count} of {len(asked)} open" if asked else "",
        "tags": link.tags,
    }


def _role(node: Node, link: Link, scheme: Scheme | None) -> str:
    """The node's role in words; the only role of a scheme goes without saying."""
    role = next((premise.role for premise in link.premises if premise.node == node.id), "")
    if scheme and scheme.roles == (role,):
        return ""
    _, slash, question = role.partition("/")
    return f"critical question: {question.replace('-', ' ')}" if slash else role


def _relation(item: Item, tree: Tree) -> tuple[str, str, str]:
    link = item.link
    if link is None or item.is_member:
        return "", "", ""
    name = relation_name(link.type, on_link=link.on_link)
    target = tree.item_of_link.get(link.target) if link.on_link else tree.item_of_node.get(link.target)
    number = target.number if target else ""
    return name, relation_sign(link.type, on_link=link.on_link), f"{RELATION_VERB[name]} {number}".strip()
