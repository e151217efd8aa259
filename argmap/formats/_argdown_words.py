"""How a node, the head of an argument and an inference read in Argdown: title, text, tags, and data for all else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from operator import attrgetter
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link, Node
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.formats._argdown_fields import REPHRASE, link_data, marked_tags, node_data
from argmap.formats._argdown_inline import TOKEN, Inline, escaped, is_plain, visible
from argmap.formats._argdown_plan import Plan, is_our_id
from argmap.formats._argdown_yaml import dump_data
from argmap.formats._schemes import scheme_name, scheme_of_name

_TOLD = attrgetter(  # what stands behind the text of most nodes
    *("kind", "main", "implicit", "evidence_type", "attribution", "sources", "confidence", "note", "tags")
)


class Words:
    """The words for the nodes and links of a plan."""

    def __init__(self, graph: ArgumentGraph, plan: Plan) -> None:
        self.graph = graph
        self.plan = plan
        self._behind: dict[tuple[Any, ...], str] = {}  # what was told of a node → how: maps repeat themselves

    def reference(self, node_id: str) -> str:
        title = self.plan.node_titles[node_id]
        return f"<{title}>" if node_id in self.plan.arguments else f"[{title}]"

    def definition(self, node_id: str, *, places: int) -> str:
        """Title, text, tags and data; where the node is written at one place only, it may do without a title."""
        node = self.graph.nodes[node_id]
        if self._is_simple(node):
            return f"{self.reference(node_id)}: {node.text}{self._told(node)}"
        bag = self.plan.node_bag(node_id)
        title = self.reference(self.plan.restated.get(node_id, node_id))
        shown = visible(node.text)
        typed = _typed(bag, shown, node.tags)
        words = typed or escaped(shown)
        if bag.get("undefined") is True and shown == self.plan.node_titles.get(node_id):
            words = ""
        behind = self._behind_typed(node, bag, typed) if typed else self._behind_text(node, bag, shown)
        if not words:
            return f"{title}{behind}"
        anonymous = bag.get("anonymous") is True and places == 1 and not _begins_like_a_block(words)
        return f"{words}{behind}" if anonymous else f"{title}: {words}{behind}"

    def _is_simple(self, node: Node) -> bool:
        """Whether title and text stand for themselves, and nothing but fields is told: so for most nodes."""
        title = self.plan.node_titles.get(node.id)
        return (
            not node.extra
            and (title == node.id or (title is not None and is_our_id(node.id)))
            and is_plain(node.text)
            and all(span.exact.strip() == node.text for span in node.spans)
        )

    def _told(self, node: Node) -> str:
        """What stands behind the text of a simple node."""
        key = (node.id in self.plan.attackers, *_TOLD(node))
        known = self._behind.get(key)
        if known is None:
            marks, listed = marked_tags(node.tags)
            data = node_data(node, self._implied(node))
            known = self._behind[key] = f"{marks}{_behind(data | ({'tags': listed} if listed else {}))}"
        return known

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
        bag = self.plan.link_bag(link.id)
        title = self.plan.link_titles[link.id]
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
        kept = mapping(self.plan.link_bag(link.id).get("inference"))
        data = {key: value for key, value in kept.items() if key != "uses"} | ({"uses": uses} if uses else {})
        rule = _rule(link.scheme) if _is_rule(link.scheme) else ""
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


def _is_rule(scheme: str) -> bool:
    """Whether the scheme comes back from the inference line as it is."""
    if not scheme:
        return True
    name = scheme_name(scheme)
    return " ".join(name.split()) == name and scheme_of_name(name, "RA") == scheme


def _rule(scheme: str) -> str:
    return re.sub(r"(?<!\\)[,\-]", r"\\\g<0>", escaped(scheme_name(scheme)))


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
