from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from argmap.models import ArgumentMap, Article, Change, Revision
from tests.paths import SHARED

TEXT = "Keep the night trains\n\nThe night train should not be cut.\n\nIt carried 214,000 passengers last year.\n"


@pytest.fixture
def intake(signed_in, project):
    """Sends the form for a new article."""
    return lambda **data: signed_in.post(f"/projects/{project.slug}/articles/new/", data)


def proposed(answer):
    """The values of the proposal's form, as a browser would send them."""
    form = answer.context["form"]
    values = {name: form[name].value() for name in form.fields}
    return {name: str(value) for name, value in values.items() if value is not None} | {
        "draft": answer.context["sealed"]
    }


def test_pasted_text_is_proposed_and_nothing_is_stored(intake):
    answer = intake(text=TEXT)

    assert answer.status_code == 200
    assert answer.context["form"]["title"].value() == "Keep the night trains"
    assert ">The night train should not be cut.</p>" in answer.content.decode()
    assert not Article.objects.exists()


def test_a_text_without_a_title_is_called_by_its_first_words(intake):
    answer = intake(text="the line loses eleven million a year, the ministry says, and that is all that there is.")

    assert answer.context["form"]["title"].value() == "the line loses eleven million a year, the ministry says,"


def test_an_uploaded_file_is_read(intake):
    answer = intake(file=SimpleUploadedFile("trains.md", b"# Night trains\n\nKeep [them](https://example.org/)."))

    assert answer.context["form"]["title"].value() == "Night trains"
    assert '<a href="https://example.org/" rel="noopener' in answer.content.decode()


def test_the_text_is_never_markup(intake):
    answer = intake(text="Title\n\n<script>alert(1)</script> & <b>bold</b>\n")

    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;bold&lt;/b&gt;" in answer.content.decode()


@pytest.mark.parametrize(
    ("data", "field", "sentence"),
    [
        ({}, "text", "There is nothing to read yet"),
        ({"text": " \n "}, "text", "There is nothing to read yet"),
        ({"text": "words", "address": "https://example.org/"}, "__all__", "several articles"),
        ({"address": "http://127.0.0.1:1/"}, "address", "127.0.0.1"),
        ({"address": "not an address"}, "address", ""),
        ({"file": SimpleUploadedFile("empty.txt", b"")}, "file", "empty"),
        ({"file": SimpleUploadedFile("picture.txt", bytes(range(256)) * 40)}, "file", ""),
    ],
)
def test_a_fault_is_one_sentence_at_its_field_and_nothing_is_stored(intake, data, field, sentence):
    answer = intake(**data)

    assert answer.status_code == 422
    [fault] = answer.context["form"].errors[field]
    assert sentence in fault
    assert not Article.objects.exists()


def test_what_was_pasted_stays_in_the_box(intake):
    answer = intake(text="a\x00b " + TEXT)

    assert answer.status_code == 422
    assert "The night train should not be cut." in answer.content.decode()


def test_a_file_over_the_limit_is_refused_before_it_is_read(intake, monkeypatch):
    monkeypatch.setattr("argmap.forms.articles.MAX_BYTES", 1000)

    answer = intake(file=SimpleUploadedFile("long.txt", b"word " * 300))

    assert "limit" in answer.context["form"].errors["file"][0]


def test_saving_keeps_the_text_and_the_corrections(signed_in, intake, project):
    data = proposed(intake(text=TEXT)) | {"author": "Jana Feld", "published": "2026-03-14", "language": "en"}

    answer = signed_in.post(f"/projects/{project.slug}/articles/save/", data | {"save": ""})

    article = Article.objects.get()
    assert answer["Location"] == f"/articles/{article.pk}/"
    assert (article.author, str(article.published)) == ("Jana Feld", "2026-03-14")
    assert "It carried 214,000 passengers last year." in article.current.text
    assert article.project == project


def test_saving_and_starting_a_map_opens_the_workbench(signed_in, intake, project):
    data = proposed(intake(text=TEXT))

    answer = signed_in.post(f"/projects/{project.slug}/articles/save/", data | {"start": ""})

    map_ = ArgumentMap.objects.get()
    assert answer["Location"] == f"/maps/{map_.pk}/"
    assert map_.title == "Keep the night trains"
    assert [place.article for place in map_.map_articles.all()] == list(Article.objects.all())


