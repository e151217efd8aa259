from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from argmap.exceptions import ConflictError, InputError
from argmap.forms.tags import MergeTagsForm, TagEditForm, TagsChosenForm
from argmap.models import Project, Tag
from argmap.permissions import Right, can_annotate, can_edit, can_view
from argmap.queries.tags import maps_of_tags, most_used, with_uses
from argmap.services import tags
from argmap.views.access import get_project
from argmap.views.requests import AuthedRequest
from argmap.views.sheets import leave_sheet, render_sheet


@login_required
@require_safe
def tag_list(request: AuthedRequest, slug: str) -> HttpResponse:
    return _listed(request, get_project(request, slug), TagEditForm())


def _listed(request: AuthedRequest, project: Project, form: TagEditForm) -> HttpResponse:
    maps = maps_of_tags(project.pk)
    context = {
        "project": project,
        "tags": [(tag, maps.get(tag.pk, 0)) for tag in most_used(project.pk)],
        "form": form,
        "editable": can_edit(project.role),
        "annotating": can_annotate(project.role),
    }
    return render(request, "tags/tags.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def tag_add(request: AuthedRequest, slug: str) -> HttpResponse:
    project = get_project(request, slug, needs=can_annotate)
    form = TagEditForm(request.POST)
    if form.is_valid():
        values = form.cleaned_data
        try:
            tags.create_tag(project=project, name=values["name"], color=values["color"])
            return redirect("tag_list", slug)
        except (ConflictError, InputError) as error:
            form.add_error("name", error.message)
    return _listed(request, project, form)


def _tag(request: AuthedRequest, slug: str, tag_id: UUID, *, needs: Right = can_edit) -> tuple[Project, Tag]:
    """The project and its tag with its uses."""
    project = get_project(request, slug, needs=needs)
    tag = with_uses(project.tags.all()).filter(pk=tag_id).first()
    if tag is None:
        raise Http404
    return project, tag


@login_required
@require_safe
def tag_row(request: AuthedRequest, slug: str, tag_id: UUID) -> HttpResponse:
    """The tag's line in the list, for who gives up to edit it there."""
    project, tag = _tag(request, slug, tag_id, needs=can_view)
    return _row(request, project, tag)


def _row(request: AuthedRequest, project: Project, tag: Tag) -> HttpResponse:
    if not request.htmx:
        return redirect("tag_list", project.slug)
    context = {"project": project, "tag": tag, "maps": maps_of_tags(project.pk).get(tag.pk, 0)}
    return render(request, "tags/row.html", context | {"editable": can_edit(project.role), "focused": True})


@login_required
@require_http_methods(["GET", "POST"])
def tag_edit(request: AuthedRequest, slug: str, tag_id: UUID) -> HttpResponse:
    """In the tag's line, or on a page of its own without script."""
    project, tag = _tag(request, slug, tag_id)
    form = TagEditForm.of(tag, request.POST if request.method == "POST" else None)
    if form.is_valid():
        values = form.cleaned_data
        try:
            edited = tags.edit_tag(
                by=request.user,
                tag=tag,
                name=values["name"],
                color=values["color"],
                expected_name=values["was"] or None,
            )
            return _row(request, project, edited)
        except (ConflictError, InputError) as error:
            form.add_error("name", error.message)
    context = {"project": project, "tag": tag, "form": form, "heading": f"Edit the tag “{tag.name}”"}
    template = "tags/edit.html#line" if request.htmx else "tags/edit.html"
    if request.htmx:
        return render(request, template, context, status=422 if form.is_bound else 200)
    return render_sheet(request, template, context)


@login_required
@require_http_methods(["GET", "POST"])
def tag_delete(request: AuthedRequest, slug: str, tag_id: UUID) -> HttpResponse:
    project, tag = _tag(request, slug, tag_id)
    if request.method == "POST":
        tags.delete_tag(by=request.user, tag=tag)
        messages.success(request, f"The tag “{tag.name}” is deleted.")
        return leave_sheet(request, reverse("tag_list", args=[slug]))
    context = {
        "project": project,
        "tag": tag,
        "maps": maps_of_tags(project.pk).get(tag.pk, 0),
        "heading": f"Delete the tag “{tag.name}”?",
    }
    return render_sheet(request, "tags/delete.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def tag_merge(request: AuthedRequest, slug: str) -> HttpResponse:
    """Asks which of the chosen tags stays, then merges the others into it."""
    project = get_project(request, slug, needs=can_edit)
    chosen = TagsChosenForm(request.POST if request.method == "POST" else request.GET, project=project)
    form = MergeTagsForm(request.POST, project=project) if request.method == "POST" else chosen
    if request.method == "POST" and form.is_valid():
        [into] = [tag for tag in form.cleaned_data["tags"] if tag.pk == form.cleaned_data["into"]]
        tags.merge_tags(by=request.user, into=into, others=form.cleaned_data["tags"])
        messages.success(request, f"They are one tag now: “{into.name}”.")
        return leave_sheet(request, reverse("tag_list", args=[slug]))
    keys = [tag.pk for tag in chosen.cleaned_data["tags"]] if chosen.is_valid() else []
    context: dict[str, Any] = {
        "project": project,
        "form": form,
        "tags": most_used(project.pk).filter(pk__in=keys),
        "heading": "Merge tags",
    }
    return render_sheet(request, "tags/merge.html", context)
