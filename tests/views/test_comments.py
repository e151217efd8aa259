"""The panel of comments as the server makes it: places, order, filters, and who may what."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from argmap.domain.vocabulary import LinkType
from argmap.models import Comment, Membership, User, new_id
from argmap.permissions import Role
from argmap.queries import frame, graph
from argmap.queries.frame import QUERIES as FRAME
from argmap.services.comments import add_comment, reply_to_comment, resolve_comment
from argmap.services.drafts import SpanDraft
from tests.services.bench import Bench

pytestmark = pytest.mark.django_db

QUERIES = 14  # that the panel's list makes


@pytest.fixture
def bench(user, map_):
    return Bench(user, map_)


@pytest.fixture
def discussed(user, map_, article, bench):
    """A thread on each sort of place, made in another order than that of the tree and the text."""
    a, b = bench.node("a", main=True), bench.node("b")
    link = bench.link(LinkType.SUPPORT, [b], a)
    for words, place in (
        ("On later words.", {"passage": SpanDraft(article.pk, 21, 26)}),
        ("On the first words.", {"passage": SpanDraft(article.pk, 0, 2)}),
        ("On the link.", {"link": link}),
        ("On b.", {"node": b}),
        ("On a.", {"node": a}),
        ("On the map.", {}),
    ):
        add_comment(by=user, map_=map_, text=words, **place)
    return {"map": map_, "a": a, "b": b, "link": link}


def listed(client, map_, **query):
    """The words of the threads that are shown, and the page."""
    page = client.get(reverse("comment_list", args=[map_.pk]), query).content.decode()
    return re.findall(r'class="comment-words"[^>]*>([^<]*)<', page), page


def test_threads_stand_in_the_order_of_the_map_the_tree_and_the_text(signed_in, discussed):
    words, page = listed(signed_in, discussed["map"])

    assert words == ["On the map.", "On a.", "On b.", "On the link.", "On the first words.", "On later words."]
    assert "Link (support) to 1" in page
    assert 'data-count="6"' in page


def test_filters_choose_by_state_person_and_place(signed_in, user, discussed):
    map_ = discussed["map"]
    other = User.objects.create_user("ben")
    Membership.objects.create(project=map_.project, user=other, role=Role.ANNOTATOR)
    add_comment(by=other, map_=map_, text="Of ben.")
    done = Comment.objects.get(text="On a.")
    reply_to_comment(by=other, comment=done, text="@ana: done.")
    resolve_comment(by=other, comment=done)

    resolved = listed(signed_in, map_, show="resolved")[1]
    assert resolved.count('<li class="thread') == 1
    assert "On a." in resolved
    assert listed(signed_in, map_, who="mine", show="all")[0].count("Of ben.") == 0
    mentioned = listed(signed_in, map_, who="mentions", show="all")[1]
    assert mentioned.count('<li class="thread') == 1
    assert '<b class="mention">@ana</b>: done.' in mentioned
    assert "resolved by ben" in mentioned
    assert listed(signed_in, map_, node=discussed["b"].pk, here="true")[0] == ["On b."]
    assert listed(signed_in, map_, node=discussed["b"].pk, link=discussed["link"].pk, here="true")[0] == [
        "On b.",
        "On the link.",
    ]


def test_a_stretch_of_the_text_shows_what_is_said_of_the_passages_in_it(signed_in, article, discussed):
    here = {"article": article.pk, "here": "true"}

    assert listed(signed_in, discussed["map"], **here, start=0, end=26)[0] == ["On the first words.", "On later words."]
    assert listed(signed_in, discussed["map"], **here, start=1, end=26)[0] == ["On later words."]


def test_a_thread_in_which_somebody_writes_is_shown_whatever_the_choice(signed_in, user, discussed):
    thread = Comment.objects.get(text="On b.")
    resolve_comment(by=user, comment=thread)

    assert "On b." not in listed(signed_in, discussed["map"])[0]
    assert "On b." in listed(signed_in, discussed["map"], writing=thread.pk)[0]


def test_the_outline_of_the_server_counts_what_is_said_of_node_and_link(signed_in, discussed):
    page = signed_in.get(reverse("workbench", args=[discussed["map"].pk])).content.decode()
    signs = re.findall(r'class="comment-sign( is-open)?" tabindex="-1" title="([^"]*)"', page)

    assert signs == [(" is-open", "1 comment, 1 open"), (" is-open", "2 comments, 2 open")]


def test_a_place_that_is_not_there_is_none(signed_in, map_, article):
    url = reverse("comment_list", args=[map_.pk])

    for query in ({"node": new_id()}, {"link": new_id()}, {"article": new_id(), "start": 0, "end": 3}):
        assert signed_in.get(url, query).status_code == 404
    assert signed_in.get(url, {"article": article.pk, "start": 0}).status_code == 422
    assert signed_in.post(url, {"text": "Hm.", "node": new_id()}).status_code == 404
    assert signed_in.post(url, {"text": " "}).status_code == 422


def test_the_answer_to_a_comment_tells_the_page_how_many_there_are(signed_in, map_, bench):
    node = bench.node("a")
    url = reverse("comment_list", args=[map_.pk])

    body = signed_in.post(url, {"text": "Hm.", "node": node.pk, "id": new_id()}).json()

    told = body["nodes"][str(node.pk)]
    assert (told["comments"], told["open_comments"], body["undo"]) == (1, 1, "Comment “Hm.”")


def test_who_may_only_read_sees_the_threads_and_no_form(client, discussed):
    viewer = User.objects.create_user("vera")
    Membership.objects.create(project=discussed["map"].project, user=viewer, role=Role.VIEWER)
    client.force_login(viewer)

    words, page = listed(client, discussed["map"])

    assert len(words) == 6
    assert "<textarea" not in page
    assert "data-do" not in page
    assert client.post(reverse("comment_list", args=[discussed["map"].pk]), {"text": "Hm."}).status_code == 403


@pytest.mark.parametrize(("address", "queries"), [("comment_list", frame), ("map_read", graph)])
def test_a_comment_on_what_is_not_there_any_more_or_not_yet_is_left_out(
    signed_in, discussed, monkeypatch, address, queries
):
    """Graph and comments are read one after the other: somebody may delete or add what they stand on in between."""
    nodes, links = queries._nodes, queries._links
    monkeypatch.setattr(queries, "_nodes", lambda *given, **options: list(nodes(*given, **options))[:1])
    monkeypatch.setattr(queries, "_links", lambda *given, **options: list(links(*given, **options))[:0])

    page = signed_in.get(reverse(address, args=[discussed["map"].pk])).content.decode()

    words = re.findall(r'class="comment-words"[^>]*>([^<]*)<', page)
    assert words == ["On the map.", "On a.", "On the first words.", "On later words."]


def test_words_of_a_comment_are_never_markup(signed_in, user, map_):
    add_comment(by=user, map_=map_, text="<script>alert(1)</script> @ana")

    assert "<script>alert" not in listed(signed_in, map_)[1]


def test_the_panel_takes_the_same_queries_however_many_threads_there_are(
    signed_in, user, map_, bench, discussed, django_assert_num_queries
):
    for index in range(20):
        bench.link(LinkType.SUPPORT, [bench.node(f"{index}")], discussed["a"])
        add_comment(by=user, map_=map_, text=f"@ana {index}", node=discussed["b"])
        reply_to_comment(by=user, comment=Comment.objects.filter(parent=None).last(), text="And @ana again.")

    with django_assert_num_queries(QUERIES):
        listed(signed_in, map_, show="all")


def test_the_panel_reads_nothing_of_the_argument_where_nobody_speaks_of_it(
    signed_in, user, map_, article, bench, django_assert_num_queries
):
    bench.node("a", main=True)
    add_comment(by=user, map_=map_, text="@ana: a good map.")
    add_comment(by=user, map_=map_, text="Of this text.", passage=SpanDraft(article.pk, 0, 2))

    with django_assert_num_queries(QUERIES - FRAME + 1):  # the one tells the order of the articles
        listed(signed_in, map_, show="all")


def test_mentions_stand_on_the_home_page_until_their_thread_is_resolved(signed_in, user, map_):
    ben = User.objects.create_user("ben")
    Membership.objects.create(project=map_.project, user=ben, role=Role.ANNOTATOR)
    add_comment(by=ben, map_=map_, text="@ana: why?")
    [comment] = Comment.objects.all()

    assert f"#comment-{comment.pk}" in signed_in.get("/").content.decode()
    resolve_comment(by=ben, comment=comment)
    assert "Mentions of you" not in signed_in.get("/").content.decode()


def test_the_reading_page_shows_the_threads(signed_in, discussed):
    page = signed_in.get(reverse("map_read", args=[discussed["map"].pk])).content.decode()

    assert 'id="comments"' in page
    assert page.index("On the map.") < page.index("On a.") < page.index("On the link.")


def test_the_questions_before_a_deletion_count_the_comments(signed_in, discussed):
    a, link, map_ = discussed["a"], discussed["link"], discussed["map"]

    assert "2 comments" in signed_in.get(reverse("node_delete", args=[a.pk])).content.decode()  # its own and the link's
    assert "1 comment goes" in signed_in.get(reverse("link_delete", args=[link.pk])).content.decode()
    both = signed_in.get(reverse("selection_delete", args=[map_.pk]), {"nodes": str(a.pk)}).content.decode()
    assert "2 comments" in both
