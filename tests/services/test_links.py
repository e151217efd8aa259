from __future__ import annotations

from uuid import uuid4

import pytest

from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.exceptions import IdTakenError, NotFoundError, RuleError
from argmap.models import Link, Node, Premise
from argmap.services import links, nodes
from argmap.services.drafts import LinkDraft, PremiseDraft
from argmap.services.maps import create_map
from argmap.services.undo import undo_change
from tests.services.bench import Bench

pytestmark = pytest.mark.django_db
S, A, R = LinkType.SUPPORT, LinkType.ATTACK, LinkType.REPHRASE


@pytest.fixture
def bench(user, map_):
    return Bench(user, map_)


def test_deleting_a_node_takes_along_only_what_cannot_stand_without_it(bench, user):
    a, b, c, d, e = (bench.node(name) for name in "abcde")
    bench.link(S, [b], a)
    linked = bench.link(S, [c, d], a)
    bench.link(A, [e], linked)

    nodes.delete_node(by=user, node=c)
    assert Premise.objects.filter(link=linked).count() == 1
    nodes.delete_node(by=user, node=d)
    assert not Link.objects.filter(pk=linked.pk).exists()
    assert {n.text for n in Node.objects.all()} == {"a", "b", "e"}
    assert Link.objects.count() == 1


def test_deleting_a_node_counts_before_what_goes_with_it(bench):
    a, b, c = (bench.node(name) for name in "abc")
    support = bench.link(S, [b], a)
    bench.link(A, [c], support)

    leave, lost = nodes.links_lost_with(a)

    assert (len(leave), len(links.with_links_on(lost))) == (0, 2)


def test_moving_a_node_leaves_its_other_parents(bench, user):
    a, b, c = (bench.node(name) for name in "abc")
    first, second = bench.link(S, [c], a), bench.link(A, [c], b)

    links.move_premise(by=user, link=first, node=c, target_node=b)

    assert Link.objects.get(pk=first.pk).target_node == b
    assert Link.objects.get(pk=second.pk).target_node == b


def test_moving_a_co_premise_splits_it_off(bench, user):
    a, b, c, d = (bench.node(name) for name in "abcd")
    linked = bench.link(S, [b, c], a)

    links.move_premise(by=user, link=linked, node=c, target_node=d)

    assert [p.node for p in linked.premises.all()] == [b]
    assert Link.objects.get(premises__node=c).target_node == d


def test_a_link_cannot_bear_on_itself_through_links_on_links(bench, user):
    a, b, c = (bench.node(name) for name in "abc")
    first = bench.link(S, [b], a)
    second = bench.link(A, [c], first)

    with pytest.raises(RuleError, match="bear on itself"):
        links.move_premise(by=user, link=first, node=b, target_link=second)


def test_joining_two_links_keeps_the_first_and_what_hangs_on_either(bench, user):
    a, b, c, d = (bench.node(name) for name in "abcd")
    first, second = bench.link(S, [b], a), bench.link(S, [c], a)
    undercut = bench.link(A, [d], second)

    links.join_links(by=user, first=first, second=second)

    assert [p.node for p in first.premises.all()] == [b, c]
    assert Link.objects.get(pk=undercut.pk).target_link == first
    assert not Link.objects.filter(pk=second.pk).exists()


def test_a_joined_link_carries_the_tags_of_both_and_an_undo_parts_them(bench, user):
    a, b, c = (bench.node(name) for name in "abc")
    first, second = bench.link(S, [b], a), bench.link(S, [c], a)
    links.edit_link(by=user, link=first, tags=["old", "weak"])
    links.edit_link(by=user, link=second, tags=["weak", "new"])

    links.join_links(by=user, first=first, second=second)
    assert [row.tag.name for row in first.link_tags.all()] == ["old", "weak", "new"]

    undo_change(by=user, map_=bench.map)
    assert [[row.tag.name for row in link.link_tags.all()] for link in (first, second)] == [
        ["old", "weak"],
        ["weak", "new"],
    ]


@pytest.mark.parametrize("types", [(S, A), (R, R)])
def test_only_links_of_one_type_to_one_target_can_be_joined(bench, user, types):
    a, b, c = (bench.node(name) for name in "abc")
    first, second = bench.link(types[0], [b], a), bench.link(types[1], [c], a)

    with pytest.raises(RuleError):
        links.join_links(by=user, first=first, second=second)


def test_splitting_makes_a_link_of_its_own_with_the_same_target_and_type(bench, user):
    a, b, c = (bench.node(name) for name in "abc")
    linked = bench.link(A, [b, c], a)

    links.split_premise(by=user, link=linked, node=b)

    assert sorted((x.type, x.premises.count(), x.target_node) for x in Link.objects.all()) == [(A, 1, a), (A, 1, a)]


