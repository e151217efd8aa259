"""Statements, arguments and headings of an Argdown text: their titles, and the lines of their texts."""

from __future__ import annotations

import re

from argmap.formats._argdown_cursor import DATA_ENDS, Cursor
from argmap.formats._argdown_document import Argument, Document, Occurrence, Section, Sort
from argmap.formats._argdown_inline import TOKEN, WORDS, Inline, unescaped
from argmap.formats._limits import check_node_count
from argmap.formats._text import shortened

_TITLE = re.compile(
    r"""[ \t]*(?:
    (?P<link>\[[^\]\n]++\]\([^)\n]++\))
    |\[(?P<define>[^\n]+?)\]:|\[(?P<refer>[^-\n][^\n]*?)\]
    |(?!<!--)<(?P<argument>[^\n]+?)>:|(?!<!--)<(?P<argument_reference>[^-\n][^\n]*?)>)
    """,
    re.VERBOSE,
)
_USUAL = re.compile(  # a whole line as most are: a title, words without markup, perhaps data
    rf"[ \t]*\[([^\]\n]+)\]:([ \t]*+(?=\S){WORDS})(\{{[^}}\n]*\}}{DATA_ENDS}[ \t]*)?(?:\n|\Z)"
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
        self._inline = Inline()  # the text of what is open
        self._words: str | None = None  # the same while it is one line of words, which need no Inline
        self._untitled = 0

    def begin(self, *, statement_only: bool = False) -> Occurrence:
        """Begin the statement or argument at the position, and read its first line."""
        start = self.position
        usual = _USUAL.match(self.text, start)
        if usual:
            return self._begin_usual(usual)
        match = _TITLE.match(self.text, start)
        kind = match.lastgroup if match else None
        if match is None or kind is None or kind == "link":
            sort, title, titled, is_reference = Sort.STATEMENT, self.fresh_title(), False, False
            self.position = self.behind_blanks(start)
        else:
            sort, is_reference = _TITLED[kind]
            title, titled = match[kind], True
            self.position = match.end()
        if statement_only and sort is Sort.ARGUMENT:
            raise self.error("a premise or conclusion must be a statement, not an argument", start)
        occurrence = self._opened(Occurrence(sort, start, title, titled, is_reference))
        self._begin_inline("")
        self.read_line()
        return occurrence

    def _begin_usual(self, line: re.Match[str]) -> Occurrence:
        """Begin a statement with a title, and take its first line, which has no markup."""
        title, words, data = line.groups()
        text = unescaped(words).strip(" \t")
        told = self.data_in(data, line.start(3)) if data else {}
        lists: tuple[list[str], list[str]] = [], []  # as their defaults, made in less time
        occurrence = Occurrence(Sort.STATEMENT, line.start(), title, True, False, text, text, "", *lists, told)
        self._words, self.position = words, line.end()
        return self._opened(occurrence)

    def _opened(self, occurrence: Occurrence) -> Occurrence:
        """The statement or argument itself, which now is open, in its section and with the comments above it."""
        sections = self.document.sections
        if sections:
            occurrence.section = len(sections) - 1
        if self.comments:
            occurrence.comments = self.taken_comments()
        self._register(occurrence)
        self.open = occurrence
        return occurrence

    def _begin_inline(self, words: str) -> None:
        """Read the text of what is open piece by piece; it begins with these words."""
        self._inline, self._words = Inline(), None
        if words:
            self._inline.add_words(words)
        if self.open:
            self.open.tags, self.open.urls = self._inline.tags, self._inline.urls

    def begin_heading(self, level: int) -> None:
        """Begin the heading at the position, and read its first line."""
        self.heading = Section("", level, comments=self.taken_comments())
        self._begin_inline("")
        self.read_line()

    def continue_line(self) -> None:
        """Read a line of its own into the open statement or heading."""
        start = self.position
        self.position = self.behind_blanks(start)
        if self.open and self.open.reference and self.text[self.position] not in "{#":
            raise self.error(f"text cannot follow the reference to “{shortened(self.open.title)}”", start)
        if self._words is not None:
            self._begin_inline(self._words)
        self._inline.line_break()
        self.read_line()

    def read_line(self) -> None:
        """Read the rest of the line into the open statement or heading."""
        text, inline, position = self.text, self._inline, self.position
        is_reference = self.open is not None and self.open.reference
        while True:
            if text.startswith("\n", position):
                position += 1
                break
            match = TOKEN.match(text, position)
            if match is None:  # the text ends
                break
            kind, image, position = match.lastgroup, match[0], match.end()
            if kind == "text" and not is_reference:
                inline.add_words(image)
            elif kind == "data":
                position = self._read_data(position - 1)
            else:
                position = self._read_token(kind or "", image, match.start())
        self.position = position

    def _read_token(self, kind: str, image: str, start: int) -> int:
        """Read a token that is neither plain words nor data, and return where it ends."""
        if kind == "emphasis" and self._inline.ends_inner(image):
            image = image[0]
        elif kind == "opener":
            comment = self.comment_at(start)
            kind, image = ("comment", comment) if comment else ("other", image[0])
        end = start + len(image)
        if kind == "comment":
            self.comments.append(image)
        elif self.open and self.open.reference and kind != "tag" and image.strip(" \t"):
            raise self.error(
                f"after the reference to “{shortened(self.open.title)}” only tags and data can stand; "
                "put a colon behind the title to define it",
                start,
            )
        else:
            self._inline.add(kind, image, self.text[end : end + 1])
        return end

    def _read_data(self, start: int) -> int:
        """Read the data of what is open, and return where it ends; a brace that is never closed is text."""
        self.position = start
        data = self.data()
        if data is None:
            self.document.open_braces += 1
            return self._read_token("other", "{", start)
        (self.heading or self.open).data.update(data)  # type: ignore[union-attr]  # one is open
        return self.position

    def end_statement(self) -> None:
        """The open statement or heading has all its text."""
        occurrence, inline = self.open, self._inline
        if occurrence and self._words is None:
            occurrence.text = occurrence.full = inline.text()
            if inline.tagged or inline.has_markup:
                occurrence.full, occurrence.source = inline.full_text(), inline.typed()
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
