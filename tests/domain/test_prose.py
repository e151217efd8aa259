from __future__ import annotations

from dataclasses import replace

from hypothesis import given

from argmap.domain.prose import prose_of
from argmap.domain.tree import tree_of
from tests.graphs import argument_graphs, graph_of, shapes


def lines(*statements: str) -> list[str]:
    return [f"{paragraph.number} {paragraph.text}" for paragraph in prose_of(graph_of(*statements))]


def said(*texts: str) -> str:
    """The paragraph of a claim with these words, and of one reason for it."""
    graph = graph_of("b -> a")
    nodes = {
        key: replace(node, text=text) for (key, node), text in zip(sorted(graph.nodes.items()), texts, strict=True)
    }
    return prose_of(replace(graph, nodes=nodes))[0].text


def test_a_claim_alone_is_a_sentence():
    assert lines("a") == ["1 A."]


def test_reasons_and_objections_stand_in_the_order_of_the_tree():
    assert lines("b -> a", "c -> a", "d -> a", "x -x a", "r ~> a") == [
        "1 A, because b (1.1). It also holds, since c (1.2). And it holds, because d (1.3). However, x (1.4). "
        "In other words, r (1.5)."
    ]


def test_an_objection_first_ends_the_sentence():
    assert lines("x -x a", "b -> a") == ["1 A. However, x (1.1). Yet it holds, because b (1.2)."]


def test_linked_premises_work_together():
    assert lines("b & c & d -> a") == [
        "1 A, because b (1.1a) and, together with that, c (1.1b) and, together with that, d (1.1c)."
    ]


def test_undercuts_and_warrants_follow_the_step_that_they_are_about():
    assert lines("b -> a", "u -x (b -> a)", "w -> (b -> a)", "v -x (u -x (b -> a))") == [
        "1 A, because b (1.1). But that does not follow from 1.1, because u (1.1.1). "
        "But 1.1.1 is no objection, because v (1.1.1.1). That follows from 1.1, since w (1.1.2)."
    ]


def test_a_node_with_something_below_it_has_a_paragraph_of_its_own():
    assert lines("b -> a", "c -> b", "d -> a") == [
        "1 A, because b (1.1). It also holds, since d (1.2).",
        "1.1 B, because c (1.1.1).",
    ]


def test_a_node_that_was_shown_before_is_referred_to():
    assert lines("b -> a", "c -> a", "b -> c") == [
        "1 A, because b (1.1). It also holds, since c (1.2).",
        "1.2 C, because b (see 1.1).",
    ]


def test_who_asserts_it_and_what_is_left_unsaid_are_told():
    assert lines("b -> a", "implicit:yes b", "attribution:diplomats a") == [
        "1 According to diplomats, a, because b (1.1, left unsaid)."
    ]


def test_words_are_built_in_without_their_full_stop_and_only_small_words_lose_their_capital():
    assert (
        said("The buses are full.", "Those who ride say so.")
        == "The buses are full, because those who ride say so (1.1)."
    )
    assert said("Rents rise", "Iran pays") == "Rents rise, because Iran pays (1.1)."
    assert said("US buses", "IT fails") == "US buses, because IT fails (1.1)."


def test_words_that_are_no_single_statement_are_quoted():
    assert said("Why wait?", "They came. They saw.") == "“Why wait?”, because “They came. They saw.” (1.1)."


@given(shapes() | argument_graphs())
def test_every_node_of_any_map_is_said_and_every_number_is_the_trees(graph):
    paragraphs = prose_of(graph)
    tree = tree_of(graph)

    assert {piece.node for paragraph in paragraphs for piece in paragraph.pieces if piece.node} == set(graph.nodes)
    assert all(tree.item_of_node[paragraph.node].number == paragraph.number for paragraph in paragraphs)
