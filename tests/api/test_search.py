import csv
from io import StringIO

import pytest

from tests.api.conftest import assert_problem


def test_words_are_found_ranked_and_marked(owner, project, map_, article, add_node):
    node = add_node("Night buses pay")

    answer = owner.get("search/?q=buses&project=transport").json()

    assert answer["count"] == 2
    [hit] = [one for one in answer["results"] if one["kind"] == "claim"]
    assert hit == {
        "id": node["id"],
        "kind": "claim",
        "project": str(project.pk),
        "map": str(map_.pk),
        "title": [],
        "excerpt": [
            {"text": "Night ", "is_match": False},
            {"text": "buses", "is_match": True},
            {"text": " pay", "is_match": False},
        ],
        "more": [],
        "heading": "",
        "evidence_type": None,
        "attribution": "",
        "author": "Ana",
        "place": "",
        "address": f"http://testserver/maps/{map_.pk}/#node-{node['id']}",
    }


def test_a_comment_has_its_author_and_place(owner, annotator, project, map_, add_node):
    node = add_node("Night trams pay")
    comment = annotator.post("comments/", {"map": str(map_.pk), "node": node["id"], "text": "Which buses?"}).json()

    [hit] = owner.get("search/?q=buses&kind=comment").json()["results"]

    assert hit == {
        "id": comment["id"],
        "kind": "comment",
        "project": str(project.pk),
        "map": str(map_.pk),
        "title": [],
        "excerpt": [
            {"text": "Which ", "is_match": False},
            {"text": "buses", "is_match": True},
            {"text": "?", "is_match": False},
        ],
        "more": [],
        "heading": "",
        "evidence_type": None,
        "attribution": "",
        "author": comment["author_name"],
        "place": "Claim: Night trams pay",
        "address": f"http://testserver/maps/{map_.pk}/#comment-{comment['id']}",
    }


def test_comments_of_other_projects_are_not_found(owner, stranger, map_):
    owner.post("comments/", {"map": str(map_.pk), "text": "Which buses?"})

    assert owner.get("search/?kind=comment").json()["count"] == 1
    assert stranger.get("search/?kind=comment").json()["count"] == 0


def test_filters_and_pages(owner, add_node):
    for number in range(3):
        add_node(f"Kite {number}")

    page = owner.get("search/?q=kite&kind=claim&page_size=2").json()

    assert (page["count"], len(page["results"])) == (3, 2)
    assert "page=2" in page["next"]
    assert owner.get("search/?q=kite&kind=evidence").json()["count"] == 0


def test_a_question_has_headings(owner, map_, add_node):
    owner.post("nodes/", {"map": str(map_.pk), "kind": "counterclaim", "text": "Too dear", "attribution": "Council"})

    [hit] = owner.get("search/?question=counterclaims").json()["results"]

    assert (hit["heading"], hit["kind"]) == ("Council", "counterclaim")
    assert "counterclaims" in [one["name"] for one in owner.get("search/questions/").json()]


@pytest.mark.parametrize(
    ("query", "field"),
    [("q=-bus", "q"), ("q=%3F!", "q"), ("kind=verse", "kind"), ("since=now", "since"), ("question=why", "question")],
)
def test_a_search_that_makes_no_sense_is_a_problem(owner, query, field):
    problem = assert_problem(owner.get(f"search/?{query}"), 422)

    assert problem["errors"][0]["field"] == field


@pytest.mark.parametrize("address", ["search/", "search/csv/"])
def test_a_project_of_others_does_not_exist(stranger, project, address):
    assert_problem(stranger.get(f"{address}?project=transport&q=buses"), 404)


def test_csv_has_all_and_no_formulas(owner, add_node):
    add_node("=HYPERLINK(buses)")

    answer = owner.get("search/csv/?q=buses&kind=claim")

    [row] = csv.DictReader(StringIO(answer.content.decode()))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert row["text"] == "'=HYPERLINK(buses)"


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_of_all_are_days(owner, add_node, day):
    add_node("Night buses pay")

    assert owner.get(f"search/?q=buses&since={day}").status_code == 200
    assert owner.get(f"search/?q=buses&until={day}").status_code == 200
