from __future__ import annotations

from contextlib import contextmanager

import pytest

from argmap.domain.vocabulary import LinkType
from argmap.exceptions import IdTakenError, NotAllowedError, RuleError, StaleError, UndoError
from argmap.models import Comment, Membership, Mention, Node, User, new_id
from argmap.permissions import Role
from argmap.queries.graph import load_graph
from argmap.services import comments
from argmap.services.articles import detach_article
from argmap.services.drafts import SpanDraft
from argmap.services.history import recorded_change
from argmap.services.maps import duplicate_map
from argmap.services.nodes import delete_node, merge_nodes
from argmap.services.undo import redo_change, undo_change
from tests.services.bench import Bench

pytestmark = pytest.mark.django_db


@pytest.fixture
def bench(user, map_):
    return Bench(user, map_)


def member(project, name, role=Role.ANNOTATOR):
    other = User.objects.create_user(name)
    Membership.objects.create(project=project, user=other, role=role)
    return other


@pytest.fixture
def ben(map_):
    return member(map_.project, "ben")


def say(by, map_, text="Is that so?", **place):
    comments.add_comment(by=by, map_=map_, text=text, **place)
    return Comment.objects.select_related("map", "parent").filter(map=map_).order_by("-version").first()


def answer(by, comment, text="It is."):
    comments.reply_to_comment(by=by, comment=comment, text=text)
    return Comment.objects.select_related("map", "parent").filter(map=comment.map).order_by("-version").first()


def discussion(map_):
    """Each thread as its texts, the resolved ones in brackets."""
    lines = []
    for thread in load_graph(map_).comments.values():
        words = " / ".join([thread.text or "–", *(reply.text for reply in thread.replies)])
        lines.append(f"[{words}]" if thread.resolved else words)
    return lines


def test_a_comment_stands_on_a_node_a_link_a_passage_or_the_map(user, map_, article, bench):
    node, other = bench.node("a"), bench.node("b")
    link = bench.link(LinkType.SUPPORT, [other], node)

    say(user, map_, "On the map.")
    say(user, map_, "On the node.", node=node)
    say(user, map_, "On the link.", link=link)
    say(user, map_, "On the words.", passage=SpanDraft(article.pk, 3, 9))

    on_map, on_node, on_link, on_words = load_graph(map_).comments.values()
    assert (on_map.node, on_map.link, on_map.span) == (None, None, None)
    assert (on_node.node, on_link.link) == (str(node.pk), str(link.pk))
    assert on_words.span
    assert on_words.span.exact == article.current.text[3:9]
    assert {comment.author for comment in (on_map, on_node)} == {user.display_name}


def test_a_comment_has_one_place_words_and_a_passage_of_the_maps_articles(user, map_, article, bench):
    node = bench.node("a")
    span = SpanDraft(article.pk, 0, 4)

    for broken in (
        {"text": "Two.", "node": node, "passage": span},
        {"text": "  \n"},
        {"text": "x" * 20_001},
        {"text": "Outside.", "passage": SpanDraft(article.pk, 0, 10_000)},
        {"text": "Elsewhere.", "passage": SpanDraft(new_id(), 0, 4)},
    ):
        with pytest.raises(RuleError):
            comments.add_comment(by=user, map_=map_, **broken)

    assert discussion(map_) == []


def test_repeating_a_comment_is_harmless_and_any_other_use_of_its_id_is_refused(user, map_):
    key = new_id()
    for _ in range(2):
        comments.add_comment(by=user, map_=map_, text="Once.", id=key)

    with pytest.raises(IdTakenError):
        comments.add_comment(by=user, map_=map_, text="Twice.", id=key)
    assert discussion(map_) == ["Once."]


def test_replies_belong_to_the_first_comment_even_a_reply_to_a_reply(user, map_, ben):
    head = say(user, map_)

    answer(user, answer(ben, head, "Yes."), "Thanks.")

    assert discussion(map_) == ["Is that so? / Yes. / Thanks."]


def test_only_the_author_changes_the_words_and_the_time_of_it_is_kept(user, map_, ben):
    comment = say(ben, map_)

    with pytest.raises(NotAllowedError):
        comments.edit_comment(by=user, comment=comment, text="No.")
    comments.edit_comment(by=ben, comment=comment, text="Really?")

    comment.refresh_from_db()
    assert (comment.text, comment.edited_at is not None, comment.version) == ("Really?", True, map_.changes.count())


def test_a_stale_edit_is_refused_with_what_stands_there_now(user, map_):
    comment = say(user, map_)
    read = comment.version
    comments.edit_comment(by=user, comment=comment, text="First.")

    with pytest.raises(StaleError) as error:
        comments.edit_comment(by=user, comment=comment, text="Second.", expected_version=read)

    assert error.value.current.text == "First."


def test_the_author_and_an_owner_may_delete_a_comment_and_nobody_else(user, map_, ben):
    editor = member(map_.project, "eve", Role.EDITOR)
    first, second = say(ben, map_, "One."), say(ben, map_, "Two.")

    with pytest.raises(NotAllowedError):
        comments.delete_comment(by=editor, comment=first)
    comments.delete_comment(by=ben, comment=first)
    comments.delete_comment(by=user, comment=second)  # the owner

    assert discussion(map_) == []


