from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from argmap.api.access import get_map, link_of_map, node_of_map
from argmap.api.drafts import counted_in_utf16, exactly_one, node_draft, node_edit, the_one_map
from argmap.api.etags import expected_version
from argmap.api.filters import NodeFilter
from argmap.api.offsets import spans_to_code_points, spans_to_units
from argmap.api.schema import ETAG, IF_MATCH, IF_NONE_MATCH, NOTHING, OFFSETS, UNCHANGED, described, one_or_many
from argmap.api.serializers.links import LinkSerializer
from argmap.api.serializers.nodes import NodeEditSerializer, NodeMergeSerializer, NodeMoveSerializer, NodeSerializer
from argmap.api.views._base import Bodies, Versioned, bodies_of
from argmap.models import Link, Node
from argmap.permissions import can_annotate
from argmap.queries.parts import attach_link_parts, attach_node_parts, fresh_nodes
from argmap.services import nodes
from argmap.services.drafts import SpanDraft
from argmap.services.links import move_premise

ONE_OR_MANY = one_or_many("NodeOrNodes", NodeSerializer)
_EDIT: dict[str, Any] = {
    "request": NodeEditSerializer,
    "responses": NodeSerializer,
    "parameters": [OFFSETS, IF_MATCH, ETAG],
}


@extend_schema_view(
    list=described(summary="List nodes", parameters=[OFFSETS]),
    retrieve=described(
        summary="Read a node",
        parameters=[OFFSETS, IF_NONE_MATCH, ETAG],
        responses={200: NodeSerializer, 304: UNCHANGED},
    ),
    create=described(
        summary="Add one node or a list of them",
        description="All or nothing. Repeating it with the same ids and content is harmless (200).",
        request=ONE_OR_MANY,
        responses={201: ONE_OR_MANY, 200: ONE_OR_MANY},
        parameters=[OFFSETS, ETAG],
    ),
    update=described(summary="Replace a node", **_EDIT),
    partial_update=described(summary="Edit a node", **_EDIT),
    destroy=described(
        summary="Delete a node",
        description="It leaves the links that have other premises; links that cannot stand without it go too.",
        responses={204: NOTHING},
        parameters=[IF_MATCH],
    ),
)
class NodeViewSet(Versioned):
    rows = Node.objects.select_related("map")
    queryset = Node.objects.none()
    serializer_class = NodeSerializer
    filterset_class = NodeFilter
    rights = dict.fromkeys(("update", "partial_update", "destroy", "merge", "move"), can_annotate)

    def represented(self, rows: Sequence[Node]) -> Bodies:
        return self.shown(attach_node_parts(rows))

    def shown(self, rows: Sequence[Node]) -> Bodies:
        """Nodes that have their parts at hand, as they are answered."""
        bodies = bodies_of(NodeSerializer, rows)
        if self.utf16:
            spans_to_units(bodies)
        return bodies

    def create(self, request: Request) -> Response:
        values = self.valid_list(NodeSerializer)
        map_ = get_map(request, the_one_map(values))
        drafts = [node_draft(value) for value in values]
        drafts = counted_in_utf16(map_, drafts) if self.utf16 else drafts
        change = nodes.add_nodes(by=self.user, map_=map_, drafts=drafts)
        made = change.record is not None
        rows = fresh_nodes(change.added) if made else self.stored([draft.id for draft in drafts])
        return self.answer_fresh(rows, self.shown(rows), made=made)

    def stored(self, ids: Sequence[UUID]) -> Sequence[Node]:
        found = Node.objects.in_bulk(ids)
        return attach_node_parts([found[key] for key in ids])

    def update(self, request: Request, pk: UUID, *, partial: bool = False) -> Response:
        node = self.the_one(pk)
        edit = node_edit(self.valid(NodeEditSerializer, partial=partial), node)
        if self.utf16 and "spans" in edit:
            edit["spans"] = self.in_code_points(node, edit["spans"])
        nodes.edit_node(by=self.user, node=node, expected_version=expected_version(request, node), **edit)
        return self.answer(pk)

    def in_code_points(self, node: Node, spans: Sequence[SpanDraft]) -> Sequence[SpanDraft]:
        found = spans_to_code_points(node.map, spans)
        return [found[span] for span in spans]

    def destroy(self, request: Request, pk: UUID) -> Response:
        node = self.the_one(pk)
        nodes.delete_node(by=self.user, node=node, expected_version=expected_version(request, node))
        return Response(status=204)

    @described(
        summary="Merge another node into this one",
        request=NodeMergeSerializer,
        responses=NodeSerializer,
        parameters=[OFFSETS, IF_MATCH, ETAG],
    )
    @action(detail=True, methods=["post"])
    def merge(self, request: Request, pk: UUID) -> Response:
        node = self.the_one(pk)
        other = node_of_map(request, self.valid(NodeMergeSerializer)["other"], node.map_id)
        expected = expected_version(request, node)
        nodes.merge_nodes(by=self.user, first=node, second=other, expected_version=expected)
        return self.answer(pk)

    @described(
        summary="Move a node under another target",
        description="Its other parents stay; a co-premise is split off first. Answers with its link there.",
        request=NodeMoveSerializer,
        responses=LinkSerializer,
        parameters=[IF_MATCH],
    )
    @action(detail=True, methods=["post"])
    def move(self, request: Request, pk: UUID) -> Response:
        node = self.the_one(pk)
        values = self.valid(NodeMoveSerializer)
        exactly_one(values, "target_node", "target_link")
        link = link_of_map(request, values["link"], node.map_id)
        change = move_premise(
            by=self.user,
            link=link,
            node=node,
            target_node=values["target_node"] and node_of_map(request, values["target_node"], node.map_id),
            target_link=values["target_link"] and link_of_map(request, values["target_link"], node.map_id),
            expected_version=expected_version(request, node),
        )
        moved = Link.objects.get(pk=next(iter(change.made("link")), link.pk))
        [body] = bodies_of(LinkSerializer, attach_link_parts([moved]))
        return Response(body)
