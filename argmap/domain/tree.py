"""The tree as which a graph is shown: one function for every tree-shaped view and writer (DESIGN.md §4).

An item is a link with its premise, or a root. Depth first in display order, so that references point upward; every
node is expanded exactly once and every link is shown exactly once, whatever cycles the graph has. Nothing recurses,
and time and memory grow linearly with the graph. The twin in the browser is ``static/js/tree.js``.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass

from argmap.domain.collector import paused_collector
from argmap.domain.graph import ArgumentGraph, Link, Node
from argmap.domain.order import in_order

LONGEST_NUMBER = 120  # characters; below that an item's number starts anew, or a long chain would need quadratic memory


@dataclass(slots=True, eq=False, repr=False)  # not frozen: that would cost half of the time of making a tree
class Item:
    """One line of the outline, one box of the map; nobody changes it once the tree is made.

    ``key`` is unique and stable: a root's node id; ``link/node`` for a single premise and for a member of linked
    premises; the link's id for their group. ``number`` is ``1``, ``1.2``, for members ``1.2a``.
    """

    key: str
    number: str
    depth: int  # roots 0; members stand one below their group
    node: Node | None  # None only for a group of linked premises
    link: Link | None  # the link under which it is shown; None for a root
    members: tuple[Item, ...] = ()  # of a group
    on_link: tuple[Item, ...] = ()  # undercuts and warrants of its link; those of linked premises hang on the group
    children: tuple[Item, ...] = ()  # links on its node; none for a group or a reference
    reference: str | None = None  # the number of the item where its node is expanded

    @property
    def is_group(self) -> bool:
        return self.node is None

    @property
    def is_member(self) -> bool:
        """Whether it is one of several premises that stand together."""
        return self.node is not None and self.link is not None and len(self.link.premises) > 1

    @property
    def below(self) -> tuple[Item, ...]:
        """All items directly below, in display order."""
        return self.members + self.on_link + self.children

    def __repr__(self) -> str:
        return f"<Item {self.number} {self.key}>"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Tree:
    """A graph's items: ``items`` by key in display order, ``item_of_node`` where a node is expanded."""

    roots: tuple[Item, ...]
    items: Mapping[str, Item]
    item_of_node: Mapping[str, Item]
    item_of_link: Mapping[str, Item]  # the group, where premises are linked


@paused_collector()
def tree_of(graph: ArgumentGraph) -> Tree:
    """The tree of a graph.

    Roots are main claims by position, then nodes that are a premise of no link, then for what is not yet reached the
    earliest node in the text of each remaining component. A main claim that is reached from an earlier one is shown
    there and is no root of its own.
    """
    growth = _Growth(graph)
    for seed in seeds_of(graph, growth.expanded):
        growth.plant(seed)
    return growth.tree()


def seeds_of(graph: ArgumentGraph, reached: Container[str]) -> Iterator[Node]:
    """Where a walk of the whole graph begins, in the order of :func:`tree_of`.

    ``reached`` are the ids of the nodes that the walk has met: it grows while this is read.
    """
    nodes, linked, place = graph.nodes.values(), graph.links_from, graph.node_place
    for stage in (
        graph.main_claims,
        (node for node in nodes if node.id not in linked),
        (node for node in nodes if node.id not in reached),
    ):
        for node in in_order(stage, place):
            if node.id not in reached:
                yield node


def walk(tree: Tree) -> Iterator[Item]:
    """The items in display order: an item, its members with all below them, what is on its link, its children."""
    return iter(tree.items.values())


class _Growth:
    """A tree in the making: its items in display order, and the number at which each node is expanded."""

    def __init__(self, graph: ArgumentGraph) -> None:
        self.graph = graph
        self.items: list[Item] = []
        self.expanded: dict[str, str] = {}
        self.roots: list[Item] = []
        self.restarts = 0
        self.links_to = graph.links_in_order

    def plant(self, node: Node) -> None:
        """Make a root of the node."""
        self.roots.append(Item(node.id, str(len(self.roots) + 1), 0, node, None))
        self._grow(self.roots[-1])

    def _grow(self, root: Item) -> None:
        stack = [root]
        while stack:
            item = stack.pop()
            self.items.append(item)
            self._unfold(item)
            if item.children:
                stack.extend(item.children[::-1])
            if item.on_link:
                stack.extend(item.on_link[::-1])
            if item.members:
                stack.extend(item.members[::-1])

    def _unfold(self, item: Item) -> None:
        link, node, links_to = item.link, item.node, self.links_to
        if node is None and link is not None:
            item.members = self._members(item, link)
        if link is not None and link.id in links_to and not item.is_member:
            item.on_link = self._below(item, links_to[link.id], start=1)
        if node is not None:
            item.reference = self.expanded.get(node.id)
            if item.reference is None:
                self.expanded[node.id] = item.number
                if node.id in links_to:
                    item.children = self._below(item, links_to[node.id], start=1 + len(item.on_link))

    def _below(self, parent: Item, links: Iterable[Link], *, start: int) -> tuple[Item, ...]:
        depth = parent.depth + 1
        siblings = enumerate(links, start)
        return tuple([self._item(link, self._number(parent, ordinal), depth) for ordinal, link in siblings])

    def _item(self, link: Link, number: str, depth: int) -> Item:
        if len(link.premises) > 1:
            return Item(link.id, number, depth, None, link)
        node_id = link.premises[0].node
        return Item(f"{link.id}/{node_id}", number, depth, self.graph.nodes[node_id], link)

    def _members(self, group: Item, link: Link) -> tuple[Item, ...]:
        depth = group.depth + 1
        nodes = [self.graph.nodes[premise.node] for premise in link.premises]
        return tuple(
            Item(f"{link.id}/{node.id}", group.number + letters(index), depth, node, link)
            for index, node in enumerate(nodes)
        )

    def _number(self, parent: Item, ordinal: int) -> str:
        if len(parent.number) < LONGEST_NUMBER:
            return f"{parent.number}.{ordinal}"
        self.restarts += 1
        return f"…{self.restarts}"

    def tree(self) -> Tree:
        items = self.items
        return Tree(
            roots=tuple(self.roots),
            items={item.key: item for item in items},
            item_of_node={item.node.id: item for item in items if item.node and item.reference is None},
            item_of_link={item.link.id: item for item in items if item.link and not item.is_member},
        )


def letters(index: int) -> str:
    """``a`` to ``z``, then ``aa``, ``ab`` and so on, for an index from 0."""
    index += 1
    text = ""
    while index:
        index, rest = divmod(index - 1, 26)
        text = chr(ord("a") + rest) + text
    return text
