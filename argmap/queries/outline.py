"""The tree as lines of the outline: the twin of ``static/js/workbench/outline_lines.js``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from argmap.domain.graph import Link, Node
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

    @property
    def node(self) -> Node | None:
        return self.item.node

    @property
    def link(self) -> Link | None:
        return self.item.link

    @property
    def has_below(self) -> bool:
        return bool(self.item.below)


def lines_of(tree: Tree) -> Iterator[Line]:
    """The lines in display order; linear in the size of the tree."""
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
        )


def _relation(item: Item, tree: Tree) -> tuple[str, str, str]:
    link = item.link
    if link is None or item.is_member:
        return "", "", ""
    name = relation_name(link.type, on_link=link.on_link)
    target = tree.item_of_link.get(link.target) if link.on_link else tree.item_of_node.get(link.target)
    number = target.number if target else ""
    return name, relation_sign(link.type, on_link=link.on_link), f"{RELATION_VERB[name]} {number}".strip()
