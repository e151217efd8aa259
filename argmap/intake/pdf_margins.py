"""Running heads, running feet and page numbers of a PDF."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from argmap.intake.pdf_lines import Line
from argmap.intake.pdf_words import PageBox, Word

_ZONE = 0.13  # of the page's height, at the top and at the bottom
_MOST_ROWS = 3  # in one margin
_SAME_PLACE = 8.0  # points by which the same head may move from page to page
_NUMBER = re.compile(r"[\W_]*(?:page|seite|p\.|pag\.|página|pagina)?\s*(?:\d{1,4}|[ivxlc]{1,7})\s*(?:(?:of|/|von|de|sur)\s*\d{1,4})?[\W_]*", re.I)
_DIGITS = re.compile(r"\d+")

Page = tuple[list[Word], PageBox]
Row = tuple[str, float, list[Word]]  # text, baseline, words


def without_margins(pages: Sequence[Page]) -> list[list[Word]]:
    """The words of each page without running heads, running feet and page numbers.

    A row in a margin goes when it stands at the same place of several pages, digits aside, or is a page number; rows
    that stand nearer to the text than one that stays, stay too.
    """
    margins = [(_margin(page, top=True), _margin(page, top=False)) for page in pages]
    repeated = _repeated(margins, len(pages))
    result = []
    for (words, _), sides in zip(pages, margins, strict=True):
        dropped = {id(word) for side, rows in enumerate(sides) for row in _running(rows, side, repeated) for word in row[2]}
        result.append([word for word in words if id(word) not in dropped])
    return result


def _margin(page: Page, *, top: bool) -> list[Row]:
    """The rows in the margin, the outermost first."""
    words, box = page
    zone = _ZONE * (box.top - box.bottom)
    inside = [word for word in words if (word.top > box.top - zone if top else word.y < box.bottom + zone)]
    rows: list[list[Word]] = []
    for word in sorted(inside, key=lambda word: -word.y if top else word.y):
        if rows and abs(rows[-1][0].y - word.y) <= 0.5 * word.size:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [(Line(sorted(row, key=lambda word: word.x0)).text, row[0].y, row) for row in rows[:_MOST_ROWS]]


def _repeated(margins: Sequence[tuple[list[Row], list[Row]]], pages: int) -> dict[tuple[int, str], list[float]]:
    """The texts, digits aside, that stand in a margin of enough pages, with their baselines."""
    places: dict[tuple[int, str], list[float]] = defaultdict(list)
    for sides in margins:
        for side, rows in enumerate(sides):
            for text, y, _ in rows:
                places[side, _signature(text)].append(y)
    needed = 2 if pages <= 3 else 3
    return {key: found for key, found in places.items() if _most_common(found) >= needed}


def _most_common(places: Sequence[float]) -> int:
    return Counter(round(y / _SAME_PLACE) for y in places).most_common(1)[0][1]


def _running(rows: Sequence[Row], side: int, repeated: dict[tuple[int, str], list[float]]) -> Iterator[Row]:
    """The rows from the edge inwards, up to the first that belongs to the text."""
    for index, row in enumerate(rows):
        text, y, _ = row
        places = repeated.get((side, _signature(text)), ())
        is_repeated = sum(1 for place in places if abs(place - y) <= _SAME_PLACE) > 1
        if not is_repeated and not (index == 0 and _NUMBER.fullmatch(text) and any(map(str.isalnum, text))):
            return
        yield row


def _signature(text: str) -> str:
    return "#" if _NUMBER.fullmatch(text) else _DIGITS.sub("#", text.lower())
