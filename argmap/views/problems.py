from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_POST

from argmap.forms.problems import RepairForm
from argmap.permissions import can_view
from argmap.queries.problems import listed_problems
from argmap.services.problems import repair_problem
from argmap.views.access import get_map
from argmap.views.changes import form_or_error, render_change
from argmap.views.requests import AuthedRequest


@login_required
@require_GET
@gzip_page
def problem_list(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    map_ = get_map(request, map_id, needs=can_view)
    return JsonResponse({"version": map_.version, "problems": listed_problems(map_)})


@login_required
@require_POST
def problem_repair(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    map_ = get_map(request, map_id)
    problem = form_or_error(RepairForm(request.POST))
    return render_change(request, repair_problem(by=request.user, map_=map_, **problem))
