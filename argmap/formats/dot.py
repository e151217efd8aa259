"""A map as a Graphviz drawing, for those who want to lay it out themselves.

https://graphviz.org/doc/info/lang.html. Linked premises meet in a point, and a link that others bear on runs through
one, so that undercuts and warrants have something to end on. Labels are plain strings, never HTML.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping, Sequence

from argmap.domain.graph import ArgumentGraph, Link, Node
from argmap.domain.tree import Tree, tree_of
from argmap.domain.vocabulary import Direction, LinkType, relation_name, relation_sign
from argmap.formats._colours import BORDERS, FILLS, LINES
from argmap.formats._details import link_details, lost_texts, node_details
from argmap.formats._losses import lost, lost_foreign_data
from argmap.formats._names import file_stem
from argmap.formats.base import Format, Note

WIDTH = 36  # characters a line

_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;", "\n": "\\n"})


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """One file: a digraph in which arrows run from premises to what they bear on."""
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": ("\n".join(_lines(graph)) + "\n").encode()}


def losses(graph: ArgumentGraph) -> Sequence[Note]:
    """What neither the drawing nor its tips hold."""
    return [
        *lost_texts(graph),
        *lost(graph, "description", "spans", "node_position", "roles", "link_position"),
        *lost_foreign_data(graph),
    ]


def quoted(text: str) -> str:
    """The text as a DOT string: quotes, backslashes, line ends and the ampersand of entities are escaped."""
    return f'"{_UNSHOWN.sub("", text.replace(chr(13), chr(10))).translate(_ESCAPES)}"'


def _lines(graph: ArgumentGraph) -> Iterator[str]:
    tree = tree_of(graph)
    names = {node_id: f"n{index}" for index, node_id in enumerate(graph.nodes, 1)}
    points = {
        link.id: f"l{index}"
        for index, link in enumerate(graph.links.values(), 1)
        if link.is_linked or link.id in graph.links_to
    }
    yield f"digraph {quoted(graph.title or 'Argument map')} {{"
    yield f"  graph {_attributes(label=graph.title, labelloc='t', rankdir=_direction(graph), fontname='sans-serif')};"
    yield '  node [shape="box", style="rounded,filled", fontname="sans-serif", fontsize="11", margin="0.15,0.08"];'
    yield '  edge [fontname="sans-serif", fontsize="14", arrowsize="0.7"];'
    for node in graph.nodes.values():
        yield f"  {names[node.id]} {_node(node, tree)};"
    for link in graph.links.values():
        yield from _link(link, names, points)
    yield "}"


def _direction(graph: ArgumentGraph) -> str:
    first = next(iter(graph.articles.values()), None)
    return "LR" if first and first.direction is Direction.RTL else "RL"


def _node(node: Node, tree: Tree) -> str:
    item = tree.item_of_node[node.id]
    style = "rounded,filled" + (",dashed" if node.implicit else "")
    return _attributes(
        label="\n".join([item.number, *_wrapped(node.text)]),
        tooltip="\n".join([*node_details(node), node.text]),
        style=style,
        fillcolor="#ffffff" if node.implicit else FILLS[node.kind],
        color=BORDERS[node.kind],
        penwidth="2.5" if node.main else "1",
    )


def _wrapped(text: str) -> Iterator[str]:
    for line in text.splitlines():
        yield from textwrap.wrap(line, WIDTH, break_on_hyphens=False)


def _link(link: Link, names: Mapping[str, str], points: Mapping[str, str]) -> Iterator[str]:
    """The arrow, or the point in which its parts meet and the lines that meet there."""
    look, tip = _look(link), "\n".join(link_details(link))
    target = names[link.target_node] if link.target_node else points[link.target]
    end = {"label": relation_sign(link.type, on_link=link.on_link), "arrowhead": _head(link), "tooltip": tip}
    point = points.get(link.id)
    if point is None:
        yield f"  {names[link.premises[0].node]} -> {target} {_attributes(**end, **look)};"
        return
    dot = {"shape": "point", "width": "0.09", "label": "", "tooltip": tip, "style": "filled"}
    yield f"  {point} {_attributes(**dot, fillcolor=look['color'], color=look['color'])};"
    for premise in link.premises:
        yield f"  {names[premise.node]} -> {point} {_attributes(arrowhead='none', **look)};"
    yield f"  {point} -> {target} {_attributes(**end, **look)};"


def _look(link: Link) -> dict[str, str]:
    colour, line = LINES[relation_name(link.type, on_link=link.on_link)]
    return {"color": colour, "fontcolor": colour, "style": line}


def _head(link: Link) -> str:
    return {LinkType.SUPPORT: "normal", LinkType.ATTACK: "tee", LinkType.REPHRASE: "none"}[link.type]


def _attributes(**values: str) -> str:
    return "[" + ", ".join(f"{key}={quoted(value)}" for key, value in values.items()) + "]"


FORMAT = Format(
    name="dot",
    label="Graphviz DOT",
    suffixes=(".dot", ".gv"),
    content_type="text/vnd.graphviz",
    description="A drawing for Graphviz, with the colours and lines of the map and all fields in its tips.",
    write=write,
    losses=losses,
    specification="https://graphviz.org/doc/info/lang.html",
)
