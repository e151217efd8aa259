"""XML in and out for formats of which a map keeps what it has no place for: elements as values, with their places.

Read by defusedxml without document types and entities, however deep, without recursion. A kept element is JSON:
``{"tag": …, "attributes": {…}, "content": [text or element, …]}``; names are ``{namespace}name`` as in ElementTree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from argmap.domain.graph import ArgumentGraph
from argmap.exceptions import FormatError
from argmap.formats._limits import MAX_DEPTH, check_size

Kept = dict[str, Any]

FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_IN_TEXT = re.compile("[&<>\r]")
_IN_ATTRIBUTE = re.compile('[&<>"\r\n\t]')
_CODES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
_NAME = re.compile(r"[A-Za-z_][\w.\-]*\Z")


class Tag:
    """An element: its name, where it begins (from 1), and texts and elements in their order.

    ``local`` is the name without its namespace.
    """

    __slots__ = ("attributes", "column", "content", "line", "local", "name")

    def __init__(
        self, name: str, attributes: dict[str, str], line: int = 0, column: int = 0, local: str | None = None
    ) -> None:
        self.name = name
        self.local = name.rpartition("}")[2] if local is None else local
        self.attributes = attributes
        self.line = line
        self.column = column
        self.content: list[Tag | str] = []

    @property
    def children(self) -> list[Tag]:
        return [part for part in self.content if part.__class__ is not str]  # type: ignore[misc]  # so it is a Tag

    @property
    def text(self) -> str:
        """All texts in the element and below, joined."""
        if len(self.content) == 1 and isinstance(self.content[0], str):  # as a rule
            return self.content[0]
        stack, found = list(reversed(self.content)), []
        while stack:
            part = stack.pop()
            if isinstance(part, str):
                found.append(part)
            else:
                stack += reversed(part.content)
        return "".join(found)

    def below(self, *locals_: str) -> Iterator[Tag]:
        """The elements below that have one of these names, whatever their namespace, in the order of the file."""
        stack = self.children[::-1]
        while stack:
            tag = stack.pop()
            if tag.local in locals_:
                yield tag
            if tag.content:
                stack += tag.children[::-1]

    def error(self, message: str) -> FormatError:
        """The error that says ``message`` of this place."""
        return FormatError(f"Line {self.line}, column {self.column}: {message}", line=self.line, column=self.column)


class _Target:
    """Makes Tags of what expat meets. It is asked at once, without ElementTree in between: that halves the time."""

    def __init__(self) -> None:
        self.parser: Any = None
        self.root: Tag | None = None
        self.stack: list[Tag] = []
        self.names: dict[str, tuple[str, str]] = {}  # as expat has them → with and without their namespace

    def listen(self, parser: Any) -> None:
        """Hear of elements from this expat parser, whose other handlers stay: those against entities too."""
        self.parser = parser
        parser.StartElementHandler, parser.EndElementHandler = self.begin, self.finish

    def begin(self, name: str, attributes: list[str]) -> None:
        """An element begins; its attributes are names and values in turn."""
        known = self.names
        for given in (name, *attributes[::2]):
            if given not in known:
                known[given] = (f"{{{given}" if "}" in given else given, given.rpartition("}")[2])
        full, local = known[name]
        values = {known[key][0]: value for key, value in zip(attributes[::2], attributes[1::2], strict=True)}
        tag = Tag(full, values, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1, local)
        if self.stack:
            self.stack[-1].content.append(tag)
        elif self.root is None:
            self.root = tag
        self.stack.append(tag)

    def finish(self, name: str) -> None:
        """The element ends."""
        self.stack.pop()

    def data(self, text: str) -> None:
        if self.stack:
            content = self.stack[-1].content
            if content and isinstance(content[-1], str):
                content[-1] += text
            else:
                content.append(text)

    def close(self) -> Tag | None:
        return self.root


def parsed(content: bytes, *, root: str, what: str) -> Tag:
    """The root element, which must have the name ``root``. Raises FormatError with line and column."""
    check_size(content)
    target = _Target()
    parser: Any = DefusedXMLParser(target=target)
    target.listen(parser.parser)
    try:
        parser.feed(content)
        found: Tag | None = parser.close()
    except ParseError as error:
        line, column = error.position
        reason = str(error).partition(":")[0]
        raise Tag("", {}, line, column + 1).error(f"this is not XML ({reason}).") from error
    except DefusedXmlException as error:
        at = Tag("", {}, target.parser.CurrentLineNumber, target.parser.CurrentColumnNumber + 1)
        raise at.error("the file declares entities, which can do harm; save it without them.") from error
    except (ValueError, LookupError) as error:
        raise FormatError(f"This file names an encoding that cannot be read ({error}); save it as UTF-8.") from error
    if found is None or found.local != root:
        raise FormatError(f"This file is not {what}: it must begin with <{root}>.", line=1, column=1)
    return found


def kept(tag: Tag) -> Kept:
    """The element as JSON, without white space between elements. Raises FormatError where it is nested too deeply."""
    return _kept(tag, 0)


def _kept(tag: Tag, depth: int) -> Kept:
    if depth > MAX_DEPTH // 4:
        raise tag.error(f"elements are nested more than {MAX_DEPTH // 4} deep here; flatten them.")
    whole: Kept = {"tag": tag.name}
    if tag.attributes:
        whole["attributes"] = tag.attributes
    if tag.content:
        parts: list[Any] = tag.content
        texts = [part for part in parts if isinstance(part, str)]
        if len(texts) < len(parts):
            parts = parts if "".join(texts).strip() else tag.children
            parts = [part if isinstance(part, str) else _kept(part, depth + 1) for part in parts]
        whole["content"] = parts
    return whole


def xml_of(element: Any, prefixes: Mapping[str, str]) -> str:
    """A kept element as XML; ``prefixes`` gives the prefix of each namespace. What is no element is left out."""
    if not isinstance(element, dict) or not isinstance(element.get("tag"), str):
        return ""
    name, bound = _prefixed(element["tag"], prefixes)
    attributes = element.get("attributes")
    found = {}
    for key, value in (attributes if isinstance(attributes, dict) else {}).items():
        key_name, more = _prefixed(key, prefixes, attribute=True)
        bound |= more
        found[key_name] = value
    head = name + "".join(attribute(key, value) for key, value in {**bound, **found}.items() if key)
    parts = element.get("content")
    inside = "".join(
        text(part) if isinstance(part, str) else xml_of(part, prefixes)
        for part in (parts if isinstance(parts, list) else [])
    )
    return (f"<{head}>{inside}</{name}>" if inside else f"<{head}/>") if name else ""


def namespaces_in(value: Any) -> set[str]:
    """The namespaces of names in kept elements, anywhere in a JSON value."""
    found: set[str] = set()
    stack = [value]
    while stack:
        part = stack.pop()
        if isinstance(part, dict):
            attributes = part.get("attributes")
            names = [part.get("tag"), *(attributes if isinstance(attributes, dict) else ())]
            found |= {name[1:].partition("}")[0] for name in names if isinstance(name, str) and name[:1] == "{"}
            stack += part.values()
        elif isinstance(part, list):
            stack += part
    return found


def attribute(name: str, value: Any) -> str:
    """`` name="value"`` with what XML needs escaped."""
    return f' {name}="{_IN_ATTRIBUTE.sub(_code, clean(str(value)))}"'


def text(value: str) -> str:
    """The text with what XML needs escaped."""
    return _IN_TEXT.sub(_code, clean(value))


def clean(value: str) -> str:
    """The text with a replacement character for each that XML cannot hold."""
    return FORBIDDEN.sub("\ufffd", value)


def _code(match: re.Match[str]) -> str:
    return _CODES[match[0]]


def _prefixed(name: str, prefixes: Mapping[str, str], *, attribute: bool = False) -> tuple[str, dict[str, str]]:
    """A name as it is written, and the declaration that it needs; an empty name where it is none."""
    if name.isidentifier() and name.isascii():
        prefix = "" if attribute else prefixes.get("", "")
        return (f"{prefix}:{name}" if prefix else name), {}
    namespace, _, local = name[1:].rpartition("}") if name[:1] == "{" else ("", "", name)
    if not all(_NAME.match(part) for part in local.split(":")):
        return "", {}
    if namespace == "http://www.w3.org/XML/1998/namespace":
        return f"xml:{local}", {}
    if namespace not in prefixes:
        if not namespace:
            return local, {}
        return f"other:{local}", {"xmlns:other": namespace}
    prefix = prefixes[namespace]
    return (f"{prefix}:{local}" if prefix else local), {}


def unholdable(graph: ArgumentGraph) -> int:
    """How many characters of the map's texts XML cannot hold."""
    texts = [graph.title, graph.description]
    for node in graph.nodes.values():
        texts += [node.text, node.note, node.attribution, *node.sources, *node.tags]
    for link in graph.links.values():
        texts += [link.scheme, link.note, *link.tags, *(premise.role for premise in link.premises)]
    return sum(len(FORBIDDEN.findall(part)) for part in texts)


REPLACED = (
    "1 character that XML cannot hold is replaced by “\ufffd”.",
    "{} characters that XML cannot hold are replaced by “\ufffd”.",
)
