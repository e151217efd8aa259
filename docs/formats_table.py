"""Writes the table of formats in ``formats.md`` from the registry: ``make docs``. A test holds it up to date."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from argmap.formats import FORMATS  # noqa: E402  after the path is set
from argmap.formats.base import Option  # noqa: E402

PAGE = ROOT / "docs" / "formats.md"
BEGIN, END = "<!-- formats: made by “make docs” -->\n", "<!-- /formats -->"


def table() -> str:
    """The Markdown table of all formats: name, what it is, files, directions, options."""
    rows = ["| format | what it is | files | read | write | options |", "|---|---|---|---|---|---|"]
    for format_ in FORMATS.values():
        suffixes = " ".join(f"`{suffix}`" for suffix in format_.suffixes)
        options = "; ".join(_option(o) for o in dict.fromkeys((*format_.read_options, *format_.write_options)))
        reads, writes = ("yes" if able else "no" for able in (format_.read, format_.write))
        rows.append(
            f"| [`{format_.name}`](#{format_.name}) | {format_.label} | {suffixes} | {reads} | {writes} | {options} |"
        )
    return "\n".join(rows) + "\n"


def _option(option: Option) -> str:
    values = ", ".join(f"`{value}`" for value in option.values)
    return f"`{option.name}`{f' ({values})' if values else ''}"


def renewed(page: str) -> str:
    """The page with its table as the registry has it."""
    before, rest = page.split(BEGIN)
    return before + BEGIN + table() + END + rest.split(END, 1)[1]


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
