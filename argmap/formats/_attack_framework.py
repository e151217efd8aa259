"""An abstract argumentation framework (Dung 1995) and a map, from one to the other.

The arguments are the nodes. An attack on a node makes each of its premises attack that node; an undercut makes each of
its premises attack the arguments that use the link it bears on, which are that link's premises. Supports say nothing
in a framework and are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link, Node, Premise
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.formats._extra import extra_of, own_extra
from argmap.formats._limits import check_node_count
from argmap.formats._losses import lost, lost_foreign_data, no_place, said, with_implied_kinds
from argmap.formats._reading import reading_of
from argmap.formats._text import one_line
from argmap.formats.base import Note, Reading

Pair = tuple[str, str]

_NOTES = {
    "alone": (
        "1 argument attacks itself, which no node can; that is kept aside and written back.",
        "{} arguments attack themselves, which no node can; that is kept aside and written back.",
    ),
    "undeclared": (
        "1 argument is not declared, but stands in an attack; it is added.",
        "{} arguments are not declared, but stand in attacks; they are added.",
    ),
    "double": (
        "1 argument is declared twice; it is read once.",
        "{} arguments are declared twice; each is read once.",
    ),
    "repeated": ("1 attack stands twice; it is read once.", "{} attacks stand twice; each is read once."),
    "comments": (
        "1 comment is kept aside and written back.",
        "{} comments are kept aside and written back.",
    ),
    "others": (
        "1 other statement is kept aside and written back.",
        "{} other statements are kept aside and written back.",
    ),
}


@dataclass(slots=True)
class Framework:
    """A framework as a file says it.

    ``arguments`` gives each argument's text, empty where there is none; ``attacks`` and ``supports`` (pairs from
    attacker to attacked) have their label, mostly empty; ``beside`` is what else stands there, by kind.
    """

    arguments: dict[str, str] = field(default_factory=dict)
    attacks: dict[Pair, str] = field(default_factory=dict)
    supports: dict[Pair, str] = field(default_factory=dict)
    beside: dict[str, list[str]] = field(default_factory=dict)
    counts: Counter[str] = field(default_factory=Counter)

    def declare(self, name: str, text: str = "") -> None:
        """Add the argument; one that stands twice is counted."""
        self.counts["double"] += name in self.arguments
        self.arguments.setdefault(name, text)

    def attack(self, pair: Pair, label: str = "") -> None:
        """Add the attack; one that stands twice is counted."""
        self.counts["repeated"] += pair in self.attacks
        self.attacks.setdefault(pair, label)

    def complete(self) -> None:
        """Make arguments of the ends of attacks that are not declared."""
        for name in (name for pair in [*self.attacks, *self.supports] for name in pair):
            if name not in self.arguments:
                self.counts["undeclared"] += 1
                self.arguments[name] = ""
        check_node_count(len(self.arguments))


def reading_of_framework(framework: Framework, name: str) -> Reading:
    """The map of a framework that was read from format ``name``."""
    framework.complete()
    alone = {source for source, target in [*framework.attacks, *framework.supports] if source == target}
    nodes = [
        Node(key, NodeKind.CLAIM, text or shown(key), extra=extra_of(name, _bag(key, text, key in alone)))
        for key, text in framework.arguments.items()
    ]
    links = [
        *_links(framework.attacks, LinkType.ATTACK, name),
        *_links(framework.supports, LinkType.SUPPORT, name),
    ]
    graph = ArgumentGraph.of(id="map", nodes=nodes, links=links, extra=extra_of(name, framework.beside))
    return reading_of(with_implied_kinds(graph), _notes(framework, len(alone)))


def _bag(key: str, text: str, attacks_itself: bool) -> dict[str, Any]:
    bag: dict[str, Any] = {"id": key}
    if text:
        bag["text"] = text
    return bag | {"self": True} if attacks_itself else bag


def _links(pairs: Mapping[Pair, str], type_: LinkType, name: str) -> Iterator[Link]:
    sign = ">" if type_ is LinkType.ATTACK else "+"
    for (source, target), label in pairs.items():
        if source != target:
            extra = extra_of(name, {"label": label} if label else {})
            yield Link(f"{source} {sign} {target}", type_, (Premise(source),), target, extra=extra)


def _notes(framework: Framework, alone: int) -> Iterator[Note]:
    counts = framework.counts + Counter({"alone": alone})
    counts.update({kind: len(lines) for kind, lines in framework.beside.items()})
    for key, (one, many) in _NOTES.items():
        yield from said(counts[key], one, many)


_UNDERCUTS = (
    "1 undercut becomes an attack on the premises of the link that it bears on.",
    "{} undercuts become attacks on the premises of the links that they bear on.",
)
_LINKED = (
    "1 attack by linked premises becomes one attack by each.",
    "{} attacks by linked premises become one attack by each.",
)
_ALIKE = (
    "1 attack says what another says; they become one.",
    "{} attacks say what others say; of those alike one stays.",
)


def framework_of(graph: ArgumentGraph, name: str, fits: re.Pattern[str]) -> Framework:
    """The framework of a map for format ``name``, in which names of arguments match ``fits``."""
    names = _names(graph, name, fits)
    framework = Framework(beside=own_extra(graph.extra, name))
    for node in graph.nodes.values():
        framework.arguments[names[node.id]] = node.text
        if own_extra(node.extra, name).get("self"):
            framework.attacks[names[node.id], names[node.id]] = ""
    for link in graph.links.values():
        label = own_extra(link.extra, name).get("label", "")
        if link.type is LinkType.ATTACK:
            for source, target in pairs_of(link, graph):
                framework.attack((names[source], names[target]), label if isinstance(label, str) else "")
        elif is_labelled_support(link, name):
            framework.supports.setdefault((names[link.premises[0].node], names[link.target]), label)
    return framework


def pairs_of(link: Link, graph: ArgumentGraph) -> Iterator[Pair]:
    """The attacks of node on node that an attack or undercut stands for."""
    on = graph.links[link.target_link] if link.target_link is not None else None
    targets = [premise.node for premise in on.premises] if on else [link.target]
    for premise in link.premises:
        yield from ((premise.node, target) for target in targets)


def is_labelled_support(link: Link, name: str) -> bool:
    """Whether the link came from the file as an edge that its label calls a support."""
    label = own_extra(link.extra, name).get("label")
    bare = len(link.premises) == 1 and not link.on_link and link.type is LinkType.SUPPORT
    return bare and isinstance(label, str) and bool(label)


def _names(graph: ArgumentGraph, name: str, fits: re.Pattern[str]) -> dict[str, str]:
    """A name for each node: that of the file, else its id where it fits, else a number behind a letter."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for node in graph.nodes.values():
        for key in (own_extra(node.extra, name).get("id"), node.id):
            if isinstance(key, str) and key not in taken and fits.fullmatch(key):
                names[node.id] = key
                taken.add(key)
                break
    fresh = (key for key in map("a{}".format, count(1)) if key not in taken)
    return {id_: names[id_] if id_ in names else next(fresh) for id_ in graph.nodes}


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
    yield from lost(graph, "title", "description", "articles", "spans", "main", "implicit", "evidence_type")
    yield from lost(graph, "attribution", "sources", "confidence", "node_note", "node_tags", "node_position", "roles")
    yield from lost(graph, "scheme", "strength", "link_note", "link_tags", "link_position")
    yield from lost_foreign_data(graph, lambda bag, value: bag == name)


