"""How a node, the head of an argument and an inference read in Argdown: title, text, tags, and data for all else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link, Node
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.formats._argdown_fields import CANONICAL, REPHRASE, link_data, marked_tags, node_data
from argmap.formats._argdown_inline import TOKEN, Inline, all_escaped, all_visible, escaped, visible
from argmap.formats._argdown_plan import Plan, is_our_id
from argmap.formats._argdown_yaml import dump_data
from argmap.formats._schemes import scheme_name, scheme_of_name


class Words:
    """The words for the nodes and links of a plan."""

    def __init__(self, graph: ArgumentGraph, plan: Plan) -> None:
        self.graph = graph
        self.plan = plan
        self._canonical = frozenset(plan.restated.values())
        self._shown = dict(zip(graph.nodes, all_visible([node.text for node in graph.nodes.values()]), strict=True))
        self.escaped = dict(zip(graph.nodes, all_escaped(list(self._shown.values())), strict=True))
        self.usual = self._usual()

    def reference(self, node_id: str) -> str:
        """The title by which the node is named again."""
        title = self.plan.node_titles[node_id]
        return f"<{title}>" if node_id in self.plan.arguments else f"[{title}]"

    def definition(self, node_id: str, *, places: int) -> str:
        """Title, text, tags and data; where the node is written at one place only, it may do without a title."""
        node, bag = self.graph.nodes[node_id], self.plan.node_bag(node_id)
        title = self.reference(self.plan.restated.get(node_id, node_id))
        shown = self._shown[node_id]
        typed = _typed(bag, shown, node.tags)
        words = typed or self.escaped[node_id]
        if bag.get("undefined") is True and shown == self.plan.node_titles.get(node_id):
            words = ""
        behind = self._behind_typed(node, bag, typed) if typed else self._behind_text(node, bag, shown)
        if not words:
            return f"{title}{behind}"
        anonymous = bag.get("anonymous") is True and places == 1 and not _begins_like_a_block(words)
        return f"{words}{behind}" if anonymous else f"{title}: {words}{behind}"

    def _usual(self) -> dict[str, str]:
        """The definitions of most nodes: of those whose title and text stand for themselves, with no more than a kind.

        What stands behind such a text is often the same, and so put into words once for all of them.
        """
        usual: dict[str, str] = {}
        known: dict[Any, str] = {}  # what stands behind the text of a node of this sort
        unusual, titles, attackers = self._unusual(), self.plan.node_titles, self.plan.attackers
        for node, words in zip(self.graph.nodes.values(), self.escaped.values(), strict=True):
            id_ = node.id
            if id_ not in unusual:
                sort = node.kind, node.evidence_type, id_ in attackers
                behind = known.get(sort)
                if behind is None:
                    behind = known[sort] = self._behind_text(node, {}, node.text)
                usual[id_] = f"[{titles[id_]}]: {words}{behind}"
        return usual

    def _unusual(self) -> set[str]:
        """The nodes that must be looked at one by one: where a reader left something, or more than a kind is told."""
        telling = {
            node.id
            for node, shown in zip(self.graph.nodes.values(), self._shown.values(), strict=True)
            if not shown
            or shown != node.text
            or (node.main or node.implicit or node.attribution or node.sources or node.note or node.tags)
            or node.confidence is not None
            or (node.spans and (len(node.spans) > 1 or node.spans[0].exact.strip() != shown))
        }
        retold = {id_ for id_, title in self.plan.node_titles.items() if title != id_ and not is_our_id(id_)}
        return telling.union(retold, self.plan.restated, self._canonical, self.plan.node_bags)

    def _implied(self, node: Node) -> NodeKind:
        return NodeKind.COUNTERCLAIM if node.id in self.plan.attackers else NodeKind.CLAIM

    def _behind_text(self, node: Node, bag: Mapping[str, Any], shown: str) -> str:
        marks, listed = marked_tags(node.tags)
        return f"{marks}{_behind(self._data(node, bag, shown, listed))}"

    def _behind_typed(self, node: Node, bag: Mapping[str, Any], typed: str) -> str:
        """What stands behind a text as it was typed, which may hold tags and addresses."""
        inline = _read(typed)
        _, listed = marked_tags(node.tags)
        data = self._data(node, bag, inline.text(), listed)
        sources = [source for source in node.sources if source not in inline.urls]
        data = {key: value for key, value in data.items() if key != "sources"}
        return f"{_other_marks(typed, node.tags)}{_behind(data | ({'sources': sources} if sources else {}))}"

    def _data(self, node: Node, bag: Mapping[str, Any], shown: str, listed: list[str]) -> dict[str, Any]:
        data = mapping(bag.get("data")) | self._id(node.id) | node_data(node, self._implied(node))
        data |= {"text": node.text} if shown != node.text or not shown else {}
        data |= {CANONICAL: True} if node.id in self._canonical else {}
        return data | ({"tags": listed} if listed else {})

    def _id(self, node_id: str) -> dict[str, Any]:
        """The id as data, where it is none of ours and the title does not tell it."""
        automatic = self.plan.node_bag(node_id).get("anonymous") is True
        restated = self.plan.restated.get(node_id)
        told = f"{self.plan.node_titles[restated]}'" if restated else self.plan.node_titles[node_id]
        return {} if node_id == told or automatic or is_our_id(node_id) else {"id": node_id}

    # Links

    def header(self, link: Link) -> str:
        """The title of the argument, the link's note as its description, tags and data."""
        title = self.plan.link_titles[link.id]
        if _has_no_words(link) and (link.id == title or is_our_id(link.id)):
            return f"<{title}>"
        bag = self.plan.link_bag(link.id)
        shown = visible(link.note)
        marks, listed = marked_tags(link.tags)
        data = mapping(bag.get("data")) | link_data(link)
        data |= {"note": link.note} if shown != link.note else {}
        data |= {} if _is_rule(link.scheme) else {"scheme": link.scheme}
        data |= {"tags": listed} if listed else {}
        data |= {REPHRASE: True} if link.type is LinkType.REPHRASE else {}
        automatic = link.id == title or bag.get("anonymous") is True
        data |= {} if automatic or is_our_id(link.id) else {"id": link.id}
        typed = _typed(bag, shown, link.tags)
        words, marks = (typed, _other_marks(typed, link.tags)) if typed else (escaped(shown), marks)
        return f"<{title}>{f': {words}' if words else ''}{marks}{_behind(data)}"

    def inference(self, link: Link, uses: list[int] | None) -> list[str]:
        """The lines between premises and conclusion; ``uses`` are the premises' numbers, where these must be told."""
        if not (uses or link.scheme or link.extra):
            return ["----"]
        bag = self.plan.link_bag(link.id)
        kept = mapping(bag.get("inference"))
        data = {key: value for key, value in kept.items() if key != "uses"} | ({"uses": uses} if uses else {})
        rule = _rule(link.scheme, texts(bag.get("rules"))) if _is_rule(link.scheme) else ""
        return ["--", f"{rule}{_behind(data)}".lstrip(), "--"] if rule or data else ["----"]


