"""What the OpenAPI schema says beyond what serializers and views say by themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from drf_spectacular.extensions import OpenApiAuthenticationExtension, OpenApiSerializerExtension
from drf_spectacular.plumbing import build_bearer_security_scheme_object
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, PolymorphicProxySerializer, extend_schema
from rest_framework.serializers import BaseSerializer

from argmap.api.offsets import CODE_POINTS, UTF16

F = TypeVar("F", bound=Callable[..., Any])

OFFSETS = OpenApiParameter(
    "offsets",
    enum=[CODE_POINTS, UTF16],
    default=CODE_POINTS,
    description="What offsets count, in the request and in the answer: Unicode code points or UTF-16 code units.",
)
IF_MATCH = OpenApiParameter(
    "If-Match",
    location=OpenApiParameter.HEADER,
    description="The ETag that you read. Where the object has changed since, the answer is 412 with both wordings.",
)
IF_NONE_MATCH = OpenApiParameter(
    "If-None-Match", location=OpenApiParameter.HEADER, description="An ETag that you have: then the answer is 304."
)
ETAG = OpenApiParameter(
    "ETag",
    location=OpenApiParameter.HEADER,
    response=[200, 201],
    description="The object's version. Not sent with a list.",
)
NOTHING = OpenApiResponse(description="It is gone.")
UNCHANGED = OpenApiResponse(description="You have this version.")


def described(**kwargs: Any) -> Callable[[F], F]:
    """``extend_schema`` with a type."""
    return extend_schema(**kwargs)


def one_or_many(name: str, serializer: type[BaseSerializer[Any]]) -> PolymorphicProxySerializer:
    """One such object or a list of them."""
    return PolymorphicProxySerializer(
        component_name=name,
        serializers=[serializer, serializer(many=True)],
        resource_type_field_name=None,
        many=False,
    )


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[misc]  # drf-spectacular has no types
    target_class = "argmap.api.authentication.BearerAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: Any) -> Any:
        return build_bearer_security_scheme_object(header_name="Authorization", token_prefix="Bearer")


class PremiseScheme(OpenApiSerializerExtension):  # type: ignore[misc]
    """In requests a plain id stands for a premise too."""

    target_class = "argmap.api.serializers.links.PremiseSerializer"

    def map_serializer(self, auto_schema: Any, direction: str) -> Any:
        schema = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        return {"oneOf": [{"type": "string", "format": "uuid"}, schema]} if direction == "request" else schema


_ERROR = {
    "type": "object",
    "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
    "required": ["field", "message"],
}
_TEXT = {"type": "string"}
PROBLEM: dict[str, Any] = {
    "type": "object",
    "description": "An error (RFC 9457). `detail` is one sentence for a person, with the next step.",
    "properties": {
        "type": {"type": "string", "format": "uri-reference"},
        "title": _TEXT,
        "status": {"type": "integer"},
        "detail": _TEXT,
        "instance": {"type": "string", "format": "uri-reference"},
        "errors": {"type": "array", "items": _ERROR, "description": "The fields at fault, like `3.spans.0.start`."},
        "rule": {"type": "string", "description": "The short name of the rule that would be broken."},
        "line": {"type": "integer"},
        "column": {"type": "integer"},
        "current": {"type": "object", "description": "With 412: the object as it is now."},
        "sent": {"description": "With 412: what you sent."},
    },
    "required": ["type", "title", "status", "detail", "instance"],
}


def add_problems(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """A hook of drf-spectacular: every operation says that its errors are problem JSON."""
    result["components"]["schemas"]["Problem"] = PROBLEM
    answer = {
        "description": "Any error.",
        "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }
    for operations in result["paths"].values():
        for operation in operations.values():
            operation["responses"]["default"] = answer
    return result
