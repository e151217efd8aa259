from django.core.files.uploadedfile import SimpleUploadedFile

from argmap.models import Article
from tests.api.conftest import assert_problem, place

TEXT = "The Old Dock\n\nBy Ann Smith\n\nThe dock  must open.\r\nIt is cheap."


def test_a_pasted_text_is_answered_as_it_is_stored(owner, project):
    response = owner.post("articles/", {"project": "transport", "text": TEXT})

    assert response.status_code == 201
    article = response.json()
    assert owner.get(f"articles/{article['id']}/").json() == article
    assert article["project"] == str(project.pk)
    assert (article["title"], article["author"]) == ("The Old Dock", "Ann Smith")
    assert article["text"] == Article.objects.get(pk=article["id"]).current.text
    assert "\r" not in article["text"]
    assert article["length"] == len(article["text"])
    block = article["structure"]["blocks"][0]
    assert article["text"][block["start"] : block["end"]] == "The Old Dock"


def test_a_text_that_is_normal_already_is_stored_as_it_is(owner, project):
    text = "“One”\u00a0word.\n\nAnother 🚌 word."

    article = owner.post("articles/", {"project": str(project.pk), "text": text, "title": "T"}).json()

    assert (article["text"], article["title"]) == (text, "T")


def test_what_is_given_wins_over_what_the_text_tells(owner, project):
    given = {
        "title": "Mine",
        "subtitle": "S",
        "author": "",
        "publication": "P",
        "published": "2024-02-29",
        "url": "https://example.org/a",
        "language": "fr",
        "direction": "rtl",
    }

    article = owner.post("articles/", {"project": str(project.pk), "text": TEXT, **given}).json()

    assert {key: article[key] for key in given} == given


def test_a_file_is_uploaded(owner, project):
    file = SimpleUploadedFile("a.md", b"# The dock\n\nIt must *open*.", content_type="text/markdown")

    response = owner.post("articles/", {"project": "transport", "file": file, "language": "en"}, format="multipart")

    assert response.status_code == 201, response.json()
    assert response.json()["text"] == "The dock\n\nIt must open."
    assert (response.json()["title"], response.json()["published"]) == ("The dock", None)


def test_an_address_of_this_very_network_is_not_fetched(owner, project):
    problem = assert_problem(owner.post("articles/", {"project": "transport", "address": "http://127.0.0.1/"}), 422)

    assert problem["type"] == "urn:problem-type:argmap:unreadable-article"


def test_an_article_needs_exactly_one_source(owner, project):
    for source in ({}, {"text": "A text.", "address": "https://example.org/"}, {"text": ""}):
        assert_problem(owner.post("articles/", {"project": "transport", **source}), 422)
    assert not Article.objects.filter(project=project).exists()


def test_articles_that_cannot_be_read_are_refused_and_nothing_is_stored(owner, project):
    binary = SimpleUploadedFile("a.txt", bytes(range(256)) * 40)

    assert_problem(owner.post("articles/", {"project": "transport", "file": binary}, format="multipart"), 422)
    assert_problem(owner.post("articles/", {"project": "transport", "text": "a\x00b"}), 422)
    assert_problem(owner.post("articles/", {"project": "transport", "text": "  \n "}), 422)
    assert_problem(owner.post("articles/", {"project": "transport", "text": "A", "published": "yesterday"}), 422)
    assert_problem(owner.post("articles/", {"project": "transport", "text": "A", "titel": "B"}), 422)
    assert not Article.objects.filter(project=project).exists()


def test_the_list_gives_texts_only_where_they_are_asked_for(owner, project, article, map_):
    query = f"articles/?project={project.slug}&map={map_.pk}"
    [plain] = owner.get(query).json()["results"]
    [full] = owner.get(f"{query}&text=1").json()["results"]

    assert "text" not in plain
    assert "structure" not in plain
    assert plain["revision"] == str(article.current.pk)
    assert full == owner.get(f"articles/{article.pk}/").json()
    assert full["text"] == article.current.text
    assert owner.get("articles/?project=elsewhere").json()["results"] == []


def test_a_new_text_is_a_new_revision_and_maps_keep_theirs(owner, article, map_):
    old = article.current

    changed = owner.patch(f"articles/{article.pk}/", {"text": "Quite another text.", "title": "New"}).json()
    again = owner.patch(f"articles/{article.pk}/", {"text": "Quite another text."}).json()

    assert (changed["text"], changed["title"]) == ("Quite another text.", "New")
    assert changed["revision"] != str(old.pk)
    assert again["revision"] == changed["revision"]
    assert owner.get(f"maps/{map_.pk}/").json()["pinned"] == [{"article": str(article.pk), "revision": str(old.pk)}]
    revisions = owner.get(f"articles/{article.pk}/revisions/").json()
    assert [(row["number"], row["id"]) for row in revisions] == [(1, str(old.pk)), (2, changed["revision"])]
    assert owner.get(f"articles/{article.pk}/revisions/{old.pk}/").json()["text"] == old.text


def test_fields_are_edited_and_the_text_stays(owner, article):
    address = f"articles/{article.pk}/"

    edited = owner.patch(address, {"author": "Ann"}).json()
    replaced = owner.put(address, {"title": "Only this"}).json()

    assert (edited["author"], edited["title"], edited["text"]) == ("Ann", "Buses", article.current.text)
    assert (replaced["author"], replaced["title"], replaced["text"]) == ("", "Only this", article.current.text)
    assert owner.put(address, replaced).status_code == 200
    assert_problem(owner.patch(address, {"title": ""}), 422)
    assert_problem(owner.patch(address, {"project": "another"}), 422)
    assert_problem(owner.patch(address, {"text": " "}), 422)


def test_deleting_an_article_takes_its_passages_from_the_maps(owner, article, map_, add_node):
    node = add_node("Mine", spans=[place(article, "full")])

    assert owner.delete(f"articles/{article.pk}/").status_code == 204

    assert owner.get(f"nodes/{node['id']}/").json()["spans"] == []
    assert owner.get(f"maps/{map_.pk}/").json()["articles"] == []
