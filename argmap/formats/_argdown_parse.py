"""Argdown text to a document, line by line; wrong syntax is refused with line and column.

Blocks are parted by blank lines. The state between lines is small: the statement that a line would continue, the
statements under which an indented relation would stand, and the premise-conclusion structure that is open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from argmap.formats._argdown_document import Argument, Document, End, Inference, Occurrence, Relation, Sort, Step
from argmap.formats._argdown_inference import read_inference
from argmap.formats._argdown_statements import Statements
from argmap.formats._text import shortened, unified_lines

_LINE = re.compile(
    r"""(?P<indent>[ '\t]*+)(?!--)(?P<relation>\+>|->|<?\+|<?-|><|_>|<_|_(?=\s))
    |(?P<blank>[ \t]*(?:\n|\Z))
    |(?P<comment>[ \t]*(?=//|/\*|<!--))
    |(?P<inference>[ '\t]*--)
    |[ \t]*(?P<heading>\#+)[ ]
    |[ '\t]*\((?P<number>\d+)\)
    |(?P<list>[ '\t]*)(?:\d+\.|\*)(?=\s)
    """,
    re.VERBOSE,
)
_LINE_END = re.compile(r"[ \t]*(?:\n|\Z)")
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


def parse(text: str) -> Document:
    """The document in an Argdown text. Raises FormatError with line and column."""
    return _Parser(unified_lines(text)).parse()


class _Parser(Statements):
    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.frames: list[_Frame] = []
        self.structure: _Structure | None = None
        self.before: Occurrence | None = None  # the argument that the block before consisted of
        self.root: Occurrence | None = None  # the statement or argument that began this block

    def parse(self) -> Document:
        self.document.front_matter = self.front_matter()
        length = len(self.text)
        while self.position < length:
            self._line()
        self._end_block()
        self._end_structure()
        self.document.comments = self.comments
        return self.document

    # Lines

    def _line(self) -> None:
        match = _LINE.match(self.text, self.position)
        kind = match.lastgroup if match else None
        if match is None or (kind == "list" and self.open and (self.root or self.structure)):
            self._text_line()
        elif kind == "relation":
            self._relation_line(match["indent"], match["relation"])
        elif kind == "blank":
            self._end_block()
            self.position = match.end()
        elif kind == "comment":
            self._comment_line(match.end())
        elif kind == "inference":
            if self.structure or self.frames or self.open:
                self._inference_line()
            else:
                self._relation_line(match["inference"][:-2], "-")
        elif kind == "heading":
            self._heading_line(match)
        elif kind == "number":
            self._number_line(match)
        else:
            self._list_line(match)

    def _text_line(self) -> None:
        if self.open or self.heading:
            self.continue_line()
            return
        self._end_structure()  # a block that is no part of it begins
        self.root = self.begin()
        self.frames = [_Frame(0, self.root.end)]

    def _comment_line(self, start: int) -> None:
        comment = self.comment_at(start)
        if not comment:  # a comment that never ends is text
            self._text_line()
            return
        self.comments.append(comment)
        self.position = start + len(comment)
        rest = _LINE_END.match(self.text, self.position)
        if rest:
            self.position = rest.end()

    def _heading_line(self, match: re.Match[str]) -> None:
        self._end_block()
        self._end_structure()
        self.before = None
        self.position = match.end()
        self.begin_heading(len(match["heading"]))

    def _list_line(self, match: re.Match[str]) -> None:
        self.end_statement()
        self._end_structure()
        self.position = match.end()
        occurrence = self.begin()
        self.root = None
        self.before = None
        self.frames = [_Frame(len(match["list"]) + 1, occurrence.end)]

    def _relation_line(self, blanks: str, sign: str) -> None:
        start, indent = self.position, len(blanks)
        if not self.frames:
            raise self.error("a relation must stand directly below a statement, without a blank line", start)
        self.end_statement()
        self._dedent(indent)
        parent = self.frames[-1]
        if parent.indent >= indent:
            raise self.error("a relation must be indented deeper than the statement above it", start)
        self.position = start + indent + len(sign)
        end = self.begin().end
        self._relate(sign, parent, end, start)
        self.frames.append(_Frame(indent, end))

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
            raise self.error("only an undercut (<_) can stand below an inference", start)
        if type_ == "undercut" and not outwards and parent.inference:
            above = parent.inference
        source, target = (above, child) if outwards else (child, above)
        self.document.relations.append(Relation(type_, source, target, start))

    # Premise-conclusion structures

    def _number_line(self, match: re.Match[str]) -> None:
        start = self.position
        if self.open and self.structure is None and self.root and self.root.sort is Sort.STATEMENT:
            raise self.error("a numbered statement needs a blank line before it", start)
        self.end_statement()
        structure = self.structure
        if structure is None or (structure.is_complete and self.root is None and not self.frames):
            structure = self._begin_structure(start)
        self.position = match.end()
        occurrence = self.begin(statement_only=True)
        inference, structure.inference = structure.inference, None
        structure.argument.steps.append(Step(occurrence, int(match["number"][:9]), inference))
        index = len(structure.argument.steps) - 1
        here = End(Sort.INFERENCE, structure.argument.title, index) if inference else None
        self.root = None
        self.frames = [_Frame(0, occurrence.end, here)]

    def _begin_structure(self, start: int) -> _Structure:
        self._end_structure()
        owner = self.root if self.root and self.root.sort is Sort.ARGUMENT else self.before
        if owner is None:
            title = self.fresh_title()
            self.argument(title)
        else:
            title = owner.title
        argument = self.document.arguments[title]
        if argument.steps:
            raise self.error(f"the argument “{shortened(title)}” has two premise-conclusion structures", start)
        self.structure = _Structure(argument, start)
        self.before = None
        return self.structure

    def _inference_line(self) -> None:
        start = self.position
        self.end_statement()
        structure = self.structure
        if structure is None or not structure.argument.steps:
            raise self.error("an inference line needs numbered premises above it", start)
        if structure.inference:
            raise self.error("a numbered conclusion must follow the inference line above", start)
        structure.inference = read_inference(self)
        end = End(Sort.INFERENCE, structure.argument.title, len(structure.argument.steps))
        self.frames = [_Frame(0, end)]

    def _end_structure(self) -> None:
        structure, self.structure = self.structure, None
        if structure and not structure.is_complete:
            raise self.error(
                f"the premise-conclusion structure of “{shortened(structure.argument.title)}” has no conclusion",
                structure.at,
            )

    def _end_block(self) -> None:
        self.end_statement()
        if self.root is not None:
            self.before = self.root if self.root.sort is Sort.ARGUMENT else None
        self.root = None
        self.frames = []
