"""From OVA's files to a graph: the AIF part as AIF is read, the text pane as an article, its marks as spans.

OVA3 is xAIF with a key ``OVA``; the older OVA2 (and ReCAP's, which has more fields) is translated into it; a nodeset of
the database has no text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from argmap.domain.graph import ArgumentGraph, Article, Node
from argmap.domain.quick import changed
from argmap.formats._aif_nodeset import HIDDEN, Nodeset, nodeset_of
from argmap.formats._aif_read import reading_of_nodeset
from argmap.formats._anchors import Anchors, article_of, span_of
from argmap.formats._extra import extra_of
from argmap.formats._fields import plain
from argmap.formats._losses import said
from argmap.formats._ova2 import as_ova3, date_said
from argmap.formats._ova_html import Mark, text_and_marks
from argmap.formats._reading import reading_of
from argmap.formats._scheme_records import SCHEME_TYPES, NodeRecord, Record
from argmap.formats._text import storable_text
from argmap.formats.base import Note, Reading

NAME = "ova"
MAJOR = ("major_claim", "majorClaim")  # how ReCAP's OVA says of a node that it is a main claim
FOREIGN = "foreign"  # the key of an article's bag for ids that its marks name and the file never defined
ARTICLE = "text"  # the id of the one article


def reading_of_ova(value: dict[str, Any]) -> Reading:
    """The graph of a file of any of the three shapes. Raises FormatError where it is none."""
    value = as_ova3(value)
    nodeset = nodeset_of(value)
    hidden = _hidden(value, nodeset)
    reading = reading_of_nodeset(_without(nodeset, hidden))
    graph = _with_main(reading.graph, nodeset)
    notes = [*said(len(hidden), "1 node is hidden in OVA; it is kept aside and written back.",
                   "{} nodes are hidden in OVA; they are kept aside and written back."), *reading.notes]  # fmt: skip
    article = article_said(value)
    if article is None:
        return reading_of(graph, notes)
    unmarked = {plain(box.get("nodeID")) for box in _boxes(value) if box.get("marked") is False}
    records = {id_: {} if id_ in unmarked else node.record for id_, node in nodeset.nodes.items()}
    marks = marks_of(value, nodeset)
    foreign = list(dict.fromkeys(mark.node for mark in marks if mark.node not in nodeset.nodes))
    article = changed(article, extra=extra_of(NAME, {"source": True} | ({FOREIGN: foreign} if foreign else {})))
    return _anchored(graph, article, marks, unmarked, records, notes)


def html_said(value: Mapping[str, Any]) -> str:
    """The HTML of the text pane, which is a text or an object around it."""
    text = value.get("text")
    text = text.get("txt") if isinstance(text, Mapping) else text
    return text if isinstance(text, str) else ""


def article_said(value: Mapping[str, Any]) -> Article | None:
    """The article that the text pane makes; None where it is empty."""
    text, _ = text_and_marks(html_said(value))
    if not text.strip():
        return None
    about = value.get("analysis")
    about = about if isinstance(about, Mapping) else {}
    view = value.get("OVA", value.get("ova"))
    url = storable_text(view.get("url")) if isinstance(view, Mapping) else ""
    return article_of(
        ARTICLE,
        text,
        title=storable_text(about.get("documentTitle")),
        url=url or storable_text(about.get("documentSource")),
        published=date_said(about.get("documentDate")),
    )


def marks_of(value: Mapping[str, Any], nodeset: Nodeset) -> list[Mark]:
    """The marks of the text pane for propositions: what marks a locution is for what it says (L → YA → I)."""
    _, marks = text_and_marks(html_said(value))
    uttered: Mapping[str, list[str]] | None = None
    found: dict[Mark, None] = {}
    for mark in marks:
        node = nodeset.nodes.get(mark.node)
        if node is not None and node.type == "L":
            uttered = uttered_by(nodeset) if uttered is None else uttered
            found.update(dict.fromkeys(changed(mark, node=id_) for id_ in uttered.get(mark.node, ())))
        else:
            found[mark] = None
    return list(found)


def uttered_by(nodeset: Nodeset) -> Mapping[str, list[str]]:
    """For each locution the propositions that it asserts, by way of its illocutions."""
    said: defaultdict[str, list[str]] = defaultdict(list)
    locutions: defaultdict[str, list[str]] = defaultdict(list)  # illocution → locutions
    types = {id_: node.type for id_, node in nodeset.nodes.items()}
    for edge in nodeset.edges:
        if types.get(edge.source) == "L" and types.get(edge.target) == "YA":
            locutions[edge.target].append(edge.source)
    for edge in nodeset.edges:
        if types.get(edge.target) == "I":
            for locution in locutions.get(edge.source, ()):
                said[locution].append(edge.target)
    return said


def offsets_said(record: Mapping[str, Any], text: str) -> list[tuple[int, int]]:
    """Where ReCAP's offsets say that a node stands, if the words there are its own; nowhere otherwise."""
    begins, ends = record.get("text_begin"), record.get("text_end")
    if not isinstance(begins, list) or not isinstance(ends, list) or len(begins) != len(ends):
        return []
    if not all(type(place) is int for place in [*begins, *ends]):
        return []
    places = list(zip(begins, ends, strict=True))
    if not all(0 <= start < end <= len(text) for start, end in places):
        return []
    words = " ".join(text[start:end] for start, end in places).casefold().split()
    return places if words == plain(record.get("text")).casefold().split() else []


