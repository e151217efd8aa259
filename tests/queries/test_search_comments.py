"""Comments among what search finds: this file runs on SQLite and on PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from argmap.domain.structure import Structure
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.intake.base import ArticleDraft
from argmap.models import Comment, User, new_id
from argmap.queries.search.filters import Filters
from argmap.queries.search.find import Found, Search
from argmap.queries.search.table import csv_of
from argmap.services.articles import create_article
from argmap.services.comments import add_comment, delete_comment, edit_comment, reply_to_comment
from argmap.services.drafts import SpanDraft
from argmap.services.maps import create_map
from argmap.services.projects import create_project
from tests.services.bench import Bench

pytestmark = pytest.mark.django_db


@pytest.fixture
def bench(user, map_):
    return Bench(user, map_)


@pytest.fixture
def say(user, map_):
    def say(text, by=user, map_=map_, **place):
        key = new_id()
        add_comment(by=by, map_=map_, text=text, id=key, **place)
        return Comment.objects.select_related("map", "parent").get(pk=key)

    return say


@pytest.fixture
def found(project):
    def found(words="", question="", **filters):
        return Found(Search(words, Filters(**filters), question), [project.pk])

    return found


@pytest.fixture
def look(found):
    def look(words="", **filters):
        """The words of what is found, the best first."""
        return [hit.text for hit in found(words, **filters)]

    return look


def test_comments_and_replies_are_found_among_the_rest(user, bench, say, look):
    bench.node("A zeppelin flies")
    head = say("Does a zeppelin fly?")
    reply_to_comment(by=user, comment=head, text="This zeppelin does.")
    say("A kite does.")

    assert set(look("zeppelin")) == {"A zeppelin flies", "Does a zeppelin fly?", "This zeppelin does."}
    assert look('"this zeppelin"') == look("zepp* -fly -flies") == ["This zeppelin does."]


def test_what_was_edited_is_found_by_its_new_words_and_what_was_deleted_not_at_all(user, say, look):
    head = say("A kite")
    reply_to_comment(by=user, comment=head, text="Not a kite")

    edit_comment(by=user, comment=head, text="A zeppelin")
    assert (look("zeppelin"), look("kite")) == (["A zeppelin"], ["Not a kite"])

    head.refresh_from_db()
    delete_comment(by=user, comment=head)
    assert look("zeppelin") == []
    assert look(kind="comment") == ["Not a kite"]


@pytest.mark.parametrize("words", ["巴士", "الحافلات", "autobusów"])
def test_comments_in_every_script_are_found_and_marked(say, found, words):
    say(f"Więcej: {words} 2031")

    [hit] = found(words)

    assert [run.text for run in hit.excerpt if run.is_match] == [words]


def test_comments_are_read_by_the_rules_of_their_maps_language(user, project, say, look):
    draft = ArticleDraft(text="Busse.", structure=Structure(), title="Busse", language="en")
    map_ = create_map(by=user, project=project, title="M", articles=[create_article(project=project, draft=draft)])
    say("The councils were flying", map_=map_)

    assert look("council fly") == ["The councils were flying"]


def test_each_hit_has_the_place_on_which_its_thread_stands(user, article, bench, say, found):
    top, below = bench.node("Pay more"), bench.node("It is dear", kind=NodeKind.EVIDENCE)
    link = bench.link(LinkType.SUPPORT, [below], top)
    undercut = bench.link(LinkType.ATTACK, [bench.node("Not for long")], link)
    say("Kite on the map")
    reply_to_comment(by=user, comment=say("Kite on a node", node=top), text="Kite in reply")
    say("Kite on a link", link=link)
    reply_to_comment(by=user, comment=say("Kite on an undercut", link=undercut), text="Kite below")
    say("Kite on a passage", passage=SpanDraft(article.pk, 3, 12))

    places = {hit.text: str(hit.place) for hit in found("kite")}

    assert places == {
        "Kite on the map": "The map",
        "Kite on a node": "Claim: Pay more",
        "Kite in reply": "Claim: Pay more",
        "Kite on a link": "Link (support): It is dear",
        "Kite on an undercut": "Link (undercut): Not for long",
        "Kite below": "Link (undercut): Not for long",
        "Kite on a passage": "Passage: need more",
    }
    assert {(hit.kind, hit.article, hit.node) for hit in found("kite")} == {("comment", None, None)}


def test_the_kind_and_who_wrote_them_narrow_the_search(project, bench, say, look):
    bert = User.objects.create_user("bert", first_name="Bert", last_name="Okafor")
    project.memberships.create(user=bert, role="annotator")
    bench.node("Kite")
    say("Kite of Ana")
    say("Kite of Bert", by=bert)
    kept = say("Kite of Carla")
    Comment.objects.filter(pk=kept.pk).update(author=None, author_name="Carla Bertolini")

    assert set(look("kite", kind="comment")) == {"Kite of Ana", "Kite of Bert", "Kite of Carla"}
    assert look("kite", kind="claim") == ["Kite"]
    assert look("kite", author="Bert Okafor") == ["Kite of Bert"]
    assert look("kite", author="bertolini") == ["Kite of Carla"]
    assert set(look("kite", author="ana")) == {"Kite", "Kite of Ana"}


def test_what_only_nodes_have_leaves_comments_out(bench, say, found):
    node = bench.node(
        "Kite", kind=NodeKind.EVIDENCE, attribution="The kite makers", evidence_type="study", tags=("kite",)
    )
    say("Kite", node=node)

    assert len(found("kite")) == 2
    for filters in ({"attribution": "kite"}, {"tag": "kite"}, {"evidence_type": "study"}):
        assert [hit.kind for hit in found("kite", **filters)] == ["evidence"]


def test_days_are_those_of_the_last_words(user, say, look):
    then, today = datetime(2021, 5, 4, 12, tzinfo=UTC), timezone.localdate()
    for text, edited in (("Old kite", None), ("Kite edited since", timezone.now())):
        Comment.objects.filter(pk=say(text).pk).update(created_at=then, edited_at=edited)
    say("New kite")

    assert look("kite", until=then.date()) == ["Old kite"]
    assert look("kite", since=then.date(), until=then.date()) == ["Old kite"]
    assert set(look("kite", since=today)) == {"Kite edited since", "New kite"}
    assert look("kite", since=today + timedelta(days=1)) == []


def test_comments_of_other_projects_are_not_looked_into(user, say, look):
    other = create_map(by=user, project=create_project(by=user, name="Other"), title="M", articles=[])
    say("Kite here")
    say("Kite elsewhere", map_=other)

    assert look("kite") == ["Kite here"]


def test_questions_on_structure_list_nodes_only(bench, say, found):
    node = bench.node("Too dear", kind=NodeKind.COUNTERCLAIM, attribution="The council")
    say("Too dear", node=node)

    assert [hit.node for hit in found(question="counterclaims")] == [node]
    assert [hit.node for hit in found("dear", question="counterclaims")] == [node]


def test_a_row_of_the_table_says_where_a_comment_stands(bench, say, found):
    say("=A kite", node=bench.node("Pay more"))

    _, row = csv_of(found("kite"), lambda hit: f"at {hit.kind}").splitlines()

    id_ = Comment.objects.get().pk
    assert row == f"comment,,'=A kite,,,,Ana,Transport,More buses?,,Claim: Pay more,{id_},at comment"


def test_comments_take_the_same_few_queries_at_any_size(user, bench, say, found, django_assert_max_num_queries):
    link = bench.link(LinkType.SUPPORT, [bench.node("b")], bench.node("a"))
    for number in range(10):
        reply_to_comment(by=user, comment=say(f"Kite {number}", link=link), text="Kite")
        say(f"Kite {number}", node=link.target_node)

    with django_assert_max_num_queries(8):
        lines = [(hit.comment.written_by, hit.comment.map.project.name, str(hit.place)) for hit in found("kite")[:30]]

    assert len(lines) == 30
