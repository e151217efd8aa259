from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework.decorators import action
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.response import Response

from argmap.api.offsets import UTF16, graph_to_units
from argmap.api.schema import OFFSETS, described
from argmap.api.serializers.formats import NoteSerializer
from argmap.api.views._base import Nouns
from argmap.exceptions import InputError, NotFoundError
from argmap.formats import FORMATS, write
from argmap.queries.graph import load_graph
from argmap.services.exports import Exported, Order, export_map, losses_of

NODE = OpenApiParameter(
    "node", OpenApiTypes.UUID, description="Only this node with all that stands below it, instead of the whole map."
)
FILE = OpenApiResponse(OpenApiTypes.BINARY, description="The file; several files of a format come in a zip.")


class AnyAccept(BaseContentNegotiation):
    """The address says which format is wanted, whatever the Accept header says."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        return parsers[0]

    def select_renderer(self, request: Request, renderers: Any, format_suffix: str | None = None) -> Any:
        return renderers[0], renderers[0].media_type


class ExportActions(Nouns):
    """A map as files."""

    @described(
        summary="Read a whole map as argmap JSON",
        description="The format of docs/argmap.schema.json. With `offsets=utf16` it says so in a key `offsets`.",
        responses={200: OpenApiTypes.OBJECT},
        parameters=[OFFSETS],
    )
    @action(detail=True)
    def graph(self, request: Request, pk: UUID) -> HttpResponse:
        graph = load_graph(self.the_one(pk))
        [content] = write(graph_to_units(graph) if self.utf16 else graph, "argmap").values()
        if self.utf16:
            content = json.dumps({**json.loads(content), "offsets": UTF16}, ensure_ascii=False).encode()
        return HttpResponse(content, content_type="application/json")

    @described(summary="Download a map in a format", responses={(200, "*/*"): FILE}, parameters=[NODE])
    @action(detail=True, url_path="export/<str:format_name>", content_negotiation_class=AnyAccept)
    def export(self, request: Request, pk: UUID, format_name: str) -> HttpResponse:
        map_ = self.the_one(pk)
        return downloaded(export_map(map_, order_of(request, format_name)))

    @described(
        summary="Read what a map would lose in a format",
        responses=NoteSerializer(many=True),
        filters=False,
        parameters=[NODE],
    )
    @action(detail=True, url_path="export/<str:format_name>/losses", pagination_class=None)
    def losses(self, request: Request, pk: UUID, format_name: str) -> Response:
        map_ = self.the_one(pk)
        return Response(NoteSerializer(losses_of(map_, order_of(request, format_name)), many=True).data)


def order_of(request: Request, name: str) -> Order:
    """What the address asks for. Raises NotFoundError where the format cannot be written, InputError for a bad node.

    Parameters of the request that are options of the format are these.
    """
    if name not in FORMATS or FORMATS[name].write is None:
        known = ", ".join(format_.name for format_ in FORMATS.values() if format_.write)
        raise NotFoundError(f"Maps cannot be exported as “{name}”; formats are {known}.")
    sent = request.query_params
    options = {option.name: sent[option.name] for option in FORMATS[name].write_options if option.name in sent}
    try:
        node = UUID(sent["node"]) if sent.get("node") else None
    except ValueError:
        raise InputError("`node` is no id; send the id of a node of this map.", field="node") from None
    return Order(name, options, node)


def downloaded(file: Exported) -> HttpResponse:
    """The file as an answer that is saved under its name."""
    response = HttpResponse(file.content, content_type=file.content_type)
    response["Content-Disposition"] = content_disposition_header(True, file.name)
    return response
