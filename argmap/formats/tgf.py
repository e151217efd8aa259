"""The attack framework of a map as Trivial Graph Format: a name a line, ``#``, then ``attacker attacked`` a line.

Solvers take the whole line for the name, so that texts are written only where they are asked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import starmap

from argmap.domain.graph import ArgumentGraph, Node
from argmap.exceptions import FormatError
from argmap.formats._attack_framework import (
    Framework,
    framework_of,
    is_of_support,
    reading_of_framework,
)
from argmap.formats._attack_losses import framework_losses
from argmap.formats._extra import own_extra
from argmap.formats._names import file_stem
from argmap.formats._reading import only_file
from argmap.formats._text import decode, is_storable, one_line, shortened, unified_lines
from argmap.formats.base import Files, Format, Note, Option, Reading, Sample

NAME = "tgf"
_FITS = re.compile(r"(?!#)\S{1,200}")
_LOOKED_AT = 1000  # lines by which a file is recognised


def read(files: Files) -> Reading:
    """The framework in one file. Raises FormatError with the line."""
    _, content = only_file(files, what="An attack framework")
    framework, parted = Framework(), False
    for number, raw in enumerate(unified_lines(decode(content)).split("\n"), 1):
        line = raw.strip()
        if not is_storable(line):
            raise _error(number, "this line holds a character that no text can have; remove it.")
        if line.startswith("#") and not parted:
            parted = True
        elif line and not parted:
            name, _, text = line.replace("\t", " ").partition(" ")
            framework.declare(name, one_line(text))
        elif line:
            _add_edge(framework, line, number)
    if not parted:
        raise _error(number, "the line “#” between arguments and attacks is missing.")
    return reading_of_framework(framework, NAME)


def _add_edge(framework: Framework, line: str, number: int) -> None:
    source, *rest = line.split(maxsplit=2)
    if not rest:
        raise _error(number, f"an attack is two names, not “{shortened(line)}”.")
    label = one_line(rest[1]) if len(rest) > 1 else ""
    if is_of_support(label):
        framework.supports.setdefault((source, rest[0]), label)
    else:
        framework.attack((source, rest[0]), label)


def _error(line: int, message: str) -> FormatError:
    return FormatError(f"Line {line}: {message}", line=line, column=1)


def write(graph: ArgumentGraph, *, labels: str = "") -> dict[str, bytes]:
    """One file; with ``labels="texts"`` each name is followed by its text."""
    framework = framework_of(graph, NAME, _FITS)
    labelled = [labels == "texts" or _had_text(node) for node in graph.nodes.values()]
    lines = [
        *starmap(_node_line, zip(framework.arguments, framework.arguments.values(), labelled, strict=True)),
        "#",
        *(" ".join(filter(None, (*pair, label))) for pair, label in framework.attacks.items()),
        *(" ".join((*pair, label)) for pair, label in framework.supports.items()),
    ]
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": "".join(f"{line}\n" for line in lines).encode()}


def _had_text(node: Node) -> bool:
    return bool(own_extra(node.extra, NAME).get("text"))


def _node_line(name: str, text: str, labelled: bool) -> str:
    return f"{name} {one_line(text)}".strip() if labelled and text != name else name


def losses(graph: ArgumentGraph, *, labels: str = "") -> Sequence[Note]:
    """What a framework cannot hold of this graph."""
    has_text = _had_text if labels != "texts" else lambda node: True
    return [*framework_losses(graph, NAME, _FITS, has_text=has_text)]


def recognises(sample: Sample) -> bool:
    """Whether the file has names, a line “#”, and pairs of these names."""
    if sample.text is None or sample.text.count("\n#") < 1 or sample.text[:1] in ("{", "<", "["):
        return False
    lines = [line.strip() for line in unified_lines(sample.text).split("\n", _LOOKED_AT)[:_LOOKED_AT]]
    if "#" not in lines:
        return False
    at = lines.index("#")
    names = [line.split(maxsplit=1) for line in lines[:at] if line]
    pairs = [line.split(maxsplit=2) for line in lines[at + 1 :] if line]
    known = {parts[0] for parts in names}
    if not pairs:
        return bool(names) and all(len(parts) == 1 for parts in names)
    return len(known) == len(names) and all(len(pair) > 1 and {*pair[:2]} <= known for pair in pairs)


FORMAT = Format(
    name=NAME,
    label="Trivial Graph Format",
    suffixes=(".tgf",),
    content_type="text/plain",
    description="The attack framework of a map for solvers of abstract argumentation, as names and pairs of names.",
    read=read,
    write=write,
    losses=losses,
    recognises=recognises,
    specification="https://argumentationcompetition.org/2021/SolverRequirements.pdf",
    write_options=(
        Option(
            name="labels",
            label="Texts",
            values=("none", "texts"),
            default="none",
            help="“texts” writes each text behind its name, which most solvers do not understand.",
        ),
    ),
)
