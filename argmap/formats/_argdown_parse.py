"""Argdown text to a document, line by line; wrong syntax is refused with line and column.

Blocks are parted by blank lines. The state between lines is small: the statement that a line would continue, the
statements under which an indented relation would stand, and the premise-conclusion structure that is open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
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
from argmap.formats._argdown_inline import SYMBOLS, TOKEN, Inline
from argmap.formats._argdown_yaml import load_data, load_yaml
from argmap.formats._limits import check_node_count
from argmap.formats._text import place_of, shortened, unified_lines

_FRONT_MATTER = re.compile(r"\s*===+[ \t]*\n([\s\S]*?)===+[ \t]*(?:\n|\Z)")
_LINE = re.compile(
    r"""(?P<blank>[ \t]*(?:\n|\Z))
    |(?P<comment>[ \t]*(?=//|/\*|<!--))
    |(?P<inference>[ '\t]*--)
    |(?P<indent>[ '\t]*)(?P<relation>\+>|->|<?\+|<?-|><|_>|<_|_(?=\s))
    |[ \t]*(?P<heading>\#+)[ ]
    |[ '\t]*\((?P<number>\d+)\)
    |(?P<list>[ '\t]*)(?:\d+\.|\*)(?=\s)
    """,
    re.VERBOSE,
)
_COLLAPSED = re.compile(r"[ '\t]*-{3,}[ \t]*(?=\n|\Z)")
_LINE_COMMENT = re.compile(r"//[^\n]*")
_COMMENT_ENDS = {"<!--": "-->", "/*": "*/"}
_TITLE = re.compile(
    r"""[ \t]*(?:
    (?P<link>\[[^\]\n]+?\]\([^)\n]+?\))
    |\[(?P<define>[^\n]+?)\]:|\[(?P<refer>[^-\n][^\n]*?)\]
    |(?!<!--)<(?P<argument>[^\n]+?)>:|(?!<!--)<(?P<argument_reference>[^-\n][^\n]*?)>)
    """,
    re.VERBOSE,
)
_RULE = re.compile(
    r"""(?P<end>-{2,})|(?P<symbol>\.\S+?\.|:\S+?:)
    |(?P<text>(?:[^\\\-{,/<.:]+|\\[^\n]|-(?!-)|/(?![/*])|<(?!!--)|\.(?!\S+?\.)|:(?!\S+?:))++)
    |(?P<other>[\s\S])""",
    re.VERBOSE,
)
_ESCAPED = re.compile(r"\\([^\n])")
_BLANKS = re.compile(r"[ \t]*")
_LINE_END = re.compile(r"[ \t]*(?:\n|\Z)")
_LINE_END_OR_COMMENT = re.compile(r"[ \t]*(?://[^\n]*)?(?:\n|\Z)")
_NO_END_OF_DATA = re.compile(r"\s*[,}]")
_DATA_STOP = re.compile(r"\}(?=\s[^,}])")
_RELATIONS = {
    "+>": ("support", True),
    "->": ("attack", True),
    "_>": ("undercut", True),
    "><": ("contradictory", True),
    "+": ("support", False),
    "<+": ("support", False),
    "-": ("attack", False),
    "<-": ("attack", False),
    "_": ("undercut", False),
    "<_": ("undercut", False),
}


@dataclass(slots=True)
class _Frame:
    """Something that relations can stand under: how far in, and its end of them."""

    indent: int
    end: End
    inference: End | None = None  # what an undercut below a conclusion hits


@dataclass(slots=True)
class _Structure:
    """The premise-conclusion structure that is open."""

    argument: Argument
    at: int
    inference: Inference | None = None  # met, and its conclusion not yet

    @property
    def is_complete(self) -> bool:
        steps = self.argument.steps
        return bool(steps) and steps[-1].inference is not None and self.inference is None


@dataclass(slots=True)
class _Parser:
    text: str
    position: int = 0
    document: Document = field(default_factory=Document)
    frames: list[_Frame] = field(default_factory=list)
    open: Occurrence | None = None  # what a plain line continues
    inline: Inline = field(default_factory=Inline)
    heading: Section | None = None
    structure: _Structure | None = None
    before: Occurrence | None = None  # the argument that the block before consisted of
    root: Occurrence | None = None  # the statement or argument that began this block
    comments: list[str] = field(default_factory=list)
    untitled: int = 0
    last_ends: dict[str, int] = field(default_factory=dict)  # opener of a comment → the last end of such a comment
    data_stop: int = -1  # the first end of data from the last search on, -1 before that

    def parse(self) -> Document:
        self._front_matter()
        while self.position < len(self.text):
            self._line()
        self._end_block()
        self._end_structure()
        self.document.comments = self.comments
        return self.document

    # Lines

    def _front_matter(self) -> None:
        match = _FRONT_MATTER.match(self.text)
        if match:
            try:
                self.document.front_matter = load_yaml(match[1])
            except FormatError as error:
                raise self._inside(error, match.start(1)) from error
            self.position = match.end()

    def _line(self) -> None:
        match = _LINE.match(self.text, self.position)
        if match is None:
            self._text_line()
        elif match["blank"] is not None:
            self._end_block()
            self.position = max(match.end(), self.position + 1)
        elif match["comment"] is not None:
            self._comment_line(match.end())
        elif match["inference"] is not None and (self.structure or self.frames or self.open):
            self._inference_line()
        elif match["relation"] or match["inference"] is not None:
            self._relation_line(match)
        elif match["heading"]:
            self._heading_line(match)
        elif match["number"]:
            self._number_line(match)
        elif self.open and (self.root or self.structure):
            self._text_line()
        else:
            self._list_line(match)

    def _text_line(self) -> None:
        start = self.position
        if self.open is None and self.heading is None:
            self._begin_block()
            self.root = self._occurrence()
            self.frames = [_Frame(0, _end_of(self.root))]
            return
        self.position = self._behind_blanks(start)
        if self.open and self.open.reference and self.text[self.position] not in "{#":
            raise self._error(f"text cannot follow the reference to “{shortened(self.open.title)}”", start)
        self.inline.line_break()
        self._content()

    def _comment_line(self, start: int) -> None:
        comment = self._comment_at(start)
        if not comment:  # a comment that never ends is text
            self._text_line()
            return
        self._note_comment(comment)
        self.position = start + len(comment)
        rest = _LINE_END.match(self.text, self.position)
        if rest:
            self.position = rest.end()

    def _heading_line(self, match: re.Match[str]) -> None:
        self._end_block()
        self._end_structure()
        self.before = None
        self.heading = Section("", len(match["heading"]), comments=self._taken_comments())
        self.inline = Inline()
        self.position = match.end()
        self._content()

    def _list_line(self, match: re.Match[str]) -> None:
        self._end_statement()
        self._end_structure()
        self.position = match.end()
        occurrence = self._occurrence()
        self.root = None
        self.before = None
        self.frames = [_Frame(len(match["list"]) + 1, _end_of(occurrence))]

    def _relation_line(self, match: re.Match[str]) -> None:
        start = self.position
        sign = match["relation"] or "-"
        indent = match["indent"] or ""
        if match["relation"] is None:
            indent = match["inference"][:-2]
        if not self.frames:
            raise self._error("a relation must stand directly below a statement, without a blank line", start)
        self._end_statement()
        self._dedent(len(indent))
        parent = self.frames[-1]
        if parent.indent >= len(indent):
            raise self._error("a relation must be indented deeper than the statement above it", start)
        self.position = start + len(indent) + len(sign)
        occurrence = self._occurrence()
        self._relate(sign, parent, _end_of(occurrence), start)
        self.frames.append(_Frame(len(indent), _end_of(occurrence)))

    def _dedent(self, indent: int) -> None:
        """The last frame is the one under which a relation so far in stands.

        As in Argdown's lexer, a line that is less far in than the one above joins the nearest list that is no deeper.
        """
        frames = self.frames
        if indent > frames[-1].indent:
            return
        while len(frames) > 1 and frames[-1].indent > indent:
            frames.pop()
        if len(frames) > 1:
            frames.pop()

    def _relate(self, sign: str, parent: _Frame, child: End, start: int) -> None:
        type_, outwards = _RELATIONS[sign]
        above = parent.end
        if above.sort is Sort.INFERENCE and (type_ != "undercut" or outwards):
            raise self._error("only an undercut (<_) can stand below an inference", start)
        if type_ == "undercut" and not outwards and parent.inference:
            above = parent.inference
        source, target = (above, child) if outwards else (child, above)
        self.document.relations.append(Relation(type_, source, target, start))

    # Premise-conclusion structures

    def _number_line(self, match: re.Match[str]) -> None:
        start = self.position
        if self.open and self.structure is None and self.root and self.root.sort is Sort.STATEMENT:
            raise self._error("a numbered statement needs a blank line before it", start)
        self._end_statement()
        structure = self.structure
        if structure is None or (structure.is_complete and self.root is None and not self.frames):
            structure = self._begin_structure(start)
        self.position = match.end()
        occurrence = self._occurrence(statement_only=True)
        inference, structure.inference = structure.inference, None
        structure.argument.steps.append(Step(occurrence, int(match["number"][:9]), inference))
        index = len(structure.argument.steps) - 1
        here = End(Sort.INFERENCE, structure.argument.title, index) if inference else None
        self.root = None
        self.frames = [_Frame(0, _end_of(occurrence), here)]

    def _begin_structure(self, start: int) -> _Structure:
        self._end_structure()
        owner = self.root if self.root and self.root.sort is Sort.ARGUMENT else self.before
        if owner is None:
            title = self._fresh_title()
            self._argument(title)
        else:
            title = owner.title
        argument = self.document.arguments[title]
        if argument.steps:
            raise self._error(f"the argument “{shortened(title)}” has two premise-conclusion structures", start)
        self.structure = _Structure(argument, start)
        self.before = None
        return self.structure

    def _inference_line(self) -> None:
        start = self.position
        self._end_statement()
        structure = self.structure
        if structure is None or not structure.argument.steps:
            raise self._error("an inference line needs numbered premises above it", start)
        if structure.inference:
            raise self._error("a numbered conclusion must follow the inference line above", start)
        structure.inference = inference = Inference()
        collapsed = _COLLAPSED.match(self.text, start)
        if collapsed:
            self.position = collapsed.end()
        else:
            self._rules(inference, start)
        self._skip_line_end("behind an inference line nothing can stand")
        end = End(Sort.INFERENCE, structure.argument.title, len(structure.argument.steps))
        self.frames = [_Frame(0, end)]

    def _rules(self, inference: Inference, start: int) -> None:
        """The rules between the hyphens, parted by commas, and their data."""
        self.position = self.text.index("--", start) + 2
        words: list[str] = [""]
        while True:
            match = _RULE.match(self.text, self.position)
            comment = self._comment_at(self.position)
            if comment:
                self._note_comment(comment)
                self.position += len(comment)
            elif match is None:
                raise self._error("this inference has no second line of hyphens", start)
            elif match["end"]:
                self.position = match.end()
                break
            elif match[0] == "{":
                inference.data.update(self._data())
            elif match[0] == ",":
                words.append("")
                self.position = match.end()
            else:
                words[-1] += _ESCAPED.sub(r"\1", SYMBOLS.get(match[0], match[0]))
                self.position = match.end()
        inference.rules = [rule for rule in (" ".join(word.split()) for word in words) if rule]

    def _end_structure(self) -> None:
        structure, self.structure = self.structure, None
        if structure and not structure.is_complete:
            raise self._error(
                f"the premise-conclusion structure of “{shortened(structure.argument.title)}” has no conclusion",
                structure.at,
            )

    # Statements and arguments

    def _begin_block(self) -> None:
        """A block that is no part of the structure above begins."""
        self._end_structure()

    def _occurrence(self, *, statement_only: bool = False) -> Occurrence:
        """Begin the statement or argument at the position, and read its first line."""
        start = self.position
        match = _TITLE.match(self.text, start)
        occurrence = Occurrence(Sort.STATEMENT, start, comments=self._taken_comments())
        if match and not match["link"]:
            argument = match["argument"] or match["argument_reference"]
            occurrence.sort = Sort.ARGUMENT if argument else Sort.STATEMENT
            if argument and statement_only:
                raise self._error("a premise or conclusion must be a statement, not an argument", start)
            occurrence.title = argument or match["define"] or match["refer"]
            occurrence.titled = True
            occurrence.reference = bool(match["refer"] or match["argument_reference"])
            self.position = match.end()
        else:
            occurrence.title = self._fresh_title()
            self.position = self._behind_blanks(start)
        occurrence.section = len(self.document.sections) - 1 if self.document.sections else None
        self._register(occurrence)
        self.open, self.inline = occurrence, Inline()
        self._content()
        return occurrence

    def _register(self, occurrence: Occurrence) -> None:
        if occurrence.sort is Sort.ARGUMENT:
            self._argument(occurrence.title).descriptions.append(occurrence)
            return
        known = self.document.classes.get(occurrence.title)
        if known is None:
            self.document.classes[occurrence.title] = [occurrence]
            self.document.order.append((Sort.STATEMENT, occurrence.title))
            check_node_count(len(self.document.order))
        else:
            known.append(occurrence)

    def _argument(self, title: str) -> Argument:
        if title not in self.document.arguments:
            self.document.arguments[title] = Argument(title)
            self.document.order.append((Sort.ARGUMENT, title))
            check_node_count(len(self.document.order))
        return self.document.arguments[title]

    def _fresh_title(self) -> str:
        self.untitled += 1
        return f"Untitled {self.untitled}"

    def _content(self) -> None:
        """Read the rest of the line into the open statement or heading."""
        text, inline = self.text, self.inline
        position = self.position
        while position < len(text):
            match = TOKEN.match(text, position)
            kind = match.lastgroup or "" if match else ""
            image = match[0] if match else ""
            if kind == "emphasis" and inline.ends_inner(image):
                image = image[0]
            elif kind == "opener":
                comment = self._comment_at(position)
                kind, image = ("comment", comment) if comment else ("other", image[0])
            position += len(image)
            if kind == "newline":
                break
            if kind == "comment":
                self._note_comment(image)
            elif kind == "data":
                self.position = position - 1
                (self.heading or self.open).data.update(self._data())  # type: ignore[union-attr]  # one is open
                position = self.position
            elif self.open and self.open.reference and kind != "tag" and image.strip(" \t"):
                raise self._error(
                    f"after the reference to “{shortened(self.open.title)}” only tags and data can stand; "
                    "put a colon behind the title to define it",
                    position - len(image),
                )
            else:
                inline.add(kind, image, text[position : position + 1])
        self.position = position

    def _data(self) -> dict[str, Any]:
        """The data that begins at the position, which moves behind it."""
        start = self.position
        end = self._data_end(start)
        if end < 0:
            raise self._error("this opening brace is never closed; put a backslash before it if it is text", start)
        self.position = end
        try:
            return load_data(self.text[start:end])
        except FormatError as error:
            raise self._inside(error, start) from error

    def _data_end(self, start: int) -> int:
        """Where data ends: behind the last brace that is not followed by a comma or brace, in the stretch up to a
        closing brace with white space and other text behind it. -1 where there is none."""
        if self.data_stop < start:
            stop = _DATA_STOP.search(self.text, start)
            self.data_stop = stop.start() if stop else len(self.text)
        close = self.text.rfind("}", start, self.data_stop + 1)
        while close > start and _NO_END_OF_DATA.match(self.text, close + 1):
            close = self.text.rfind("}", start, close)
        return close + 1 if close > start else -1

    def _end_statement(self) -> None:
        """The open statement or heading has all its text."""
        occurrence, inline = self.open, self.inline
        if occurrence:
            if inline.is_empty and occurrence.titled and not occurrence.reference and not occurrence.data:
                raise self._error(f"“{shortened(occurrence.title)}” is defined without a text", occurrence.at)
            occurrence.text, occurrence.full, occurrence.source = inline.text(), inline.full_text(), inline.typed()
            occurrence.tags, occurrence.urls = inline.tags, inline.urls
            if not occurrence.titled and inline.is_empty:
                raise self._error("a statement is missing here", occurrence.at)
        elif self.heading:
            self.heading.title, self.heading.tags = inline.full_text(), inline.tags
            self.document.sections.append(self.heading)
        self.open = self.heading = None

    def _end_block(self) -> None:
        self._end_statement()
        if self.root is not None:
            self.before = self.root if self.root.sort is Sort.ARGUMENT else None
        self.root = None
        self.frames = []

    # Comments, places

    def _comment_at(self, position: int) -> str:
        """The whole comment that begins there; empty where none does, or where it never ends."""
        for opener, end in _COMMENT_ENDS.items():
            if self.text.startswith(opener, position):
                if opener not in self.last_ends:
                    self.last_ends[opener] = self.text.rfind(end)  # or each opener would search the whole text
                if self.last_ends[opener] < position + len(opener):
                    return ""
                return self.text[position : self.text.index(end, position + len(opener)) + len(end)]
        match = _LINE_COMMENT.match(self.text, position)
        return match[0] if match else ""

    def _note_comment(self, comment: str) -> None:
        self.comments.append(comment)

    def _taken_comments(self) -> list[str]:
        taken, self.comments = self.comments, []
        return taken

    def _behind_blanks(self, position: int) -> int:
        match = _BLANKS.match(self.text, position)
        return match.end() if match else position

    def _skip_line_end(self, otherwise: str) -> None:
        match = _LINE_END_OR_COMMENT.match(self.text, self.position)
        if match is None:
            raise self._error(otherwise, self.position)
        self.position = match.end()

    def _error(self, reason: str, position: int) -> FormatError:
        line, column = place_of(self.text, self._behind_blanks(position))
        return FormatError(f"Line {line}, column {column}: {reason}.", line=line, column=column)

    def _inside(self, error: FormatError, start: int) -> FormatError:
        """The error of a part that begins at ``start``, with its place in the whole file."""
        line, column = place_of(self.text, start)
        column = (error.column or 1) + (column - 1 if (error.line or 1) == 1 else 0)
        line += (error.line or 1) - 1
        return FormatError(f"Line {line}, column {column}: {error}.", line=line, column=column)


def parse(text: str) -> Document:
    """The document in an Argdown text. Raises FormatError with line and column."""
    return _Parser(unified_lines(text)).parse()


def _end_of(occurrence: Occurrence) -> End:
    return End(occurrence.sort, occurrence.title)
