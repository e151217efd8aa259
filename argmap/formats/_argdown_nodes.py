"""The nodes of an Argdown document: equivalence classes, members of them in other words, arguments without steps."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache
from typing import Any

from argmap.domain.graph import Node
from argmap.domain.vocabulary import NodeKind
from argmap.exceptions import FormatError
from argmap.formats._argdown_document import End, Occurrence, Sort
from argmap.formats._argdown_fields import CANONICAL, NAME, node_values, take_tags, take_text
from argmap.formats._extra import extra_of
from argmap.formats._text import is_storable, one_line
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

    def add(self, end: End, members: Sequence[Occurrence]) -> list[tuple[Occurrence, str]]:
        """Take a class, or an argument that was not reconstructed, with all its texts.

        Returned are the members that say the same in other words, with the names of their nodes.
        """
        own, others = _parted(members, is_own=self._is_own) if len(members) > 1 else (members, [])
        bag = {"argument": True} if end.sort is Sort.ARGUMENT else {}
        self.names[end] = self._add(end.title, merged(own), dict(bag))
        return [(member, self._add("", member, dict(bag))) for member in others]

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
            draft, data = _values_in(data)
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


def _values_in(data: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields of a node in this data, and the rest of it."""
    words = tuple(data.items())
    if len(words) <= 2 and all(value.__class__ is str for _, value in words):  # of these a document has few
        values, rest = _values_of_words(words)
        return values.copy(), rest.copy()
    return node_values(data), data


@lru_cache(maxsize=500)
def _values_of_words(words: tuple[tuple[str, str], ...]) -> tuple[dict[str, Any], dict[str, Any]]:
    data: dict[str, Any] = dict(words)
    return node_values(data), data


def merged(occurrences: Sequence[Occurrence]) -> Occurrence:
    """One occurrence that says what all of these say; where there is none, it says nothing."""
    if len(occurrences) == 1:
        return occurrences[0]
    whole = Occurrence(Sort.ARGUMENT, 0)
    if occurrences:
        said: dict[str, Occurrence] = {}
        for told in occurrences:
            if told.text:
                said.setdefault(one_line(told.text), told)
        whole.title, whole.section = occurrences[0].title, occurrences[0].section
        whole.text = "\n\n".join(told.text for told in said.values())
        whole.source = next(iter(said.values())).source if len(said) == 1 else ""
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


def _parted(members: Sequence[Occurrence], *, is_own: bool) -> tuple[list[Occurrence], list[Occurrence]]:
    """Those that say the same as the text that stands for all, or nothing, and those that say it in other words.

    As in Argdown, the last text does, or the last that is marked so; in older documents of ours it was the first.
    """
    told = [member for member in members if member.text]
    marked = [member for member in told if member.data.get(CANONICAL) is True]
    words = (marked or (told[:1] if is_own else told) or members)[-1].text.split()
    own: list[Occurrence] = []
    others: list[Occurrence] = []
    for member in members:
        same = not member.text or member.text.split() == words
        (own if same else others).append(member)
    for member in marked if others else ():  # the writer marks it again
        del member.data[CANONICAL]
    return own, others


def _joined(sources: Sequence[str], urls: Sequence[str]) -> tuple[str, ...]:
    """The sources given as data, then the addresses in the text that are none of them, each once."""
    return (*sources, *dict.fromkeys(url for url in urls if url not in sources))
