from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client, override_settings


def test_what_does_not_exist_is_a_page_of_ours(signed_in):
    with override_settings(DEBUG=False):
        answer = signed_in.get("/nowhere/")

    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()


@pytest.mark.parametrize("name", ["400", "403", "404", "500", "403_csrf"])
def test_error_pages_need_nothing_to_be_shown(name):
    page = render_to_string(f"{name}.html")

    assert "Go to your projects" in page


def test_a_form_without_its_token_is_explained(user):
    client = Client(enforce_csrf_checks=True)
    client.force_login(user)

    answer = client.post("/projects/", {"name": "Roads"})

    assert answer.status_code == 403
    assert "This form is too old" in answer.content.decode()


def test_htmx_gets_the_sentence_as_json(signed_in, map_):
    answer = signed_in.get(f"/maps/{map_.pk}/export/latin/losses/", headers={"HX-Request": "true"})

    assert answer.status_code == 422
    assert answer.json()["error"].startswith("There is no format “latin”")


def test_pages_are_guarded_by_a_policy_without_inline_script(signed_in, map_):
    policy = signed_in.get("/")["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
