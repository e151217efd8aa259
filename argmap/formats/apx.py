"""The attack framework of a map in the syntax of ASPARTIX: ``arg(a).`` and ``att(a,b).``, texts as comments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from argmap.domain.graph import ArgumentGraph
from argmap.exceptions import FormatError
from argmap.formats._attack_framework import (
    Framework,
    framework_losses,
    framework_of,
    kept_lines,
    reading_of_framework,
    take_texts,
    text_comments,
)
from argmap.formats._names import file_stem
from argmap.formats._reading import only_file
from argmap.formats._text import decode, is_storable, place_of, shortened
from argmap.formats.base import Files, Format, Note, Reading, Sample

NAME = "apx"
_STEP = re.compile(
    r"""\s+|%(?P<comment>[^\r\n]*)|(?P<name>\w+)\s*\((?P<inside>(?:"[^"\r\n]*"|[^()"\r\n])*)\)\s*\.""", re.VERBOSE
)
_PART = re.compile(r'\s*("[^"]*"|[^,"\s](?:[^,"]*[^,"\s])?)\s*(?:,|\Z)')
_FITS = re.compile(r'[a-z0-9][A-Za-z0-9_]{0,79}|"[^"\r\n]{1,200}"|[A-Za-z_][^\s(),.%"]{0,199}')
_BEGINNING = re.compile(r"(?:\s|%[^\n]*\n)*(?:arg|att)\s*\(")


def read(files: Files) -> Reading:
    """The framework in one file. Raises FormatError with line and column."""
    _, content = only_file(files, what="An attack framework")
    text = decode(content)
    framework, comments, position = Framework(), [], 0
    while position < len(text):
        match = _STEP.match(text, position)
        if match is None:
            raise _error(text, position, "“arg(a).” or “att(a,b).” is expected here.")
        if match["comment"] is not None:
            comments.append(match["comment"].strip())
        elif match["name"]:
            _state(framework, text, match)
        position = match.end()
    framework.complete()
    take_texts(framework, filter(None, comments))
    return reading_of_framework(framework, NAME)


def _state(framework: Framework, text: str, match: re.Match[str]) -> None:
    parts = _parts(match["inside"])
    if not is_storable(match[0]):
        raise _error(text, match.start(), "this statement holds a character that no text can have; remove it.")
    if match["name"] == "arg" and len(parts) == 1:
        framework.declare(parts[0])
    elif match["name"] == "att" and len(parts) == 2:
        framework.attack((parts[0], parts[1]))
    elif match["name"] in ("arg", "att"):
        raise _error(text, match.start(), f"“{shortened(match[0])}” must be like “arg(a).” or “att(a,b).”.")
    else:
        framework.beside.setdefault("others", []).append(" ".join(match[0].split()))


def _parts(inside: str) -> list[str]:
    parts, position = [], 0
    while position < len(inside):
        match = _PART.match(inside, position)
        if match is None:
            return []
        parts.append(match[1])
        position = match.end()
    return parts


def _error(text: str, position: int, message: str) -> FormatError:
    line, column = place_of(text, position)
    return FormatError(f"Line {line}, column {column}: {message}", line=line, column=column)


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """One file: comments, arguments, attacks."""
    framework = framework_of(graph, NAME, _FITS)
    lines = [
        *(f"% {name}: {text}" for name, text in text_comments(framework)),
        *(f"% {comment}" for comment in kept_lines(framework, "comments")),
        *(f"arg({name})." for name in framework.arguments),
        *(f"att({source},{target})." for source, target in framework.attacks),
        *kept_lines(framework, "others"),
    ]
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": "".join(f"{line}\n" for line in lines).encode()}


def losses(graph: ArgumentGraph) -> Sequence[Note]:
    """What a framework cannot hold of this graph."""
    return [*framework_losses(graph, NAME, _FITS)]


def recognises(sample: Sample) -> bool:
    """Whether the file begins with an argument or attack."""
    return sample.text is not None and _BEGINNING.match(sample.text[:100_000]) is not None


FORMAT = Format(
    name=NAME,
    label="ASPARTIX (apx)",
    suffixes=(".apx",),
    content_type="text/plain",
    description="The attack framework of a map for solvers of abstract argumentation, as arg(a). and att(a,b).",
    read=read,
    write=write,
    losses=losses,
    recognises=recognises,
    specification="https://www.dbai.tuwien.ac.at/proj/argumentation/systempage/",
)
