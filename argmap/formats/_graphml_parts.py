"""The nodes and edges of a GraphML file, and what their words, labels and colours say."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any

from argmap.domain.vocabulary import LinkType
from argmap.formats._xml import Tag

NAME = "graphml"
TEXTS = ("text", "label", "labeltext", "name", "title", "description")  # names of data that hold a node's text
TITLES = ("title", "name", "label")  # those that hold the map's title
RELATIONS = ("relation", "relationtype", "type", "kind", "label", "edge label", "name", "interaction")
_WORDS = {
    **dict.fromkeys(("support", "supports", "ra", "inference", "pro", "+", "warrant", "warrants"), LinkType.SUPPORT),
    **dict.fromkeys(("entails", "support_default", "supported by"), LinkType.SUPPORT),
    **dict.fromkeys(("attack", "attacks", "ca", "conflict", "con", "-", "−", "×", "undercut"), LinkType.ATTACK),
    **dict.fromkeys(("undercuts", "contrary", "contradictory", "defeats", "rebuts"), LinkType.ATTACK),
    **dict.fromkeys(("rephrase", "rephrases", "ma", "≈", "restates"), LinkType.REPHRASE),
}


def type_of(word: str) -> LinkType | None:
    """The type of link that a word of the file names, None where it names none."""
    return _WORDS.get(word.strip().lower())


@dataclass(slots=True)
class Part:
    """A node or edge of the file: its data by their names in small letters, and the drawn label and colour."""

    tag: Tag
    id: str
    group: str = ""
    data: dict[str, str] = field(default_factory=dict)
    label: str = ""
    colour: str = ""
    links: list[int] = field(default_factory=list)

    @property
    def type(self) -> LinkType | None:
        """What its words say, else the colour of its line: green for, red and purple against."""
        for name in RELATIONS:
            found = type_of(self.data.get(name, ""))
            if found:
                return found
        return type_of(self.label) or _type_of_colour(self.colour)


def is_undercut(edge: Part, type_: LinkType) -> bool:
    """Whether an edge to a relation says in words that it attacks it, so that its source is no premise."""
    words = (edge.data.get(name, "") for name in RELATIONS)
    return type_ is not LinkType.ATTACK and any(type_of(word) is LinkType.ATTACK for word in words)


def drawn_label(data: Tag) -> str:
    """The text that yEd draws; where a title stands above it (Argdown), only the text."""
    labels = data.below("NodeLabel", "EdgeLabel", "Label.Text")
    first = next((label for label in labels if plain_label(label.content)), None)
    if first is None:
        return ""
    if any("entityRelationship" in tag.attributes.get("configuration", "") for tag in data.below("GenericNode")):
        return plain_label(first.content)  # its attributes stand below
    shape = next((tag for tag in data.below("ShapeNode", "GenericNode") if first in tag.children), None)
    beside = [plain_label(tag.content) for tag in shape.children if tag.local == "NodeLabel"] if shape else []
    return next((text for text in reversed(beside) if text), plain_label(first.content))


def plain_label(content: list[Any]) -> str:
    """What a label says by its content; HTML as plain text."""
    own = "".join(part for part in content if isinstance(part, str)).strip()
    return _plain_html(own) if own.lower().startswith("<html") else own


def _plain_html(text: str) -> str:
    text = re.sub(r"(?i)</(?:b|h\d|p|div|strong)>", "\n", text)
    plain = html.unescape(re.sub(r"<[^<>]*>", " ", text))
    return "\n".join(line for line in (" ".join(line.split()) for line in plain.split("\n")) if line)


def _type_of_colour(colour: str) -> LinkType | None:
    match = re.fullmatch(r"#([0-9a-fA-F]{2})([0-9a-fA-F]{2})([0-9a-fA-F]{2})(?:[0-9a-fA-F]{2})?", colour.strip())
    if not match:
        return None
    red, green, blue = (int(part, 16) for part in match.groups())
    if green > red + 60 and green > blue + 60:
        return LinkType.SUPPORT
    return LinkType.ATTACK if red > green + 60 else None
