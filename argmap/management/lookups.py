"""What the commands share: looking up people, projects and maps, and errors as one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.core.management.base import CommandError
from django.db import OperationalError, ProgrammingError

from argmap.exceptions import ArgmapError, FormatError
from argmap.models import ArgumentMap, Project, User
from argmap.services.accounts import first_user

SHOWN = 20  # names of projects in a sentence


def user_named(username: str) -> User:
    """The user of that name; the operator for an empty one. Raises CommandError."""
    if not username:
        return first_user()
    user = User.objects.filter(username=username).first()
    if user is None:
        raise CommandError(f"There is no user “{username}”; make one with “python manage.py createsuperuser”.")
    return user


def project_of_slug(slug: str) -> Project:
    """The project with that slug. Raises CommandError that names the known ones."""
    project = Project.objects.filter(slug=slug).first()
    if project is None:
        known = ", ".join(Project.objects.order_by("slug").values_list("slug", flat=True)[:SHOWN])
        raise CommandError(
            f"There is no project “{slug}”; "
            + (f"known are {known}." if known else "make one with “python manage.py create_project NAME”.")
        )
    return project


def map_of_id(key: str) -> ArgumentMap:
    """The map with that id. Raises CommandError."""
    try:
        map_ = ArgumentMap.objects.filter(pk=UUID(key)).first()
    except ValueError:
        map_ = None
    if map_ is None:
        raise CommandError(f"There is no map “{key}”; the address of its page holds the id: /maps/ID/.")
    return map_


@contextmanager
def one_sentence(place: str = "") -> Iterator[None]:
    """Errors for people become CommandError: one sentence, with the place where it is known."""
    try:
        yield
    except FormatError as error:
        where = ":".join(str(part) for part in (place, error.line, error.column) if part)
        raise CommandError(f"{where}: {error.message}" if where else error.message) from error
    except ArgmapError as error:
        raise CommandError(f"{place}: {error.message}" if place else error.message) from error
    except (OperationalError, ProgrammingError) as error:
        reason = str(error).strip().splitlines()[0].rstrip(".")
        raise CommandError(f"The database cannot be used ({reason}); “make run” prepares it.") from error
    except OSError as error:
        raise CommandError(f"{place or error.filename}: {error.strerror or error}.") from error
