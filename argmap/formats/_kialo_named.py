"""The text export of Kialo as it is since 2023: a claim's number and stance stand on a line of their own.

    Discussion Name:
    More buses

    1. Thesis:
    We need more buses.

      1.1. Pro:
      Buses are full [1].

    Sources:
    [1] https://example.org/count

A claim's sources are numbers in its text, in the order of the file; a source may have a quotation below it. Here such a
text becomes what the older export has: a link without a label where the number stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from argmap.formats._kialo_text import escaped, is_address, link_to, parts_of, unescaped

NAME_LINE = "Discussion Name:"
SOURCES_LINE = "Sources:"
QUESTION, THESIS = "Question", "Thesis"
HEAD = re.compile(r"([ \t]*)(\d{1,9}(?:\.\d{1,9})*)\.[ \t]+(Thesis|Question|Pro|Con):[ \t]*", re.IGNORECASE)
_SOURCE = re.compile(r"\[(\d{1,9})\](?:[ \t]+|\Z)(.*)", re.DOTALL)
_MARKER = re.compile(r"\[(\d{1,9})\]")
_TELLING = r"\d{1,9}|undercut|warrant|with [\d.]+"  # what says something in brackets
_IN_BRACKETS = re.compile(rf"\[({_TELLING})\]")
_KEPT = re.compile(rf"\\\[({_TELLING})\\\]")  # how we write it where it is text


@dataclass(slots=True)
class Source:
    """An entry of the list: an address, or words, and a quotation, which may be empty."""

    words: str
    quotation: str = ""


@dataclass(slots=True)
class Sources:
    """The list below the claims; each number is met once, in order, so that other numbers in brackets are text."""

    listed: list[Source] = field(default_factory=list)
    met: int = 0

    def raw(self, text: str) -> tuple[str, list[Source]]:
        """The text as the older export has it, and its sources."""
        raw: list[str] = []
        found: list[Source] = []
        behind = 0
        for match in _MARKER.finditer(text):
            if self.met < len(self.listed) and int(match[1]) == self.met + 1:
                source = self.listed[self.met]
                self.met += 1
                found.append(source)
                before = _escaped(text[behind : match.start()])
                raw.append(before + link_to(source.words) if is_address(source.words) else before.rstrip(" \t"))
                behind = match.end()
        return "".join([*raw, _escaped(text[behind:])]), found

    def left(self) -> list[Source]:
        """Those that no claim names."""
        return self.listed[self.met :]

    def numbered(self, raw: str, quotations: dict[str, str]) -> str:
        """The text of the older export with numbers for its links, whose addresses join the list."""
        text = ""
        for words, label, address in parts_of(raw):
            text += self._bare(words) + self._bare(label)
            if address:
                self.listed.append(Source(address, quotations.get(address, "")))
                text += f"{' ' if text and not text[-1].isspace() and text[-1] not in '([' else ''}[{len(self.listed)}]"
        return text

    def _bare(self, words: str) -> str:
        """The words without backslashes, but in front of brackets that would say something."""
        return _IN_BRACKETS.sub(self._kept, unescaped(words))

    def _kept(self, match: re.Match[str]) -> str:
        is_text = match[1].isdecimal() and int(match[1]) != len(self.listed) + 1
        return match[0] if is_text else f"\\[{match[1]}\\]"

    def lines(self) -> Iterator[str]:
        """The list as the file has it."""
        for number, source in enumerate(self.listed, 1):
            yield f"[{number}] {re.sub(r'[()]', lambda match: chr(92) + match[0], source.words)}"
            if source.quotation:
                yield source.quotation


def _escaped(text: str) -> str:
    return escaped(_KEPT.sub(r"[\1]", text))


def begins_named(lines: list[str]) -> bool:
    """Whether the first line that is not empty is the first half of a claim."""
    first = next((line for line in lines if line.strip()), "")
    return HEAD.fullmatch(first) is not None


def sources_in(lines: list[str]) -> tuple[int, Sources]:
    """The index of the line where the list of sources begins, the number of lines where there is none; and the list."""
    last = max((index for index, line in enumerate(lines) if HEAD.fullmatch(line)), default=0)
    for index in range(last, len(lines) - 1):
        if lines[index].rstrip() == SOURCES_LINE and lines[index + 1].startswith("[1]"):
            return index, Sources(list(_listed(lines[index + 1 :])))
    return len(lines), Sources()


def _listed(lines: list[str]) -> Iterator[Source]:
    entries: list[list[str]] = []
    for line in lines:
        match = _SOURCE.match(line)
        if match and int(match[1]) == len(entries) + 1:
            entries.append([match[2]])
        elif entries:
            entries[-1].append(line)
    for first, *rest in entries:
        yield Source(unescaped(first).strip(), "\n".join(rest).strip())
