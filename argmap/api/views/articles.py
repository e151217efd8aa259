from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiParameter, extend_schema_view
from rest_framework.decorators import action
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from argmap.api.access import get_project
from argmap.api.filters import ArticleFilter
from argmap.api.intake import draft_of
from argmap.api.offsets import Utf16Table, structure_to_units
from argmap.api.parsers import JSONBody
from argmap.api.schema import NOTHING, OFFSETS, described
from argmap.api.serializers.articles import (
    ArticleCreateSerializer,
    ArticleEditSerializer,
    ArticleSerializer,
    ArticleTextSerializer,
    RevisionSerializer,
    RevisionTextSerializer,
)
from argmap.api.views._base import Bodies, Body, Nouns, bodies_of
from argmap.domain.structure import Structure
from argmap.exceptions import InputError, NotFoundError
from argmap.intake import read_pasted
from argmap.models import Article
from argmap.permissions import can_edit
from argmap.services import articles

TEXT = OpenApiParameter("text", bool, default=False, description="Whether to give text and structure too.")
_EDIT: dict[str, Any] = {
    "request": ArticleEditSerializer,
    "responses": ArticleTextSerializer,
    "parameters": [OFFSETS],
}


@extend_schema_view(
    list=described(summary="List articles", parameters=[TEXT, OFFSETS]),
    retrieve=described(summary="Read an article", responses=ArticleTextSerializer, parameters=[OFFSETS]),
    create=described(
        summary="Add an article",
        description="From a text, a file or an address. Offsets count in the text that the answer gives.",
        request={"application/json": ArticleCreateSerializer, "multipart/form-data": ArticleCreateSerializer},
        responses={201: ArticleTextSerializer},
        parameters=[OFFSETS],
    ),
    update=described(summary="Replace an article's fields", **_EDIT),
    partial_update=described(
        summary="Edit an article", description="A new text becomes its newest revision; maps keep theirs.", **_EDIT
    ),
    destroy=described(
        summary="Delete an article",
        description="Maps that draw on it keep their nodes, without the passages in it.",
        responses={204: NOTHING},
    ),
)
class ArticleViewSet(Nouns):
    rows = Article.objects.with_current(text=True)
    queryset = Article.objects.none()
    serializer_class = ArticleSerializer
    filterset_class = ArticleFilter
    parser_classes = (JSONBody, MultiPartParser)
    rights = dict.fromkeys(("update", "partial_update", "destroy"), can_edit)

    def get_queryset(self) -> QuerySet[Article]:
        rows = Article.objects.with_current(text=self.with_text())
        return rows.visible_to(self.request.user)  # type: ignore[arg-type]

    def with_text(self) -> bool:
        return self.action != "list" or self.request.query_params.get("text", "").lower() in ("1", "true", "yes")

    def represented(self, rows: Sequence[Article]) -> Bodies:
        if not self.with_text():
            return bodies_of(ArticleSerializer, rows)
        bodies = bodies_of(ArticleTextSerializer, rows)
        return [self.in_units(body) for body in bodies]

    def in_units(self, body: Body) -> Body:
        if self.utf16:
            structure = Structure.from_json(body["structure"])
            body["structure"] = structure_to_units(structure, Utf16Table(body["text"])).to_json()
        return body

    def retrieve(self, request: Request, pk: UUID) -> Response:
        [body] = self.represented([self.the_one(pk)])
        return Response(body)

    def create(self, request: Request) -> Response:
        values = self.valid(ArticleCreateSerializer)
        project = get_project(request, values["project_id"])
        given = {name: values[name] for name in articles.FIELDS if name in values and name in request.data}
        made = articles.create_article(project=project, draft=draft_of(values), **given)
        return self.answer(made.pk, 201)

    def update(self, request: Request, pk: UUID, *, partial: bool = False) -> Response:
        article = self.the_one(pk)
        values = self.valid(ArticleEditSerializer, partial=partial)
        if values.pop("project_id", str(article.project_id)) not in (str(article.project_id), article.project.slug):
            raise InputError("An article stays in its project; leave the project out.", field="project")
        draft = read_pasted(values.pop("text")) if "text" in values else None
        articles.update_article(article=article, values=values, draft=draft)
        return self.answer(pk)

    def partial_update(self, request: Request, pk: UUID) -> Response:
        return self.update(request, pk, partial=True)

    def destroy(self, request: Request, pk: UUID) -> Response:
        articles.delete_article(by=self.user, article=self.the_one(pk))
        return Response(status=204)

    @described(summary="List an article's revisions", responses=RevisionSerializer(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def revisions(self, request: Request, pk: UUID) -> Response:
        rows = self.the_one(pk).revisions.defer("text", "structure")
        return Response(bodies_of(RevisionSerializer, rows))

    @described(summary="Read a revision", responses=RevisionTextSerializer, parameters=[OFFSETS])
    @action(detail=True, url_path="revisions/<uuid:revision_id>")
    def revision(self, request: Request, pk: UUID, revision_id: UUID) -> Response:
        found = self.the_one(pk).revisions.filter(pk=revision_id).first()
        if found is None:
            raise NotFoundError("This article has no such revision; check the id.")
        return Response(self.in_units(dict(RevisionTextSerializer(found).data)))
