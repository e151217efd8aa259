"""A map as a Mermaid flowchart, which GitHub, GitLab, Obsidian and others draw inside a text.

https://mermaid.js.org/syntax/flowchart.html. Mermaid takes a label for HTML and Markdown, and looks for directives,
icons, formulas and styles in it: every sign that begins one of these is written as an entity (``#35;``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

from argmap.domain.graph import ArgumentGraph, Link, Node
from argmap.domain.tree import Tree, tree_of
from argmap.domain.vocabulary import NodeKind, relation_name, relation_sign
from argmap.formats._colours import BORDERS, FILLS, LINES
from argmap.formats._details import lost_texts
from argmap.formats._losses import lost, lost_foreign_data, said
from argmap.formats._names import file_stem
from argmap.formats.base import Format, Note

MOST_ARROWS, LONGEST = 500, 50_000  # what Mermaid draws where a page does not allow it more

_SPECIAL = re.compile(
    r"[\"#&<>\[\]\\`*_~|$%:@^{}]"  # strings, entities, tags, links, emphasis, code, formulas, directives, addresses
    r"|(?<=\bwww)\."
    r"|^[-+=]"  # lists and underlines of headings
    r"|(?<=\d)[.)](?=\s|$)"  # numbered lists
)
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_ARROWS = {
    "support": ("---", "-->"),
    "warrant": ("---", "-->"),
    "attack": ("-.-", "-.-x"),
    "undercut": ("-.-", "-.-x"),
    "rephrase": ("---", "---"),
}


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """One file: a flowchart in which arrows run upwards, from premises to what they bear on."""
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": _text(graph).encode()}


def losses(graph: ArgumentGraph) -> Sequence[Note]:
    """What the flowchart does not show, and what Mermaid does not draw unless a page allows it."""
    arrows, length = sum(1 for _ in _arrows(graph)), len(_text(graph))
    return [
        *lost_texts(graph),
        *lost(graph, "description", "spans", "sources", "confidence", "node_note", "node_tags", "node_position"),
        *lost(graph, "roles", "strength", "link_note", "link_tags", "link_position"),
        *lost_foreign_data(graph),
        *said(
            (arrows > MOST_ARROWS or length > LONGEST) and arrows,
            "Most pages do not draw this map: it is too long for them.",
            f"Most pages do not draw this map: it has {{}} lines and {length:,} characters, "
            f"and they stop at {MOST_ARROWS} and {LONGEST:,}.",
        ),
    ]


def label(text: str) -> str:
    """The text as a quoted label: its own lines, and every sign that Mermaid would take for more than a sign coded."""
    lines = (line.strip() for line in _UNSHOWN.sub("", text.replace("\r", "\n")).splitlines())
    return '"' + "<br>".join(_SPECIAL.sub(lambda sign: f"#{ord(sign[0])};", line) for line in lines if line) + '"'


def _text(graph: ArgumentGraph) -> str:
    return "\n".join(_lines(graph)) + "\n"


def _lines(graph: ArgumentGraph) -> Iterator[str]:
    tree = tree_of(graph)
    if graph.title:
        yield from ("---", f"title: {_yaml(graph.title)}", "---")
    yield "flowchart BT"
    for index, node in enumerate(graph.nodes.values(), 1):
        yield f"    n{index}[{label(_words(node, tree))}]:::{node.kind.value}"
    yield from (f"    l{index}(( ))" for index, link in enumerate(graph.links.values(), 1) if _has_point(link, graph))
    yield from (f"    {arrow}" for arrow, _ in _arrows(graph))
    yield from _styles(graph)


def _yaml(text: str) -> str:
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda sign: f"\\u{ord(sign[0]):04x}", quoted)


def _words(node: Node, tree: Tree) -> str:
    """Number, text and, in brackets, what kind of node it is beside its colour."""
    evidence = node.evidence_type.label if node.evidence_type else ""
    marks = ("main claim" if node.main else "", "implicit" if node.implicit else "", evidence, node.attribution)
    details = ", ".join(filter(None, marks))
    return f"{tree.item_of_node[node.id].number} {node.text}" + (f"\n({details})" if details else "")


def _has_point(link: Link, graph: ArgumentGraph) -> bool:
    """Whether its lines meet in a point: of linked premises, and where another link bears on it."""
    return link.is_linked or link.id in graph.links_to


def _arrows(graph: ArgumentGraph) -> Iterator[tuple[str, str]]:
    """Each line with the relation of its link."""
    nodes = {id: f"n{index}" for index, id in enumerate(graph.nodes, 1)}
    points = {id: f"l{index}" for index, id in enumerate(graph.links, 1)}
    for link in graph.links.values():
        relation = relation_name(link.type, on_link=link.on_link)
        line, arrow = _ARROWS[relation]
        words = relation_sign(link.type, on_link=link.on_link) + (f" {link.scheme}" if link.scheme else "")
        target = points[link.target] if link.on_link else nodes[link.target]
        starts = [nodes[premise.node] for premise in link.premises]
        if _has_point(link, graph):
            yield from ((f"{start} {line} {points[link.id]}", relation) for start in starts)
            starts = [points[link.id]]
        yield f"{starts[0]} {arrow}|{label(words)}| {target}", relation


def _styles(graph: ArgumentGraph) -> Iterator[str]:
    nodes = enumerate(graph.nodes.values(), 1)
    yield from (
        f"    classDef {kind.value} fill:{FILLS[kind]},stroke:{BORDERS[kind]},color:#1f1d1a" for kind in NodeKind
    )
    marked = [(f"n{index}", node) for index, node in nodes if node.main or node.implicit]
    for name, node in marked:
        width = "stroke-width:3px" if node.main else ""
        yield f"    style {name} " + ",".join(filter(None, (width, "stroke-dasharray:5 4" if node.implicit else "")))
    numbers: dict[str, list[str]] = {}
    for number, (_, relation) in enumerate(_arrows(graph)):
        numbers.setdefault(relation, []).append(str(number))
    for relation, places in numbers.items():
        colour, line = LINES[relation]
        dashes = ",stroke-dasharray:2 3" if line == "dotted" else ""
        yield f"    linkStyle {','.join(places)} stroke:{colour},color:{colour}{dashes}"


FORMAT = Format(
    name="mermaid",
    label="Mermaid",
    suffixes=(".mmd", ".mermaid"),
    content_type="text/vnd.mermaid",
    description="A flowchart that GitHub, GitLab, Obsidian and many others draw inside a text.",
    write=write,
    losses=losses,
    specification="https://mermaid.js.org/syntax/flowchart.html",
)
