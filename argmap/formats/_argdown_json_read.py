"""The JSON that Argdown's own tools export, as the document that it was made of.

Its model is Argdown's: statements in equivalence classes, arguments with premise-conclusion structures, relations that
are resolved already. An export of the map alone has nodes and edges instead.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from argmap.exceptions import FormatError
from argmap.formats._argdown_document import (
    Argument,
    Document,
    End,
    Inference,
    Occurrence,
    Relation,
    Section,
    Sort,
    Step,
)
from argmap.formats._fields import Fields
from argmap.formats._losses import said
from argmap.formats._text import one_line, shortened
from argmap.formats.base import Note

_LINE_END = re.compile(r"\r\n|\r|\n")
_ON_A_LINE = 100_000  # columns, so that one number tells the place of a statement
_SORTS = {
    "statement-map-node": Sort.STATEMENT,
    "argument-map-node": Sort.ARGUMENT,
}


class ArgdownJson:
    """The document in the JSON value of an export; ``notes`` say what it does not define."""

    def __init__(self, value: Mapping[str, Any]) -> None:
        self.fields = Fields(value, "The file")
        self.counts: Counter[str] = Counter()
        self.sections: dict[str, int] = {}
        self.document = Document()

    def read(self) -> Document:
        """The whole document. Raises FormatError where a value has the wrong type."""
        self._add_sections(self.fields.list("sections"))
        for title, value in self.fields.mapping("statements").items():
            self._add_class(title, Fields(value, f"Statement “{shortened(title)}”"))
        for title, value in self.fields.mapping("arguments").items():
            self._add_argument(title, Fields(value, f"Argument “{shortened(title)}”"))
        if not self.document.classes and not self.document.arguments:
            self._add_map(Fields(self.fields.mapping("map"), "“map”"))
        else:
            for index, value in enumerate(self.fields.list("relations")):
                self._add_relation(index, Fields(value, f"Relation {index + 1}"))
        self.document.order = self._order()
        return self.document

    def notes(self) -> Iterator[Note]:
        """What was left out."""
        yield from said(
            self.counts["relation"],
            "1 relation has an end that the file does not define: it is left out.",
            "{} relations have ends that the file does not define: they are left out.",
        )

    # Statements and arguments

    def _add_class(self, title: str, fields: Fields) -> None:
        members = [self._occurrence(Sort.STATEMENT, title, part) for part in _parts(fields, "members")]
        self._add_to(title, members or [Occurrence(Sort.STATEMENT, 0, title, titled=True)])
        _complete(self.document.classes[title], fields)

    def _add_to(self, title: str, occurrences: list[Occurrence]) -> None:
        self.document.classes.setdefault(title, []).extend(occurrences)

    def _add_argument(self, title: str, fields: Fields) -> None:
        descriptions = [self._occurrence(Sort.ARGUMENT, title, part) for part in _parts(fields, "members")]
        descriptions = descriptions or [Occurrence(Sort.ARGUMENT, 0, title, titled=True)]
        _complete(descriptions, fields)
        steps = [self._step(part, number) for number, part in enumerate(_parts(fields, "pcs"), 1)]
        if steps and steps[-1].inference is None:
            steps[-1].inference = Inference()
        self.document.arguments[title] = Argument(title, descriptions, steps)

    def _step(self, fields: Fields, number: int) -> Step:
        title = fields.id("title")
        statement = self._occurrence(Sort.STATEMENT, title, fields)
        if title not in self.document.classes:
            self._add_to(title, [statement])
        inference = None
        if fields.value.get("inference") is not None:
            part = Fields(fields.value["inference"], f"{fields.place}: “inference”")
            inference = Inference(list(part.texts("inferenceRules")), dict(part.mapping("data")))
        return Step(statement, number, inference)

    def _occurrence(self, sort: Sort, title: str, fields: Fields) -> Occurrence:
        full = _LINE_END.sub(" ", fields.text("text")).strip()
        ranges = [part for part in _parts(fields, "ranges") if isinstance(part.value.get("start"), int)]
        return Occurrence(
            sort,
            _place(fields),
            title,
            titled=not title.startswith("Untitled "),
            reference=fields.flag("isReference"),
            text=_without_tags(fields.text("text"), ranges),
            full=full,
            tags=list(fields.texts("tags")),
            urls=[part.text("url") for part in ranges if part.text("type") == "link" and part.text("url")],
            data=dict(fields.mapping("data")),
            section=self.sections.get(fields.text("section")),
        )

    def _order(self) -> list[tuple[Sort, str]]:
        """The titles as they first stand in the source."""
        places: list[tuple[int, Sort, str]] = []
        for title, members in self.document.classes.items():
            places.append((min(member.at for member in members), Sort.STATEMENT, title))
        for title, argument in self.document.arguments.items():
            places.append((min(o.at for o in argument.descriptions), Sort.ARGUMENT, title))
        return [(sort, title) for _, sort, title in sorted(places, key=lambda place: place[0])]

    # Relations, sections, the map

    def _add_relation(self, index: int, fields: Fields) -> None:
        source = self._end(fields, "from", "fromType")
        target = self._end(fields, "to", "toType")
        if source is None or target is None:
            self.counts["relation"] += 1
            return
        at = 10**12 + index  # after all statements
        self.document.relations.append(Relation(fields.id("relationType"), source, target, at))

    def _end(self, fields: Fields, name: str, type_name: str) -> End | None:
        """The end of a relation; None where the file has no such statement or argument."""
        title, sort = fields.id(name), fields.text(type_name) or Sort.STATEMENT
        if sort == Sort.INFERENCE:
            argument = self.document.arguments.get(title)
            index = fields.optional_integer("conclusionIndex")
            if argument is None or not argument.steps:
                return None
            last = len(argument.steps) - 1
            return End(Sort.INFERENCE, title, last if index is None or not 0 <= index <= last else index)
        if sort == Sort.ARGUMENT:
            return End(Sort.ARGUMENT, title) if title in self.document.arguments else None
        return End(Sort.STATEMENT, title) if title in self.document.classes else None

    def _add_sections(self, values: Iterable[Any]) -> None:
        stack = list(values)[::-1]
        while stack:
            fields = Fields(stack.pop(), "A section")
            self.sections[fields.text("id")] = len(self.document.sections)
            level = fields.optional_integer("level") or 1
            section = Section(fields.text("title"), level, dict(fields.mapping("data")), list(fields.texts("tags")))
            self.document.sections.append(section)
            stack += list(fields.list("children"))[::-1]

    def _add_map(self, fields: Fields) -> None:
        """Statements and arguments of an export of the map alone."""
        ends: dict[str, End] = {}
        stack = list(fields.list("nodes"))[::-1]
        while stack:
            node = Fields(stack.pop(), "A node of the map")
            stack += list(node.list("children"))[::-1]
            sort = _SORTS.get(node.text("type"))
            if sort is not None:
                ends[node.text("id")] = self._add_map_node(sort, node, len(ends))
        for index, value in enumerate(fields.list("edges")):
            edge = Fields(value, f"Edge {index + 1} of the map")
            source, target = (ends.get(_map_end(edge, name)) for name in ("from", "to"))
            if source and target:
                self.document.relations.append(Relation(edge.id("relationType"), source, target, 10**12 + index))
            self.counts["relation"] += not (source and target)

    def _add_map_node(self, sort: Sort, fields: Fields, index: int) -> End:
        title = fields.text("title") or fields.text("labelTitle") or f"Untitled {index + 1}"
        text = one_line(fields.text("labelText"))
        tags = list(fields.texts("tags"))
        titled = not title.startswith("Untitled ")
        occurrence = Occurrence(sort, index, title, titled=titled, text=text, full=text, tags=tags)
        if sort is Sort.STATEMENT:
            self._add_to(title, [occurrence])
        else:
            self.document.arguments.setdefault(title, Argument(title)).descriptions.append(occurrence)
        return End(sort, title)


def _parts(fields: Fields, name: str) -> list[Fields]:
    return [
        Fields(value, f"{fields.place}, item {number} of “{name}”") for number, value in enumerate(fields.list(name), 1)
    ]


def _place(fields: Fields) -> int:
    line, column = (fields.optional_integer(name) or 0 for name in ("startLine", "startColumn"))
    return line * _ON_A_LINE + min(column, _ON_A_LINE - 1)


def _without_tags(text: str, ranges: list[Fields]) -> str:
    """The text without the tags at its end, as they are no part of what it says."""
    units = text.encode("utf-16-le", "surrogatepass")  # in which JavaScript counts

    def offset(place: int) -> int:
        return len(units[: 2 * max(0, place)].decode("utf-16-le", "ignore"))

    tags = [part for part in ranges if part.text("type") == "tag"]
    stops = [part.optional_integer("stop") for part in tags]
    places = [(part.integer("start"), stop + 1) for part, stop in zip(tags, stops, strict=True) if stop is not None]
    for start, end in sorted([(offset(first), offset(behind)) for first, behind in places], reverse=True):
        if text[start : start + 1] == "#" and not text[end:].strip():
            text = text[:start]
    return _LINE_END.sub(" ", text).strip()


def _complete(occurrences: list[Occurrence], fields: Fields) -> None:
    """Give the first occurrence the data and tags that only the whole has."""
    known = {key for occurrence in occurrences for key in occurrence.data}
    occurrences[0].data |= {key: value for key, value in fields.mapping("data").items() if key not in known}
    tags = {tag for occurrence in occurrences for tag in occurrence.tags}
    occurrences[0].tags += [tag for tag in fields.texts("tags") if tag not in tags]


def _map_end(edge: Fields, name: str) -> str:
    """The id of a map node, which stands there by itself or as an object."""
    value = edge.value.get(name)
    end = value.get("id") if isinstance(value, Mapping) else value
    if not isinstance(end, str):
        raise FormatError(f"{edge.place}: “{name}” must name a node of the map.")
    return end