def _lost_of_nodes(
    graph: ArgumentGraph, name: str, fits: re.Pattern[str], has_text: Callable[[Node], bool]
) -> Iterator[Note]:
    names = _names(graph, name, fits)
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


def shown(name: str) -> str:
    """The text of an argument that has only a name."""
    return name.strip('"') or name


def text_in(comment: str, names: Mapping[str, Any]) -> Pair | None:
    """Argument and text of a comment ``name: text``, None where it is another comment."""
    name, colon, text = comment.partition(": ")
    found = colon and name.strip() in names and one_line(text)
    return (name.strip(), one_line(text)) if found else None


def take_texts(framework: Framework, comments: Iterable[str]) -> None:
    """Give arguments the texts that comments say of them; the other comments are kept."""
    others = []
    for comment in comments:
        pair = text_in(comment, framework.arguments)
        if pair and not framework.arguments[pair[0]]:
            framework.arguments[pair[0]] = pair[1]
        else:
            others.append(comment)
    if others:
        framework.beside["comments"] = others


def text_comments(framework: Framework) -> Iterator[Pair]:
    """The arguments that say more than their name, with their text on one line."""
    for name, text in framework.arguments.items():
        if text != shown(name) and one_line(text):
            yield name, one_line(text)


def kept_lines(framework: Framework, kind: str) -> list[str]:
    """What was kept of this kind, as lines."""
    kept = framework.beside.get(kind)
    return [line for line in kept if isinstance(line, str)] if isinstance(kept, list) else []
