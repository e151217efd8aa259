"""The graph in W3C Web Annotations, our own and those of others.

An annotation of a passage is a node; one that links annotations is a link where it says how. What is neither is kept
aside and written back.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from argmap.domain.graph import ArgumentGraph, Highlight, Node
from argmap.domain.quick import changed
from argmap.domain.vocabulary import EvidenceType, NodeKind
from argmap.exceptions import FormatError
from argmap.formats._annotation_comments import comments_in, parted
from argmap.formats._annotation_kept import aside_of, with_head, with_originals
from argmap.formats._annotation_links import Linking, goal_of
from argmap.formats._annotation_marks import (
    bodies_of,
    extra_in,
    fields_of,
    is_highlight,
    is_ours,
    kind_of,
    label_of,
    own_id,
)
from argmap.formats._annotation_shapes import Body, Mark, mark_of
from argmap.formats._annotation_texts import Places, given_articles
from argmap.formats._annotation_write import Json
from argmap.formats._argmap_read import article_from
from argmap.formats._fields import Fields
from argmap.formats._limits import check_node_count
from argmap.formats._losses import implied_kind, said
from argmap.formats._text import is_storable
from argmap.formats.base import Note


@dataclass
class AnnotationsRead:
    """The graph of the annotations ``values`` with the fields ``head`` of their collection, and texts by file name."""

    head: Mapping[str, Any]
    values: Sequence[Mapping[str, Any]]
    texts: Mapping[str, str]
    counts: Counter[str] = field(default_factory=Counter)
    asides: list[Json] = field(default_factory=list)

    def graph(self) -> ArgumentGraph:
        """The whole graph. Raises FormatError."""
        fields = Fields(self.head, "The collection")
        check_node_count(len(self.values))
        values, remarks = parted(self.values)
        self.marks = {mark.id: mark for mark in map(mark_of, values, range(len(values)))}
        self.counts["twin"] = len(values) - len(self.marks)
        listed = [article_from(value, index) for index, value in enumerate(fields.list("articles"))]
        articles = {article.id: article for article in (*listed, *given_articles(self.marks, self.texts))}
        self.places = Places(articles, self.counts)
        self.ids = {mark.id: own_id(mark.original, mark.id) for mark in self.marks.values()}
        goals = {id: goal for id, mark in self.marks.items() if (goal := goal_of(mark, self.marks))}
        plain = {id: mark for id, mark in self.marks.items() if id not in goals and is_highlight(mark)}
        highlights = {id: found for id, mark in plain.items() if (found := self._highlight(mark))}
        others = {id: mark for id, mark in self.marks.items() if id not in goals and id not in highlights}
        nodes = [node for mark in others.values() if (node := self._node(mark))]
        links = Linking(self.marks, self.ids, goals).links({node.id for node in nodes})
        self.asides += [aside_of(self.marks[id], self.marks) for id in goals if id not in links]
        graph = ArgumentGraph.of(
            id=own_id(self.head, fields.text("id")) or "map",
            title=label_of(self.head.get("label")),
            description=label_of(self.head.get("summary")),
            articles=articles.values(),
            nodes=nodes,
            links=links.values(),
            highlights=highlights.values(),
            extra=extra_in(fields),
        )
        comments, self.counts["placeless"] = comments_in(remarks, graph, self.ids)
        graph = changed(graph, comments={comment.id: comment for comment in comments})
        marks = {self.ids[id]: mark for id, mark in self.marks.items()}
        return with_head(with_originals(_with_kinds(graph, marks), marks), self.head, self.asides)

    def notes(self) -> Iterator[Note]:
        """What a person should know of the file."""
        yield from said(len(self.asides), *_NOTES["aside"])
        for key, sentences in _NOTES.items():
            if key != "aside":
                yield from said(self.counts[key], *sentences)
        yield from self.places.anchors.notes()

    def _highlight(self, mark: Mark) -> Highlight | None:
        """The highlight, where its passage is found."""
        id_ = self.ids[mark.id]
        spans = self.places.spans(Node(id_, NodeKind.CLAIM, ""), mark.passages)
        note = "\n\n".join(body.value for body in mark.bodies)
        if len(spans) != 1 or not is_storable(note) or not is_storable(id_):
            return None
        return Highlight(id_, changed(spans[0], id=id_), note)

    def _node(self, mark: Mark) -> Node | None:
        """The node of a passage with words of its own, quoted or said of it; anything else is put aside."""
        described, remarks = bodies_of(mark, "describing"), bodies_of(mark, "commenting", "replying", "")
        is_remark = bool(mark.references) or any(passage.source in self.marks for passage in mark.passages)
        tags = tuple(dict.fromkeys(body.value for body in bodies_of(mark, "tagging")))
        fields = fields_of(mark)
        own = _own_fields(fields) if is_ours(mark) else {}
        node = Node(self.ids[mark.id], kind_of(mark, tags) or NodeKind.CLAIM, "", tags=tags, **own)
        if is_remark or not mark.passages:
            self.asides.append(aside_of(mark, self.marks))
            return None
        spans = self.places.spans(node, mark.passages)
        quotes = [p.exact for p in mark.passages if p.exact] or [span.exact for span in spans]
        words = [*described, *([Body(" … ".join(quotes))] if quotes else []), *remarks]
        text = words[0].value if words else ""
        if not text.strip() and not described:
            self.asides.append(aside_of(mark, self.marks))
            return None
        note = "\n\n".join(body.value for body in remarks if body is not words[0])
        if not all(map(is_storable, (text, note, *tags, node.id))):
            raise FormatError(f"{fields.place} holds NUL or a lone surrogate, which no text can have; remove it.")
        return changed(node, text=text, note=note, spans=spans)


def _own_fields(fields: Fields) -> dict[str, Any]:
    return {
        "main": fields.flag("main"),
        "implicit": fields.flag("implicit"),
        "evidence_type": fields.optional_choice("evidenceType", EvidenceType),
        "attribution": fields.text("attribution"),
        "sources": fields.texts("sources"),
        "confidence": fields.share("confidence"),
        "position": fields.optional_integer("position"),
        "extra": extra_in(fields),
    }


def _with_kinds(graph: ArgumentGraph, marks: Mapping[str, Mark]) -> ArgumentGraph:
    """The graph with the kinds that its links imply, where the annotation (by our id) does not say."""
    unsure = {id for id, mark in marks.items() if not kind_of(mark, tuple(body.value for body in mark.bodies))}
    nodes = {
        id: changed(node, kind=implied_kind(node, graph)) if id in unsure else node for id, node in graph.nodes.items()
    }
    return changed(graph, nodes=nodes)


_NOTES = {
    "aside": (
        "1 annotation is neither a passage with words nor a link that says how: it is kept and written back.",
        "{} annotations are neither passages with words nor links that say how: they are kept and written back.",
    ),
    "textless": (
        "1 passage stands in a text that was not given: its words are kept.",
        "{} passages stand in texts that were not given: their words are kept.",
    ),
    "moved": (
        "1 passage has offsets at which other words stand: it is looked for by its words.",
        "{} passages have offsets at which other words stand: they are looked for by their words.",
    ),
    "placeless": (
        "1 comment stands on something that is not in the file: it is put on the whole map.",
        "{} comments stand on things that are not in the file: they are put on the whole map.",
    ),
    "pages": (
        "1 further page of annotations is named but not in the file: add its file.",
        "{} further pages of annotations are named but not in the file: add their files.",
    ),
    "others": (
        "1 entry of the file is no annotation, or names one that is not in the file: it is left out.",
        "{} entries of the file are no annotations, or name some that are not in the file: they are left out.",
    ),
    "twin": (
        "1 annotation has the id of another one: the later counts.",
        "{} annotations have ids of others: the later ones count.",
    ),
}
