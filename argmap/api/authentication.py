from __future__ import annotations

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from argmap.models import User
from argmap.services.accounts import user_of_token


class BearerAuthentication(BaseAuthentication):
    """``Authorization: Bearer <token>``; the token comes from ``python manage.py create_token``."""

    def authenticate(self, request: Request) -> tuple[User, None] | None:
        scheme, _, secret = get_authorization_header(request).decode("latin-1").partition(" ")
        if scheme.lower() != "bearer":
            return None
        user = user_of_token(secret.strip())
        if user is None:
            raise AuthenticationFailed("This token is not known; make one with “python manage.py create_token”.")
        return user, None

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="argmap"'
