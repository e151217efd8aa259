from __future__ import annotations

from uuid import UUID

from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from argmap.api.schema import described
from argmap.api.serializers.prose import ParagraphSerializer
from argmap.api.views._base import Nouns
from argmap.domain.prose import prose_of
from argmap.queries.graph import load_graph


class ProseActions(Nouns):
    """The map to read aloud."""

    @described(
        summary="Read a map as continuous prose",
        description="In English, made from the tree with its numbers; the words of nodes stand in their own language.",
        responses=ParagraphSerializer(many=True),
        filters=False,
    )
    @action(detail=True, pagination_class=None)
    def prose(self, request: Request, pk: UUID) -> Response:
        return Response(ParagraphSerializer(prose_of(load_graph(self.the_one(pk))), many=True).data)
