"""Small forms and questions: a dialog where htmx asked for them, a page of their own everywhere else."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.datastructures import MultiValueDict
from django_htmx.http import HttpResponseClientRedirect, HttpResponseClientRefresh

from argmap.exceptions import InputError
from argmap.views.requests import AuthedRequest


def render_sheet(request: AuthedRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    """The template inside the dialog or the page; status 422 where its form was sent and has a fault."""
    form = context.get("form")
    status = 422 if form is not None and form.is_bound and form.errors else 200
    sheet = "components/dialog.html" if request.htmx else "components/page.html"
    return render(request, template, {**context, "sheet": sheet}, status=status)


def leave_sheet(request: AuthedRequest, url: str, *, gone: str = "") -> HttpResponse:
    """Back to the page on which the dialog was opened, made anew; to ``url`` where there was none.

    ``gone`` is the address of what does not exist any more: who stands there, or below it, goes to ``url`` too.
    """
    if not request.htmx:
        return redirect(url)
    here = request.htmx.current_url_abs_path or ""
    if not here or (gone and here.startswith(gone)):
        return HttpResponseClientRedirect(url)
    return HttpResponseClientRefresh()


def go_to(request: AuthedRequest, url: str) -> HttpResponse:
    """On to another page, from a dialog too."""
    return HttpResponseClientRedirect(url) if request.htmx else redirect(url)


def sent(request: AuthedRequest) -> QueryDict | None:
    """What a form is bound to: the fields that were sent, None where the page is only asked for."""
    return request.POST if request.method == "POST" else None


def sent_with_files(request: AuthedRequest) -> tuple[QueryDict | None, MultiValueDict[str, UploadedFile[Any]] | None]:
    """The same with the files."""
    return sent(request), request.FILES if request.method == "POST" else None


def add_fault(form: forms.BaseForm, error: InputError) -> None:
    """The service's sentence stands at its field, or above the form."""
    form.add_error(error.field if error.field in form.fields else None, error.message)
