"""The texts that annotations are about, and where in them their passages stand.

Offsets are checked against the quoted words, in code points and in UTF-16 units; where the two disagree the words are
looked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath

from argmap.domain.graph import Article, Node, Span
from argmap.domain.quick import changed
from argmap.formats._anchors import Anchors, article_of, span_of
from argmap.formats._annotation_shapes import Mark, Passage
from argmap.formats._annotation_write import NAME
from argmap.formats._extra import extra_of, without_unstorable


def given_articles(marks: Mapping[str, Mark], texts: Mapping[str, str]) -> Iterator[Article]:
    """An article for each text that came with the annotations, in a file (``texts`` by name) or inside them."""
    passages = [passage for mark in marks.values() for passage in mark.passages]
    sources = dict.fromkeys(passage.source for passage in passages if passage.source not in marks)
    for name, text in texts.items():
        digest = sha256(text.encode(errors="replace")).hexdigest()
        named = [p.source for p in passages if p.sha256 == digest] or [s for s in sources if _stem(s) == _stem(name)]
        address = named[0] if named else next(iter(sources)) if len(sources) == len(texts) == 1 else ""
        yield _article(address or name, _stem(name), text)
    for source, text in {p.source: p.inline for p in passages if p.inline}.items():
        yield _article(source or "text", "", text)


@dataclass
class Places:
    """The spans of passages in ``articles``; ``counts`` learns of those without a text or with other words there."""

    articles: Mapping[str, Article]
    counts: Counter[str]

    def __post_init__(self) -> None:
        self.anchors = Anchors(self.articles)

    def spans(self, node: Node, passages: Iterable[Passage]) -> tuple[Span, ...]:
        """The spans of ``node`` that its passages stand for."""
        return tuple(span for number, p in enumerate(passages, 1) for span in self._spans(node, p, number))

    def _spans(self, node: Node, passage: Passage, number: int) -> tuple[Span, ...]:
        if passage.start < 0 and not passage.exact:
            return ()
        article = self._article_for(passage)
        if article is None or not article.revisions:
            self.counts["textless"] += 1
            return ()
        key = passage.key if len(passage.key) == 3 else (f"{node.id}:{number}", "", "")
        pinned = next((r for r in article.revisions if r.id == key[2]), article.revisions[-1])
        place = _place(pinned.text, passage)
        if place is not None:
            span = span_of(changed(article, revisions=(pinned,)), *place, id=key[0])
            if passage.key:  # our own, whose context may be of another length
                span = changed(span, prefix=passage.prefix, suffix=passage.suffix)
            return (span,)
        self.counts["moved"] += passage.start >= 0
        found = self.anchors.anchored(changed(node, spans=(), implicit=False), passage.exact, article=article.id)
        return tuple(changed(span, id=key[0]) for span in found.spans) if passage.exact else ()

    def _article_for(self, passage: Passage) -> Article | None:
        if len(passage.key) == 3 and passage.key[1] in self.articles:
            return self.articles[passage.key[1]]
        if not passage.source and len(self.articles) == 1:  # Recogito does not say what its passages are of
            return next(iter(self.articles.values()))
        return self.articles.get(without_unstorable(passage.source))


def _article(source: str, title: str, text: str) -> Article:
    url = source if source.startswith(("http://", "https://")) else ""
    id_ = without_unstorable(source)
    return article_of(id_, text, title=title, url=without_unstorable(url), extra=extra_of(NAME, {"id": source}))


def _place(text: str, passage: Passage) -> tuple[int, int] | None:
    """Where the passage stands by its offsets and its words with their context; None where these do not agree."""
    start, end, exact = passage.start, passage.end, passage.exact
    if 0 <= start < end <= len(text) and (not exact or text[start:end] == exact):
        return start, end
    if exact and 0 <= start < end:
        units = text.encode("utf-16-le")
        before = len(units[: 2 * start].decode("utf-16-le", "ignore"))
        if text[before : before + len(exact)] == exact:
            return before, before + len(exact)
    if passage.until:
        begin, after = text.find(exact), text.find(passage.until, text.find(exact) + len(exact))
        return (begin, begin + len(text[begin:after].rstrip())) if text.count(exact) == 1 and after >= 0 else None
    around = f"{passage.prefix}{exact}{passage.suffix}"
    if exact and around != exact and text.count(around) == 1:
        begin = text.index(around) + len(passage.prefix)
        return begin, begin + len(exact)
    return None


def _stem(address: str) -> str:
    return PurePosixPath(address.rstrip("/").rpartition("/")[2]).stem
