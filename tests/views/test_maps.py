from __future__ import annotations

from argmap.domain.vocabulary import NodeKind
from argmap.models import ArgumentMap, Span
from argmap.services.articles import duplicate_article
from argmap.services.drafts import NodeDraft, SpanDraft
from argmap.services.nodes import add_nodes
from argmap.services.projects import create_project


def mark(user, map_, article):
    draft = NodeDraft(kind=NodeKind.CLAIM, spans=(SpanDraft(article.pk, 0, 19),))
    add_nodes(by=user, map_=map_, drafts=[draft])


def test_a_new_map_draws_on_the_chosen_articles(signed_in, project, article):
    answer = signed_in.post(f"/projects/{project.slug}/maps/new/", {"title": "Roads", "articles": [article.pk]})

    map_ = ArgumentMap.objects.get()
    assert answer["Location"] == f"/maps/{map_.pk}/"
    assert map_.map_articles.get().article == article


def test_a_map_can_do_without_an_article(signed_in, project):
    signed_in.post(f"/projects/{project.slug}/maps/new/", {"title": "Own words"})

    assert not ArgumentMap.objects.get().map_articles.exists()


def test_a_map_without_a_title_is_refused(signed_in, project):
    answer = signed_in.post(f"/projects/{project.slug}/maps/new/", {"title": "  "})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["title"])


def test_an_article_of_another_project_cannot_be_chosen(signed_in, user, project, article):
    other = create_project(by=user, name="Other")

    answer = signed_in.post(f"/projects/{other.slug}/maps/new/", {"title": "Roads", "articles": [article.pk]})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["articles"])


def test_a_map_is_renamed_and_keeps_its_articles_and_passages(signed_in, user, map_, article):
    mark(user, map_, article)

    signed_in.post(f"/maps/{map_.pk}/edit/", {"title": "Fewer cars", "articles": [article.pk]})

    map_.refresh_from_db()
    assert map_.title == "Fewer cars"
    assert Span.objects.count() == 1


def test_articles_keep_their_order_and_new_ones_come_last(signed_in, map_, article):
    second = duplicate_article(article=article, title="A first in the alphabet")

    signed_in.post(f"/maps/{map_.pk}/edit/", {"title": "x", "articles": [second.pk, article.pk]})

    assert [place.article for place in map_.map_articles.all()] == [article, second]


def test_a_duplicate_has_the_nodes_and_another_name(signed_in, user, map_, article):
    mark(user, map_, article)

    answer = signed_in.post(f"/maps/{map_.pk}/duplicate/")

    copy = ArgumentMap.objects.exclude(pk=map_.pk).get()
    assert answer["Location"] == f"/projects/{map_.project.slug}/"
    assert (copy.title, copy.nodes.count()) == ("More buses? (copy)", 1)


def test_deleting_a_map_says_how_many_nodes_go_and_asks(signed_in, user, map_, article):
    mark(user, map_, article)

    question = signed_in.get(f"/maps/{map_.pk}/delete/").content.decode()

    assert "1 node with its links and history" in question
    assert ArgumentMap.objects.exists()


def test_a_deleted_map_is_gone_and_its_articles_stay(signed_in, map_, article):
    answer = signed_in.post(f"/maps/{map_.pk}/delete/")

    assert answer["Location"] == f"/projects/{map_.project.slug}/"
    assert not ArgumentMap.objects.exists()
    article.refresh_from_db()


def test_a_map_deleted_in_the_workbench_leads_to_its_project(signed_in, map_):
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver/maps/{map_.pk}/"}

    answer = signed_in.post(f"/maps/{map_.pk}/delete/", headers=headers)

    assert answer["HX-Redirect"] == f"/projects/{map_.project.slug}/"
