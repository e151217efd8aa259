"""The index holds what is there, whoever writes it: each test compares it with one that is made anew."""

from __future__ import annotations

import pytest
from django.db import connection

from argmap.domain.structure import Structure
from argmap.domain.vocabulary import NodeKind
from argmap.intake.base import ArticleDraft
from argmap.models import Article, Comment, Node, SearchEntry
from argmap.queries.search.find import Found, Search
from argmap.services.articles import create_article, delete_article, edit_article
from argmap.services.comments import add_comment, delete_comment, edit_comment, reply_to_comment
from argmap.services.drafts import NodeDraft, SpanDraft
from argmap.services.maps import delete_map, duplicate_map, edit_map
from argmap.services.nodes import add_nodes, delete_node, edit_node
from argmap.services.projects import delete_project
from argmap.services.search_index import rebuild_index
from argmap.services.undo import redo_change, undo_change

pytestmark = pytest.mark.django_db

COLUMNS = ["project", "article", "node", "comment", "title", "text", "more"]


def stored():
    """The entries, with what only PostgreSQL has, and how many of them have the word “buses”."""
    extra = ["config", "words::text"] if connection.vendor == "postgresql" else []
    rows = SearchEntry.objects.extra(select={f"extra{i}": column for i, column in enumerate(extra)})
    return sorted(map(str, rows.values_list(*(f"extra{i}" for i in range(len(extra))), *COLUMNS)))


@pytest.fixture(autouse=True)
def _index_is_as_if_made_anew(db):
    yield
    kept = stored()
    found = counted("buses")
    rebuild_index()
    assert kept == stored()
    assert found == counted("buses")
    if connection.vendor == "sqlite":  # raises where the full text is not that of the entries
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO argmap_search (argmap_search, rank) VALUES ('integrity-check', 1)")


def counted(words):
    return len(Found(Search(words), SearchEntry.objects.values_list("project", flat=True).distinct()))


@pytest.fixture
def node(user, map_):
    draft = NodeDraft(kind=NodeKind.CLAIM, text="Night buses pay", sources=("A study", "Ünïcode “quotes”"))
    add_nodes(by=user, map_=map_, drafts=[draft])
    return map_.nodes.get(pk=draft.id)


@pytest.fixture
def comment(user, map_, node):
    add_comment(by=user, map_=map_, node=node, text="Which buses pay?")
    return Comment.objects.select_related("map", "parent").get()


def test_new_articles_and_nodes_are_in_it(node, article):
    assert counted("buses") == 2
    assert counted("study") == 1


def test_edits_are_in_it(user, node, article):
    edit_node(by=user, node=node, text="Trams pay", note="Ask again")
    edit_article(article=article, values={"title": "Trams", "author": "Ana", "language": "de"})

    assert counted("trams") == 2
    assert counted("again") == 1
    assert counted("night") == 0


def test_undo_and_redo_are_in_it(user, map_, node):
    undo_change(by=user, map_=map_)
    assert counted("night") == 0

    redo_change(by=user, map_=map_)
    assert counted("night") == 1


def test_what_is_deleted_is_not_in_it(user, map_, node, article):
    delete_node(by=user, node=node)
    assert counted("buses") == 1

    undo_change(by=user, map_=map_)
    delete_map(map_=map_)
    delete_article(by=user, article=article)
    assert SearchEntry.objects.count() == 0


def test_a_project_takes_its_entries_with_it(project, node):
    delete_project(project=project)

    assert SearchEntry.objects.count() == 0


def test_copies_and_imports_are_in_it(user, map_, node, graph_in_db):
    duplicate_map(by=user, map_=map_)
    graph_in_db("a -> b", "c -x b", text="Buses in a file")

    assert counted("night") == 2
    assert SearchEntry.objects.count() == 2 + 2 + 3


def test_a_new_revision_takes_the_place_of_the_old_text(article):
    article.revisions.create(number=2, text="Ferries now", sha256="", length=11, words=2)

    assert counted("ferries") == 1
    assert counted("mondays") == 0

    article.revisions.get(number=2).delete()
    assert counted("mondays") == 1


def test_nodes_follow_the_language_of_their_map(user, project, map_, node, article):
    german = create_article(
        project=project, draft=ArticleDraft(text="Busse.", structure=Structure(), title="B", language="de")
    )
    edit_map(by=user, map_=map_, articles=[german.pk])
    edit_article(article=german, values={"language": "fr"})
    Article.objects.filter(pk=article.pk).update(language="es-MX")


def test_writes_past_the_services_are_in_it(map_, node):
    Node.objects.bulk_create([Node(map=map_, kind="claim", text=f"Ferry {number}") for number in range(30)])
    Node.objects.filter(text__startswith="Ferry 1").update(text="Barge")
    Node.objects.filter(text="Ferry 2").delete()

    assert counted("ferry") == 18
    assert counted("barge") == 11


def test_a_text_of_very_many_different_words_is_in_it_with_its_beginning(project):
    words = " ".join(f"word{number:09}" for number in range(60_000))

    create_article(project=project, draft=ArticleDraft(text=words, structure=Structure(), title="Long"))

    assert counted("word000000001") == 1


def test_comments_replies_and_edits_are_in_it(user, comment):
    reply_to_comment(by=user, comment=comment, text="The night buses do.")
    assert (counted("buses"), counted("which")) == (4, 1)

    edit_comment(by=user, comment=comment, text="Which trams pay?")
    assert (counted("buses"), counted("which trams")) == (3, 1)

    undo_change(by=user, map_=comment.map)
    assert counted("which buses") == 1


def test_a_deleted_comment_is_not_in_it_and_comes_back_with_an_undo(user, comment):
    reply_to_comment(by=user, comment=comment, text="The night ones do.")

    delete_comment(by=user, comment=Comment.objects.select_related("map", "parent").get(pk=comment.pk))
    assert Comment.objects.filter(text="").count() == 1
    assert SearchEntry.objects.filter(comment__isnull=False).count() == 1

    undo_change(by=user, map_=comment.map)
    assert counted("which buses") == 1


def test_comments_go_with_what_they_stand_on(user, map_, node, article, comment):
    add_comment(by=user, map_=map_, text="On these words", passage=SpanDraft(article.pk, 0, 5))
    assert counted("words") == 1

    delete_node(by=user, node=node)
    assert counted("which buses") == 0

    undo_change(by=user, map_=map_)
    assert counted("which buses") == 1

    delete_map(map_=map_)
    assert not SearchEntry.objects.filter(comment__isnull=False).exists()


def test_comments_follow_the_language_of_their_map(user, project, map_, article, comment):
    german = create_article(
        project=project, draft=ArticleDraft(text="Busse.", structure=Structure(), title="B", language="de")
    )
    edit_map(by=user, map_=map_, articles=[german.pk])
    edit_article(article=german, values={"language": "fr"})
    Article.objects.filter(pk=article.pk).update(language="es-MX")


def test_comments_written_past_the_services_are_in_it(map_, comment):
    Comment.objects.bulk_create([Comment(map=map_, text=f"Ferry {number}") for number in range(30)])
    Comment.objects.filter(text__startswith="Ferry 1").update(text="")
    Comment.objects.filter(text="Ferry 2").delete()
    comment.author.delete()

    assert counted("ferry") == 18
    assert counted("which") == 1
