"""The lines of a Kialo export as numbered claims, before anything in them is resolved."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from argmap.exceptions import FormatError
from argmap.formats._kialo_named import HEAD, NAME_LINE, Source, begins_named, sources_in
from argmap.formats._limits import check_node_count
from argmap.formats._text import decode, is_storable, place_of, unified_lines

TITLE = "Discussion Title:"
HEADERS = (TITLE, NAME_LINE)
UNDERCUT, WARRANT = "[undercut]", "[warrant]"  # our marks: Kialo has no links on links, and no linked premises
_CLAIM = re.compile(r"(\d{1,9}(?:\.\d{1,9})*)\.(?:\s+(?:(Pro|Con):\s*)?|$)", re.IGNORECASE)
_INDENTED = re.compile(r"[ \t]+(?=\d[\d.]*\.\s+(?:Pro|Con):)", re.IGNORECASE)
_MARK = re.compile(r"(\[undercut\]|\[warrant\]|\[with (\d{1,9}(?:\.\d{1,9})*)\.\])(?:\s|$)")
_STANCES = ("pro", "con", "")


@dataclass(slots=True)
class Claim:
    """One numbered entry; ``stance`` is ``pro``, ``con`` or empty, ``lines`` its raw text."""

    number: str
    stance: str
    lines: list[str]
    node: str = ""  # the number of the claim for which it stands
    sources: list[Source] = field(default_factory=list)

    @property
    def parent(self) -> str:
        return self.number.rpartition(".")[0]

    @property
    def raw(self) -> str:
        return "\n".join(self.lines).strip()


@dataclass(slots=True)
class Export:
    """The parts of the file: ``head`` are the lines between title and first claim, ``sources`` those of no claim."""

    title: str
    header: str
    newline: str
    head: str = ""
    named: bool = False
    sources: list[Source] = field(default_factory=list)
    claims: dict[str, Claim] = field(default_factory=dict)


def export_of(content: bytes) -> Export:
    """The claims in the file by number. Raises FormatError with the line."""
    text = decode(content)
    if not is_storable(text):
        line, column = place_of(text, text.index("\0"))
        raise FormatError(f"Line {line}, column {column}: the file holds NUL; remove it.", line=line, column=column)
    lines = unified_lines(text).split("\n")
    header, title, start = _header(lines)
    export = Export(title, header, "\r\n" if "\r\n" in text else "\n", named=begins_named(lines[start:]))
    head = (_read_named if export.named else _read_claims)(lines, start, export)
    if not export.claims and not header:
        raise FormatError(f"Line 1: this is no Kialo export; it must begin with “{TITLE}” or “1. ”.", line=1, column=1)
    export.head = "\n".join(head).strip()
    check_node_count(len(export.claims))
    return export


def _header(lines: list[str]) -> tuple[str, str, int]:
    """The words before the title, the title, which may stand below them, and the index of the line behind both."""
    start = next((index for index, line in enumerate(lines) if line.strip()), 0)
    first = lines[start].strip()
    header = next((header for header in HEADERS if first.lower().startswith(header.lower())), "")
    if not header:
        return "", "", start
    title = first[len(header) :].strip()
    if not title and header == NAME_LINE and start + 1 < len(lines):
        start += 1
        title = lines[start].strip()
    return header, title, start + 1


def _read_named(lines: list[str], start: int, export: Export) -> list[str]:
    """Read claims whose numbers stand on lines of their own; before the first there are no lines."""
    end, sources = sources_in(lines)
    current, indent = Claim("", "", []), 0
    for number, line in enumerate(lines[start:end], start + 1):
        match = HEAD.fullmatch(line)
        if match:
            if match[2] in export.claims:
                raise _stands_twice(match[2], number)
            stance = match[3].lower()
            current, indent = Claim(match[2], stance if stance in _STANCES else "", []), len(match[1])
            export.claims[current.number] = current
        else:
            current.lines.append(line[indent:] if not line[:indent].strip() else line)
    for claim in export.claims.values():
        mark, text = without_marks(claim.raw)
        raw, claim.sources = sources.raw(text)
        claim.lines = [f"{mark} {raw}".lstrip()]
    export.sources = sources.left()
    return []


def _stands_twice(number: str, line: int) -> FormatError:
    return FormatError(f"Line {line}: the number {number}. stands twice; give one another.", line=line, column=1)


def _read_claims(lines: list[str], start: int, export: Export) -> list[str]:
    """Read the claims into ``export``; the lines before the first are returned."""
    head: list[str] = []
    current: Claim | None = None
    listed = 0  # the last number of a list inside a claim
    for number, line in enumerate(lines[start:], start + 1):
        indented = _INDENTED.match(line)
        line = line[indented.end() :] if indented else line
        match = _CLAIM.match(line)
        stance = (match[2] or "").lower() if match else ""
        if match and _is_claim(match[1], stance, listed, number, export):
            thesis = "." not in match[1]
            begin = match.start(2) if thesis and stance else match.end()
            current = Claim(match[1], "" if thesis else stance, [line[begin:]])
            export.claims[current.number] = current
            listed = 0
        else:
            listed = int(match[1]) if match and match[1].isdigit() else listed
            (head if current is None else current.lines).append(line)
    return head


def _is_claim(number: str, stance: str, listed: int, line: int, export: Export) -> bool:
    """Whether a line with this number begins a claim, and does not go on with one that holds a numbered list."""
    if number in export.claims:
        if stance and "." in number:
            raise _stands_twice(number, line)
        return False
    if stance or not export.claims:
        return True
    if "." in number:
        return number.rpartition(".")[0] in export.claims
    theses = [int(known) for known in export.claims if "." not in known]
    return int(number) != listed + 1 and (not theses or int(number) == theses[-1] + 1)


def without_marks(raw: str) -> tuple[str, str]:
    """The mark of ours at the beginning of a claim, if any, and its text behind that."""
    match = _MARK.match(raw)
    return (match[1], raw[match.end() :].strip()) if match else ("", raw)
