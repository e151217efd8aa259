from __future__ import annotations

from django.db import transaction
from django.utils.text import slugify

from argmap.exceptions import InputError
from argmap.models import Membership, Project, User
from argmap.permissions import Role


def create_project(*, by: User, name: str, slug: str = "") -> Project:
    """A new project of which the user is the owner."""
    name = name.strip()
    if not name:
        raise InputError("A project needs a name.", field="name")
    with transaction.atomic():
        project = Project.objects.create(name=name, slug=slug or free_slug(name))
        Membership.objects.create(project=project, user=by, role=Role.OWNER)
    return project


def free_slug(name: str) -> str:
    """A slug of the name that no project has yet."""
    base = slugify(name, allow_unicode=True)[:60] or "project"
    taken = set(Project.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def rename_project(*, project: Project, name: str) -> Project:
    """The project has this name; its slug stays, so that addresses stay."""
    if not name.strip():
        raise InputError("A project needs a name.", field="name")
    project.name = name.strip()
    project.save(update_fields=["name"])
    return project


def delete_project(*, project: Project) -> None:
    """The project is gone with all its articles and maps."""
    project.delete()
