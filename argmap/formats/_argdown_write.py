"""From a graph to Argdown text, block by block; every node is defined where it comes first, and named after that."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link
from argmap.domain.vocabulary import LinkType
from argmap.formats._argdown_fields import GENERATED, REPHRASE, link_data, marked_tags, node_data
from argmap.formats._argdown_inline import TOKEN, Inline, escaped, visible
from argmap.formats._argdown_plan import Form, Plan, bag_of, is_our_id
from argmap.formats._argdown_yaml import dump_data, dump_front_matter
from argmap.formats._losses import implied_kind
from argmap.formats._schemes import scheme_name, scheme_of_name

DEEPEST = 10  # relations below one another; what is deeper has a block of its own, or a chain would fill the page
INDENT = " " * 4

_COMMENT = re.compile(r"<!--(?:(?!-->)[\s\S])*-->|/\*(?:(?!\*/)[\s\S])*\*/|//[^\r\n]*")
_SELECTION = {"statementSelectionMode": "all", "excludeDisconnected": False}  # else lone statements are not drawn


def text_of(graph: ArgumentGraph) -> str:
    """The graph as an Argdown document."""
    return _Writer(graph).text()


@dataclass(slots=True)
class _Line:
    """A line to write: text, or a node's place with what stands before it."""

    level: int
    before: str
    node: str = ""
    defines: bool = False


@dataclass(slots=True)
class _Block:
    """Lines that stand together; ``section`` is the index of the heading above them."""

    section: int
    lines: list[_Line] = field(default_factory=list)


@dataclass(slots=True)
class _Rest:
    """More relations of a node."""

    node: str
    links: list[Link]


