import pytest
from django.urls import reverse


@pytest.fixture
def map_(graph_in_db):
    return graph_in_db("main:yes a", "text:<b> b", "b -> a", "c -> b", title="More & better")


def test_the_page_holds_each_paragraph_with_its_number_and_escapes_what_others_wrote(signed_in, map_):
    page = signed_in.get(reverse("map_prose", args=[map_.pk])).content.decode()

    assert "<b>1</b>&ensp;A, because &lt;b&gt; (1.1).</p>" in page
    assert "<b>1.1</b>&ensp;&lt;b&gt;, because c (1.1.1).</p>" in page


def test_the_bare_text_can_be_had_too(signed_in, map_):
    answer = signed_in.get(reverse("map_prose", args=[map_.pk]), {"as": "text"})

    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode() == "More & better\n\n1  A, because <b> (1.1).\n\n1.1  <b>, because c (1.1.1).\n"


def test_an_empty_map_says_what_to_do(signed_in, graph_in_db):
    page = signed_in.get(reverse("map_prose", args=[graph_in_db().pk])).content.decode()

    assert "This map holds no nodes yet" in page


def test_it_needs_eight_queries_for_the_map_however_large(signed_in, map_, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        signed_in.get(reverse("map_prose", args=[map_.pk]))
