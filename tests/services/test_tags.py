from __future__ import annotations

import pytest

from argmap.domain.vocabulary import TagColor
from argmap.exceptions import ConflictError, InputError, StaleError, UndoError
from argmap.models import Change, ChangeKind, LinkTag, NodeTag, Tag
from argmap.queries.faults import faults_of_map
from argmap.queries.tags import maps_of_tags, most_used
from argmap.services import tags
from argmap.services.links import edit_link
from argmap.services.maps import create_map
from argmap.services.nodes import delete_node, edit_node
from argmap.services.projects import create_project
from argmap.services.selections import tag_selection
from argmap.services.undo import redo_change, stacks_of, undo_change
from tests.services.bench import Bench

pytestmark = pytest.mark.django_db


@pytest.fixture
def bench(user, map_):
    return Bench(user, map_)


@pytest.fixture
def other(user, project):
    """Another map of the same project."""
    return Bench(user, create_map(by=user, project=project, title="Trains?"))


def names_on(thing):
    rows = thing.node_tags if hasattr(thing, "node_tags") else thing.link_tags
    return [row.tag.name for row in rows.select_related("tag")]


def tag(name):
    return Tag.objects.get(name=name)


def test_a_tag_is_made_with_a_colour_and_once(project):
    made = tags.create_tag(project=project, name=" cost ", color=TagColor.RED)

    assert (made.name, made.color) == ("cost", "red")
    with pytest.raises(ConflictError, match="There is a tag “cost” already"):
        tags.create_tag(project=project, name="cost")
    tags.create_tag(project=create_project(by=project.memberships.get().user, name="Next"), name="cost")


@pytest.mark.parametrize("name", ["", "  ", "a, b", "two\nlines", "x" * 101, "nul\x00", "half \ud800"])
def test_a_name_is_one_short_line_without_a_comma(project, name):
    with pytest.raises(InputError):
        tags.create_tag(project=project, name=name)


@pytest.mark.parametrize("name", ["a, b", "two\nlines", "x" * 101])
def test_a_name_that_is_typed_on_a_node_or_link_obeys_the_same_rule(user, bench, name):
    node = bench.node("a")
    link = bench.link("support", [bench.node("b")], node)

    for use in (
        lambda: bench.node("c", tags=(name,)),
        lambda: edit_node(by=user, node=node, tags=[name]),
        lambda: edit_link(by=user, link=link, tags=[name]),
        lambda: tag_selection(by=user, map_=bench.map, nodes=[node.pk], add=[name]),
    ):
        with pytest.raises(InputError) as error:
            use()
        assert error.value.field == "tags"

    assert not Tag.objects.exists()


def test_space_around_a_typed_name_is_no_part_of_it(user, bench):
    node = bench.node("a", tags=(" cost ", "cost", " "))

    tag_selection(by=user, map_=bench.map, nodes=[node.pk], add=["  time"])

    assert names_on(node) == ["cost", "time"]


def test_words_of_all_scripts_and_joined_emoji_are_names(bench):
    names = ["می\u200cخواهم", "👩\u200d🔬", "全角\u3000空白"]

    assert names_on(bench.node("a", tags=names)) == names


def test_an_unknown_colour_is_refused(project):
    with pytest.raises(InputError, match="no colour “#f00”"):
        tags.create_tag(project=project, name="cost", color="#f00")


def test_renaming_tells_every_map_and_every_node_that_has_it(user, bench, other):
    a, b, far = bench.node("a", tags=("cost",)), bench.node("b"), other.node("far", tags=("cost", "time"))
    before = bench.map.version

    tags.edit_tag(by=user, tag=tag("cost"), name="price", color="blue")

    assert (names_on(a), names_on(far), tag("price").color) == (["price"], ["price", "time"], "blue")
    for thing in (a, b, far, bench.map):
        thing.refresh_from_db()
    assert bench.map.version == before + 1 == a.version
    assert b.version < a.version
    assert Change.objects.filter(kind=ChangeKind.PROJECT).count() == 2
    assert bench.map.changes.last().summary == "Rename the tag “cost” to “price”"


def test_a_new_colour_alone_is_no_change_of_a_map(user, bench):
    bench.node("a", tags=("cost",))
    changes = Change.objects.count()

    tags.edit_tag(by=user, tag=tag("cost"), color="green")

    assert (tag("cost").color, Change.objects.count()) == ("green", changes)


def test_who_has_read_a_node_under_the_old_name_does_not_bring_it_back(user, bench):
    node = bench.node("a", tags=("cost",))
    read = node.version
    tags.edit_tag(by=user, tag=tag("cost"), name="price")

    with pytest.raises(StaleError):
        edit_node(by=user, node=node, tags=["cost", "new"], expected_version=read)


