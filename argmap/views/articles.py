from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from argmap.domain.anchoring.words import word_count
from argmap.domain.languages import LANGUAGES
from argmap.exceptions import IntakeError
from argmap.forms.articles import ArticleForm, IntakeForm, initial_of
from argmap.forms.sealed import seal, unseal
from argmap.intake import read_article, read_pasted
from argmap.intake.base import ArticleDraft
from argmap.permissions import can_edit
from argmap.queries.shelves import listed_maps
from argmap.services.articles import create_article, delete_article, duplicate_article, edit_article, maps_using
from argmap.services.maps import create_map
from argmap.views.access import get_article, get_project
from argmap.views.requests import AuthedRequest
from argmap.views.sheets import leave_sheet, render_sheet, sent, sent_with_files


@login_required
@require_http_methods(["GET", "POST"])
def article_add(request: AuthedRequest, slug: str) -> HttpResponse:
    """Asks for the article, then proposes what its source tells; nothing is stored."""
    project = get_project(request, slug, needs=can_edit)
    form = IntakeForm(*sent_with_files(request))
    if form.is_valid():
        try:
            draft = read_source(form)
        except IntakeError as error:
            form.add_error(next(name for name in ("text", "file", "address") if form.cleaned_data[name]), error.message)
        else:
            context = {"project": project, "form": ArticleForm(initial=initial_of(draft)), "sealed": seal(draft)}
            return render(request, "articles/proposal.html", context | proposal_of(draft))
    return render(request, "articles/new.html", {"project": project, "form": form}, status=422 if form.errors else 200)


def read_source(form: IntakeForm) -> ArticleDraft:
    """The draft of what was pasted, uploaded or named. Raises IntakeError."""
    values = form.cleaned_data
    if file := values["file"]:
        return read_article(file.read(), name=file.name, content_type=file.content_type or "")
    if values["address"]:
        from argmap.intake.fetch import fetch  # brings an HTTP client, which most processes never need

        page = fetch(values["address"])
        return read_article(page.data, content_type=page.content_type, url=page.url)
    return read_pasted(values["text"])


def proposal_of(draft: ArticleDraft) -> dict[str, object]:
    return {"draft": draft, "words": word_count(draft.text), "languages": LANGUAGES.items()}


@login_required
@require_POST
def article_save(request: AuthedRequest, slug: str) -> HttpResponse:
    project = get_project(request, slug, needs=can_edit)
    sealed = request.POST.get("draft", "")
    draft = unseal(sealed)
    form = ArticleForm(request.POST)
    if not form.is_valid():
        context = {"project": project, "form": form, "sealed": sealed}
        return render(request, "articles/proposal.html", context | proposal_of(draft), status=422)
    article = create_article(project=project, draft=draft, **form.cleaned_data)
    if "start" in request.POST:
        map_ = create_map(by=request.user, project=project, title=article.title, articles=[article])
        return redirect("workbench", map_.pk)
    messages.success(request, "The article is saved.")
    return redirect("article", article.pk)


@login_required
@require_safe
def article(request: AuthedRequest, article_id: UUID) -> HttpResponse:
    article_ = get_article(request, article_id)
    context = {
        "article": article_,
        "project": article_.project,
        "revision": article_.current,
        "maps": listed_maps(article_.project.maps.filter(map_articles__article=article_)).order_by("-updated_at"),
        "editable": can_edit(article_.role),
    }
    return render(request, "articles/article.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def article_edit(request: AuthedRequest, article_id: UUID) -> HttpResponse:
    article_ = get_article(request, article_id, needs=can_edit)
    title, project = article_.title, article_.project
    form = ArticleForm(sent(request), instance=article_)
    if form.is_valid():
        edit_article(article=article_, values=form.cleaned_data)
        return leave_sheet(request, reverse("article", args=[article_id]))
    context = {"form": form, "article": article_, "project": project, "heading": f"Details of “{title}”"}
    return render_sheet(request, "articles/edit.html", context | {"languages": LANGUAGES.items()})


@login_required
@require_POST
def article_duplicate(request: AuthedRequest, article_id: UUID) -> HttpResponse:
    article_ = get_article(request, article_id, needs=can_edit)
    copy = duplicate_article(article=article_)
    messages.success(request, f"The copy is called “{copy.title}”.")
    return redirect("article", copy.pk)


@login_required
@require_http_methods(["GET", "POST"])
def article_delete(request: AuthedRequest, article_id: UUID) -> HttpResponse:
    article_ = get_article(request, article_id, needs=can_edit)
    project = article_.project
    if request.method == "POST":
        delete_article(by=request.user, article=article_)
        messages.success(request, f"The article “{article_.title}” is deleted.")
        url = reverse("project", args=[project.slug])
        return leave_sheet(request, url, gone=reverse("article", args=[article_id]))
    context = {
        "article": article_,
        "project": project,
        "heading": f"Delete “{article_.title}”?",
        "maps": maps_using(article_),
    }
    return render_sheet(request, "articles/delete.html", context)


@login_required
@require_POST
def article_map(request: AuthedRequest, article_id: UUID) -> HttpResponse:
    """A new map named after the article opens."""
    article_ = get_article(request, article_id, needs=can_edit)
    map_ = create_map(by=request.user, project=article_.project, title=article_.title, articles=[article_])
    return redirect("workbench", map_.pk)
