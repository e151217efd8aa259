"""What all views of the API have in common."""

from __future__ import annotations

import builtins
from abc import abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, cast
from uuid import UUID

from django.db.models import QuerySet
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BaseSerializer, ListSerializer
from rest_framework.viewsets import GenericViewSet

from argmap.api.access import get_visible
from argmap.api.etags import etag_of, is_known
from argmap.api.offsets import wants_utf16
from argmap.api.serializers._base import MOST_AT_ONCE
from argmap.exceptions import StaleError
from argmap.models import User
from argmap.permissions import Right, can_view

Body = dict[str, Any]
Bodies = list[Body]  # the classes below have methods named list


def bodies_of(serializer: type[BaseSerializer[Any]] | None, rows: Sequence[Any]) -> Bodies:
    """The rows as this serializer shows them."""
    return cast(Bodies, serializer(rows, many=True).data) if serializer else []


class Nouns(GenericViewSet[Any]):
    """Views of one noun. ``rows`` is where they look; ``rights`` says which action needs more than to see."""

    rows: ClassVar[Any]
    rights: ClassVar[Mapping[str, Right]] = {}
    lookup_value_converter = "uuid"
    user: User
    utf16: bool
    sent: Any = None  # the body, once it was read

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        self.user = request.user  # type: ignore[assignment]  # nobody else passes IsAuthenticated
        self.utf16 = wants_utf16(request)

    def get_queryset(self) -> QuerySet[Any]:
        return self.rows.visible_to(self.request.user)

    def the_one(self, pk: UUID) -> Any:
        """The row with this id; raises NotFoundError or NotAllowedError."""
        return get_visible(self.rows, self.request, needs=self.rights.get(self.action, can_view), pk=pk)

    def represented(self, rows: Sequence[Any]) -> Bodies:
        """The rows as they are answered."""
        return bodies_of(self.serializer_class, rows)

    def list(self, request: Request) -> Response:
        page = self.paginate_queryset(self.filter_queryset(self.get_queryset()))
        return self.get_paginated_response(self.represented(page or []))

    def answer(self, pk: UUID, status: int = 200) -> Response:
        """The row as it is now."""
        [body] = self.represented([self.rows.visible_to(self.user).get(pk=pk)])
        return Response(body, status=status)

    def valid(self, serializer: type[BaseSerializer[Any]], *, partial: bool = False) -> Body:
        """The values of the body, which is one object; raises ValidationError."""
        self.sent = self.request.data
        bound = serializer(data=self.sent, partial=partial)
        bound.is_valid(raise_exception=True)
        return bound.validated_data

    def valid_list(self, serializer: type[BaseSerializer[Any]]) -> Bodies:
        """The values of the body, which is one object or a list of them; raises ValidationError."""
        if not isinstance(self.request.data, builtins.list):
            return [self.valid(serializer)]
        data = self.request.data
        bound: ListSerializer[Any] = ListSerializer(
            child=serializer(), data=data, allow_empty=False, max_length=MOST_AT_ONCE
        )
        bound.is_valid(raise_exception=True)
        return bound.validated_data


class Versioned(Nouns):
    """Views of nodes, links and comments, whose versions are their ETags."""

    def answer(self, pk: UUID, status: int = 200) -> Response:
        row = self.rows.visible_to(self.user).get(pk=pk)
        [body] = self.represented([row])
        return Response(body, status=status, headers={"ETag": etag_of(row)})

    def retrieve(self, request: Request, pk: UUID) -> Response:
        row = self.the_one(pk)
        if is_known(request, row):
            return Response(status=304, headers={"ETag": etag_of(row)})
        [body] = self.represented([row])
        return Response(body, headers={"ETag": etag_of(row)})

    def partial_update(self, request: Request, pk: UUID) -> Response:
        return self.update(request, pk, partial=True)

    @abstractmethod
    def update(self, request: Request, pk: UUID, *, partial: bool = False) -> Response:
        """Answers an edit with the row as it is then."""

    def answer_fresh(self, rows: Sequence[Any], bodies: Bodies, *, made: bool) -> Response:
        """What a create answers: in the shape of the request, 201 where it made something and 200 for a repetition."""
        status = 201 if made else 200
        if isinstance(self.request.data, builtins.list):
            return Response(bodies, status=status)
        address = self.request.build_absolute_uri(f"{self.request.path}{rows[0].pk}/")
        return Response(bodies[0], status=status, headers={"ETag": etag_of(rows[0]), "Location": address})

    def handle_exception(self, exc: Exception) -> Response:
        """A stale edit is answered with what stands there now, as this view shows it."""
        if isinstance(exc, StaleError) and exc.current is not None:
            [exc.current] = self.represented([exc.current])
        return super().handle_exception(exc)
