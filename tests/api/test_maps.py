import io
import json
import zipfile
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile

from argmap.formats import FORMATS, write
from argmap.models import ArgumentMap
from argmap.services.projects import create_project
from tests.api.conftest import assert_problem, place
from tests.graphs import graph_of


def test_a_map_is_created_on_articles_in_their_order(owner, project, article):
    second = owner.post("articles/", {"project": "transport", "text": "A second text."}).json()["id"]
    body = {"project": "transport", "title": "Which?", "description": "D", "articles": [second, str(article.pk)]}

    response = owner.post("maps/", body)

    assert response.status_code == 201
    made = response.json()
    assert owner.get(f"maps/{made['id']}/").json() == made
    assert {key: made[key] for key in ("title", "description", "articles", "node_count", "link_count")} == {
        "title": "Which?",
        "description": "D",
        "articles": [second, str(article.pk)],
        "node_count": 0,
        "link_count": 0,
    }
    assert made["project"] == str(project.pk)


def test_a_map_of_an_article_elsewhere_is_refused(owner, stranger, project, article):
    elsewhere = stranger.post("articles/", {"project": "elsewhere", "text": "Not yours."}).json()["id"]

    assert_problem(owner.post("maps/", {"project": "transport", "title": "M", "articles": [elsewhere]}), 422)
    assert_problem(owner.post("maps/", {"project": "transport", "title": "M", "articles": [str(uuid4())]}), 422)
    assert_problem(owner.post("maps/", {"project": "transport", "title": " "}), 422)
    assert_problem(owner.post("maps/", {"project": "elsewhere", "title": "M"}), 404)
    assert not ArgumentMap.objects.filter(project=project).exists()


def test_a_map_is_edited_and_its_articles_replaced_in_one_change(owner, map_, article, add_node):
    node = add_node(spans=[place(article, "full")])
    second = owner.post("articles/", {"project": "transport", "text": "A second text."}).json()["id"]
    before = owner.get(f"maps/{map_.pk}/").json()

    edited = owner.patch(f"maps/{map_.pk}/", {"title": "New", "articles": [second]}).json()

    assert (edited["title"], edited["articles"], edited["version"]) == ("New", [second], before["version"] + 1)
    assert owner.get(f"nodes/{node['id']}/").json()["spans"] == []
    assert owner.post(f"maps/{map_.pk}/undo/").status_code == 200
    undone = owner.get(f"maps/{map_.pk}/").json()
    assert (undone["title"], undone["articles"]) == (before["title"], before["articles"])
    assert owner.get(f"nodes/{node['id']}/").json()["spans"] == node["spans"]


def test_putting_back_a_map_changes_nothing(owner, map_):
    before = owner.get(f"maps/{map_.pk}/").json()

    assert owner.put(f"maps/{map_.pk}/", before).json() == before
    assert_problem(owner.patch(f"maps/{map_.pk}/", {"project": "another"}), 422)
    assert_problem(owner.patch(f"maps/{map_.pk}/", {"articles": [str(uuid4())]}), 422)


def test_maps_are_listed_with_their_counts(owner, project, article, map_, add_node, add_link):
    a, b, c = (add_node(name)["id"] for name in "ABC")
    add_link([a], b), add_link([c], b)

    [found] = owner.get(f"maps/?project={project.pk}&article={article.pk}").json()["results"]

    assert (found["node_count"], found["link_count"], found["articles"]) == (3, 2, [str(article.pk)])


def test_a_map_is_duplicated_and_deleted(owner, map_, add_node):
    add_node("A")

    copy = owner.post(f"maps/{map_.pk}/duplicate/", {"title": "Copy"})
    unnamed = owner.post(f"maps/{map_.pk}/duplicate/")

    assert copy.status_code == unnamed.status_code == 201
    assert (copy.json()["title"], copy.json()["node_count"]) == ("Copy", 1)
    assert unnamed.json()["title"] == "More buses? (copy)"
    assert owner.delete(f"maps/{copy.json()['id']}/").status_code == 204
    assert owner.get(f"maps/{copy.json()['id']}/").status_code == 404


def test_the_graph_is_the_argmap_json(owner, map_, article, add_node, add_link):
    a = add_node(spans=[place(article, "We need more buses.")], main=True)
    b = add_node("Buses are full")
    link = add_link([b["id"]], a["id"])

    response = owner.get(f"maps/{map_.pk}/graph/")

    graph = response.json()
    assert response["Content-Type"] == "application/json"
    assert (graph["format"], graph["version"], graph["map"]["id"]) == ("argmap", 1, str(map_.pk))
    assert [node["id"] for node in graph["nodes"]] == [a["id"], b["id"]]
    assert graph["nodes"][0]["spans"][0]["exact"] == "We need more buses."
    assert graph["articles"][0]["revisions"][-1]["text"] == article.current.text
    assert graph["links"][0]["id"] == link["id"]
    assert graph["links"][0]["target"] == {"node": a["id"]}


