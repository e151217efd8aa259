"""A map as two tables, nodes and links: their columns and rows, whatever file they stand in.

Lists stand in one cell, one entry a line. A cell that a spreadsheet would take for a formula gets an apostrophe.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from argmap.domain.graph import ArgumentGraph, Link, Node
from argmap.domain.tree import Tree, tree_of
from argmap.domain.vocabulary import relation_name
from argmap.formats._argmap_ids import with_kept_ids, without_kept_ids
from argmap.formats._extra import own_extra
from argmap.formats._losses import foreign_data, lost, said
from argmap.formats.base import Note

NODE_COLUMNS = (
    *("id", "number", "kind", "text", "main", "implicit", "evidence_type", "attribution", "sources"),
    *("confidence", "note", "tags", "position", "articles", "spans", "quotes"),
)
LINK_COLUMNS = (
    *("id", "number", "type", "relation", "premises", "premise_numbers", "roles", "target_node", "target_link"),
    *("target_number", "scheme", "strength", "note", "tags", "position"),
)
OF_ARTICLES = ("articles", "spans", "quotes")  # what a table says of texts that it does not hold

_FORMULA = "=+\\-@\t\r\n＝＋－＠"  # Excel takes the wide ones too
_LIKE_FORMULA = re.compile(f"'*[{_FORMULA}]")
_NEUTRALISED = re.compile(f"'(?='*[{_FORMULA}])")
_QUOTED_FORMULA = re.compile(f"'+[{_FORMULA}]")
_LINE_ENDS = re.compile(r"[\r\n]+")
_GAPS = re.compile(r"[\s_\-]+")
_NODE_KEYS = frozenset({*NODE_COLUMNS, ""})  # an empty heading is no place for a cell
_LINK_KEYS = frozenset({*LINK_COLUMNS, "target", ""})

Cell = str | int | float | None
Cells = list[Cell]


def tables_of(graph: ArgumentGraph, name: str) -> tuple[list[Cells], list[Cells]]:
    """The rows of both tables, each with its heading row first; ``name`` is the format whose columns are put back.

    Ids that came from a file are those of the file.
    """
    graph = with_kept_ids(graph)
    tree = tree_of(graph)
    return (
        _table(NODE_COLUMNS, graph.nodes.values(), _nodes(graph, tree), name),
        _table(LINK_COLUMNS, graph.links.values(), _links(graph, tree), name),
    )


def losses_of_tables(graph: ArgumentGraph, name: str) -> Iterator[Note]:
    """What the two tables of format ``name`` cannot give back of this graph."""
    yield from lost(graph, "title", "description")
    yield from said(len(graph.articles), "The text of 1 article is left out.", "The texts of {} articles are left out.")
    spans = sum(len(node.spans) for node in graph.nodes.values())
    yield from said(
        spans,
        "1 span stands in the table, but is not read back without its article.",
        "{} spans stand in the table, but are not read back without their articles.",
    )
    entries = sum(map(_changed_entries, _lists(graph)))
    yield from said(
        entries, "1 entry of a list loses its line ends.", "{} entries of lists lose their line ends or are dropped."
    )
    yield from foreign_data(_foreign(graph, name))


def safe(cell: Cell) -> Cell:
    """The cell with an apostrophe before what a spreadsheet would take for a formula; :func:`plain` undoes it."""
    return f"'{cell}" if isinstance(cell, str) and _LIKE_FORMULA.match(cell) else cell


def safe_in_workbook(text: str) -> str:
    """The text as :func:`plain` undoes it, where formulas are marked by their type and need no apostrophe."""
    return f"'{text}" if _QUOTED_FORMULA.match(text) else text


def is_like_formula(cell: Cell) -> bool:
    """Whether a spreadsheet would take this text for a formula."""
    return isinstance(cell, str) and _LIKE_FORMULA.match(cell) is not None


def plain(text: str) -> str:
    """The text of a cell without the apostrophe that kept it from being a formula."""
    return text[1:] if _NEUTRALISED.match(text) else text


def own_columns(part: Node | Link, name: str) -> dict[str, str]:
    """Heading → cell of what a table of format ``name`` said of this part beyond our columns."""
    columns = own_extra(part.extra, name).get("columns")
    if not isinstance(columns, Mapping):
        return {}
    known = _LINK_KEYS if isinstance(part, Link) else _NODE_KEYS
    return {
        heading: cell
        for heading, cell in columns.items()
        if isinstance(cell, str) and cell and (heading in OF_ARTICLES or column_key(heading) not in known)
    }


def column_key(heading: str) -> str:
    """The name of the column that a person meant with this heading: ``Evidence type`` is ``evidence_type``."""
    return _GAPS.sub("_", heading.strip().lower())


def _table(columns: Sequence[str], parts: Iterable[Node | Link], rows: Iterable[Cells], name: str) -> list[Cells]:
    """Heading and rows, with further columns for what a table of this format said beyond ours."""
    index = {column: number for number, column in enumerate(columns)}
    table: list[Cells] = [[*columns]]
    for part, row in zip(parts, rows, strict=True):
        for heading, cell in own_columns(part, name).items() if part.extra else ():
            place = index.setdefault(heading, len(index))
            row += [None] * (place + 1 - len(row))
            row[place] = row[place] or cell
        table.append(row)
    table[0] = [*index]
    return table


def _nodes(graph: ArgumentGraph, tree: Tree) -> Iterator[Cells]:
    for node in graph.nodes.values():
        articles = dict.fromkeys(span.article for span in node.spans)
        yield [
            *(node.id, tree.item_of_node[node.id].number, node.kind.value, node.text),
            *(_yes(node.main), _yes(node.implicit), node.evidence_type.value if node.evidence_type else ""),
            *(node.attribution, _list(node.sources), node.confidence, node.note, _list(node.tags), node.position),
            _list(graph.articles[id].title for id in articles if id in graph.articles),
            *(_spans(node), _list(span.exact for span in node.spans)),
        ]


def _links(graph: ArgumentGraph, tree: Tree) -> Iterator[Cells]:
    for link in graph.links.values():
        numbers = [tree.item_of_node[premise.node].number for premise in link.premises]
        yield [
            *(link.id, tree.item_of_link[link.id].number, link.type.value),
            relation_name(link.type, on_link=link.on_link),
            *(_list(premise.node for premise in link.premises), _list(numbers)),
            _list(p.role for p in link.premises) if any(p.role for p in link.premises) else "",
            *(link.target_node, link.target_link, _target_number(link, tree)),
            *(link.scheme, link.strength, link.note, _list(link.tags), link.position),
        ]


def _target_number(link: Link, tree: Tree) -> str:
    return (tree.item_of_link[link.target] if link.on_link else tree.item_of_node[link.target]).number


def _spans(node: Node) -> str:
    return "\n".join(f"{span.article} {span.revision} {span.start} {span.end}" for span in node.spans)


def _list(entries: Iterable[str]) -> str:
    return "\n".join(_LINE_ENDS.sub(" ", entry) for entry in entries)


def _yes(value: bool) -> str:
    return "yes" if value else ""


def _lists(graph: ArgumentGraph) -> Iterator[tuple[str, ...]]:
    for node in graph.nodes.values():
        yield node.sources
        yield node.tags
    for link in graph.links.values():
        yield link.tags
        yield ("", *(premise.role for premise in link.premises))


def _changed_entries(entries: tuple[str, ...]) -> int:
    """How many entries do not come back as they are; a list of a single empty entry is read as none."""
    return sum(_LINE_ENDS.search(entry) is not None for entry in entries) + (entries == ("",))


def _foreign(graph: ArgumentGraph, name: str) -> int:
    """How many objects carry data that the tables of format ``name`` do not give back."""
    bags = [graph.extra, *(article.extra for article in graph.articles.values())]
    parts: list[Node | Link] = [*graph.nodes.values(), *graph.links.values()]
    bags += [part.extra for part in parts if part.extra and not _is_own(part, name)]
    return sum(bool(without_kept_ids(bag)) for bag in bags)


def _is_own(part: Node | Link, name: str) -> bool:
    bag: Any = part.extra.get(name)
    if len(without_kept_ids(part.extra)) != 1 or not isinstance(bag, Mapping):
        return False
    columns = own_columns(part, name)
    overruled = isinstance(part, Node) and part.spans and not columns.keys().isdisjoint(OF_ARTICLES)
    return own_extra(part.extra, name) == {"columns": columns} and not overruled
