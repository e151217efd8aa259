from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_view
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from argmap.api.access import get_map, link_of_map, node_of_map
from argmap.api.drafts import exactly_one, link_draft, link_edit, new_target, the_one_map
from argmap.api.etags import expected_version
from argmap.api.filters import LinkFilter
from argmap.api.schema import ETAG, IF_MATCH, IF_NONE_MATCH, NOTHING, UNCHANGED, described, one_or_many
from argmap.api.serializers.links import LinkEditSerializer, LinkJoinSerializer, LinkSerializer, LinkSplitSerializer
from argmap.api.views._base import Bodies, Body, Versioned, bodies_of
from argmap.api.views.schemes import SchemeActions
from argmap.exceptions import InputError
from argmap.models import Link, Node
from argmap.permissions import can_annotate
from argmap.queries.parts import attach_link_parts, fresh_links
from argmap.services import links

ONE_OR_MANY = one_or_many("LinkOrLinks", LinkSerializer)
_EDIT: dict[str, Any] = {
    "request": LinkEditSerializer,
    "responses": LinkSerializer,
    "parameters": [IF_MATCH, ETAG],
}


@extend_schema_view(
    list=described(summary="List links"),
    retrieve=described(
        summary="Read a link", parameters=[IF_NONE_MATCH, ETAG], responses={200: LinkSerializer, 304: UNCHANGED}
    ),
    create=described(
        summary="Add one link or a list of them",
        description="All or nothing. Links may bear on links of the same list that have an id of yours. "
        "Repeating it with the same ids and content is harmless (200).",
        request=ONE_OR_MANY,
        responses={201: ONE_OR_MANY, 200: ONE_OR_MANY},
        parameters=[ETAG],
    ),
    update=described(summary="Replace a link", **_EDIT),
    partial_update=described(summary="Edit a link", **_EDIT),
    destroy=described(
        summary="Delete a link",
        description="The links on it go too; its nodes stay.",
        responses={204: NOTHING},
        parameters=[IF_MATCH],
    ),
)
class LinkViewSet(SchemeActions, Versioned):
    rows = Link.objects.select_related("map")
    queryset = Link.objects.none()
    serializer_class = LinkSerializer
    filterset_class = LinkFilter
    rights = dict.fromkeys(
        ("update", "partial_update", "destroy", "join", "split", "add_premise", "raise_question", "answer_question"),
        can_annotate,
    )

    def represented(self, rows: Sequence[Link]) -> Bodies:
        return self.shown(attach_link_parts(rows))

    def shown(self, rows: Sequence[Link]) -> Bodies:
        """Links that have their parts at hand, as they are answered."""
        return bodies_of(LinkSerializer, rows)

    def create(self, request: Request) -> Response:
        values = self.valid_list(LinkSerializer)
        map_ = get_map(request, the_one_map(values))
        drafts = [link_draft(value) for value in values]
        change = links.add_links(by=self.user, map_=map_, drafts=drafts)
        made = change.record is not None
        rows = fresh_links(change.added) if made else self.stored([draft.id for draft in drafts])
        return self.answer_fresh(rows, self.shown(rows), made=made)

    def stored(self, ids: Sequence[UUID]) -> Sequence[Link]:
        found = Link.objects.in_bulk(ids)
        return attach_link_parts([found[key] for key in ids])

    def update(self, request: Request, pk: UUID, *, partial: bool = False) -> Response:
        link = self.the_one(pk)
        values = self.valid(LinkEditSerializer, partial=partial)
        if not partial:
            self.check_all_premises(link, values)
        links.edit_link(
            by=self.user,
            link=link,
            target=self.target(link, values),
            expected_version=expected_version(request, link),
            **link_edit(values, link),
        )
        return self.answer(pk)

    def check_all_premises(self, link: Link, values: Body) -> None:
        """Raises InputError where a replacement names other premises than the link has: it would not get them."""
        named = {premise["node_id"] for premise in values.get("premise_rows", ())}
        if named and named != set(link.premises.values_list("node_id", flat=True)):
            raise InputError(
                "A replacement names the premises that the link has; use “join” and “split” for others.",
                field="premises",
            )

    def target(self, link: Link, values: Body) -> tuple[Node | None, Link | None] | None:
        """The node or link that the values name as the target; None where they do not name any."""
        match new_target(values):
            case None:
                return None
            case UUID() as node, _:
                return node_of_map(self.request, node, link.map_id), None
            case _, UUID() as other:
                return None, link_of_map(self.request, other, link.map_id)
        raise AssertionError("a new target is a node or a link")

    def destroy(self, request: Request, pk: UUID) -> Response:
        link = self.the_one(pk)
        links.delete_link(by=self.user, link=link, expected_version=expected_version(request, link))
        return Response(status=204)

    @described(
        summary="Join another link, or a node, into linked premises",
        request=LinkJoinSerializer,
        responses=LinkSerializer,
        parameters=[IF_MATCH, ETAG],
    )
    @action(detail=True, methods=["post"])
    def join(self, request: Request, pk: UUID) -> Response:
        link = self.the_one(pk)
        values, expected = self.valid(LinkJoinSerializer), expected_version(request, link)
        if exactly_one(values, "other", "node") == "other":
            second = link_of_map(request, values["other"], link.map_id)
            links.join_links(by=self.user, first=link, second=second, expected_version=expected)
        else:
            node = node_of_map(request, values["node"], link.map_id)
            links.join_node(by=self.user, link=link, node=node, expected_version=expected)
        return self.answer(pk)

    @described(
        summary="Split a premise off a linked link",
        description="Answers with the new link, on which that node stands by itself.",
        request=LinkSplitSerializer,
        responses=LinkSerializer,
        parameters=[IF_MATCH, ETAG],
    )
    @action(detail=True, methods=["post"])
    def split(self, request: Request, pk: UUID) -> Response:
        link = self.the_one(pk)
        node = node_of_map(request, self.valid(LinkSplitSerializer)["node"], link.map_id)
        expected = expected_version(request, link)
        change = links.split_premise(by=self.user, link=link, node=node, expected_version=expected)
        [fresh] = change.made("link")
        return self.answer(UUID(fresh))
