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
    in_groups = {member.key for item in walk(tree) for member in item.members}
    return [_line(item, member=item.key in in_groups) for item in walk(tree)]


def _line(item: Item, *, member: bool) -> str:
    text = item.node.text if item.node else "linked"
    seen = f" (see {item.reference})" if item.reference else ""
    return f"{'  ' * item.depth}{_sign(item, member=member)}{text}{seen}"


def _sign(item: Item, *, member: bool) -> str:
    if member:
        return "& "
    return f"{relation_sign(item.link.type, on_link=item.link.on_link)} " if item.link else ""
