"""The records of an arggraph file, and the file of such records.

The document type of the corpus (https://github.com/peldszus/arg-microtexts) has one element of four kinds of records,
in this order: ``edu``, ``joint``, ``adu``, ``edge``. What Argmap knows beyond them stands in a processing instruction
behind the graph, which every other program passes over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, ParseError, TreeBuilder, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from argmap.exceptions import FormatError
from argmap.formats._json import dump_json, load_json
from argmap.formats._limits import check_node_count, check_size
from argmap.formats._text import shortened

NAME = "arg-microtexts"
ROOT = "arggraph"
_NEEDED = {"edu": ("id",), "joint": ("id",), "adu": ("id",), "edge": ("id", "src", "trg", "type")}
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_ATTRIBUTE = re.compile('[&<"\t\n\r]')
_CODES = {"&": "&amp;", "<": "&lt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_NOT_IN_CDATA = re.compile(r"\r|]]>")

Record = dict[str, str]  # the attributes of an element; that of an edu has its words under ""
WORDS = ""


@dataclass(slots=True)
class Records:
    """All that a file says: ``attributes`` of the graph, four lists of records, and elements of other names."""

    attributes: Record = field(default_factory=dict)
    edus: list[Record] = field(default_factory=list)
    joints: list[Record] = field(default_factory=list)
    adus: list[Record] = field(default_factory=list)
    edges: list[Record] = field(default_factory=list)
    others: list[str] = field(default_factory=list)

    @property
    def lists(self) -> dict[str, list[Record]]:
        """The four lists by the names of their elements, in the order of the file."""
        return {"edu": self.edus, "joint": self.joints, "adu": self.adus, "edge": self.edges}

    def to_json(self) -> dict[str, Any]:
        lists: dict[str, Any] = {**self.lists, "attributes": self.attributes, "others": self.others}
        return {key: value for key, value in lists.items() if value}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Records | None:
        """The records that :meth:`to_json` told, None where they are not such records."""
        try:
            records = cls(dict(value.get("attributes", {})), others=list(value.get("others", ())))
            for name, items in records.lists.items():
                items += [dict(item) for item in value.get(name, ())]
            _check(records)
        except (FormatError, TypeError, ValueError, AttributeError):
            return None
        return records


def parsed(content: bytes) -> tuple[Records, dict[str, Any]]:
    """The records of a file and Argmap's own data in it. Raises FormatError with line and column, or the id."""
    check_size(content)
    skipped = len(content) - len(content.lstrip(b" \t\r\n"))  # what must not stand before an XML declaration
    content, above = content[skipped:], content[:skipped].count(b"\n")
    target = _Target()
    parser = DefusedXMLParser(target=target)
    try:
        parser.feed(content)
        root = parser.close()
    except ParseError as error:
        line, column = error.position[0] + above, error.position[1]
        reason = str(error).partition(":")[0]
        message = f"Line {line}, column {column + 1}: this is not XML ({reason})."
        raise FormatError(message, line=line, column=column + 1) from error
    except DefusedXmlException as error:
        raise FormatError("This file declares entities, which can do harm; save it without them.") from error
    except (ValueError, LookupError) as error:
        raise FormatError(f"This file names an encoding that cannot be read ({error}); save it as UTF-8.") from error
    if root.tag != ROOT:
        raise FormatError(f"This file is not an arggraph: it begins with <{shortened(root.tag)}>.", line=1)
    return _records(root), target.own


class _Target(TreeBuilder):
    """A tree in the making that listens to Argmap's instruction."""

    def __init__(self) -> None:
        super().__init__()
        self.own: dict[str, Any] = {}

    def pi(self, target: str, text: str | None = None) -> Any:
        if target == "argmap":
            try:
                value = load_json((text or "").encode())
            except FormatError as error:
                raise FormatError("The instruction <?argmap …?> in this file is damaged; remove it.") from error
            self.own = value if isinstance(value, dict) else {}
        return super().pi(target, text)


def _records(root: Element) -> Records:
    records = Records(dict(root.attrib))
    lists = records.lists
    for element in root:
        if element.tag in lists:
            record = dict(element.attrib)
            if element.tag == "edu":
                record[WORDS] = "".join(element.itertext())
            lists[element.tag].append(record)
        else:
            element.tail = None
            records.others.append(tostring(element, encoding="unicode"))
    _check(records)
    return records


def _check(records: Records) -> None:
    """Nothing where each record has what it needs and each id stands once; else FormatError."""
    check_node_count(len(records.adus))
    seen: set[str] = set()
    for name, items in records.lists.items():
        for number, item in enumerate(items, 1):
            for key in _NEEDED[name]:
                if not item.get(key):
                    place = f"“{shortened(item['id'])}”" if item.get("id") else f"number {number}"
                    raise FormatError(f"<{name}> {place}: the attribute “{key}” is missing; add it.")
            if item["id"] in seen:
                raise FormatError(f"The id “{shortened(item['id'])}” stands twice in this file; give one another id.")
            seen.add(item["id"])


def rendered(records: Records, own: Mapping[str, Any]) -> bytes:
    """The file of these records, valid by the corpus' document type where it has a node."""
    lines = ["<?xml version='1.0' encoding='UTF-8'?>", '<!DOCTYPE arggraph SYSTEM "arggraph.dtd">']
    lines.append(f"<{ROOT}{_attributes(records.attributes)}>")
    for name, items in records.lists.items():
        for item in items:
            attributes = _attributes({key: value for key, value in item.items() if key != WORDS})
            end = f"><![CDATA[{_cdata(item.get(WORDS, ''))}]]></edu>" if name == "edu" else "/>"
            lines.append(f"  <{name}{attributes}{end}")
    lines += [f"  {other}" for other in records.others]
    lines.append(f"</{ROOT}>")
    if own:
        lines.append(f"<?argmap {_instruction(own)}?>")
    return ("\n".join(lines) + "\n").encode()


def writable(text: str) -> str:
    """The text with a replacement character for each that XML cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)


def _attributes(record: Mapping[str, str]) -> str:
    return "".join(f' {key}="{_escaped(value)}"' for key, value in record.items())


def _escaped(value: str) -> str:
    return value if value.isalnum() else _IN_ATTRIBUTE.sub(lambda match: _CODES[match[0]], writable(value))


def _cdata(words: str) -> str:
    """The words for a CDATA section, which is interrupted where it cannot hold them."""
    return _NOT_IN_CDATA.sub(lambda m: "]]>&#13;<![CDATA[" if m[0] == "\r" else "]]]]><![CDATA[>", words)


def _instruction(own: Mapping[str, Any]) -> str:
    """The data as JSON without anything that XML forbids or that ends an instruction."""
    text = _FORBIDDEN.sub(lambda m: f"\\u{ord(m[0]):04x}", dump_json(dict(own)))
    return text.replace("?>", "?\\u003e")
