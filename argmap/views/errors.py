"""One handler makes a page message of every error that has a sentence for a person."""

from __future__ import annotations

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from argmap.exceptions import (
    ArgmapError,
    ConflictError,
    InputError,
    NotAllowedError,
    NotFoundError,
    StaleError,
)

GONE = "This is not there any more; reload the page to see what is there now."

STATUS: dict[type[ArgmapError], int] = {
    StaleError: 412,
    ConflictError: 409,
    NotAllowedError: 403,
    NotFoundError: 404,
    InputError: 422,
}


def status_of(error: ArgmapError) -> int:
    """The HTTP status that fits the error."""
    return next((status for kind, status in STATUS.items() if isinstance(error, kind)), 400)


class ErrorMiddleware:
    """Turns an ArgmapError that a page's view raised into an answer that fits the request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        by_script = "application/json" in request.headers.get("Accept", "") or "HX-Request" in request.headers
        if isinstance(error, Http404) and by_script:
            return JsonResponse({"error": GONE}, status=404)
        if not isinstance(error, ArgmapError):
            return None
        status = status_of(error)
        if by_script:
            return JsonResponse({"error": error.message}, status=status)
        return render(request, "error.html", {"message": error.message, "status": status}, status=status)
