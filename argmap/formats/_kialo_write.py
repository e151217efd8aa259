"""From a graph to the lines of a Kialo export.

The tree of the graph gives the order. A claim is written where it is met first; elsewhere stands ``-> See``. What
would lie deeper than Kialo's numbers can bear goes on as a thesis of its own, to which a ``-> See`` leads.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link, Node
from argmap.domain.tree import Item, tree_of
from argmap.domain.vocabulary import LinkType
from argmap.formats._extra import own_extra
from argmap.formats._kialo_export import HEADERS, TITLE, UNDERCUT, WARRANT
from argmap.formats._kialo_named import NAME_LINE, QUESTION, SOURCES_LINE, THESIS, Source, Sources
from argmap.formats._kialo_read import NAME
from argmap.formats._kialo_text import SEE, marked_up
from argmap.formats._text import one_line, unified_lines

MAX_LEVELS = 200
_STANCES = {LinkType.SUPPORT: "Pro: ", LinkType.ATTACK: "Con: ", LinkType.REPHRASE: ""}


@dataclass(slots=True)
class Line:
    """A line to be: ``expands`` says that the node's text stands here, else it is a ``-> See``."""

    number: str
    node: Node
    link: Link | None
    mark: str
    expands: bool


@dataclass
class Plan:
    """The lines of a graph, and the numbers under which its nodes and links stand there."""

    lines: list[Line] = field(default_factory=list)
    nodes: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)


def planned(graph: ArgumentGraph) -> Plan:
    """What is written where."""
    plan = Plan()
    roots = deque(tree_of(graph).roots)
    number = 0
    while roots:
        number += 1
        _grow(plan, roots.popleft(), str(number), roots)
    return plan


@dataclass(frozen=True, slots=True)
class _Place:
    """An item with its number, its mark, and what stands on the link that its line begins."""

    item: Item
    number: str
    mark: str
    on_link: tuple[Item, ...]


def _grow(plan: Plan, root: Item, number: str, roots: deque[Item]) -> None:
    """Plan the lines of a root and all below it; what lies too deep becomes a root behind the others."""
    plan.lines.append(Line(number, _node_of(root), None, "", True))
    plan.nodes[_node_of(root).id] = number
    stack = _below(root.children, number)
    while stack:
        place = stack.pop()
        item, node = place.item, _node_of(place.item)
        if item.link and not place.mark.startswith("[with"):
            plan.links[item.link.id] = place.number
        deep = bool(item.children) and place.number.count(".") >= MAX_LEVELS
        plan.lines.append(Line(place.number, node, item.link, place.mark, item.reference is None and not deep))
        if deep:
            roots.append(item)
        elif item.reference is None:
            plan.nodes[node.id] = place.number
        stack += _below((*place.on_link, *(() if deep else item.children)), place.number)


def _below(items: tuple[Item, ...], number: str) -> list[_Place]:
    """The items below the one with ``number``, the last one first; the members of a group follow each other."""
    found: list[_Place] = []
    for item in items:
        first = f"{number}.{len(found) + 1}"
        found.append(_Place(item.members[0] if item.is_group else item, first, _mark(item.link), item.on_link))
        for member in item.members[1:]:
            found.append(_Place(member, f"{number}.{len(found) + 1}", f"[with {first}.]", ()))
    return found[::-1]


def _mark(link: Link | None) -> str:
    if link is None or not link.on_link:
        return ""
    return UNDERCUT if link.type is LinkType.ATTACK else WARRANT


def _node_of(item: Item) -> Node:
    if item.node is None:
        raise TypeError(f"{item} is a group")
    return item.node


def rendered(graph: ArgumentGraph) -> bytes:
    """The lines of the graph as a file, with the line ends of the file from which it came."""
    plan, kept = planned(graph), own_extra(graph.extra, NAME)
    head = str(kept.get("head") or "")
    if kept.get("form") == "named":
        lines = [NAME_LINE, one_line(graph.title), "", *_named_lines(plan, kept)]
    else:
        header = kept["header"] if kept.get("header") in HEADERS else TITLE
        lines = [f"{header} {one_line(graph.title)}".rstrip(), "", *([head, ""] if head else [])]
        lines += [_line(line, plan) for line in plan.lines]
    newline = "\r\n" if kept.get("newline") == "\r\n" else "\n"
    return ("\n".join(lines) + "\n").replace("\n", newline).encode(errors="replace")


def _named_lines(plan: Plan, kept: dict[str, Any]) -> Iterator[str]:
    """The lines of all claims, with stances and texts apart, and of the list of their sources."""
    sources = Sources()
    restatements = [line for line in plan.lines if line.link and line.link.type is LinkType.REPHRASE]
    questions = {line.number.rpartition(".")[0] for line in restatements}
    for line in plan.lines:
        indent = "  " * line.number.count(".")
        stance = _STANCES[line.link.type] if line.link else ""
        yield f"{indent}{line.number}. {stance.strip(' :') or (QUESTION if line.number in questions else THESIS)}:"
        text = f"{SEE}{plan.nodes[line.node.id]}."
        if line.expands:
            quotations = own_extra(line.node.extra, NAME).get("quotations")
            text = sources.numbered(_text(line.node, alone=True), quotations if isinstance(quotations, dict) else {})
        lines = (f"{line.mark} {text}" if line.mark else text).split("\n")
        yield from (f"{indent}{part}" if part else "" for part in lines)
        yield ""
    sources.listed += _left(kept)
    if sources.listed:
        yield SOURCES_LINE
        yield from sources.lines()


def _left(kept: dict[str, Any]) -> Iterator[Source]:
    """The sources that no claim of the file named."""
    given = kept.get("sources")
    for part in given if isinstance(given, list) else ():
        if isinstance(part, dict):
            yield Source(str(part.get("source") or ""), str(part.get("quotation") or ""))


def _line(line: Line, plan: Plan) -> str:
    stance = _STANCES[line.link.type] if line.link else ""
    mark = f"{line.mark} " if line.mark else ""
    text = _text(line.node) if line.expands else f"{SEE}{plan.nodes[line.node.id]}."
    return f"{line.number}. {stance}{mark}{text}".rstrip(" ")


def _text(node: Node, *, alone: bool = False) -> str:
    raw = own_extra(node.extra, NAME).get("raw") if NAME in node.extra else None
    return marked_up(unified_lines(node.text), node.sources, raw if isinstance(raw, str) else "", alone=alone)
