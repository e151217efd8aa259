from hypothesis import given
from hypothesis import strategies as st

from argmap.domain.graph import ArgumentGraph
from argmap.domain.layout import Box, Layout, Options, Shape, layout_of, lines_of
from argmap.domain.layout.arrange import FAN
from argmap.domain.tree import Tree, tree_of
from tests.domain.test_tree import chain
from tests.graphs import graph_of, shapes

roots = st.sampled_from(["left", "top"])


def sizes_like(tree: Tree, *, width: float = 200, height: float = 40) -> dict[str, tuple[float, float]]:
    return dict.fromkeys(tree.items, (width, height))


def laid_out(graph: ArgumentGraph, **options: object) -> Layout:
    tree = tree_of(graph)
    return layout_of(tree, sizes=sizes_like(tree), options=Options(**options))  # type: ignore[arg-type]


@st.composite
def layouts(draw: st.DrawFn) -> Layout:
    """The layout of any graph with boxes of any size, some of them collapsed."""
    tree = tree_of(draw(shapes()))
    sizes = {key: (draw(st.integers(20, 300)), draw(st.integers(20, 200))) for key in tree.items}
    collapsed = draw(st.frozensets(st.sampled_from([*tree.items]), max_size=3))
    options = Options(root=draw(roots), mirrored=draw(st.booleans()), collapsed=collapsed)
    return layout_of(tree, sizes=sizes, options=options)


@st.composite
def columns(draw: st.DrawFn) -> Layout:
    """The layout of any graph with boxes of one width, root at the left, as the map is drawn."""
    tree = tree_of(draw(shapes()))
    sizes = {key: (272, draw(st.integers(30, 200))) for key in tree.items}
    return layout_of(tree, sizes=sizes, options=Options(mirrored=draw(st.booleans())))


def overlapping(boxes: list[Box]) -> list[tuple[str, str]]:
    return [(a.key, b.key) for index, a in enumerate(boxes) for b in boxes[index + 1 :] if _meet(a, b)]


def _meet(a: Box, b: Box) -> bool:
    return a.x < b.x + b.width and b.x < a.x + a.width and a.y < b.y + b.height and b.y < a.y + a.height


@given(layouts())
def test_no_two_boxes_overlap(layout: Layout):
    assert overlapping([*layout.boxes.values()]) == []


@given(layouts())
def test_all_boxes_lie_inside_the_bounds(layout: Layout):
    for box in layout.boxes.values():
        assert box.x >= 28
        assert box.y >= 28
        assert box.x + box.width <= layout.width - 28
        assert box.y + box.height <= layout.height - 28


@given(layouts())
def test_boxes_stand_on_whole_pixels(layout: Layout):
    assert all(box.x == int(box.x) and box.y == int(box.y) for box in layout.boxes.values())


@given(layouts())
def test_what_is_below_begins_deeper_than_its_parent_ends(layout: Layout):
    frame = layout.frame
    for box in layout.boxes.values():
        if box.home:
            assert frame.near(box) > frame.far(layout.boxes[box.home])


@given(layouts())
def test_every_visible_link_has_one_line_that_ends_at_its_premise(layout: Layout):
    lines = [*lines_of(layout)]
    shown = [box.item.link.id for box in layout.boxes.values() if box.item.link and not box.item.is_member]
    assert [line.link for line in lines] == shown


@given(columns())
def test_no_line_runs_under_a_box(layout: Layout):
    for line in lines_of(layout):
        for path in line.paths:
            for x, y in _points(path):
                assert not any(_inside(box, x, y) for box in layout.boxes.values()), (line.key, x, y)


@given(columns())
def test_undercut_ends_on_the_straight_part_of_the_line_that_it_attacks(layout: Layout):
    lines = {line.key: line for line in lines_of(layout)}
    for key, (_, bears_on) in layout.dots.items():
        dot, target = lines[key].dot, lines[bears_on]
        assert dot is not None
        (x1, y1), (x2, y2) = target.paths[0][-2][-1], target.paths[0][-1][-1]
        assert y1 == y2 == dot[1]
        assert min(x1, x2) <= dot[0] <= max(x1, x2)
        assert abs(dot[0] - target.sign_at[0]) > 12


@given(columns())
def test_dots_on_one_line_stand_apart(layout: Layout):
    dots = [line.dot for line in lines_of(layout) if line.dot]
    assert all(abs(a[0] - b[0]) + abs(a[1] - b[1]) > 8 for i, a in enumerate(dots) for b in dots[i + 1 :])


def _points(path: tuple[tuple[tuple[float, float], ...], ...]) -> list[tuple[float, float]]:
    """Points along a path, but for its two ends, which touch boxes."""
    points, here = [], path[0][0]
    for step in path[1:]:
        points += [_along(here, step, part / 12) for part in range(13)]
        here = step[-1]
    return points[1:-1]


