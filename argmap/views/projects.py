from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from argmap.views.requests import AuthedRequest


@login_required
@require_safe
def home(request: AuthedRequest) -> HttpResponse:
    return render(request, "projects/home.html")
