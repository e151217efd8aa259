from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from argmap.api.access import get_project
from argmap.api.filters import MapFilter
from argmap.api.schema import NOTHING, described
from argmap.api.serializers.maps import MapDuplicateSerializer, MapEditSerializer, MapSerializer
from argmap.api.views._base import Bodies, Nouns, bodies_of
from argmap.api.views.exports import ExportActions
from argmap.api.views.figures import FigureActions
from argmap.api.views.history import HistoryActions
from argmap.api.views.imports import ImportActions
from argmap.api.views.problems import ProblemActions
from argmap.api.views.prose import ProseActions
from argmap.exceptions import InputError, RuleError
from argmap.models import ArgumentMap, Article, Project
from argmap.permissions import can_annotate, can_edit
from argmap.queries.parts import attach_map_parts
from argmap.services import maps

_EDIT: dict[str, Any] = {"request": MapEditSerializer, "responses": MapSerializer}


@extend_schema_view(
    list=described(summary="List maps"),
    retrieve=described(summary="Read a map's fields and counts"),
    create=described(summary="Create a map"),
    update=described(summary="Replace a map's fields", **_EDIT),
    partial_update=described(summary="Edit a map", **_EDIT),
    destroy=described(
        summary="Delete a map", description="With its nodes, links and history.", responses={204: NOTHING}
    ),
)
class MapViewSet(ExportActions, FigureActions, HistoryActions, ImportActions, ProblemActions, ProseActions, Nouns):
    rows = ArgumentMap.objects.select_related("project").with_counts()
    queryset = ArgumentMap.objects.none()
    serializer_class = MapSerializer
    filterset_class = MapFilter
    rights = dict.fromkeys(("update", "partial_update", "destroy", "duplicate"), can_edit) | dict.fromkeys(
        ("undo", "redo", "repair"), can_annotate
    )

    def represented(self, rows: Sequence[ArgumentMap]) -> Bodies:
        return bodies_of(MapSerializer, attach_map_parts(rows))

    def retrieve(self, request: Request, pk: UUID) -> Response:
        [body] = self.represented([self.the_one(pk)])
        return Response(body)

    def create(self, request: Request) -> Response:
        values = self.valid(MapSerializer)
        project = get_project(request, values.pop("project_id"))
        own = self.articles_of(project, values.pop("articles", ()))
        made = maps.create_map(by=self.user, project=project, articles=own, **values)
        return self.answer(made.pk, 201)

    def articles_of(self, project: Project, ids: Sequence[UUID]) -> list[Article]:
        """The articles with these ids, in this order; raises RuleError for one that is not the project's."""
        found = Article.objects.filter(project=project).in_bulk(list(ids))
        if missing := [key for key in ids if key not in found]:
            raise RuleError(f"The project has no article {missing[0]}; check the id.", field="articles")
        return [found[key] for key in dict.fromkeys(ids)]

    def update(self, request: Request, pk: UUID, *, partial: bool = False) -> Response:
        map_ = self.the_one(pk)
        values = self.valid(MapEditSerializer, partial=partial)
        if values.pop("project_id", str(map_.project_id)) not in (str(map_.project_id), map_.project.slug):
            raise InputError("A map stays in its project; leave the project out.", field="project")
        if "articles" in values:
            values["articles"] = [article.pk for article in self.articles_of(map_.project, values["articles"])]
        maps.edit_map(by=self.user, map_=map_, **values)
        return self.answer(pk)

    def partial_update(self, request: Request, pk: UUID) -> Response:
        return self.update(request, pk, partial=True)

    def destroy(self, request: Request, pk: UUID) -> Response:
        maps.delete_map(map_=self.the_one(pk))
        return Response(status=204)

    @described(summary="Duplicate a map", request=MapDuplicateSerializer, responses={201: MapSerializer})
    @action(detail=True, methods=["post"])
    def duplicate(self, request: Request, pk: UUID) -> Response:
        map_ = self.the_one(pk)
        copy = maps.duplicate_map(by=self.user, map_=map_, title=self.valid(MapDuplicateSerializer)["title"])
        return self.answer(copy.pk, 201)
