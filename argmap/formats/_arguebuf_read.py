"""From an arguebuf graph to ours: atoms are nodes, resources articles, references spans, participants attributions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from typing import Any

from argmap.domain.graph import ArgumentGraph, Article, Extra, Node
from argmap.domain.quick import changed
from argmap.domain.vocabulary import NodeKind
from argmap.exceptions import FormatError
from argmap.formats._anchors import article_of
from argmap.formats._arguebuf_document import (
    ARGUEBUF,
    ID,
    Document,
    either,
    kind_of,
    own_of,
    part_of,
    reference_in,
    stated_scheme,
    without_own,
)
from argmap.formats._extra import extra_of
from argmap.formats._losses import counterclaims_of, said
from argmap.formats._own.parts import OwnParts
from argmap.formats._own.records import noted, own_bag
from argmap.formats._quotations import Quotation, Quotations, is_count, with_own_spans
from argmap.formats._reading import reading_of
from argmap.formats._renamed import renamed
from argmap.formats._scheme_nodes import SchemeNodes
from argmap.formats._scheme_records import NodeRecord
from argmap.formats._text import is_storable, shortened, storable_text
from argmap.formats.base import Note, Reading

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_LONGEST = 20  # digits of a number of 64 bits
_EPOCH = date(1970, 1, 1)  # what arguebuf writes for a time that it does not know


def reading_of_document(document: Document) -> Reading:
    """The graph of a document, with notes on what is kept aside."""
    return _Reader(document).reading()


def article_said(record: Mapping[str, Any], id: str) -> Article:
    """The article that a resource makes without our own fields. Raises FormatError with its id."""
    source = storable_text(record.get("source"))
    where = {"url": source} if _ADDRESS.fullmatch(source) else {"publication": source}
    title, published = storable_text(record.get("title")), _date(record.get("timestamp"))
    try:
        return article_of(id, _text(record.get("text")), title=title, published=published, **where)
    except FormatError as error:
        raise FormatError(f"Resource “{shortened(id)}”: {error}") from error


def attribution_said(record: Mapping[str, Any], participants: Mapping[str, Any]) -> str:
    """Who says an atom: the name of its participant, else the user name."""
    id_ = part_of(record, "atom").get("participant")
    participant = part_of(participants, id_) if isinstance(id_, str) else {}
    return storable_text(participant.get("name")) or storable_text(participant.get("username"))


def quotation_of(record: Mapping[str, Any]) -> Quotation | None:
    """The reference of an atom; None where it has none. Without an offset it stands at 0, or where is not known.

    The offset was once of 64 bits, which JSON has as a text.
    """
    atom = part_of(record, "atom")
    reference = part_of(atom, reference_in(atom))
    text, resource, offset = _text(reference.get("text")), _text(reference.get("resource")), reference.get("offset")
    if isinstance(offset, str) and len(offset) < _LONGEST and offset.isdecimal():
        offset = int(offset)
    if not text:
        return None
    return Quotation(resource, text, offset if is_count(offset) else None)


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.own = {id_: own_of(node.record) for id_, node in document.nodes.items()}
        self.nodes = {
            id_: node._replace(record=without_own(node.record)) if self.own[id_] else node
            for id_, node in document.nodes.items()
        }
        self.schemes = SchemeNodes(ARGUEBUF, self.nodes, document.edges, mutual=True, plain=document.plain)
        self.schemes.counts.update(missing=len(document.missing))
        self.major = either(document.lists, "majorClaim", "major_claim")
        self.against: set[str] = set()  # nodes that only attack
        self.parts = OwnParts(ARGUEBUF.name, self.own)
        self.participants = part_of(document.lists, "participants")
        self.articles = {record[ID]: self._article(at, record) for at, record in document.resources}
        self.quotations = Quotations(self.articles)

    def reading(self) -> Reading:
        links = [self.parts.link(link) for link in self.schemes.links(self._scheme)]
        atoms = [node for node in self.nodes.values() if node.type == "I"]
        self.against = counterclaims_of(links)
        nodes = [self._with_own_node(self._node(node)) for node in atoms]
        about, own = part_of(self.document.lists, "userdata"), own_of(self.document.lists)
        graph = changed(
            ArgumentGraph.of(id="map", articles=self.articles.values(), nodes=nodes, links=links),
            title=storable_text(about.get("title")),
            description=storable_text(about.get("description")),
            extra={
                **own_bag(own.get("extra")),
                **self._bag(self._kept_aside()),
            },
        )
        notes = [*self._notes(), *self.schemes.notes(), *self.quotations.notes()]
        return reading_of(renamed(graph, self.parts.names), notes)

    def _article(self, at: int, record: dict[str, Any]) -> Article:
        id_, own = record[ID], own_of(record)
        bag = {"record": without_own({key: value for key, value in record.items() if key != "text"}), "at": at}
        return self.parts.article(changed(article_said(record, id_), extra=self._bag(bag)), own)

    def _scheme(self, node: NodeRecord) -> str:
        own = self.own[node.id].get("scheme")
        return own if isinstance(own, str) else storable_text(stated_scheme(node.record))

    def _node(self, node: NodeRecord) -> Node:
        """The node without what only links and our own fields say."""
        text = part_of(node.record, "atom").get("text", "")
        if not isinstance(text, str) or not is_storable(text):
            raise FormatError(f"Node “{shortened(node.id)}”: its text is none, or holds NUL or a lone surrogate.")
        bag: dict[str, Any] = {"record": node.record, "at": node.at}
        place = self._place(node)
        if place:
            bag["place"] = list(place)
        return Node(
            node.id,
            NodeKind.COUNTERCLAIM if node.id in self.against else NodeKind.CLAIM,
            text,
            main=self.major == node.id,
            attribution=attribution_said(node.record, self.participants),
            spans=self.quotations.spans(node.id, [place] if place else []),
            extra=self._bag(bag),
        )

    def _place(self, node: NodeRecord) -> tuple[str, int, int] | None:
        quotation = quotation_of(node.record)
        if quotation is None:
            return None
        article = self.articles.get(quotation.article)
        if quotation.offset is None and article and article.revisions[-1:]:
            at_start = article.revisions[-1].text.startswith(quotation.text)
            quotation = changed(quotation, offset=0 if at_start else None)
        return self.quotations.place(quotation)

    def _with_own_node(self, node: Node) -> Node:
        record = self.nodes[node.id].record
        node, spans = self.parts.node(node)
        if spans is not None:
            return noted(with_own_spans(node, spans, self.articles, most=1), ARGUEBUF.name, told=True)
        return node if quotation_of(record) or node.implicit else self.quotations.searched(node, ARGUEBUF.name)

    def _bag(self, value: dict[str, Any]) -> Extra:
        return extra_of(ARGUEBUF.name, value, plain=self.document.plain)

    def _kept_aside(self) -> dict[str, Any]:
        """What has no place in the graph, each record with its index, and how the file was made up."""
        document = self.document
        kept: dict[str, Any] = {
            "lists": without_own(document.lists),
            "nodes": [[node.at, document.nodes[node.id].record] for node in self.schemes.kept_nodes()],
            "edges": self.schemes.kept_edges(),
            "articles": [*self.articles],
            "claimed": any(node.type == "I" and node.id == self.major for node in self.nodes.values()),
            "missing": document.missing,
            "empty": document.empty,
        }
        return {key: value for key, value in kept.items() if value or key == "lists"}

    def _notes(self) -> list[Note]:
        types = Counter(node.type for node in self.document.nodes.values())
        kindless = sum(n.type == "RA" and not kind_of(n.record) for n in self.document.nodes.values())
        return [
            *said(types["PA"], "1 preference is kept aside and written back.",
                  "{} preferences are kept aside and written back."),
            *said(types[""], "1 node that is neither atom nor scheme is kept aside and written back.",
                  "{} nodes that are neither atoms nor schemes are kept aside and written back."),
            *said(types["TA"] + types["YA"],
                  "1 scheme of dialogue (transition, assertion) is kept aside and written back.",
                  "{} schemes of dialogue (transitions, assertions) are kept aside and written back."),
            *said(kindless, "1 scheme does not say its kind; it is read as a support.",
                  "{} schemes do not say their kind; they are read as supports."),
        ]  # fmt: skip


def _date(value: Any) -> date | None:
    try:
        found = date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
    return None if found == _EPOCH else found


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
