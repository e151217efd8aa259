from __future__ import annotations

import io
import json
import zipfile
from uuid import UUID

import pytest

from argmap.exceptions import ConflictError, InputError
from argmap.formats import write
from argmap.formats.bundles import read_bundles
from argmap.models import Change, Project, User
from argmap.permissions import Role
from argmap.queries.faults import faults_between_rows
from argmap.queries.graph import load_graph
from argmap.services.archives import MANIFEST, TABLES, archive_project, restore_project
from argmap.services.articles import revise_article
from argmap.services.comments import add_comment, reply_to_comment
from argmap.services.drafts import SpanDraft
from argmap.services.highlights import add_highlights
from argmap.services.history import recorded_change
from argmap.services.nodes import edit_node
from argmap.services.projects import delete_project
from argmap.services.tags import create_tag
from argmap.services.undo import redo_change, undo_change


@pytest.fixture
def full(project, graph_in_db, user):
    """A project with everything that a row can hold: two revisions, links on links, tags, undone steps."""
    map_ = graph_in_db("b & c -> a", "d -x (b & c -> a)", "e -> (d -x (b & c -> a))", "a ~> z", text="a b c d")
    node = map_.nodes.get(text="a")
    add_comment(by=user, map_=map_, node=node, text=f"@{user.username}: is that so?")
    create_tag(project=project, name="coloured", color="teal")
    add_highlights(by=user, map_=map_, passages=[SpanDraft(map_.map_articles.first().article_id, 0, 3)], note="Look.")
    reply_to_comment(by=user, comment=map_.comments.get(), text="It is.")
    edit_node(by=user, node=node, note="looked at", tags=["open", "to do"])
    edit_node(by=user, node=node, confidence=0.25)
    undo_change(by=user, map_=map_)
    article = project.articles.get()
    draft = type("Draft", (), {"text": "a b c d e", "structure": article.current.structure_value})
    revise_article(article=article, draft=draft)
    return map_


def archived(project) -> io.BytesIO:
    file = io.BytesIO()
    archive_project(project, file)
    file.seek(0)
    return file


def changed(archive: io.BytesIO, table: str, change) -> io.BytesIO:
    """The archive with the text of one of its files changed."""
    target = io.BytesIO()
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            text = old.read(name).decode()
            new.writestr(name, change(text) if name.startswith(table) else text)
    target.seek(0)
    return target


def contents(map_):
    [content] = write(load_graph(map_), "argmap").values()
    return json.loads(content)


def history(map_):
    fields = ("number", "time", "kind", "action", "summary", "before", "after", "undone", "actor__username")
    return list(Change.objects.filter(map=map_).values_list(*fields))


def test_a_deleted_project_comes_back_whole_with_ids_times_and_history(full, project, user):
    before, steps, slug = contents(full), history(full), project.slug
    archive = archived(project)
    delete_project(project=project)

    restored = restore_project(archive, by=user)

    [map_] = restored.maps.filter(pk=full.pk)
    assert (contents(map_), history(map_), restored.slug) == (before, steps, slug)
    assert [r.text for r in restored.articles.get().revisions.all()] == ["a b c d", "a b c d e"]
    assert list(faults_between_rows()) == []


def test_undo_and_redo_go_on_after_a_restoration(full, project, user):
    archive = archived(project)
    delete_project(project=project)
    map_ = restore_project(archive, by=user).maps.get(pk=full.pk)

    redo_change(by=user, map_=map_)
    assert map_.nodes.get(text="a").confidence == 0.25
    undo_change(by=user, map_=map_)
    undo_change(by=user, map_=map_)
    assert map_.nodes.get(text="a").note == ""


def test_a_copy_stands_beside_the_original_with_ids_of_its_own(full, project, user):
    restored = restore_project(archived(project), by=user, copy=True)

    [map_] = restored.maps.all()
    assert (restored.slug, map_.pk != full.pk) == ("transport-2", True)
    assert [node["text"] for node in contents(map_)["nodes"]] == [node["text"] for node in contents(full)["nodes"]]
    assert len(history(map_)) == len(history(full))
    redo_change(by=user, map_=map_)
    assert (map_.nodes.get(text="a").confidence, full.nodes.get(text="a").confidence) == (0.25, None)
    assert list(faults_between_rows()) == []


def test_a_project_that_is_here_already_is_not_restored_over(full, project, user):
    with pytest.raises(ConflictError, match="here already"):
        restore_project(archived(project), by=user)

    assert Project.objects.count() == 1


def test_unknown_people_become_accounts_that_cannot_sign_in(full, project, user):
    guest = User.objects.create_user("guest", password="a long pass phrase", first_name="Gül", last_name="Ay")
    with recorded_change(full, by=guest, action="edit_map") as change:
        change.change(full, title="By the guest")
    archive = archived(project)
    delete_project(project=project)
    guest.delete()

    restore_project(archive, by=user)

    made = User.objects.get(username="guest")
    assert (made.is_active, made.has_usable_password(), made.display_name) == (False, False, "Gül Ay")
    assert Change.objects.get(action="edit_map").actor == made


def test_members_who_are_known_keep_their_roles(full, project, user):
    viewer = User.objects.create_user("viewer")
    project.memberships.create(user=viewer, role=Role.VIEWER)
    archive = archived(project)
    delete_project(project=project)

    restored = restore_project(archive, by=user)

    roles = dict(restored.memberships.values_list("user__username", "role"))
    assert roles == {"ana": "owner", "viewer": "viewer"}


def test_a_step_that_undoes_a_later_one_is_refused(full, project, user):
    last = full.changes.order_by("number").last().pk
    archive = changed(
        archived(project), "changes", lambda text: text.replace('"reverts_id": null', f'"reverts_id": "{last}"', 1)
    )
    delete_project(project=project)

    with pytest.raises(InputError, match="a step undoes one that came after it"):
        restore_project(archive, by=user)

    assert not Project.objects.exists()


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("revisions", lambda text: text.replace("a b c d e", "a b c d f")),
        ("nodes", lambda text: text.split("\n", 1)[1]),
        ("spans", lambda text: text.replace('"end": 1', '"end": 2', 1)),
        ("links", lambda text: text.replace('"attack"', '"rephrase"', 1)),
        ("premises", lambda text: text.replace('"link_id": "', '"link_id": "0', 1)),
        ("maps", lambda text: "{}"),
        ("changes", lambda text: "no JSON"),
        (MANIFEST, lambda text: text.replace('"version": 1', '"version": 2')),
        (MANIFEST, lambda text: text.replace("argmap-project", "another")),
    ],
)
def test_an_archive_that_was_changed_is_refused_and_nothing_is_stored(full, project, user, table, change):
    archive = changed(archived(project), table, change)
    delete_project(project=project)

    with pytest.raises(InputError):
        restore_project(archive, by=user)

    assert not Project.objects.exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no archive at all"])
def test_what_is_no_archive_is_refused_in_a_sentence(db, user, content):
    with pytest.raises(InputError, match="no archive of a project"):
        restore_project(io.BytesIO(content), by=user)


def test_every_table_that_belongs_to_a_project_is_in_the_archive(full, project):
    with zipfile.ZipFile(archived(project)) as archive:
        manifest = json.loads(archive.read(MANIFEST))

    assert UUID(manifest["project"]["id"]) == project.pk
    assert set(manifest["rows"]) == set(TABLES)
    assert all(manifest["rows"][table] for table in TABLES if table != "link_tags")


def test_an_archive_that_is_given_to_the_import_says_what_it_is(project):
    with pytest.raises(InputError, match="restore_project"):
        read_bundles({"project.zip": archived(project).getvalue()})
