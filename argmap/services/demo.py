"""The demo: a project with one article, fully mapped, for the first look."""

from __future__ import annotations

from importlib.resources import files

from argmap.models import Project
from argmap.services.accounts import first_user
from argmap.services.imports import import_map
from argmap.services.projects import create_project


def create_demo() -> bool:
    """Whether the demo project was made: only where the database has no project yet."""
    if Project.objects.exists():
        return False
    user = first_user()
    project = create_project(by=user, name="Demo", slug="demo")
    for file in files("argmap.demo").iterdir():
        if file.name.endswith(".argmap.json"):
            import_map(by=user, project=project, files={file.name: file.read_bytes()}, format_name="argmap")
    return True
