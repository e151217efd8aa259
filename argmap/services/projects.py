from __future__ import annotations

from collections.abc import Collection

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from argmap.domain.problems.rules import RULES
from argmap.exceptions import ConflictError, InputError
from argmap.models import Membership, Project, User
from argmap.permissions import Role


def create_project(
    *, by: User, name: str, slug: str = "", guidelines: str = "", rules_off: Collection[str] = ()
) -> Project:
    """A new project of which the user is the owner.

    Raises InputError for an empty name, ConflictError for a slug that is in use.
    """
    name = name.strip()
    if not name:
        raise InputError("A project needs a name.", field="name")
    try:
        with transaction.atomic():
            project = Project.objects.create(
                name=name, slug=slug or free_slug(name), guidelines=guidelines, rules_off=known_rules(rules_off)
            )
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


def edit_project(
    *,
    project: Project,
    name: str | None = None,
    guidelines: str | None = None,
    rules_off: Collection[str] | None = None,
) -> Project:
    """The project has this name, these guidelines and these rules off, where they are given; its slug stays.

    Raises InputError for an empty name or an unknown rule.
    """
    if name is not None:
        project.name = name.strip()
        if not project.name:
            raise InputError("A project needs a name.", field="name")
    if guidelines is not None:
        project.guidelines = guidelines
    if rules_off is not None:
        project.rules_off = known_rules(rules_off)
    project.save(update_fields=["name", "guidelines", "rules_off"])
    return project


def known_rules(names: Collection[str]) -> list[str]:
    """These names in the order of the rules, each once; raises InputError for a name that is no rule's."""
    if unknown := sorted(set(names) - RULES.keys()):
        raise InputError(f"There is no rule “{unknown[0]}”; known are {', '.join(RULES)}.", field="rules_off")
    return [name for name in RULES if name in names]


def delete_project(*, project: Project) -> None:
    """The project is gone with all its articles and maps."""
    project.delete()
