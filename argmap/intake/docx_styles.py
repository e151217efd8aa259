"""What the styles and numberings of a DOCX make of a paragraph.

ECMA-376 part 1, chapters 17.7 (styles) and 17.9 (numbering).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from argmap.domain.structure import BlockType

if TYPE_CHECKING:
    from docx.document import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"heading (\d)$")
_QUOTES = frozenset({"quote", "intense quote", "block text", "quotations", "quotation", "block quotation"})
_MOST_ANCESTORS = 20  # styles that a style is based on; a longer chain is a circle


@dataclass(frozen=True, slots=True)
class Kind:
    """What a paragraph is: a block's type, level and order; ``role`` is "title", "subtitle" or empty."""

    type: BlockType = BlockType.PARAGRAPH
    level: int = 0
    ordered: bool = False
    role: str = ""


@dataclass(slots=True)
class Styles:
    """The styles of one document by their id, and its numberings."""

    elements: dict[str, Any] = field(default_factory=dict)
    formats: dict[tuple[str, int], str] = field(default_factory=dict)  # (numbering, level) to number format

    def kind(self, paragraph: Any) -> Kind:
        """What the paragraph (a ``w:p``) is."""
        properties = paragraph.find(f"{W}pPr")
        chain = self._chain(properties)
        names = [_value(style.find(f"{W}name")).lower() for style in chain]
        if "title" in names:
            return Kind(BlockType.HEADING, 1, role="title")
        if "subtitle" in names:
            return Kind(role="subtitle")
        if level := self._heading_level(properties, chain, names):
            return Kind(BlockType.HEADING, level)
        if any(name in _QUOTES for name in names):
            return Kind(BlockType.QUOTATION, 1)
        return self._list_item([properties]) or _by_list_style(names) or self._list_item(_properties(chain)) or Kind()

    def _chain(self, properties: Any) -> list[Any]:
        """The paragraph's style and those that it is based on."""
        chain: list[Any] = []
        style_id = _value(properties.find(f"{W}pStyle")) if properties is not None else ""
        while style_id in self.elements and len(chain) < _MOST_ANCESTORS:
            chain.append(self.elements[style_id])
            style_id = _value(chain[-1].find(f"{W}basedOn"))
        return chain

    def _heading_level(self, properties: Any, chain: list[Any], names: list[str]) -> int:
        for name in names:
            if match := _HEADING.match(name):
                return min(max(int(match[1]), 1), 6)
        for holder in (properties, *_properties(chain)):
            outline = holder.find(f"{W}outlineLvl") if holder is not None else None
            if outline is not None and _value(outline).isdecimal() and int(_value(outline)) < 6:
                return int(_value(outline)) + 1
        return 0

    def _list_item(self, holders: list[Any]) -> Kind | None:
        """The item that the first numbering in these properties makes; None where they have none."""
        for holder in holders:
            numbering = holder.find(f"{W}numPr") if holder is not None else None
            if numbering is None:
                continue
            number = _value(numbering.find(f"{W}numId"))
            depth = _value(numbering.find(f"{W}ilvl"))
            level = int(depth) if depth.isdecimal() and len(depth) < 3 else 0
            shape = self.formats.get((number, level), "bullet")
            if number == "0" or shape == "none":
                return Kind()
            return Kind(BlockType.LIST_ITEM, min(level, 8) + 1, shape != "bullet")
        return None


def _properties(chain: list[Any]) -> list[Any]:
    return [style.find(f"{W}pPr") for style in chain]


def _by_list_style(names: list[str]) -> Kind | None:
    """Word's own styles: "List Bullet", "List Number 2"…"""
    if not names or not names[0].startswith(("list bullet", "list number")):
        return None
    depth = names[0][-1:]
    return Kind(BlockType.LIST_ITEM, int(depth) if depth in set("23456789") else 1, "number" in names[0])


def read_styles(document: Document) -> Styles:
    """The styles and numberings of the document; empty where it has none."""
    styles = {element.get(f"{W}styleId", ""): element for element in document.styles.element.iter(f"{W}style")}
    return Styles(styles, _number_formats(document))


def _number_formats(document: Document) -> dict[tuple[str, int], str]:
    part = next((rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None)
    root = getattr(part, "element", None)
    if root is None:
        return {}
    abstract = {
        numbering.get(f"{W}abstractNumId"): {
            level.get(f"{W}ilvl"): _value(level.find(f"{W}numFmt")) for level in numbering.findall(f"{W}lvl")
        }
        for numbering in root.findall(f"{W}abstractNum")
    }
    formats: dict[tuple[str, int], str] = {}
    for number in root.findall(f"{W}num"):
        for level, shape in abstract.get(_value(number.find(f"{W}abstractNumId")), {}).items():
            if level and level.isdecimal():
                formats[number.get(f"{W}numId", ""), int(level)] = shape
    return formats


def _value(element: Any) -> str:
    """The ``w:val`` of an element that may be missing."""
    return str(element.get(f"{W}val", "")) if element is not None else ""
