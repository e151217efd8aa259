from __future__ import annotations

import pytest

from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.exceptions import NotFoundError, RuleError
from argmap.models import Change, Link, Node, new_id
from argmap.services import selections
from argmap.services.nodes import edit_node
from argmap.services.undo import undo_change
from tests.services.bench import Bench

pytestmark = pytest.mark.django_db
S, A = LinkType.SUPPORT, LinkType.ATTACK


@pytest.fixture
def bench(user, map_):
    return Bench(user, map_)


def test_several_nodes_are_retyped_as_one_step(bench, user):
    a, b = bench.node("a", kind=NodeKind.EVIDENCE), bench.node("b")
    edit_node(by=user, node=a, evidence_type="statistic")
    steps = Change.objects.count()

    change = selections.retype_selection(by=user, map_=bench.map, nodes=[a.pk, b.pk], kind=NodeKind.COUNTERCLAIM)

    assert set(Node.objects.values_list("kind", "evidence_type")) == {("counterclaim", "")}
    assert (change.summary, Change.objects.count()) == ("Make 2 nodes counterclaim", steps + 1)
    undo_change(by=user, map_=bench.map)
    assert set(Node.objects.values_list("kind", "evidence_type")) == {("evidence", "statistic"), ("claim", "")}


def test_tags_come_behind_those_that_are_there_and_others_go(bench, user):
    a, b = bench.node("a", tags=("cost", "old")), bench.node("b")

    selections.tag_selection(by=user, map_=bench.map, nodes=[a.pk, b.pk], add=["new", "cost"], remove=["old"])

    assert [row.tag.name for row in a.node_tags.all()] == ["cost", "new"]
    assert [row.tag.name for row in b.node_tags.all()] == ["new", "cost"]


def test_deleting_all_premises_of_a_link_deletes_the_link(bench, user):
    a, b, c, d = (bench.node(name) for name in "abcd")
    bench.link(S, [b, c], a)
    bench.link(S, [b, d], a)

    selections.delete_selection(by=user, map_=bench.map, nodes=[b.pk, c.pk])

    assert bench.arrows == ["d -> a"]


def test_premises_that_move_together_stay_linked(bench, user):
    a, b, c, d, e = (bench.node(name) for name in "abcde")
    linked = bench.link(S, [b, c, d], a)
    places = [selections.Place(b.pk, linked.pk), selections.Place(c.pk, linked.pk)]

    selections.move_selection(by=user, map_=bench.map, places=places, target_node=e.pk)

    assert sorted(bench.arrows) == ["b & c -> e", "d -> a"]


def test_a_root_that_moves_gets_its_first_link_by_its_kind(bench, user):
    a, b, c = bench.node("a"), bench.node("b"), bench.node("c", kind=NodeKind.COUNTERCLAIM)
    places = [selections.Place(b.pk), selections.Place(c.pk)]

    selections.move_selection(by=user, map_=bench.map, places=places, target_node=a.pk)

    assert sorted(bench.arrows) == ["b -> a", "c -x a"]


def test_moving_may_say_how_all_of_them_bear_on_the_target(bench, user):
    a, b, c, d = (bench.node(name) for name in "abcd")
    link = bench.link(S, [b], a)
    places = [selections.Place(b.pk, link.pk), selections.Place(d.pk)]

    selections.move_selection(by=user, map_=bench.map, places=places, target_node=c.pk, type=A)

    assert sorted(bench.arrows) == ["b -x c", "d -x c"]


def test_a_node_moves_to_its_place_among_the_links_of_the_new_parent(bench, user):
    a, b, c, d = (bench.node(name) for name in "abcd")
    first, second = bench.link(S, [b], a), bench.link(S, [c], a)
    places = [selections.Place(d.pk)]

    selections.move_selection(
        by=user, map_=bench.map, places=places, target_node=a.pk, order=[first.pk, None, second.pk]
    )

    assert bench.outline == ["a", "  + b", "  + d", "  + c"]


def test_an_order_of_links_to_another_target_is_refused(bench, user):
    a, b, c = (bench.node(name) for name in "abc")
    link = bench.link(S, [b], a)

    with pytest.raises(RuleError, match="one target"):
        selections.move_selection(
            by=user, map_=bench.map, places=[selections.Place(a.pk)], target_node=c.pk, order=[link.pk, None]
        )


def test_nodes_that_join_a_link_leave_their_own_and_bring_what_hung_on_it(bench, user):
    a, b, c, d, e, f = (bench.node(name) for name in "abcdef")
    link = bench.link(S, [b], a)
    own = bench.link(A, [c], d)
    bench.link(A, [e], own)

    selections.join_selection(
        by=user, map_=bench.map, places=[selections.Place(c.pk, own.pk), selections.Place(f.pk)], link=link.pk
    )

    assert sorted(bench.arrows) == ["b & f & c -> a", "e -x (b & f & c -> a)"]


def test_a_link_is_not_joined_by_its_own_target(bench, user):
    a, b = bench.node("a"), bench.node("b")
    link = bench.link(S, [b], a)

    with pytest.raises(RuleError, match="linked to itself"):
        selections.join_selection(by=user, map_=bench.map, places=[selections.Place(a.pk)], link=link.pk)


def test_a_node_is_not_moved_under_itself(bench, user):
    a, b = bench.node("a"), bench.node("b")

    with pytest.raises(RuleError, match="outside your selection"):
        selections.move_selection(
            by=user, map_=bench.map, places=[selections.Place(a.pk), selections.Place(b.pk)], target_node=b.pk
        )

    assert bench.arrows == []


def test_wrapping_joins_the_links_that_were_there_and_adds_the_rest(bench, user):
    a, b, c, d, e, f = (bench.node(name) for name in "abcdef")
    first, second = bench.link(S, [b], a), bench.link(S, [c], a)
    bench.link(A, [e], second)
    bench.link(S, [d], f)

    selections.wrap_selection(by=user, map_=bench.map, nodes=[b.pk, c.pk, d.pk], target_node=a.pk)

    assert sorted(bench.arrows) == ["b & c & d -> a", "d -> f", "e -x (b & c & d -> a)"]
    assert Link.objects.filter(pk=first.pk).exists()


def test_wrapping_roots_makes_a_link_with_the_id_that_was_given(bench, user):
    a, b, c = (bench.node(name) for name in "abc")
    key = new_id()

    selections.wrap_selection(by=user, map_=bench.map, nodes=[b.pk, c.pk], target_node=a.pk, link_id=key)

    assert [link.pk for link in Link.objects.all()] == [key]
    assert bench.arrows == ["b & c -> a"]


@pytest.mark.parametrize("nodes", [[], [new_id()]])
def test_a_selection_that_is_gone_is_named(bench, user, nodes):
    with pytest.raises(NotFoundError, match="select again"):
        selections.delete_selection(by=user, map_=bench.map, nodes=nodes)
