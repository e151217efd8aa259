"""The page of a map's figures, its CSV, and the same in the API."""

from __future__ import annotations

import csv
import re
from io import StringIO

import pytest

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(graph_in_db):
    return graph_in_db("main:yes claim", "kind:evidence attribution:=cmd() reason", "reason -> claim")


def rows(response):
    return list(csv.reader(StringIO(response.content.decode("utf-8-sig"))))


def test_each_table_stands_with_its_bars(signed_in, filled):
    page = signed_in.get(f"/maps/{filled.pk}/figures/").content.decode()

    for title in ("Nodes", "Links", "For and against", "Depth and breadth", "Types of evidence", "Attributions"):
        assert f">{title}</h2>" in page
    assert '<rect class="bar bar-1 tint-claim" width="100.0"' in page
    assert "1.1 reason" in page
    scrolled = re.findall(r'<div class="figure-scroll" role="region" aria-labelledby="([a-z_-]+)" tabindex="0">', page)
    assert len(scrolled) == page.count('tabindex="0"') == page.count("<table>")
    assert all(page.count(f'<h2 id="{heading}">') == 1 for heading in scrolled)


def test_an_empty_map_says_so(signed_in, map_):
    page = signed_in.get(f"/maps/{map_.pk}/figures/").content.decode()

    assert "This map holds no nodes yet" in page
    assert page.count("<table>") == 1  # how long the text is, of which nothing is marked


def test_a_table_as_csv_holds_no_formula(signed_in, filled):
    response = signed_in.get(f"/maps/{filled.pk}/figures/?as=csv&table=attributions")

    assert response["Content-Disposition"] == 'attachment; filename="attributions.csv"'
    assert rows(response) == [["Asserted by", "nodes"], ["'=cmd()", "1"]]


def test_all_tables_in_one_csv(signed_in, filled):
    found = rows(signed_in.get(f"/maps/{filled.pk}/figures/?as=csv"))

    assert found[0] == ["table", "row", "column", "value"]
    assert ["kinds", "Evidence", "nodes", "1"] in found
    assert ["sides", "1 claim", "for", "1"] in found


def test_there_is_no_other_table(signed_in, filled):
    assert signed_in.get(f"/maps/{filled.pk}/figures/?as=csv&table=other").status_code == 404


def test_long_tables_are_cut_on_the_page_only(signed_in, graph_in_db):
    map_ = graph_in_db(*[f"attribution:who{number} n{number}" for number in range(30)])

    page = signed_in.get(f"/maps/{map_.pk}/figures/").content.decode()

    assert "These are the first 20 of 30; all are in the CSV." in page
    assert len(rows(signed_in.get(f"/maps/{map_.pk}/figures/?as=csv&table=attributions"))) == 31


def test_it_takes_the_same_few_queries_at_any_size(signed_in, graph_in_db, django_assert_max_num_queries):
    map_ = graph_in_db(*[f"n{number}" for number in range(40)])

    with django_assert_max_num_queries(14):
        signed_in.get(f"/maps/{map_.pk}/figures/")
