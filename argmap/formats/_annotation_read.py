"""The graph in W3C Web Annotations, our own and those of others.

An annotation of a passage is a node; one that links annotations is a link where it says how. What is neither is kept
aside and written back. Offsets are checked against the quoted words, in code points and in UTF-16 units.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import PurePosixPath
from typing import Any

from argmap.domain.graph import NO_EXTRA, ArgumentGraph, Article, Extra, Link, Node, Premise, Span
from argmap.domain.quick import changed
from argmap.domain.vocabulary import EvidenceType, LinkType, NodeKind
from argmap.exceptions import FormatError
from argmap.formats._anchors import Anchors, article_of, span_of
from argmap.formats._annotation_shapes import Body, Mark, Passage, mark_of
from argmap.formats._annotation_write import (
    CONTEXT,
    NAME,
    VOCABULARY,
    Json,
    Names,
    essence,
    link_annotation,
    link_essence,
    node_annotation,
)
from argmap.formats._argmap_read import article_from
from argmap.formats._extra import extra_of, without_unstorable
from argmap.formats._fields import Fields
from argmap.formats._limits import check_node_count
from argmap.formats._losses import implied_kind, said
from argmap.formats._text import is_storable, one_line, shortened
from argmap.formats.base import Note

_RELATIONS = {
    **dict.fromkeys(("support", "supports", "supporting", "warrant", "pro", "agree", "agrees"), LinkType.SUPPORT),
    **dict.fromkeys(("attack", "attacks", "attacking", "undercut", "undercuts", "con", "rebut"), LinkType.ATTACK),
    **dict.fromkeys(("contradicts", "rebuts", "disagree", "disagrees"), LinkType.ATTACK),
    **dict.fromkeys(("rephrase", "rephrases", "rephrasing", "restates"), LinkType.REPHRASE),
}
_KINDS = {kind.value: kind for kind in NodeKind}


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
        self.marks = {mark.id: mark for mark in map(mark_of, self.values, range(len(self.values)))}
        self.counts["twin"] = len(self.values) - len(self.marks)
        listed = [article_from(value, index) for index, value in enumerate(fields.list("articles"))]
        self.articles = {article.id: article for article in (*listed, *self._given_articles())}
        self.anchors = Anchors(self.articles)
        self.ids = {mark.id: _own_id(mark.original, mark.id) for mark in self.marks.values()}
        goals = {mark.id: self._goal(mark) for mark in self.marks.values()}
        nodes = [node for mark in self.marks.values() if not goals[mark.id] if (node := self._node(mark))]
        links = self._links({node.id for node in nodes}, {id: goal for id, goal in goals.items() if goal})
        graph = ArgumentGraph.of(
            id=_own_id(self.head, fields.text("id")) or "map",
            title=_label(self.head.get("label")),
            description=_label(self.head.get("summary")),
            articles=self.articles.values(),
            nodes=nodes,
            links=links,
            extra=_extra(fields),
        )
        return self._with_bags(self._with_kinds(graph))

    def notes(self) -> Iterator[Note]:
        """What a person should know of the file."""
        yield from said(len(self.asides), *_NOTES["aside"])
        for key, sentences in _NOTES.items():
            if key != "aside":
                yield from said(self.counts[key], *sentences)
        yield from self.anchors.notes()

    # Articles

    def _given_articles(self) -> Iterator[Article]:
        """An article for each text that came with the annotations, in a file or inside them."""
        passages = [passage for mark in self.marks.values() for passage in mark.passages]
        sources = dict.fromkeys(passage.source for passage in passages if passage.source not in self.marks)
        for name, text in self.texts.items():
            digest = sha256(text.encode(errors="replace")).hexdigest()
            named = [p.source for p in passages if p.sha256 == digest] or [
                s for s in sources if _stem(s) == _stem(name)
            ]
            address = named[0] if named else next(iter(sources)) if len(sources) == len(self.texts) == 1 else ""
            yield self._article(address or name, _stem(name), text)
        for source, text in {p.source: p.inline for p in passages if p.inline}.items():
            yield self._article(source or "text", "", text)

    def _article(self, source: str, title: str, text: str) -> Article:
        url = source if source.startswith(("http://", "https://")) else ""
        id_ = without_unstorable(source)
        return article_of(id_, text, title=title, url=without_unstorable(url), extra=extra_of(NAME, {"id": source}))

    def _article_for(self, passage: Passage) -> Article | None:
        if len(passage.key) == 3 and passage.key[1] in self.articles:
            return self.articles[passage.key[1]]
        return self.articles.get(without_unstorable(passage.source))

    # Nodes

    def _node(self, mark: Mark) -> Node | None:
        """The node of a passage with words of its own, quoted or said of it; anything else is put aside."""
        described, remarks = _bodies(mark, "describing"), _bodies(mark, "commenting", "replying", "")
        is_remark = bool(mark.references) or any(passage.source in self.marks for passage in mark.passages)
        tags = tuple(dict.fromkeys(body.value for body in _bodies(mark, "tagging")))
        fields = Fields(mark.original, f"Annotation “{shortened(mark.id)}”")
        own = self._own_fields(fields) if _is_ours(mark) else {}
        node = Node(self.ids[mark.id], _kind(mark, tags) or NodeKind.CLAIM, "", tags=tags, **own)
        if is_remark or not mark.passages:
            self._aside(mark)
            return None
        spans = tuple(span for number, p in enumerate(mark.passages, 1) for span in self._spans(node, p, number))
        quotes = [p.exact for p in mark.passages if p.exact] or [span.exact for span in spans]
        words = [*described, *([Body(" … ".join(quotes))] if quotes else []), *remarks]
        text = words[0].value if words else ""
        if not text.strip() and not described:
            self._aside(mark)
            return None
        note = "\n\n".join(body.value for body in remarks if body is not words[0])
        if not all(map(is_storable, (text, note, *tags, node.id))):
            raise FormatError(f"{fields.place} holds NUL or a lone surrogate, which no text can have; remove it.")
        return changed(node, text=text, note=note, spans=spans)

    def _own_fields(self, fields: Fields) -> dict[str, Any]:
        return {
            "main": fields.flag("main"),
            "implicit": fields.flag("implicit"),
            "evidence_type": fields.optional_choice("evidenceType", EvidenceType),
            "attribution": fields.text("attribution"),
            "sources": fields.texts("sources"),
            "confidence": fields.share("confidence"),
            "position": fields.optional_integer("position"),
            "extra": _extra(fields),
        }

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

    # Links

    def _goal(self, mark: Mark) -> str:
        """The annotation that this one leads to; empty where it is no link of annotations."""
        if not mark.passages or not all(passage.source in self.marks for passage in mark.passages):
            return ""
        return next((body.source for body in mark.bodies if body.source in self.marks), "")

    def _links(self, nodes: set[str], goals: Mapping[str, str]) -> list[Link]:
        """The links whose ends are there; one on a link that is not made is not made either."""
        of_links = {id for id in goals if self._relation(self.marks[id])}
        made = {id: link for id in of_links if (link := self._link(self.marks[id], goals[id], nodes, of_links))}
        of_own_ids = {link.id: id for id, link in made.items()}
        on: dict[str, list[str]] = {}  # target → the links on it
        for id, link in made.items():
            if link.target_link is not None:
                on.setdefault(of_own_ids.get(link.target_link, ""), []).append(id)
        broken = on.get("", [])
        while broken:
            id = broken.pop()
            del made[id]
            broken += on.get(id, [])
        for id in goals:
            if id not in made:
                self._aside(self.marks[id])
        return [made[id] for id in goals if id in made]

    def _link(self, mark: Mark, goal: str, nodes: set[str], links: set[str]) -> Link | None:
        premises = list(dict.fromkeys(self.ids[passage.source] for passage in mark.passages))
        target, on_link = self.ids[goal], goal in links
        type_ = self._relation(mark)
        fits = all(premise in nodes and premise != target for premise in premises) and (on_link or target in nodes)
        if (
            type_ is None
            or not fits
            or (type_ is LinkType.REPHRASE and (len(premises) > 1 or on_link))
            or goal == mark.id
        ):
            return None
        fields = Fields(mark.original, f"Annotation “{shortened(mark.id)}”")
        roles = list(fields.texts("roles"))[: len(premises)]
        remarks = [body.value for body in _bodies(mark, "commenting", "") if body.value]
        return Link(
            self.ids[mark.id],
            type_,
            tuple(map(Premise, premises, (*roles, *[""] * (len(premises) - len(roles))))),
            target_node=None if on_link else target,
            target_link=target if on_link else None,
            scheme=fields.text("scheme"),
            strength=fields.share("strength"),
            note="\n\n".join(remarks),
            tags=tuple(dict.fromkeys(body.value for body in _bodies(mark, "tagging") if body.value)),
            position=fields.optional_integer("position"),
            extra=_extra(fields),
        )

    def _relation(self, mark: Mark) -> LinkType | None:
        """What the link says, by our own term, its classification, tags or words."""
        term = mark.original.get("argumentRelation")
        words = [term if isinstance(term, str) else "", *mark.motivations]
        words += [word for body in mark.bodies for word in (body.value, body.source)]
        tails = (word.rpartition(":")[2].rpartition("/")[2].rpartition("#")[2].strip().lower() for word in words)
        return next((_RELATIONS[tail] for tail in tails if tail in _RELATIONS), None)

    # What is kept

    def _aside(self, mark: Mark) -> None:
        needs = {*mark.references, *(p.source for p in mark.passages), *(body.source for body in mark.bodies)}
        self.asides.append({"annotation": dict(mark.original), "needs": sorted(needs & self.marks.keys())})

    def _with_kinds(self, graph: ArgumentGraph) -> ArgumentGraph:
        unsure = {self.ids[m.id] for m in self.marks.values() if not _kind(m, tuple(b.value for b in m.bodies))}
        nodes = {
            id: changed(node, kind=implied_kind(node, graph)) if id in unsure else node
            for id, node in graph.nodes.items()
        }
        return changed(graph, nodes=nodes)

    def _with_bags(self, graph: ArgumentGraph) -> ArgumentGraph:
        """The graph with the annotations that our writer would not write by itself in the bags of their nodes."""
        names = Names(graph)
        marks = {self.ids[mark.id]: mark for mark in self.marks.values()}
        names.take({id: mark.id for id, mark in marks.items()})

        def bag(id: str, ours: Json, digest: str) -> Extra:
            original = marks[id].original
            return {} if ours == original else extra_of(NAME, {"annotation": dict(original), "digest": digest})

        nodes = {**graph.nodes} | {
            id: changed(node, extra={**node.extra, **found})
            for id, node in graph.nodes.items()
            if (found := bag(id, node_annotation(node, graph, names), essence(node)))
        }
        links = {**graph.links} | {
            id: changed(link, extra={**link.extra, **found})
            for id, link in graph.links.items()
            if (found := bag(id, link_annotation(link, names), link_essence(link, names)))
        }
        known = {"@context", "id", "type", "label", "summary", "key", "articles", "extra", "total", "first", "items"}
        head = {key: value for key, value in self.head.items() if key not in known}
        is_named = bool(head_id := self.head.get("id")) and "key" not in self.head and head_id == graph.id
        found = {
            "id": head_id if is_named else "",
            "head": head,
            "asides": self.asides,
            "context": _contexts(self.head),
        }
        kept = {key: value for key, value in found.items() if value}
        return changed(graph, nodes=nodes, links=links, extra={**graph.extra, **extra_of(NAME, kept)} or NO_EXTRA)


def _extra(fields: Fields) -> Extra:
    """The data of other programs that our writer put there."""
    return without_unstorable(fields.mapping("extra")) or NO_EXTRA if "extra" in fields.value else NO_EXTRA


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
    around = f"{passage.prefix}{exact}{passage.suffix}"
    if exact and around != exact and text.count(around) == 1:
        begin = text.index(around) + len(passage.prefix)
        return begin, begin + len(exact)
    return None


def _bodies(mark: Mark, *purposes: str) -> list[Body]:
    """The bodies with words for these purposes; without one the annotation's motivation counts."""
    default = next((m for m in ("describing", "tagging") if m in mark.motivations and len(mark.motivations) == 1), "")
    return [body for body in mark.bodies if body.value and (body.purpose or default) in purposes]


