"""From a SADFace document to a graph: atoms are nodes, resources with content articles, their sources spans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from argmap.domain.graph import ArgumentGraph, Article, Extra, Node
from argmap.domain.quick import changed
from argmap.domain.vocabulary import NodeKind
from argmap.exceptions import FormatError
from argmap.formats._anchors import article_of
from argmap.formats._extra import extra_of
from argmap.formats._fields import plain
from argmap.formats._losses import counterclaims_of, said
from argmap.formats._own.parts import OwnParts
from argmap.formats._own.records import noted, own_bag
from argmap.formats._quotations import Quotation, Quotations, is_count, with_own_spans
from argmap.formats._reading import reading_of
from argmap.formats._renamed import renamed
from argmap.formats._sadface_document import (
    DISAGREE,
    SADFACE,
    Document,
    core_of,
    home_of,
    metadata_values,
    own_of,
    scheme_said,
    without_own,
)
from argmap.formats._scheme_nodes import SchemeNodes
from argmap.formats._scheme_records import NodeRecord
from argmap.formats._text import is_storable, shortened, storable_text
from argmap.formats.base import Note, Reading


def reading_of_document(document: Document) -> Reading:
    """The graph of a document, with notes on what is kept aside."""
    return _Reader(document).reading()


def said_scheme(name: str, aif_type: str, *, mutual: bool) -> str:
    """Our scheme for a scheme node's name; a disagreement that only leads out is no scheme."""
    return "" if mutual and name.strip().lower() in DISAGREE else scheme_said(name, aif_type)


def article_said(record: Mapping[str, Any], id: str) -> Article:
    """The article that a resource makes without our own fields. Raises FormatError with its id."""
    content = record.get("content")
    about = {key: next(metadata_values(record, key), "") for key in ("title", "author", "url")}
    try:
        return article_of(id, content if isinstance(content, str) else "", **about)
    except FormatError as error:
        raise FormatError(f"Resource “{shortened(id)}”: {error}") from error


def quotations_of(record: Mapping[str, Any]) -> list[Quotation]:
    """The sources of an atom as quotations; what is none has no words."""
    items = record.get("sources")
    return [_quotation(item) for item in items] if isinstance(items, list) else []