def test_merging_drops_and_names_the_link_between_the_two(bench, user):
    a, b, c, d = (bench.node(name) for name in "abcd")
    bench.link(S, [b], a)
    bench.link(S, [c], b)
    bench.link(A, [b], d)

    change = nodes.merge_nodes(by=user, first=a, second=b)

    assert change.summary == "Merge “b” into “a”; 1 link between them dropped"
    assert {(x.premises.get().node.text, x.target_node.text) for x in Link.objects.all()} == {("c", "a"), ("a", "d")}
    assert Node.objects.get(pk=a.pk).note == "Also worded: b"


def test_links_stand_in_the_order_that_the_analyst_gives(bench, user):
    a, b, c = (bench.node(name) for name in "abc")
    first, second = bench.link(S, [b], a), bench.link(S, [c], a)

    links.reorder_links(by=user, map_=bench.map, links=[second.pk, first.pk])

    assert bench.outline == ["a", "  + c", "  + b"]


def test_a_link_can_be_undercut_and_warranted(bench):
    a, b, c, d = (bench.node(name) for name in "abcd")
    support = bench.link(S, [b], a)
    bench.link(A, [c], support)
    bench.link(S, [d], support)

    assert bench.outline[:3] == ["a", "  + b", "    × c"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda b, a: {"premises": (PremiseDraft(a.pk),), "target_node": a.pk}, "linked to itself"),
        (lambda b, a: {"premises": (), "target_node": a.pk}, "at least one premise"),
        (lambda b, a: {"premises": (PremiseDraft(b.pk),)}, "exactly one target"),
        (lambda b, a: {"premises": (PremiseDraft(b.pk), PremiseDraft(b.pk)), "target_node": a.pk}, "only once"),
        (lambda b, a: {"premises": (PremiseDraft(uuid4()),), "target_node": a.pk}, "not a node of this map"),
        (lambda b, a: {"premises": (PremiseDraft(b.pk),), "target_link": uuid4()}, "not a link of this map"),
    ],
)
def test_a_link_that_breaks_a_rule_is_refused_with_a_sentence(bench, user, change, message):
    a, b = bench.node("a"), bench.node("b")

    with pytest.raises(RuleError, match=message):
        links.add_links(by=user, map_=bench.map, drafts=[LinkDraft(type=S, **change(b, a))])
    assert Link.objects.count() == 0


def test_a_premise_of_another_map_is_refused(bench, user, project):
    elsewhere = Bench(user, create_map(by=user, project=project, title="Other"))
    a, stranger = bench.node("a"), elsewhere.node("z")

    with pytest.raises(RuleError, match="not a node of this map"):
        bench.link(S, [stranger], a)


def test_repeating_a_create_is_harmless_and_any_other_use_of_the_id_is_refused(bench, user):
    a, b = bench.node("a"), bench.node("b")
    draft = LinkDraft(type=S, premises=(PremiseDraft(b.pk),), target_node=a.pk)

    links.add_links(by=user, map_=bench.map, drafts=[draft])
    links.add_links(by=user, map_=bench.map, drafts=[draft])
    assert Link.objects.count() == 1

    with pytest.raises(IdTakenError, match="cannot be used"):
        links.add_links(
            by=user,
            map_=bench.map,
            drafts=[LinkDraft(id=draft.id, type=A, premises=draft.premises, target_node=a.pk)],
        )


def test_a_kind_that_is_not_evidence_clears_the_evidence_type(bench, user):
    node = bench.node("e", kind=NodeKind.EVIDENCE)
    nodes.edit_node(by=user, node=node, evidence_type="statistic")

    nodes.edit_node(by=user, node=node, kind="claim")

    node.refresh_from_db()
    assert (node.kind, node.evidence_type) == ("claim", "")


@pytest.mark.parametrize("verb", ["move", "retarget", "join"])
def test_what_was_deleted_between_reading_and_writing_is_told(bench, user, verb):
    a, b, gone = bench.node("a"), bench.node("b"), bench.node("c")
    link = bench.link(S, [b], a)
    nodes.delete_node(by=user, node=Node.objects.get(pk=gone.pk))

    verbs = {
        "move": lambda: links.move_premise(by=user, link=link, node=b, target_node=gone),
        "retarget": lambda: links.edit_link(by=user, link=link, target=(gone, None)),
        "join": lambda: links.join_node(by=user, link=link, node=gone),
    }

    with pytest.raises(NotFoundError, match="deleted meanwhile"):
        verbs[verb]()

    assert bench.outline == ["a", "  + b"]
