from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import OpenApiParameter
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from argmap.api.schema import described
from argmap.api.serializers.changes import ChangeMadeSerializer, ChangeSerializer
from argmap.api.views._base import Nouns, bodies_of
from argmap.exceptions import InputError
from argmap.models import Change
from argmap.services.history import Recorder
from argmap.services.undo import redo_change, undo_change

SINCE = OpenApiParameter("since", int, description="Only changes after this version of the map.")


class HistoryActions(Nouns):
    """What was done to a map, and its undoing."""

    @described(
        summary="List a map's changes",
        responses=ChangeSerializer(many=True),
        parameters=[SINCE],
        filters=False,
    )
    @action(detail=True)
    def changes(self, request: Request, pk: UUID) -> Response:
        rows = Change.objects.filter(map=self.the_one(pk)).select_related("actor").defer("before", "after")
        page = self.paginate_queryset(rows.filter(number__gt=self.since()))
        return self.get_paginated_response(bodies_of(ChangeSerializer, page or []))

    def since(self) -> int:
        value = self.request.query_params.get("since", "0")
        if not (value.isascii() and value.isdecimal() and len(value) < 10):
            raise InputError("A version is a whole number from 0; correct “since”.", field="since")
        return int(value)

    @described(
        summary="Undo your latest step",
        description="Refused (409) where later changes touched the same rows.",
        request=None,
        responses=ChangeMadeSerializer,
    )
    @action(detail=True, methods=["post"])
    def undo(self, request: Request, pk: UUID) -> Response:
        return told(undo_change(by=self.user, map_=self.the_one(pk)))

    @described(summary="Redo what you undid last", request=None, responses=ChangeMadeSerializer)
    @action(detail=True, methods=["post"])
    def redo(self, request: Request, pk: UUID) -> Response:
        return told(redo_change(by=self.user, map_=self.the_one(pk)))


def told(change: Recorder) -> Response:
    """The answer to a step: the change with the nodes and links that it touched."""
    touched = {"nodes": sorted(change.touched("node")), "links": sorted(change.touched("link"))}
    return Response(ChangeSerializer(change.record).data | touched)
