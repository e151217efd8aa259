"""Every address of the API as everybody: what you may not see does not exist, what you may not do is refused."""

from dataclasses import dataclass, field
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from argmap.api.urls import urlpatterns
from argmap.models import Project, Tag
from argmap.permissions import can_annotate, can_edit, can_manage, can_view
from tests.api.conftest import World, assert_problem

PUBLIC = {"schema", "docs", "no_such_address"}


@dataclass
class Call:
    """One way to use an address; ``needs`` is None where any user may."""

    name: str
    method: str
    path: str
    needs: Any = can_view
    body: Any = field(default_factory=dict)
    format: str = "json"
    is_list: bool = False  # strangers see it, without what is not theirs

    def __str__(self) -> str:
        return f"{self.method} {self.path}"

    def sent(self, client: Any, world: World) -> Any:
        """The answer to this call about the things of this world."""
        body = world.filled(self.body)
        if self.format == "multipart":
            body["file"] = SimpleUploadedFile("a.argmap.json", world.file)
        return getattr(client, self.method)(
            world.filled(self.path), *([] if self.method == "get" else [body, self.format])
        )


LINK = {"map": "{map}", "type": "attack", "premises": ["{c}"], "target_node": "{a}"}
HIGHLIGHT = {"map": "{map}", "passage": {"article": "{article}", "start": 0, "end": 3}}
EQUAL = {"rule": "equal_texts", "nodes": ["{e}", "{d}"]}
CALLS = [
    Call("project-list", "get", "projects/", is_list=True),
    Call("project-list", "post", "projects/", None, {"name": "New"}),
    Call("project-detail", "get", "projects/{project}/"),
    Call("project-detail", "put", "projects/{project}/", can_manage, {"name": "New"}),
    Call("project-detail", "patch", "projects/{project}/", can_manage, {"guidelines": "New"}),
    Call("project-detail", "delete", "projects/{project}/", can_manage),
    Call("project-export", "get", "projects/{project}/export/argmap/"),
    Call("tag-list", "get", "projects/{project}/tags/"),
    Call("tag-list", "post", "projects/{project}/tags/", can_annotate, {"name": "New"}),
    Call("tag-detail", "get", "projects/{project}/tags/{tag}/"),
    Call("tag-detail", "put", "projects/{project}/tags/{tag}/", can_edit, {"name": "New", "color": "red"}),
    Call("tag-detail", "patch", "projects/{project}/tags/{tag}/", can_edit, {"name": "New"}),
    Call("tag-detail", "delete", "projects/{project}/tags/{tag}/", can_edit),
    Call("tag-merge", "post", "projects/{project}/tags/merge/", can_edit, {"into": "{tag}", "tags": ["{other_tag}"]}),
    Call("article-list", "get", "articles/", is_list=True),
    Call("article-list", "post", "articles/", can_edit, {"project": "{project}", "text": "A new text."}),
    Call("article-detail", "get", "articles/{article}/"),
    Call("article-detail", "put", "articles/{article}/", can_edit, {"title": "New"}),
    Call("article-detail", "patch", "articles/{article}/", can_edit, {"text": "Another text."}),
    Call("article-detail", "delete", "articles/{article}/", can_edit),
    Call("article-revisions", "get", "articles/{article}/revisions/"),
    Call("article-revision", "get", "articles/{article}/revisions/{revision}/"),
    Call("map-list", "get", "maps/", is_list=True),
    Call("map-list", "post", "maps/", can_edit, {"project": "transport", "title": "New"}),
    Call("map-detail", "get", "maps/{map}/"),
    Call("map-detail", "put", "maps/{map}/", can_edit, {"title": "New"}),
    Call("map-detail", "patch", "maps/{map}/", can_edit, {"description": "New"}),
    Call("map-detail", "delete", "maps/{map}/", can_edit),
    Call("map-changes", "get", "maps/{map}/changes/"),
    Call("map-duplicate", "post", "maps/{map}/duplicate/", can_edit),
    Call("map-export", "get", "maps/{map}/export/argmap/"),
    Call("map-losses", "get", "maps/{map}/export/argmap/losses/"),
    Call("map-graph", "get", "maps/{map}/graph/"),
    Call("map-problems", "get", "maps/{map}/problems/"),
    Call("map-repair", "post", "maps/{map}/problems/repair/", can_annotate, EQUAL),
    Call("map-prose", "get", "maps/{map}/prose/"),
    Call("map-figures", "get", "maps/{map}/figures/"),
    Call("map-undo", "post", "maps/{map}/undo/", can_annotate),
    Call("map-redo", "post", "maps/{map}/redo/", can_annotate),
    Call("map-import-files", "post", "maps/import/", can_edit, {"project": "transport", "file": None}, "multipart"),
    Call("node-list", "get", "nodes/?map={map}", is_list=True),
    Call("node-list", "post", "nodes/", can_annotate, {"map": "{map}", "kind": "claim", "text": "New"}),
    Call("node-list", "post", "nodes/", can_annotate, [{"map": "{map}", "kind": "claim", "text": "New"}]),
    Call("node-detail", "get", "nodes/{a}/"),
    Call("node-detail", "put", "nodes/{a}/", can_annotate, {"kind": "claim", "text": "New"}),
    Call("node-detail", "patch", "nodes/{a}/", can_annotate, {"text": "New"}),
    Call("node-detail", "delete", "nodes/{a}/", can_annotate),
    Call("node-merge", "post", "nodes/{a}/merge/", can_annotate, {"other": "{b}"}),
    Call("node-move", "post", "nodes/{a}/move/", can_annotate, {"link": "{ab}", "target_node": "{c}"}),
    Call("link-list", "get", "links/?map={map}", is_list=True),
    Call("link-list", "post", "links/", can_annotate, LINK),
    Call("link-list", "post", "links/", can_annotate, [LINK, LINK]),
    Call("link-detail", "get", "links/{ab}/"),
    Call("link-detail", "put", "links/{ab}/", can_annotate, {"type": "attack", "target_node": "{b}"}),
    Call("link-detail", "patch", "links/{ab}/", can_annotate, {"note": "New"}),
    Call("link-detail", "delete", "links/{ab}/", can_annotate),
    Call("link-join", "post", "links/{ab}/join/", can_annotate, {"other": "{cb}"}),
    Call("link-split", "post", "links/{linked}/split/", can_annotate, {"node": "{a}"}),
    Call("link-scheme", "get", "links/{ab}/scheme/"),
    Call("link-add-premise", "post", "links/{signed}/premises/", can_annotate, {"role": "meaning"}),
    Call("link-raise-question", "post", "links/{signed}/raise/", can_annotate, {"question": "sign/reliability"}),
    Call("link-answer-question", "post", "links/{signed}/answer/", can_annotate, {"question": "sign/reliability"}),
    Call("comment-list", "get", "comments/?map={map}", is_list=True),
    Call("comment-list", "post", "comments/", can_annotate, {"map": "{map}", "node": "{a}", "text": "Why?"}),
    Call("comment-detail", "get", "comments/{comment}/"),
    Call("comment-detail", "put", "comments/{comment}/", can_manage, {"text": "Why not?"}),
    Call("comment-detail", "patch", "comments/{comment}/", can_manage, {"text": "Why not?"}),
    Call("comment-detail", "delete", "comments/{comment}/", can_manage),
    Call("comment-resolve", "post", "comments/{comment}/resolve/", can_annotate),
    Call("comment-reopen", "post", "comments/{comment}/reopen/", can_annotate),
    Call("highlight-list", "get", "highlights/?map={map}", is_list=True),
    Call("highlight-list", "post", "highlights/", can_annotate, HIGHLIGHT),
    Call("highlight-detail", "get", "highlights/{highlight}/"),
    Call("highlight-detail", "put", "highlights/{highlight}/", can_annotate, {"note": "New"}),
    Call("highlight-detail", "patch", "highlights/{highlight}/", can_annotate, {"note": "New"}),
    Call("highlight-detail", "delete", "highlights/{highlight}/", can_annotate),
    Call("highlight-turn", "post", "highlights/{highlight}/node/", can_annotate, {"kind": "claim"}),
    Call("search", "get", "search/?q=buses", is_list=True),
    Call("search-csv", "get", "search/csv/?q=buses&project=transport"),
    Call("search-questions", "get", "search/questions/", None),
    Call("format-list", "get", "formats/", None),
    Call("scheme-list", "get", "schemes/", None),
]  # fmt: skip


