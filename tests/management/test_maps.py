import io
import json
import zipfile

import pytest

from argmap.formats import FORMATS, write
from argmap.models import ArgumentMap
from argmap.queries.graph import load_graph
from argmap.services.exports import Order, export_map
from tests.graphs import graph_of
from tests.management.calling import both_outputs, printed, refusal


@pytest.fixture
def drawn(graph_in_db):
    return graph_in_db("b -> a", "c -x (b -> a)", "kind:evidence c")


@pytest.fixture
def stored_file(tmp_path):
    [content] = write(graph_of("b -> a", title="Night trains"), "argmap").values()
    file = tmp_path / "map.argmap.json"
    file.write_bytes(content)
    return file


@pytest.mark.parametrize("name", [name for name, format_ in FORMATS.items() if format_.write])
def test_export_map_writes_what_the_service_gives(name, drawn, tmp_path):
    target = tmp_path / "new" / "file"

    printed("export_map", drawn.pk, "--format", name, "--output", target)

    content, expected = target.read_bytes(), export_map(drawn, Order(name)).content
    if zipfile.is_zipfile(io.BytesIO(expected)):  # holds the time of its making
        content, expected = (zipfile.ZipFile(io.BytesIO(data)).namelist() for data in (content, expected))
    assert content == expected


def test_export_map_writes_to_the_terminal(drawn, capfdbinary):
    printed("export_map", drawn.pk, "--format", "argmap", "--output", "-")

    assert json.loads(capfdbinary.readouterr().out)["map"]["id"] == str(drawn.pk)


def test_several_files_of_a_format_go_into_a_folder(drawn, tmp_path):
    printed("export_map", drawn.pk, "--format", "csv", "--output", f"{tmp_path}/tables/")

    assert sorted(path.name for path in (tmp_path / "tables").iterdir()) == ["Drawn.links.csv", "Drawn.nodes.csv"]


def test_export_map_says_on_standard_error_what_is_not_held(drawn, tmp_path):
    output, errors = both_outputs("export_map", drawn.pk, "--format", "aif", "--output", tmp_path / "map.json")

    assert output == ""
    assert "Not held by aif: " in errors


def test_our_own_format_loses_nothing(drawn, tmp_path):
    assert both_outputs("export_map", drawn.pk, "--format", "argmap", "--output", tmp_path / "map.json") == ("", "")


@pytest.mark.parametrize("key", ["77", "01890000-0000-7000-8000-000000000000"])
def test_a_map_that_is_not_there_is_named(key, db):
    assert refusal("export_map", key, "--format", "aif", "--output", "-") == (
        f"There is no map “{key}”; the address of its page holds the id: /maps/ID/."
    )


def test_an_unknown_format_names_the_known_ones(drawn):
    sentence = refusal("export_map", drawn.pk, "--format", "wav", "--output", "-")

    assert sentence.startswith("There is no format “wav”; known are argmap, ")


def test_import_map_stores_a_map_and_prints_its_id(stored_file, project):
    key = printed("import_map", stored_file, "--project", project.slug, "--format", "argmap").strip()

    map_ = ArgumentMap.objects.get(pk=key)
    assert (map_.title, map_.project, map_.created_by.is_superuser) == ("Night trains", project, True)
    assert sorted(node.text for node in load_graph(map_).nodes.values()) == ["a", "b"]


def test_import_map_recognises_the_format_and_the_user_can_be_named(stored_file, project, user):
    key = printed("import_map", stored_file, "--project", project.slug, "--user", "ana").strip()

    assert ArgumentMap.objects.get(pk=key).created_by == user


def test_what_export_writes_import_reads(drawn, project, tmp_path):
    file = tmp_path / "map.json"
    printed("export_map", drawn.pk, "--format", "argmap", "--output", file)

    key = printed("import_map", file, "--project", project.slug).strip()

    again = load_graph(ArgumentMap.objects.get(pk=key))
    graph = load_graph(drawn)
    assert [node.text for node in again.nodes.values()] == [node.text for node in graph.nodes.values()]
    assert [link.type for link in again.links.values()] == [link.type for link in graph.links.values()]


def test_a_broken_file_is_refused_with_line_and_column_and_stores_nothing(project, tmp_path):
    file = tmp_path / "broken.argmap.json"
    file.write_text('{"format": "argmap",\n "version": 1,,}')

    sentence = refusal("import_map", file, "--project", project.slug, "--format", "argmap")

    assert sentence.startswith(f"{file}:2:")
    assert ArgumentMap.objects.count() == 0


def test_two_files_of_one_name_are_refused(stored_file, project, tmp_path):
    other = tmp_path / "other" / stored_file.name
    other.parent.mkdir()
    other.write_bytes(stored_file.read_bytes())

    assert refusal("import_map", stored_file, other, "--project", project.slug) == (
        "Two of the files have the same name; rename one, so that both can be told apart."
    )
