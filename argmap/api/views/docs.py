"""The schema, its pages, and what is at no other address."""

from __future__ import annotations

from typing import Any

from django.urls import Resolver404, resolve
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.views import APIView

from argmap.api.problems import NO_SUCH_THING
from argmap.exceptions import NotFoundError


class SchemaView(SpectacularAPIView):  # type: ignore[misc]  # drf-spectacular has no types
    """The OpenAPI schema, as YAML or JSON by the Accept header; anybody may read it."""

    renderer_classes = (OpenApiYamlRenderer, OpenApiJsonRenderer)


class DocsView(SpectacularSwaggerSplitView):  # type: ignore[misc]
    """Swagger UI."""

    url_name = "api:schema"
    template_name = "api/docs.html"


NAME = "no_such_address"  # of the URL pattern that takes what no other does


class NoSuchAddress(APIView):
    """What is not an address of the API is told as problem JSON too."""

    permission_classes = (AllowAny,)

    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        if _is_address(f"{request.path_info}/"):
            raise NotFoundError(f"Every address of the API ends with a slash; ask for {request.path}/.")
        raise NotFoundError(NO_SUCH_THING)


def _is_address(path: str) -> bool:
    try:
        return resolve(path).url_name != NAME
    except Resolver404:
        return False
