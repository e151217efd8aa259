"""Statements, arguments and headings of an Argdown text: their titles, and the lines of their texts."""

from __future__ import annotations

import re

from argmap.formats._argdown_cursor import Cursor
from argmap.formats._argdown_document import Argument, Document, Occurrence, Section, Sort
from argmap.formats._argdown_inline import TOKEN, Inline
from argmap.formats._limits import check_node_count
from argmap.formats._text import shortened

_TITLE = re.compile(
    r"""[ \t]*(?:
    (?P<link>\[[^\]\n]+?\]\([^)\n]+?\))
    |\[(?P<define>[^\n]+?)\]:|\[(?P<refer>[^-\n][^\n]*?)\]
    |(?!<!--)<(?P<argument>[^\n]+?)>:|(?!<!--)<(?P<argument_reference>[^-\n][^\n]*?)>)
    """,
    re.VERBOSE,
)
_TITLED = {  # what a title is of, and whether it refers to what is defined elsewhere
    "define": (Sort.STATEMENT, False),
    "refer": (Sort.STATEMENT, True),
    "argument": (Sort.ARGUMENT, False),
    "argument_reference": (Sort.ARGUMENT, True),
}


class Statements(Cursor):
    """Reads what relations and structures are made of, and keeps it in the document."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.document = Document()
        self.open: Occurrence | None = None  # what a plain line continues
        self.heading: Section | None = None  # the same
        self._inline = Inline()
        self._untitled = 0

    def begin(self, *, statement_only: bool = False) -> Occurrence:
        """Begin the statement or argument at the position, and read its first line."""
        start = self.position
        match = _TITLE.match(self.text, start)
        kind = match.lastgroup if match else None
        sections = self.document.sections
        section = len(sections) - 1 if sections else None
        if match and kind in _TITLED:
            sort, is_reference = _TITLED[kind]
            if statement_only and sort is Sort.ARGUMENT:
                raise self.error("a premise or conclusion must be a statement, not an argument", start)
            comments = self.taken_comments()
            occurrence = Occurrence(sort, start, match[kind], True, is_reference, comments=comments, section=section)
            self.position = match.end()
        else:
            title = self.fresh_title()
            occurrence = Occurrence(Sort.STATEMENT, start, title, comments=self.taken_comments(), section=section)
            self.position = self.behind_blanks(start)
        self._register(occurrence)
        self.open, self._inline = occurrence, Inline()
        self.read_line()
        return occurrence

    def begin_heading(self, level: int) -> None:
        """Begin the heading at the position, and read its first line."""
        self.heading = Section("", level, comments=self.taken_comments())
        self._inline = Inline()
        self.read_line()

    def continue_line(self) -> None:
        """Read a line of its own into the open statement or heading."""
        start = self.position
        self.position = self.behind_blanks(start)
        if self.open and self.open.reference and self.text[self.position] not in "{#":
            raise self.error(f"text cannot follow the reference to “{shortened(self.open.title)}”", start)
        self._inline.line_break()
        self.read_line()

    def read_line(self) -> None:
        """Read the rest of the line into the open statement or heading."""
        text, inline, position = self.text, self._inline, self.position
        reference = self.open if self.open and self.open.reference else None
        while position < len(text):
            match = TOKEN.match(text, position)
            kind, image = (match.lastgroup or "", match[0]) if match else ("", "")
            if kind == "emphasis" and inline.ends_inner(image):
                image = image[0]
            elif kind == "opener":
                comment = self.comment_at(position)
                kind, image = ("comment", comment) if comment else ("other", image[0])
            position += len(image)
            if kind == "newline":
                break
            if kind == "comment":
                self.comments.append(image)
            elif kind == "data":
                position = self._read_data(position - 1)
            elif reference and kind != "tag" and image.strip(" \t"):
                raise self.error(
                    f"after the reference to “{shortened(reference.title)}” only tags and data can stand; "
                    "put a colon behind the title to define it",
                    position - len(image),
                )
            else:
                inline.add(kind, image, text[position : position + 1])
        self.position = position

    def _read_data(self, start: int) -> int:
        """Where the data of what is open ends."""
        self.position = start
        (self.heading or self.open).data.update(self.data())  # type: ignore[union-attr]  # one is open
        return self.position

    def end_statement(self) -> None:
        """The open statement or heading has all its text."""
        occurrence, inline = self.open, self._inline
        if occurrence:
            occurrence.text, occurrence.full, occurrence.source = inline.text(), inline.full_text(), inline.typed()
            occurrence.tags, occurrence.urls = inline.tags, inline.urls
            if not occurrence.full:
                self._check_empty(occurrence)
        elif self.heading:
            self.heading.title, self.heading.tags = inline.full_text(), inline.tags
            self.document.sections.append(self.heading)
        self.open = self.heading = None

    def _check_empty(self, occurrence: Occurrence) -> None:
        """Raises FormatError where this must not be without a text."""
        if not occurrence.titled:
            raise self.error("a statement is missing here", occurrence.at)
        if not occurrence.reference and not occurrence.data:
            raise self.error(f"“{shortened(occurrence.title)}” is defined without a text", occurrence.at)

    def argument(self, title: str) -> Argument:
        """The argument of that title, new where there is none."""
        document = self.document
        if title not in document.arguments:
            document.arguments[title] = Argument(title)
            document.order.append((Sort.ARGUMENT, title))
            check_node_count(len(document.order))
        return document.arguments[title]

    def fresh_title(self) -> str:
        self._untitled += 1
        return f"Untitled {self._untitled}"

    def _register(self, occurrence: Occurrence) -> None:
        if occurrence.sort is Sort.ARGUMENT:
            self.argument(occurrence.title).descriptions.append(occurrence)
            return
        document = self.document
        known = document.classes.get(occurrence.title)
        if known is None:
            document.classes[occurrence.title] = [occurrence]
            document.order.append((Sort.STATEMENT, occurrence.title))
            check_node_count(len(document.order))
        else:
            known.append(occurrence)
