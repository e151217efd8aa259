from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from argmap.domain.vocabulary import LinkType
from argmap.models import Node, new_id
from tests.services.bench import Bench

pytestmark = pytest.mark.django_db
JSON = {"accept": "application/json"}


@pytest.fixture
def bench(user, map_):
    bench = Bench(user, map_)
    a, b, c = (bench.node(name) for name in "abc")
    bench.link(LinkType.SUPPORT, [b, c], a)
    return bench


def keys(*names):
    return " ".join(str(Node.objects.get(text=name).pk) for name in names)


def test_several_nodes_are_retyped_and_tagged_by_one_request_each(signed_in, bench):
    address = f"/maps/{bench.map.pk}/selection"

    retyped = signed_in.post(f"{address}/kind/", {"nodes": keys("a", "b"), "kind": "evidence"}).json()
    tagged = signed_in.post(f"{address}/tags/", {"nodes": keys("a", "b"), "add": "cost"}).json()

    assert retyped["undo"] == "Make 2 nodes evidence"
    assert {node["text"]: (node["kind"], node["tags"]) for node in tagged["nodes"].values()} == {
        "a": ("evidence", ["cost"]),
        "b": ("evidence", ["cost"]),
    }


def test_the_dialogs_of_a_selection_count_and_carry_it(signed_in, bench):
    address = f"/maps/{bench.map.pk}/selection"

    delete = signed_in.get(f"{address}/delete/?nodes={keys('b', 'c').replace(' ', '+')}").content.decode()
    tags = signed_in.get(f"{address}/tags/?nodes={keys('b', 'c').replace(' ', '+')}").content.decode()

    assert "Delete these 2 nodes?" in delete
    assert "With them go no passages and 1 link." in delete
    assert (delete.count('name="nodes"'), tags.count('name="nodes"')) == (2, 2)


def test_a_selection_is_moved_and_wrapped(signed_in, bench):
    address = f"/maps/{bench.map.pk}/selection"
    bench.node("z")

    signed_in.post(f"{address}/move/", {"nodes": keys("a"), "target_node": keys("z")})
    signed_in.post(f"{address}/wrap/", {"nodes": keys("b", "a"), "target_node": keys("z")})

    assert sorted(bench.arrows) == ["a & b -> z", "b & c -> a"]


def test_a_move_without_a_place_for_each_node_is_refused(signed_in, bench):
    values = {"nodes": keys("b", "c"), "links": str(new_id()), "target_node": keys("a")}

    answer = signed_in.post(f"/maps/{bench.map.pk}/selection/move/", values, headers=JSON)

    assert (answer.status_code, answer.json()["error"]) == (422, "links: Each node needs its place; reload the page.")


def test_what_is_copied_can_be_pasted(signed_in, bench):
    copied = signed_in.get(f"/maps/{bench.map.pk}/branches/?nodes={keys('b')}").content
    tops = json.dumps([{"type": "attack", "nodes": [keys("b")]}])
    first = str(new_id())
    values = {"content": SimpleUploadedFile("x", copied), "tops": tops, "target_node": keys("a"), "id": first}

    answer = signed_in.post(f"/maps/{bench.map.pk}/paste/", values).json()

    assert answer["nodes"][first]["text"] == "b"
    assert sorted(bench.arrows) == ["b & c -> a", "b -x a"]


@pytest.mark.parametrize("tops", ['[{"type": "love", "nodes": ["x"]}]', "[1]", "3"])
def test_a_paste_that_does_not_say_how_is_refused(signed_in, bench, tops):
    values = {"content": SimpleUploadedFile("x", b"{}"), "tops": tops}

    answer = signed_in.post(f"/maps/{bench.map.pk}/paste/", values, headers=JSON)

    assert (answer.status_code, "copy them again" in answer.json()["error"]) == (422, True)


def test_a_node_is_duplicated_and_split(signed_in, bench):
    node, twin, half = keys("b"), str(new_id()), str(new_id())

    signed_in.post(f"/nodes/{node}/duplicate/", {"id": twin})
    signed_in.post(f"/nodes/{twin}/split/", {"first": "x", "second": "y", "id": half})

    assert sorted(Node.objects.values_list("text", flat=True)) == ["a", "b", "c", "x", "y"]
