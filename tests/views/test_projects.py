from __future__ import annotations

from datetime import date

import pytest

from argmap.domain.structure import Structure
from argmap.intake.base import ArticleDraft
from argmap.models import ArgumentMap, Article, Membership, Project, User
from argmap.services.articles import create_article, edit_article
from argmap.services.maps import create_map
from argmap.services.projects import create_project


def fill(user, project, number):
    for index in range(number):
        draft = ArticleDraft(text=f"Text {index}.", structure=Structure(), title=f"Article {index}")
        article = create_article(project=project, draft=draft)
        create_map(by=user, project=project, title=f"Map {index}", articles=[article])


def queries_of(client, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(20) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_an_empty_home_page_asks_for_a_first_project(signed_in):
    page = signed_in.get("/").content.decode()

    assert "Begin with a project" in page
    assert 'action="/projects/"' in page


def test_home_shows_maps_and_articles_with_what_one_needs_to_choose(signed_in, map_, article):
    edit_article(article=article, values={"author": "Jana Feld", "published": date(2026, 3, 14)})

    page = signed_in.get("/").content.decode()

    shown = ("Transport", "More buses?", "no nodes", "changed", f"{article.current.words} words", "1 map,")
    assert [words for words in (*shown, "Jana Feld · 14 March 2026") if words not in page] == []


def test_home_does_not_show_the_projects_of_others(signed_in):
    create_project(by=User.objects.create_user("ben"), name="Secret plans")

    assert "Secret plans" not in signed_in.get("/").content.decode()


def test_home_shows_the_last_five_of_each_list_and_how_many_there_are(signed_in, user, project):
    fill(user, project, 7)

    [shelf] = signed_in.get("/").context["shelves"]

    assert [m.title for m in shelf.maps] == ["Map 6", "Map 5", "Map 4", "Map 3", "Map 2"]
    assert len(shelf.articles) == 5
    assert "All 7 maps" in signed_in.get("/").content.decode()


def test_home_needs_the_same_number_of_queries_for_2_and_30_of_everything(
    signed_in, user, project, django_assert_max_num_queries
):
    fill(user, project, 2)
    few = queries_of(signed_in, "/", django_assert_max_num_queries)
    for number in range(30):
        create_project(by=user, name=f"Project {number}")
    fill(user, project, 28)

    assert queries_of(signed_in, "/", django_assert_max_num_queries) == few


def test_a_project_needs_the_same_number_of_queries_for_2_and_30_rows(
    signed_in, user, project, django_assert_max_num_queries
):
    address = f"/projects/{project.slug}/"
    fill(user, project, 2)
    few = queries_of(signed_in, address, django_assert_max_num_queries)
    fill(user, project, 28)

    assert queries_of(signed_in, address, django_assert_max_num_queries) == few


def test_an_empty_project_has_the_box_to_paste_into(signed_in, project):
    page = signed_in.get(f"/projects/{project.slug}/").content.decode()

    assert f'action="/projects/{project.slug}/articles/new/"' in page
    assert '<textarea name="text"' in page


def test_a_project_with_many_rows_can_be_searched_by_title_and_author(signed_in, user, project):
    fill(user, project, 9)
    Article.objects.filter(title="Article 3").update(author="Jana Feld")
    address = f"/projects/{project.slug}/"

    by_author = signed_in.get(address, {"q": "feld jana"}).context
    by_title = signed_in.get(address, {"q": "MAP 4"}).context

    assert [a.title for a in by_author["articles"]] == ["Article 3"]
    assert [m.title for m in by_title["maps"]] == ["Map 4"]


def test_a_project_with_few_rows_has_no_search_box(signed_in, map_):
    assert 'id="filter"' not in signed_in.get(f"/projects/{map_.project.slug}/").content.decode()


def test_the_lists_are_sorted_as_asked(signed_in, user, project):
    fill(user, project, 9)
    address = f"/projects/{project.slug}/"

    maps = signed_in.get(address, {"sort": "title"}).context["maps"]
    nonsense = signed_in.get(address, {"sort": "moon"}).context["maps"]

    assert [m.title for m in maps] == [f"Map {n}" for n in range(9)]
    assert nonsense[0].title == "Map 8"


def test_long_lists_come_in_pages(signed_in, user, project):
    fill(user, project, 31)

    page = signed_in.get(f"/projects/{project.slug}/", {"maps": 2, "sort": "changed"})

    assert [m.title for m in page.context["maps"]] == ["Map 0"]
    assert "31–31 of 31" in page.content.decode()


def test_htmx_gets_the_lists_alone(signed_in, map_):
    headers = {"HX-Request": "true", "HX-Target": "lists"}

    page = signed_in.get(f"/projects/{map_.project.slug}/", {"q": "bus"}, headers=headers).content.decode()

    assert "<html" not in page
    assert "More buses?" in page


def test_a_project_is_made_and_its_page_opens(signed_in, user):
    answer = signed_in.post("/projects/", {"name": "Rail policy"})

    assert answer["Location"] == "/projects/rail-policy/"
    assert Membership.objects.get(project__name="Rail policy", user=user).role == "owner"


def test_a_project_may_be_called_in_any_script(signed_in):
    answer = signed_in.post("/projects/", {"name": "Éisenbahn 鉄道"}, follow=True)

    assert answer.status_code == 200
    assert answer.context["project"].name == "Éisenbahn 鉄道"


@pytest.mark.parametrize("name", ["", "   ", "x" * 201])
def test_a_project_without_a_proper_name_is_refused_at_the_field(signed_in, name):
    answer = signed_in.post("/projects/", {"name": name})

    assert answer.status_code == 422
    assert "errorlist" in answer.content.decode()
    assert not Project.objects.exists()


def test_a_project_is_renamed_and_keeps_its_address(signed_in, project):
    answer = signed_in.post(f"/projects/{project.slug}/rename/", {"name": "Buses and trains"})

    assert answer["Location"] == f"/projects/{project.slug}/"
    assert Project.objects.get(pk=project.pk).name == "Buses and trains"


def test_deleting_a_project_says_what_goes_with_it_and_asks(signed_in, map_):
    address = f"/projects/{map_.project.slug}/delete/"

    question = signed_in.get(address).content.decode()

    assert "1 article and 1 map" in question
    assert Project.objects.count() == 1
    assert signed_in.post(address)["Location"] == "/"
    assert (Project.objects.count(), ArgumentMap.objects.count(), Article.objects.count()) == (0, 0, 0)


def test_in_a_dialog_the_form_is_a_fragment_and_success_makes_the_page_anew(signed_in, project):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/"}
    address = f"/projects/{project.slug}/rename/"

    form = signed_in.get(address, headers=headers)
    refused = signed_in.post(address, {"name": ""}, headers=headers)
    renamed = signed_in.post(address, {"name": "Roads"}, headers=headers)

    assert "<html" not in form.content.decode()
    assert (refused.status_code, "errorlist" in refused.content.decode()) == (422, True)
    assert renamed["HX-Refresh"] == "true"


def test_a_project_deleted_on_its_own_page_leads_home(signed_in, project):
    address = f"/projects/{project.slug}/"
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{address}?sort=title"}

    assert signed_in.post(f"{address}delete/", headers=headers)["HX-Redirect"] == "/"