def test_the_calls_below_are_all_that_there_are():
    assert {call.name for call in CALLS} | PUBLIC == {pattern.name for pattern in urlpatterns}


@pytest.mark.parametrize("role", ["anonymous", "stranger", "viewer", "annotator", "editor", "owner"])
def test_everybody_may_do_what_their_role_allows_and_nothing_else(role, world, owner, request):
    client = request.getfixturevalue(role)
    before = owner.get(f"maps/{world.ids['map']}/graph/").json()

    for call in CALLS:
        with transaction.atomic():
            response = call.sent(client, world)
            transaction.set_rollback(True)
        assert_as_expected(response, call, role, world)

    assert owner.get(f"maps/{world.ids['map']}/graph/").json() == before


def assert_as_expected(response: Any, call: Call, role: str, world: World) -> None:
    if role == "anonymous":
        problem = assert_problem(response, 401)
        assert not any(key in problem["detail"] for key in world.ids.values())
    elif call.needs is None:
        assert response.status_code < 300, (str(call), response.content)
    elif role == "stranger" and call.is_list:
        found = response.json()["results"]
        assert [row for row in found if row["id"] in world.ids.values()] == [], str(call)
    elif role == "stranger":
        assert_problem(response, 404)
    elif call.needs(role):
        assert response.status_code < 300 or response.status_code == 409, (str(call), response.content)
        assert response.status_code != 409 or call.name in ("map-redo", "map-undo"), (str(call), response.content)
    else:
        assert "role" in assert_problem(response, 403)["detail"], str(call)


def test_schema_and_docs_are_for_everybody(anonymous):
    for address in ("schema/", "docs/"):
        assert anonymous.get(address).status_code == 200


