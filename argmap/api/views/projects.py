from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from argmap.api.filters import ProjectFilter
from argmap.api.schema import NOTHING, described
from argmap.api.serializers.projects import ProjectSerializer
from argmap.api.views._base import Nouns
from argmap.api.views.exports import FILE, AnyAccept, downloaded, order_of
from argmap.exceptions import InputError
from argmap.models import Project
from argmap.permissions import can_manage
from argmap.services import projects
from argmap.services.exports import export_project


@extend_schema_view(
    list=described(summary="List your projects"),
    retrieve=described(summary="Read a project"),
    create=described(summary="Create a project", description="You become its owner."),
    update=described(summary="Replace a project's name, guidelines and rules"),
    partial_update=described(summary="Edit a project's name, guidelines and rules"),
    destroy=described(
        summary="Delete a project", description="With all its articles and maps.", responses={204: NOTHING}
    ),
)
class ProjectViewSet(Nouns):
    rows = Project.objects.with_counts()
    queryset = Project.objects.none()
    serializer_class = ProjectSerializer
    filterset_class = ProjectFilter
    rights = dict.fromkeys(("update", "partial_update", "destroy"), can_manage)

    @described(summary="Download all maps of a project in a format", responses={(200, "*/*"): FILE})
    @action(detail=True, url_path="export/<str:format_name>", content_negotiation_class=AnyAccept)
    def export(self, request: Request, pk: UUID, format_name: str) -> HttpResponse:
        return downloaded(export_project(self.the_one(pk), order_of(request, format_name)))

    def retrieve(self, request: Request, pk: UUID) -> Response:
        return Response(ProjectSerializer(self.the_one(pk)).data)

    def create(self, request: Request) -> Response:
        made = projects.create_project(by=self.user, **self.valid(ProjectSerializer))
        return self.answer(made.pk, 201)

    def update(self, request: Request, pk: UUID, *, partial: bool = False) -> Response:
        project = self.the_one(pk)
        values: dict[str, Any] = self.valid(ProjectSerializer, partial=partial)
        if values.pop("slug", project.slug) != project.slug:
            raise InputError("The slug cannot change, so that addresses stay; leave it out.", field="slug")
        projects.edit_project(project=project, **values)
        return self.answer(pk)

    def partial_update(self, request: Request, pk: UUID) -> Response:
        return self.update(request, pk, partial=True)

    def destroy(self, request: Request, pk: UUID) -> Response:
        projects.delete_project(project=self.the_one(pk))
        return Response(status=204)
