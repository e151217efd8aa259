"""Style sheets are split by subject and linked by the pages that need them."""

from __future__ import annotations

import re

import pytest

from tests.paths import ROOT

SHEETS = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "static/css").glob("*.css")}
LINKED = {
    path: re.findall(r"{% static 'css/([a-z]+)\.css' %}", path.read_text(encoding="utf-8"))
    for path in (ROOT / "templates").rglob("*.html")
}


def test_every_style_sheet_is_linked_and_none_twice():
    assert {name for names in LINKED.values() for name in names} == set(SHEETS)
    assert [path for path, names in LINKED.items() if len(names) != len(set(names))] == []


@pytest.mark.parametrize("name", SHEETS)
def test_a_style_sheet_is_short_enough_to_be_read_at_once(name: str):
    assert SHEETS[name].count("\n") <= 550
