"""A whole project in one file, with articles, revisions, maps and history, and back on another installation.

The archive is a zip: ``argmap-project.json`` says what it is, and each table is a file of JSON lines, a row a line, in
the order in which rows can be stored. People come as usernames: whoever is not known there becomes an account that
cannot sign in, so that the history keeps its authors.
"""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from typing import IO, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import DatabaseError, connection, models, transaction
from django.utils import timezone

from argmap.domain.problems.rules import RULES
from argmap.exceptions import ConflictError, InputError
from argmap.models import (
    Article,
    Change,
    Membership,
    Project,
    Revision,
    Tag,
    User,
    new_id,
)
from argmap.permissions import Role
from argmap.queries.faults import faults_of_map, faults_of_revision
from argmap.services.projects import free_slug
from argmap.services.rows import TABLES as ROWS
from argmap.services.rows import path_to_map, references, referred

MANIFEST = "argmap-project.json"
FORMAT, VERSION = "argmap-project", 1
MAX_UNPACKED = 4_000_000_000  # bytes of all tables together
_BATCH = 500  # rows in one statement
_CALLED = ("first_name", "last_name")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, KeyError, UnicodeDecodeError, RuntimeError)

# Each table with the way from its rows to the project, in the order in which rows may be stored.
TABLES: Mapping[str, tuple[type[models.Model], str]] = {
    "articles": (Article, "project"),
    "revisions": (Revision, "article__project"),
    "tags": (Tag, "project"),
    **{f"{name}s": (model, "__".join(filter(None, (path_to_map(name), "project")))) for name, model in ROWS.items()},
    "changes": (Change, "map__project"),
}
_LATER = frozenset({"color"})  # columns that came after the first archives
# Rows of these tables refer to rows of the same table: those without such a reference, or with an earlier one, first.
_OWN_REFERENCE = {
    f"{name}s": field.attname for name, model in ROWS.items() for field in references(name) if referred(field) is model
}


def archive_project(project: Project, file: IO[bytes]) -> None:
    """The project stands in ``file`` as an archive; all rows are of one moment."""
    with _one_moment(), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        usernames = dict(User.objects.values_list("pk", "username"))
        counts = {}
        for table, (model, path) in TABLES.items():
            with archive.open(f"{table}.jsonl", "w", force_zip64=True) as part:
                counts[table] = 0
                for row in model._default_manager.filter(**{path: project}).order_by("pk").iterator(_BATCH):
                    part.write(_encoded(_values(row, usernames)) + b"\n")
                    counts[table] += 1
        archive.writestr(MANIFEST, _encoded(_manifest(project, counts)))


@contextmanager
def _one_moment() -> Iterator[None]:
    """A transaction in which every query sees the same rows."""
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _manifest(project: Project, counts: Mapping[str, int]) -> dict[str, Any]:
    memberships = project.memberships.select_related("user")
    return {
        "format": FORMAT,
        "version": VERSION,
        "made": timezone.now(),
        "project": {
            name: getattr(project, name) for name in ("id", "name", "slug", "guidelines", "rules_off", "created_at")
        },
        "members": [{"username": m.user.get_username(), "role": m.role} for m in memberships],
        "names": _names(project),
        "rows": counts,
    }


def _names(project: Project) -> dict[str, dict[str, str]]:
    """Username → what the person is called, of all whom the rows name."""
    ids = {
        key
        for model, path in TABLES.values()
        for field in filter(_is_user, model._meta.concrete_fields)
        for key in model._default_manager.filter(**{path: project}).values_list(field.name, flat=True).distinct()
    }
    people = User.objects.filter(pk__in=ids).order_by("username")
    return {user.get_username(): {name: getattr(user, name) for name in _CALLED} for user in people}


def _values(row: models.Model, usernames: Mapping[UUID, str]) -> dict[str, Any]:
    """The columns of a row; a user is their name."""
    values = {}
    for field in row._meta.concrete_fields:
        value = getattr(row, field.attname)
        if _is_user(field):
            values[field.name] = usernames.get(value)
        else:
            values[field.attname] = value
    return values


def _is_user(field: models.Field[Any, Any]) -> bool:
    return isinstance(field, models.ForeignKey) and field.related_model is User


def _encoded(value: Any) -> bytes:
    return json.dumps(value, cls=_Encoder, ensure_ascii=False).encode()


