from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from argmap.api.access import get_project
from argmap.api.schema import described
from argmap.api.serializers.formats import NoteSerializer
from argmap.api.serializers.maps import ImportedMapSerializer, MapImportSerializer
from argmap.api.views._base import Nouns, bodies_of
from argmap.exceptions import FormatError
from argmap.services.imports import import_map

MAX_BYTES = 60_000_000  # of all files together; each reader has its own limits


class ImportActions(Nouns):
    """Maps from files of interchange formats."""

    @described(
        operation_id="maps_import",
        summary="Import a map",
        description="From one file, or several that belong together. Without `format` it is recognised.",
        request={"multipart/form-data": MapImportSerializer},
        responses={201: ImportedMapSerializer},
    )
    @action(detail=False, methods=["post"], url_path="import", parser_classes=[MultiPartParser])
    def import_files(self, request: Request) -> Response:
        values = self.valid(MapImportSerializer)
        project = get_project(request, values["project"])
        imported = import_map(
            by=self.user,
            project=project,
            files=_read(values["file"]),
            format_name=values["format"],
            title=values["title"],
        )
        response = self.answer(imported.map.pk, 201)
        response.data["notes"] = bodies_of(NoteSerializer, imported.notes)
        return response


def _read(uploads: Sequence[Any]) -> dict[str, bytes]:
    """The files by name; raises FormatError where they are too large or two have one name."""
    if sum(upload.size for upload in uploads) > MAX_BYTES:
        raise FormatError(f"The files are larger than {MAX_BYTES // 1_000_000} MB together; split them.")
    files = {upload.name: upload.read() for upload in uploads}
    if len(files) < len(uploads):
        raise FormatError("Two of the files have the same name; give each its own.")
    return files
