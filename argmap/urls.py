"""All addresses: pages, API, admin."""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("argmap.api.urls")),
    path("admin/", admin.site.urls),
]
