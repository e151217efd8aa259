"""The figures of a map as tables: each is shown with its bars, given by the API and saved as CSV in the same shape."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from argmap.domain.graph import ArgumentGraph, Article, Node
from argmap.domain.tree import Item, Tree, tree_of, walk
from argmap.domain.vocabulary import EvidenceType, LinkType, NodeKind, relation_name

_RELATIONS = ("support", "attack", "undercut", "warrant", "rephrase")
MARKED, LENGTH = "marked", "in all"


@dataclass(frozen=True, slots=True)
class Row:
    """What is counted, and its numbers; ``tint`` is the word of the vocabulary whose colour its bar has, or empty."""

    label: str
    values: tuple[int, ...]
    tint: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Numbers of one sort. The first ``drawn`` columns have bars, as shares of the last column where ``of_last``."""

    name: str
    title: str
    about: str
    head: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    drawn: int = 1
    of_last: bool = False

    def bars(self) -> Iterator[tuple[Row, tuple[float, ...]]]:
        """Each row with the lengths of its bars in percent: the longest of the table, or the whole, has 100."""
        longest = max((value for row in self.rows for value in row.values[: self.drawn]), default=0)
        for row in self.rows:
            whole = row.values[-1] if self.of_last else longest
            yield row, tuple(round(100 * value / whole, 1) if whole else 0.0 for value in row.values[: self.drawn])


def tables_of(graph: ArgumentGraph) -> list[Table]:
    """All tables of the graph, also those without rows; linear in its size."""
    tree = tree_of(graph)
    return [_kinds(graph), _relations(graph), _sides(tree), _levels(tree), _evidence(graph), _text(graph), _who(graph)]


def _kinds(graph: ArgumentGraph) -> Table:
    counts = Counter(node.kind for node in graph.nodes.values())
    rows = (Row(kind.label, (counts[kind],), kind.value) for kind in NodeKind)
    return Table("kinds", "Nodes", "How many nodes there are of each kind.", "Kind", ("nodes",), _filled(rows))


def _relations(graph: ArgumentGraph) -> Table:
    counts = Counter(relation_name(link.type, on_link=link.on_link) for link in graph.links.values())
    rows = (Row(name.capitalize(), (counts[name],), name) for name in _RELATIONS)
    return Table("relations", "Links", "How nodes bear on each other.", "Relation", ("links",), _filled(rows))


def _levels(tree: Tree) -> Table:
    """The breadth of the tree; premises that work only together stand on the level of their link."""
    level = {root.key: 1 for root in tree.roots}
    counts: Counter[int] = Counter()
    for item in walk(tree):
        own = level[item.key]
        counts[own] += item.node is not None and item.reference is None
        level.update((member.key, own) for member in item.members)
        level.update((below.key, own + 1) for below in (*item.on_link, *item.children))
    rows = tuple(Row(str(number), (count,)) for number, count in sorted(counts.items()) if count)
    about = "How many nodes stand on each level of the outline: the breadth of the argument."
    return Table("levels", "Depth and breadth", about, "Level", ("nodes",), rows)


def _evidence(graph: ArgumentGraph) -> Table:
    counts = Counter(node.evidence_type for node in graph.nodes.values() if node.kind is NodeKind.EVIDENCE)
    types: tuple[EvidenceType | None, ...] = (*EvidenceType, None)
    rows = (Row(type_.label if type_ else "without a type", (counts[type_],), "evidence") for type_ in types)
    about = "What sort of evidence is given."
    return Table("evidence", "Types of evidence", about, "Type", ("nodes",), _most(_filled(rows)))


def _who(graph: ArgumentGraph) -> Table:
    counts = Counter(node.attribution for node in graph.nodes.values() if node.attribution)
    rows = (Row(who, (count,)) for who, count in sorted(counts.items()))
    about = "Whom the author lets speak; nodes that the author asserts are not counted."
    return Table("attributions", "Attributions", about, "Asserted by", ("nodes",), _most(rows))


def _sides(tree: Tree) -> Table:
    """For each main claim, and each branch under it, the nodes on both sides, as a collapsed line counts them."""
    tops = [root for root in tree.roots if root.node and root.node.main] or [root for root in tree.roots if root.below]
    rows: list[Row] = []
    for top in tops:
        own = [_Branch(below) for below in top.below]
        total = tuple(sum(counts) for counts in zip(*(branch.sides for branch in own), strict=True)) or (0, 0)
        rows.append(Row(_named(top), (total[0], total[1])))
        rows += [Row(_named(branch.item), branch.sides) for branch in own]
    about = (
        "How many nodes speak for each main claim and against it, in all and in each branch: a node speaks against it "
        "where an odd number of attacks and undercuts lies between the two."
    )
    return Table("sides", "For and against", about, "Claim or branch", ("for", "against"), tuple(rows), drawn=2)


class _Branch:
    """An item with all below it, and how many of these nodes speak for what is above it, and against it."""

    def __init__(self, item: Item) -> None:
        self.item = item
        counts = [0, 0]
        stack = [(item, _turns(item))]
        while stack:
            one, against = stack.pop()
            counts[against] += one.node is not None
            stack += [(below, against is not _turns(below)) for below in one.below]
        self.sides = (counts[0], counts[1])


def _turns(item: Item) -> bool:
    return item.link is not None and item.link.type is LinkType.ATTACK and not item.is_member


def _named(item: Item) -> str:
    nodes = [item.node] if item.node else [member.node for member in item.members]
    return f"{item.number} {' + '.join(' '.join(node.text.split()) for node in nodes if node)}".strip()


def _text(graph: ArgumentGraph) -> Table:
    """Characters are code points of the revision that the map shows; where passages overlap they count once."""
    nodes: dict[str, list[Node]] = {}
    for node in graph.nodes.values():
        for revision in {span.revision for span in node.spans}:
            nodes.setdefault(revision, []).append(node)
    rows = tuple(_marked(article, nodes) for article in graph.articles.values() if article.revisions)
    columns = (MARKED, *(kind.value for kind in NodeKind), LENGTH)
    about = "How many characters of each text are marked, by anything and by each kind of node."
    return Table("text", "Share of the text", about, "Article", columns, rows, of_last=True)


def _marked(article: Article, nodes: dict[str, list[Node]]) -> Row:
    revision = article.revisions[-1]
    spans = [
        (span.start, span.end, node.kind)
        for node in nodes.get(revision.id, ())
        for span in node.spans
        if span.revision == revision.id
    ]
    own = [covered((start, end) for start, end, _ in spans)]
    own += [covered((start, end) for start, end, kind in spans if kind is wanted) for wanted in NodeKind]
    return Row(article.title or "Untitled", (*own, len(revision.text)))


def covered(stretches: Iterable[tuple[int, int]]) -> int:
    """How long all stretches are together; what several of them cover counts once."""
    length = until = 0
    for start, end in sorted(stretches):
        length += max(0, end - max(start, until))
        until = max(until, end)
    return length


def _filled(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(row for row in rows if any(row.values))


def _most(rows: Iterable[Row]) -> tuple[Row, ...]:
    return tuple(sorted(rows, key=lambda row: -row.values[0]))


def widest(tables: Sequence[Table]) -> int:
    """How many nodes stand on the broadest level."""
    return max((row.values[0] for table in tables if table.name == "levels" for row in table.rows), default=0)