def _kind(mark: Mark, tags: Sequence[str]) -> NodeKind | None:
    classes = [body.source or body.value for body in mark.bodies if body.purpose == "classifying"]
    words = [one_line(word).lower().removeprefix(VOCABULARY) for word in (*classes, *tags)]
    tails = (word.rpartition("/")[2].rpartition("#")[2].rpartition(":")[2] for word in words)
    return next((_KINDS[tail] for tail in tails if tail in _KINDS), None)


def _is_ours(mark: Mark) -> bool:
    return any(body.source.startswith(VOCABULARY) for body in mark.bodies)


def _own_id(value: Mapping[str, Any], iri: str) -> str:
    """Our own id of the object, else what its IRI tells."""
    key = value.get("key")
    return key if isinstance(key, str) and key else iri.removeprefix("urn:uuid:")


def _contexts(head: Mapping[str, Any]) -> list[Any]:
    """The contexts of the file that are not ours."""
    value = head.get("@context")
    return [part for part in (value if isinstance(value, list) else [value]) if part and part not in CONTEXT]


def _label(value: Any) -> str:
    """The words of a label, which may stand in several languages; the first counts."""
    for _ in range(3):
        if isinstance(value, list) and value:
            value = value[0]
        elif isinstance(value, Mapping):
            value = value.get("@value") or next(iter(value.values()), "")
    return value if isinstance(value, str) and is_storable(value) else ""


def _stem(address: str) -> str:
    return PurePosixPath(address.rstrip("/").rpartition("/")[2]).stem


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
    "pages": (
        "1 further page of annotations is named but not in the file: add its file.",
        "{} further pages of annotations are named but not in the file: add their files.",
    ),
    "twin": (
        "1 annotation has the id of another one: the later counts.",
        "{} annotations have ids of others: the later ones count.",
    ),
}
