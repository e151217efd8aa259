"""Undo and redo after others changed what a step touched: what can comes back, or a sentence says why not."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, models

from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.exceptions import UndoError
from argmap.models import ArgumentMap, Change, Comment, Highlight, MapArticle, Membership, Mention, Node, User
from argmap.permissions import Role
from argmap.queries.faults import faults_between_rows, faults_of_map
from argmap.queries.graph import load_graph
from argmap.services import comments, highlights, links, tags
from argmap.services.articles import attach_article, detach_article
from argmap.services.drafts import NodeDraft, SpanDraft
from argmap.services.nodes import add_nodes, delete_node, edit_node
from argmap.services.rows import TABLE_OF, TABLES, VERSIONED, WHOLE_OF, columns, path_to_map, references, referred
from argmap.services.selections import tag_selection
from argmap.services.undo import redo_change, stacks_of, undo_change
from tests.services.bench import Bench

pytestmark = pytest.mark.django_db


@pytest.fixture
def bench(user, map_):
    return Bench(user, map_)


@pytest.fixture
def ben(map_):
    ben = User.objects.create_user("ben")
    Membership.objects.create(project=map_.project, user=ben, role=Role.OWNER)
    return ben


def sound(map_):
    connection.check_constraints()
    return [*faults_between_rows(), *faults_of_map(map_)] == []


def mark(by, map_, passage):
    add_nodes(by=by, map_=map_, drafts=[NodeDraft(kind=NodeKind.CLAIM, spans=(passage,))])


def highlight(by, map_, passage):
    highlights.add_highlights(by=by, map_=map_, passages=[passage])


def comment(by, map_, passage=None, text="So?"):
    comments.add_comment(by=by, map_=map_, text=text, passage=passage)
    return Comment.objects.select_related("map", "parent").get(map=map_, text=text)


def reply(by, head, text="Yes."):
    comments.reply_to_comment(by=by, comment=head, text=text)
    return Comment.objects.select_related("map", "parent").get(map=head.map, text=text)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


# Passages stand in articles that the map holds.


@pytest.mark.parametrize("use", [mark, highlight, comment])
def test_an_article_does_not_leave_under_what_others_put_into_it(user, ben, map_, article, use):
    detach_article(by=ben, map_=map_, article=article)
    mark(user, map_, SpanDraft(article.pk, 0, 2))  # brings the article along
    use(ben, map_, SpanDraft(article.pk, 3, 7))

    with pytest.raises(UndoError, match=r"stand in an article that would leave the map \(the latest by others: .* ben"):
        undo_change(by=user, map_=map_)

    assert sound(map_)
    undo_change(by=ben, map_=map_)
    undo_change(by=user, map_=map_)
    assert (sound(map_), MapArticle.objects.count(), map_.nodes.count()) == (True, 0, 0)


@pytest.mark.parametrize("use", [mark, highlight, comment])
def test_what_stood_in_an_article_that_has_left_comes_back_once_that_is_back(user, ben, map_, article, use):
    use(user, map_, SpanDraft(article.pk, 3, 7))
    undo_change(by=user, map_=map_)
    detach_article(by=ben, map_=map_, article=article)

    with pytest.raises(UndoError, match="in an article that is not in the map any more"):
        redo_change(by=user, map_=map_)
    attach_article(by=ben, map_=map_, article=article)
    redo_change(by=user, map_=map_)

    graph = load_graph(map_)
    assert (sound(map_), len(graph.nodes) + len(graph.highlights) + len(graph.comments)) == (True, 1)


def test_an_article_that_somebody_has_put_back_already_gets_its_passages_again(user, ben, map_, article):
    mark(user, map_, SpanDraft(article.pk, 0, 2))
    highlight(user, map_, SpanDraft(article.pk, 3, 7))
    detach_article(by=user, map_=map_, article=article)
    attach_article(by=ben, map_=map_, article=article)

    undo_change(by=user, map_=map_)

    graph = load_graph(map_)
    assert ([len(node.spans) for node in graph.nodes.values()], len(graph.highlights)) == ([1], 1)
    assert (sound(map_), MapArticle.objects.count()) == (True, 1)


# A thread without words has replies.


def test_the_last_reply_takes_a_deleted_first_comment_with_it_and_both_are_brought_back(user, ben, map_):
    head = comment(user, map_)
    reply(ben, head)
    comments.delete_comment(by=user, comment=fresh(head))

    undo_change(by=ben, map_=map_)
    assert (sound(map_), Comment.objects.count()) == (True, 0)

    redo_change(by=ben, map_=map_)
    assert (sound(map_), [row.text for row in Comment.objects.all()]) == (True, ["", "Yes."])


def test_a_first_comment_that_is_deleted_again_goes_whole_where_its_replies_are_gone(user, ben, map_):
    head = comment(user, map_)
    answer = reply(ben, head)
    comments.delete_comment(by=user, comment=fresh(head))
    undo_change(by=user, map_=map_)
    comments.delete_comment(by=ben, comment=fresh(answer))

    redo_change(by=user, map_=map_)
    assert (sound(map_), Comment.objects.count()) == (True, 0)

    undo_change(by=user, map_=map_)
    assert (sound(map_), [row.text for row in Comment.objects.all()]) == (True, ["So?"])


# People whose accounts are gone.


def test_what_somebody_made_comes_back_without_an_account_that_is_gone(user, ben, map_, article):
    mark(ben, map_, SpanDraft(article.pk, 0, 2))
    highlight(ben, map_, SpanDraft(article.pk, 3, 7))
    head = comment(ben, map_, text="@ana and @ben, so?")
    comments.resolve_comment(by=ben, comment=fresh(head))
    delete_node(by=user, node=Node.objects.get())
    highlights.delete_highlight(by=user, highlight=Highlight.objects.get())
    comments.delete_comment(by=user, comment=fresh(head))
    ben.delete()

    for _ in range(3):
        undo_change(by=user, map_=map_)

    back = Comment.objects.get()
    assert (Node.objects.get().created_by, Highlight.objects.get().created_by) == (None, None)
    assert (back.author, back.resolved_by, back.written_by, back.closed_by) == (None, None, "ben", "ben")
    assert [mention.user for mention in Mention.objects.all()] == [user]
    for _ in range(3):
        redo_change(by=user, map_=map_)
    assert (sound(map_), Comment.objects.count(), Node.objects.count()) == (True, 0, 0)


def test_an_account_that_goes_after_the_step_does_not_stand_in_the_way(user, ben, map_):
    add_nodes(by=ben, map_=map_, drafts=[NodeDraft(kind=NodeKind.CLAIM, text="a")])
    edit_node(by=user, node=Node.objects.get(), text="b")
    ben.delete()

    undo_change(by=user, map_=map_)

    assert (Node.objects.get().text, Node.objects.get().created_by, sound(map_)) == ("a", None, True)


# Links keep their rules.


def test_a_co_premise_stays_where_it_is_the_only_premise_now(user, ben, map_, bench):
    a, b, c = (bench.node(name) for name in "abc")
    link = bench.link(LinkType.SUPPORT, [b], a)
    links.join_node(by=user, link=link, node=c)
    delete_node(by=ben, node=b)

    with pytest.raises(UndoError, match=r"after what was changed since .*: A link needs at least one premise"):
        undo_change(by=user, map_=map_)

    assert (bench.arrows, sound(map_)) == (["c -> a"], True)


def test_a_target_does_not_come_back_that_is_a_premise_now(user, ben, map_, bench):
    a, b, c = (bench.node(name) for name in "abc")
    link = bench.link(LinkType.SUPPORT, [b], a)
    links.edit_link(by=user, link=link, target=(c, None))
    links.join_node(by=ben, link=fresh(link), node=a)

    with pytest.raises(UndoError, match="A node cannot be linked to itself"):
        undo_change(by=user, map_=map_)

    assert (bench.arrows, sound(map_)) == (["b & a -> c"], True)


def test_links_on_links_do_not_come_to_bear_on_themselves(user, ben, map_, bench):
    a, b, c, d = (bench.node(name) for name in "abcd")
    low = bench.link(LinkType.SUPPORT, [b], a)
    first = bench.link(LinkType.ATTACK, [c], low)
    second = bench.link(LinkType.ATTACK, [d], first)
    links.edit_link(by=user, link=second, target=(None, low))
    links.edit_link(by=ben, link=fresh(first), target=(None, fresh(second)))

    with pytest.raises(UndoError, match="cannot bear on itself through other links"):
        undo_change(by=user, map_=map_)

    assert sound(map_)


def test_a_premise_that_somebody_has_joined_again_is_not_there_twice(user, ben, map_, bench):
    a, b, c = (bench.node(name) for name in "abc")
    link = bench.link(LinkType.SUPPORT, [b, c], a)
    links.split_premise(by=user, link=link, node=c)
    links.join_node(by=ben, link=fresh(link), node=c)
    undo_change(by=user, map_=map_)
    assert (bench.arrows, sound(map_)) == (["b & c -> a"], True)


# What is next.


def test_what_a_redo_has_nothing_left_to_do_for_is_not_offered_again(user, map_, bench):
    node = bench.node("a")
    edit_node(by=user, node=node, text="b")
    tag_selection(by=user, map_=map_, nodes=[node.pk], add=["cost"])
    undo_change(by=user, map_=map_)
    undo_change(by=user, map_=map_)
    redo_change(by=user, map_=map_)
    tags.delete_tag(by=user, tag=map_.project.tags.get())

    redo_change(by=user, map_=map_)

    assert stacks_of(map_, user).redo is None
    with pytest.raises(UndoError, match="nothing to redo"):
        redo_change(by=user, map_=map_)


# One list of tables says it all.


def test_every_row_of_a_map_is_recorded():
    """Whatever refers to a map, or to what does so, stands in the list of tables, behind what it refers to."""
    order = list(TABLES)
    known = {ArgumentMap}
    every = [model for model in apps.get_app_config("argmap").get_models() if model is not Change]
    for _ in every:
        for model in every:
            fields = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
            known |= {model} if known & {field.related_model for field in fields} else set()
    searched = {model for model in known if model.__name__.startswith("Search")}

    assert known - searched == set(TABLES.values())
    for table in order:
        earlier = [referred(field) for field in references(table) if referred(field) in TABLE_OF]
        assert all(order.index(TABLE_OF[model]) <= order.index(table) for model in earlier)


def test_what_belongs_to_what_is_read_from_the_models():
    assert WHOLE_OF == {
        "span": "node_id",
        "node_tag": "node_id",
        "premise": "link_id",
        "link_tag": "link_id",
        "mention": "comment_id",
    }
    assert set(VERSIONED) == {"node", "link", "comment", "highlight"}
    assert {table for table, model in TABLES.items() if hasattr(model, "version")} == {"map", *VERSIONED}
    assert {path_to_map(table) for table in TABLES} == {"", "map", "node__map", "link__map", "comment__map"}
    assert columns("premise") == ("link_id", "node_id", "role", "position")
