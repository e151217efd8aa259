"""Writes the table of rules in ``problems.md`` from the domain: ``make docs``. A test holds it up to date."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from argmap.domain.problems.rules import RULES  # noqa: E402  after the path is set

PAGE = ROOT / "docs" / "problems.md"
BEGIN, END = "<!-- rules: made by “make docs” -->\n", "<!-- /rules -->"


def table() -> str:
    """The Markdown table of all rules."""
    rows = ["| rule | problem | it is | what breaks it | the repair |", "|---|---|---|---|---|"]
    for rule in RULES.values():
        rows.append(f"| `{rule.name}` | {rule.label} | {rule.concern} | {rule.about} | {rule.repair} |")
    return "\n".join(rows) + "\n"


def renewed(page: str) -> str:
    """The page with its table as the rules have it."""
    before, rest = page.split(BEGIN)
    return before + BEGIN + table() + END + rest.split(END, 1)[1]


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
