from __future__ import annotations

from uuid import UUID

from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from argmap.api.schema import described
from argmap.api.serializers.changes import ChangeMadeSerializer
from argmap.api.serializers.problems import MapProblemSerializer, MapRepairSerializer
from argmap.api.views._base import Nouns
from argmap.api.views.history import told
from argmap.queries.problems import listed_problems
from argmap.services.problems import repair_problem


class ProblemActions(Nouns):
    """What is unsound or unfinished in a map, and its repair."""

    @described(
        summary="List a map's problems",
        description="By the rules of docs/problems.md, without those that the project has switched off.",
        responses=MapProblemSerializer(many=True),
        filters=False,
    )
    @action(detail=True, pagination_class=None)
    def problems(self, request: Request, pk: UUID) -> Response:
        map_ = self.the_one(pk)
        return Response(MapProblemSerializer(listed_problems(map_), many=True).data)

    @described(
        summary="Repair a problem",
        description="Send a problem as the list gives it. One step, which one undo takes back.",
        request=MapRepairSerializer,
        responses=ChangeMadeSerializer,
    )
    @action(detail=True, methods=["post"], url_path="problems/repair")
    def repair(self, request: Request, pk: UUID) -> Response:
        map_ = self.the_one(pk)
        return told(repair_problem(by=self.user, map_=map_, **self.valid(MapRepairSerializer)))
