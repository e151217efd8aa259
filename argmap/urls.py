"""All addresses: pages, API, admin."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path
from django.views import defaults

from argmap.api.problems import refused_response
from argmap.views import (
    accounts,
    articles,
    branches,
    changes,
    exports,
    highlights,
    imports,
    links,
    maps,
    nodes,
    problems,
    projects,
    prose,
    reading,
    schemes,
    search,
    selections,
    tags,
    workbench,
)

urlpatterns: list[URLPattern | URLResolver] = [
    path("", projects.home, name="home"),
    path("search/", search.search, name="search"),
    path("sign-in/", accounts.sign_in, name="sign_in"),
    path("sign-in/<str:secret>/", accounts.sign_in_link, name="sign_in_link"),
    path("sign-out/", accounts.sign_out, name="sign_out"),
    path("password/", accounts.PasswordView.as_view(), name="password"),
    path("projects/", projects.project_add, name="project_add"),
    path("projects/<str:slug>/", projects.project, name="project"),
    path("projects/<str:slug>/search/", search.project_search, name="project_search"),
    path("projects/<str:slug>/rename/", projects.project_rename, name="project_rename"),
    path("projects/<str:slug>/rules/", projects.project_rules, name="project_rules"),
    path("projects/<str:slug>/delete/", projects.project_delete, name="project_delete"),
    path("projects/<str:slug>/tags/", tags.tag_list, name="tag_list"),
    path("projects/<str:slug>/tags/new/", tags.tag_add, name="tag_add"),
    path("projects/<str:slug>/tags/merge/", tags.tag_merge, name="tag_merge"),
    path("projects/<str:slug>/tags/<uuid:tag_id>/", tags.tag_row, name="tag_row"),
    path("projects/<str:slug>/tags/<uuid:tag_id>/edit/", tags.tag_edit, name="tag_edit"),
    path("projects/<str:slug>/tags/<uuid:tag_id>/delete/", tags.tag_delete, name="tag_delete"),
    path("projects/<str:slug>/articles/new/", articles.article_add, name="article_add"),
    path("projects/<str:slug>/articles/save/", articles.article_save, name="article_save"),
    path("projects/<str:slug>/maps/new/", maps.map_add, name="map_add"),
    path("projects/<str:slug>/import/", imports.map_import, name="map_import"),
    path("projects/<str:slug>/import/<uuid:work>/", imports.import_progress, name="import_progress"),
    path("projects/<str:slug>/imported/", imports.imported, name="imported"),
    path("projects/<str:slug>/export/", exports.project_export, name="project_export"),
    path("projects/<str:slug>/export/<str:format_name>/", exports.project_download, name="project_download"),
    path("articles/<uuid:article_id>/", articles.article, name="article"),
    path("articles/<uuid:article_id>/edit/", articles.article_edit, name="article_edit"),
    path("articles/<uuid:article_id>/duplicate/", articles.article_duplicate, name="article_duplicate"),
    path("articles/<uuid:article_id>/delete/", articles.article_delete, name="article_delete"),
    path("articles/<uuid:article_id>/map/", articles.article_map, name="article_map"),
    path("maps/<uuid:map_id>/edit/", maps.map_edit, name="map_edit"),
    path("maps/<uuid:map_id>/duplicate/", maps.map_duplicate, name="map_duplicate"),
    path("maps/<uuid:map_id>/delete/", maps.map_delete, name="map_delete"),
    path("maps/<uuid:map_id>/export/", exports.map_export, name="export_map"),
    path("maps/<uuid:map_id>/export/<str:format_name>/", exports.export_download, name="export_download"),
    path("maps/<uuid:map_id>/export/<str:format_name>/losses/", exports.export_losses, name="export_losses"),
    path("maps/<uuid:map_id>/prose/", prose.map_prose, name="map_prose"),
    path("maps/<uuid:map_id>/", workbench.workbench, name="workbench"),
    path("maps/<uuid:map_id>/read/", reading.map_read, name="map_read"),
    path("maps/<uuid:map_id>/nodes/", nodes.node_mark, name="node_mark"),
    path("maps/<uuid:map_id>/links/", links.link_add, name="link_add"),
    path("maps/<uuid:map_id>/order/", links.order_change, name="order_change"),
    path("maps/<uuid:map_id>/highlights/", highlights.highlight_add, name="highlight_add"),
    path("highlights/<uuid:highlight_id>/note/", highlights.highlight_note, name="highlight_note"),
    path("highlights/<uuid:highlight_id>/node/", highlights.highlight_turn, name="highlight_turn"),
    path("highlights/<uuid:highlight_id>/delete/", highlights.highlight_delete, name="highlight_delete"),
    path("maps/<uuid:map_id>/undo/", changes.map_undo, name="map_undo"),
    path("maps/<uuid:map_id>/redo/", changes.map_redo, name="map_redo"),
    path("maps/<uuid:map_id>/problems/", problems.problem_list, name="problem_list"),
    path("maps/<uuid:map_id>/problems/repair/", problems.problem_repair, name="problem_repair"),
    path("maps/<uuid:map_id>/selection/kind/", selections.selection_retype, name="selection_retype"),
    path("maps/<uuid:map_id>/selection/tags/", selections.selection_tag, name="selection_tag"),
    path("maps/<uuid:map_id>/selection/move/", selections.selection_move, name="selection_move"),
    path("maps/<uuid:map_id>/selection/join/", selections.selection_join, name="selection_join"),
    path("maps/<uuid:map_id>/selection/wrap/", selections.selection_wrap, name="selection_wrap"),
    path("maps/<uuid:map_id>/selection/delete/", selections.selection_delete, name="selection_delete"),
    path("maps/<uuid:map_id>/branches/", branches.branch_copy, name="branch_copy"),
    path("maps/<uuid:map_id>/paste/", branches.branch_paste, name="branch_paste"),
    path("nodes/<uuid:node_id>/duplicate/", branches.branch_duplicate, name="branch_duplicate"),
    path("nodes/<uuid:node_id>/split/", nodes.node_split, name="node_split"),
    path("nodes/<uuid:node_id>/edit/", nodes.node_edit, name="node_edit"),
    path("nodes/<uuid:node_id>/kind/", nodes.node_retype, name="node_retype"),
    path("nodes/<uuid:node_id>/toggle/", nodes.node_toggle, name="node_toggle"),
    path("nodes/<uuid:node_id>/delete/", nodes.node_delete, name="node_delete"),
    path("nodes/<uuid:node_id>/move/", nodes.node_move, name="node_move"),
    path("nodes/<uuid:node_id>/merge/", nodes.node_merge, name="node_merge"),
    path("nodes/<uuid:node_id>/spans/", nodes.span_list, name="span_list"),
    path("nodes/<uuid:node_id>/passages/", nodes.span_add, name="span_add"),
    path("nodes/<uuid:node_id>/spans/<uuid:span_id>/delete/", nodes.span_delete, name="span_delete"),
    path("nodes/<uuid:node_id>/spans/<uuid:span_id>/move/", nodes.span_move, name="span_move"),
    path("links/<uuid:link_id>/edit/", links.link_edit, name="link_edit"),
    path("links/<uuid:link_id>/type/", links.link_retype, name="link_retype"),
    path("links/<uuid:link_id>/delete/", links.link_delete, name="link_delete"),
    path("links/<uuid:link_id>/join/", links.link_join, name="link_join"),
    path("links/<uuid:link_id>/split/", links.link_split, name="link_split"),
    path("links/<uuid:link_id>/scheme/", schemes.link_scheme, name="link_scheme"),
    path("links/<uuid:link_id>/premises/", schemes.premise_add, name="premise_add"),
    path("links/<uuid:link_id>/raise/", schemes.question_raise, name="question_raise"),
    path("links/<uuid:link_id>/answer/", schemes.question_answer, name="question_answer"),
    path("links/<uuid:link_id>/reopen/", schemes.question_reopen, name="question_reopen"),
    path("schemes/", schemes.scheme_list, name="scheme_list"),
    path("schemes/catalogue.json", schemes.scheme_catalogue, name="scheme_catalogue"),
    path("api/v1/", include("argmap.api.urls")),
    path("admin/", admin.site.urls),
]


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What Django refuses before any view is problem JSON for the API and a page for the rest."""
    if request.path.startswith("/api/"):
        return refused_response(request, exception)
    return defaults.bad_request(request, exception)


handler400 = bad_request
