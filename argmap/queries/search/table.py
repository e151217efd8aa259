"""What was found as the rows of a table, for spreadsheets."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from io import StringIO

from argmap.formats._tables import Cell, safe
from argmap.queries.search.find import Found
from argmap.queries.search.hits import Hit
from argmap.queries.search.marks import Run

COLUMNS = (
    *("kind", "title", "text", "heading", "evidence_type", "attribution", "author", "project", "map", "published"),
    *("place", "id", "address"),
)
BATCH = 500  # hits of which the words are in memory at one time


def csv_of(found: Found, address_of: Callable[[Hit], str]) -> str:
    """The hits as CSV with a heading row; no cell is a formula to a spreadsheet (as `argmap.formats.csv` does it)."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for start in range(0, len(found), BATCH):
        for hit in found[start : start + BATCH]:
            writer.writerow([safe(cell) for cell in _cells(hit, address_of(hit))])
    return out.getvalue()


def _cells(hit: Hit, address: str) -> Iterator[Cell]:
    if hit.node:
        node = hit.node
        maker = node.created_by.display_name if node.created_by else ""
        yield from (node.kind, "", node.text, hit.heading, node.evidence_type, node.attribution, maker)
        yield from (node.map.project.name, node.map.title, "", "", str(node.pk), address)
    elif hit.comment:
        comment, place = hit.comment, str(hit.place)
        yield from (hit.kind, "", comment.text, hit.heading, "", "", comment.written_by)
        yield from (comment.map.project.name, comment.map.title, "", place, str(comment.pk), address)
    elif hit.article:
        article = hit.article
        yield from (hit.kind, article.title, plain(hit.excerpt), hit.heading, "", "", article.author)
        published = article.published.isoformat() if article.published else ""
        yield from (article.project.name, "", published, "", str(article.pk), address)


def plain(runs: tuple[Run, ...]) -> str:
    """The words of the runs."""
    return "".join(run.text for run in runs)
