"""From a FreeMind map to a graph: text, note and relation come from attributes, rich text and icons."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping
from typing import Any

from argmap.domain.graph import ArgumentGraph
from argmap.formats._extra import extra_of
from argmap.formats._freemind_words import DESCRIPTION, ICONS, MAP, NAME, TITLE
from argmap.formats._html_text import plain_page
from argmap.formats._losses import said
from argmap.formats._text import one_line
from argmap.formats._topics import OWN_FIELDS, Topic, take_address
from argmap.formats._topics_read import Planter
from argmap.formats._xml import Kept, Tag, kept
from argmap.formats.base import Note

_BLOCKS = frozenset({"p", "br", "li", "div", "h1", "h2", "h3", "h4", "tr", "pre"})


def graph_and_notes(root: Tag) -> tuple[ArgumentGraph, list[Note]]:
    """The graph of the mind map, and what was met. Raises FormatError with line and column."""
    planter = Planter(NAME)
    counts = planter.counts
    ids = {id_: tag for tag in root.below("node") if (id_ := tag.attributes.get("ID"))}
    arrows: list[tuple[str, Tag]] = []
    bag, fields = _kept_map(root), {"title": "", "description": ""}
    stack = [(tag, planter.root()) for tag in reversed([*root.children]) if tag.local == "node"]
    while stack:
        tag, above = stack.pop()
        topic, marks = _topic(tag, ids, counts)
        fields["title"] = marks.get(TITLE, fields["title"])
        fields["description"] = marks.get(DESCRIPTION, fields["description"])
        place = above
        if marks.get(MAP):
            bag["root"] = {**topic.bag, "id": topic.id, "text": topic.text}
        else:
            place = planter.add(topic, above)
            arrows += ((place.node, arrow) for arrow in _arrows(tag, ids) if not topic.ref)
        stack += ((child, place) for child in reversed([*tag.children]) if child.local == "node")
    _add_arrows(planter, arrows)
    graph = planter.graph(extra=extra_of(NAME, bag), **fields)
    return graph, [*planter.notes(), *_notes(counts)]


def _kept_map(root: Tag) -> dict[str, Any]:
    elements = [kept(child) for child in root.children if child.local != "node"]
    return {key: value for key, value in (("attributes", root.attributes), ("elements", elements)) if value}


def _topic(tag: Tag, ids: Mapping[str, Tag], counts: Counter[str]) -> tuple[Topic, dict[str, str]]:
    """The topic of a node, and what the attributes of the root say of the map."""
    attributes = {name: value for name, value in tag.attributes.items() if name not in ("ID", "TEXT")}
    topic = Topic(tag.attributes.get("ID", ""), tag.attributes.get("TEXT", ""), tag=tag)
    elements: list[Kept] = []
    marks: dict[str, str] = {}
    bag = topic.bag
    for child in tag.children:
        name, value = child.attributes.get("NAME", ""), child.attributes.get("VALUE", "")
        if child.local == "node" or (child.local == "arrowlink" and child.attributes.get("DESTINATION") in ids):
            continue
        if child.local == "attribute" and name in (MAP, TITLE, DESCRIPTION):
            marks[name] = value
        elif child.local == "attribute" and _take(topic, name, value, ids, counts):
            continue
        else:
            elements.append(kept(child))
            _look_at(child, topic, bag, counts)
    if one_line(topic.fields.get("note", "")) != one_line(bag.get("note", "")):  # else it says the same more exactly
        topic.fields["note"] = bag.get("note", topic.fields.get("note", ""))
    if attributes:
        bag["attributes"] = attributes
    if elements:
        bag["elements"] = elements
    counts["kept"] += len(elements) + len(attributes)
    counts["locked"] += "ENCRYPTED_CONTENT" in attributes
    _take_text(topic, tag, ids, counts)
    take_address(topic, attributes, "LINK")
    return topic, marks


def _take_text(topic: Topic, tag: Tag, ids: Mapping[str, Tag], counts: Counter[str]) -> None:
    """Take the text of a page that FreeMind shows as such, and of a clone that of what it is a clone of."""
    typed = tag.attributes.get("TEXT")
    original = ids.get(tag.attributes.get("CONTENT_ID") or tag.attributes.get("TREE_ID", ""))
    if typed and _is_page(typed) and "rich" not in topic.bag:
        topic.bag["typed"] = typed
        topic.text = topic.bag["rich"] = plain_page(typed)
    elif typed is None and "rich" not in topic.bag and original is not None and original is not tag:
        topic.text = topic.bag["rich"] = _shown(original)
        counts["clone"] += 1


def _shown(tag: Tag) -> str:
    """The text that a program shows for the node."""
    for child in tag.children:
        if child.local == "richcontent" and child.attributes.get("TYPE", "").upper() == "NODE":
            return html_text(child)
    typed = tag.attributes.get("TEXT", "")
    return plain_page(typed) if _is_page(typed) else typed


def _is_page(typed: str) -> bool:
    return typed[:5].lower() == "<html"


def _take(topic: Topic, name: str, value: str, ids: Container[str], counts: Counter[str]) -> bool:
    """Whether an attribute is one of ours and goes into the topic."""
    if name == "ref":
        counts["ref"] += value not in ids
        topic.ref = value if value in ids else ""
        return value in ids
    if name == "relation":
        topic.relation = value.strip().lower()
    elif name in OWN_FIELDS:
        topic.fields[name] = value
    return name in OWN_FIELDS


def _look_at(child: Tag, topic: Topic, bag: dict[str, Any], counts: Counter[str]) -> None:
    """Take text, note and relation from an element that is kept as it is."""
    kind = child.attributes.get("TYPE", "").upper()
    if child.local == "richcontent" and kind == "NODE":
        topic.text = bag["rich"] = html_text(child)
    elif (child.local == "richcontent" and kind == "NOTE") or child.attributes.get("NAME", "").endswith(
        "NodeNote.properties"
    ):
        bag["note"] = html_text(child)
    elif child.local == "icon" and child.attributes.get("BUILTIN") in ICONS and not topic.relation:
        bag["icon"] = True
        topic.relation = ICONS[child.attributes["BUILTIN"]]
    elif child.local == "arrowlink":
        counts["arrow"] += 1
    elif child.local == "richcontent" and kind == "DETAILS" and html_text(child):
        counts["details"] += 1


def _arrows(tag: Tag, ids: Container[str]) -> Iterator[Tag]:
    return (
        child for child in tag.children if child.local == "arrowlink" and child.attributes.get("DESTINATION") in ids
    )


def _add_arrows(planter: Planter, arrows: list[tuple[str, Tag]]) -> None:
    by_id = {node.extra.get(NAME, {}).get("id", ""): node.id for node in planter.nodes.values()}
    for source, arrow in arrows:
        label = arrow.attributes.get("MIDDLE_LABEL", "").strip().lower()
        topic = Topic(relation=label, bag={"arrow": kept(arrow)}, tag=arrow)
        target = by_id.get(arrow.attributes["DESTINATION"], "")
        if source:
            planter.arrow(source, target, topic)


def html_text(tag: Tag) -> str:
    """The text of an HTML fragment: blocks on lines of their own, white space as in a browser."""
    parts: list[str] = []
    end = Tag("", {})
    stack: list[Tag | str] = [*reversed(tag.content)]
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            parts.append(re.sub(r"[ \t\r\n]+", " ", part))
            continue
        if part.local in ("head", "style", "script"):
            continue
        if part is end or part.local in _BLOCKS:
            parts.append("\n")
        if part.local in _BLOCKS:
            stack.append(end)
        stack += reversed(part.content)
    lines = [line.strip(" ") for line in "".join(parts).split("\n")]
    return "\n".join(line for line in lines if line)


def _notes(counts: Counter[str]) -> Iterator[Note]:
    yield from said(
        counts["arrow"],
        "1 arrow leads to a topic that the file does not hold; it is kept aside and written back.",
        "{} arrows lead to topics that the file does not hold; they are kept aside and written back.",
    )
    yield from said(
        counts["clone"],
        "1 clone of a topic is read as a topic of the same text.",
        "{} clones of topics are read as topics of the same texts.",
    )
    yield from said(
        counts["details"],
        "1 text of details below a topic is kept aside and written back.",
        "{} texts of details below topics are kept aside and written back.",
    )
    yield from said(
        counts["locked"],
        "1 topic is locked by a password: what lies in it is kept aside and written back.",
        "{} topics are locked by passwords: what lies in them is kept aside and written back.",
    )
    yield from said(
        counts["kept"],
        "1 detail of how topics look (colour, font, icon, time) is kept aside and written back.",
        "{} details of how topics look (colours, fonts, icons, times) are kept aside and written back.",
    )
