"""From a graph to Argdown text, block by block; every node is defined where it comes first, and named after that."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link
from argmap.domain.tree import seeds_of
from argmap.domain.vocabulary import LinkType
from argmap.formats._argdown_fields import GENERATED
from argmap.formats._argdown_inline import escaped
from argmap.formats._argdown_plan import Form, Plan, bag_of
from argmap.formats._argdown_words import Words, heading_of, texts
from argmap.formats._argdown_yaml import dump_data, dump_front_matter

DEEPEST = 10  # relations below one another; what is deeper has a block of its own, or a chain would fill the page
INDENT = " " * 4
_INDENTS = tuple(INDENT * level for level in range(DEEPEST + 1))
_RELATIONS = tuple({LinkType.SUPPORT: f"{indent}+ ", LinkType.ATTACK: f"{indent}- "} for indent in _INDENTS)

_MARK = dump_data({GENERATED: True})
_COMMENT = re.compile(r"<!--(?:(?!-->)[\s\S])*-->|/\*(?:(?!\*/)[\s\S])*\*/|//[^\r\n]*")
_SELECTION = {"statementSelectionMode": "all", "excludeDisconnected": False}  # else lone statements are not drawn


def text_of(graph: ArgumentGraph) -> str:
    """The graph as an Argdown document."""
    return _Writer(graph).text()


_Entry = tuple[int, str, str | None]  # a line to write: its level, what stands before (with the indent), the node


def _line(words: str) -> _Entry:
    return 0, words, None


@dataclass(slots=True)
class _Block:
    """Lines that stand together; ``section`` is the index of the heading above them."""

    section: int
    lines: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Rest:
    """More relations of a node."""

    node: str
    entries: list[_Entry]


class _Writer:
    def __init__(self, graph: ArgumentGraph) -> None:
        self.graph = graph
        self.plan = Plan(graph)
        self.words = Words(graph, self.plan)
        self.map_bag = bag_of(graph.extra)
        self.sections = [s for s in self.map_bag.get("sections", ()) if isinstance(s, dict)]
        self.blocks: list[_Block] = []
        self.queue: deque[tuple[int, Link | _Rest]] = deque()  # what still needs a block, with the section above it
        self.defined: set[str] = set()
        self.untitled: list[tuple[_Block, int, str, str]] = []  # lines that wait, what stands before, and the node
        self.places: Counter[str] = Counter()  # how often each of these nodes is named after that

    def text(self) -> str:
        for root in seeds_of(self.graph, self.defined):
            self._root(root.id)
            while self.queue:
                section, task = self.queue.popleft()
                self._rest_block(task, section) if isinstance(task, _Rest) else self._link_block(task, section)
        for block, index, before, node_id in self.untitled:
            block.lines[index] = before + self.words.definition(node_id, places=1 + self.places[node_id])
        parts = [self._front_matter(), *self._sectioned(), *self._comments(self.map_bag)]
        return "\n\n".join(part for part in parts if part) + "\n"

    def _root(self, node_id: str) -> None:
        block = self._block(self._section(self.plan.node_bag(node_id), -1))
        self._unfold(block, [(0, "", node_id)])

    def _block(self, section: int) -> _Block:
        self.blocks.append(_Block(section))
        return self.blocks[-1]

    # Lines

    def _unfold(self, block: _Block, entries: list[_Entry]) -> None:
        """Write lines and nodes, each node with its relations below where it comes first."""
        stack, lines, defined = entries[::-1], block.lines, self.defined
        usual, below = self.words.usual, self.plan.below
        while stack:
            level, before, node_id = stack.pop()
            if node_id is None:
                lines.append(before)
                continue
            words = usual.pop(node_id, None)  # it is defined but once
            if words is not None:
                lines.append(before + words)
            elif node_id in defined:
                lines.append(before + self.words.reference(node_id))
                self.places[node_id] += 1
                continue
            else:
                self._define(block, level, before, node_id)
            defined.add(node_id)
            if node_id in below:
                stack += self._below(node_id, block.section, level)[::-1]

    def _define(self, block: _Block, level: int, before: str, node_id: str) -> None:
        """Define an unusual node, below its comments; one without a title once all its places are known."""
        bag = self.plan.node_bag(node_id)
        block.lines += [_INDENTS[level] + comment for comment in self._comments(bag)]
        if bag.get("anonymous") is True:
            self.untitled.append((block, len(block.lines), before, node_id))
            block.lines.append("")
        else:
            block.lines.append(before + self.words.definition(node_id, places=1))

    def _below(self, node_id: str, section: int, level: int) -> list[_Entry]:
        """The relations that can stand right below a node; blocks of their own for its other links, in order.

        What follows an argument comes behind it, so that the order of lines is the order of the links.
        """
        here: list[_Entry] = []
        run: list[_Entry] | None = here if level < DEEPEST else None
        forms, level = self.plan.forms, level + 1
        for link in self.plan.below[node_id]:
            form = forms.get(link.id)
            if form is None or form is Form.CONTRADICTION:
                if run is None:
                    run, level = self._rest(node_id, section), 1
                before = f"{_INDENTS[level]}>< " if form else _RELATIONS[level][link.type]
                run.append((level, before, link.premises[0].node))
            elif form not in (Form.SECOND_HALF, Form.STEP):
                self.queue.append((section, link))
                run = None
        return here

    def _rest(self, node_id: str, section: int) -> list[_Entry]:
        """The list of a new block for more relations of a node."""
        rest = _Rest(node_id, [])
        self.queue.append((section, rest))
        return rest.entries

    def _rest_block(self, rest: _Rest, section: int) -> None:
        """The relations of a node that cannot stand where it is defined."""
        block = self._block(section)
        self.places[rest.node] += 1
        block.lines.append(self.words.reference(rest.node))
        self._unfold(block, rest.entries)

    # Links

    def _link_block(self, link: Link, section: int) -> None:
        if self.plan.forms.get(link.id) is Form.MEMBER:
            self._member(link.premises[0].node, section)
            return
        bag = self.plan.link_bag(link.id)
        block = self._block(self._section(bag, section))
        block.lines += [*self._comments(bag), self.words.header(link)]
        entries: list[_Entry] = []
        for on_link in self.plan.below.get(link.id, ()):
            if on_link.id not in self.plan.forms:
                entries.append((1, INDENT + self._sign(on_link), on_link.premises[0].node))
            else:
                self.queue.append((block.section, on_link))
        entries.append(_line(""))
        self._unfold(block, entries + self._structure(link))

    def _sign(self, on_link: Link) -> str:
        """What stands before the premise of a relation to a link."""
        if on_link.type is LinkType.SUPPORT:
            return "+ "
        return "- " if self.plan.link_bag(on_link.id).get("relation") == "attack" else "<_ "

    def _member(self, node_id: str, section: int) -> None:
        """A block of one line: what another node says, in other words."""
        self.defined.add(node_id)
        comments = self._comments(self.plan.node_bag(node_id))
        self._block(section).lines += [*comments, self.words.definition(node_id, places=1)]

    def _structure(self, link: Link) -> list[_Entry]:
        """Premises, inference and conclusion, after those of the inferences before."""
        before = self.plan.steps.get(link.id)
        if before:
            return self._steps([*before, link])
        entries: list[_Entry] = [(0, f"({number}) ", premise.node) for number, premise in enumerate(link.premises, 1)]
        entries += map(_line, self.words.inference(link, None))
        return entries + self._conclusion(link, len(link.premises) + 1)

    def _steps(self, steps: list[Link]) -> list[_Entry]:
        """Inferences one after the other; each tells the numbers of its premises where these are not what is unused."""
        entries: list[_Entry] = []
        numbers: dict[str, int] = {}
        unused: list[str] = []
        count = 0
        for step in steps:
            premises = [premise.node for premise in step.premises]
            new = [premise for premise in premises if premise not in numbers]
            numbers.update(zip(new, range(count + 1, count + 1 + len(new)), strict=True))
            entries += [(0, f"({numbers[premise]}) ", premise) for premise in new]
            unused += new
            count += len(new) + 1
            uses = None if unused == premises else [numbers[premise] for premise in premises]
            entries += map(_line, self.words.inference(step, uses))
            unused = [node_id for node_id in unused if node_id not in premises]
            if self.plan.forms[step.id] is not Form.STAND_IN:
                numbers[step.target] = count
                unused.append(step.target)
            entries += self._conclusion(step, count)
        return entries

    def _conclusion(self, link: Link, number: int) -> list[_Entry]:
        """The conclusion; where Argdown has none for it, one that says so, and the relation that it stands for."""
        if self.plan.forms[link.id] is not Form.STAND_IN:
            return [(0, f"({number}) ", link.target)]
        sign = "¬" if link.type is LinkType.ATTACK else "✓"
        if link.target_link:
            title = self.plan.link_titles[link.target_link]
            arrow = "_>" if link.type is LinkType.ATTACK else "+>"
            stands = f"({number}) {sign} {escaped(f'<{title}>')} {_MARK}"
            return [_line(stands), _line(f"{INDENT}{arrow} <{title}>")]
        words = self.words.escaped[link.target] or escaped(self.plan.node_titles[link.target])
        return [_line(f"({number}) {sign} {words} {_MARK}"), (1, f"{INDENT}-> ", link.target)]

    # The whole

    def _front_matter(self) -> str:
        given = self.map_bag.get("front_matter")
        shown = {"title": self.graph.title, "description": self.graph.description}
        data: dict[str, Any] = {key: value for key, value in shown.items() if value}
        if isinstance(given, dict):
            data |= {key: value for key, value in given.items() if key not in data}
        else:
            data |= {"generator": "Argmap", "selection": _SELECTION}
        return f"===\n{dump_front_matter(data)}===" if data else ""

    def _sectioned(self) -> Iterator[str]:
        """The blocks under their headings; those without one first."""
        under: dict[int, list[_Block]] = {}
        for block in self.blocks:
            under.setdefault(block.section, []).append(block)
        for index in range(-1, len(self.sections)):
            if index >= 0:
                yield "\n".join([*self._comments(self.sections[index]), heading_of(self.sections[index])])
            yield from ("\n".join(block.lines) for block in under.get(index, ()))

    def _section(self, bag: dict[str, Any], otherwise: int) -> int:
        section = bag.get("section") if bag else None
        known = isinstance(section, int) and 0 <= section < len(self.sections)
        return section if known and isinstance(section, int) else otherwise

    def _comments(self, bag: dict[str, Any]) -> list[str]:
        given = texts(bag.get("comments")) if bag else ()
        return [comment for comment in given if _COMMENT.fullmatch(comment)]
