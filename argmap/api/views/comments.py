from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from argmap.api.access import comment_of_map, get_map, link_of_map, node_of_map
from argmap.api.drafts import refuse_moves, span_drafts
from argmap.api.etags import expected_version
from argmap.api.filters import CommentFilter
from argmap.api.offsets import spans_to_code_points, spans_to_units
from argmap.api.schema import ETAG, IF_MATCH, IF_NONE_MATCH, NOTHING, OFFSETS, UNCHANGED, described
from argmap.api.serializers.comments import CommentEditSerializer, CommentSerializer
from argmap.api.views._base import Bodies, Body, Versioned, bodies_of
from argmap.models import ArgumentMap, Comment, new_id
from argmap.permissions import can_annotate
from argmap.queries.comments import attach_comment_parts
from argmap.services import comments
from argmap.services.drafts import SpanDraft
from argmap.services.history import Recorder

_EDIT: dict[str, Any] = {
    "request": CommentEditSerializer,
    "responses": CommentSerializer,
    "parameters": [OFFSETS, IF_MATCH, ETAG],
}
_STATE: dict[str, Any] = {"request": None, "responses": CommentSerializer, "parameters": [OFFSETS, IF_MATCH, ETAG]}


@extend_schema_view(
    list=described(summary="List comments", parameters=[OFFSETS]),
    retrieve=described(
        summary="Read a comment",
        parameters=[OFFSETS, IF_NONE_MATCH, ETAG],
        responses={200: CommentSerializer, 304: UNCHANGED},
    ),
    create=described(
        summary="Comment, or reply",
        description="Repeating it with the same id and content is harmless (200).",
        responses={201: CommentSerializer, 200: CommentSerializer},
        parameters=[OFFSETS, ETAG],
    ),
    update=described(summary="Replace the words of your comment", **_EDIT),
    partial_update=described(summary="Edit your comment", **_EDIT),
    destroy=described(
        summary="Delete a comment",
        description="Your own; owners of the project may delete any. With replies the first one only loses its words.",
        responses={204: NOTHING},
        parameters=[IF_MATCH],
    ),
)
class CommentViewSet(Versioned):
    rows = Comment.objects.select_related("map", "parent")
    queryset = Comment.objects.none()
    serializer_class = CommentSerializer
    filterset_class = CommentFilter
    rights = dict.fromkeys(("update", "partial_update", "destroy", "resolve", "reopen"), can_annotate)

    def represented(self, rows: Sequence[Comment]) -> Bodies:
        bodies = bodies_of(CommentSerializer, attach_comment_parts(rows))
        if self.utf16:
            spans_to_units({"spans": [body["passage"]]} for body in bodies if body["passage"])
        return bodies

    def create(self, request: Request) -> Response:
        values = self.valid(CommentSerializer)
        map_ = get_map(request, values["map_id"])
        key = values.get("id") or new_id()
        made = self._made(request, map_, key, values).record is not None
        rows = [self.rows.get(pk=key)]
        return self.answer_fresh(rows, self.represented(rows), made=made)

    def _made(self, request: Request, map_: ArgumentMap, key: UUID, values: Body) -> Recorder:
        text = values["text"]
        if parent := values["parent_id"]:
            head = comment_of_map(request, parent, map_.pk)
            return comments.reply_to_comment(by=self.user, comment=head, text=text, id=key)
        return comments.add_comment(
            by=self.user,
            map_=map_,
            text=text,
            id=key,
            node=values["node_id"] and node_of_map(request, values["node_id"], map_.pk),
            link=values["link_id"] and link_of_map(request, values["link_id"], map_.pk),
            passage=self._passage(map_, values["passage"]),
        )

    def _passage(self, map_: ArgumentMap, passage: Body | None) -> SpanDraft | None:
        if passage is None:
            return None
        [draft] = span_drafts([passage])
        return spans_to_code_points(map_, [draft])[draft] if self.utf16 else draft

    def update(self, request: Request, pk: UUID, *, partial: bool = False) -> Response:
        comment = self.the_one(pk)
        values = self.valid(CommentEditSerializer, partial=partial)
        refuse_moves(values, comment)
        text = values.get("text", comment.text)
        expected = expected_version(request, comment)
        comments.edit_comment(by=self.user, comment=comment, text=text, expected_version=expected)
        return self.answer(pk)

    def destroy(self, request: Request, pk: UUID) -> Response:
        comment = self.the_one(pk)
        comments.delete_comment(by=self.user, comment=comment, expected_version=expected_version(request, comment))
        return Response(status=204)

    @described(summary="Resolve the comment's thread", **_STATE)
    @action(detail=True, methods=["post"])
    def resolve(self, request: Request, pk: UUID) -> Response:
        comment = self.the_one(pk)
        comments.resolve_comment(by=self.user, comment=comment, expected_version=expected_version(request, comment))
        return self.answer(comment.parent_id or pk)

    @described(summary="Open the comment's thread again", **_STATE)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: UUID) -> Response:
        comment = self.the_one(pk)
        comments.reopen_comment(by=self.user, comment=comment, expected_version=expected_version(request, comment))
        return self.answer(comment.parent_id or pk)
