from __future__ import annotations

import json
from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from argmap.formats.base import Note, Reading
from argmap.models import ArgumentMap, Node
from tests.paths import ROOT

DEMO = ROOT / "argmap" / "demo" / "open-the-old-dock.argmap.json"


@pytest.fixture
def send(signed_in, project):
    """Sends a file to the import page."""

    def sent(name, content, **data):
        file = SimpleUploadedFile(name, content)
        return signed_in.post(f"/projects/{project.slug}/import/", {"file": file, **data})

    return sent


def test_a_file_becomes_a_map_that_opens(send, project):
    answer = send(DEMO.name, DEMO.read_bytes())

    map_ = ArgumentMap.objects.get()
    assert answer["Location"] == f"/maps/{map_.pk}/"
    assert (map_.project, map_.title) == (project, "Open the old dock to swimmers")
    assert map_.nodes.count() == 35


def test_the_format_and_the_title_may_be_given(send):
    send("map.txt", DEMO.read_bytes(), format_name="argmap", title="The dock")

    assert ArgumentMap.objects.get().title == "The dock"


def test_what_the_export_gave_is_read_again(send, signed_in, map_):
    content = signed_in.get(f"/maps/{map_.pk}/export/argmap/").content

    send("again.argmap.json", content)

    assert ArgumentMap.objects.filter(title=map_.title).count() == 2


def test_a_broken_file_is_refused_with_line_and_column_and_nothing_is_stored(send):
    answer = send("map.argmap.json", b'{\n  "format": "argmap",\n  oops\n}', format_name="argmap")

    [fault] = answer.context["form"].errors["file"]
    assert answer.status_code == 422
    assert fault.startswith("Line 3, column 3")
    assert not ArgumentMap.objects.exists()


def test_a_map_that_breaks_a_rule_is_refused_and_nothing_is_stored(send):
    value = json.loads(DEMO.read_text())
    value["links"][0]["premises"] = []

    answer = send(DEMO.name, json.dumps(value).encode())

    assert answer.status_code == 422
    assert (ArgumentMap.objects.count(), Node.objects.count()) == (0, 0)


@pytest.mark.parametrize(("name", "content"), [("map.xyz", b"what is this"), ("map.json", b"")])
def test_a_file_of_no_format_is_refused_in_a_sentence(send, name, content):
    answer = send(name, content)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])


def test_no_file_is_said_at_the_field(signed_in, project):
    answer = signed_in.post(f"/projects/{project.slug}/import/", {})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])


def test_notes_on_what_was_met_are_shown_before_the_map(send, signed_in, monkeypatch):
    argmap = __import__("argmap.formats.argmap", fromlist=["FORMAT"]).FORMAT
    graph = argmap.read({DEMO.name: DEMO.read_bytes()}).graph
    noted = Reading(graph, (Note("2 colours were kept aside.", 2),))
    noting = replace(argmap, read=lambda files: noted)
    monkeypatch.setattr("argmap.services.imports.get_format", lambda name: noting)

    answer = send(DEMO.name, DEMO.read_bytes())

    map_ = ArgumentMap.objects.get()
    assert answer["Location"] == f"/maps/{map_.pk}/imported/"
    page = signed_in.get(answer["Location"]).content.decode()
    assert "2 colours were kept aside." in page
    assert f'href="/maps/{map_.pk}/"' in page
