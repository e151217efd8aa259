from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from argmap.api.access import get_map
from argmap.api.drafts import span_drafts
from argmap.api.etags import expected_version
from argmap.api.filters import HighlightFilter
from argmap.api.offsets import spans_to_code_points, spans_to_units
from argmap.api.schema import ETAG, IF_MATCH, IF_NONE_MATCH, NOTHING, OFFSETS, UNCHANGED, described
from argmap.api.serializers.changes import ChangeMadeSerializer
from argmap.api.serializers.highlights import HighlightEditSerializer, HighlightSerializer, HighlightTurnSerializer
from argmap.api.views._base import Bodies, Versioned, bodies_of
from argmap.api.views.history import told
from argmap.domain.vocabulary import NodeKind
from argmap.models import Highlight, new_id
from argmap.permissions import can_annotate
from argmap.services import highlights

_EDIT: dict[str, Any] = {
    "request": HighlightEditSerializer,
    "responses": HighlightSerializer,
    "parameters": [OFFSETS, IF_MATCH, ETAG],
}


@extend_schema_view(
    list=described(summary="List highlights", parameters=[OFFSETS]),
    retrieve=described(
        summary="Read a highlight",
        parameters=[OFFSETS, IF_NONE_MATCH, ETAG],
        responses={200: HighlightSerializer, 304: UNCHANGED},
    ),
    create=described(
        summary="Highlight a passage",
        description="Repeating it with the same id and content is harmless (200).",
        responses={201: HighlightSerializer, 200: HighlightSerializer},
        parameters=[OFFSETS, ETAG],
    ),
    update=described(summary="Replace the note", **_EDIT),
    partial_update=described(summary="Edit the note", **_EDIT),
    destroy=described(summary="Delete a highlight", responses={204: NOTHING}, parameters=[IF_MATCH]),
)
class HighlightViewSet(Versioned):
    rows = Highlight.objects.select_related("map", "revision")
    queryset = Highlight.objects.none()
    serializer_class = HighlightSerializer
    filterset_class = HighlightFilter
    rights = dict.fromkeys(("update", "partial_update", "destroy", "turn"), can_annotate)

    def represented(self, rows: Sequence[Highlight]) -> Bodies:
        bodies = bodies_of(HighlightSerializer, rows)
        if self.utf16:
            spans_to_units({"spans": [body["passage"]]} for body in bodies)
        return bodies

    def create(self, request: Request) -> Response:
        values = self.valid(HighlightSerializer)
        map_ = get_map(request, values["map_id"])
        key = values.get("id") or new_id()
        [draft] = span_drafts([values["passage"]])
        draft = spans_to_code_points(map_, [draft])[draft] if self.utf16 else draft
        change = highlights.add_highlights(by=self.user, map_=map_, passages=[draft], note=values["note"], id=key)
        rows = [self.rows.get(pk=key)]
        return self.answer_fresh(rows, self.represented(rows), made=change.record is not None)

    def update(self, request: Request, pk: UUID, *, partial: bool = False) -> Response:
        highlight = self.the_one(pk)
        note = self.valid(HighlightEditSerializer, partial=partial).get("note", highlight.note)
        expected = expected_version(request, highlight)
        highlights.edit_highlight(by=self.user, highlight=highlight, note=note, expected_version=expected)
        return self.answer(pk)

    def destroy(self, request: Request, pk: UUID) -> Response:
        highlight = self.the_one(pk)
        expected = expected_version(request, highlight)
        highlights.delete_highlight(by=self.user, highlight=highlight, expected_version=expected)
        return Response(status=204)

    @described(
        summary="Turn a highlight into a node",
        description="The node stands at its passage and has its note. One step, which one undo takes back.",
        request=HighlightTurnSerializer,
        responses=ChangeMadeSerializer,
        parameters=[IF_MATCH],
    )
    @action(detail=True, methods=["post"], url_path="node")
    def turn(self, request: Request, pk: UUID) -> Response:
        highlight = self.the_one(pk)
        values = self.valid(HighlightTurnSerializer)
        change = highlights.turn_into_node(
            by=self.user,
            highlight=highlight,
            kind=NodeKind(values["kind"]),
            node_id=values.get("node_id"),
            expected_version=expected_version(request, highlight),
        )
        return told(change)
