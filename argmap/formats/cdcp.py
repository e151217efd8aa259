"""The Cornell eRulemaking corpus (CDCP): propositions of a user's comment, and which of them support which.

Described in https://aclanthology.org/P17-1091/. A document is a pair of files: ``NAME.txt``, and ``NAME.ann.json``
with offsets into it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from argmap.domain.graph import ArgumentGraph, Article, Link, Node, Premise
from argmap.domain.vocabulary import EvidenceType, LinkType, NodeKind
from argmap.exceptions import FormatError
from argmap.formats._anchors import article_of, span_of
from argmap.formats._extra import extra_of
from argmap.formats._fields import Fields
from argmap.formats._json import load_json_object
from argmap.formats._limits import check_node_count
from argmap.formats._losses import said
from argmap.formats._reading import reading_of
from argmap.formats._standoff import Document, best_reading, documents_of, parts_words
from argmap.formats.base import Files, Format, Note, Reading, Sample

NAME = "cdcp"
ENDING = ".ann.json"
MAX_PREMISES = 1_000_000  # of all links together
_EVIDENCE = {"testimony": EvidenceType.TESTIMONY, "fact": EvidenceType.FACT, "reference": EvidenceType.DOCUMENT}
_CLAIMS = frozenset({"value", "policy"})
_LISTS = ("reasons", "evidences")
_ALSO = {"reason": "reasons", "evidence": "evidences"}  # what some programs write instead
_KNOWN = frozenset({"prop_offsets", "prop_labels", "url", *_LISTS})
_ADDRESS = re.compile(r"\S+")
_NUMBER = re.compile(r"[0-9]{1,9}")

Offsets = tuple[int, int]
Chosen = range | tuple[int, ...]


def read(files: Files) -> Reading:
    """The propositions of one or several documents as one map, each text as an article."""
    builder = _Builder()
    documents = documents_of(files, ENDING, what="a CDCP document")
    for document in documents:
        builder.read(document, prefix=f"{document.stem}/" if len(documents) > 1 else "")
    check_node_count(len(builder.nodes))
    graph = ArgumentGraph.of(
        id="map", title=documents[0].stem if len(documents) == 1 else "",
        articles=builder.articles, nodes=builder.nodes, links=builder.links,
    )  # fmt: skip
    return reading_of(graph, builder.notes())


@dataclass
class _Builder:
    articles: list[Article] = field(default_factory=list)
    nodes: list[Node] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    premises: int = 0

    def read(self, document: Document, prefix: str) -> None:
        place = f"“{document.stem}”"
        if document.annotations is None or document.text is None:
            missing = ENDING if document.annotations is None else ".txt"
            raise FormatError(f"{place}: the file {missing} is missing; choose both files of the pair.")
        value = _regular(load_json_object(document.annotations, what="a CDCP annotation"))
        fields = Fields(value, place)
        offsets = [_offsets(item, f"{place}, proposition {n}") for n, item in enumerate(fields.list("prop_offsets"))]
        check_node_count(len(offsets))
        text = best_reading(
            document.text, lambda text: sum(not parts_words(text, at) for pair in offsets for at in pair)
        )
        self.counts["unknown"] += sum(key not in _KNOWN for key in value)
        unknown = {key: item for key, item in value.items() if key not in _KNOWN}
        article = article_of(document.stem, text, title=document.stem, extra=extra_of(NAME, unknown))
        self.articles.append(article)
        self._read_nodes(fields, offsets, article, prefix)
        seen: set[tuple[Chosen, int]] = set()
        for name in _LISTS:
            for number, item in enumerate(fields.list(name), 1):
                self._read_link(item, f"{prefix}{name}/{number}", f"{place}, “{name}” {number}", len(offsets), seen)

    def notes(self) -> Iterator[Note]:
        """What was met that a person should know."""
        counts = self.counts
        yield from said(counts["label"], "1 proposition has a label that CDCP does not know; it is read as a claim.",
                        "{} propositions have labels that CDCP does not know; they are read as claims.")  # fmt: skip
        yield from said(counts["double"], "1 link stands twice; the second is left out.",
                        "{} links stand twice; only the first of each is read.")  # fmt: skip
        yield from said(counts["lost"], "1 link names a proposition that the file does not have; it is left out.",
                        "{} links name propositions that the file does not have; they are left out.")  # fmt: skip
        yield from said(counts["self"], "1 proposition supports itself; that is left out.",
                        "{} propositions support themselves; that is left out.")  # fmt: skip
        yield from said(counts["unknown"], "1 field that CDCP does not know is kept aside.",
                        "{} fields that CDCP does not know are kept aside.")  # fmt: skip
        yield from said(counts["clipped"], "1 proposition ends behind the text; it is cut there.",
                        "{} propositions end behind the text; they are cut there.")  # fmt: skip

    def _read_nodes(self, fields: Fields, offsets: list[Offsets], article: Article, prefix: str) -> None:
        labels, urls = fields.list("prop_labels"), fields.mapping("url")
        text = article.revisions[-1].text
        for index, (start, end) in enumerate(offsets):
            label = labels[index] if index < len(labels) and isinstance(labels[index], str) else ""
            kind = label.strip().lower()
            self.counts["label"] += kind not in _EVIDENCE and kind not in _CLAIMS
            self.counts["clipped"] += end > len(text)
            words = text[start:end]
            begin = start + len(words) - len(words.lstrip())
            id_ = f"{prefix}{index}"
            self.nodes.append(
                Node(
                    id=id_,
                    kind=NodeKind.EVIDENCE if kind in _EVIDENCE else NodeKind.CLAIM,
                    text=words.strip(),
                    evidence_type=_EVIDENCE.get(kind),
                    sources=_sources(urls.get(str(index))),
                    spans=(span_of(article, begin, begin + len(words.strip()), id=f"{id_}:1"),)
                    if words.strip()
                    else (),
                    extra=extra_of(NAME, {"index": index, "label": label, "offsets": [start, end]}),
                )
            )

    def _read_link(self, item: Any, id_: str, place: str, count: int, seen: set[tuple[Chosen, int]]) -> None:
        chosen, target = _link(item, place)
        lowest, highest = (chosen[0], chosen[-1]) if isinstance(chosen, range) else (min(chosen), max(chosen))
        if not (0 <= lowest <= highest < count and 0 <= target < count):
            self.counts["lost"] += 1
            return
        if (chosen, target) in seen:
            self.counts["double"] += 1
            return
        seen.add((chosen, target))
        nodes = self.nodes[len(self.nodes) - count :]
        premises = tuple(Premise(nodes[index].id) for index in chosen if index != target)
        self.counts["self"] += target in chosen
        self.premises += len(premises)
        if self.premises > MAX_PREMISES:
            raise FormatError(f"{place}: the links join more propositions than a map can hold.")
        if premises:
            bag = extra_of(NAME, {"as": place.split("“")[-1].split("”")[0], "premises": item[0]})
            self.links.append(Link(id_, LinkType.SUPPORT, premises, target_node=nodes[target].id, extra=bag))


def _regular(value: dict[str, Any]) -> dict[str, Any]:
    """The annotation with the fields as CDCP calls them, without those that are null."""
    other = {_ALSO[key]: item for key, item in value.items() if key in _ALSO and _ALSO[key] not in value}
    found = {key: item for key, item in value.items() if item is not None and _ALSO.get(key) not in other} | other
    return found | ({"url": {}} if found.get("url") == [] else {})


def _offsets(item: Any, place: str) -> Offsets:
    numbers = _numbers(item)
    if len(numbers) == 2 and 0 <= numbers[0] <= numbers[1]:
        return numbers[0], numbers[1]
    raise FormatError(f"{place}: its place must be two offsets, [start, end]; correct it.")


def _link(item: Any, place: str) -> tuple[Chosen, int]:
    """The premises and the target of ``[[first, last], target]``.

    One number may stand for both ends; more than two are the premises one by one.
    """
    if isinstance(item, list) and len(item) == 2:
        premises, target = _numbers(item[0] if isinstance(item[0], list) else [item[0]]), _numbers([item[1]])
        if premises and target:
            together = range(min(premises), max(premises) + 1)
            return (together if len(premises) < 3 else tuple(dict.fromkeys(premises))), target[0]
    raise FormatError(f"{place}: a link must be [[first, last], target]; correct it.")


def _numbers(items: Any) -> tuple[int, ...]:
    """The whole numbers in a list, also such as are written as text; none where something else is in it."""
    if not isinstance(items, list):
        return ()
    found = [int(item) if isinstance(item, str) and _NUMBER.fullmatch(item) else item for item in items]
    whole = all(isinstance(item, int) and not isinstance(item, bool) for item in found)
    return tuple(found) if whole else ()


def _sources(address: Any) -> tuple[str, ...]:
    addresses = address if isinstance(address, list) else [address]
    return tuple(found.strip() for found in addresses if isinstance(found, str) and _ADDRESS.search(found))


def recognises(sample: Sample) -> bool:
    """Whether the file holds offsets of propositions."""
    return isinstance(sample.json, dict) and "prop_offsets" in sample.json


FORMAT = Format(
    name=NAME,
    label="CDCP",
    suffixes=(ENDING,),
    content_type="application/json",
    description="The Cornell eRulemaking corpus: propositions of comments and their support, with the text.",
    read=read,
    recognises=recognises,
    specification="https://aclanthology.org/P17-1091/",
    parts=(ENDING, ".txt"),
)
