from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import pytest
from rest_framework.test import APIClient

from argmap.models import Membership, User
from argmap.permissions import Role
from argmap.services.accounts import create_token

V1 = "/api/v1/"


class Caller(APIClient):
    """A client that knows the API's prefix and signs in by a token."""

    def __init__(self, user: User | None = None) -> None:
        super().__init__()
        self.user = user
        if user is not None:
            self.credentials(HTTP_AUTHORIZATION=f"Bearer {create_token(user=user)}")

    def send(self, method: str, path: str, body: Any) -> Any:
        """A request whose JSON is escaped to ASCII, so that it may hold what UTF-8 cannot."""
        return self.generic(method, path, json.dumps(body), content_type="application/json")

    def generic(self, method: str, path: str, *args: Any, **kwargs: Any) -> Any:
        return super().generic(method, path if path.startswith(("/", "http://")) else V1 + path, *args, **kwargs)

    def get(self, path: str, *args: Any, **kwargs: Any) -> Any:
        return super().get(path if path.startswith(("/", "http://")) else V1 + path, *args, **kwargs)


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def member(project: Any, role: Role) -> Caller:
    user = User.objects.create_user(f"the-{role.value}")
    Membership.objects.create(project=project, user=user, role=role)
    return Caller(user)


@pytest.fixture
def owner(user):
    return Caller(user)


@pytest.fixture
def editor(project):
    return member(project, Role.EDITOR)


@pytest.fixture
def annotator(project):
    return member(project, Role.ANNOTATOR)


@pytest.fixture
def viewer(project):
    return member(project, Role.VIEWER)


@pytest.fixture
def stranger(db):
    """Somebody with a project of their own."""
    from argmap.services.projects import create_project

    user = User.objects.create_user("the-stranger")
    create_project(by=user, name="Elsewhere")
    return Caller(user)


@pytest.fixture
def anonymous(db):
    return Caller()


@pytest.fixture
def add_node(owner, map_):
    """Adds a node to the map and gives its JSON."""

    def add(text: str = "We need more buses.", **values: Any) -> dict[str, Any]:
        body = {"map": str(map_.pk), "kind": "claim", "text": text, **values}
        response = owner.post("nodes/", body)
        assert response.status_code == 201, response.json()
        return response.json()

    return add


@pytest.fixture
def add_link(owner, map_):
    """Adds a link to the map and gives its JSON."""

    def add(
        premises: list[Any], target_node: str | None = None, type: str = "support", **values: Any
    ) -> dict[str, Any]:
        body = {"map": str(map_.pk), "type": type, "premises": premises, "target_node": target_node, **values}
        response = owner.post("links/", body)
        assert response.status_code == 201, response.json()
        return response.json()

    return add


@dataclass
class World:
    """A project with everything in it; ``ids`` by short names."""

    ids: dict[str, str]
    file: bytes

    def filled(self, value: Any) -> Any:
        if isinstance(value, str):
            return value.format_map(self.ids)
        if isinstance(value, list):
            return [self.filled(item) for item in value]
        return {key: self.filled(item) for key, item in value.items()} if isinstance(value, dict) else value


@pytest.fixture
def world(owner, annotator, editor, project, article, map_, add_node, add_link):
    a, b, c, d, e = (add_node(name, spans=[place(article, "full")])["id"] for name in "ABCDD")
    ids = {"project": project.pk, "article": article.pk, "revision": article.current.pk, "map": map_.pk}
    ids |= {"a": a, "b": b, "c": c, "d": d, "e": e}
    ids |= {"ab": add_link([a], b)["id"], "cb": add_link([c], b)["id"], "linked": add_link([a, c], d)["id"]}
    said = {"map": str(map_.pk), "node": a, "text": "Is that so?"}
    ids |= {"comment": owner.post("comments/", said).json()["id"]}
    ids |= {"signed": add_link([a], e, scheme="sign")["id"]}
    passage = place(article, "buses")
    ids["highlight"] = owner.post("highlights/", {"map": str(map_.pk), "passage": passage}).json()["id"]
    for name in ("tag", "other_tag"):
        ids[name] = owner.post(f"projects/{project.pk}/tags/", {"name": name}).json()["id"]
    for client in (annotator, editor, owner):  # each has a step to redo, and after that one to undo
        client.patch(f"nodes/{d}/", {"note": str(client.user)})
        client.patch(f"nodes/{d}/", {"note": f"{client.user} again"})
        client.post(f"maps/{map_.pk}/undo/")
    return World({key: str(value) for key, value in ids.items()}, owner.get(f"maps/{map_.pk}/export/argmap/").content)


def text_of(article: Any) -> str:
    return article.current.text


def place(article: Any, words: str) -> dict[str, Any]:
    """The words as the API takes a span, in code points."""
    start = text_of(article).index(words)
    return {"article": str(article.pk), "start": start, "end": start + len(words)}


def assert_problem(response: Any, status: int) -> dict[str, Any]:
    """The answer is problem JSON with this status; gives its body."""
    assert response.status_code == status, response.content
    assert response["Content-Type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == status
    assert body["instance"] == response.wsgi_request.path
    assert {"type", "title", "detail"} <= body.keys()
    return body


def is_uuid(value: str) -> bool:
    return str(UUID(value)) == value
