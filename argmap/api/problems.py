"""Every error of the API as problem JSON (RFC 9457, https://www.rfc-editor.org/rfc/rfc9457)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import DisallowedHost, PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.log import log_response
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer

from argmap.exceptions import (
    ArgmapError,
    ConflictError,
    FormatError,
    IdTakenError,
    InputError,
    IntakeError,
    NotAllowedError,
    NotFoundError,
    RuleError,
    StaleError,
    UndoError,
)

CONTENT_TYPE = "application/problem+json"
NO_SUCH_THING = "There is no such thing at this address, or not for you; check the ids in it."
FAILED = (
    "The server failed on this request and wrote down why; nothing was changed. Tell its operator if it happens again."
)

# The first kind that fits: (status, name of the problem type, its title).
_OURS: dict[type[ArgmapError], tuple[int, str, str]] = {
    StaleError: (412, "stale", "Changed since it was read"),
    IdTakenError: (409, "id-taken", "The id cannot be used"),
    UndoError: (409, "undo-impossible", "Cannot be undone or redone"),
    ConflictError: (409, "conflict", "In conflict with what is stored"),
    NotAllowedError: (403, "role-too-small", "Not allowed for your role"),
    NotFoundError: (404, "not-found", "Not found"),
    FormatError: (422, "unreadable-file", "The file cannot be read"),
    IntakeError: (422, "unreadable-article", "The article cannot be read"),
    RuleError: (422, "broken-rule", "A rule of argument maps would be broken"),
    InputError: (422, "invalid", "Not valid"),
    ArgmapError: (400, "refused", "Refused"),
}

Problem = dict[str, Any]


class MalformedBody(exceptions.ParseError):
    """The body is not JSON; ``line`` and ``column`` count from 1, None where unknown."""

    def __init__(self, detail: str, *, line: int | None = None, column: int | None = None) -> None:
        super().__init__(detail)
        self.line, self.column = line, column


class BodyTooLarge(exceptions.APIException):
    status_code = 413
    default_detail = "The body of this request is too large; send it in several parts."


def problem_response(error: Exception, context: Mapping[str, Any]) -> HttpResponse:
    """The answer to an error of any kind; one that nobody foresaw is logged and told without detail."""
    request: HttpRequest = context["request"]._request
    problem = _problem_of(error, context)
    problem["instance"] = request.path
    response = HttpResponse(JSONRenderer().render(problem), status=problem["status"], content_type=CONTENT_TYPE)
    if header := getattr(error, "auth_header", None):
        response["WWW-Authenticate"] = header
    if problem["status"] == HTTPStatus.INTERNAL_SERVER_ERROR:
        _report(error, request, response)
    return response


def refused_response(request: HttpRequest, error: Exception) -> HttpResponse:
    """The answer to a request that was refused before any view: a host that is not ours, or what is no HTTP."""
    detail = "This request cannot be read; check its address, headers and fields."
    if isinstance(error, DisallowedHost):
        detail = "Argmap is not served under this host name; ask for another one, or add it to ARGMAP_HOSTS."
    problem = _plain(400, detail) | {"instance": request.path}
    return HttpResponse(JSONRenderer().render(problem), status=400, content_type=CONTENT_TYPE)


def _report(error: Exception, request: HttpRequest, response: HttpResponse) -> None:
    """What Django itself does with an error that no view caught."""
    got_request_exception.send(sender=None, request=request)
    log_response("Internal Server Error: %s", request.path, response=response, request=request, exception=error)


def _problem_of(error: Exception, context: Mapping[str, Any]) -> Problem:
    if isinstance(error, ArgmapError):
        return _ours(error, context)
    if isinstance(error, exceptions.ValidationError):
        return _validation(error)
    if isinstance(error, exceptions.APIException):
        return _plain(_status_of(error), _detail_of(error, context)) | _place(error)
    if isinstance(error, Http404):
        return _plain(404, NO_SUCH_THING)
    if isinstance(error, PermissionDenied):
        return _plain(403, str(error) or "You may not do this.")
    if isinstance(error, RequestDataTooBig):
        return _plain(413, BodyTooLarge.default_detail)
    if isinstance(error, SuspiciousOperation):
        return _plain(400, "This request cannot be read; check its form fields and files.")
    return _plain(500, FAILED)


def _detail_of(error: exceptions.APIException, context: Mapping[str, Any]) -> str:
    """The framework's sentence, or one that says what would be taken here."""
    view, request = context["view"], context["request"]
    match error:
        case exceptions.MethodNotAllowed():
            return f"{request.method} does nothing at this address; it takes {', '.join(view.allowed_methods)}."
        case exceptions.UnsupportedMediaType():
            taken = " or ".join(parser.media_type for parser in view.get_parsers())
            return f"This address does not read “{request.content_type}”; send {taken} as Content-Type."
        case exceptions.NotAcceptable():
            given = " or ".join(renderer.media_type for renderer in view.get_renderers())
            return f"This address answers with {given}; allow that in the Accept header."
    return str(error.detail)


def _status_of(error: exceptions.APIException) -> int:
    return error.status_code


def _plain(status: int, detail: str) -> Problem:
    return {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}


def _ours(error: ArgmapError, context: Mapping[str, Any]) -> Problem:
    status, name, title = next(values for kind, values in _OURS.items() if isinstance(error, kind))
    problem: Problem = {
        "type": f"urn:problem-type:argmap:{name}",
        "title": title,
        "status": status,
        "detail": error.message,
    }
    if isinstance(error, InputError) and error.field:
        problem["errors"] = [{"field": error.field, "message": error.message}]
    if isinstance(error, RuleError) and error.rule:
        problem["rule"] = error.rule
    if isinstance(error, StaleError):
        problem |= {"current": error.current, "sent": getattr(context["view"], "sent", None)}
    return problem | _place(error)


def _place(error: Exception) -> Problem:
    """Line and column, where the error knows them."""
    found = {name: getattr(error, name, None) for name in ("line", "column")}
    return {name: value for name, value in found.items() if value is not None}


def _validation(error: exceptions.ValidationError) -> Problem:
    errors = [{"field": field, "message": message} for field, message in _flat(error.detail, "")]
    first = f"{errors[0]['field']}: {errors[0]['message']}" if errors[0]["field"] else errors[0]["message"]
    more = f" (and {len(errors) - 1} more: see “errors”)" if len(errors) > 1 else ""
    return {
        "type": "urn:problem-type:argmap:invalid",
        "title": "Not valid",
        "status": 422,
        "detail": first + more,
        "errors": errors,
    }


def _flat(detail: Any, path: str) -> Iterator[tuple[str, str]]:
    """(place, sentence) for every message in the nested errors of a serializer; a place is like ``3.spans.0.start``."""
    if isinstance(detail, Mapping):
        for key, inner in detail.items():
            yield from _flat(inner, path if key == "non_field_errors" else f"{path}.{key}".lstrip("."))
    elif isinstance(detail, list) and any(isinstance(item, dict | list) for item in detail):
        for index, inner in enumerate(detail):
            yield from _flat(inner, f"{path}.{index}".lstrip("."))
    elif isinstance(detail, list):
        for message in detail:
            yield path, str(message)
    else:
        yield path, str(detail)
