from __future__ import annotations

from argmap.models import Project
from argmap.services.projects import delete_project
from tests.management.calling import printed, refusal


def test_a_project_is_backed_up_and_restored(map_, project, tmp_path):
    file = tmp_path / "backups" / "transport.zip"
    printed("backup_project", project.slug, "--output", file)
    delete_project(project=project)

    assert printed("restore_project", file).strip() == "transport"

    assert [m.title for m in Project.objects.get().maps.all()] == ["More buses?"]
    assert [path.name for path in file.parent.iterdir()] == ["transport.zip"]


def test_a_copy_has_a_slug_of_its_own(map_, project, tmp_path):
    file = tmp_path / "transport.zip"
    printed("backup_project", project.slug, "--output", file)

    assert refusal("restore_project", file).endswith("restore a copy of it, or delete it first.")
    assert printed("restore_project", file, "--copy").strip() == "transport-2"


def test_a_missing_file_and_a_missing_project_are_sentences(db, tmp_path):
    assert refusal("restore_project", tmp_path / "none.zip").endswith("No such file or directory.")
    assert refusal("backup_project", "nowhere", "--output", tmp_path / "a.zip").startswith(
        "There is no project “nowhere”"
    )
    assert list(tmp_path.iterdir()) == []