def test_a_name_that_is_taken_asks_to_merge(user, bench):
    bench.node("a", tags=("cost", "price"))

    with pytest.raises(ConflictError, match="merge the two"):
        tags.edit_tag(by=user, tag=tag("cost"), name="price")

    assert {row.name for row in Tag.objects.all()} == {"cost", "price"}


def test_two_who_rename_at_once_do_not_overwrite_each_other(user, bench):
    bench.node("a", tags=("cost",))
    stale = tag("cost")
    tags.edit_tag(by=user, tag=tag("cost"), name="price", expected_name="cost")

    with pytest.raises(ConflictError, match="named this tag “price” meanwhile"):
        tags.edit_tag(by=user, tag=stale, name="money", expected_name="cost")


def test_merging_keeps_places_and_gives_each_thing_the_tag_once(user, bench, other):
    a, b = bench.node("a", tags=("x", "cost", "price")), bench.node("b", tags=("price", "money"))
    link = bench.link("support", [a], b)
    edit_link(by=user, link=link, tags=["money"])
    far = other.node("far", tags=("price",))

    tags.merge_tags(by=user, into=tag("cost"), others=[tag("price"), tag("money"), tag("cost")])

    assert [names_on(thing) for thing in (a, b, link, far)] == [["x", "cost"], ["cost"], ["cost"], ["cost"]]
    assert {row.name for row in Tag.objects.all()} == {"x", "cost"}
    assert Change.objects.filter(kind=ChangeKind.PROJECT).count() == 2
    assert list(faults_of_map(bench.map)) == []


def test_merging_takes_at_least_two_of_one_project(user, project, bench):
    bench.node("a", tags=("cost",))
    foreign = tags.create_tag(project=create_project(by=user, name="Next"), name="cost")

    for others in ([], [tags.Tag.objects.get(project=project)], [foreign]):
        with pytest.raises(InputError):
            tags.merge_tags(by=user, into=Tag.objects.get(project=project), others=others)


def test_a_tag_that_is_gone_meanwhile_is_told(user, bench):
    bench.node("a", tags=("cost", "price"))
    cost, price = tag("cost"), tag("price")
    tags.delete_tag(by=user, tag=tag("cost"))

    for act in (
        lambda: tags.delete_tag(by=user, tag=cost),
        lambda: tags.edit_tag(by=user, tag=cost, name="x"),
        lambda: tags.merge_tags(by=user, into=cost, others=[price]),
    ):
        with pytest.raises(ConflictError, match="reload the list of tags"):
            act()


def test_deleting_takes_it_off_everything_and_leaves_the_things(user, bench, other):
    a, far = bench.node("a", tags=("cost", "x")), other.node("far", tags=("cost",))
    link = bench.link("support", [a], bench.node("b"))
    edit_link(by=user, link=link, tags=["cost"])

    tags.delete_tag(by=user, tag=tag("cost"))

    assert [names_on(thing) for thing in (a, link, far)] == [["x"], [], []]
    assert other.map.changes.last().summary == "Delete the tag “cost”"


# Undo of steps that are older than what happened to their tags.


def test_no_undo_meets_what_was_done_to_a_tag(user, bench):
    node = bench.node("a", tags=("cost",))
    edit_node(by=user, node=node, text="b")
    tags.delete_tag(by=user, tag=tag("cost"))

    assert stacks_of(bench.map, user).undo.action == "edit_node"
    undo_change(by=user, map_=bench.map)
    node.refresh_from_db()
    assert (node.text, names_on(node)) == ("a", [])
    assert stacks_of(bench.map, user).redo is not None


def test_what_was_done_to_a_tag_leaves_what_can_be_redone(user, bench):
    node = bench.node("a", tags=("cost",))
    edit_node(by=user, node=node, text="b")
    undo_change(by=user, map_=bench.map)

    tags.edit_tag(by=user, tag=tag("cost"), name="price")

    redo_change(by=user, map_=bench.map)
    node.refresh_from_db()
    assert (node.text, names_on(node)) == ("b", ["price"])


def test_a_deleted_node_comes_back_without_a_tag_that_was_deleted_meanwhile(user, bench):
    node = bench.node("a", tags=("cost", "x"))
    delete_node(by=user, node=node)
    tags.delete_tag(by=user, tag=tag("cost"))

    undo_change(by=user, map_=bench.map)

    assert names_on(bench.map.nodes.get()) == ["x"]
    assert NodeTag.objects.count() == 1
    redo_change(by=user, map_=bench.map)
    assert not bench.map.nodes.exists()


