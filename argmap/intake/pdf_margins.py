"""Running heads, running feet and page numbers: found by what they repeat, and left out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from argmap.intake.pdf_columns import fragments
from argmap.intake.pdf_words import Line, Page, Word

_MARGIN = 0.16  # of the page's height, at the top and at the bottom
_MOST_ROWS = 4  # of a running head
_SAME_PLACE = 8.0  # points by which a running head may wander
_MOST_HEAD_WORDS = 12
_SIDES = ("top", "bottom")
_PAGE_NUMBER = re.compile(
    r"[\W_]*(?:(?:page|seite|p\.|pg\.?|pagina|página|s\.)\s*)?(?:\d{1,4}|[ivxlc]{1,7})"
    r"(?:\s*(?:/|of|von|de|di|sur|\|)\s*\d{1,4})?[\W_]*",
    re.IGNORECASE,
)
_CAPTION = re.compile(r"(figure|fig\.?|table|tab\.?|abbildung|abb\.?|tabelle|tableau|tabla|box|chart) #[\W#]*")
_NUMBER = re.compile(r"\d+|\b[ivxlc]{1,7}\b")

Row = tuple[Line, ...]
Margins = dict[str, list[Row]]
Key = tuple[str, str, int]


def without_running_heads(pages: Sequence[Page]) -> list[list[Word]]:
    """Each page's words without those of its running head and foot."""
    margins = [{side: _rows(page, side) for side in _SIDES} for page in pages]
    repeated = _repeated(pages, margins)
    size = median([word.size for page in pages for word in page.words] or [0.0])
    shifts = _shifts(margins, size)
    result: list[list[Word]] = []
    for number, (page, rows) in enumerate(zip(pages, margins, strict=True)):
        running: list[Row] = []
        for side in _SIDES:
            for row in rows[side]:  # from the outermost inwards, up to the first that is text
                known = _is_page_number(row) or not repeated.isdisjoint(_keys(page, side, row))
                if not known and shifts.isdisjoint(_numbers(row, number, size)):
                    break
                running.append(row)
        result.append(_kept(page, running))
    return result


def _repeated(pages: Sequence[Page], margins: Sequence[Margins]) -> set[Key]:
    """What stands at its place on three pages, or on two that are near each other (left and right pages alternate)."""
    seen: dict[Key, list[int]] = {}
    for number, (page, rows) in enumerate(zip(pages, margins, strict=True)):
        for key in {key for side in _SIDES for row in rows[side] for key in _keys(page, side, row)}:
            seen.setdefault(key, []).append(number)
    return {
        key
        for key, numbers in seen.items()
        if any(map(str.isalpha, key[1])) and not _CAPTION.fullmatch(key[1])
        if len(numbers) > 2 or (len(numbers) == 2 and numbers[1] - numbers[0] <= 2)
    }


def _shifts(margins: Sequence[Margins], size: float) -> set[int]:
    """By how much the printed page numbers differ from the count of pages, where three outermost rows agree."""
    counts: Counter[int] = Counter()
    for number, rows in enumerate(margins):
        counts.update({shift for side in _SIDES for row in rows[side][:1] for shift in _numbers(row, number, size)})
    return {shift for shift, count in counts.items() if count > 2}


def _numbers(row: Row, number: int, size: float) -> set[int]:
    """What the number at the start or end of a short row is more than the page's own count; none in a heading."""
    text = " ".join(line.text for line in row)
    words = text.split()
    is_caption = _CAPTION.fullmatch(_NUMBER.sub("#", text.casefold())) is not None
    if is_caption or len(words) > _MOST_HEAD_WORDS or row[0].size > 1.05 * size:
        return set()
    return {int(word) - number for word in (words[0], words[-1]) if word.isascii() and word.isdigit() and len(word) < 5}


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


def _is_page_number(row: Row) -> bool:
    return len(row) == 1 and _PAGE_NUMBER.fullmatch(row[0].text) is not None


def _kept(page: Page, running: Sequence[Row]) -> list[Word]:
    dropped = {id(word) for row in running for line in row for word in line.words}
    return [word for word in page.words if id(word) not in dropped]
