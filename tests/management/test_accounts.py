from argmap.models import Membership, SignInLink, User
from argmap.permissions import Role
from argmap.services.accounts import user_of_token
from tests.management.calling import printed, refusal


def test_create_token_prints_a_key_of_the_user_and_nothing_else(user):
    output = printed("create_token", "ana")

    assert output.count("\n") == 1
    assert user_of_token(output.strip()) == user


def test_create_token_for_an_unknown_user_says_how_to_make_one(db):
    assert refusal("create_token", "nobody") == (
        "There is no user “nobody”; make one with “python manage.py createsuperuser”."
    )


def test_a_sign_in_link_signs_its_user_in_once(client, user):
    link = printed("sign_in_link", "ana").strip()

    assert link.startswith("http://127.0.0.1:8000/sign-in/")
    client.get(link.removeprefix("http://127.0.0.1:8000"))
    assert client.session["_auth_user_id"] == str(user.pk)
    client.logout()
    client.get(link.removeprefix("http://127.0.0.1:8000"))
    assert "_auth_user_id" not in client.session


def test_a_sign_in_link_without_a_name_is_the_operators(db):
    printed("sign_in_link")

    [link] = SignInLink.objects.all()
    assert link.user == User.objects.get(is_superuser=True)


def test_a_new_sign_in_link_ends_the_older_one(user):
    printed("sign_in_link", "ana")
    printed("sign_in_link", "ana")

    assert SignInLink.objects.count() == 1


def test_the_address_of_a_sign_in_link_can_be_chosen(user):
    assert printed("sign_in_link", "ana", "--port", 9000).startswith("http://127.0.0.1:9000/sign-in/")
    assert printed("sign_in_link", "ana", "--address", "https://maps.example.org/").startswith(
        "https://maps.example.org/sign-in/"
    )


def test_create_project_prints_the_slug_and_makes_the_user_its_owner(user):
    assert printed("create_project", "Night trains", "--user", "ana") == "night-trains\n"
    [membership] = Membership.objects.filter(project__slug="night-trains")
    assert (membership.user, membership.role) == (user, Role.OWNER)


def test_create_project_without_a_name_is_refused(db):
    assert refusal("create_project", "  ") == "A project needs a name."
