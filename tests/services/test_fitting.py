"""What is too long for a column is told, and its words are kept; on PostgreSQL it would be refused otherwise."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from argmap.domain.graph import Article, Revision
from argmap.formats import read, write
from argmap.formats.base import Reading
from argmap.queries.graph import load_graph
from argmap.services.exports import Order, export_files, losses_of
from argmap.services.fitting import fitted
from argmap.services.imports import import_map, import_readings, notes_on
from tests.graphs import graph_of


@pytest.fixture
def stored(user, project):
    def store(graph):
        [imported] = import_readings(by=user, project=project, readings={"a.json": Reading(graph)})
        return imported, load_graph(imported.map)

    return store


def graph_with(**node):
    graph = graph_of("b -> a")
    return replace(graph, nodes=graph.nodes | {"a": replace(graph.nodes["a"], **node)})


def link_with(**link):
    graph = graph_of("b -> a")
    return replace(graph, links={id: replace(part, **link) for id, part in graph.links.items()})


def test_what_fits_is_taken_as_it_is():
    graph = graph_with(attribution="x" * 500, tags=("y" * 100,))

    assert fitted(graph) == (graph, ())


@pytest.mark.parametrize(("field", "limit", "label"), [("attribution", 500, "Attribution")])
def test_a_long_field_of_a_node_is_cut_and_stands_whole_in_its_note(stored, field, limit, label):
    words = "word " * limit

    imported, graph = stored(graph_with(**{field: words}, note="Mine."))

    [node] = [node for node in graph.nodes.values() if node.text == "a"]
    assert getattr(node, field) == f"{words[: limit - 1]}…"
    assert node.note == f"Mine.\n\n{label}: {words}"
    [note] = imported.notes
    assert note.message.startswith("1 text is too long for its field")
    assert note.details == (f"{label}: {words}",)


def test_a_long_scheme_and_role_stand_whole_in_the_note_of_the_link(stored):
    graph = link_with(scheme="s" * 201)
    [link] = graph.links.values()
    premises = tuple(replace(premise, role="r" * 201) for premise in link.premises)

    imported, graph = stored(replace(graph, links={link.id: replace(link, premises=premises)}))

    [link] = graph.links.values()
    assert (len(link.scheme), len(link.premises[0].role)) == (200, 200)
    assert link.note == f"Scheme: {'s' * 201}\n\nRole: {'r' * 201}"
    assert [note.count for note in imported.notes] == [2]


def test_long_and_repeated_tags_are_told(stored):
    imported, graph = stored(graph_with(tags=("t" * 101, "bus", "bus")))

    [node] = [node for node in graph.nodes.values() if node.text == "a"]
    assert node.tags == (f"{'t' * 99}…", "bus")
    assert node.note == f"Tag: {'t' * 101}"
    assert [note.count for note in imported.notes] == [1, 1]


def test_a_long_title_stands_whole_in_the_description(stored):
    imported, graph = stored(replace(graph_of("a"), title="T" * 501))

    assert len(graph.title) == 500
    assert graph.description == f"Title: {'T' * 501}"
    assert len(imported.notes) == 1


def test_tags_that_cannot_be_called_so_are_renamed_and_told(stored):
    imported, graph = stored(graph_with(tags=("x, y", "two\nlines", " z ", "plain")))

    [node] = [node for node in graph.nodes.values() if node.text == "a"]
    assert node.tags == ("x; y", "two lines", "z", "plain")
    [note] = imported.notes
    assert note.message.startswith("3 tags have commas, line breaks or space around them")
    assert note.details == ("x, y", "two\nlines", " z ")


def test_a_tag_that_is_renamed_or_cut_keeps_its_colour(stored, project):
    graph = graph_with(tags=("x, y", "t" * 101))

    stored(replace(graph, tag_colors={"x, y": "red", "t" * 101: "blue"}))

    assert dict(project.tags.values_list("name", "color")) == {"x; y": "red", f"{'t' * 99}…": "blue"}


def test_the_cut_fields_of_an_article_are_told(stored):
    article = Article("t", "T" * 501, (Revision("r", "Text."),), url=f"https://example.org/{'u' * 2000}")

    imported, graph = stored(replace(graph_of("a"), articles={"t": article}))

    [kept] = graph.articles.values()
    assert (len(kept.title), len(kept.url)) == (500, 2000)
    assert imported.notes[0].message == "2 descriptions of articles are too long for their fields, and are cut."
    assert imported.notes[0].details == (f"Title: {article.title}", f"Url: {article.url}")


def test_places_beyond_a_column_are_numbered_anew_in_their_order(stored):
    graph = graph_of("position:7 a", "position:-3 b", "c")
    far = replace(graph.nodes["a"], position=10**12)

    imported, graph = stored(replace(graph, nodes=graph.nodes | {"a": far}))

    assert {node.text: node.position for node in graph.nodes.values()} == {"a": 1, "b": 0, "c": None}
    assert "numbered anew" in imported.notes[0].message


def test_a_look_tells_before_anything_is_stored():
    [note] = notes_on(Reading(graph_with(attribution="x" * 501)))

    assert note.count == 1


def test_an_article_without_a_title_leaves_without_one(user, project):
    graph = graph_of("b -> a", text="a and b")
    graph = replace(graph, articles={"t": replace(graph.articles["t"], title="")})
    files = write(graph, "sadface")

    map_ = import_map(by=user, project=project, files=files).map

    assert project.articles.get().title == "a and b"
    assert (
        json.loads(*export_files(map_, Order("sadface")).values())["resources"]
        == (json.loads(*files.values())["resources"])
    )
    assert not any("article" in note.message for note in losses_of(map_, Order("sadface")))


def test_a_title_that_a_person_gave_to_it_leaves_with_it(user, project):
    graph = graph_of("a", text="a and b")
    files = write(replace(graph, articles={"t": replace(graph.articles["t"], title="")}), "argmap")
    map_ = import_map(by=user, project=project, files=files).map
    article = project.articles.get()
    article.title = "Letters"
    article.save()

    [content] = export_files(map_, Order("argmap")).values()

    [kept] = read({"a.json": content}).graph.articles.values()
    assert (kept.title, kept.extra) == ("Letters", {})