@pytest.fixture
def elsewhere(stranger):
    """The ids of everything in a project of which the owner of the world is no member."""
    article = stranger.post("articles/", {"project": "elsewhere", "text": "Theirs is another text."}).json()
    map_ = stranger.post("maps/", {"project": "elsewhere", "title": "Theirs", "articles": [article["id"]]}).json()["id"]
    a, b = (stranger.post("nodes/", {"map": map_, "kind": "claim", "text": text}).json()["id"] for text in "AB")
    tag = Tag.objects.create(project=Project.objects.get(slug="elsewhere"), name="theirs").pk
    link = stranger.post("links/", {"map": map_, "type": "support", "premises": [a], "target_node": b}).json()["id"]
    return {"article": article["id"], "revision": article["revision"], "map": map_, "node": a, "link": link, "tag": tag}


@pytest.fixture
def next_door(owner):
    """The ids of everything in another map of a project of the same owner."""
    owner.post("projects/", {"name": "Next door"})
    article = owner.post("articles/", {"project": "next-door", "text": "Mine is another text."}).json()
    map_ = owner.post("maps/", {"project": "next-door", "title": "Mine", "articles": [article["id"]]}).json()["id"]
    a, b = (owner.post("nodes/", {"map": map_, "kind": "claim", "text": text}).json()["id"] for text in "AB")
    tag = Tag.objects.create(project=Project.objects.get(slug="next-door"), name="mine").pk
    link = owner.post("links/", {"map": map_, "type": "support", "premises": [a], "target_node": b}).json()["id"]
    return {"article": article["id"], "revision": article["revision"], "map": map_, "node": a, "link": link, "tag": tag}


@pytest.mark.parametrize("where", ["elsewhere", "next_door"])
def test_ids_of_another_project_lead_nowhere_inside_this_one(where, world, owner, request):
    other = request.getfixturevalue(where)
    own = world.ids
    before = owner.get(f"maps/{own['map']}/graph/").json()
    span = {"article": other["article"], "start": 0, "end": 3}
    link = {"map": own["map"], "type": "support", "premises": [own["a"]], "target_node": own["c"]}
    not_there = [
        ("get", f"articles/{own['article']}/revisions/{other['revision']}/", None),
        ("post", f"nodes/{own['a']}/merge/", {"other": other["node"]}),
        ("post", f"nodes/{own['a']}/move/", {"link": other["link"], "target_node": own["c"]}),
        ("post", f"nodes/{own['a']}/move/", {"link": own["ab"], "target_node": other["node"]}),
        ("post", f"nodes/{own['a']}/move/", {"link": own["ab"], "target_link": other["link"]}),
        ("get", f"projects/{own['project']}/tags/{other['tag']}/", None),
        ("patch", f"projects/{own['project']}/tags/{other['tag']}/", {"name": "Mine"}),
        ("delete", f"projects/{own['project']}/tags/{other['tag']}/", None),
        ("post", f"projects/{own['project']}/tags/merge/", {"into": own["tag"], "tags": [other["tag"]]}),
        ("post", f"projects/{own['project']}/tags/merge/", {"into": other["tag"], "tags": [own["tag"]]}),
        ("patch", f"links/{own['ab']}/", {"target_node": other["node"]}),
        ("patch", f"links/{own['ab']}/", {"target_link": other["link"]}),
        ("post", f"links/{own['ab']}/join/", {"other": other["link"]}),
        ("post", f"links/{own['ab']}/join/", {"node": other["node"]}),
        ("post", f"links/{own['linked']}/split/", {"node": other["node"]}),
    ]
    not_valid = [
        ("patch", f"links/{own['ab']}/", {"premises": [{"node": other["node"], "role": "x"}]}),
        ("patch", f"maps/{own['map']}/", {"articles": [other["article"]]}),
        ("post", "maps/", {"project": own["project"], "title": "M", "articles": [other["article"]]}),
        ("post", "nodes/", {"map": own["map"], "kind": "claim", "spans": [span]}),
        ("post", "nodes/?offsets=utf16", {"map": own["map"], "kind": "claim", "spans": [span]}),
        ("patch", f"nodes/{own['a']}/", {"spans": [span]}),
        ("patch", f"nodes/{own['a']}/?offsets=utf16", {"spans": [{**span, "revision": other["revision"]}]}),
        ("post", "links/", link | {"premises": [other["node"]]}),
        ("post", "links/", link | {"target_node": other["node"]}),
        ("post", "links/", link | {"target_node": None, "target_link": other["link"]}),
        ("post", "nodes/", [{"map": key, "kind": "claim", "text": "x"} for key in (own["map"], other["map"])]),
    ]

    for calls, status in ((not_there, 404), (not_valid, 422)):
        for method, address, body in calls:
            response = getattr(owner, method)(address, body) if body else owner.get(address)
            assert response.status_code == status, (method, address, body, response.content)

    assert owner.get(f"maps/{own['map']}/graph/").json() == before


def test_one_article_may_not_give_another_ones_revision(owner, project, article):
    other = owner.post("articles/", {"project": "transport", "text": "Another text."}).json()

    assert_problem(owner.get(f"articles/{article.pk}/revisions/{other['revision']}/"), 404)
