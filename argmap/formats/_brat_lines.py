"""The lines of a brat annotation file (https://brat.nlplab.org/standoff.html): one annotation each, id, TAB, rest.

Any run of blanks and tabs parts the fields, since published files are not strict. What is no annotation is a line of
class :class:`Other` and kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from argmap.exceptions import FormatError
from argmap.formats._text import unified_lines

NOTES = "AnnotatorNotes"
OWN = "Argmap"  # the type of the note in which our own data stands
_GAP = "[\t ]+"
_PAIR = rf"-?\d{{1,9}}{_GAP}-?\d{{1,9}}"
_TEXT = re.compile(rf"(T\S*){_GAP}(\S(?:[^\t]*?[^\t ])?){_GAP}({_PAIR}(?:;{_PAIR})*)(?:[\t ](.*))?")
_RELATION = re.compile(rf"(R\S*){_GAP}(\S+){_GAP}(\S.*)")
_ATTRIBUTE = re.compile(rf"([AM]\S*){_GAP}(\S+){_GAP}(\S+)(?:{_GAP}(.*))?")
_NOTE = re.compile(rf"(#\S+){_GAP}(\S+){_GAP}(\S+)(?:[\t ](.*))?")
_EVENT = re.compile(rf"(E\S*){_GAP}(\S+:\S+.*)")
_NORMALISATION = re.compile(rf"(N\S*){_GAP}(\S+){_GAP}(\S+)(?:{_GAP}.*)?")
_EQUIV = re.compile(rf"\*{_GAP}(\S+){_GAP}(\S.*)")


@dataclass(frozen=True, slots=True)
class Other:
    """A line of any sort: ``id`` is empty where it has none, ``refers`` are the ids that it names."""

    raw: str
    id: str = ""
    refers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Textbound(Other):
    """``T``: the words from each start to its end, in code points; ``words`` None where the line quotes none."""

    type: str = ""
    fragments: tuple[tuple[int, int], ...] = ()
    words: str | None = None


@dataclass(frozen=True, slots=True)
class Relation(Other):
    """``R``: from the first argument to the second, which ``refers`` names in this order."""

    type: str = ""


@dataclass(frozen=True, slots=True)
class Attribute(Other):
    """``A`` or ``M``: ``value`` is empty for a flag."""

    type: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Remark(Other):
    """``#``: a free text on an annotation."""

    type: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Event(Other):
    """``E``: ``refers`` begins with its trigger."""


@dataclass(frozen=True, slots=True)
class Equiv(Other):
    """``*``: annotations that mean the same."""


def lines_of(text: str) -> list[Other]:
    """The lines of the file, without the empty one behind its last line end. Raises FormatError with the line."""
    raw = unified_lines(text).split("\n")
    if not raw[-1]:
        raw.pop()
    return [_line(line, number) for number, line in enumerate(raw, 1)]


def _line(raw: str, number: int) -> Other:
    match raw[:1]:
        case "T":
            return _textbound(raw, number)
        case "R":
            return _relation(raw, number)
        case "A" | "M" if match := _ATTRIBUTE.fullmatch(raw):
            return Attribute(raw, match[1], (match[3],), match[2], (match[4] or "").strip())
        case "#" if match := _NOTE.fullmatch(raw):
            return Remark(raw, match[1], (match[3],), match[2], match[4] or "")
        case "E" if match := _EVENT.fullmatch(raw):
            return Event(raw, match[1], tuple(_arguments(match[2].split())))
        case "N" if match := _NORMALISATION.fullmatch(raw):
            return Other(raw, match[1], (match[3],))
        case "*" if (match := _EQUIV.fullmatch(raw)) and match[1].lower() == "equiv":
            return Equiv(raw, "", tuple(match[2].split()))
    return Other(raw)


def _textbound(raw: str, number: int) -> Textbound:
    match = _TEXT.fullmatch(raw)
    if not match:
        raise FormatError(
            f"Line {number}: a text annotation must be “T1, TAB, Type 10 25, TAB, words”; correct it.", line=number
        )
    pairs = (fragment.split() for fragment in match[3].split(";"))
    fragments = tuple((int(start), int(end)) for start, end in pairs)
    return Textbound(raw, match[1], (), match[2], fragments, match[4] if (match[4] or "").strip() else None)


def _relation(raw: str, number: int) -> Relation:
    match = _RELATION.fullmatch(raw)
    arguments = dict(item.split(":", 1) for item in match[3].split() if ":" in item) if match else {}
    if not match or len(arguments) < 2:
        raise FormatError(
            f"Line {number}: a relation must be “R1, TAB, Type Arg1:T1 Arg2:T2”; correct it.", line=number
        )
    if "Arg1" in arguments and "Arg2" in arguments:
        arguments = {"Arg1": arguments["Arg1"], "Arg2": arguments["Arg2"]} | arguments
    return Relation(raw, match[1], tuple(arguments.values()), match[2])


def _arguments(items: Iterable[str]) -> Iterable[str]:
    return (item.split(":", 1)[1] for item in items if ":" in item)
