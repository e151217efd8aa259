"""The attack framework of a map in the syntax of ASPARTIX: ``arg(a).`` and ``att(a,b).``, texts as comments."""

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
from argmap.formats._names import file_stem
from argmap.formats._reading import only_file
from argmap.formats._text import decode, is_storable, place_of, shortened
from argmap.formats.base import Files, Format, Note, Reading, Sample

NAME = "apx"
_STEP = re.compile(
    r"""\s+|%(?P<comment>[^\r\n]*)|(?P<mark>\??)(?P<name>\w+)\s*\((?P<inside>(?:"[^"\r\n]*"|\((?:[^()"\r\n]|
    \([^()"\r\n]*\))*\)|[^()"\r\n])*)\)\s*(?::-\s*(?P<weight>-?\d[\d.]{0,30}?)\s*)?\.(?!\d)""",
    re.VERBOSE,
)
_PART = re.compile(r"""(\s*'[^']*'\s*|(?:"[^"]*"|\((?:[^()]|\([^()]*\))*\)|[^,"()])+)(?:,|\Z)""")
_WORD = re.compile(r"\w+")
_FITS = re.compile(
    r"""[a-z0-9][A-Za-z0-9_]{0,79}|"[^"\r\n]{1,200}"|'[^'"()\r\n]{1,200}'|[A-Za-z_][^\s(),.%"]{0,199}"""
    r"""|[a-z]\w{0,79}\([^\s()"%]{1,100}\)"""
)
_LABEL = re.compile(r"""\??(?::-)?[^\s()%?"]{0,80}""")
_BEGINNING = re.compile(r"(?:\s|%[^\n]*\n)*\??(?:arg(?:ument)?|att(?:acks?)?|atk)\s*\([^\r\n]{0,1000}?\)\s*(?:\.|:-)")
_ARGUMENTS = frozenset({"arg", "argument"})
_ATTACKS = frozenset({"att", "attack", "attacks", "atk"})
_SUPPORTS = frozenset({"support", "supports"})  # names of facts in bipolar frameworks


def read(files: Files) -> Reading:
    """The framework in one file. Raises FormatError with line and column."""
    _, content = only_file(files, what="An attack framework")
    text = decode(content)
    framework, comments, position = Framework(), [], 0
    others: list[tuple[str, str]] = []
    while position < len(text):
        match = _STEP.match(text, position)
        if match is None:
            found = shortened(text[position : position + 80].split("\n")[0])
            raise _error(text, position, f"“arg(a).” or “att(a,b).” is expected here, not “{found}”.")
        if match["comment"] is not None:
            comments.append(match["comment"].strip())
        elif match["name"] and not _state(framework, text, match):
            others.append((" ".join(match[0].split()), match["inside"]))
        position = match.end()
    framework.complete()
    if others:
        framework.beside["others"] = [_kept(framework, *other) for other in others]
    take_texts(framework, filter(None, comments))
    return reading_of_framework(framework, NAME)


def _kept(framework: Framework, line: str, inside: str) -> str | list[str]:
    """A statement that says nothing to a map, with the arguments that it names."""
    named = [word for word in dict.fromkeys(_WORD.findall(inside)) if word in framework.arguments]
    return [line, *named] if named else line


def _state(framework: Framework, text: str, match: re.Match[str]) -> bool:
    """Whether the framework has what the statement says; else it is another statement. Raises FormatError."""
    parts, name = _parts(match["inside"]), match["name"]
    if not is_storable(match[0]):
        raise _error(text, match.start(), "this statement holds a character that no text can have; remove it.")
    ends = 1 if name in _ARGUMENTS else 2 if name in _ATTACKS else 0
    if ends and len(parts) < ends:
        raise _error(text, match.start(), f"“{shortened(match[0])}” must be like “arg(a).” or “att(a,b).”.")
    if name in _SUPPORTS and len(parts) > 1 and parts[0] != parts[1]:
        framework.supports.setdefault((parts[0], parts[1]), ",".join(("support", *parts[2:])))
        framework.counts["weighted"] += len(parts) > 2
        return True
    if not ends:
        return False
    weight = f":-{match['weight']}" if match["weight"] else ",".join(parts[ends:])
    framework.counts["uncertain"] += bool(match["mark"])
    framework.counts["weighted"] += bool(weight)
    label = match["mark"] + "".join(weight.split())
    if ends == 1:
        framework.declare(parts[0])
        if label:
            framework.marks.setdefault(parts[0], label)
    else:
        framework.attack((parts[0], parts[1]), label)
    return True


def _parts(inside: str) -> list[str]:
    """What stands between the commas; nothing where that cannot be told."""
    parts, position = [], 0
    while position < len(inside):
        match = _PART.match(inside, position)
        if match is None or not match[1].strip():
            return []
        parts.append(match[1].strip())
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
        *(_statement("arg", name, framework.marks.get(name, "")) for name in framework.arguments),
        *(_statement("att", f"{source},{target}", label) for (source, target), label in framework.attacks.items()),
        *(
            _statement("support", f"{source},{target}", label.partition(",")[2])
            for (source, target), label in framework.supports.items()
        ),
        *kept_lines(framework, "others"),
    ]
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": "".join(f"{line}\n" for line in lines).encode()}


def _statement(name: str, ends: str, label: str) -> str:
    """The statement with a mark before it, or a weight in it or behind it, as its label says."""
    mark, label = ("?", label[1:]) if label.startswith("?") else ("", label)
    if not label or not _LABEL.fullmatch(label):
        return f"{mark}{name}({ends})."
    return f"{mark}{name}({ends}){label}." if label.startswith(":-") else f"{mark}{name}({ends},{label})."


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
