from __future__ import annotations

import io
import json
import zipfile

import pytest

from argmap.formats import FORMATS

WRITABLE = [name for name, format_ in FORMATS.items() if format_.write]


def test_every_writable_format_is_offered_with_suffix_and_description(signed_in, map_):
    page = signed_in.get(f"/maps/{map_.pk}/export/").content.decode()

    for name in WRITABLE:
        assert f'value="{name}"' in page
        assert f"<code>{FORMATS[name].suffixes[0]}</code>" in page


def test_our_own_format_is_chosen_first_and_says_that_nothing_is_lost(signed_in, map_):
    answer = signed_in.get(f"/maps/{map_.pk}/export/")

    assert answer.context["chosen"].name == "argmap"
    assert "Nothing is lost" in answer.content.decode()


@pytest.mark.parametrize("name", WRITABLE)
def test_what_a_format_loses_of_this_map_stands_before_its_download(signed_in, map_, name):
    answer = signed_in.get(f"/maps/{map_.pk}/export/{name}/losses/")

    losses = answer.context["losses"]
    page = answer.content.decode()
    assert "<html" not in page
    assert f'href="/maps/{map_.pk}/export/{name}/"' in page
    assert ("Nothing is lost" in page) == (not losses)
    assert [note.message for note in losses if note.message.split(" ")[0] not in page] == []


def test_without_script_the_page_shows_the_losses_of_the_format_asked_for(signed_in, map_):
    answer = signed_in.get(f"/maps/{map_.pk}/export/", {"format": WRITABLE[-1]})

    assert answer.context["chosen"].name == WRITABLE[-1]


@pytest.mark.parametrize("name", WRITABLE)
def test_a_download_has_a_name_that_a_person_recognises(signed_in, map_, name):
    answer = signed_in.get(f"/maps/{map_.pk}/export/{name}/")

    assert answer.status_code == 200
    assert "buses" in answer["Content-Disposition"].lower()
    assert answer["Content-Disposition"].startswith("attachment")


def test_the_download_is_the_map(signed_in, map_):
    content = json.loads(signed_in.get(f"/maps/{map_.pk}/export/argmap/").content)

    assert (content["format"], content["map"]["title"]) == ("argmap", "More buses?")


@pytest.mark.parametrize("address", ["export/?format=latin", "export/latin/", "export/latin/losses/"])
def test_a_format_that_does_not_exist_is_refused_in_a_sentence(signed_in, map_, address):
    answer = signed_in.get(f"/maps/{map_.pk}/{address}")

    assert answer.status_code == 422
    assert "There is no format “latin”" in answer.content.decode()


def test_the_branch_of_a_node_is_exported_alone_and_the_page_says_so(signed_in, graph_in_db):
    map_ = graph_in_db("b -> a", "c -x b")
    b = map_.nodes.get(text="b")

    page = signed_in.get(f"/maps/{map_.pk}/export/", {"node": b.pk}).content.decode()
    content = json.loads(signed_in.get(f"/maps/{map_.pk}/export/argmap/", {"node": b.pk}).content)

    assert "Only the branch of" in page
    assert f"/export/argmap/?node={b.pk}" in page
    assert [node["text"] for node in content["nodes"]] == ["b", "c"]
    assert signed_in.get(f"/maps/{map_.pk}/export/", {"node": "seven"}).status_code == 404


def test_all_maps_of_a_project_are_offered_in_every_format(signed_in, map_, project):
    page = signed_in.get(f"/projects/{project.slug}/export/").content.decode()
    answer = signed_in.get(f"/projects/{project.slug}/export/markdown/")

    assert all(f"/projects/{project.slug}/export/{name}/" in page for name in WRITABLE)
    assert zipfile.ZipFile(io.BytesIO(answer.content)).namelist() == ["More-buses/More-buses.md", "manifest.json"]
