"""From a graph to a file of OVA3: the AIF part as AIF is written, and the text pane with its marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Any

from argmap.domain.graph import ArgumentGraph, Article, Node
from argmap.formats._aif_nodeset import Nodeset, is_wrapped, nodeset_of
from argmap.formats._aif_write import written as aif_written
from argmap.formats._extra import as_list, own_extra
from argmap.formats._fields import plain
from argmap.formats._ova_html import Mark, html_of, prefix_of, text_and_marks
from argmap.formats._ova_read import FOREIGN, MAJOR, NAME, html_said, is_marked, marks_of, uttered_by
from argmap.formats._scheme_drawing import Drawing
from argmap.formats._scheme_records import Record

_ROW, _COLUMN = 110, 320  # of new boxes, in OVA's pixels


@dataclass(frozen=True, slots=True)
class Written:
    """The file's JSON value, the article whose text it holds, and how many records of the source file had to go."""

    value: dict[str, Any]
    article: Article | None
    dropped: int
    ids: dict[str, str]  # our node's id → that of the file


def written(graph: ArgumentGraph) -> Written:
    """The graph as OVA3 has it."""
    aif = aif_written(graph)
    ids = {own: plain(id_) for own, id_ in aif.drawing.node_id.items()}
    value: dict[str, Any] = {"AIF": aif.value, "text": "", "dialog": False}
    wrapped = is_wrapped(aif.value)
    if wrapped:
        value = dict(aif.value)
    view = "ova" if "ova" in value and "OVA" not in value else "OVA"
    if aif.drawing.kept.lists is None:
        value["AIF"] = _numbered(value["AIF"])
    article = source_article(graph)
    _mark_main(graph, value["AIF"], ids)
    _put_text(value, graph, article, ids)
    marked = {mark.node for mark in marks_of(value, nodeset_of(value))}
    shown = _view(value.get(view), value["AIF"], aif.drawing, marked)
    if article is not None and article.url and not shown.get("url"):
        shown["url"] = article.url
    is_view = isinstance(value.get(view), dict)  # an xAIF file may do without, or have an empty list there
    if is_view or not wrapped or any(shown.values()):
        value[view] = shown
    return Written(value, article, aif.dropped, ids)


def source_article(graph: ArgumentGraph) -> Article | None:
    """The one article that fits into the file: that of the source file, else the first with a text."""
    texts = [article for article in graph.articles.values() if article.revisions and article.revisions[-1].text.strip()]
    return next((article for article in texts if own_extra(article.extra, NAME)), next(iter(texts), None))


def _put_text(value: dict[str, Any], graph: ArgumentGraph, article: Article | None, ids: Mapping[str, str]) -> None:
    """Write the text pane where it does not say the same already."""
    nodeset, ours = nodeset_of(value), set(ids.values())
    source = html_said(value)
    text, marks = text_and_marks(source)
    bag = own_extra(article.extra, NAME) if article else {}
    known = {*nodeset.nodes, *map(str, as_list(bag.get(FOREIGN)))}
    others = _for_no_proposition(marks, nodeset, known, ours)
    same_text = article is None or text == article.revisions[-1].text
    if article is None:
        wanted = [mark for mark in marks if mark.node in nodeset.nodes]
        stays = len(wanted) == len(marks)
    else:
        wanted = list(dict.fromkeys(_marks(graph, article, ids)))
        said = {mark for mark in marks_of(value, nodeset) if mark.node in ours}
        stays = same_text and said == set(wanted) and all(mark.node in known for mark in marks)
        text, wanted = article.revisions[-1].text, wanted + (others if same_text else [])
    if not stays:
        html = html_of(text, wanted, prefix_of(source))
        value["text"] = {**value["text"], "txt": html} if isinstance(value.get("text"), dict) else html


def _for_no_proposition(marks: list[Mark], nodeset: Nodeset, known: Set[str], ours: set[str]) -> list[Mark]:
    """The marks of other nodes of the file than propositions and what utters them, and of ids that it never defined."""
    uttered = uttered_by(nodeset)
    return [
        mark
        for mark in marks
        if mark.node in known and mark.node not in ours and not ours.intersection(uttered.get(mark.node, ()))
    ]


def _marks(graph: ArgumentGraph, article: Article, ids: Mapping[str, str]) -> Iterator[Mark]:
    """The spans in the newest text of the article, but for those that the reader found by the node's own words."""
    for node in graph.nodes.values():
        found = own_extra(node.extra, NAME).get("found")
        for span in node.spans:
            if span.revision == article.revisions[-1].id and not _is_found(node, span.start, span.end, found):
                yield Mark(ids[node.id], span.start, span.end)


def _is_found(node: Node, start: int, end: int, found: Any) -> bool:
    return len(node.spans) == 1 and found == [start, end, node.text]


def _mark_main(graph: ArgumentGraph, aif: dict[str, Any], ids: Mapping[str, str]) -> None:
    """Mark the main claims in the way of ReCAP's OVA, and no other node."""
    main = {ids[node.id]: node.main for node in graph.nodes.values()}
    for index, record in enumerate(aif["nodes"] or ()):
        wanted = main.get(plain(record["nodeID"]))
        if wanted is not None and wanted != is_marked(record):
            known = [key for key in MAJOR if key in record] or MAJOR[:1]
            aif["nodes"][index] = {**record, **dict.fromkeys(known, wanted)}


def _numbered(aif: dict[str, Any]) -> dict[str, Any]:
    """The nodeset with running numbers as ids of its edges, as OVA3 has them."""
    edges = [{**edge, "edgeID": number} for number, edge in enumerate(aif["edges"] or (), 1)]
    return {**aif, "edges": edges}


def _view(view: Any, aif: Mapping[str, Any], drawing: Drawing, marked: set[str]) -> dict[str, Any]:
    """How OVA3 shows the nodeset: as before, and what is new one below the other, schemes beside propositions."""
    kept = dict(view) if isinstance(view, dict) else {"firstname": "", "surname": "", "url": ""}
    boxes, lines = as_list(kept.get("nodes")), as_list(kept.get("edges"))
    new = {plain(drawn.id) for drawn in drawing.nodes if drawn.bag is None}
    new |= {plain(drawing.link_id[scheme.first.id]) for scheme in drawing.schemes if scheme.bag is None}
    records = [record for record in aif["nodes"] or () if plain(record["nodeID"]) in new]
    more_boxes = [_box(record, len(boxes) + number, marked) for number, record in enumerate(records)]
    more_lines = [{"fromID": source, "toID": target, "visible": True} for source, target in drawing.new_edges]
    added = {"nodes": [*boxes, *more_boxes]} if more_boxes or "nodes" not in kept else {}
    return {**kept, **added, **({"edges": [*lines, *more_lines]} if more_lines or "edges" not in kept else {})}


def _box(record: Record, row: int, marked: set[str]) -> Record:
    column = 0 if record.get("type") == "I" else 1
    place = {"x": 40 + column * _COLUMN, "y": 40 + row * _ROW}
    box = {"nodeID": record["nodeID"], "visible": True, **place, "timestamp": record.get("timestamp", "")}
    return box if plain(record["nodeID"]) in marked or record.get("type") != "I" else box | {"marked": False}