class _Reader:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.own = {id_: own_of(node.record) for id_, node in document.nodes.items()}
        self.nodes = {id_: _without_own(node) if self.own[id_] else node for id_, node in document.nodes.items()}
        self.schemes = SchemeNodes(SADFACE, self.nodes, document.edges, mutual=True, plain=document.plain)
        self.schemes.counts.update(twin=len(document.twins), missing=len(document.missing))
        self.other_resources: list[list[Any]] = []
        self.claim = core_of(document.lists).get("claim")
        self.against: set[str] = set()  # nodes that only attack
        self.parts = OwnParts(SADFACE.name, self.own)
        self.articles = self._articles()
        self.quotations = Quotations(self.articles)

    def reading(self) -> Reading:
        document = self.document
        links = [self.parts.link(link) for link in self.schemes.links(self._scheme)]
        atoms = [node for node in self.nodes.values() if node.type == "I"]
        self.against = counterclaims_of(links)
        nodes = [self._with_own_node(self._node(node)) for node in atoms]
        own = own_of(document.lists)
        graph = changed(
            ArgumentGraph.of(id="map", articles=self.articles.values(), nodes=nodes, links=links),
            title=storable_text(home_of(document.lists, "title").get("title")),
            description=storable_text(home_of(document.lists, "description").get("description")),
            extra={
                **own_bag(own.get("extra")),
                **self._bag(self._kept_aside()),
            },
        )
        notes = [*self._notes(), *self.schemes.notes(), *self.quotations.notes()]
        return reading_of(renamed(graph, self.parts.names), notes)

    def _articles(self) -> dict[str, Article]:
        found: dict[str, Article] = {}
        for at, record in self.document.resources:
            id_, content, own = record.get("id"), record.get("content"), own_of(record)
            is_text = isinstance(content, str) and bool(content or own)
            if not is_text or not isinstance(id_, str) or not is_storable(id_) or not id_ or id_ in found:
                self.other_resources.append([at, record])
                continue
            bag = {"record": without_own({k: v for k, v in record.items() if k != "content"}), "at": at}
            found[id_] = self.parts.article(changed(article_said(record, id_), extra=self._bag(bag)), own)
        return found

    def _scheme(self, node: NodeRecord) -> str:
        said = self.own[node.id].get("scheme")
        name = plain(node.record.get("name"))
        if isinstance(said, str):
            return said
        if not is_storable(name):
            raise FormatError(f"Node “{shortened(node.id)}”: the name holds a character that no text can have.")
        return said_scheme(name, node.type, mutual=self.schemes.is_mutual(node.id))

    def _node(self, node: NodeRecord) -> Node:
        """The node without what only links and our own fields say."""
        given = plain(node.record.get("text"))
        if not is_storable(given):
            raise FormatError(f"Node “{shortened(node.id)}”: the text holds NUL or a lone surrogate.")
        places = [self.quotations.place(quotation) for quotation in quotations_of(node.record)]
        bag: dict[str, Any] = {"record": node.record, "at": node.at}
        if any(places):
            bag["places"] = [place and list(place) for place in places]
        spans = self.quotations.spans(node.id, [place for place in places if place])
        main = self.claim == node.id
        return Node(
            node.id,
            NodeKind.COUNTERCLAIM if node.id in self.against else NodeKind.CLAIM,
            given,
            main=main,
            spans=spans,
            extra=self._bag(bag),
        )

    def _with_own_node(self, node: Node) -> Node:
        record = self.nodes[node.id].record
        node, spans = self.parts.node(node)
        node = with_own_spans(node, spans, self.articles)
        if spans is not None:
            return noted(node, SADFACE.name, told=True)
        return node if quotations_of(record) or node.implicit else self.quotations.searched(node, SADFACE.name)

    def _bag(self, value: dict[str, Any]) -> Extra:
        return extra_of(SADFACE.name, value, plain=self.document.plain)

    def _kept_aside(self) -> dict[str, Any]:
        """What has no place in the graph, each record with its index, and how the file was made up."""
        document = self.document
        incomplete = (document.nodes[node.id] for node in self.schemes.kept_nodes())
        aside = sorted([*incomplete, *document.twins], key=lambda node: node.at)
        kept: dict[str, Any] = {
            "lists": without_own(document.lists),
            "nodes": [[node.at, node.record] for node in aside],
            "edges": self.schemes.kept_edges(),
            "resources": self.other_resources,
            "articles": [*self.articles],
            "claimed": any(node.type == "I" and node.id == self.claim for node in self.nodes.values()),
            "missing": document.missing,
            "empty": document.empty,
            "absent": document.absent,
        }
        return {key: value for key, value in kept.items() if value or key == "lists"}

    def _notes(self) -> list[Note]:
        types = Counter(node.type for node in self.document.nodes.values())
        return [
            *said(types["PA"], "1 preference is kept aside and written back.",
                  "{} preferences are kept aside and written back."),
            *said(types[""], "1 node of another type is kept aside and written back.",
                  "{} nodes of other types are kept aside and written back."),
            *said(len(self.other_resources), "1 resource without a text is kept aside and written back.",
                  "{} resources without a text are kept aside and written back."),
        ]  # fmt: skip


def _quotation(item: Any) -> Quotation:
    value = item if isinstance(item, Mapping) else {}
    offset, length = value.get("offset"), value.get("length")
    return Quotation(
        article=plain(value.get("resource_id")) or "?",
        text=value["text"] if isinstance(value.get("text"), str) else "",
        offset=offset if is_count(offset) else None,
        length=length if is_count(length) else None,
    )


def _without_own(node: NodeRecord) -> NodeRecord:
    return node._replace(record=without_own(node.record))
