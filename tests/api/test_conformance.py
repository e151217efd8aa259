"""Requests made from the schema itself: whatever is sent, the answer is what the schema says, and never a 500."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from argmap.wsgi import application
from tests.api.conftest import World

CHECKS = (
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)
# Real things for the ids in addresses and bodies: made-up ones would all end at 404.
IDS = {
    "projects": "project",
    "articles": "article",
    "maps": "map",
    "nodes": "a",
    "links": "linked",
    "comments": "comment",
    "highlights": "highlight",
    "tags": "tag",
}
BODY_IDS = {"map": "map", "project": "project", "target_node": "b", "other": "b", "node": "c", "link": "ab"}

# Every case that the schema suggests, thousands of them, takes minutes: set ARGMAP_EXHAUSTIVE=1 after larger changes.
EXHAUSTIVE = os.environ.get("ARGMAP_EXHAUSTIVE") == "1"

schema = schemathesis.openapi.from_wsgi("/api/v1/schema/", application)
schema.config.phases.update(phases=["coverage", "fuzzing"] if EXHAUSTIVE else ["fuzzing"])


@schema.parametrize()
@settings(
    max_examples=20 if EXHAUSTIVE else 10,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_answers_are_what_the_schema_says(case: schemathesis.Case, world: World, owner: Any) -> None:
    use_real_things(case, world)

    with connection_stays_open(), transaction.atomic():
        response = case.call(headers={"Authorization": owner._credentials["HTTP_AUTHORIZATION"]})
        transaction.set_rollback(True)

    case.validate_response(response, checks=CHECKS)


@contextmanager
def connection_stays_open() -> Iterator[None]:
    """As in Django's own test client: a request does not close the connection that holds the test's transaction."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)


def use_real_things(case: schemathesis.Case, world: World) -> None:
    noun = "tags" if "/tags/" in case.path else case.path.split("/")[3]
    if "project" in case.path_parameters:
        case.path_parameters["project"] = world.ids["project"]
    if "id" in case.path_parameters:
        case.path_parameters["id"] = world.ids[IDS[noun]]
    if "revision_id" in case.path_parameters:
        case.path_parameters["revision_id"] = world.ids["revision"]
    bodies = case.body if isinstance(case.body, list) else [case.body]
    for body in bodies:
        if isinstance(body, dict):
            body.update({key: world.ids[name] for key, name in BODY_IDS.items() if isinstance(body.get(key), str)})
            if isinstance(body.get("passage"), dict):
                body["passage"]["article"] = world.ids["article"]
            for span in body["spans"] if isinstance(body.get("spans"), list) else ():
                if isinstance(span, dict):
                    span["article"] = world.ids["article"]


def test_the_requests_reach_every_operation() -> None:
    assert sum(1 for _ in schema.get_all_operations()) > 40


@pytest.fixture(autouse=True)
def _no_fetching(monkeypatch):
    """Made-up addresses of articles are not looked up in the network."""
    import socket

    def refuse(*args: object, **kwargs: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "no network in tests")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
