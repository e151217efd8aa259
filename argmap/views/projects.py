from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from argmap.domain.problems.rules import RULES
from argmap.forms.articles import IntakeForm
from argmap.forms.problems import RulesForm
from argmap.forms.projects import SORTS, ListForm, ProjectForm
from argmap.permissions import can_edit, can_manage
from argmap.queries.discussion import mentions_of
from argmap.queries.shelves import containing, listed_articles, listed_maps, load_shelves
from argmap.services.projects import create_project, delete_project, edit_project, rename_project
from argmap.views.access import get_project
from argmap.views.requests import AuthedRequest
from argmap.views.sheets import go_to, leave_sheet, render_sheet, sent

PAGE = 30  # rows of a list
FILTERED_FROM = 8  # rows from which on there is a box to look for one
MAP_ORDER = {"changed": "-updated_at", "title": "title", "size": "-node_count"}
ARTICLE_ORDER = {"changed": "-created_at", "title": "title", "size": "-words"}


@login_required
@require_safe
def home(request: AuthedRequest) -> HttpResponse:
    shelves, mentions = load_shelves(request.user), mentions_of(request.user)
    return render(request, "projects/home.html", {"shelves": shelves, "mentions": mentions, "form": ProjectForm()})


@login_required
@require_safe
def project(request: AuthedRequest, slug: str) -> HttpResponse:
    project_ = get_project(request, slug)
    words, sort = ListForm(request.GET).values()
    all_maps, all_articles = project_.maps.all(), project_.articles.all()
    totals = all_maps.count(), all_articles.count()
    maps = listed_maps(all_maps.filter(containing(words, "title"))).order_by(MAP_ORDER[sort], "pk")
    articles = listed_articles(all_articles.filter(containing(words, "title", "author", "publication")))
    context = {
        "project": project_,
        "maps": Paginator(maps, PAGE).get_page(request.GET.get("maps")),
        "articles": Paginator(articles.order_by(ARTICLE_ORDER[sort], "pk"), PAGE).get_page(request.GET.get("articles")),
        "map_total": totals[0],
        "article_total": totals[1],
        "filtered": max(totals) >= FILTERED_FROM or bool(words),
        "words": words,
        "sort": sort,
        "sorts": SORTS,
        "editable": can_edit(project_.role),
        "manageable": can_manage(project_.role),
        "intake": IntakeForm(),
    }
    template = "projects/project.html#lists" if request.htmx.target == "lists" else "projects/project.html"
    return render(request, template, context)


@login_required
@require_http_methods(["GET", "POST"])
def project_add(request: AuthedRequest) -> HttpResponse:
    form = ProjectForm(sent(request))
    if form.is_valid():
        made = create_project(by=request.user, name=form.cleaned_data["name"])
        return go_to(request, reverse("project", args=[made.slug]))
    return render_sheet(request, "projects/form.html", {"form": form, "heading": "New project", "button": "Create it"})


@login_required
@require_http_methods(["GET", "POST"])
def project_rename(request: AuthedRequest, slug: str) -> HttpResponse:
    project_ = get_project(request, slug, needs=can_manage)
    form = ProjectForm(sent(request), initial={"name": project_.name})
    if form.is_valid():
        rename_project(project=project_, name=form.cleaned_data["name"])
        return leave_sheet(request, reverse("project", args=[slug]))
    context = {"form": form, "project": project_, "heading": "Rename the project", "button": "Rename it"}
    return render_sheet(request, "projects/form.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def project_rules(request: AuthedRequest, slug: str) -> HttpResponse:
    project_ = get_project(request, slug, needs=can_manage)
    form = RulesForm(sent(request), initial={"rules": [name for name in RULES if name not in project_.rules_off]})
    if form.is_valid():
        edit_project(project=project_, rules_off=form.off())
        return leave_sheet(request, reverse("project", args=[slug]))
    context = {
        "form": form,
        "project": project_,
        "heading": "Problems to look for",
        "rules": zip(form["rules"], RULES.values(), strict=True),
    }
    return render_sheet(request, "projects/rules.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def project_delete(request: AuthedRequest, slug: str) -> HttpResponse:
    project_ = get_project(request, slug, needs=can_manage)
    if request.method == "POST":
        delete_project(project=project_)
        messages.success(request, f"The project “{project_.name}” is deleted.")
        return leave_sheet(request, reverse("home"), gone=reverse("project", args=[slug]))
    context = {
        "project": project_,
        "heading": f"Delete “{project_.name}”?",
        "map_count": project_.maps.count(),
        "article_count": project_.articles.count(),
    }
    return render_sheet(request, "projects/delete.html", context)