def test_formats_are_listed(owner):
    found = {row["name"]: row for row in owner.get("formats/").json()}

    assert found.keys() == set(FORMATS)
    assert (found["argmap"]["reads"], found["argmap"]["writes"]) == (True, True)
    assert found["argmap"]["suffixes"] == list(FORMATS["argmap"].suffixes)


def test_every_format_that_writes_is_downloaded_with_its_losses_told(owner, map_, add_node):
    add_node("Füll “it”")
    owner.patch(f"maps/{map_.pk}/", {"title": "Städte 🚌"})

    for name, format_ in FORMATS.items():
        if format_.write is None:
            continue
        response = owner.get(f"maps/{map_.pk}/export/{name}/", HTTP_ACCEPT="text/turtle")
        assert response.status_code == 200, name
        assert response["Content-Disposition"].startswith("attachment; filename"), name
        assert response.content
        assert isinstance(owner.get(f"maps/{map_.pk}/export/{name}/losses/").json(), list)


def test_an_unknown_format_leads_nowhere(owner, map_):
    for address in ("export/word/", "export/word/losses/"):
        assert "argmap" in assert_problem(owner.get(f"maps/{map_.pk}/{address}"), 404)["detail"]


def test_an_export_is_imported_as_a_new_map(owner, map_, article, add_node, add_link):
    a = add_node(spans=[place(article, "We need more buses.")], main=True)
    add_link([add_node("B")["id"]], a["id"])
    content = owner.get(f"maps/{map_.pk}/export/argmap/").content
    file = SimpleUploadedFile("buses.argmap.json", content)

    response = owner.post(
        "maps/import/", {"file": file, "format": "argmap", "project": "transport"}, format="multipart"
    )

    assert response.status_code == 201, response.json()
    made = response.json()
    assert made["notes"] == []
    assert (made["title"], made["node_count"], made["link_count"]) == ("More buses?", 2, 1)
    assert made["id"] != str(map_.pk)
    assert made["maps"] == [{"id": made["id"], "title": "More buses?", "file": "buses.argmap.json", "notes": []}]
    assert owner.get(f"maps/{made['id']}/").json() == {
        key: value for key, value in made.items() if key not in ("notes", "maps")
    }


def zip_of(**contents):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in contents.items():
            archive.writestr(f"{name}.json", content)
    return SimpleUploadedFile("all.zip", buffer.getvalue())


def sent_zip(owner, address="maps/import/", **values):
    [good] = write(graph_of("b -> a", "c -x (b -> a)", title="Trains"), "argmap").values()
    file = zip_of(good=good, broken=b'{"format": "argmap",\n "version": 9}')
    return owner.post(address, {"file": file, "project": "transport"} | values, format="multipart")


def test_a_dry_run_says_what_is_in_each_file_and_stores_nothing(owner, project):
    good, broken = sent_zip(owner, "maps/import/?dry_run=1").json()

    assert (good["file"], good["format"], good["title"], good["error"]) == ("good.json", "argmap", "Trains", None)
    assert (good["nodes"], good["links"]) == ({"claim": 3}, {"support": 1, "undercut": 1})
    assert (good["roots"], good["depth"], good["cycles"], good["articles"], good["spans"]) == (1, 3, 0, 0, 0)
    assert (broken["format"], "version 9" in broken["error"]["message"]) == ("argmap", True)
    assert not ArgumentMap.objects.exists()


def test_one_broken_file_refuses_all_but_where_it_may_be_skipped(owner, project):
    assert "broken.json: " in assert_problem(sent_zip(owner), 422)["detail"]
    assert not ArgumentMap.objects.exists()

    response = sent_zip(owner, skip_broken="1")

    assert [row["title"] for row in response.json()["maps"]] == ["Trains"]
    assert ArgumentMap.objects.count() == 1


def test_maps_are_added_to_an_existing_one_in_one_step(owner, map_):
    response = sent_zip(owner, into=str(map_.pk), skip_broken="1")

    assert (response.status_code, response.json()["id"]) == (201, str(map_.pk))
    assert (response.json()["node_count"], response.json()["version"]) == (3, map_.version + 1)


def test_a_map_of_another_project_is_not_added_to(owner, map_, user):
    elsewhere = create_project(by=user, name="Elsewhere")

    assert_problem(sent_zip(owner, into=str(map_.pk), project=elsewhere.slug), 404)


