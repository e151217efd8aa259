"""The nodes of an Argdown document: equivalence classes, members of them in other words, arguments without steps."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from typing import Any

from argmap.domain.graph import Node
from argmap.domain.vocabulary import NodeKind
from argmap.exceptions import FormatError
from argmap.formats._argdown_document import End, Occurrence, Sort
from argmap.formats._argdown_fields import NAME, node_values, take_tags, take_text
from argmap.formats._extra import extra_of
from argmap.formats._text import is_storable
from argmap.formats._unused import Unused

_OWN_NUMBER = re.compile(r"[0-9a-z.…]*\Z")


class Nodes:
    """The nodes while they are collected; ``names`` are those of the ends that relations join.

    ``unused`` gives ids, of which nodes and links must not have one in common. ``is_own`` says that Argmap wrote the
    document, whose titles are then numbers where nobody chose them.
    """

    def __init__(self, *, is_own: bool) -> None:
        self.names: dict[End, str] = {}
        self._is_own = is_own
        self.unused = Unused()
        self._drafts: list[dict[str, Any]] = []  # the fields of each node; without a kind where the document says none

    def made(self, attackers: Container[str]) -> Iterator[Node]:
        """The nodes; one of which the document says no kind is a counterclaim where it only attacks, else a claim."""
        for draft in self._drafts:
            if "kind" not in draft:
                draft["kind"] = NodeKind.COUNTERCLAIM if draft["id"] in attackers else NodeKind.CLAIM
            yield Node(**draft)

    def add_class(self, title: str, members: Sequence[Occurrence]) -> list[tuple[Occurrence, str]]:
        """Take a class; returned are the members that say the same in other words, with the names of their nodes."""
        if len(members) == 1:
            self.names[End(Sort.STATEMENT, title)] = self._add(title, members[0], {})
            return []
        own, others = _parted(members)
        self.names[End(Sort.STATEMENT, title)] = self._add(title, merged(own), {})
        return [(member, self._add("", member, {})) for member in others]

    def add_argument(self, title: str, descriptions: Sequence[Occurrence]) -> None:
        """Take an argument that was not reconstructed."""
        self.names[End(Sort.ARGUMENT, title)] = self._add(title, merged(descriptions), {"argument": True})

    def bag(self, occurrence: Occurrence, data: dict[str, Any], title: str) -> dict[str, Any]:
        """What the writer needs to write the occurrence as it was; ``data`` is what the model has no place for."""
        bag: dict[str, Any] = {}
        if not occurrence.titled:
            bag["anonymous"] = True
        elif title and not (self._is_own and _OWN_NUMBER.match(title)):
            bag["title"] = title
        if data:
            bag["data"] = data
        if occurrence.source:
            bag["source"] = occurrence.source
        if occurrence.comments:
            bag["comments"] = occurrence.comments
        if occurrence.section is not None:
            bag["section"] = occurrence.section
        return bag

    def _add(self, title: str, occurrence: Occurrence, bag: dict[str, Any]) -> str:
        """Take a node, and return its name; without a title it is a member of another's class."""
        data = occurrence.data
        name = title or f"{occurrence.title}'"
        text = occurrence.text
        draft: dict[str, Any] = {}
        if data:
            data = dict(data)
            name = data.pop("id") if is_id(data.get("id")) else name
            text = take_text(data, "text", text)
            draft = node_values(data)
        if not text and "text" not in occurrence.data:
            text = title
            bag["undefined"] = True
        if not is_storable(text):
            raise FormatError("This file holds NUL characters, which cannot be stored; remove them.")
        if data or occurrence.tags:
            draft["tags"] = take_tags(data, occurrence.tags)
        if occurrence.urls:
            draft["sources"] = _joined(draft.get("sources", ()), occurrence.urls)
        draft["id"], draft["text"] = name, text = self.unused(name), text
        bag |= self.bag(occurrence, data, title)
        if bag:
            draft["extra"] = extra_of(NAME, bag)
        self._drafts.append(draft)
        return name


def merged(occurrences: Sequence[Occurrence]) -> Occurrence:
    """One occurrence that says what all of these say; where there is none, it says nothing."""
    if len(occurrences) == 1:
        return occurrences[0]
    whole = Occurrence(Sort.ARGUMENT, 0)
    if occurrences:
        first = next((occurrence for occurrence in occurrences if occurrence.text), occurrences[0])
        whole.title, whole.section = occurrences[0].title, occurrences[0].section
        whole.text, whole.source = first.text, first.source if first.text else ""
    for occurrence in occurrences:
        whole.titled |= occurrence.titled
        whole.tags += occurrence.tags
        whole.urls += occurrence.urls
        whole.comments += occurrence.comments
        whole.data |= occurrence.data
    return whole


def is_id(value: Any) -> bool:
    """Whether data may name a node so."""
    return isinstance(value, str) and bool(value) and is_storable(value)


def _parted(members: Sequence[Occurrence]) -> tuple[list[Occurrence], list[Occurrence]]:
    """Those that say the same as the first text, or nothing, and those that say it in other words."""
    words = next((member.text.split() for member in members if member.text), [])
    own: list[Occurrence] = []
    others: list[Occurrence] = []
    for member in members:
        same = not member.text or member.text.split() == words
        (own if same else others).append(member)
    return own, others


def _joined(sources: Sequence[str], urls: Sequence[str]) -> tuple[str, ...]:
    """The sources given as data, then the addresses in the text that are none of them, each once."""
    return (*sources, *dict.fromkeys(url for url in urls if url not in sources))
