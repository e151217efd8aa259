from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from argmap.exceptions import ConflictError, InputError
from argmap.models import Membership, Project, User
from argmap.permissions import Role


def create_project(*, by: User, name: str, slug: str = "", guidelines: str = "") -> Project:
    """A new project of which the user is the owner.

    Raises InputError for an empty name, ConflictError for a slug that is in use.
    """
    name = name.strip()
    if not name:
        raise InputError("A project needs a name.", field="name")
    try:
        with transaction.atomic():
            project = Project.objects.create(name=name, slug=slug or free_slug(name), guidelines=guidelines)
            Membership.objects.create(project=project, user=by, role=Role.OWNER)
    except IntegrityError as error:
        raise ConflictError("This slug cannot be used; choose another one or leave it out.") from error
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
    return edit_project(project=project, name=name)


def edit_project(*, project: Project, name: str | None = None, guidelines: str | None = None) -> Project:
    """The project has this name and these guidelines, where they are given; its slug stays.

    Raises InputError for an empty name.
    """
    if name is not None:
        project.name = name.strip()
        if not project.name:
            raise InputError("A project needs a name.", field="name")
    if guidelines is not None:
        project.guidelines = guidelines
    project.save(update_fields=["name", "guidelines"])
    return project


def delete_project(*, project: Project) -> None:
    """The project is gone with all its articles and maps."""
    project.delete()