class _Encoder(DjangoJSONEncoder):
    """Times with their microseconds, which Django's encoder cuts off."""

    def default(self, o: Any) -> Any:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def restore_project(file: IO[bytes], *, by: User, copy: bool = False) -> Project:
    """The project of an archive is here, of which ``by`` is an owner; all or nothing.

    Ids and addresses stay. With ``copy`` all ids are new, so that it can stand beside the original. Raises InputError
    where the file is no such archive or is broken, ConflictError where the project is here already.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = _checked_manifest(archive)
            with transaction.atomic():
                return _Restoration(archive, manifest, by=by, copy=copy).project()
    except _BROKEN as error:
        raise InputError(
            "This file is no archive of a project, or a broken one; make it again with backup_project."
        ) from error
    except (DatabaseError, ValidationError, ValueError, TypeError, AttributeError) as error:
        raise InputError(f"This archive does not hold together ({_line(error)}); make it again.") from error


def _line(error: Exception) -> str:
    return str(error).strip().split("\n")[0][:200]


def _checked_manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
        raise InputError("This archive unpacks to more than 4 GB; restore its maps one by one.")
    manifest = json.loads(archive.read(MANIFEST))
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise InputError("This file is no archive of a project; make one with backup_project.")
    if manifest.get("version") != VERSION:
        raise InputError("This archive is of another version of Argmap; update this installation and try again.")
    return manifest


class _Restoration:
    def __init__(self, archive: zipfile.ZipFile, manifest: dict[str, Any], *, by: User, copy: bool) -> None:
        self.archive = archive
        self.manifest = manifest
        self.by = by
        self.copy = copy
        self.users: dict[str, User] = {}
        self.fresh: dict[str, str] = {}  # old id → new one, with ``copy``

    def project(self) -> Project:
        values = self.manifest["project"]
        if self.copy:
            self._mint()
        elif Project.objects.filter(pk=values["id"]).exists():
            raise ConflictError(
                f"The project “{values['name']}” is here already; restore a copy of it, or delete it first."
            )
        project = Project.objects.create(
            id=UUID(self.fresh.get(values["id"], values["id"])),
            name=values["name"],
            slug=values["slug"]
            if not Project.objects.filter(slug=values["slug"]).exists()
            else free_slug(values["name"]),
            guidelines=values["guidelines"],
            rules_off=[name for name in values.get("rules_off", ()) if name in RULES],
            created_at=Project._meta.get_field("created_at").to_python(values["created_at"]),
        )
        self._join(project)
        for table, (model, _) in TABLES.items():
            self._store(table, model)
        self._check(project)
        return project

    def _mint(self) -> None:
        """New ids for all rows, in the order of the old ones."""
        self.fresh[self.manifest["project"]["id"]] = str(new_id())
        for table in TABLES:
            for line in self._lines(table):
                self.fresh[json.loads(line)["id"]] = str(new_id())

    def _join(self, project: Project) -> None:
        """Members whom this installation knows keep their roles; whoever restores it is an owner."""
        roles = {member["username"]: member["role"] for member in self.manifest["members"]}
        known = {user.get_username(): user for user in User.objects.filter(username__in=roles, is_active=True)}
        for name, user in known.items():
            if user != self.by:
                Membership.objects.create(project=project, user=user, role=Role(roles[name]))
        Membership.objects.create(project=project, user=self.by, role=Role.OWNER)

    def _store(self, table: str, model: type[models.Model]) -> None:
        rows: Iterator[models.Model] = (self._row(model, json.loads(line)) for line in self._lines(table))
        if reference := _OWN_REFERENCE.get(table):
            rows = _in_order(list(rows), reference)
        count = 0
        while batch := list(islice(rows, _BATCH)):
            model._default_manager.bulk_create(batch)
            count += len(batch)
        wanted = self.manifest["rows"].get(table, 0)
        if count != wanted:
            raise InputError(f"The archive is incomplete: it has {count} of {wanted} {table}; make it again.")

    def _lines(self, table: str) -> Iterator[str]:
        if table not in self.manifest["rows"]:  # an archive from before there was this table
            return
        with self.archive.open(f"{table}.jsonl") as part:
            for line in part:
                text = line.decode()
                yield _UUID.sub(lambda found: self.fresh.get(found[0], found[0]), text) if self.fresh else text

    def _row(self, model: type[models.Model], values: dict[str, Any]) -> models.Model:
        row = model()
        for field in model._meta.concrete_fields:
            if _is_user(field):
                setattr(row, field.name, self._user(values[field.name]))
            else:
                if field.attname not in values and field.attname in _LATER:
                    continue  # an older archive does not know it
                value = values[field.attname]
                setattr(row, field.attname, value if isinstance(field, models.JSONField) else field.to_python(value))
        return row

    def _user(self, name: str | None) -> User | None:
        if name is None:
            return None
        if name not in self.users:
            user = User.objects.filter(username=name).first()
            called = self.manifest.get("names", {}).get(name, {})
            names = {field: str(called.get(field, ""))[:150] for field in _CALLED}
            self.users[name] = user or User.objects.create_user(name, is_active=False, **names)
        return self.users[name]

    def _check(self, project: Project) -> None:
        """No rule is broken by what came in. Raises InputError."""
        for revision in Revision.objects.filter(article__project=project).iterator(50):
            for fault in faults_of_revision(revision):
                raise InputError(f"The archive was changed after it was made ({fault.place}: {fault.message})")
        later = Change.objects.filter(map__project=project, reverts__number__gte=models.F("number"))
        if later.exists():
            raise InputError("The archive was changed after it was made: a step undoes one that came after it.")
        for map_ in project.maps.all():
            for fault in faults_of_map(map_):
                raise InputError(f"The archive was changed after it was made ({fault.place}: {fault.message})")


def _in_order(rows: Sequence[models.Model], reference: str) -> Iterator[models.Model]:
    """The rows so that each comes after the one of the same table to which it refers; linear.

    Raises InputError where they refer to each other in a circle.
    """
    waiting: dict[Any, list[models.Model]] = {}
    ready: list[models.Model] = []
    keys = {row.pk for row in rows}
    for row in rows:
        key = getattr(row, reference)
        (waiting.setdefault(key, []) if key in keys else ready).append(row)
    placed = 0
    while ready:
        row = ready.pop()
        placed += 1
        ready += waiting.pop(row.pk, ())
        yield row
    if placed < len(rows):
        raise InputError("The archive was changed after it was made: its links run in a circle.")
