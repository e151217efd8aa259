"""A tree as indented lines of text, so that tests and people see it at a glance.

a
  + b
    × c
  − linked
    & d
    & e (see 1.2)
"""

from __future__ import annotations

from argmap.domain.tree import Item, Tree, walk
from argmap.domain.vocabulary import relation_sign


def outline(tree: Tree) -> list[str]:
    """One line for each item: two spaces a level, the relation's sign, the node's text; no numbers."""
    return [_line(item) for item in walk(tree)]


def _line(item: Item) -> str:
    text = item.node.text if item.node else "linked"
    seen = f" (see {item.reference})" if item.reference else ""
    return f"{'  ' * item.depth}{_sign(item)}{text}{seen}"


def _sign(item: Item) -> str:
    if item.is_member:
        return "& "
    return f"{relation_sign(item.link.type, on_link=item.link.on_link)} " if item.link else ""
