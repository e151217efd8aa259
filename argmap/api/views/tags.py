from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from argmap.api.access import get_visible
from argmap.api.schema import NOTHING, described
from argmap.api.serializers.tags import TagEditSerializer, TagMergeSerializer, TagSerializer
from argmap.api.views._base import Nouns
from argmap.exceptions import NotFoundError
from argmap.models import Project, Tag
from argmap.permissions import can_annotate, can_edit, can_view
from argmap.queries.tags import most_used, with_uses
from argmap.services import tags


@extend_schema_view(
    list=described(summary="List a project's tags", description="Those with most uses first."),
    retrieve=described(summary="Read a tag"),
    create=described(summary="Create a tag", description="A tag that is named at a node or link is made by that, too."),
    update=described(summary="Rename and colour a tag", request=TagEditSerializer),
    partial_update=described(summary="Rename or colour a tag", request=TagEditSerializer),
    destroy=described(
        summary="Delete a tag", description="Nothing carries it any more.", responses={204: NOTHING}, request=None
    ),
)
class TagViewSet(Nouns):
    queryset = Tag.objects.none()
    serializer_class = TagSerializer
    rights = {"create": can_annotate} | dict.fromkeys(("update", "partial_update", "destroy", "merge"), can_edit)

    def project_of(self, key: UUID) -> Project:
        needs = self.rights.get(self.action, can_view)
        project: Project = get_visible(Project.objects.all(), self.request, needs=needs, pk=key)
        return project

    def tag_of(self, project: Project, key: UUID) -> Tag:
        tag = with_uses(project.tags.all()).filter(pk=key).first()
        if tag is None:
            raise NotFoundError("There is no such tag in this project; check the id.")
        return tag

    def tag_answer(self, project: Project, tag: Tag, status: int = 200) -> Response:
        return Response(TagSerializer(self.tag_of(project, tag.pk)).data, status=status)

    def filter_queryset(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return queryset

    def list(self, request: Request, project: UUID) -> Response:  # type: ignore[override]  # it stands in a project
        page = self.paginate_queryset(most_used(self.project_of(project).pk))
        return self.get_paginated_response(self.represented(page or []))

    def retrieve(self, request: Request, project: UUID, pk: UUID) -> Response:
        return Response(TagSerializer(self.tag_of(self.project_of(project), pk)).data)

    def create(self, request: Request, project: UUID) -> Response:
        project_ = self.project_of(project)
        return self.tag_answer(project_, tags.create_tag(project=project_, **self.valid(TagSerializer)), 201)

    def update(self, request: Request, project: UUID, pk: UUID, *, partial: bool = False) -> Response:
        project_ = self.project_of(project)
        tag = self.tag_of(project_, pk)
        values = self.valid(TagEditSerializer, partial=partial)
        return self.tag_answer(project_, tags.edit_tag(by=self.user, tag=tag, **values))

    def partial_update(self, request: Request, project: UUID, pk: UUID) -> Response:
        return self.update(request, project, pk, partial=True)

    def destroy(self, request: Request, project: UUID, pk: UUID) -> Response:
        tags.delete_tag(by=self.user, tag=self.tag_of(self.project_of(project), pk))
        return Response(status=204)

    @described(
        summary="Merge tags",
        description="What carries one of the tags that go carries the other one instead, in all maps of the project.",
        request=TagMergeSerializer,
        responses=TagSerializer,
    )
    @action(detail=False, methods=["post"])
    def merge(self, request: Request, project: UUID) -> Response:
        project_ = self.project_of(project)
        values = self.valid(TagMergeSerializer)
        into = self.tag_of(project_, values["into"])
        others = [self.tag_of(project_, key) for key in dict.fromkeys(values["tags"])]
        return self.tag_answer(project_, tags.merge_tags(by=self.user, into=into, others=others))
