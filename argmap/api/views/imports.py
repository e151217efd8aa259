from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from argmap.api.access import get_project, get_visible
from argmap.api.schema import described
from argmap.api.serializers.maps import (
    FindingSerializer,
    ImportedFileSerializer,
    ImportedMapSerializer,
    MapImportSerializer,
)
from argmap.api.views._base import Body, Nouns, bodies_of
from argmap.domain.figures import figures_of
from argmap.exceptions import FormatError
from argmap.formats.bundles import Bundle, read_bundles
from argmap.permissions import can_edit
from argmap.services.imports import files_of, import_readings, notes_on

DRY_RUN = OpenApiParameter(
    "dry_run", OpenApiTypes.BOOL, description="Only say what is in the files (200); nothing is stored."
)


class ImportActions(Nouns):
    """Maps from files of interchange formats."""

    @described(
        operation_id="maps_import",
        summary="Import maps",
        description=(
            "From files, or zips of them. Files that make one map together are recognised by their names. "
            "Without `format` it is recognised. With `dry_run=1` nothing is stored."
        ),
        request={"multipart/form-data": MapImportSerializer},
        responses={201: ImportedMapSerializer, 200: FindingSerializer(many=True)},
        parameters=[DRY_RUN],
    )
    @action(detail=False, methods=["post"], url_path="import", parser_classes=[MultiPartParser], pagination_class=None)
    def import_files(self, request: Request) -> Response:
        values = self.valid(MapImportSerializer)
        project = get_project(request, values["project"])
        into = None
        if "into" in values:
            into = get_visible(self.rows.filter(project=project), request, needs=can_edit, pk=values["into"])
        bundles = list(read_bundles(files_of(values["file"]), format=values["format"], **values["options"]))
        if request.query_params.get("dry_run", "").lower() in ("1", "true"):
            return Response(bodies_of(FindingSerializer, [_finding(bundle) for bundle in bundles]))
        readings = {bundle.name: bundle.reading for bundle in _readable(bundles, values) if bundle.reading}
        made = import_readings(by=self.user, project=project, readings=readings, title=values["title"], into=into)
        response = self.answer(made[0].map.pk, 201)
        files = bodies_of(ImportedFileSerializer, made)
        response.data |= {"notes": files[0]["notes"], "maps": files}
        return response


def _readable(bundles: Sequence[Bundle], values: Body) -> list[Bundle]:
    """The bundles that could be read. Raises the first one's FormatError where that is all or nothing."""
    readable = [bundle for bundle in bundles if bundle.fault is None]
    for bundle in bundles:
        if bundle.fault is not None and not (values["skip_broken"] and readable):
            if len(bundles) == 1:
                raise bundle.fault
            fault = bundle.fault
            raise FormatError(f"{bundle.name}: {fault.message}", line=fault.line, column=fault.column)
    return readable


def _finding(bundle: Bundle) -> Body:
    known = {"file": bundle.name, "format": bundle.format.name if bundle.format else None, "error": bundle.fault}
    if bundle.reading is None:
        return known
    graph = bundle.reading.graph
    return {**known, "title": graph.title, **asdict(figures_of(graph)), "notes": notes_on(bundle.reading)}
