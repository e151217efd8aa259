"""Running heads, running feet and page numbers: found by what they repeat, and left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from argmap.intake.pdf_columns import fragments
from argmap.intake.pdf_words import Line, Page, Word

_MARGIN = 0.16  # of the page's height, at the top and at the bottom
_MOST_ROWS = 4  # of a running head
_SAME_PLACE = 8.0  # points by which a running head may wander
_SIDES = ("top", "bottom")
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|seite|p\.|pg\.?|pagina|página|s\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|von|de|di|sur|\|)\s*\d{1,4})?[\W_]*",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+|\b[ivxlc]{1,7}\b")

Row = tuple[Line, ...]
Key = tuple[str, str, int]


def without_running_heads(pages: Sequence[Page]) -> list[list[Word]]:
    """Each page's words without those of its running head and foot."""
    margins = [{side: _rows(page, side) for side in _SIDES} for page in pages]
    counts: Counter[Key] = Counter()
    for page, rows in zip(pages, margins, strict=True):
        counts.update({key for side in _SIDES for row in rows[side] for key in _keys(page, side, row)})
    return [
        _kept(page, [row for side in _SIDES for row in _running(page, side, rows[side], counts, len(pages))])
        for page, rows in zip(pages, margins, strict=True)
    ]


def _rows(page: Page, side: str) -> list[Row]:
    """The rows in the margin, the outermost first."""
    height = (page.top - page.bottom) * _MARGIN
    if side == "top":
        inside = [word for word in page.words if word.baseline > page.top - height]
    else:
        inside = [word for word in page.words if word.baseline < page.bottom + height]
    rows: list[list[Line]] = []
    for fragment in sorted(fragments(inside), key=lambda line: -line.baseline):
        if rows and rows[-1][0].baseline - fragment.baseline <= 0.35 * fragment.size:
            rows[-1].append(fragment)
        else:
            rows.append([fragment])
    found = [tuple(sorted(row, key=lambda line: line.left)) for row in rows]
    return (found if side == "top" else found[::-1])[:_MOST_ROWS]


def _keys(page: Page, side: str, row: Row) -> Iterator[Key]:
    """What a row would repeat: its words without numbers, near the same place; two keys, for places at a border."""
    text = " ".join(line.text for line in row)
    words = " ".join(_NUMBER.sub("#", text.casefold()).split())
    place = page.top - row[0].baseline if side == "top" else row[0].baseline - page.bottom
    yield side, words, 2 * int(place // _SAME_PLACE)
    yield side, words, 2 * int((place + _SAME_PLACE / 2) // _SAME_PLACE) + 1


def _running(page: Page, side: str, rows: Sequence[Row], counts: Counter[Key], pages: int) -> Iterator[Row]:
    """The rows from the outermost inwards, as long as they repeat or number the page."""
    enough = 2 if pages <= 6 else 3
    for row in rows:
        repeated = max(counts[key] for key in _keys(page, side, row)) >= enough
        if not repeated and not _is_page_number(row):
            return
        yield row


def _is_page_number(row: Row) -> bool:
    return len(row) == 1 and _PAGE_NUMBER.fullmatch(row[0].text) is not None


def _kept(page: Page, running: Sequence[Row]) -> list[Word]:
    dropped = {id(word) for row in running for line in row for word in line.words}
    return [word for word in page.words if id(word) not in dropped]