def _along(start: tuple[float, float], step: tuple[tuple[float, float], ...], t: float) -> tuple[float, float]:
    a, b, c, d = (start, *step) if len(step) == 3 else (start, start, step[0], step[0])
    weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
    return tuple(sum(w * p[axis] for w, p in zip(weights, (a, b, c, d), strict=True)) for axis in (0, 1))  # type: ignore[return-value]


def _inside(box: Box, x: float, y: float) -> bool:
    return box.x + 0.5 < x < box.x + box.width - 0.5 and box.y + 0.5 < y < box.y + box.height - 0.5


def test_parent_stands_in_the_middle_of_its_children():
    boxes = laid_out(graph_of("b -> a", "c -> a")).boxes

    assert boxes["a"].y * 2 == boxes["b -> a/b"].y + boxes["c -> a/c"].y


def test_children_stand_in_one_column_in_display_order():
    boxes = laid_out(graph_of("b -> a", "c & d -> a", "e -> a", "f -x (b -> a)")).boxes

    column = [box for box in boxes.values() if box.shape is Shape.NODE and box.key != "a"]
    assert len({box.x for box in column}) == 1
    assert [box.y for box in column] == sorted(box.y for box in column)


def test_undercut_leaves_the_line_that_it_attacks_straight():
    boxes = laid_out(graph_of("b -> a", "c -x (b -> a)")).boxes

    assert boxes["a"].y == boxes["b -> a/b"].y
    assert boxes["c -x (b -> a)/c"].y > boxes["b -> a/b"].y + 40


def test_linked_premises_meet_in_a_junction_level_with_their_middle():
    boxes = laid_out(graph_of("b & c -> a")).boxes

    junction, b, c = boxes["b & c -> a"], boxes["b & c -> a/b"], boxes["b & c -> a/c"]
    assert junction.shape is Shape.JUNCTION
    assert junction.x + junction.width < b.x == c.x
    assert junction.y + junction.height / 2 == (b.y + c.y + c.height) / 2


def test_mirrored_layout_is_the_layout_turned_round():
    graph = graph_of("b -> a", "c & d -> b", "e -x (b -> a)", "f")
    plain, mirrored = laid_out(graph), laid_out(graph, mirrored=True)

    assert mirrored.width == plain.width
    for key, box in plain.boxes.items():
        assert mirrored.boxes[key].x == plain.width - box.x - box.width
        assert mirrored.boxes[key].y == box.y


def test_root_on_top_grows_downwards():
    boxes = laid_out(graph_of("b -> a", "c -> a"), root="top").boxes

    assert boxes["b -> a/b"].y == boxes["c -> a/c"].y > boxes["a"].y + 40
    assert boxes["b -> a/b"].x < boxes["c -> a/c"].x


def test_collapsed_item_hides_what_is_below_it_and_on_its_link():
    graph = graph_of("b -> a", "c -> b", "d -x b", "e -> d", "f -x (b -> a)", "g -> a")

    layout = laid_out(graph, collapsed=frozenset({"b -> a/b"}))

    assert set(layout.boxes) == {"a", "b -> a/b", "g -> a/g"}
    hidden = layout.hidden["b -> a/b"]
    assert (hidden.count, hidden.in_favour, hidden.against) == (4, 1, 3)


def test_two_attacks_in_a_row_speak_for_the_collapsed_item():
    layout = laid_out(graph_of("b -x a", "c -x b", "d & e -> c"), collapsed=frozenset({"a"}))

    hidden = layout.hidden["a"]
    assert (hidden.count, hidden.in_favour, hidden.against) == (4, 3, 1)


def test_collapsed_group_is_one_box():
    layout = laid_out(graph_of("b & c -> a"), collapsed=frozenset({"b & c -> a"}))

    assert layout.boxes["b & c -> a"].shape is Shape.FOLDED
    assert set(layout.boxes) == {"a", "b & c -> a"}


def test_further_parents_are_cross_links():
    layout = laid_out(graph_of("b -> a", "d -> a", "b -> d"))

    [cross] = layout.cross_links
    assert (cross.link, cross.chip, cross.box) == ("b -> d", "b -> d/b", "b -> a/b")
    assert layout.boxes["b -> d/b"].shape is Shape.REFERENCE


def test_more_links_on_a_link_make_more_room_for_its_line():
    many = [f"c{index} -x (b -> a)" for index in range(9)]
    layout = laid_out(graph_of("b -> a", *many))

    dots = [line.dot[0] for line in lines_of(layout) if line.dot]
    assert len(set(dots)) == 9
    assert min(dots) >= layout.boxes["a"].x + 200 + FAN


def test_chain_of_ten_thousand_supports_is_laid_out():
    layout = laid_out(chain(10_000))

    assert len(layout.boxes) == 10_000
    assert len({box.y for box in layout.boxes.values()}) == 1


def test_empty_tree_has_an_empty_layout():
    layout = laid_out(graph_of())

    assert (layout.boxes, layout.width, layout.height) == ({}, 56, 56)
