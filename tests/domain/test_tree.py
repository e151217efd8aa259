from hypothesis import given

from argmap.domain.graph import ArgumentGraph, Link, Node, Premise
from argmap.domain.tree import LONGEST_NUMBER, Item, Tree, letters, tree_of, walk
from argmap.domain.vocabulary import LinkType, NodeKind
from tests.graphs import argument_graphs, graph_of, outline, shapes


def numbers(tree: Tree) -> dict[str, str]:
    return {item.key: item.number for item in walk(tree)}


def test_undercut_hits_the_link_and_spares_its_conclusion():
    graph = graph_of("b -> a", "c -x (b -> a)")

    tree = tree_of(graph)

    assert outline(tree) == ["a", "  + b", "    × c"]


def test_each_relation_has_its_sign():
    tree = tree_of(graph_of("b -> a", "c -x a", "d ~> a", "e -x (b -> a)", "f -> (b -> a)"))

    assert outline(tree) == ["a", "  + b", "    × e", "    + f", "  − c", "  ≈ d"]


def test_what_is_on_the_link_comes_before_what_is_on_the_node_in_one_count():
    tree = tree_of(graph_of("b -> a", "d -> b", "c -x (b -> a)"))

    assert outline(tree) == ["a", "  + b", "    × c", "    + d"]
    assert [item.number for item in walk(tree)] == ["1", "1.1", "1.1.1", "1.1.2"]


def test_linked_premises_are_one_item_with_members():
    tree = tree_of(graph_of("b & c -> a", "d -> c", "e -x (b & c -> a)"))

    assert outline(tree) == ["a", "  + linked", "    & b", "    & c", "      + d", "    × e"]
    assert [item.number for item in walk(tree)] == ["1", "1.1", "1.1a", "1.1b", "1.1b.1", "1.1.1"]


def test_keys_name_link_and_node():
    tree = tree_of(graph_of("b & c -> a", "d -> a"))

    assert list(tree.items) == ["a", "b & c -> a", "b & c -> a/b", "b & c -> a/c", "d -> a/d"]


def test_undercut_of_linked_premises_hangs_on_their_group():
    tree = tree_of(graph_of("b & c -> a", "e -x (b & c -> a)"))

    group = tree.item_of_link["b & c -> a"]
    assert group.is_group
    assert [item.key for item in group.on_link] == ["e -x (b & c -> a)/e"]
    assert all(not member.on_link for member in group.members)


def test_second_parent_shows_a_reference_upward():
    tree = tree_of(graph_of("b -> a", "c -> b", "d -> a", "b -> d"))

    assert outline(tree) == ["a", "  + b", "    + c", "  + d", "    + b (see 1.1)"]


def test_reference_still_shows_what_hangs_on_its_own_link():
    tree = tree_of(graph_of("b -> a", "d -> a", "b -> d", "e -x (b -> d)"))

    assert outline(tree) == ["a", "  + b", "  + d", "    + b (see 1.1)", "      × e"]


def test_member_can_be_a_reference():
    tree = tree_of(graph_of("b -> a", "c & b -> a"))

    assert outline(tree) == ["a", "  + b", "  + linked", "    & c", "    & b (see 1.1)"]


def test_circular_support_ends():
    tree = tree_of(graph_of("main:yes a", "b -> a", "a -> b"))

    assert outline(tree) == ["a", "  + b", "    + a (see 1)"]


def test_node_that_undercuts_the_link_above_itself_ends():
    tree = tree_of(graph_of("main:yes a", "b -> a", "b -x (b -> a)", "a -x (b -x (b -> a))"))

    assert outline(tree) == ["a", "  + b", "    × b (see 1.1)", "      × a (see 1)"]


def test_main_claims_come_first_then_nodes_without_a_conclusion():
    tree = tree_of(graph_of("b -> a", "c", "main:yes d"))

    assert outline(tree) == ["d", "a", "  + b", "c"]


def test_main_claim_under_another_is_no_root_of_its_own():
    tree = tree_of(graph_of("b -> a", "main:yes a", "main:yes b", text="a b"))

    assert outline(tree) == ["a", "  + b"]