class _Writer:
    def __init__(self, graph: ArgumentGraph) -> None:
        self.graph = graph
        self.plan = Plan(graph)
        self.map_bag = bag_of(graph.extra)
        self.sections = [s for s in self.map_bag.get("sections", ()) if isinstance(s, dict)]
        self.blocks: list[_Block] = []
        self.queue: deque[tuple[int, Link | _Rest]] = deque()  # what still needs a block, with the section above it
        self.defined: set[str] = set()
        self.places: Counter[str] = Counter()  # how often each node is written

    def text(self) -> str:
        for root in self.plan.tree.roots:
            if root.node:
                self._root(root.node.id)
            while self.queue:
                section, task = self.queue.popleft()
                self._rest_block(task, section) if isinstance(task, _Rest) else self._link_block(task, section)
        parts = [self._front_matter(), *self._sectioned(), *self._comments(self.map_bag)]
        return "\n\n".join(part for part in parts if part) + "\n"

    def _root(self, node_id: str) -> None:
        if node_id not in self.defined:
            block = self._block(self._section(self.plan.node_bags[node_id], -1))
            self._unfold(block, [(0, "", node_id)])

    def _block(self, section: int) -> _Block:
        self.blocks.append(_Block(section))
        return self.blocks[-1]

    # Lines

    def _unfold(self, block: _Block, entries: list[tuple[int, str, str]]) -> None:
        """Write nodes (level, what stands before, id), each with its relations below where it comes first."""
        stack = entries[::-1]
        while stack:
            level, before, node_id = stack.pop()
            defines = node_id not in self.defined
            self.places[node_id] += 1
            block.lines.append(_Line(level, before, node_id, defines))
            if defines:
                self.defined.add(node_id)
                below = self._below(node_id, self.plan.links_to_node(node_id), block.section, level)
                stack += [(level + 1, sign, premise) for sign, premise in reversed(below)]

    def _below(self, node_id: str, links: list[Link], section: int, level: int) -> list[tuple[str, str]]:
        """Sign and premise of the links that can stand right below; blocks of their own for the others, in order.

        What follows an argument comes behind it, so that the order of lines is the order of the links.
        """
        here: list[Link] = []
        run: list[Link] | None = here if level < DEEPEST else self._rest(node_id, section)
        for link in links:
            form = self.plan.forms[link.id]
            if form in (Form.RELATION, Form.CONTRADICTION):
                run = run if run is not None else self._rest(node_id, section)
                run.append(link)
            elif form not in (Form.SECOND_HALF, Form.STEP):
                self.queue.append((section, link))
                run = None
        return [(self._sign(link), link.premises[0].node) for link in here]

    def _rest(self, node_id: str, section: int) -> list[Link]:
        """The list of a new block for more relations of a node."""
        rest = _Rest(node_id, [])
        self.queue.append((section, rest))
        return rest.links

    def _sign(self, link: Link) -> str:
        if self.plan.forms[link.id] is Form.CONTRADICTION:
            return ">< "
        if link.on_link and link.type is LinkType.ATTACK and self.plan.link_bags[link.id].get("relation") != "attack":
            return "<_ "
        return "+ " if link.type is LinkType.SUPPORT else "- "

    def _rest_block(self, rest: _Rest, section: int) -> None:
        """The relations of a node that cannot stand where it is defined."""
        if rest.links:
            block = self._block(section)
            self.places[rest.node] += 1
            block.lines.append(_Line(0, "", rest.node))
            self._unfold(block, [(1, self._sign(link), link.premises[0].node) for link in rest.links])

    # Links

    def _link_block(self, link: Link, section: int) -> None:
        if self.plan.forms[link.id] is Form.MEMBER:
            node_id = link.premises[0].node
            self.defined.add(node_id)
            self._block(section).lines.append(_Line(0, "", node_id, defines=True))
            return
        block = self._block(self._section(self.plan.link_bags[link.id], section))
        block.lines += [_Line(0, comment) for comment in self._comments(self.plan.link_bags[link.id])]
        block.lines.append(_Line(0, self._header(link)))
        for on_link in self.plan.links_to_link(link.id):
            if self.plan.forms[on_link.id] is Form.RELATION:
                self._unfold(block, [(1, self._sign(on_link), on_link.premises[0].node)])
            else:
                self.queue.append((block.section, on_link))
        block.lines.append(_Line(0, ""))
        self._structure(block, link)

    def _header(self, link: Link) -> str:
        """The title of the argument, the link's note as its description, tags and data."""
        bag = self.plan.link_bags[link.id]
        title = self.plan.link_titles[link.id]
        shown = visible(link.note)
        marks, listed = marked_tags(link.tags)
        data = _mapping(bag.get("data")) | link_data(link)
        data |= {"note": link.note} if shown != link.note else {}
        data |= {} if _is_rule(link.scheme) else {"scheme": link.scheme}
        data |= {"tags": listed} if listed else {}
        data |= {REPHRASE: True} if link.type is LinkType.REPHRASE else {}
        data |= {"id": link.id} if link.id != title and not is_our_id(link.id) else {}
        typed = _typed(bag, shown, link.tags)
        words, marks = (typed, _other_marks(typed, link.tags)) if typed else (escaped(shown), marks)
        return f"<{title}>{f': {words}' if words else ''}{marks}{_behind(data)}"

    def _structure(self, block: _Block, link: Link) -> None:
        """Premises, inference and conclusion, after those of the inferences before."""
        numbers: dict[str, int] = {}
        unused: list[str] = []
        count = 0
        for step in [*self.plan.steps.get(link.id, ()), link]:
            premises = [premise.node for premise in step.premises]
            for premise in premises:
                if premise not in numbers:
                    count += 1
                    numbers[premise] = count
                    unused.append(premise)
                    self._unfold(block, [(0, f"({count}) ", premise)])
            uses = None if unused == premises else [numbers[premise] for premise in premises]
            block.lines += self._inference(step, uses)
            unused = [node_id for node_id in unused if node_id not in premises]
            count += 1
            if self.plan.forms[step.id] is Form.STAND_IN:
                self._stand_in(block, step, count)
            else:
                numbers[step.target] = count
                unused.append(step.target)
                self._unfold(block, [(0, f"({count}) ", step.target)])

    def _inference(self, link: Link, uses: list[int] | None) -> list[_Line]:
        kept = _mapping(self.plan.link_bags[link.id].get("inference"))
        data = {key: value for key, value in kept.items() if key != "uses"} | ({"uses": uses} if uses else {})
        rule = _rule(link.scheme) if _is_rule(link.scheme) else ""
        if not rule and not data:
            return [_Line(0, "----")]
        return [_Line(0, "--"), _Line(0, f"{rule}{_behind(data)}".lstrip()), _Line(0, "--")]

    def _stand_in(self, block: _Block, link: Link, number: int) -> None:
        """A conclusion that says what Argdown has no conclusion for, and the relation that it stands for."""
        sign = {LinkType.ATTACK: "¬"}.get(link.type, "✓")
        mark = dump_data({GENERATED: True})
        if link.target_link:
            title = self.plan.link_titles[link.target_link]
            block.lines.append(_Line(0, f"({number}) {sign} {escaped(f'<{title}>')} {mark}"))
            block.lines.append(_Line(1, f"{'_>' if link.type is LinkType.ATTACK else '+>'} <{title}>"))
            return
        words = escaped(visible(self.graph.nodes[link.target].text)) or escaped(self.plan.node_titles[link.target])
        block.lines.append(_Line(0, f"({number}) {sign} {words} {mark}"))
        self._unfold(block, [(1, "-> ", link.target)])

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
                yield self._heading(self.sections[index])
            yield from ("\n".join(self._rendered(block)) for block in under.get(index, ()))

    def _heading(self, section: dict[str, Any]) -> str:
        level, title, data = section.get("level"), str(section.get("title") or ""), _mapping(section.get("data"))
        tags = _texts(section.get("tags"))
        for tag in tags:
            title = title.replace(f"#({tag})", "").replace(f"#{tag}", "")
        hashes = "#" * (level if isinstance(level, int) and 0 < level < 20 else 1)
        heading = f"{hashes} {escaped(visible(title)) or '…'}{marked_tags(tuple(tags))[0]}{_behind(data)}"
        return "\n".join([*self._comments(section), heading])

    def _section(self, bag: dict[str, Any], otherwise: int) -> int:
        section = bag.get("section")
        known = isinstance(section, int) and 0 <= section < len(self.sections)
        return section if known and isinstance(section, int) else otherwise

    def _comments(self, bag: dict[str, Any]) -> list[str]:
        return [comment for comment in _texts(bag.get("comments")) if _COMMENT.fullmatch(comment)]

    # Nodes

    def _rendered(self, block: _Block) -> Iterator[str]:
        for line in block.lines:
            indent = INDENT * line.level
            if not line.node:
                yield indent + line.before if line.before else ""
                continue
            if line.defines:
                yield from (indent + comment for comment in self._comments(self.plan.node_bags[line.node]))
            words = self._definition(line.node) if line.defines else self._reference(line.node)
            yield f"{indent}{line.before}{words}"

    def _reference(self, node_id: str) -> str:
        title = self.plan.node_titles[node_id]
        return f"<{title}>" if node_id in self.plan.arguments else f"[{title}]"

    def _definition(self, node_id: str) -> str:
        node, bag = self.graph.nodes[node_id], self.plan.node_bags[node_id]
        restated = self.plan.restated(node_id)
        shown = visible(node.text)
        title = self._reference(restated or node_id)
        data = _mapping(bag.get("data")) | self._id(node_id, restated) | node_data(node, implied_kind(node, self.graph))
        data |= {"text": node.text} if shown != node.text or not shown else {}
        marks, listed = marked_tags(node.tags)
        data |= {"tags": listed} if listed else {}
        typed = _typed(bag, shown, node.tags)
        if typed:
            marks = _other_marks(typed, node.tags)
            sources = [source for source in node.sources if source not in _read(typed).urls]
            data = {key: value for key, value in data.items() if key != "sources"} | (
                {"sources": sources} if sources else {}
            )
        words = typed or escaped(shown)
        if bag.get("undefined") is True and shown == self.plan.node_titles.get(node_id):
            words = ""
        behind = f"{marks}{_behind(data)}"
        if not words:
            return f"{title}{behind}"
        anonymous = bag.get("anonymous") is True and self.places[node_id] == 1 and not _begins_like_a_block(words)
        return f"{words}{behind}" if anonymous else f"{title}: {words}{behind}"

    def _id(self, node_id: str, restated: str | None) -> dict[str, Any]:
        """The id as data, where it is none of ours and the title does not tell it."""
        automatic = self.plan.node_bags[node_id].get("anonymous") is True
        told = f"{self.plan.node_titles[restated]}'" if restated else self.plan.node_titles[node_id]
        return {} if node_id == told or automatic or is_our_id(node_id) else {"id": node_id}


