from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from drf_spectacular.types import OpenApiTypes
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from argmap.api.access import get_project
from argmap.api.schema import described
from argmap.api.serializers.search import HitSerializer, SearchSerializer, StructureQuestionSerializer
from argmap.api.views.exports import AnyAccept
from argmap.models import Project, SearchEntry
from argmap.permissions import can_view
from argmap.queries.search.find import Found
from argmap.queries.search.hits import Hit
from argmap.queries.search.questions import QUESTIONS
from argmap.queries.search.table import csv_of
from argmap.templatetags.places import place_of


class SearchView(GenericAPIView[Any]):
    queryset = SearchEntry.objects.none()
    serializer_class = HitSerializer

    @described(
        operation_id="search_list",
        summary="Search your articles, nodes and comments",
        description="The best first; at most 5,000 of what matches are ranked. A question has an order of its own.",
        parameters=[SearchSerializer],
        responses=HitSerializer(many=True),
        filters=False,
        tags=["search"],
    )
    def get(self, request: Request) -> Response:
        page = self.paginate_queryset(_found(request))  # type: ignore[arg-type]  # any sequence has pages
        rows = [_facts(hit, request) for hit in page or []]
        return self.get_paginated_response(HitSerializer(rows, many=True).data)


class SearchCsvView(APIView):
    content_negotiation_class = AnyAccept

    @described(
        operation_id="search_csv",
        summary="Download what a search finds as CSV",
        description="All of it, without pages. No cell is a formula to a spreadsheet.",
        parameters=[SearchSerializer],
        responses={(200, "text/csv"): OpenApiTypes.STR},
        tags=["search"],
    )
    def get(self, request: Request) -> HttpResponse:
        content = csv_of(_found(request), lambda hit: request.build_absolute_uri(place_of(hit)))
        response = HttpResponse(content, content_type="text/csv; charset=utf-8")
        response["Content-Disposition"] = content_disposition_header(True, "search.csv")
        return response


class QuestionsView(APIView):
    @described(
        operation_id="search_questions",
        summary="List the questions on structure",
        responses=StructureQuestionSerializer(many=True),
        tags=["search"],
    )
    def get(self, request: Request) -> Response:
        rows = [{"name": name, "label": one.label, "sentence": one.sentence} for name, one in QUESTIONS.items()]
        return Response(StructureQuestionSerializer(rows, many=True).data)


def _found(request: Request) -> Found:
    """What the parameters ask for. Raises NotFoundError for a project that is not the user's."""
    asked = SearchSerializer(data=request.query_params)
    asked.is_valid(raise_exception=True)
    if key := asked.validated_data["project"]:
        return Found(asked.search(), [get_project(request, key, needs=can_view).pk])
    return Found(asked.search(), list(Project.objects.visible_to(request.user).values_list("pk", flat=True)))


def _facts(hit: Hit, request: Request) -> dict[str, Any]:
    common = {
        "kind": hit.kind,
        "title": hit.title,
        "excerpt": hit.excerpt,
        "more": hit.more,
        "heading": hit.heading,
        "evidence_type": None,
        "attribution": "",
        "place": str(hit.place or ""),
        "address": request.build_absolute_uri(place_of(hit)),
    }
    return common | _own_facts(hit)


def _own_facts(hit: Hit) -> dict[str, Any]:
    """What each kind of thing tells of itself."""
    if node := hit.node:
        maker = node.created_by.display_name if node.created_by else ""
        own = {"id": node.pk, "map": node.map_id, "project": node.map.project_id, "author": maker}
        return own | {"evidence_type": node.evidence_type, "attribution": node.attribution}
    if comment := hit.comment:
        project = comment.map.project_id
        return {"id": comment.pk, "map": comment.map_id, "project": project, "author": comment.written_by}
    assert hit.article  # a hit is one of the three
    article = hit.article
    return {"id": article.pk, "map": None, "project": article.project_id, "author": article.author}
