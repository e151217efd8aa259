"""What collapsed items hide. Twin: ``static/js/hidden.js``."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from argmap.domain.layout.model import Hidden
from argmap.domain.tree import Item, Tree, walk
from argmap.domain.vocabulary import LinkType


def hidden_below(tree: Tree, collapsed: Collection[str]) -> Mapping[str, Hidden]:
    """For each visible collapsed item what it hides.

    A node speaks for the item when an even number of attacks lies between the two, against it otherwise. Linear.
    """
    counts: dict[str, list[int]] = {}
    if not collapsed:
        return {}
    roof: dict[str, tuple[str, bool]] = {}  # hidden item → the collapsed item over it, and whether it speaks for that
    for item in walk(tree):
        over = roof.get(item.key)
        if over is not None and item.node is not None:
            counts[over[0]][0 if over[1] else 1] += 1
        if over is None and item.key in collapsed and item.below:
            over = (item.key, True)
            counts[item.key] = [0, 0]
        if over is not None:
            for below in item.below:
                roof[below.key] = (over[0], over[1] is not _turns(below))
    return {key: Hidden(count[0] + count[1], count[0], count[1]) for key, count in counts.items()}


def _turns(item: Item) -> bool:
    """Whether what follows speaks against what the item above stands for."""
    return item.link is not None and item.link.type is LinkType.ATTACK and not item.is_member
