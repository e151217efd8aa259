"""OVA: the files of the Online Visualisation of Argument, with the source text and the marks in it.

OVA3 is read and written, OVA2 (also ReCAP's) and the nodesets of the database are read. The nodeset in it is read and
written as in ``aif``, dialogue and all, and what that keeps aside stands in the same bag; the text pane is an article.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from argmap.domain.graph import ArgumentGraph, Article
from argmap.domain.quick import changed
from argmap.formats._aif_losses import left_out, lost_around, lost_foreign
from argmap.formats._aif_nodeset import has_analysis, has_text_pane, is_wrapped, nodeset_of
from argmap.formats._json import dump_records, load_json_object
from argmap.formats._losses import lost, no_place, said
from argmap.formats._names import file_stem
from argmap.formats._ova_read import NAME, article_said, marks_of, reading_of_ova
from argmap.formats._ova_write import Written, written
from argmap.formats._reading import only_file
from argmap.formats.base import Files, Format, Note, Reading, Sample


def read(files: Files) -> Reading:
    """The graph in one file of OVA3, OVA2 or the database."""
    _, content = only_file(files, what="A file of OVA")
    return reading_of_ova(load_json_object(content, what="a file of OVA"))


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """One file of OVA3."""
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": dump_records(written(graph).value)}


def losses(graph: ArgumentGraph) -> Sequence[Note]:
    """What a file of OVA3 cannot hold of this graph."""
    made = written(graph)
    return [
        *lost(graph, "title", "description"),
        *_lost_texts(graph, made),
        *lost_around(graph),
        *lost_foreign(graph, NAME),
        *left_out(made.dropped),
    ]


def _lost_texts(graph: ArgumentGraph, made: Written) -> Iterator[Note]:
    """The notes on articles and spans: the file holds one text, with the marks of its propositions."""
    others = len(graph.articles) - (made.article is not None)
    yield from no_place(others, "article", "articles")
    if made.article is not None:
        yield from _lost_of_article(made.article, article_said(made.value))
    spans = sum(len(node.spans) for node in graph.nodes.values())
    yield from no_place(spans - _told(graph, made), "span", "spans")


def _lost_of_article(article: Article, said_: Article | None) -> Iterator[Note]:
    older = len(article.revisions) - 1
    yield from said(older, "The older text of the article is left out.", "{} older texts of the article are left out.")
    if said_ is None:
        return
    bare = changed(article, id=said_.id, revisions=said_.revisions, extra=said_.extra)
    yield from said(bare != said_, "The article's title and origin are left out.", "")
    structure = article.revisions[-1].structure
    yield from said(
        structure != said_.revisions[-1].structure, "The article's headings, lists and links are left out.", ""
    )


def _told(graph: ArgumentGraph, made: Written) -> int:
    """How many spans a reader finds in the file as they are."""
    if made.article is None:
        return 0
    newest = made.article.revisions[-1].id
    there = {(mark.node, mark.start, mark.end) for mark in marks_of(made.value, nodeset_of(made.value))}
    count = 0
    for node in graph.nodes.values():
        places = {(span.start, span.end) for span in node.spans if span.revision == newest}
        count += sum((made.ids[node.id], *place) in there or node.extra.get(NAME) is not None for place in places)
    return count


def recognises(sample: Sample) -> bool:
    """Whether the file is one of OVA3 with a text, or of OVA2."""
    value = sample.json
    if not isinstance(value, dict):
        return False
    if is_wrapped(value):
        return has_text_pane(value)
    nodes, edges = value.get("nodes"), value.get("edges")
    first = [items[0] for items in (nodes, edges) if isinstance(items, list) and items]
    if not first or not all(isinstance(item, dict) for item in first) or "source_id" in first[-1]:
        return False
    if "nodeID" in first[0]:
        return has_analysis(value)
    return isinstance(value.get("analysis"), dict) or ("id" in first[0] and {"x", "y", "type"} <= first[0].keys())


FORMAT = Format(
    name=NAME,
    label="OVA",
    suffixes=(".ova.json", ".json"),
    content_type="application/json",
    description="Analyses of the Online Visualisation of Argument (OVA) with their source text and its highlights.",
    read=read,
    write=write,
    losses=losses,
    recognises=recognises,
    specification="https://ova.arg.tech",
)
