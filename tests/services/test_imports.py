from __future__ import annotations

import json
from typing import Any

import pytest

from argmap.formats import read
from argmap.models import ArgumentMap
from argmap.queries.graph import load_graph
from argmap.services.exports import Order, export_map
from argmap.services.imports import import_map, import_readings
from argmap.services.maps import duplicate_map
from argmap.services.nodes import edit_node
from tests.formats.samples import SAMPLES

ORDER = Order("argmap")
SAMPLE = SAMPLES / "argmap" / "night-trains.argmap.json"


@pytest.fixture
def imported(user, project):
    def store(content: bytes = SAMPLE.read_bytes()) -> ArgumentMap:
        return import_map(by=user, project=project, files={"map.argmap.json": content}).map

    return store


def exported(map_: ArgumentMap) -> dict[str, Any]:
    return json.loads(export_map(map_, ORDER).content)


def ids_in(value: dict[str, Any]) -> list[str]:
    """All ids of a file, those of spans, revisions, premises and targets too."""
    nodes, links, articles = value["nodes"], value["links"], value["articles"]
    return [
        value["map"]["id"],
        *(part["id"] for part in [*nodes, *links, *articles]),
        *(revision["id"] for article in articles for revision in article["revisions"]),
        *(span[key] for node in nodes for span in node["spans"] for key in ("id", "article", "revision")),
        *(premise["node"] for link in links for premise in link["premises"]),
        *(id_ for link in links for id_ in link["target"].values()),
    ]


def test_a_map_has_ids_of_its_own_and_is_exported_with_those_of_its_file(imported):
    map_ = imported()

    first = exported(map_)
    graph = load_graph(map_)

    assert not {"m", "n1", "l1"} & {graph.id, *graph.nodes, *graph.links}
    assert [node.extra["argmap"]["id"] for node in graph.nodes.values()] == ["n1", "n2", "n3", "n4"]
    assert [node["id"] for node in first["nodes"]] == ["n1", "n2", "n3", "n4"]


def test_import_and_export_again_give_the_same_file(imported):
    first = export_map(imported(), ORDER).content

    second = export_map(imported(first), ORDER).content

    assert second == first
    assert ids_in(json.loads(second)) == ids_in(json.loads(first))


def test_unknown_fields_come_back_in_their_places_from_the_database(imported):
    value = exported(imported())

    assert value["nodes"][3]["spans"][0]["certainty"] == 3
    assert value["articles"][0]["revisions"][0]["seen"] is True
    assert value["links"][0]["premises"][0]["weight"] == 2


def test_one_file_can_be_imported_twice(imported):
    first, second = imported(), imported()

    assert not set(load_graph(first).nodes) & set(load_graph(second).nodes)
    assert exported(first) == exported(second)


def test_a_duplicate_is_exported_with_the_ids_of_the_file_too(imported, user):
    map_ = imported()

    copy = duplicate_map(by=user, map_=map_)

    assert ids_in(exported(copy)) == ids_in(exported(map_))


def test_a_map_that_was_made_here_is_exported_with_its_own_ids_and_empty_bags(graph_in_db):
    map_ = graph_in_db("b -> a", text="a and b")

    value = exported(map_)

    assert value["map"]["id"] == str(map_.pk)
    assert {node["id"] for node in value["nodes"]} == set(load_graph(map_).nodes)
    assert not any(part["extra"] for part in [value["map"], *value["nodes"], *value["links"], *value["articles"]])


def test_an_edit_after_the_import_keeps_the_ids(imported, user):
    map_ = imported()

    edit_node(by=user, node=map_.nodes.first(), text="Other words.")

    first = exported(map_)["nodes"][0]
    assert (first["id"], first["text"]) == ("n1", "Other words.")


def test_a_map_into_which_a_file_is_imported_twice_keeps_its_own_id_and_has_each_id_once(graph_in_db, user):
    map_ = graph_in_db("b -> a")
    graph = read(SAMPLE).graph

    for _ in range(2):
        import_readings(by=user, project=map_.project, readings={"map": read(SAMPLE)}, into=map_)

    value = exported(map_)
    ids = [node["id"] for node in value["nodes"]]
    assert value["map"]["id"] == str(map_.pk)
    assert len(set(ids)) == len(ids) == 2 + 2 * len(graph.nodes)
    assert set(graph.nodes) < set(ids)
