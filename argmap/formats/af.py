"""The attack framework of a map in the format of ICCMA 2023: ``p af 3``, then ``1 2`` for each attack."""

from __future__ import annotations

import re
from collections.abc import Sequence

from argmap.domain.graph import ArgumentGraph
from argmap.exceptions import FormatError
from argmap.formats._attack_framework import (
    Framework,
    framework_of,
    kept_lines,
    reading_of_framework,
    take_texts,
    text_comments,
)
from argmap.formats._attack_losses import framework_losses
from argmap.formats._limits import check_node_count
from argmap.formats._names import file_stem
from argmap.formats._reading import only_file
from argmap.formats._text import decode, is_storable, shortened, unified_lines
from argmap.formats.base import Files, Format, Note, Reading, Sample

NAME = "af"
_HEAD = re.compile(r"p\s+af\s+(\d{1,9})\s*\Z")
_OTHER = re.compile(r"p\s+(?!af\b)[a-z]\w{0,19}\b")
_ATTACK = re.compile(r"(\d{1,9})\s+(\d{1,9})\s*\Z")
_ANY = re.compile(".+", re.DOTALL)
_BEGINNING = re.compile(r"(?:\s|#[^\n]*\n)*p\s+af\s+\d+[ \t\r]*(?:\n|\Z)")


def read(files: Files) -> Reading:
    """The framework in one file. Raises FormatError with the line."""
    _, content = only_file(files, what="An attack framework")
    framework, comments, size = Framework(), [], -1
    for number, raw in enumerate(unified_lines(decode(content)).split("\n"), 1):
        line = raw.strip()
        if line.startswith("#"):
            if not is_storable(line):
                raise _error(number, "this comment holds a character that no text can have; remove it.")
            comments.append(line[1:].strip())
        elif line and size < 0:
            size = _size(line, number)
            framework.arguments = dict.fromkeys(map(str, range(1, size + 1)), "")
        elif line:
            framework.attack(_attack(line, number, size))
    if size < 0:
        raise _error(1, "the line “p af N” with the number of arguments is missing.")
    take_texts(framework, filter(None, comments))
    return reading_of_framework(framework, NAME)


def _size(line: str, number: int) -> int:
    head = _HEAD.match(line)
    if other := _OTHER.match(line):
        raise _error(number, f"“{other[0]}” begins a framework of another kind; Argmap reads “p af N”.")
    if not head:
        raise _error(number, f"“p af N” with the number of arguments is expected here, not “{shortened(line)}”.")
    check_node_count(int(head[1]))
    return int(head[1])


def _attack(line: str, number: int, size: int) -> tuple[str, str]:
    attack = _ATTACK.match(line)
    if not attack:
        raise _error(number, f"an attack is two numbers, not “{shortened(line)}”.")
    for end in attack.groups():
        if not 1 <= int(end) <= size:
            raise _error(number, f"there is no argument {end}; the file has 1 to {size}.")
    return str(int(attack[1])), str(int(attack[2]))


def _error(line: int, message: str) -> FormatError:
    return FormatError(f"Line {line}: {message}", line=line, column=1)


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """One file; arguments are numbered in the order of the nodes."""
    framework = framework_of(graph, NAME, _ANY)
    number = {name: str(index) for index, name in enumerate(framework.arguments, 1)}
    numbered = Framework({number[name]: text for name, text in framework.arguments.items()})
    lines = [
        *(f"# {name}: {text}" for name, text in text_comments(numbered)),
        *(f"# {comment}" for comment in kept_lines(framework, "comments")),
        f"p af {len(number)}",
        *(f"{number[source]} {number[target]}" for source, target in framework.attacks),
    ]
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": "".join(f"{line}\n" for line in lines).encode()}


def losses(graph: ArgumentGraph) -> Sequence[Note]:
    """What a framework cannot hold of this graph."""
    return [*framework_losses(graph, NAME, _ANY)]


def recognises(sample: Sample) -> bool:
    """Whether the file begins with “p af N”."""
    return sample.text is not None and _BEGINNING.match(sample.text[:100_000]) is not None


FORMAT = Format(
    name=NAME,
    label="ICCMA af",
    suffixes=(".af",),
    content_type="text/plain",
    description="The attack framework of a map for solvers of abstract argumentation, as numbered by ICCMA 2023.",
    read=read,
    write=write,
    losses=losses,
    recognises=recognises,
    specification="https://iccma2023.github.io/rules.html",
)