def test_an_edit_is_undone_but_for_the_tag_that_was_merged_meanwhile(user, bench):
    node = bench.node("a", tags=("x",))
    edit_node(by=user, node=node, text="b", tags=["x", "price"])
    tags.create_tag(project=bench.map.project, name="cost")
    tags.merge_tags(by=user, into=tag("cost"), others=[tag("price")])

    undo_change(by=user, map_=bench.map)

    node.refresh_from_db()
    assert (node.text, sorted(names_on(node))) == ("a", ["cost", "x"])
    assert list(faults_of_map(bench.map)) == []


def test_a_tag_that_came_back_by_a_merge_is_not_given_twice(user, bench):
    node = bench.node("a", tags=("cost", "price"))
    edit_node(by=user, node=node, text="b", tags=["price"])
    tags.merge_tags(by=user, into=tag("cost"), others=[tag("price")])

    undo_change(by=user, map_=bench.map)

    node.refresh_from_db()
    assert (node.text, names_on(node)) == ("a", ["cost"])


def test_a_tag_that_somebody_else_gave_again_is_not_given_twice(user, bench):
    node = bench.node("a", tags=("cost",))
    tag_selection(by=user, map_=bench.map, nodes=[node.pk], remove=["cost"])
    colleague = type(user).objects.create_user("bo")
    tag_selection(by=colleague, map_=bench.map, nodes=[node.pk], add=["cost"])

    undo_change(by=user, map_=bench.map)

    assert names_on(node) == ["cost"]


def test_a_step_that_was_all_about_a_tag_that_is_gone_does_not_block_older_ones(user, bench):
    node = bench.node("a")
    edit_node(by=user, node=node, text="b")
    tag_selection(by=user, map_=bench.map, nodes=[node.pk], add=["cost"])
    tags.delete_tag(by=user, tag=tag("cost"))

    assert undo_change(by=user, map_=bench.map).record is None
    undo_change(by=user, map_=bench.map)

    node.refresh_from_db()
    assert node.text == "a"


def test_a_new_node_that_a_merge_has_touched_is_not_undone_silently(user, bench):
    node = bench.node("a", tags=("price", "x"))
    tags.merge_tags(by=user, into=tag("x"), others=[tag("price")])
    assert names_on(node) == ["x"]
    fresh = bench.node("b", tags=("time",))
    tags.create_tag(project=bench.map.project, name="hours")
    tags.merge_tags(by=user, into=tag("hours"), others=[tag("time")])

    with pytest.raises(UndoError):
        undo_change(by=user, map_=bench.map)

    assert names_on(fresh) == ["hours"]


# What is counted.


def test_uses_are_counted_and_the_most_used_come_first(user, bench, other, django_assert_num_queries):
    a = bench.node("a", tags=("rare", "often"))
    link = bench.link("support", [a], bench.node("b", tags=("often",)))
    edit_link(by=user, link=link, tags=["often"])
    other.node("far", tags=("often",))
    tags.create_tag(project=bench.map.project, name="never")

    with django_assert_num_queries(3):
        found = [(one.name, one.node_count, one.link_count) for one in most_used(bench.map.project_id)]
        maps = maps_of_tags(bench.map.project_id)

    assert found == [("often", 3, 1), ("rare", 1, 0), ("never", 0, 0)]
    assert [maps.get(tag(name).pk) for name in ("often", "rare", "never")] == [2, 1, None]


def test_links_are_tagged_in_bulk_with_nodes_as_one_step(user, bench):
    a, b = bench.node("a"), bench.node("b")
    link = bench.link("support", [a], b)
    edit_link(by=user, link=link, tags=["old"])

    change = tag_selection(by=user, map_=bench.map, nodes=[a.pk], links=[link.pk], add=["new"], remove=["old"])

    assert (names_on(a), names_on(link), change.summary) == (["new"], ["new"], "Tag “a” and 1 link")
    undo_change(by=user, map_=bench.map)
    assert (names_on(a), names_on(link)) == ([], ["old"])
    assert LinkTag.objects.count() == 1


def test_colours_of_a_file_are_taken_where_the_project_has_none(project):
    tags.create_tag(project=project, name="mine", color="red")
    tags.create_tag(project=project, name="plain")

    tags.color_tags(project.pk, {"mine": "blue", "plain": "blue", "not here": "blue"})

    assert dict(Tag.objects.values_list("name", "color")) == {"mine": "red", "plain": "blue"}
