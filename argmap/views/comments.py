from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from argmap.forms.comments import CommentForm, PlaceForm, ThreadsForm, WordsForm
from argmap.models import ArgumentMap, Link, MapArticle, Node
from argmap.permissions import can_annotate, can_manage, can_view
from argmap.queries.discussion import (
    EVERYBODY,
    OPEN,
    Choice,
    Place,
    Places,
    all_threads,
    chosen,
    comments_of,
    places_of,
)
from argmap.services import comments
from argmap.views.access import get_comment, get_map, row_of_map_or_404
from argmap.views.changes import form_or_error, render_change
from argmap.views.requests import AuthedRequest


@login_required
@require_http_methods(["GET", "POST"])
def comment_list(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    """The panel's threads; a POST adds one."""
    return comment_add(request, map_id) if request.method == "POST" else thread_list(request, map_id)


@gzip_page
@require_GET
def thread_list(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    map_ = get_map(request, map_id, needs=can_view)
    form = ThreadsForm(request.GET)
    values = form_or_error(form)
    said = comments_of(map_)
    places = places_of(map_, said, node=values["node"], link=values["link"])
    threads = all_threads(said, places)
    here = _places(map_, places, form)
    only = here if values["here"] else ()
    choice = Choice(request.user, values["show"] or OPEN, values["who"] or EVERYBODY, only, values["writing"])
    context = {
        "map": map_,
        "form": form,
        "here": here[0] if here else None,
        "choice": choice,
        "threads": chosen(threads, choice),
        "count": sum(thread.head.resolved_at is None for thread in threads),
        "editable": can_annotate(map_.role),
        "owns": can_manage(map_.role),
        "people": [
            member.user for member in map_.project.memberships.select_related("user").order_by("user__username")
        ],
    }
    return render(request, "comments/list.html", context)


def _places(map_: ArgumentMap, places: Places, form: PlaceForm) -> tuple[Place, ...]:
    """What the request is about: a node, the link under which it is shown, or both; a passage; nothing."""
    values = form.cleaned_data
    try:
        node = [places.node(str(values["node"]))] if values["node"] else []
        link = [places.link(str(values["link"]))] if values["link"] else []
    except KeyError as error:
        raise Http404 from error
    if passage := form.passage():
        place = MapArticle.objects.filter(map=map_, article=passage.article).select_related("revision").first()
        if place is None:
            raise Http404
        words = place.revision.text[passage.start : passage.end]
        return (places.passage(str(passage.article), passage.start, passage.end, words),)
    return (*node, *link)


def comment_add(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    map_ = get_map(request, map_id)
    form = CommentForm(request.POST)
    values = form_or_error(form)
    change = comments.add_comment(
        by=request.user,
        map_=map_,
        text=values["text"],
        id=values["id"],
        node=row_of_map_or_404(Node, map_.pk, values["node"]) if values["node"] else None,
        link=row_of_map_or_404(Link, map_.pk, values["link"]) if values["link"] else None,
        passage=form.passage(),
    )
    return render_change(request, change)


@login_required
@require_POST
def comment_reply(request: AuthedRequest, comment_id: UUID) -> HttpResponse:
    comment = get_comment(request, comment_id)
    values = form_or_error(WordsForm(request.POST))
    change = comments.reply_to_comment(by=request.user, comment=comment, text=values["text"], id=values["id"])
    return render_change(request, change)


@login_required
@require_POST
def comment_edit(request: AuthedRequest, comment_id: UUID) -> HttpResponse:
    comment = get_comment(request, comment_id)
    values = form_or_error(WordsForm(request.POST))
    change = comments.edit_comment(
        by=request.user, comment=comment, text=values["text"], expected_version=values["version"]
    )
    return render_change(request, change)


@login_required
@require_POST
def comment_delete(request: AuthedRequest, comment_id: UUID) -> HttpResponse:
    return render_change(request, comments.delete_comment(by=request.user, comment=get_comment(request, comment_id)))


@login_required
@require_POST
def comment_resolve(request: AuthedRequest, comment_id: UUID) -> HttpResponse:
    return render_change(request, comments.resolve_comment(by=request.user, comment=get_comment(request, comment_id)))


@login_required
@require_POST
def comment_reopen(request: AuthedRequest, comment_id: UUID) -> HttpResponse:
    return render_change(request, comments.reopen_comment(by=request.user, comment=get_comment(request, comment_id)))