def test_main_claims_stand_by_position():
    tree = tree_of(graph_of("main:yes position:2 a", "main:yes position:1 b"))

    assert outline(tree) == ["b", "a"]


def test_circle_without_a_conclusion_begins_where_the_text_does():
    tree = tree_of(graph_of("a -> b", "b -> c", "c -> a", text="b c a"))

    assert outline(tree) == ["b", "  + a", "    + c", "      + b (see 1)"]


def test_each_remaining_component_has_a_root():
    tree = tree_of(graph_of("a -> b", "b -> a", "c -> d", "d -> c", text="d b a c"))

    assert outline(tree) == ["d", "  + c", "    + d (see 1)", "b", "  + a", "    + b (see 2)"]


def test_siblings_stand_in_the_order_of_the_text():
    tree = tree_of(graph_of("b -> a", "c -> a", "d -> a", text="d then c then b"))

    assert outline(tree) == ["a", "  + d", "  + c", "  + b"]


def test_siblings_without_a_place_come_last():
    tree = tree_of(graph_of("b -> a", "c -> a", "d -> a", text="d then c"))

    assert outline(tree) == ["a", "  + d", "  + c", "  + b"]


def test_new_sibling_finds_its_place_in_the_text_among_ordered_ones():
    tree = tree_of(graph_of("position:0 d -> a", "position:1 b -> a", "c -> a", "e -> a", text="b c d e"))

    assert outline(tree) == ["a", "  + c", "  + d", "  + b", "  + e"]


def test_numbers_after_z_go_on_with_two_letters():
    assert [letters(index) for index in (0, 25, 26, 51, 52, 701, 702)] == ["a", "z", "aa", "az", "ba", "zz", "aaa"]


def test_chain_of_ten_thousand_supports_has_a_tree():
    tree = tree_of(chain(10_000))

    assert len(tree.items) == 10_000
    assert list(walk(tree))[-1].depth == 9_999


def test_numbers_of_a_long_chain_start_anew_and_stay_unique():
    items = list(walk(tree_of(chain(10_000))))

    assert max(len(item.number) for item in items) < LONGEST_NUMBER + 10
    assert len({item.number for item in items}) == len(items)


def test_empty_graph_has_an_empty_tree():
    tree = tree_of(graph_of())

    assert tree.roots == ()
    assert list(walk(tree)) == []


@given(shapes())
def test_every_node_is_expanded_once_and_every_link_shown_once(graph: ArgumentGraph):
    tree = tree_of(graph)

    assert set(tree.item_of_node) == set(graph.nodes)
    assert set(tree.item_of_link) == set(graph.links)
    shown = [item.link.id for item in walk(tree) if item.link and not item.is_member]
    assert len(shown) == len(graph.links)
    expanded = [item.node.id for item in walk(tree) if item.node and item.reference is None]
    assert len(expanded) == len(graph.nodes)


@given(shapes())
def test_keys_and_numbers_are_unique(graph: ArgumentGraph):
    items = list(walk(tree_of(graph)))

    assert len({item.key for item in items}) == len(items) == len({item.number for item in items})


@given(shapes())
def test_references_point_upward(graph: ArgumentGraph):
    tree = tree_of(graph)
    line = {item.number: index for index, item in enumerate(walk(tree))}

    for item in walk(tree):
        if item.reference is not None:
            assert item.node is not None
            assert item.reference == tree.item_of_node[item.node.id].number
            assert line[item.reference] < line[item.number]
            assert item.children == ()


@given(argument_graphs())
def test_walk_shows_an_item_then_members_then_its_link_then_its_node(graph: ArgumentGraph):
    tree = tree_of(graph)

    assert [item.key for item in walk(tree)] == [item.key for root in tree.roots for item in _recursive(root)]


def _recursive(item: Item) -> list[Item]:
    return [item, *(inner for below in item.below for inner in _recursive(below))]


def chain(length: int) -> ArgumentGraph:
    nodes = [Node(f"n{index}", NodeKind.CLAIM, "text") for index in range(length)]
    links = [
        Link(f"l{index}", LinkType.SUPPORT, (Premise(f"n{index}"),), target_node=f"n{index - 1}")
        for index in range(1, length)
    ]
    return ArgumentGraph.of(id="m", nodes=nodes, links=links)
