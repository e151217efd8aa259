"""All addresses: pages, API, admin."""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from argmap.views import accounts, projects

urlpatterns: list[URLPattern | URLResolver] = [
    path("", projects.home, name="home"),
    path("sign-in/", accounts.sign_in, name="sign_in"),
    path("sign-in/<str:secret>/", accounts.sign_in_link, name="sign_in_link"),
    path("sign-out/", accounts.sign_out, name="sign_out"),
    path("password/", accounts.PasswordView.as_view(), name="password"),
    path("api/v1/", include("argmap.api.urls")),
    path("admin/", admin.site.urls),
]