def is_marked(record: Mapping[str, Any]) -> bool:
    """Whether a node is a main claim, as ReCAP's OVA says it."""
    return any(record.get(key) is True for key in MAJOR)


def _anchored(
    graph: ArgumentGraph,
    article: Article,
    marks: list[Mark],
    unmarked: set[str],
    records: Mapping[str, Record],
    notes: list[Note],
) -> Reading:
    """The graph with the article; a node without a mark stands where its words do, but for those ``unmarked``."""
    places: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
    for mark in marks:
        places[mark.node].append((mark.start, mark.end))
    text = article.revisions[-1].text
    anchors = Anchors({article.id: article})
    nodes = []
    for node in graph.nodes.values():
        spans = tuple(
            span_of(article, start, end, id=f"{node.id}:{number}")
            for number, (start, end) in enumerate(places.get(node.id) or offsets_said(records[node.id], text), 1)
        )
        searched = node if spans or node.id in unmarked else _found(anchors.anchored(node))
        nodes.append(changed(node, spans=spans) if spans else searched)
    lost = sum(mark.node not in graph.nodes for mark in marks)
    notes += said(lost, "1 mark in the text is for no proposition of the map; it is kept.",
                  "{} marks in the text are for no proposition of the map; they are kept.")  # fmt: skip
    whole = ArgumentGraph.of(
        id=graph.id, articles=[article], nodes=nodes, links=graph.links.values(), extra=graph.extra
    )
    return reading_of(whole, [*notes, *anchors.notes()])


def _found(node: Node) -> Node:
    """The node; where its words were found its bag notes the place, so that the file comes back without a mark."""
    if not node.spans:
        return node
    [span] = node.spans
    return changed(node, extra={**node.extra, NAME: {"found": [span.start, span.end, node.text]}})


def _boxes(value: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """How OVA shows each node: ``visible``, ``x``, ``y``; ours say too that a node is not ``marked`` in the text."""
    view = value.get("OVA", value.get("ova"))
    items = view.get("nodes") if isinstance(view, Mapping) else None
    return (item for item in (items if isinstance(items, list) else ()) if isinstance(item, Mapping))


def _hidden(value: Mapping[str, Any], nodeset: Nodeset) -> set[str]:
    """The ids of propositions and schemes that the drawing does not show."""
    invisible = {plain(box.get("nodeID")) for box in _boxes(value) if box.get("visible") is False}
    return {id_ for id_ in invisible if id_ in nodeset.nodes and nodeset.nodes[id_].type in {"I", *SCHEME_TYPES}}


def _without(nodeset: Nodeset, hidden: set[str]) -> Nodeset:
    """The nodeset in which the hidden nodes are of no type, so that they are kept aside."""

    def shown(node: NodeRecord) -> NodeRecord:
        return node._replace(type=HIDDEN) if node.id in hidden else node

    return changed(nodeset, nodes={id_: shown(node) for id_, node in nodeset.nodes.items()}) if hidden else nodeset


def _with_main(graph: ArgumentGraph, nodeset: Nodeset) -> ArgumentGraph:
    nodes = {
        id_: changed(node, main=True) if is_marked(nodeset.nodes[id_].record) else node
        for id_, node in graph.nodes.items()
    }
    return changed(graph, nodes=nodes)
