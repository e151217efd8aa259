from __future__ import annotations

from itertools import islice
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from argmap.permissions import can_view
from argmap.queries.figures import MapFigures, map_figures, table_csv, tables_csv
from argmap.views.access import get_map
from argmap.views.requests import AuthedRequest

SHOWN = 20  # rows of a table on the page; all are in the CSV


@login_required
@require_safe
def figures_page(request: AuthedRequest, map_id: UUID) -> HttpResponse:
    """The figures as a page; ``?as=csv`` gives all of them in one table, ``&table=`` one table alone."""
    map_ = get_map(request, map_id, needs=can_view)
    figures = map_figures(map_)
    if request.GET.get("as") == "csv":
        return _csv(figures, request.GET.get("table", ""))
    tables = [(table, list(islice(table.bars(), SHOWN))) for table in figures.tables]
    context = {"map": map_, "project": map_.project, "figures": figures, "tables": tables}
    return render(request, "figures/figures.html", context)


def _csv(figures: MapFigures, name: str) -> HttpResponse:
    table = figures.table(name)
    if name and table is None:
        raise Http404
    content = table_csv(table) if table else tables_csv(figures.tables)
    response = HttpResponse("\ufeff" + content, content_type="text/csv; charset=utf-8")  # the mark is for Excel
    response["Content-Disposition"] = f'attachment; filename="{name or "figures"}.csv"'
    return response