def test_a_thread_stays_readable_without_its_first_comment_and_goes_with_the_last_reply(user, map_, ben):
    head = say(user, map_, "@ben: why?")
    reply = answer(ben, head, "Because.")

    comments.delete_comment(by=user, comment=head)
    assert discussion(map_) == ["– / Because."]
    assert not Mention.objects.exists()
    with pytest.raises(RuleError):
        comments.edit_comment(by=user, comment=head, text="Again.")

    comments.delete_comment(by=ben, comment=reply)
    assert discussion(map_) == []
    undo_change(by=ben, map_=map_)
    undo_change(by=user, map_=map_)
    assert discussion(map_) == ["@ben: why? / Because."]
    assert Mention.objects.filter(user=ben).count() == 1


def test_a_thread_is_resolved_and_reopened_by_anybody_through_any_of_its_comments(user, map_, ben):
    head = say(user, map_)
    reply = answer(ben, head)

    comments.resolve_comment(by=ben, comment=reply)
    thread = next(iter(load_graph(map_).comments.values()))
    assert (discussion(map_), thread.resolved_by) == (["[Is that so? / It is.]"], "ben")
    assert Comment.objects.resolved().count() == 2

    comments.reopen_comment(by=user, comment=head)
    assert (discussion(map_), Comment.objects.open().count()) == (["Is that so? / It is."], 2)


def test_members_of_the_project_are_mentioned_and_strangers_are_not(user, map_, ben):
    User.objects.create_user("stranger")
    comment = say(user, map_, "@ben, ask @stranger (and @Ben.). Mail a@ben.")
    assert [mention.user for mention in Mention.objects.all()] == [ben]

    comments.edit_comment(by=user, comment=comment, text=f"@{user.username}!")
    assert [mention.user for mention in Mention.objects.all()] == [user]
    assert Comment.objects.mentioning(user).get() == comment

    undo_change(by=user, map_=map_)
    assert [mention.user for mention in Mention.objects.all()] == [ben]


def test_comments_go_with_their_node_and_link_and_come_back_with_them(user, map_, bench, ben):
    node, other = bench.node("a"), bench.node("b")
    link = bench.link(LinkType.SUPPORT, [other], node)
    answer(ben, say(user, map_, "@ben On the node.", node=node))
    say(user, map_, "On the link.", link=link)
    say(user, map_, "On the other.", node=other)
    before = load_graph(map_)

    delete_node(by=user, node=node)
    assert discussion(map_) == ["On the other."]

    undo_change(by=user, map_=map_)
    assert load_graph(map_) == before
    redo_change(by=user, map_=map_)
    assert discussion(map_) == ["On the other."]


def test_comments_of_merged_nodes_and_their_joined_links_stay(user, map_, bench):
    top, first, second = bench.node("top"), bench.node("a"), bench.node("b")
    bench.link(LinkType.SUPPORT, [first], top)
    say(user, map_, "On the second.", node=second)

    merge_nodes(by=user, first=first, second=second)
    assert next(iter(load_graph(map_).comments.values())).node == str(first.pk)

    undo_change(by=user, map_=map_)
    assert next(iter(load_graph(map_).comments.values())).node == str(second.pk)


def test_comments_on_passages_go_with_the_article_and_come_back(user, map_, article):
    answer(user, say(user, map_, passage=SpanDraft(article.pk, 0, 4)))

    detach_article(by=user, map_=map_, article=article)
    assert discussion(map_) == []

    undo_change(by=user, map_=map_)
    assert discussion(map_) == ["Is that so? / It is."]


def test_a_comment_finds_its_passage_in_the_map_that_nobody_else_changes(user, map_, article, monkeypatch):
    """An article that leaves the map before the step begins takes no comment with it that comes after."""

    @contextmanager
    def later(*arguments, **options):
        detach_article(by=user, map_=map_, article=article)
        with recorded_change(*arguments, **options) as change:
            yield change

    monkeypatch.setattr(comments, "recorded_change", later)

    with pytest.raises(RuleError, match="article on which this map does not draw"):
        comments.add_comment(by=user, map_=map_, text="Late.", passage=SpanDraft(article.pk, 0, 4))

    assert not Comment.objects.exists()


def test_a_node_that_somebody_commented_on_is_not_undone_under_the_comment(user, map_, bench, ben):
    node = bench.node("a")
    say(ben, map_, node=node)

    with pytest.raises(UndoError):
        undo_change(by=user, map_=map_)
    assert Node.objects.filter(pk=node.pk).exists()


def test_a_comment_does_not_make_the_node_stale_on_which_it_stands(user, map_, bench):
    node = bench.node("a")
    say(user, map_, node=node)

    version = node.version
    node.refresh_from_db()
    assert node.version == version


def test_a_copy_of_a_map_begins_without_comments(user, map_, bench):
    say(user, map_, node=bench.node("a"))

    assert discussion(duplicate_map(by=user, map_=map_)) == []


def test_words_of_somebody_whose_account_is_gone_keep_their_name(user, map_, ben):
    say(ben, map_)

    ben.delete()

    assert next(iter(load_graph(map_).comments.values())).author == "ben"
