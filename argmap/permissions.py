"""Who may do what: one table from role to right.

A role is looked up together with the object (``….objects.visible_to(user)`` annotates it): what a stranger may not
see does not exist, what a member may not do is refused.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db.models import TextChoices


class Role(TextChoices):
    """What a member is in a project; each role may do all that those below it may."""

    OWNER = "owner", "Owner"
    EDITOR = "editor", "Editor"
    ANNOTATOR = "annotator", "Annotator"
    VIEWER = "viewer", "Viewer"


Right = Callable[[str | None], bool]


def can_view(role: str | None) -> bool:
    """Read articles and maps, export."""
    return role in Role.values


def can_annotate(role: str | None) -> bool:
    """Change the nodes and links of maps."""
    return role in {Role.OWNER, Role.EDITOR, Role.ANNOTATOR}


def can_edit(role: str | None) -> bool:
    """Add, change and delete articles and maps; import."""
    return role in {Role.OWNER, Role.EDITOR}


def can_manage(role: str | None) -> bool:
    """Rename and delete the project, change its members."""
    return role == Role.OWNER
