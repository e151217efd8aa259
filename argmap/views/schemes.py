from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import condition, require_GET, require_http_methods, require_POST, require_safe

from argmap.domain.schemes.aif import aif_of
from argmap.domain.schemes.search import schemes_with
from argmap.exceptions import StaleError
from argmap.forms.schemes import AddPremiseForm, AnswerForm, FollowForm, QuestionForm, RaiseForm
from argmap.models import Node
from argmap.queries.schemes import load_standing, scheme_rows
from argmap.services import schemes
from argmap.views.access import get_link
from argmap.views.changes import form_or_error, render_change, render_form, render_stale
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
    return json.dumps({"schemes": scheme_rows()}, ensure_ascii=False)


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
    if not form.is_valid():
        return render_form(request, "schemes/form.html", context)
    version = form.version_read()
    fields, roles = form.values()
    try:
        change = schemes.follow_scheme(
            by=request.user, link=link, roles=roles, add=form.add, expected_version=version, **fields
        )
    except StaleError:
        return render_stale(request, "schemes/form.html", context, stored=FollowForm(link=link))
    return render_change(request, change)


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
    node = Node.objects.filter(map=link.map_id, pk=key).first() if key else None
    if key and node is None:
        raise Http404
    return render_change(request, schemes.answer_question(by=request.user, link=link, node=node, **values))


@login_required
@require_POST
def question_reopen(request: AuthedRequest, link_id: UUID) -> HttpResponse:
    link = get_link(request, link_id)
    values = form_or_error(QuestionForm(request.POST))
    return render_change(request, schemes.reopen_question(by=request.user, link=link, **values))
