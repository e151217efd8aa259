"""The ready-made searches on structure, on the database in use."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from argmap.queries.search import remembered
from argmap.queries.search.filters import Filters
from argmap.queries.search.find import Found, Search
from argmap.queries.search.questions import QUESTIONS
from argmap.queries.search.scope import stored
from argmap.services.drafts import SpanDraft
from argmap.services.nodes import edit_node
from argmap.services.spans import add_spans
from tests.paths import ROOT

pytestmark = pytest.mark.django_db


@pytest.fixture
def answer(project):
    def answer(question, words="", **filters):
        """The nodes that are listed, each with its heading."""
        found = Found(Search(words, Filters(**filters), question), [project.pk])
        return [(hit.heading, hit.node.text) for hit in found]

    return answer


def test_every_question_is_told_in_the_guide_to_search():
    page = (ROOT / "docs" / "search.md").read_text(encoding="utf-8").lower()

    assert [one.label for one in QUESTIONS.values() if f"| {one.label.lower()} |" not in page] == []


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_without_an_answer_lists_nothing(answer, map_, question):
    assert answer(question) == []


def test_claims_attacked_and_never_defended(graph_in_db, answer):
    graph_in_db("kind:counterclaim x", "x -x lost", "y -> lost")
    graph_in_db("kind:counterclaim x", "x -x defended", "z -x x", title="An attacker is attacked")
    graph_in_db("kind:counterclaim x", "x -x spared", "u -x (x -x spared)", title="An attack is undercut")

    assert answer("undefended") == [("", "lost")]
    assert answer("undefended", "spared") == []


def test_one_answer_among_many_attacks_is_a_defence(graph_in_db, answer):
    graph_in_db("kind:counterclaim x", "kind:counterclaim y", "x -x a", "y -x a", "z -x y")

    assert answer("undefended") == []


def test_counterclaims_by_attribution(graph_in_db, answer, project):
    map_ = graph_in_db("text:one x1", "x1 -x a", "text:two x2", "x2 -x a", "text:three x3", "x3 -x a")
    nodes = map_.nodes.filter(text__in=["one", "two", "three"])
    nodes.update(kind="counterclaim")
    map_.nodes.filter(text="one").update(attribution="Neighbours")
    map_.nodes.filter(text="two").update(attribution="Council")

    assert answer("counterclaims") == [("Council", "two"), ("Neighbours", "one")]
    assert answer("counterclaims", attribution="neigh") == [("Neighbours", "one")]


def test_evidence_under_counterclaims_at_any_depth(graph_in_db, answer):
    map_ = graph_in_db("x -x a", "m -> x", "deep -> m", "under -x (m -> x)", "beside -> a")
    map_.nodes.filter(text="x").update(kind="counterclaim")
    map_.nodes.filter(text__in=["deep", "beside"]).update(kind="evidence", evidence_type="study")
    map_.nodes.filter(text="under").update(kind="evidence", evidence_type="")

    assert answer("under-counterclaims") == [("Of no type", "under"), ("Study", "deep")]
    assert answer("under-counterclaims", evidence_type="study") == [("Study", "deep")]


def test_claims_that_rest_on_one_source(graph_in_db, answer):
    map_ = graph_in_db("e -> b", "b -> a", "f -> c", "e -> c", "n -> d")
    map_.nodes.filter(text__in="efn").update(kind="evidence")
    map_.nodes.filter(text="e").update(sources=["Ministry"])
    map_.nodes.filter(text="f").update(sources=["Union"])

    assert sorted(answer("one-source")) == [("Ministry", "a"), ("Ministry", "b")]


def test_the_same_claim_in_several_articles(graph_in_db, answer):
    for number in range(2):
        graph_in_db("text:Full a", f"own{number} -> a", text=f"Article {number}.", title=f"Map {number}")
    graph_in_db("text:full. a", title="A map without an article")

    assert answer("same-claim") == [("Full", "Full"), ("Full", "Full"), ("Full", "full.")]


def test_one_claim_with_passages_in_two_articles(graph_in_db, answer, user, article):
    map_ = graph_in_db("Buses", text="Buses are full.")
    node = map_.nodes.get()
    assert answer("same-claim") == []

    add_spans(by=user, node=node, drafts=[SpanDraft(article.pk, 0, 3)])

    assert answer("same-claim") == [("Buses", "Buses")]


@pytest.mark.parametrize("question", QUESTIONS)
def test_only_the_maps_that_changed_are_asked_again(graph_in_db, answer, question, user):
    changed = graph_in_db("kind:counterclaim x", "x -x lost", "e -> x")
    same = graph_in_db("kind:counterclaim z", "z -x found", title="Another map")
    before = answer(question)
    edit_node(by=user, node=changed.nodes.get(text="lost"), main=True)

    with CaptureQueriesContext(connection) as captured:
        assert answer(question) == before

    asked = [query["sql"].replace("-", "") for query in captured]
    assert any(changed.pk.hex in sql for sql in asked)
    assert not any(same.pk.hex in sql for sql in asked)


def test_answers_are_whole_when_the_memory_is_full(graph_in_db, answer, user, monkeypatch):
    graph_in_db("kind:counterclaim x", "x -x first")
    changed = graph_in_db("kind:counterclaim y", "y -x second", title="Another map")
    monkeypatch.setattr(remembered, "_MOST", 2)
    assert answer("undefended") == [("", "first"), ("", "second")]

    edit_node(by=user, node=changed.nodes.get(text="second"), main=True)

    assert answer("undefended") == [("", "first"), ("", "second")]


def test_what_is_remembered_is_bounded_by_what_was_found(graph_in_db, project, monkeypatch):
    asked = []

    def three_each(scope):
        asked.append({key.hex for key in scope.maps})
        return [(stored(key), number) for key in scope.maps for number in range(3)]

    maps = [graph_in_db(f"claim{number}", title=f"Map {number}") for number in range(3)]
    monkeypatch.setattr(remembered, "_MOST", 8)  # two maps with three each
    question = remembered.Remembered(three_each)

    answers = [list(question.of([project.pk])) for _ in range(2)]

    assert answers == [[[0, 1, 2]] * 3] * 2
    assert asked == [{map_.pk.hex for map_ in maps}, {maps[0].pk.hex}]


@pytest.mark.parametrize("question", QUESTIONS)
def test_to_somebody_without_a_project_nothing_is_an_answer(question, db):
    assert list(Found(Search("", Filters(), question), [])) == []
