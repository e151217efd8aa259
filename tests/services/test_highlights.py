from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from argmap.domain.structure import Structure
from argmap.domain.vocabulary import NodeKind
from argmap.exceptions import IdTakenError, NotFoundError, RuleError, StaleError
from argmap.intake.base import ArticleDraft
from argmap.models import Change, Highlight, Span, new_id
from argmap.queries.faults import faults_of_map
from argmap.queries.graph import QUERIES, load_graph
from argmap.services import highlights
from argmap.services.articles import create_article, detach_article
from argmap.services.drafts import NodeDraft, SpanDraft
from argmap.services.maps import create_map, duplicate_map
from argmap.services.nodes import TEXT_LENGTH, edit_node, mark_passage
from argmap.services.undo import redo_change, undo_change

pytestmark = pytest.mark.django_db


@pytest.fixture
def add(user, map_, article):
    """Highlights these words of the article and gives the highlight."""

    def add(words="more buses", note="", **values):
        start = article.current.text.index(words)
        passage = SpanDraft(article.pk, start, start + len(words))
        highlights.add_highlights(by=user, map_=map_, passages=[passage], note=note, **values)
        return Highlight.objects.filter(map=map_, exact=words).latest("pk")

    return add


def test_a_passage_is_highlighted_with_its_quotation_and_note(add, user, map_):
    made = add("🚌 Full", note="  Look here.\n")

    assert (made.exact, made.note, made.created_by, made.version) == ("🚌 Full", "Look here.", user, map_.version)
    assert made.prefix.endswith("Buses are full. ")
    assert made.suffix.startswith(" only on")
    assert Change.objects.last().summary == "Highlight “🚌 Full”"


def test_several_parts_are_one_step(user, map_, article):
    passages = [SpanDraft(article.pk, 0, 2), SpanDraft(article.pk, 3, 7)]

    highlights.add_highlights(by=user, map_=map_, passages=passages)

    assert [row.exact for row in map_.highlights.all()] == ["We", "need"]
    undo_change(by=user, map_=map_)
    assert not map_.highlights.exists()
    redo_change(by=user, map_=map_)
    assert map_.highlights.count() == 2


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (0, 10_000)])
def test_a_passage_lies_in_its_text(user, map_, article, start, end):
    with pytest.raises(RuleError, match="outside the text"):
        highlights.add_highlights(by=user, map_=map_, passages=[SpanDraft(article.pk, start, end)])


def test_the_database_refuses_an_empty_passage(map_, article):
    with pytest.raises(IntegrityError, match="highlight_is_not_empty"), transaction.atomic():
        Highlight.objects.create(map=map_, revision=article.current, start=2, end=2, exact="")


def test_a_repeated_create_is_harmless_and_another_use_of_the_id_is_refused(add, map_):
    key = new_id()
    add(id=key)
    version = map_.version

    add(id=key)

    assert (map_.highlights.count(), map_.version) == (1, version)
    with pytest.raises(IdTakenError):
        add(id=key, note="Other")


def test_a_note_is_edited_and_taken_away(add, user, map_):
    made = add()

    highlights.edit_highlight(by=user, highlight=made, note="Odd.", expected_version=made.version)
    assert Highlight.objects.get().note == "Odd."
    assert Change.objects.last().summary == "Note on “more buses”"
    with pytest.raises(StaleError):
        highlights.edit_highlight(by=user, highlight=Highlight.objects.get(), note="Even.", expected_version=1)
    highlights.edit_highlight(by=user, highlight=made, note="")
    undo_change(by=user, map_=map_)
    undo_change(by=user, map_=map_)
    assert Highlight.objects.get().note == ""


def test_what_was_deleted_meanwhile_is_told(add, user):
    made = add()
    highlights.delete_highlight(by=user, highlight=Highlight.objects.get())

    with pytest.raises(NotFoundError):
        highlights.edit_highlight(by=user, highlight=made, note="x")


@pytest.mark.parametrize("kind", NodeKind)
def test_a_highlight_becomes_a_node_with_its_note_as_one_step(add, user, map_, kind):
    made = add(note="Odd.")
    key = new_id()

    change = highlights.turn_into_node(by=user, highlight=made, kind=kind, node_id=key)

    node = map_.nodes.get()
    span = Span.objects.get()
    assert (node.pk, node.kind, node.text, node.note, node.created_by) == (key, kind, "more buses", "Odd.", user)
    assert (span.node, span.start, span.exact, span.prefix) == (node, made.start, made.exact, made.prefix)
    assert not Highlight.objects.exists()
    assert change.summary == f"Make a highlight {kind} “more buses”"
    undo_change(by=user, map_=map_)
    assert (map_.nodes.count(), Highlight.objects.get().pk, Highlight.objects.get().note) == (0, made.pk, "Odd.")
    redo_change(by=user, map_=map_)
    assert (map_.nodes.get().pk, Highlight.objects.count()) == (key, 0)


def test_the_id_of_another_node_is_refused(add, user, map_):
    first = add()
    key = new_id()
    highlights.turn_into_node(by=user, highlight=first, kind=NodeKind.CLAIM, node_id=key)

    with pytest.raises(IdTakenError):
        highlights.turn_into_node(by=user, highlight=add("full"), kind=NodeKind.CLAIM, node_id=key)
    assert map_.highlights.count() == 1


def test_a_passage_without_words_or_with_too_many_becomes_no_node_and_stays_highlighted(user, project):
    draft = ArticleDraft(text="word  word " * 10_000, structure=Structure(), title="Words")
    article = create_article(project=project, draft=draft)
    map_ = create_map(by=user, project=project, title="Words", articles=[article])
    passages = [SpanDraft(article.pk, 4, 6), SpanDraft(article.pk, 0, TEXT_LENGTH + 3)]
    highlights.add_highlights(by=user, map_=map_, passages=passages)

    for highlight, reason in zip(map_.highlights.order_by("-start"), ("needs words", "limit is 100000"), strict=True):
        with pytest.raises(RuleError, match=reason):
            highlights.turn_into_node(by=user, highlight=highlight, kind=NodeKind.CLAIM)
    with pytest.raises(RuleError, match="limit is 100000"):
        mark_passage(by=user, map_=map_, draft=NodeDraft(kind=NodeKind.CLAIM, spans=(passages[1],)))

    assert (map_.nodes.count(), map_.highlights.count()) == (0, 2)


def test_it_goes_with_its_article_and_comes_back(add, user, map_, article):
    add(note="Odd.")

    detach_article(by=user, map_=map_, article=article)
    assert not Highlight.objects.exists()

    undo_change(by=user, map_=map_)
    assert Highlight.objects.get().note == "Odd."


def test_a_copy_of_the_map_has_it_and_a_branch_does_not(add, user, map_):
    add(note="Odd.")
    highlights.turn_into_node(by=user, highlight=add("full"), kind=NodeKind.CLAIM)
    edit_node(by=user, node=map_.nodes.get(), main=True)

    copy = duplicate_map(by=user, map_=map_)

    assert [(row.exact, row.note) for row in copy.highlights.all()] == [("more buses", "Odd.")]
    assert list(faults_of_map(copy)) == []


def test_a_graph_holds_it_for_the_same_number_of_queries(add, map_, django_assert_num_queries):
    made = add(note="Odd.")
    for words in ("We", "need", "only"):
        add(words)

    with django_assert_num_queries(QUERIES):
        graph = load_graph(map_)

    held = graph.highlights[str(made.pk)]
    assert (held.note, held.span.exact, held.span.article) == ("Odd.", "more buses", str(made.revision.article_id))
    assert len(graph.highlights) == 4
