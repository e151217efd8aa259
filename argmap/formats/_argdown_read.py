"""From an Argdown document to a graph.

An equivalence class is a node; a member with other words is a node that rephrases the first. An argument that was
reconstructed is a link with its premises, any other a node. A relation between two nodes is a link; one to a
reconstructed argument is a link on its link.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from argmap.domain.graph import ArgumentGraph
from argmap.formats._argdown_document import Document, End, Relation, Sort, resolved
from argmap.formats._argdown_fields import GENERATED, NAME
from argmap.formats._argdown_links import Links, inferences_of
from argmap.formats._argdown_nodes import Nodes
from argmap.formats._extra import extra_of
from argmap.formats._losses import said
from argmap.formats._reading import reading_of
from argmap.formats._text import is_storable
from argmap.formats.base import Note, Reading

_INCLUDE = re.compile(r"@include\([^()]+\)")


def reading_of_document(document: Document) -> Reading:
    """The graph of a document, with notes on what was interpreted or kept aside."""
    is_own = document.front_matter.get("generator") == "Argmap"
    nodes = Nodes(is_own=is_own)
    links = Links(document.arguments, nodes)
    relations = resolved(document)
    stand_ins = _stand_ins(document, relations)
    hidden = {document.arguments[title].conclusion for title in stand_ins}
    _add_nodes(document, hidden, nodes, links)
    for argument in document.arguments.values():
        if argument.steps and argument.title not in stand_ins:
            links.add_argument(argument)
    links.add_stand_ins(stand_ins)
    links.add_relations([relation for relation in relations if relation.source.title not in hidden])
    graph = ArgumentGraph.of(
        id="map",
        title=_front_text(document, "title"),
        description=_front_text(document, "description"),
        nodes=nodes.made(links.attackers()),
        links=links.in_order(),
        extra=extra_of(NAME, _kept(document, is_own=is_own)),
    )
    return reading_of(graph, _notes(document, links.counts))


def _stand_ins(document: Document, relations: Iterable[Relation]) -> dict[str, Relation]:
    """Arguments that we wrote for an attack or for a link on a link, with the relation of their conclusion."""
    generated: dict[End, str] = {}
    for argument in document.arguments.values():
        members = document.classes[argument.conclusion] if argument.steps else []
        if len(members) == 1 and members[0].data.get(GENERATED) is True and len(inferences_of(argument)) == 1:
            generated[End(Sort.STATEMENT, argument.conclusion)] = argument.title
    found: dict[End, list[Relation]] = {end: [] for end in generated}
    targets: set[End] = set()
    for relation in relations if generated else ():
        if relation.source in generated:
            found[relation.source].append(relation)
        if relation.target in generated:
            targets.add(relation.target)
    return {generated[end]: ways[0] for end, ways in found.items() if len(ways) == 1 and end not in targets}


def _add_nodes(document: Document, hidden: set[str], nodes: Nodes, links: Links) -> None:
    """Take all classes and arguments; conclusions that stand for something else are hidden."""
    for sort, title in document.order:
        if sort is Sort.ARGUMENT:
            argument = document.arguments[title]
            members = [] if argument.steps else argument.descriptions
        else:
            members = [] if title in hidden else document.classes[title]
        if members:
            end = End(sort, title)
            for member, name in nodes.add(end, members):
                links.add_rephrase(member, name, end)


def _front_text(document: Document, key: str) -> str:
    value = document.front_matter.get(key)
    return value if isinstance(value, str) and is_storable(value) else ""


def _kept(document: Document, *, is_own: bool) -> dict[str, Any]:
    """What the writer needs of the whole."""
    shown = {key for key in ("title", "description") if _front_text(document, key)}
    sections = [
        {"title": s.title, "level": s.level, "data": s.data, "tags": s.tags, "comments": s.comments}
        for s in document.sections
    ]
    front_matter = {key: value for key, value in document.front_matter.items() if key not in shown}
    kept: dict[str, Any] = {} if is_own else {"front_matter": front_matter}
    kept |= {"sections": sections} if sections else {}
    return kept | ({"comments": document.comments} if document.comments else {})


def _notes(document: Document, counts: Mapping[str, int]) -> Iterator[Note]:
    occurrences = [occurrence for members in document.classes.values() for occurrence in members]
    occurrences += [occurrence for argument in document.arguments.values() for occurrence in argument.descriptions]
    includes = sum(_INCLUDE.fullmatch(occurrence.text) is not None for occurrence in occurrences)
    comments = sum([len(occurrence.comments) for occurrence in occurrences]) + len(document.comments)
    yield from said(len(document.sections), *_NOTES["sections"])
    yield from said(comments, *_NOTES["comments"])
    yield from said(document.open_braces, *_NOTES["braces"])
    yield from said(includes, *_NOTES["include"])
    for key in ("premise", "relation", "attack", "undercut"):
        yield from said(counts[key], *_NOTES[key])


_NOTES = {
    "sections": (
        "1 heading is kept and written back; the map does not show it.",
        "{} headings are kept and written back; the map does not show them.",
    ),
    "comments": (
        "1 comment is kept and written back; the map does not show it.",
        "{} comments are kept and written back; the map does not show them.",
    ),
    "braces": (
        "1 opening brace is never closed; it is read as text.",
        "{} opening braces are never closed; they are read as text.",
    ),
    "include": (
        "1 @include names another file, which is not read: put its text there, or import it too.",
        "{} @include name other files, which are not read: put their texts there, or import them too.",
    ),
    "premise": (
        "1 inference has its conclusion among its premises; that premise is left out.",
        "{} inferences have their conclusions among their premises; these premises are left out.",
    ),
    "relation": (
        "1 relation of a statement to itself is left out.",
        "{} relations of statements to themselves are left out.",
    ),
    "attack": (
        "1 attack on an argument as a whole is read as an undercut of its inference.",
        "{} attacks on arguments as a whole are read as undercuts of their inferences.",
    ),
    "undercut": (
        "1 undercut bears on no single inference; it is read as an attack.",
        "{} undercuts bear on no single inference; they are read as attacks.",
    ),
}
