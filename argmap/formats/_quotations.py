"""Quotations with offsets, as SADFace (sources) and arguebuf (references) give them, and the spans that they make.

An offset is true where the quoted words stand there. Where they do not the words are looked for, and that is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from argmap.domain.graph import ArgumentGraph, Article, Node, Span
from argmap.domain.quick import changed
from argmap.domain.vocabulary import NodeKind
from argmap.formats._anchors import Anchors, span_of
from argmap.formats._own.records import noted
from argmap.formats._text import is_storable, shortened
from argmap.formats.base import Note

Place = tuple[str, int, int]  # id of the article, start, end: of a span in the article's newest text


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of an article (its id; empty: of any); ``offset`` and ``length`` count code points, None: not given."""

    article: str
    text: str
    offset: int | None
    length: int | None = None


@dataclass(slots=True)
class Quotations:
    """Finds where quotations stand in the newest texts of ``articles``, and counts how it went."""

    articles: Mapping[str, Article]
    _moved: list[str] = field(default_factory=list)
    _anchors: Anchors = field(init=False)

    def __post_init__(self) -> None:
        self._anchors = Anchors({id_: article for id_, article in self.articles.items() if article.revisions})

    def place(self, quotation: Quotation) -> Place | None:
        """Where the quotation stands: at its offset, else where its words are; None where that is not clear."""
        article = self._anchors.articles.get(quotation.article)
        if article is None and quotation.article:
            return None
        if article is not None and quotation.offset is not None:
            text = article.revisions[-1].text
            start = quotation.offset
            end = start + (len(quotation.text) or quotation.length or 0)
            if 0 <= start < end <= len(text) and quotation.text in ("", text[start:end]):
                return article.id, start, end
        if not quotation.text or not is_storable(quotation.text):
            return None
        found = self._found(Node("", NodeKind.CLAIM, quotation.text), quotation.article or None)
        if found and quotation.offset is not None:
            self._moved.append(f"{quotation.offset:,} → {found[1]:,}: {shortened(quotation.text)}")
        return found

    def looked_for(self, node: Node) -> Place | None:
        """Where the node's own words stand; None where that is not clear, and where there is nothing to look in."""
        return self._found(node, None) if self._anchors.articles and node.text.strip() else None

    def searched(self, node: Node, format: str) -> Node:
        """The node at the place where its own words stand, which is noted in the bag of the format; else as it was."""
        place = self.looked_for(node)
        if place is None:
            return node
        return changed(noted(node, format, found=list(place)), spans=self.spans(node.id, [place]))

    def spans(self, node: str, places: Sequence[Place]) -> tuple[Span, ...]:
        """The spans at these places, each once."""
        return tuple(
            span_of(self.articles[article], start, end, id=f"{node}:{number}")
            for number, (article, start, end) in enumerate(dict.fromkeys(places), 1)
        )

    def notes(self) -> Iterator[Note]:
        """What a person should look at."""
        if self._moved:
            count = len(self._moved)
            said = "1 quotation does" if count == 1 else f"{count:,} quotations do"
            yield Note(f"{said} not stand at the offset; found where the words are.", count, tuple(self._moved))
        yield from self._anchors.notes()

    def _found(self, node: Node, article: str | None) -> Place | None:
        spans = self._anchors.anchored(node, article=article).spans
        return (spans[0].article, spans[0].start, spans[0].end) if spans else None


@dataclass(frozen=True, slots=True)
class Search:
    """What a reader finds by the words of a node that has no sources, where that is ``known``."""

    places: list[list[Any]] = field(default_factory=list)
    known: bool = True

    @classmethod
    def of(cls, bag: Mapping[str, Any]) -> Search:
        """As the reader left it."""
        return cls([bag["found"]] if "found" in bag else [], known="told" not in bag)


def places_of(node: Node, graph: ArgumentGraph) -> list[Place]:
    """The places of the node's spans in the newest texts, in the node's order."""
    return [
        (span.article, span.start, span.end)
        for span in node.spans
        if span.revision == graph.articles[span.article].revisions[-1].id
    ]


def own_spans(node: Node, graph: ArgumentGraph, file_id: Mapping[str, str]) -> list[dict[str, Any]]:
    """All spans of the node, with the ids of articles in the file and the numbers of revisions (from 0)."""
    return [
        {
            "article": file_id[span.article],
            "revision": [r.id for r in graph.articles[span.article].revisions].index(span.revision),
            "start": span.start,
            "end": span.end,
        }
        for span in node.spans
    ]


def with_own_spans(node: Node, own: Any, articles: Mapping[str, Article], *, most: int | None = None) -> Node:
    """The node with these spans instead; unchanged where they do not fit, since another program changed the file.

    They fit where all lie in a text, and the node's are those of them in the newest texts (the first ``most``).
    """
    if not isinstance(own, list):
        return node
    spans = [_own_span(item, articles, f"{node.id}:{number}") for number, item in enumerate(own, 1)]
    newest = {article.revisions[-1].id for article in articles.values() if article.revisions}
    kept = [span for span in spans if span is not None]
    said = dict.fromkeys((span.article, span.start, span.end) for span in kept if span.revision in newest)
    given = [(span.article, span.start, span.end) for span in node.spans]
    fits = len(kept) == len(spans) and list(said)[:most] == given
    return changed(node, spans=tuple(kept)) if fits else node


def _own_span(item: Any, articles: Mapping[str, Article], id: str) -> Span | None:
    article = articles.get(item["article"]) if isinstance(item, Mapping) and _is_text(item.get("article")) else None
    if article is None:
        return None
    number, start, end = item.get("revision"), item.get("start"), item.get("end")
    if not (_is_count(number) and _is_count(start) and _is_count(end) and number < len(article.revisions)):
        return None
    pinned = changed(article, revisions=article.revisions[: number + 1])
    return span_of(pinned, start, end, id=id) if start < end <= len(pinned.revisions[-1].text) else None


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def is_count(value: Any) -> bool:
    """Whether this is a whole number."""
    return isinstance(value, int) and not isinstance(value, bool)
