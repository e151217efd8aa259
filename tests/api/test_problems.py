import pytest
from django.test import Client

from argmap.api import problems
from tests.api.conftest import V1, assert_problem


def test_an_unknown_address_is_a_problem(owner, anonymous):
    for client in (owner, anonymous):
        for address in ("nothing/", "nodes/seven/", "maps/import/more/", "", "nodes//"):
            assert_problem(client.get(address), 404)


def test_an_address_without_its_slash_is_told(owner):
    assert f"{V1}nodes/" in assert_problem(owner.get("nodes"), 404)["detail"]
    assert "slash" not in assert_problem(owner.get("nothing"), 404)["detail"]


def test_a_wrong_method_is_a_problem_that_names_the_right_ones(owner, map_):
    response = owner.put("nodes/", {})

    assert_problem(response, 405)
    assert {"GET", "POST"} <= set(response["Allow"].split(", "))
    for address in (f"maps/{map_.pk}/graph/", f"maps/{map_.pk}/export/argmap/", "formats/", "schema/", "docs/"):
        assert_problem(owner.post(address, {}), 405)
    for address in (f"maps/{map_.pk}/undo/", "maps/import/"):
        assert_problem(owner.get(address), 405)


def test_a_wrong_media_type_is_a_problem(owner):
    assert_problem(owner.post("nodes/", "<a/>", content_type="application/xml"), 415)
    assert_problem(owner.get("nodes/", HTTP_ACCEPT="text/turtle"), 406)


def test_what_a_wrong_request_may_be_instead_is_told(owner, anonymous):
    wrong = [
        (owner.put("nodes/", {}), 405, "PUT does nothing at this address; it takes GET, POST, HEAD, OPTIONS."),
        (owner.post("nodes/", "<a/>", content_type="text/xml"), 415, "“text/xml”; send application/json as"),
        (owner.get("nodes/", HTTP_ACCEPT="text/turtle"), 406, "This address answers with application/json;"),
        (owner.get("nodes/?page=9"), 404, "There is no such page; pages count from 1"),
        (anonymous.get("maps/", HTTP_HOST="evil.example"), 400, "add it to ARGMAP_HOSTS."),
    ]

    for response, status, words in wrong:
        assert words in assert_problem(response, status)["detail"]


@pytest.mark.parametrize(
    ("body", "line", "column"),
    [
        (b'{"map":\n  oops}', 2, 3),
        (b"", 1, 1),
        (b'{"a": NaN}', None, None),
        (b'{"a": 1e999}', None, None),
        (b'{"a": "\xff"}', None, None),
        (b'{"a": ' + b"9" * 5000 + b"}", None, None),
        (b"[" * 100_000, None, None),
    ],
)
def test_malformed_json_is_told_with_its_place(owner, body, line, column):
    response = owner.generic("POST", "nodes/", body or b" ", content_type="application/json; charset=zlib")

    problem = assert_problem(response, 400)
    if line and body:
        assert (problem["line"], problem["column"]) == (line, column)


def test_a_body_that_is_no_object_is_a_problem(owner, map_):
    for body in ([], [[]], "text", 7, None, [None]):
        assert_problem(owner.post("nodes/", body, format="json"), 422)
    for address in (f"maps/{map_.pk}/", "projects/"):
        assert_problem(
            owner.generic("POST" if address == "projects/" else "PATCH", address, "[]", "application/json"), 422
        )


def test_a_body_beyond_the_limit_is_a_problem(owner, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100

    assert_problem(owner.post("nodes/", {"text": "x" * 100}), 413)


def test_a_list_beyond_the_limit_is_a_problem(owner, monkeypatch):
    from argmap.api.views import _base

    monkeypatch.setattr(_base, "MOST_AT_ONCE", 2)

    assert_problem(owner.post("nodes/", [{}, {}, {}]), 422)


def test_a_form_with_too_many_files_is_a_problem(owner, project):
    from django.core.files.uploadedfile import SimpleUploadedFile

    files = [SimpleUploadedFile(f"{n}.json", b"{}") for n in range(101)]

    assert_problem(owner.post("maps/import/", {"file": files, "project": "transport"}, format="multipart"), 400)


def test_a_fault_of_ours_is_told_without_detail_and_logged(owner, caplog, monkeypatch):
    from argmap.api.views import formats

    monkeypatch.setattr(formats, "FORMATS", None)
    owner.raise_request_exception = False

    problem = assert_problem(owner.get("formats/"), 500)

    assert problem["detail"] == problems.FAILED
    assert "NoneType" in caplog.text


def test_a_fault_of_ours_reaches_the_signal_by_which_tests_and_monitors_learn_of_it(owner, monkeypatch):
    from argmap.api.views import formats

    monkeypatch.setattr(formats, "FORMATS", None)

    with pytest.raises(AttributeError):
        owner.get("formats/")


def test_a_session_needs_its_csrf_token(user, project):
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)

    assert client.get(f"{V1}projects/").status_code == 200
    assert_problem(client.post(f"{V1}projects/", {"name": "X"}, content_type="application/json"), 403)


def test_an_unknown_token_is_told(client, db):
    response = client.get(f"{V1}projects/", HTTP_AUTHORIZATION="Bearer nonsense")

    assert "create_token" in assert_problem(response, 401)["detail"]
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_a_token_made_by_the_command_signs_in(client, user, project, capsys):
    from django.core.management import call_command

    call_command("create_token", user.username)
    token = capsys.readouterr().out.strip()

    response = client.get(f"{V1}projects/", HTTP_AUTHORIZATION=f"bearer {token}")

    assert [row["slug"] for row in response.json()["results"]] == ["transport"]


def test_a_person_who_left_signs_in_no_more(owner, user):
    user.is_active = False
    user.save()

    assert_problem(owner.get("projects/"), 401)
