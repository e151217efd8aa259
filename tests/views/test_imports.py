from __future__ import annotations

import io
import json
import os
import zipfile
from dataclasses import replace
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from argmap.formats.base import Note, Reading
from argmap.models import ArgumentMap, Node, User
from argmap.services.history import Recorder
from argmap.services.maps import create_map
from argmap.services.progress import Progress, progress_of, told_to
from argmap.services.projects import create_project
from argmap.services.undo import undo_change
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


def test_too_much_at_once_is_refused_before_it_is_read(send, monkeypatch):
    monkeypatch.setattr("argmap.formats._limits.MAX_TOGETHER", 100)

    answer = send(DEMO.name, DEMO.read_bytes())

    assert answer.status_code == 422
    assert "take in some of them at a time" in answer.content.decode()
    assert ArgumentMap.objects.count() == 0


def test_no_file_is_said_at_the_field(signed_in, project):
    answer = signed_in.post(f"/projects/{project.slug}/import/", {})

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])


def test_notes_on_what_was_met_are_shown_before_the_map(send, signed_in, project, monkeypatch):
    argmap = __import__("argmap.formats.argmap", fromlist=["FORMAT"]).FORMAT
    graph = argmap.read({DEMO.name: DEMO.read_bytes()}).graph
    noted = Reading(graph, (Note("2 colours were kept aside.", 2, ("red", "blue")),))
    noting = replace(argmap, read=lambda files: noted)
    monkeypatch.setattr("argmap.formats.registry.get_format", lambda name: noting)

    answer = send(DEMO.name, DEMO.read_bytes())

    map_ = ArgumentMap.objects.get()
    assert answer["Location"] == f"/projects/{project.slug}/imported/"
    page = signed_in.get(answer["Location"]).content.decode()
    assert "2 colours were kept aside." in page
    assert '<li dir="auto">blue</li>' in page
    assert f'href="/maps/{map_.pk}/"' in page


def archive_of(**files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"{name}.json", content)
    return buffer.getvalue()


def test_a_look_says_what_is_in_the_files_and_stores_nothing(send):
    page = send("all.zip", archive_of(dock=DEMO.read_bytes(), broken=b"{}"), look="1").content.decode()

    assert "Open the old dock to swimmers" in page
    assert "35: 14 claims, 16 evidence, 5 counterclaims" in page
    assert "1 root" in page
    assert "broken.json" in page
    assert "Import 1 map" in page
    assert not ArgumentMap.objects.exists()


def test_a_look_without_script_says_that_the_file_must_be_chosen_again(send):
    page = send(DEMO.name, DEMO.read_bytes(), look="1").content.decode()

    assert "Choose the file above again to import it" in page


def test_a_look_by_script_answers_with_the_findings_alone(signed_in, project):
    file = SimpleUploadedFile(DEMO.name, DEMO.read_bytes())
    answer = signed_in.post(
        f"/projects/{project.slug}/import/", {"file": file, "look": "1"}, headers={"HX-Request": "true"}
    )

    assert answer.content.decode().lstrip().startswith('<section id="found"')
    assert "again to import" not in answer.content.decode()


def test_every_map_of_an_archive_is_imported_and_what_is_broken_is_named(send, signed_in, project):
    answer = send("all.zip", archive_of(dock=DEMO.read_bytes(), again=DEMO.read_bytes(), broken=b"{}"))

    assert ArgumentMap.objects.count() == 2
    page = signed_in.get(answer["Location"]).content.decode()
    assert "The maps are here" in page
    assert "broken.json" in page


def corpus() -> bytes:
    """A zip as corpora are published: maps among settings, readmes and texts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in {
            "corpus/README.md": b"# Buses",
            "corpus/annotation.conf": b"[entities]",
            "corpus/one.ann": b"T1\tClaim 0 3\tWe.",
            "corpus/one.txt": b"We.",
            "corpus/two.txt": b"They.",
        }.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_files_that_stand_beside_the_maps_of_a_corpus_are_told_in_one_line(send, signed_in):
    look = send("corpus.zip", corpus(), look="1").content.decode()
    page = signed_in.get(send("corpus.zip", corpus())["Location"]).content.decode()

    for content in (look, page):
        assert "3 other files hold no map that Argmap knows, and are left out" in content
        assert all(f"<bdi>corpus/{name}</bdi>" in content for name in ("README.md", "annotation.conf", "two.txt"))
        assert "not recognised" not in content
    assert '<h3 dir="auto">one</h3>' in look
    assert ArgumentMap.objects.get().title == "one"


def test_a_map_is_added_to_an_existing_one_as_a_step_that_can_be_undone(send, user, project):
    send(DEMO.name, DEMO.read_bytes())
    map_ = ArgumentMap.objects.get()

    answer = send(DEMO.name, DEMO.read_bytes(), into=str(map_.pk))

    assert answer["Location"] == f"/maps/{map_.pk}/"
    assert (map_.nodes.count(), map_.map_articles.count(), project.articles.count()) == (70, 1, 1)
    undo_change(by=user, map_=map_)
    assert map_.nodes.count() == 35


def test_a_map_of_another_project_cannot_be_added_to(send, user):
    other = create_map(by=user, project=create_project(by=user, name="Other"), title="Elsewhere")

    answer = send(DEMO.name, DEMO.read_bytes(), into=str(other.pk))

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["into"])


def test_while_files_are_read_and_stored_their_user_can_ask_how_far_it_is(send, signed_in, project, monkeypatch):
    work, said = uuid4(), []
    address = f"/projects/{project.slug}/import/{work}/"
    count = Recorder.add

    def ask_then_add(change, rows):
        said.append(signed_in.get(address).json())
        count(change, rows)

    monkeypatch.setattr(Recorder, "add", ask_then_add)
    send("all.zip", archive_of(dock=DEMO.read_bytes(), again=DEMO.read_bytes()), work=str(work))

    assert said[0] == {"words": "Checking the maps…", "done": 0, "total": 0}
    [storing, *_] = [answer for answer in said if answer.get("words") == "Storing nodes and links…"]
    assert 0 < storing["done"] < storing["total"]
    assert signed_in.get(address).json() == {}


def test_nobody_else_can_ask_how_far_an_import_is(user, settings, tmp_path):
    settings.DATA_DIR, work = tmp_path, uuid4()
    other = User.objects.create_user("other")

    with told_to(user, work) as tell:
        tell("Reading the files…", 1, 2)
        assert progress_of(user, work) == Progress("Reading the files…", 1, 2)
        assert progress_of(other, work) is None
    assert list((tmp_path / "progress").iterdir()) == []


def test_what_work_that_died_left_is_cleared_away(user, settings, tmp_path):
    settings.DATA_DIR = tmp_path
    dead = tmp_path / "progress" / "old.json"
    dead.parent.mkdir()
    dead.write_text("{}")
    os.utime(dead, (0, 0))

    with told_to(user, uuid4()):
        assert not dead.exists()
