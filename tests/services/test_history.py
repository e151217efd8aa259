from __future__ import annotations

from random import Random

import pytest

from argmap.domain.tree import tree_of, walk
from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.domain.wellformed import faults_of
from argmap.exceptions import UndoError
from argmap.formats.argmap import FORMAT as ARGMAP
from argmap.models import ArgumentMap, Change, Node, User
from argmap.queries.graph import load_graph
from argmap.services.drafts import NodeDraft
from argmap.services.history import recorded_change
from argmap.services.nodes import add_nodes, delete_node, edit_node, mark_passage
from argmap.services.undo import redo_change, stacks_of, undo_change
from tests.services.operations import VERBS, Analyst

pytestmark = pytest.mark.django_db


def exported(map_):
    return ARGMAP.write(load_graph(ArgumentMap.objects.get(pk=map_.pk)))


def claim(user, map_, text="We need more buses."):
    add_nodes(by=user, map_=map_, drafts=[NodeDraft(kind=NodeKind.CLAIM, text=text)])
    return Node.objects.filter(map=map_, text=text).get()


@pytest.mark.parametrize("seed", range(12))
def test_any_steps_undone_give_the_same_map_and_redone_the_final_one(user, map_, article, seed):
    analyst = Analyst(user=user, map_=map_, article=article, random=Random(seed))
    start = exported(map_)
    steps = 0
    for _ in range(40):
        change = analyst.act()
        steps += change is not None and change.record is not None
        assert faults_of(load_graph(map_)) == []
    end = exported(map_)
    assert steps > 5

    for _ in range(steps):
        undo_change(by=user, map_=map_)
    assert exported(map_) == start
    for _ in range(steps):
        redo_change(by=user, map_=map_)
    assert exported(map_) == end

    tree = tree_of(load_graph(map_))
    assert {item.node.id for item in walk(tree) if item.node} == set(load_graph(map_).nodes)


@pytest.mark.parametrize("verb", VERBS)
def test_every_operation_is_undone_and_redone(user, map_, article, verb):
    analyst = Analyst(user=user, map_=map_, article=article, random=Random(verb))
    for _ in range(8):
        analyst.try_mark()
        analyst.try_mark_as_co_premise()
    for _ in range(4):
        analyst.try_comment()
        analyst.try_reply()
        analyst.try_highlight()
    analyst.try_resolve_comment()
    for _ in range(60):
        before = exported(map_)
        change = analyst.try_to(verb)
        if change is not None and change.record is not None:
            break
    else:
        pytest.fail("The operation never took place.")
    after = exported(map_)

    undo_change(by=user, map_=map_)
    undone = exported(map_)
    redo_change(by=user, map_=map_)

    assert (undone, exported(map_)) == (before, after)
    assert before != after


def test_one_user_action_is_one_change_and_one_version(user, map_, article):
    target = claim(user, map_)
    before = map_.version

    mark_passage(
        by=user,
        map_=map_,
        draft=NodeDraft(kind=NodeKind.EVIDENCE, text="Buses are full."),
        type=LinkType.SUPPORT,
        target_node=target.pk,
    )

    map_.refresh_from_db()
    assert map_.version == before + 1
    assert Change.objects.filter(map=map_, number=map_.version).get().actor == user


def test_a_step_that_changes_nothing_leaves_no_trace(user, map_):
    node = claim(user, map_)
    map_.refresh_from_db()
    version = map_.version

    edit_node(by=user, node=node, text=node.text)

    map_.refresh_from_db()
    assert map_.version == version
    assert Change.objects.filter(map=map_).count() == version


def test_a_failing_step_leaves_no_trace(user, map_):
    version = map_.version

    def fail() -> None:
        with recorded_change(map_, by=user, action="fail") as change:
            change.add([Node(map=map_, kind="claim", text="lost")])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()

    map_.refresh_from_db()
    assert (map_.version, Node.objects.count()) == (version, 0)


def test_undo_names_what_it_undoes_and_a_new_step_clears_redo(user, map_):
    claim(user, map_, "First.")
    claim(user, map_, "Second.")

    assert undo_change(by=user, map_=map_).summary == "Add claim “Second.”"
    assert stacks_of(map_, user).redo.summary == "Add claim “Second.”"
    claim(user, map_, "Third.")

    stacks = stacks_of(map_, user)
    assert (stacks.undo.summary, stacks.redo) == ("Add claim “Third.”", None)
    with pytest.raises(UndoError, match="nothing to redo"):
        redo_change(by=user, map_=map_)


def test_undo_skips_what_others_did(user, map_):
    other = User.objects.create_user("ben")
    claim(user, map_, "Mine.")
    claim(other, map_, "Theirs.")

    undo_change(by=user, map_=map_)

    assert [node.text for node in Node.objects.filter(map=map_)] == ["Theirs."]


def test_undo_is_refused_where_somebody_changed_the_same_node_since(user, map_):
    other = User.objects.create_user("ben")
    node = claim(user, map_, "Mine.")
    edit_node(by=other, node=node, text="Ours.")

    with pytest.raises(UndoError, match=r"changed again since .*Edit “Ours.”, by ben"):
        undo_change(by=user, map_=map_)
    assert Node.objects.get().text == "Ours."


def test_undo_is_refused_where_somebody_linked_to_the_node_since(user, map_):
    other = User.objects.create_user("ben")
    node = claim(user, map_, "Mine.")
    mark_passage(
        by=other,
        map_=map_,
        draft=NodeDraft(kind=NodeKind.CLAIM, text="Because."),
        type=LinkType.SUPPORT,
        target_node=node.pk,
    )

    with pytest.raises(UndoError):
        undo_change(by=user, map_=map_)
    assert Node.objects.count() == 2


def test_undo_of_a_deletion_is_refused_where_what_it_needs_is_gone(user, map_):
    other = User.objects.create_user("ben")
    target = claim(user, map_, "Target.")
    mark_passage(
        by=user,
        map_=map_,
        draft=NodeDraft(kind=NodeKind.CLAIM, text="Because."),
        type=LinkType.SUPPORT,
        target_node=target.pk,
    )
    delete_node(by=user, node=Node.objects.get(text="Because."))
    delete_node(by=other, node=target)

    with pytest.raises(UndoError):
        undo_change(by=user, map_=map_)