def test_a_correction_that_is_wrong_keeps_the_proposal(signed_in, intake, project):
    data = proposed(intake(text=TEXT)) | {"title": "", "published": "yesterday", "language": "klingon!"}

    answer = signed_in.post(f"/projects/{project.slug}/articles/save/", data)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"title", "published", "language"}
    assert "The night train should not be cut." in answer.content.decode()
    assert data["draft"] in answer.content.decode()
    assert not Article.objects.exists()


def test_a_text_that_was_changed_on_its_way_is_refused(signed_in, intake, project):
    data = proposed(intake(text=TEXT))

    answer = signed_in.post(f"/projects/{project.slug}/articles/save/", data | {"draft": data["draft"][:-2]})

    assert answer.status_code == 422
    assert "did not come back whole" in answer.content.decode()


def test_the_article_of_the_issue_goes_through_whole(signed_in, intake, project):
    path = SHARED / "articles" / "warming-israel-azerbaijan-ties.txt"
    if not path.exists():
        pytest.skip("the shared articles are not on this machine")
    text = path.read_text()

    data = proposed(intake(text=text))
    signed_in.post(f"/projects/{project.slug}/articles/save/", data)

    article = Article.objects.get()
    assert article.current.words == 1032
    assert (article.title, article.language) == ("Warming Israel-Azerbaijan ties and the Iranian ire they stoke", "en")


def test_the_page_of_an_article_shows_its_text_and_its_maps(signed_in, article, map_):
    page = signed_in.get(f"/articles/{article.pk}/").content.decode()

    assert '<p class="block" id="at-0" data-start="0" data-end="19">We need more buses.</p>' in page
    assert f'href="/maps/{map_.pk}/"' in page


def test_a_text_from_right_to_left_is_shown_so(signed_in, article):
    Article.objects.update(direction="rtl", language="he")

    assert 'lang="he" dir="rtl"' in signed_in.get(f"/articles/{article.pk}/").content.decode()


def test_the_details_of_an_article_can_be_corrected(signed_in, article):
    data = {"title": "More\nbuses", "author": "Jana Feld", "direction": "ltr", "url": "https://example.org/a"}

    answer = signed_in.post(f"/articles/{article.pk}/edit/", data)

    assert answer["Location"] == f"/articles/{article.pk}/"
    article.refresh_from_db()
    assert (article.title, article.author, article.url) == ("More buses", "Jana Feld", "https://example.org/a")


def test_an_article_without_a_title_is_refused(signed_in, article):
    answer = signed_in.post(f"/articles/{article.pk}/edit/", {"title": " ", "direction": "ltr"})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["title"])


def test_a_duplicate_has_all_revisions_and_no_maps(signed_in, article, map_):
    answer = signed_in.post(f"/articles/{article.pk}/duplicate/")

    copy = Article.objects.exclude(pk=article.pk).get()
    assert answer["Location"] == f"/articles/{copy.pk}/"
    assert copy.title == "Buses (copy)"
    assert copy.current.text == article.current.text
    assert Revision.objects.count() == 2
    assert not copy.map_articles.exists()


def test_deleting_an_article_names_the_maps_that_use_it_and_asks(signed_in, article, map_):
    question = signed_in.get(f"/articles/{article.pk}/delete/").content.decode()

    assert "1 map draws on this article" in question
    assert "More buses?" in question
    assert Article.objects.exists()


def test_deleting_an_article_leaves_its_maps(signed_in, article, map_, project):
    answer = signed_in.post(f"/articles/{article.pk}/delete/")

    assert answer["Location"] == f"/projects/{project.slug}/"
    assert not Article.objects.exists()
    assert ArgumentMap.objects.get() == map_
    assert Change.objects.filter(map=map_, action="detach_article").count() == 1


def test_a_map_is_started_from_an_article(signed_in, article):
    answer = signed_in.post(f"/articles/{article.pk}/map/")

    map_ = ArgumentMap.objects.get()
    assert answer["Location"] == f"/maps/{map_.pk}/"
    assert (map_.title, map_.map_articles.get().article) == ("Buses", article)


def test_no_page_carries_a_script_or_style_of_its_own():
    templates = Path(__file__).resolve().parents[2] / "templates"

    for path in templates.rglob("*.html"):
        source = path.read_text()
        assert " style=" not in source, path
        assert "<style" not in source, path
        assert "javascript:" not in source, path
        assert " onclick=" not in source, path
