from __future__ import annotations

import pytest

from argmap.domain.vocabulary import LinkType, NodeKind
from argmap.exceptions import RuleError, StaleError
from argmap.models import Node, new_id
from argmap.services.drafts import NodeDraft, SpanDraft
from argmap.services.node_split import split_node
from argmap.services.nodes import add_nodes
from tests.services.bench import Bench

pytestmark = pytest.mark.django_db


def quoted(user, map_, article, words, text=""):
    start = article.current.text.index(words)
    span = SpanDraft(article.pk, start, start + len(words))
    draft = NodeDraft(kind=NodeKind.EVIDENCE, text=text, spans=(span,), tags=("cost",))
    add_nodes(by=user, map_=map_, drafts=[draft])
    return Node.objects.get(pk=draft.id)


def quotes_of(node):
    return [span.exact for span in node.spans.all()]


def test_a_split_divides_the_passage_where_the_cut_lies(user, map_, article):
    node, second = quoted(user, map_, article, "Buses are full. 🚌 Full only on Mondays."), new_id()

    split_node(by=user, node=node, first="Buses are full. ", second="🚌 Full only on Mondays.", second_id=second)

    twin = Node.objects.get(pk=second)
    assert (node.text, quotes_of(node)) == ("Buses are full.", ["Buses are full."])
    assert (twin.text, quotes_of(twin)) == ("🚌 Full only on Mondays.", ["🚌 Full only on Mondays."])
    assert (twin.kind, [row.tag.name for row in twin.node_tags.all()]) == ("evidence", ["cost"])


def test_both_halves_of_a_paraphrase_stand_at_the_passage(user, map_, article):
    node, second = quoted(user, map_, article, "Buses are full.", text="No seats, no room"), new_id()

    split_node(by=user, node=node, first="No seats", second="no room", second_id=second)

    assert quotes_of(node) == quotes_of(Node.objects.get(pk=second)) == ["Buses are full."]


def test_the_second_half_bears_on_what_the_node_bears_on_and_what_bears_on_it_stays(user, map_):
    bench = Bench(user, map_)
    a, b, c, d, e = (bench.node(name) for name in ("a", "b and z", "c", "d", "e"))
    bench.link(LinkType.ATTACK, [b], a)
    bench.link(LinkType.SUPPORT, [b, d], e)
    bench.link(LinkType.SUPPORT, [c], b)

    split_node(by=user, node=b, first="b", second="and z")

    assert sorted(bench.arrows) == ["and z -x a", "b & d & and z -> e", "b -x a", "c -> b"]


def test_a_split_that_is_sent_again_makes_no_third_node(user, map_):
    node, second = Bench(user, map_).node("a and b"), new_id()

    for _ in range(2):
        split_node(by=user, node=node, first="a", second="and b", second_id=second)

    assert sorted(Node.objects.values_list("text", flat=True)) == ["a", "and b"]


def test_a_split_at_the_edge_of_the_words_is_refused(user, map_):
    node = Bench(user, map_).node("a")

    with pytest.raises(RuleError, match="between two words"):
        split_node(by=user, node=node, first="a", second=" ")


def test_a_split_of_what_was_changed_meanwhile_is_refused(user, map_):
    node = Bench(user, map_).node("a b")

    with pytest.raises(StaleError):
        split_node(by=user, node=node, first="a", second="b", expected_version=0)
