"""The cells of a table by the names of its columns; what cannot be read is refused with file, row and column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import TypeVar

from argmap.exceptions import FormatError
from argmap.formats._table_headings import NO, YES, other_columns, table_kind
from argmap.formats._tables import column_key, plain
from argmap.formats._text import is_storable, shortened

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(frozen=True)
class Table:
    """A table as it stands in a file: ``rows`` have the number that a spreadsheet shows, the first line of 1.

    ``above`` is the number of rows that stand above the headings.
    """

    file: str
    headings: Sequence[str]
    rows: Sequence[tuple[int, Sequence[str]]]
    above: int = 0

    @cached_property
    def place_of(self) -> Mapping[str, int]:
        """Where each column stands, by its heading's key and by our name of it. Raises FormatError for twins."""
        places: dict[str, int] = {}
        for place, heading in enumerate(self.headings):
            key = column_key(heading)
            if key and places.setdefault(key, place) != place:
                raise FormatError(f"“{self.file}”, row 1: two columns are named “{shortened(heading)}”; rename one.")
        return {**places, **other_columns(places, self.kind, self._cells)}

    @cached_property
    def kind(self) -> str:
        """``nodes`` or ``links``; empty where it is neither."""
        return table_kind(self.headings)

    @cached_property
    def renamed(self) -> dict[str, str]:
        """Heading → our name of the columns that have another one."""
        return {
            self.headings[place].strip(): column
            for column, place in self.place_of.items()
            if column_key(self.headings[place]) != column
        }

    def _cells(self, place: int) -> Iterator[str]:
        return (cells[place] for _, cells in self.rows if place < len(cells))

    def __iter__(self) -> Iterator[Row]:
        """The rows that are not blank."""
        return (Row(self, number, cells) for number, cells in self.rows if any(cells))

    def others(self, known: Sequence[str]) -> dict[str, int]:
        """Heading → place of the columns that are not among ``known``; one without a heading is named by its number."""
        return {
            heading.strip() or f"column {place + 1}": place
            for place, heading in enumerate(self.headings)
            if column_key(heading) not in known and heading.strip() not in self.renamed
        }


class Row:
    """One row of a table."""

    __slots__ = ("cells", "number", "table")

    def __init__(self, table: Table, number: int, cells: Sequence[str]) -> None:
        self.table, self.number, self.cells = table, number, cells
        beyond = [cell for cell in cells[len(table.headings) :] if cell]
        if beyond:
            raise FormatError(
                f"{self.place} has more cells than there are headings (“{shortened(beyond[0])}”); "
                "put a text that holds the separator between double quotes."
            )

    @property
    def place(self) -> str:
        return f"“{self.table.file}”, row {self.number}"

    def wrong(self, column: str, sentence: str) -> FormatError:
        """The error with the place of this cell before the sentence."""
        place = self.table.place_of.get(column)
        heading = (
            column if place is None or column_key(self.table.headings[place]) == column else self.table.headings[place]
        )
        return FormatError(f"{self.place}, column “{shortened(heading)}”: {sentence}")

    def text(self, column: str) -> str:
        """The text in this column, empty where there is none."""
        place = self.table.place_of.get(column)
        cell = self.cells[place] if place is not None and place < len(self.cells) else ""
        if not cell:
            return ""
        if not is_storable(cell):
            raise self.wrong(column, "the text holds a character that no text can have (NUL or half a pair).")
        return plain(cell)

    def cell(self, place: int) -> str:
        """The text at this place, empty beyond the end of the row."""
        return plain(self.cells[place]) if place < len(self.cells) else ""

    def word(self, column: str) -> str:
        """The text without blanks around it, in small letters."""
        return self.text(column).strip().lower()

    def entries(self, column: str) -> tuple[str, ...]:
        """The lines of the cell; none where it is empty."""
        text = self.text(column).replace("\r\n", "\n")
        return tuple(text.split("\n")) if text else ()

    def flag(self, column: str) -> bool:
        word = self.word(column)
        if word in YES:
            return True
        if word in NO:
            return False
        raise self.wrong(column, f"“{shortened(word)}” is neither “yes” nor “no”.")

    def share(self, column: str) -> float | None:
        """A number from 0 to 1 (a decimal comma and per cent are read too), or None."""
        word = self.word(column)
        if not word:
            return None
        digits = word.removesuffix("%").strip().replace(",", ".")
        try:
            number = float(digits) / (100 if word.endswith("%") else 1)
        except ValueError:
            number = -1.0
        if not 0 <= number <= 1:
            raise self.wrong(column, f"“{shortened(word)}” is no number from 0 to 1.")
        return number

    def integer(self, column: str) -> int | None:
        word = self.word(column)
        if not word:
            return None
        try:
            number = float(word.replace(",", "."))
            whole = int(word) if number.is_integer() and word.lstrip("+-").isdecimal() else int(number)
        except (ValueError, OverflowError):
            raise self.wrong(column, f"“{shortened(word)}” is no whole number.") from None
        if whole != number or abs(whole) >= 2**31:
            raise self.wrong(column, f"“{shortened(word)}” is no whole number of a usual size.")
        return whole

    def choice(self, column: str, choices: type[Choice], others: Mapping[str, Choice] | None = None) -> Choice | None:
        """The member that the cell names, by its value or by one of the ``others``; None where it is empty."""
        word = column_key(self.text(column))
        if not word:
            return None
        known = {choice.value: choice for choice in choices} | {**(others or {})}
        if word not in known:
            *first, last = (choice.value for choice in choices)
            raise self.wrong(column, f"“{shortened(word)}” is not known; write {', '.join(first)} or {last}.")
        return known[word]
