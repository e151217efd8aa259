"""What a graph holds that a format may have no place for: counted, and said in sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from argmap.domain.graph import ArgumentGraph, Extra, Link, Node
from argmap.domain.quick import changed
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.formats._argmap_ids import without_kept_ids
from argmap.formats.base import Note


@dataclass(frozen=True, slots=True)
class Feature:
    """Something that a graph may hold: how often this one does, and its name for one and for many."""

    count: Callable[[ArgumentGraph], int]
    one: str
    many: str


FEATURES = {
    "title": Feature(lambda g: bool(g.title), "title of the map", ""),
    "description": Feature(lambda g: bool(g.description), "description of the map", ""),
    "articles": Feature(lambda g: len(g.articles), "article", "articles"),
    "spans": Feature(lambda g: sum(len(n.spans) for n in g.nodes.values()), "span", "spans"),
    "main": Feature(lambda g: sum(n.main for n in g.nodes.values()), "main-claim mark", "main-claim marks"),
    "implicit": Feature(lambda g: sum(n.implicit for n in g.nodes.values()), "implicit mark", "implicit marks"),
    "evidence_type": Feature(
        lambda g: sum(n.evidence_type is not None for n in g.nodes.values()), "evidence type", "evidence types"
    ),
    "attribution": Feature(lambda g: sum(bool(n.attribution) for n in g.nodes.values()), "attribution", "attributions"),
    "sources": Feature(lambda g: sum(len(n.sources) for n in g.nodes.values()), "source of a node", "sources of nodes"),
    "confidence": Feature(
        lambda g: sum(n.confidence is not None for n in g.nodes.values()), "confidence value", "confidence values"
    ),
    "node_note": Feature(lambda g: sum(bool(n.note) for n in g.nodes.values()), "node note", "node notes"),
    "node_tags": Feature(lambda g: sum(len(n.tags) for n in g.nodes.values()), "node tag", "node tags"),
    "node_position": Feature(
        lambda g: sum(n.position is not None for n in g.nodes.values()),
        "chosen place of a node",
        "chosen places of nodes",
    ),
    "roles": Feature(
        lambda g: sum(bool(p.role) for link in g.links.values() for p in link.premises), "premise role", "premise roles"
    ),
    "scheme": Feature(lambda g: sum(bool(link.scheme) for link in g.links.values()), "scheme", "schemes"),
    "strength": Feature(
        lambda g: sum(link.strength is not None for link in g.links.values()), "strength value", "strength values"
    ),
    "link_note": Feature(lambda g: sum(bool(link.note) for link in g.links.values()), "link note", "link notes"),
    "link_tags": Feature(lambda g: sum(len(link.tags) for link in g.links.values()), "link tag", "link tags"),
    "link_position": Feature(
        lambda g: sum(link.position is not None for link in g.links.values()),
        "chosen place of a link",
        "chosen places of links",
    ),
    "comments": Feature(lambda g: sum(c.count for c in g.comments.values()), "comment", "comments"),
    "highlights": Feature(lambda g: len(g.highlights), "highlight", "highlights"),
    "tag_colors": Feature(lambda g: len(colors_in_use(g)), "colour of a tag", "colours of tags"),
}

# What is said beside the argument: the registry tells of it where a format does not hold it.
BESIDE = ("comments", "highlights", "tag_colors")


def colors_in_use(graph: ArgumentGraph) -> dict[str, str]:
    """The colours of the tags that nodes and links carry, by name."""
    if not graph.tag_colors:
        return {}
    parts: list[Node | Link] = [*graph.nodes.values(), *graph.links.values()]
    used = {tag for part in parts for tag in part.tags}
    return {name: color for name, color in graph.tag_colors.items() if name in used}


def lost(graph: ArgumentGraph, *names: str) -> Iterator[Note]:
    """A note for each of these features that the graph has, in this order."""
    for name in names:
        feature = FEATURES[name]
        yield from no_place(feature.count(graph), feature.one, feature.many)


def no_place(count: int, one: str, many: str) -> Iterator[Note]:
    """The note that ``count`` of something have no place; nothing where there are none.

    What has no plural (``many`` is empty) there is once at most, and needs no number.
    """
    if count:
        only = f"1 {one} has no place." if many else f"The {one} has no place."
        yield Note(only if count == 1 else f"{count:,} {many} have no place.", int(count))


def said(count: int, one: str, many: str) -> Iterator[Note]:
    """A note with the sentence for one or for many (``{}`` stands for the number); nothing where there are none."""
    if count:
        yield Note((one if count == 1 else many).format(f"{count:,}"), int(count))


def foreign_bags(graph: ArgumentGraph, is_own: Callable[[str, object], bool]) -> int:
    """How many objects carry data of formats other than the writer's; ``is_own`` looks at a bag's name and content.

    The ids of an argmap file from which the map was imported are no data.
    """
    bags: list[Extra] = [graph.extra]
    for parts in (graph.articles, graph.nodes, graph.links):
        bags += [part.extra for part in parts.values()]
    return sum(any(not is_own(name, value) for name, value in without_kept_ids(bag).items()) for bag in bags if bag)


def lost_foreign_data(
    graph: ArgumentGraph, is_own: Callable[[str, object], bool] = lambda name, value: False
) -> Iterator[Note]:
    """The note that what other programs said of the map and its parts is not in the file; see :func:`foreign_bags`."""
    yield from foreign_data(foreign_bags(graph, is_own))


def foreign_data(count: int) -> Iterator[Note]:
    """The same note, of so many objects."""
    return said(
        count,
        "The data of other programs on 1 object is left out.",
        "The data of other programs on {} objects is left out.",
    )


def implied_kind(node: Node, graph: ArgumentGraph) -> NodeKind:
    """The kind that a reader gives a node of a format without kinds.

    A counterclaim where all links of which it is a premise are attacks, else a claim.
    """
    links = graph.links_from.get(node.id, ())
    attacks = bool(links) and all(link.type == "attack" for link in links)
    return NodeKind.COUNTERCLAIM if attacks else NodeKind.CLAIM


def counterclaims_of(links: Iterable[Link]) -> set[str]:
    """The ids of all nodes that :func:`implied_kind` makes counterclaims, for a reader that knows its links first."""
    attacking: set[str] = set()
    other: set[str] = set()
    for link in links:
        add = (attacking if link.type is LinkType.ATTACK else other).add
        for premise in link.premises:
            add(premise.node)
    return attacking - other


def with_implied_kinds(graph: ArgumentGraph) -> ArgumentGraph:
    """The graph with the implied kind on each node."""
    against = counterclaims_of(graph.links.values())
    kinds = {id: NodeKind.COUNTERCLAIM if id in against else NodeKind.CLAIM for id in graph.nodes}
    other = {id: changed(node, kind=kinds[id]) for id, node in graph.nodes.items() if node.kind is not kinds[id]}
    return changed(graph, nodes={**graph.nodes, **other}) if other else graph
