"""A map as two tables, nodes and links, for spreadsheets and statistics.

https://www.rfc-editor.org/rfc/rfc4180, in UTF-8 with a byte order mark, by which Excel knows it. A cell that a
spreadsheet would take for a formula begins with an apostrophe. Lists stand in one cell, one entry a line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence

from argmap.domain.graph import ArgumentGraph, Link, Node
from argmap.domain.tree import Tree, tree_of
from argmap.domain.vocabulary import relation_name
from argmap.formats._details import lost_foreign_data, lost_texts
from argmap.formats._losses import lost, said
from argmap.formats._names import file_stem
from argmap.formats.base import Format, Note

NODE_COLUMNS = (
    *("id", "number", "kind", "text", "main", "implicit", "evidence_type", "attribution", "sources"),
    *("confidence", "note", "tags", "position", "articles", "spans", "quotes"),
)
LINK_COLUMNS = (
    *("id", "number", "type", "relation", "premises", "premise_numbers", "roles", "target_node", "target_link"),
    *("target_number", "scheme", "strength", "note", "tags", "position"),
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # Excel takes the wide ones too
_LINE_ENDS = re.compile(r"[\r\n]+")

Cell = str | int | float | None


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """Two files, ``….nodes.csv`` and ``….links.csv``, each with a heading row."""
    stem, tree = file_stem(graph.title), tree_of(graph)
    return {
        f"{stem}.nodes.csv": _table(NODE_COLUMNS, _nodes(graph, tree)),
        f"{stem}.links.csv": _table(LINK_COLUMNS, _links(graph, tree)),
    }


def losses(graph: ArgumentGraph) -> Sequence[Note]:
    """What the two tables have no column for, and how many cells are changed to be safe."""
    tree = tree_of(graph)
    cells = [cell for row in (*_nodes(graph, tree), *_links(graph, tree)) for cell in row]
    begun = sum(isinstance(cell, str) and cell.startswith(_FORMULA) for cell in cells)
    return [
        *lost(graph, "title", "description"),
        *lost_texts(graph),
        *lost_foreign_data(graph),
        *said(begun, "1 cell gets an apostrophe in front, so that no spreadsheet takes it for a formula.",
              "{} cells get an apostrophe in front, so that no spreadsheet takes them for formulas."),
    ]  # fmt: skip


def _nodes(graph: ArgumentGraph, tree: Tree) -> Iterator[Sequence[Cell]]:
    for node in graph.nodes.values():
        articles = dict.fromkeys(span.article for span in node.spans)
        yield (
            *(node.id, tree.item_of_node[node.id].number, node.kind.value, node.text),
            *(_yes(node.main), _yes(node.implicit), node.evidence_type.value if node.evidence_type else ""),
            *(node.attribution, _list(node.sources), node.confidence, node.note, _list(node.tags), node.position),
            _list(graph.articles[id].title for id in articles if id in graph.articles),
            *(_spans(node), _list(span.exact for span in node.spans)),
        )


def _links(graph: ArgumentGraph, tree: Tree) -> Iterator[Sequence[Cell]]:
    for link in graph.links.values():
        numbers = [tree.item_of_node[premise.node].number for premise in link.premises]
        yield (
            *(link.id, tree.item_of_link[link.id].number, link.type.value),
            relation_name(link.type, on_link=link.on_link),
            *(_list(premise.node for premise in link.premises), _list(numbers)),
            _list(p.role for p in link.premises) if any(p.role for p in link.premises) else "",
            *(link.target_node, link.target_link, _target_number(link, tree)),
            *(link.scheme, link.strength, link.note, _list(link.tags), link.position),
        )


def _target_number(link: Link, tree: Tree) -> str:
    return (tree.item_of_link[link.target] if link.on_link else tree.item_of_node[link.target]).number


def _spans(node: Node) -> str:
    return "\n".join(f"{span.article} {span.revision} {span.start} {span.end}" for span in node.spans)


def _list(entries: Iterable[str]) -> str:
    return "\n".join(_LINE_ENDS.sub(" ", entry) for entry in entries)


def _yes(value: bool) -> str:
    return "yes" if value else ""


def _table(columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([*map(_safe, row)] for row in rows)
    return b"\xef\xbb\xbf" + file.getvalue().encode(errors="replace")


def _safe(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


FORMAT = Format(
    name="csv",
    label="CSV tables",
    suffixes=(".nodes.csv", ".links.csv"),
    parts=(".nodes.csv", ".links.csv"),
    content_type="text/csv",
    description="Two tables, nodes and links, for spreadsheets and statistics.",
    write=write,
    losses=losses,
    specification="https://www.rfc-editor.org/rfc/rfc4180",
)
