import pytest

from argmap.models import Article
from tests.management.calling import printed, refusal
from tests.paths import SHARED

REAL = SHARED / "articles" / "warming-israel-azerbaijan-ties.txt"


def test_import_article_stores_a_file_and_prints_its_id(project, tmp_path):
    file = tmp_path / "buses.md"
    file.write_text("# More buses\n\nWe need more buses.\n\nThey are full.\n", encoding="utf-8")

    key = printed("import_article", file, "--project", project.slug).strip()

    article = Article.objects.get(pk=key)
    assert (article.project, article.title) == (project, "More buses")
    assert "We need more buses." in article.current.text


@pytest.mark.skipif(not REAL.exists(), reason="the shared articles are not beside this checkout")
def test_import_article_stores_the_real_article_with_all_its_words(project):
    key = printed("import_article", REAL, "--project", project.slug).strip()

    assert Article.objects.get(pk=key).current.words == 1032


def test_import_article_into_an_unknown_project_names_the_known_ones(project, tmp_path):
    assert refusal("import_article", tmp_path, "--project", "none") == (
        "There is no project “none”; known are transport."
    )


def test_import_article_without_any_project_says_how_to_make_one(db, tmp_path):
    assert refusal("import_article", tmp_path, "--project", "none") == (
        "There is no project “none”; make one with “python manage.py create_project NAME”."
    )


def test_a_file_that_is_not_there_is_named(project, tmp_path):
    missing = tmp_path / "missing.txt"
    assert refusal("import_article", missing, "--project", project.slug) == f"{missing}: No such file or directory."


@pytest.mark.parametrize("content", [b"", b"\x7fELF\x02\x01\x01\x00" + bytes(500)], ids=["empty", "binary"])
def test_a_file_without_an_article_is_refused_in_one_sentence_and_stores_nothing(content, project, tmp_path):
    file = tmp_path / "file.bin"
    file.write_bytes(content)

    sentence = refusal("import_article", file, "--project", project.slug)

    assert sentence.startswith(f"{file}: ")
    assert "\n" not in sentence
    assert Article.objects.count() == 0


def test_an_address_inside_the_network_is_not_fetched(project):
    sentence = refusal("import_article", "http://127.0.0.1:1/secret", "--project", project.slug)

    assert sentence.startswith("http://127.0.0.1:1/secret: ")
    assert Article.objects.count() == 0
