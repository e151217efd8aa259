"""A project leaves one installation and comes to another one, which has a database and accounts of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from argmap.domain.structure import Structure
from argmap.domain.vocabulary import NodeKind
from argmap.intake.base import ArticleDraft
from argmap.models import ArgumentMap, Membership, User
from argmap.permissions import Role
from argmap.services.archives import MANIFEST, TABLES
from argmap.services.articles import create_article, revise_article
from argmap.services.comments import add_comment, reply_to_comment
from argmap.services.drafts import NodeDraft, SpanDraft
from argmap.services.exports import Order, export_files
from argmap.services.highlights import add_highlights
from argmap.services.imports import import_map
from argmap.services.links import edit_link
from argmap.services.maps import create_map
from argmap.services.nodes import edit_node, mark_passage
from argmap.services.undo import redo_change, undo_change
from tests.formats.samples import samples_of
from tests.management.calling import printed
from tests.paths import ROOT

FILLED = {"revisions", "spans", "node_tags", "link_tags", "premises", "mentions", "highlights", "changes"}
FORMATS = ("argmap", "aif", "argdown", "web-annotation")


class Installation:
    """Another one: a folder of its own with an empty database."""

    def __init__(self, folder: Path) -> None:
        kept = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "SECRET_KEY")}
        self.environment = kept | {"ARGMAP_DATA": str(folder)}
        folder.mkdir()
        self.run("migrate", "--verbosity", 0)

    def run(self, *arguments: object) -> str:
        """What the command prints."""
        done = self.ended(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def refusal(self, *arguments: object) -> str:
        """What the command says on standard error, where it must fail."""
        done = self.ended(*arguments)
        assert done.returncode == 1
        assert done.stdout == ""
        return done.stderr

    def ended(self, *arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "manage.py", *map(str, arguments)]
        return subprocess.run(
            command, cwd=ROOT, env=self.environment, capture_output=True, text=True, timeout=120, check=False
        )


def exported() -> str:
    """Every map of this installation in several formats, as JSON."""
    found = {
        f"{map_.pk} {name}": {file: content.decode() for file, content in export_files(map_, Order(name)).items()}
        for map_ in ArgumentMap.objects.order_by("pk")
        for name in FORMATS
    }
    return json.dumps(found)


def rows(path: Path) -> dict[str, list[str]]:
    """The rows of each table in an archive, as lines."""
    with zipfile.ZipFile(path) as archive:
        return {table: archive.read(f"{table}.jsonl").decode().splitlines() for table in TABLES}


def manifest(path: Path) -> dict:
    with zipfile.ZipFile(path) as archive:
        return json.loads(archive.read(MANIFEST))


@pytest.fixture(scope="module")
def other(tmp_path_factory):
    return Installation(tmp_path_factory.mktemp("installation") / "data")


@pytest.fixture
def full(project, user, graph_in_db):
    """A project of a team: maps drawn and imported, articles of several revisions, tags, schemes, undone steps."""
    ben = User.objects.create_user("ben", password="a long pass phrase")
    Membership.objects.create(project=project, user=ben, role=Role.ANNOTATOR)
    project.guidelines = "Mark each claim once.\nÄ 🚌"
    project.save()
    drawn = graph_in_db("b & c -> a", "d -x (b & c -> a)", "e -> (d -x (b & c -> a))", "a ~> z", text="a b c d")
    edit_node(by=ben, node=drawn.nodes.get(text="a"), note="looked at", tags=["open", "to do"], confidence=0.25)
    edit_link(by=ben, link=drawn.links.filter(type="support").first(), scheme="expert-opinion", tags=["doubtful"])
    undo_change(by=ben, map_=drawn)
    redo_change(by=ben, map_=drawn)
    add_comment(by=ben, map_=drawn, node=drawn.nodes.get(text="a"), text="Is that so, @ana?")
    reply_to_comment(by=user, comment=drawn.comments.get(), text="It is.")
    edit_node(by=user, node=drawn.nodes.get(text="b"), text="bees")
    undo_change(by=user, map_=drawn)
    article = create_article(project=project, draft=ArticleDraft("Wir brauchen Busse. 🚌", Structure(), title="Busse"))
    map_ = create_map(by=user, project=project, title="Busse?", articles=[article])
    place = SpanDraft(article.pk, 4, 18)
    mark_passage(by=ben, map_=map_, draft=NodeDraft(NodeKind.CLAIM, spans=(place,)))
    add_highlights(by=user, map_=map_, passages=[SpanDraft(article.pk, 0, 3)], note="Who?")
    for text in ("Wir brauchen mehr Busse. 🚌", "Wir brauchen viel mehr Busse. 🚌"):
        revise_article(article=article, draft=ArticleDraft(text, Structure()))
    for name in ("aif", "brat"):
        files = {path.name: path.read_bytes() for path in samples_of(name)}
        import_map(by=user, project=project, files=files, format_name=name)
    return project


def test_a_damaged_archive_is_refused_in_one_line_and_changes_nothing(full, other, tmp_path):
    archive = tmp_path / "transport.zip"
    printed("backup_project", full.slug, "--output", archive)
    content = archive.read_bytes()
    before = other.run("check_maps")

    for damaged in (b"", content[: len(content) // 2], content[:200] + bytes(50) + content[250:]):
        archive.write_bytes(damaged)
        said = other.refusal("restore_project", archive)
        assert said.startswith(f"{archive}: This ")
        assert said.endswith("make it again with backup_project.\n")
        assert said.count("\n") == 1
    assert other.run("check_maps") == before


def test_a_project_comes_to_another_installation_with_all_maps_texts_and_history(full, other, tmp_path):
    sent, back = tmp_path / "transport.zip", tmp_path / "back.zip"
    printed("backup_project", full.slug, "--output", sent)

    assert other.run("restore_project", sent) == "transport\n"

    exports = other.run("shell", "-v", 0, "-c", f"from {__name__} import exported; print(exported())")
    assert json.loads(exports) == json.loads(exported())
    other.run("backup_project", "transport", "--output", back)
    assert rows(back) == rows(sent)
    assert {table for table, lines in rows(sent).items() if lines} >= FILLED
    assert manifest(back)["project"] == manifest(sent)["project"]
    assert manifest(back)["members"] == [{"username": "analyst", "role": "owner"}]
    assert other.run("check_maps") == "Every rule holds in 4 maps.\n"
    assert "is here already" in other.refusal("restore_project", sent)
    assert other.run("restore_project", sent, "--copy") == "transport-2\n"
    assert other.run("check_maps") == "Every rule holds in 8 maps.\n"
