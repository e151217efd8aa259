"""The source text that the corpora of AIFdb have beside a nodeset: an article, and where its propositions stand in it.

It is plain, or OVA's HTML, whose marks name OVA's nodes: AIFdb gives them numbers of its own. So a proposition stands
where the mark with the words of its locution is, else where these words, or its own, are found.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping

from argmap.domain.graph import ArgumentGraph, Article, Node
from argmap.domain.quick import changed
from argmap.exceptions import FormatError
from argmap.formats._aif_nodeset import Nodeset
from argmap.formats._anchors import Anchors, article_of, span_of
from argmap.formats._fields import plain
from argmap.formats._ova_html import Mark, text_and_marks
from argmap.formats._ova_read import ARTICLE, uttered_by
from argmap.formats._reading import reading_of
from argmap.formats._text import decode
from argmap.formats.base import Reading

_MARKUP = re.compile(r"<(?:span|br|div|p)\b", re.IGNORECASE)
_SPEAKER = re.compile(r"[^:]{0,80}?(?: :|:) ")
_ENDS = " \n\t.,;:!?…\"'“”‘’()[]"


def with_source(reading: Reading, nodeset: Nodeset, content: bytes) -> Reading:
    """The reading with the text as an article, and with spans of the nodes. Raises FormatError."""
    source = _decoded(content)
    text, marks = text_and_marks(source) if _MARKUP.search(source) else (source, [])
    if not text.strip():
        return reading
    article = article_of(ARTICLE, text)
    anchors = Anchors({article.id: article})
    words = _words_of(nodeset)
    by_words = _by_words(text, marks)
    nodes = [
        _marked(node, article, by_words, words) or anchors.anchored(node, _only(words.get(node.id, ())))
        for node in reading.graph.nodes.values()
    ]
    graph = reading.graph
    whole = ArgumentGraph.of(
        id=graph.id, articles=[article], nodes=nodes, links=graph.links.values(), extra=graph.extra
    )
    return reading_of(whole, [*reading.notes, *anchors.notes()])


def _decoded(content: bytes) -> str:
    """The text in UTF-8, else in Windows' encoding: a corpus has few that are not. Raises FormatError of UTF-8."""
    try:
        return decode(content)
    except FormatError as error:
        try:
            return decode(content, fallback="cp1252")
        except FormatError:
            raise error from None


def _words_of(nodeset: Nodeset) -> Mapping[str, list[str]]:
    """For each proposition the words of the locutions that assert it, without the speaker's name."""
    words: defaultdict[str, list[str]] = defaultdict(list)
    for locution, said in uttered_by(nodeset).items():
        given = plain(nodeset.nodes[locution].record.get("text"))
        for proposition in said:
            words[proposition].append(_without_speaker(given).strip())
    return words


def _without_speaker(locution: str) -> str:
    found = _SPEAKER.match(locution)
    return locution[found.end() :] if found else locution


def _by_words(text: str, marks: list[Mark]) -> Mapping[str, list[Mark]]:
    found: defaultdict[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        found[_key(text[mark.start : mark.end])].append(mark)
    return found


def _marked(
    node: Node, article: Article, by_words: Mapping[str, list[Mark]], words: Mapping[str, list[str]]
) -> Node | None:
    """The node with the spans of the marks that have its words or those of its locutions; None where none has."""
    wanted = dict.fromkeys(map(_key, [*words.get(node.id, ()), node.text]))
    found = [by_words[key] for key in wanted if key and len(by_words.get(key, ())) == 1]
    places = sorted({(mark.start, mark.end) for [mark] in found})
    spans = [span_of(article, *place, id=f"{node.id}:{number}") for number, place in enumerate(places, 1)]
    return changed(node, spans=tuple(spans)) if spans else None


def _only(words: Iterable[str]) -> str:
    """The words that one locution has; nothing where there are several or none."""
    different = set(words)
    return different.pop() if len(different) == 1 else ""


def _key(words: str) -> str:
    return " ".join(words.casefold().split()).strip(_ENDS)
