"""All addresses: pages, API, admin."""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

from argmap.views import accounts, changes, links, nodes, projects, workbench

urlpatterns: list[URLPattern | URLResolver] = [
    path("", projects.home, name="home"),
    path("sign-in/", accounts.sign_in, name="sign_in"),
    path("sign-in/<str:secret>/", accounts.sign_in_link, name="sign_in_link"),
    path("sign-out/", accounts.sign_out, name="sign_out"),
    path("password/", accounts.PasswordView.as_view(), name="password"),
    path("maps/<uuid:map_id>/", workbench.workbench, name="workbench"),
    path("maps/<uuid:map_id>/nodes/", nodes.node_mark, name="node_mark"),
    path("maps/<uuid:map_id>/links/", links.link_add, name="link_add"),
    path("maps/<uuid:map_id>/order/", links.order_change, name="order_change"),
    path("maps/<uuid:map_id>/undo/", changes.map_undo, name="map_undo"),
    path("maps/<uuid:map_id>/redo/", changes.map_redo, name="map_redo"),
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
    path("api/v1/", include("argmap.api.urls")),
    path("admin/", admin.site.urls),
]
