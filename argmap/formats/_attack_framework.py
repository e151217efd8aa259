"""An abstract argumentation framework (Dung 1995) and a map, from one to the other.

The arguments are the nodes. An attack on a node makes each of its premises attack that node; an undercut makes each of
its premises attack the arguments that use the link it bears on, which are that link's premises. Supports say nothing
in a framework and are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link, Node, Premise
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.formats._extra import extra_of, own_extra
from argmap.formats._limits import check_node_count
from argmap.formats._losses import said, with_implied_kinds
from argmap.formats._reading import reading_of
from argmap.formats._text import one_line
from argmap.formats.base import Note, Reading

Pair = tuple[str, str]
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_NAME = re.compile(r"[a-z][A-Za-z0-9_]{0,19}|[0-9]{1,9}")
SUPPORTS = frozenset({"+", "support", "supports", "pro"})  # labels of edges

_NOTES = {
    "alone": (
        "1 argument attacks itself, which no node can; that is kept aside and written back.",
        "{} arguments attack themselves, which no node can; that is kept aside and written back.",
    ),
    "helping": (
        "1 argument supports itself, which no node can; that is kept aside and written back.",
        "{} arguments support themselves, which no node can; that is kept aside and written back.",
    ),
    "uncertain": (
        "1 argument or attack is marked “?” (uncertain); it is read like the others, with the mark kept.",
        "{} arguments or attacks are marked “?” (uncertain); all are read like the others, with the marks kept.",
    ),
    "weighted": (
        "1 weight of an argument, attack or support is kept aside and written back.",
        "{} weights of arguments, attacks or supports are kept aside and written back.",
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
    attacker to attacked) have their label, mostly empty; ``marks`` are what stands on arguments beside their names;
    ``beside`` is what else stands there, by kind. A line there is a text, or a list of it and the arguments it names.
    """

    arguments: dict[str, str] = field(default_factory=dict)
    attacks: dict[Pair, str] = field(default_factory=dict)
    supports: dict[Pair, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    beside: dict[str, list[Any]] = field(default_factory=dict)
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
    framework.counts["alone"] = sum(source == target for source, target in framework.attacks)
    framework.counts["helping"] = sum(source == target for source, target in framework.supports)
    nodes = [
        Node(key, NodeKind.CLAIM, text or shown(key), extra=extra_of(name, _bag(key, text, framework)))
        for key, text in framework.arguments.items()
    ]
    links = [
        *_links(framework.attacks, LinkType.ATTACK, name),
        *_links(framework.supports, LinkType.SUPPORT, name),
    ]
    graph = ArgumentGraph.of(id="map", nodes=nodes, links=links, extra=extra_of(name, framework.beside))
    return reading_of(with_implied_kinds(graph), _notes(framework))


def _bag(key: str, text: str, framework: Framework) -> dict[str, Any]:
    """What is kept on a node: its name, its text in the file, its mark, and that it attacks or supports itself."""
    bag: dict[str, Any] = {"id": key, "text": text, "mark": framework.marks.get(key, "")}
    if (key, key) in framework.attacks:
        bag["self"] = framework.attacks[key, key] or True
    if (key, key) in framework.supports:
        bag["helps_self"] = framework.supports[key, key]
    return {field: value for field, value in bag.items() if value}


def _links(pairs: Mapping[Pair, str], type_: LinkType, name: str) -> Iterator[Link]:
    sign = ">" if type_ is LinkType.ATTACK else "+"
    for (source, target), label in pairs.items():
        if source != target:
            extra = extra_of(name, {"label": label} if label else {})
            yield Link(f"{source} {sign} {target}", type_, (Premise(source),), target, extra=extra)


def _notes(framework: Framework) -> Iterator[Note]:
    counts = Counter(framework.counts)
    counts.update({kind: len(lines) for kind, lines in framework.beside.items()})
    for key, (one, many) in _NOTES.items():
        yield from said(counts[key], one, many)


def framework_of(graph: ArgumentGraph, name: str, fits: re.Pattern[str]) -> Framework:
    """The framework of a map for format ``name``, in which names of arguments match ``fits``."""
    names = names_of(graph, name, fits)
    framework = Framework(beside=own_extra(graph.extra, name))
    for node in graph.nodes.values():
        framework.arguments[names[node.id]] = node.text
        _take_bag(framework, names[node.id], own_extra(node.extra, name) if name in node.extra else {})
    for link in graph.links.values():
        label = own_extra(link.extra, name).get("label", "")
        if link.type is LinkType.ATTACK:
            kept = label if isinstance(label, str) and not is_of_support(label) else ""
            for source, target in pairs_of(link, graph):
                framework.attack((names[source], names[target]), kept)
        elif is_labelled_support(link, name):
            framework.supports.setdefault((names[link.premises[0].node], names[link.target]), label)
    return framework


def _take_bag(framework: Framework, key: str, bag: Mapping[str, Any]) -> None:
    """Give the argument what its node kept; see :func:`_bag`."""
    attack, support, mark = bag.get("self"), bag.get("helps_self"), bag.get("mark")
    if attack:
        framework.attacks[key, key] = attack if isinstance(attack, str) else ""
    if isinstance(support, str) and support:
        framework.supports[key, key] = support
    if isinstance(mark, str) and mark:
        framework.marks[key] = mark


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
    return bare and isinstance(label, str) and is_of_support(label)


def is_of_support(label: str) -> bool:
    """Whether an edge of this label is a support; a weight may stand behind a comma."""
    return label.partition(",")[0].lower() in SUPPORTS


def names_of(graph: ArgumentGraph, name: str, fits: re.Pattern[str]) -> dict[str, str]:
    """A name for each node: that of the file, else its id where it fits, else a number behind a letter.

    An id that only a program made (a UUID) says nothing to a person: there a text that is a name by itself stands.
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for node in graph.nodes.values():
        own = node.id
        if _UUID.fullmatch(own):
            own = node.text if _NAME.fullmatch(node.text) else ""
        for key in (own_extra(node.extra, name).get("id") if name in node.extra else None, own):
            if isinstance(key, str) and key not in taken and fits.fullmatch(key):
                names[node.id] = key
                taken.add(key)
                break
    fresh = (key for key in map("a{}".format, count(1)) if key not in taken)
    return {id_: names[id_] if id_ in names else next(fresh) for id_ in graph.nodes}


def shown(name: str) -> str:
    """The text of an argument that has only a name."""
    return name.strip("\"'") or name


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
    """What was kept of this kind, as lines, without those that name arguments which have gone."""
    kept = framework.beside.get(kind)
    lines = [line for line in kept if stands(line, framework.arguments)] if isinstance(kept, list) else []
    texts = (line[0] if isinstance(line, list) and line else line for line in lines)
    return [text for text in texts if isinstance(text, str)]


def stands(line: Any, names: Container[str]) -> bool:
    """Whether a kept line names no argument that has gone."""
    return not isinstance(line, list) or all(name in names for name in line[1:])