def _behind(data: dict[str, Any]) -> str:
    return f" {dump_data(data)}" if data else ""


def _is_rule(scheme: str) -> bool:
    """Whether the scheme comes back from the inference line as it is."""
    name = scheme_name(scheme)
    return " ".join(name.split()) == name and scheme_of_name(name, "RA") == scheme


def _rule(scheme: str) -> str:
    return re.sub(r"(?<!\\)[,\-]", r"\\\g<0>", escaped(scheme_name(scheme)))


def _read(typed: str) -> Inline:
    inline = Inline()
    for match in TOKEN.finditer(typed):
        inline.add(match.lastgroup or "", match[0], typed[match.end() : match.end() + 1])
    return inline


def _typed(bag: dict[str, Any], shown: str, tags: tuple[str, ...]) -> str:
    """The text with its markup as it was typed, where it still says the same; else empty."""
    source = bag.get("source")
    if not isinstance(source, str) or not source or visible(source) != source or "{" in source:
        return ""
    inline = _read(source)
    return source if inline.text() == shown and set(inline.tags) <= set(tags) else ""


def _other_marks(typed: str, tags: tuple[str, ...]) -> str:
    known = _read(typed).tags
    return marked_tags(tuple(tag for tag in tags if tag not in known))[0]


def _begins_like_a_block(words: str) -> bool:
    """Whether a text without a title would be taken for something else at the beginning of a line."""
    return re.match(r"[-+<>_#*=(\[{'/]|\d+\.", words) is not None


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _texts(value: Any) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
