"""Keys and links by which people and programs sign in. Only their SHA-256 is stored."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from argmap.models import ApiToken, SignInLink, User

LINK_LIFETIME = timedelta(hours=24)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def create_token(*, user: User) -> str:
    """A new key to the API for the user; it is shown once and cannot be read again."""
    secret = secrets.token_urlsafe(32)
    ApiToken.objects.create(user=user, digest=digest_of(secret))
    return secret


def user_of_token(secret: str) -> User | None:
    """The active user to whom the key belongs, or None (one query)."""
    token = ApiToken.objects.select_related("user").filter(digest=digest_of(secret), user__is_active=True).first()
    return token.user if token else None


def create_sign_in_link(*, user: User) -> str:
    """The secret of a new link that signs the user in once, within a day; older links of theirs end."""
    secret = secrets.token_urlsafe(24)
    with transaction.atomic():
        SignInLink.objects.filter(user=user).delete()
        SignInLink.objects.create(user=user, digest=digest_of(secret), expires_at=timezone.now() + LINK_LIFETIME)
    return secret


def use_sign_in_link(secret: str) -> User | None:
    """The user whom the link signs in, or None where it is unknown, used or too old; it works once."""
    with transaction.atomic():
        link = SignInLink.objects.select_for_update().filter(digest=digest_of(secret)).select_related("user").first()
        if link is None:
            return None
        link.delete()
        if link.expires_at < timezone.now() or not link.user.is_active:
            return None
        return link.user


def first_user() -> User:
    """The operator: the first superuser, made with an unusable password where there is none."""
    user = User.objects.filter(is_superuser=True, is_active=True).order_by("date_joined").first()
    if user is None:
        user = User.objects.create_superuser("analyst", password=None)
    return user
