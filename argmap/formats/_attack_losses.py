"""What an abstract argumentation framework cannot hold of a map."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from argmap.domain.graph import ArgumentGraph, Node
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.formats._attack_framework import Pair, is_labelled_support, names_of, pairs_of, shown, stands
from argmap.formats._extra import own_extra
from argmap.formats._losses import lost, lost_foreign_data, no_place, said
from argmap.formats._text import one_line
from argmap.formats.base import Note

_UNDERCUTS = (
    "1 undercut becomes an attack on the premises of the link that it bears on.",
    "{} undercuts become attacks on the premises of the links that they bear on.",
)
_LINKED = (
    "1 attack by linked premises becomes one attack by each.",
    "{} attacks by linked premises become one attack by each.",
)
_DANGLING = (
    "1 statement of the source file is about an argument that was deleted, and is left out.",
    "{} statements of the source file are about arguments that were deleted, and are left out.",
)
_ALIKE = (
    "1 attack says what another says; they become one.",
    "{} attacks say what others say; of those alike one stays.",
)


def framework_losses(
    graph: ArgumentGraph, name: str, fits: re.Pattern[str], *, has_text: Callable[[Node], bool] = lambda node: True
) -> Iterator[Note]:
    """What a framework cannot hold of this graph; ``has_text`` says for which nodes a text is written, on one line."""
    links = graph.links.values()
    attacks = [link for link in links if link.type is LinkType.ATTACK]
    supports = [link for link in links if link.type is LinkType.SUPPORT and not is_labelled_support(link, name)]
    warrants = sum(link.on_link for link in supports)
    pairs = [pair for link in attacks for pair in pairs_of(link, graph)]
    yield from no_place(len(supports) - warrants, "support", "supports")
    yield from no_place(warrants, "warrant", "warrants")
    yield from no_place(sum(link.type is LinkType.REPHRASE for link in links), "rephrase", "rephrases")
    yield from said(sum(link.on_link for link in attacks), *_UNDERCUTS)
    yield from said(sum(link.is_linked for link in attacks), *_LINKED)
    yield from said(len(pairs) - len(set(pairs)), *_ALIKE)
    yield from _lost_of_nodes(graph, name, fits, has_text)
    yield from no_place(_lost_kinds(graph, name, pairs), "node kind", "node kinds")
    yield from said(_dangling(graph, name, fits), *_DANGLING)
    yield from lost(graph, "title", "description", "articles", "spans", "main", "implicit", "evidence_type")
    yield from lost(graph, "attribution", "sources", "confidence", "node_note", "node_tags", "node_position", "roles")
    yield from lost(graph, "scheme", "strength", "link_note", "link_tags", "link_position")
    yield from lost_foreign_data(graph, lambda bag, value: bag == name)


def _lost_of_nodes(
    graph: ArgumentGraph, name: str, fits: re.Pattern[str], has_text: Callable[[Node], bool]
) -> Iterator[Note]:
    names = names_of(graph, name, fits)
    texts = [node for node in graph.nodes.values() if node.text != shown(names[node.id])]
    without = sum(not has_text(node) for node in texts)
    yield from no_place(without, "text of a node", "texts of nodes")
    broken = sum(has_text(node) and node.text != one_line(node.text) for node in texts)
    yield from said(broken, "1 text is written on one line.", "{} texts are written on one line each.")


def _lost_kinds(graph: ArgumentGraph, name: str, pairs: Iterable[Pair]) -> int:
    """How many nodes have a kind that a reader does not give them: counterclaim to what only attacks, else claim."""
    supporting = {p.node for link in graph.links.values() if is_labelled_support(link, name) for p in link.premises}
    attacking = {source for source, target in pairs if source != target} - supporting
    read = {id_: NodeKind.COUNTERCLAIM if id_ in attacking else NodeKind.CLAIM for id_ in graph.nodes}
    return sum(node.kind is not read[node.id] for node in graph.nodes.values())


def _dangling(graph: ArgumentGraph, name: str, fits: re.Pattern[str]) -> int:
    """How many kept statements name an argument that the framework does not have any more."""
    kept = own_extra(graph.extra, name).get("others")
    names = set(names_of(graph, name, fits).values()) if kept else ()
    return sum(not stands(line, names) for line in kept) if isinstance(kept, list) else 0
