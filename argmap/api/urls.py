"""Addresses of the REST API, version 1."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path, re_path
from rest_framework.routers import SimpleRouter

from argmap.api import schema as schema  # registers what the schema says beyond the views
from argmap.api.views.articles import ArticleViewSet
from argmap.api.views.comments import CommentViewSet
from argmap.api.views.docs import NAME as NO_SUCH_ADDRESS
from argmap.api.views.docs import DocsView, NoSuchAddress, SchemaView
from argmap.api.views.formats import FormatsView
from argmap.api.views.highlights import HighlightViewSet
from argmap.api.views.links import LinkViewSet
from argmap.api.views.maps import MapViewSet
from argmap.api.views.nodes import NodeViewSet
from argmap.api.views.projects import ProjectViewSet
from argmap.api.views.schemes import SchemesView
from argmap.api.views.search import QuestionsView, SearchCsvView, SearchView
from argmap.api.views.tags import TagViewSet

app_name = "api"

router = SimpleRouter(use_regex_path=False)
router.register("projects", ProjectViewSet, basename="project")
router.register("projects/<uuid:project>/tags", TagViewSet, basename="tag")
router.register("articles", ArticleViewSet, basename="article")
router.register("maps", MapViewSet, basename="map")
router.register("nodes", NodeViewSet, basename="node")
router.register("links", LinkViewSet, basename="link")
router.register("highlights", HighlightViewSet, basename="highlight")
router.register("comments", CommentViewSet, basename="comment")

urlpatterns: list[URLPattern | URLResolver] = [
    *router.urls,
    path("formats/", FormatsView.as_view(), name="format-list"),
    path("schemes/", SchemesView.as_view(), name="scheme-list"),
    path("search/", SearchView.as_view(), name="search"),
    path("search/csv/", SearchCsvView.as_view(), name="search-csv"),
    path("search/questions/", QuestionsView.as_view(), name="search-questions"),
    path("schema/", SchemaView.as_view(), name="schema"),
    path("docs/", DocsView.as_view(), name="docs"),
    re_path(r"^.*$", NoSuchAddress.as_view(), name=NO_SUCH_ADDRESS),
]
