from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from argmap.models import SignInLink, User
from argmap.services.accounts import create_sign_in_link, first_user


def test_a_sign_in_link_signs_in_at_once_and_leads_home(client, user):
    secret = create_sign_in_link(user=user)

    answer = client.get(f"/sign-in/{secret}/")

    assert answer["Location"] == "/"
    assert client.get("/").context["user"] == user


def test_a_sign_in_link_works_once(client, user):
    secret = create_sign_in_link(user=user)
    client.get(f"/sign-in/{secret}/")
    client.logout()

    answer = client.get(f"/sign-in/{secret}/")

    assert answer.status_code == 410
    assert "python manage.py sign_in_link" in answer.content.decode()
    assert client.get("/").status_code == 302


def test_a_preview_of_the_link_does_not_use_it_up(client, user):
    secret = create_sign_in_link(user=user)

    client.head(f"/sign-in/{secret}/")

    assert client.get(f"/sign-in/{secret}/").status_code == 302


def test_a_link_of_the_day_before_yesterday_is_refused(client, user):
    secret = create_sign_in_link(user=user)
    SignInLink.objects.update(expires_at=timezone.now() - timedelta(minutes=1))

    assert client.get(f"/sign-in/{secret}/").status_code == 410


def test_signing_in_with_a_password_leads_to_the_page_asked_for(client, project):
    data = {"username": "ana", "password": "a long pass phrase", "next": "/password/"}

    answer = client.post("/sign-in/", data)

    assert answer["Location"] == "/password/"


def test_a_wrong_password_is_named_in_one_sentence(client, user):
    answer = client.post("/sign-in/", {"username": "ana", "password": "wrong"})

    assert "Please enter a correct username and password" in answer.content.decode()


def test_signing_in_never_leads_to_another_site(client, user):
    data = {"username": "ana", "password": "a long pass phrase", "next": "https://evil.example/"}

    assert client.post("/sign-in/", data)["Location"] == "/"


def test_signing_out_needs_a_post_and_ends_the_session(signed_in):
    assert signed_in.get("/sign-out/").status_code == 405

    answer = signed_in.post("/sign-out/")

    assert answer["Location"] == "/sign-in/"
    assert signed_in.get("/").status_code == 302


def test_changing_the_password_asks_for_the_old_one(signed_in, user):
    new = {"new_password1": "correct horse battery", "new_password2": "correct horse battery"}

    assert signed_in.post("/password/", new).status_code == 200
    assert signed_in.post("/password/", {"old_password": "a long pass phrase", **new})["Location"] == "/"
    assert User.objects.get(pk=user.pk).check_password("correct horse battery")


@pytest.mark.django_db
def test_who_came_by_a_link_sets_a_first_password_without_an_old_one(client):
    operator = first_user()
    client.get(f"/sign-in/{create_sign_in_link(user=operator)}/")
    new = {"new_password1": "correct horse battery", "new_password2": "correct horse battery"}

    assert client.post("/password/", new)["Location"] == "/"
    assert User.objects.get(pk=operator.pk).check_password("correct horse battery")
