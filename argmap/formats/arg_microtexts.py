"""Argument graphs of the arg-microtexts corpus: a text in units, nodes made of units, edges to nodes and to edges.

https://github.com/peldszus/arg-microtexts. What its document type has no place for stands in a processing instruction
behind the graph, so that other programs read what the format knows and Argmap reads everything again.
"""

from __future__ import annotations

from collections.abc import Sequence

from argmap.domain.graph import ArgumentGraph, Link, Node
from argmap.domain.quick import changed
from argmap.domain.vocabulary import LinkType
from argmap.formats._losses import said
from argmap.formats._microtexts_file import NAME, ROOT, parsed, rendered
from argmap.formats._microtexts_read import Builder
from argmap.formats._microtexts_write import Written, written
from argmap.formats._names import file_stem
from argmap.formats._own.differences import own_data, with_own_data
from argmap.formats._reading import only_file, reading_of
from argmap.formats.base import Files, Format, Note, Reading, Sample


def read(files: Files) -> Reading:
    """The graph in one arggraph file, its text as an article."""
    _, content = only_file(files, what="An arggraph")
    records, own = parsed(content)
    builder = Builder(records)
    graph, stale = with_own_data(builder.graph(), own, NAME)
    changed = said(stale, "1 detail that Argmap noted in the file does not fit it any more, and is left out.",
                   "{} details that Argmap noted in the file do not fit it any more, and are left out.")  # fmt: skip
    return reading_of(graph, [*builder.notes(), *changed])


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """One file, valid by the corpus' document type where the map has a node."""
    result = written(graph)
    plain = Builder(result.records).graph()
    own = own_data(_renamed(graph, result), plain, NAME)
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": rendered(result.records, own)}


def losses(graph: ArgumentGraph) -> Sequence[Note]:
    """What other programs read differently in the file; Argmap itself reads everything again but what was left out."""
    links = graph.links.values()
    rephrases = sum(link.type is LinkType.REPHRASE for link in links)
    schemes = sum(link.scheme == "example" and link.type is LinkType.ATTACK for link in links)
    texts = sum(bool(article.revisions) for article in graph.articles.values())
    return [
        *said(rephrases, "1 rephrase becomes a support.", "{} rephrases become supports."),
        *said(schemes, "1 attack by example becomes a plain attack.", "{} attacks by example become plain attacks."),
        *said(texts if texts > 1 else 0, "", "{} texts become one."),
        *said(
            written(graph).dropped,
            "1 edge of the source file refers to something that was deleted, and is left out.",
            "{} edges of the source file refer to something that was deleted, and are left out.",
        ),
    ]


def recognises(sample: Sample) -> bool:
    """Whether the file's first element is an arggraph."""
    text = sample.text
    return f"<{ROOT}" in text[:2_000] if text is not None else f"<{ROOT}".encode() in sample.content[:2_000]


def _renamed(graph: ArgumentGraph, names: Written) -> ArgumentGraph:
    """The graph with the ids of the file."""

    def link(old: Link) -> Link:
        premises = tuple(changed(premise, node=names.nodes[premise.node]) for premise in old.premises)
        return changed(
            old,
            id=names.links[old.id],
            premises=premises,
            target_node=names.nodes[old.target] if not old.on_link else None,
            target_link=names.links[old.target] if old.on_link else None,
        )

    nodes: list[Node] = [changed(node, id=names.nodes[node.id]) for node in graph.nodes.values()]
    links = map(link, graph.links.values())
    return changed(graph, nodes={n.id: n for n in nodes}, links={li.id: li for li in links})


FORMAT = Format(
    name=NAME,
    label="arg-microtexts XML",
    suffixes=(".arggraph.xml", ".xml"),
    content_type="application/xml",
    description="Argument graphs of the arg-microtexts corpus: a text in units, and edges to nodes and to edges.",
    read=read,
    write=write,
    losses=losses,
    recognises=recognises,
    specification="https://github.com/peldszus/arg-microtexts",
)
