import csv
import re
from html import unescape
from io import StringIO

import pytest

from argmap.domain.vocabulary import NodeKind
from argmap.models import Comment
from argmap.services.comments import add_comment
from argmap.services.drafts import NodeDraft
from argmap.services.nodes import add_nodes


@pytest.fixture
def add_node(user, map_):
    def add(text, **values):
        draft = NodeDraft(kind=values.pop("kind", NodeKind.CLAIM), text=text, **values)
        add_nodes(by=user, map_=map_, drafts=[draft])
        return draft.id

    return add


def page_of(client, path="/search/", **query):
    answer = client.get(path, query)
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", unescape(answer.content.decode()))


def test_the_empty_page_teaches_the_language_and_lists_the_questions(signed_in):
    page = page_of(signed_in)

    assert '<code>"last bus"</code></dt><dd>the phrase, word after word' in page
    assert '<a href="?question=undefended">Claims attacked and never defended</a>' in page


def test_matches_are_marked_and_lead_to_their_places(signed_in, map_, article, add_node):
    node = add_node("Night buses <b>pay</b>")

    page = page_of(signed_in, "/projects/transport/search/", q="buses")

    assert "2 matches" in page
    assert f'href="/maps/{map_.pk}/#node-{node}"' in page
    assert f'href="/articles/{article.pk}/#at-0"' in page
    assert "Night <mark>buses</mark> <b>pay</b>" in page
    assert b"&lt;b&gt;pay" in signed_in.get("/search/", {"q": "buses"}).content


def test_a_comment_is_shown_with_who_wrote_it_and_its_place_and_led_to_there(signed_in, user, map_, add_node):
    node = map_.nodes.get(pk=add_node("Night <b>trams</b> pay"))
    add_comment(by=user, map_=map_, node=node, text="Which buses?")

    page = page_of(signed_in, q="buses", kind="comment")

    assert (
        f'href="/maps/{map_.pk}/#comment-{Comment.objects.get().pk}" dir="auto">Which <mark>buses</mark>?</a>' in page
    )
    assert '<span>Ana</span> <span dir="auto">More buses?</span> <span dir="auto">Transport</span>' in page
    assert '>On: Claim “<span dir="auto">Night <b>trams</b> pay</span>”</p>' in page
    assert "&lt;b&gt;trams" in signed_in.get("/search/", {"q": "buses", "kind": "comment"}).content.decode()


def test_an_article_is_led_to_at_the_paragraph_of_the_match(signed_in, article):
    page = page_of(signed_in, q="mondays")

    start = article.current.text.index("Buses are")
    assert f'href="/articles/{article.pk}/#at-{start}"' in page
    assert f'id="at-{start}"' in page_of(signed_in, f"/articles/{article.pk}/")


def test_what_leaves_nothing_to_look_for_is_told(signed_in):
    assert "These are only words to leave out; add one to look for." in page_of(signed_in, q="-bus")
    assert "From: Enter a valid date." in page_of(signed_in, since="yesterday")


def test_nothing_found_says_what_to_try(signed_in, article):
    assert "Nothing matches “zeppelin”" in page_of(signed_in, q="zeppelin")


def test_long_lists_come_in_pages(signed_in, add_node):
    for number in range(23):
        add_node(f"Kite {number}")

    first, second = page_of(signed_in, q="kite"), page_of(signed_in, q="kite", page=2)

    assert "1–20 of 23" in first
    assert "21–23 of 23" in second
    assert 'href="?q=kite&page=2"' in first
    assert page_of(signed_in, q="kite", page="x").count('class="hit"') == 20


def test_htmx_gets_the_results_alone(signed_in, article):
    headers = {"HX-Request": "true", "HX-Target": "found"}

    part = signed_in.get("/search/", {"q": "buses"}, headers=headers).content.decode()

    assert part.strip().startswith('<div id="found"')


def test_other_peoples_projects_are_not_looked_into(signed_in, client, article):
    from argmap.models import User

    client.force_login(User.objects.create_user("eve"))

    assert "Nothing matches" in page_of(client, q="buses")
    assert "Nothing matches" in page_of(client, question="undefended")


def test_a_question_lists_its_nodes_under_headings(signed_in, add_node):
    add_node("Too dear", kind=NodeKind.COUNTERCLAIM, attribution="The council")
    add_node("Too loud", kind=NodeKind.COUNTERCLAIM, attribution="Neighbours")

    page = page_of(signed_in, question="counterclaims")

    order = ["Neighbours</h2>", "Too loud", "The council</h2>", "Too dear"]
    assert sorted(order, key=page.index) == order


def test_all_that_was_found_is_had_as_csv_without_formulas(signed_in, map_, add_node):
    node = add_node("=1+2 buses", attribution="@council")

    answer = signed_in.get("/search/", {"q": "buses", "kind": "claim", "as": "csv"})

    [row] = csv.DictReader(StringIO(answer.content.decode("utf-8-sig")))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert (row["kind"], row["text"], row["attribution"]) == ("claim", "'=1+2 buses", "'@council")
    assert (row["author"], row["project"], row["map"]) == ("Ana", "Transport", "More buses?")
    assert row["address"] == f"http://testserver/maps/{map_.pk}/#node-{node}"


def test_the_pages_of_projects_have_a_field_for_it(signed_in, article):
    assert 'action="/search/"' in page_of(signed_in, "/")
    assert 'action="/projects/transport/search/"' in page_of(signed_in, "/projects/transport/")


def test_a_page_takes_the_same_few_queries_at_any_size(signed_in, add_node, django_assert_max_num_queries):
    for number in range(20):
        add_node(f"Buses {number}")

    with django_assert_max_num_queries(10):
        page_of(signed_in, q="buses")