def heading_of(section: Mapping[str, Any]) -> str:
    """The line of a heading that the reader left."""
    level, title, data = section.get("level"), str(section.get("title") or ""), mapping(section.get("data"))
    tags = texts(section.get("tags"))
    for tag in tags:
        title = title.replace(f"#({tag})", "").replace(f"#{tag}", "")
    hashes = "#" * (level if isinstance(level, int) and 0 < level < 20 else 1)
    return f"{hashes} {escaped(visible(title)) or '…'}{marked_tags(tuple(tags))[0]}{_behind(data)}"


def mapping(value: Any) -> dict[str, Any]:
    """The value where it is a mapping; of what a reader left nothing is certain."""
    return value if isinstance(value, dict) else {}


def texts(value: Any) -> list[str]:
    """The texts in the value, where it is a list."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _behind(data: dict[str, Any]) -> str:
    return f" {dump_data(data)}" if data else ""


def _has_no_words(link: Link) -> bool:
    """Whether of a link no more than its premises and conclusion is told: so of most."""
    told = link.scheme or link.note or link.tags or link.extra or link.type is LinkType.REPHRASE
    return not told and link.strength is None and not [premise for premise in link.premises if premise.role]


def _is_rule(scheme: str) -> bool:
    """Whether the scheme comes back from the inference line as it is."""
    if not scheme:
        return True
    name = scheme_name(scheme)
    return " ".join(name.split()) == name and scheme_of_name(name, "RA") == scheme


def _rule(scheme: str, kept: list[str]) -> str:
    """The scheme as an inference line names it: by the rules that were read from one, where it still is these."""
    kept = [" ".join(rule.split()) for rule in kept]
    rules = kept if scheme_of_name(", ".join(kept), "RA") == scheme else [scheme_name(scheme)]
    return ", ".join(re.sub(r"(?<!\\)[,\-]", r"\\\g<0>", escaped(rule)) for rule in rules)


def _read(typed: str) -> Inline:
    inline = Inline()
    for match in TOKEN.finditer(typed):
        inline.add(match.lastgroup or "", match[0], typed[match.end() : match.end() + 1])
    return inline


def _typed(bag: Mapping[str, Any], shown: str, tags: tuple[str, ...]) -> str:
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
    """Whether a text without a title would be taken for something else at the beginning of a line, or for
    more of the data above it."""
    return re.match(r"[-+<>_#*=(\[{'/,}]|\d+\.", words) is not None
