from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_GET, require_http_methods, require_POST, require_safe

from argmap.domain.schemes.aif import aif_of
from argmap.domain.schemes.search import schemes_with
from argmap.forms.schemes import AddPremiseForm, AnswerForm, FollowForm, QuestionForm, RaiseForm
from argmap.models import Node
from argmap.queries.schemes import conflict_rows, load_standing, scheme_rows
from argmap.services import schemes
from argmap.services.history import Recorder
from argmap.views.access import get_link, row_of_map_or_404
from argmap.views.changes import edit_by_form, form_or_error, render_change
from argmap.views.requests import AuthedRequest

MOST_WORDS = 200  # characters of what is looked for


@login_required
@require_safe
def scheme_list(request: AuthedRequest) -> HttpResponse:
    words = request.GET.get("q", "").strip()[:MOST_WORDS]
    rows = [{"scheme": scheme, "aif": aif_of(scheme.slug)} for scheme in schemes_with(words)]
    return render(request, "schemes/catalogue.html", {"schemes": rows, "words": words})


@cache
def _catalogue() -> str:
    return json.dumps({"schemes": scheme_rows(), "conflicts": conflict_rows()}, ensure_ascii=False)


@login_required
@require_GET
@condition(etag_func=lambda request: f'"{sha256(_catalogue().encode()).hexdigest()[:16]}"')
@gzip_page
def scheme_catalogue(request: HttpRequest) -> HttpResponse:
    """The whole catalogue for picker and panel; a browser that has it asks only whether it is the same still."""
    return HttpResponse(_catalogue(), content_type="application/json", headers={"Cache-Control": "private, no-cache"})


@login_required
@require_http_methods(["GET", "POST"])
def link_scheme(request: AuthedRequest, link_id: UUID) -> HttpResponse:
    link = get_link(request, link_id)
    form = FollowForm(request.POST if request.method == "POST" else None, link=link)
    context = {"form": form, "link": link, "standing": load_standing(link)}

    def edit(version: int | None) -> Recorder:
        fields, roles = form.values()
        return schemes.follow_scheme(
            by=request.user, link=link, roles=roles, add=form.add, expected_version=version, **fields
        )

    return edit_by_form(request, "schemes/form.html", context, edit=edit, stored=lambda: FollowForm(link=link))


@login_required
@require_POST
def premise_add(request: AuthedRequest, link_id: UUID) -> HttpResponse:
    link = get_link(request, link_id)
    values = form_or_error(AddPremiseForm(request.POST))
    return render_change(request, schemes.add_missing_premise(by=request.user, link=link, **values))


@login_required
@require_POST
def question_raise(request: AuthedRequest, link_id: UUID) -> HttpResponse:
    link = get_link(request, link_id)
    values = form_or_error(RaiseForm(request.POST))
    return render_change(request, schemes.raise_question(by=request.user, link=link, **values))


@login_required
@require_POST
def question_answer(request: AuthedRequest, link_id: UUID) -> HttpResponse:
    """By a node of the map, or by a new claim in own words."""
    link = get_link(request, link_id)
    values = form_or_error(AnswerForm(request.POST))
    key = values.pop("node")
    node = row_of_map_or_404(Node, link.map_id, key) if key else None
    return render_change(request, schemes.answer_question(by=request.user, link=link, node=node, **values))


@login_required
@require_POST
def question_reopen(request: AuthedRequest, link_id: UUID) -> HttpResponse:
    link = get_link(request, link_id)
    values = form_or_error(QuestionForm(request.POST))
    return render_change(request, schemes.reopen_question(by=request.user, link=link, **values))