def test_options_of_an_import_are_checked(owner, project):
    [good] = write(graph_of("a"), "argmap").values()

    def send(options):
        file = SimpleUploadedFile("a.json", good)
        values = {"file": file, "project": "transport", "format": "argmap", "options": options}
        return assert_problem(owner.post("maps/import/", values, format="multipart"), 422)

    assert "no option “colour”" in send('{"colour": "red"}')["detail"]
    assert send('["red"]')["errors"][0]["field"] == "options"


def test_a_branch_is_exported_alone_with_its_own_losses(owner, map_, article, add_node, add_link):
    a, b = add_node("A", note="kept"), add_node("B", spans=[place(article, "Buses are full.")])
    add_link([b["id"]], a["id"])

    whole = owner.get(f"maps/{map_.pk}/export/aif/losses/").json()
    branch = owner.get(f"maps/{map_.pk}/export/aif/losses/?node={b['id']}").json()
    content = owner.get(f"maps/{map_.pk}/export/argmap/?node={b['id']}").json()

    assert "1 node note has no place." in [note["message"] for note in whole]
    assert "1 node note has no place." not in [note["message"] for note in branch]
    assert [node["text"] for node in content["nodes"]] == ["B"]
    assert_problem(owner.get(f"maps/{map_.pk}/export/argmap/?node={uuid4()}"), 404)
    assert_problem(owner.get(f"maps/{map_.pk}/export/argmap/?node=seven"), 422)


def test_all_maps_of_a_project_come_in_one_archive_with_a_manifest(owner, project, map_, add_node):
    add_node("A", note="kept")
    owner.post("maps/", {"project": "transport", "title": "More buses?"}, format="json")

    response = owner.get(f"projects/{project.pk}/export/aif/")

    archive = zipfile.ZipFile(io.BytesIO(response.content))
    manifest = json.loads(archive.read("manifest.json"))
    assert sorted(archive.namelist()) == [
        "More-buses-2/More-buses.aif.json",
        "More-buses/More-buses.aif.json",
        "manifest.json",
    ]
    assert [entry["files"][0] in archive.namelist() for entry in manifest["maps"]] == [True, True]
    assert "1 node note has no place." in manifest["maps"][0]["lost"] + manifest["maps"][1]["lost"]
    assert_problem(owner.get(f"projects/{project.pk}/export/word/"), 404)


def test_a_broken_file_is_told_with_line_and_column_and_nothing_is_stored(owner, project, map_):
    file = SimpleUploadedFile("a.argmap.json", b'{"format": "argmap",\n  oops')

    response = owner.post(
        "maps/import/", {"file": file, "format": "argmap", "project": str(project.pk)}, format="multipart"
    )

    problem = assert_problem(response, 422)
    assert (problem["line"], problem["column"]) == (2, 3)
    assert ArgumentMap.objects.filter(project=project).count() == 1


def test_an_import_needs_a_file_a_known_format_and_a_project(owner, project):
    def send(**values):
        return owner.post("maps/import/", values, format="multipart")

    def file(name: str = "a.json"):
        return SimpleUploadedFile(name, b"{}")

    assert_problem(send(project="transport"), 422)
    assert_problem(send(project="transport", file=file(), format="word"), 422)
    assert_problem(send(project="transport", file=file("a.bin")), 422)
    assert_problem(send(project="transport", file=[file(), file()], format="argmap"), 422)
    assert_problem(send(file=file()), 422)
    assert_problem(send(project="elsewhere", file=file()), 404)
    assert_problem(owner.post("maps/import/", {"project": "transport"}), 415)


def test_too_much_at_once_is_refused(owner, project, monkeypatch):
    monkeypatch.setattr("argmap.formats._limits.MAX_TOGETHER", 1)
    values = {"file": SimpleUploadedFile("a.json", b"{}"), "project": "transport"}

    problem = assert_problem(owner.post("maps/import/", values, format="multipart"), 422)

    assert "together" in problem["detail"]


def test_steps_are_undone_redone_and_listed(owner, map_, add_node):
    node = add_node("A")

    undone = owner.post(f"maps/{map_.pk}/undo/")
    assert owner.get(f"nodes/{node['id']}/").status_code == 404
    redone = owner.post(f"maps/{map_.pk}/redo/")

    assert (undone.status_code, redone.status_code) == (200, 200)
    assert undone.json()["nodes"] == redone.json()["nodes"] == [node["id"]]
    assert owner.get(f"nodes/{node['id']}/").json()["text"] == "A"
    rows = owner.get(f"maps/{map_.pk}/changes/?since=1").json()["results"]
    assert [(row["number"], row["kind"], row["actor"]) for row in rows] == [
        (2, "step", "ana"),
        (3, "undo", "ana"),
        (4, "redo", "ana"),
    ]
    assert_problem(owner.post(f"maps/{map_.pk}/redo/"), 409)
    assert_problem(owner.get(f"maps/{map_.pk}/changes/?since=x"), 422)
