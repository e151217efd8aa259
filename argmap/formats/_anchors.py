"""Articles and spans for readers whose file brings its source text.

Texts are kept exactly as given, so that the file's offsets stay true. Where a file gives words without offsets they are
looked for (:mod:`argmap.domain.anchoring.resolve`); words that stand at several places are listed for the analyst.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from argmap.domain.anchoring.resolve import MAX_FUZZY, Place, QuoteFinder
from argmap.domain.anchoring.selectors import quote_selector
from argmap.domain.graph import Article, Node, Revision, Span
from argmap.domain.quick import changed
from argmap.domain.structure import Block, BlockType, Structure
from argmap.exceptions import FormatError
from argmap.formats._limits import spend_words
from argmap.formats._text import is_storable, shortened
from argmap.formats.base import Note

MAX_WORK = 40_000_000_000  # about as many nanoseconds: what looking for words may cost in one file
_CALL, _SIGN = 50_000, 4  # of one search in one text, and for each sign there
_TRY, _ALIKE = 1_000, 1_000  # for each place where the signs of the words are met, and for two signs compared

_PARAGRAPH = re.compile(r"[^\s](?:[^\n]*[^\s])?")


def article_of(id: str, text: str, **fields: Any) -> Article:
    """An article with one revision of exactly this text, whose paragraphs are its lines.

    Raises FormatError where the text holds NUL or a lone surrogate.
    """
    if not is_storable(text):
        raise FormatError("The source text holds a character that no text can have (NUL or half a pair); remove it.")
    blocks = tuple(Block(BlockType.PARAGRAPH, match.start(), match.end()) for match in _PARAGRAPH.finditer(text))
    revision = Revision(f"{id}:1", text, Structure(blocks), sha256(text.encode()).hexdigest())
    return Article(id=id, title=fields.pop("title", ""), revisions=(revision,), **fields)


def span_of(article: Article, start: int, end: int, *, id: str) -> Span:
    """The span from ``start`` to ``end`` (code points) of the article's newest text, with its selectors filled.

    Raises FormatError where it lies outside the text or is empty, or where all spans together are too long.
    """
    revision = article.revisions[-1]
    if not 0 <= start < end <= len(revision.text):
        raise FormatError(
            f"{start}–{end} lies outside the text “{shortened(article.title or article.id)}”, "
            f"which has {len(revision.text):,} characters; correct the offsets."
        )
    spend_words(end - start)
    exact, prefix, suffix = quote_selector(revision.text, start, end)
    return Span(id, article.id, revision.id, start, end, exact, prefix, suffix)


@dataclass(slots=True)
class Anchors:
    """Finds the words of nodes in the newest texts of ``articles`` and counts how it went.

    Many nodes in long texts would take hours: after ``MAX_WORK`` the others are not looked for, which is said.
    """

    articles: Mapping[str, Article]
    _found: int = 0
    _work: int = 0
    _unsearched: int = 0
    _alike: list[str] = field(default_factory=list)
    _ambiguous: list[str] = field(default_factory=list)
    _missing: list[str] = field(default_factory=list)
    _finders: dict[str, QuoteFinder] = field(default_factory=dict)

    def anchored(self, node: Node, quote: str = "", *, article: str | None = None) -> Node:
        """The node with a span where ``quote`` (else its text) stands at one place; unchanged otherwise.

        ``article`` limits the search to one article. A node that has spans or is implicit is not looked for.
        """
        if node.spans or node.implicit or not self.articles:
            return node
        if self._work > MAX_WORK:
            self._unsearched += 1
            return node
        wanted = quote or node.text
        keys = [article] if article is not None else list(self.articles)
        places = [(key, place) for key in keys for place in self._places(key, wanted)]
        exact = [item for item in places if item[1].score == 1]
        places = exact or places
        if len(places) != 1:
            (self._ambiguous if places else self._missing).append(shortened(wanted))
            return node
        [(key, place)] = places
        if place.score < 1:
            self._alike.append(
                f"{shortened(wanted)} → {shortened(self.articles[key].revisions[-1].text[place.start : place.end])}"
            )
        self._found += 1
        return changed(node, spans=(span_of(self.articles[key], place.start, place.end, id=f"{node.id}:1"),))

    def notes(self) -> Iterator[Note]:
        """What a person should look at: words found by likeness, at several places, or nowhere."""
        yield _note(self._alike, "1 passage was found by likeness: look whether it is the right one.",
                    "{} passages were found by likeness: look whether they are the right ones.")  # fmt: skip
        yield _note(self._ambiguous, "1 node stands at several places of the text: choose its passage.",
                    "{} nodes stand at several places of the text: choose their passages.")  # fmt: skip
        yield _note(self._missing, "1 node has words that the text does not hold: it has no passage.",
                    "{} nodes have words that the text does not hold: they have no passage.")  # fmt: skip
        count = self._unsearched
        yield Note(f"The texts are too long for all these nodes: passages of {count:,} were not looked for.", count)

    def _places(self, article: str, quote: str) -> tuple[Place, ...]:
        if article not in self._finders:
            self._finders[article] = QuoteFinder(self.articles[article].revisions[-1].text)
        finder = self._finders[article]
        tries = finder.tries
        places = finder.places(quote)
        self._work += _CALL + _SIGN * len(finder.text) + _TRY * (finder.tries - tries)
        if not places or places[0].score < 1:
            self._work += _ALIKE * min(len(quote), MAX_FUZZY) ** 2
        return places


def _note(items: list[str], one: str, many: str) -> Note:
    sentence = one if len(items) == 1 else many.format(f"{len(items):,}")
    return Note(sentence, len(items), tuple(items))
