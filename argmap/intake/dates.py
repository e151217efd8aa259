"""Dates as articles write them."""

from __future__ import annotations

import re
from datetime import date

# The first letters of the months' names, enough to tell them apart, in English, German, French, Spanish, Italian,
# Portuguese, Dutch and Swedish.
_MONTHS = {
    1: "jan ene gen",
    2: "feb fév fev",
    3: "mar mär maa mrt",
    4: "apr avr abr",
    5: "may mai maj mei mag",
    6: "jun juin giu",
    7: "jul juil lug",
    8: "aug aoû aou ago",
    9: "sep set",
    10: "oct okt ott out",
    11: "nov",
    12: "dec dez déc dic des",
}
_MONTH_OF = {start: number for number, starts in _MONTHS.items() for start in starts.split()}
_LONGEST_START = 4

_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_CJK = re.compile(r"(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]")
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:\.|st|nd|rd|th|er|º)?(?:\s+de|\s+of)?\s+([^\W\d_]{3,10})\.?,?(?:\s+de)?\s+(\d{4})(?!\d)"
)
_DOTTED = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")

EARLIEST_YEAR = 1450


def find_date(text: str) -> date | None:
    """The first date with day, month and year that stands in ``text``; None where there is none that is clear.

    "03/04/2023" may mean two days and counts as unclear; "13/04/2023" does not.
    """
    text = text[:2000].replace("\xa0", " ")
    if match := _ISO.search(text) or _CJK.search(text):
        return _date(match[1], int(match[2]), match[3])
    for match in _MONTH_FIRST.finditer(text):
        if month := _month(match[1]):
            return _date(match[3], month, match[2])
    for match in _DAY_FIRST.finditer(text):
        if month := _month(match[2]):
            return _date(match[3], month, match[1])
    if match := _DOTTED.search(text):
        return _date(match[3], int(match[2]), match[1])
    if match := _SLASHED.search(text):
        return _slashed(int(match[1]), int(match[2]), match[3])
    return None


def _slashed(first: int, second: int, year: str) -> date | None:
    if first > 12 >= second:
        return _date(year, second, str(first))
    if second > 12 >= first or first == second:
        return _date(year, first, str(second))
    return None


def _month(name: str) -> int | None:
    lower = name.lower()
    return _MONTH_OF.get(lower[:_LONGEST_START]) or _MONTH_OF.get(lower[:3])


def _date(year: str, month: int, day: str) -> date | None:
    try:
        found = date(int(year), month, int(day))
    except ValueError:
        return None
    return found if EARLIEST_YEAR <= found.year <= date.today().year + 1 else None
