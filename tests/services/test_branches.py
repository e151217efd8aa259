from __future__ import annotations

import pytest

from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.exceptions import FormatError, InputError, NotFoundError
from argmap.formats.argmap import FORMAT as ARGMAP
from argmap.models import Change, Node, Span, new_id
from argmap.queries.graph import load_graph
from argmap.services import branches
from argmap.services.drafts import SpanDraft
from argmap.services.maps import create_map
from argmap.services.undo import undo_change
from tests.services.bench import Bench

pytestmark = pytest.mark.django_db
S, A = LinkType.SUPPORT, LinkType.ATTACK


@pytest.fixture
def bench(user, map_, article):
    """``c`` quotes the article; ``b`` and ``c`` support ``a`` together, ``d`` attacks that."""
    bench = Bench(user, map_)
    a, b, d = (bench.node(name) for name in "abd")
    c = bench.node("c", kind=NodeKind.EVIDENCE, spans=(SpanDraft(article.pk, 0, 7),), tags=("cost",))
    bench.link(A, [d], bench.link(S, [b, c], a))
    return bench


def key_of(bench, name):
    return Node.objects.get(map=bench.map, text=name).pk


def other_map(user, project, **values):
    return Bench(user, create_map(by=user, project=project, title="Other", **values))


def test_a_node_is_duplicated_beside_itself_without_what_bears_on_it(bench, user):
    node, first = Node.objects.get(text="c"), new_id()

    branches.duplicate_branch(by=user, node=node, link=node.premises.get().link, first_id=first)

    assert sorted(bench.arrows) == ["b & c -> a", "c -> a", "d -x (b & c -> a)"]
    twin = Node.objects.get(pk=first)
    assert ([s.exact for s in twin.spans.all()], [t.tag.name for t in twin.node_tags.all()]) == (["We need"], ["cost"])


def test_a_branch_is_duplicated_with_links_on_links_and_one_undo_takes_it_back(bench, user):
    before = bench.arrows

    branches.duplicate_branch(by=user, node=Node.objects.get(text="a"), whole=True)

    assert sorted(bench.arrows) == sorted([*before, *before])
    undo_change(by=user, map_=bench.map)
    assert bench.arrows == before


def test_a_pasted_branch_keeps_its_passages_where_the_article_is_the_maps(bench, user, project, article):
    there = other_map(user, project, articles=[article])
    target = there.node("z")
    content = branches.copy_branches(bench.map, [key_of(bench, "a")])

    change = branches.paste_branches(
        by=user, map_=there.map, content=content, tops=[branches.Top(A, (str(key_of(bench, "a")),))],
        target_node=target.pk,
    )  # fmt: skip

    assert sorted(there.arrows) == ["a -x z", "b & c -> a", "d -x (b & c -> a)"]
    assert [s.exact for s in Span.objects.filter(node__map=there.map)] == ["We need"]
    assert change.summary == "Paste “a” and 3 more"
    assert [c.action for c in Change.objects.filter(map=there.map)][-1] == "paste"


def test_passages_of_other_articles_are_left_out_and_counted(bench, user, project):
    there = other_map(user, project)
    content = branches.copy_branches(bench.map, [key_of(bench, "c")])

    change = branches.paste_branches(by=user, map_=there.map, content=content)

    assert change.summary == "Paste “c”; 1 passage of other articles left out"
    assert [(n.text, n.kind, n.spans.count()) for n in there.map.nodes.all()] == [("c", "evidence", 0)]


def test_co_premises_are_pasted_as_co_premises(bench, user, project):
    there = other_map(user, project)
    target = there.node("z")
    keys = [key_of(bench, name) for name in "bc"]

    branches.paste_branches(
        by=user,
        map_=there.map,
        content=branches.copy_branches(bench.map, keys),
        tops=[branches.Top(S, tuple(map(str, keys)))],
        target_node=target.pk,
    )

    assert there.arrows == ["b & c -> z"]


def test_what_is_sent_twice_is_pasted_and_duplicated_once(bench, user):
    content = branches.copy_branches(bench.map, [key_of(bench, "c")])
    pasted, twin = new_id(), new_id()
    count, node = Node.objects.count(), Node.objects.get(text="d")

    for _ in range(2):
        branches.paste_branches(by=user, map_=bench.map, content=content, first_id=pasted)
        branches.duplicate_branch(by=user, node=node, first_id=twin)

    assert Node.objects.count() == count + 2


def test_a_file_from_outside_is_pasted_by_its_roots(bench, user, graph_in_db):
    outside = graph_in_db("y -> x", "z")
    [content] = ARGMAP.write(load_graph(outside)).values()

    branches.paste_branches(by=user, map_=bench.map, content=content, target_node=key_of(bench, "a"))

    assert {"y -> x", "x -> a", "z -> a"} <= set(bench.arrows)


@pytest.mark.parametrize(("content", "error"), [(b"Buses are full.", FormatError), (b'{"nodes": []}', InputError)])
def test_what_is_no_branch_is_refused(bench, user, content, error):
    with pytest.raises(error):
        branches.paste_branches(by=user, map_=bench.map, content=content)


def test_a_node_of_another_map_is_not_copied(bench, user, project):
    with pytest.raises(NotFoundError):
        branches.copy_branches(other_map(user, project).map, [key_of(bench, "a")])


def test_a_branch_is_deleted_whole_and_one_undo_brings_it_back(bench, user):
    before = bench.outline

    branches.delete_branches(by=user, map_=bench.map, nodes=[key_of(bench, "a")])

    assert bench.outline == []
    undo_change(by=user, map_=bench.map)
    assert bench.outline == before


def test_what_bears_on_something_else_too_stays_with_its_own_branch(bench, user):
    e, f, g = (bench.node(name) for name in "efg")
    bench.link(S, [e], f)
    bench.link(S, [g], e)
    bench.link(S, [e], Node.objects.get(map=bench.map, text="c"))

    branches.delete_branches(by=user, map_=bench.map, nodes=[key_of(bench, "c"), key_of(bench, "d")])

    assert bench.arrows == ["b -> a", "e -> f", "g -> e"]
