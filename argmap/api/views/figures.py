from __future__ import annotations

from uuid import UUID

from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from argmap.api.schema import described
from argmap.api.serializers.figures import MapFiguresSerializer
from argmap.api.views._base import Nouns
from argmap.queries.figures import map_figures


class FigureActions(Nouns):
    """A map in numbers."""

    @described(
        summary="Read a map's figures",
        description="Counts, depth and breadth, types of evidence, share of the text, for and against, attributions.",
        responses=MapFiguresSerializer,
        filters=False,
    )
    @action(detail=True, pagination_class=None)
    def figures(self, request: Request, pk: UUID) -> Response:
        return Response(MapFiguresSerializer(map_figures(self.the_one(pk))).data)
