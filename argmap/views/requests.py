"""The request as views behind a sign-in see it."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from argmap.models import User


class AuthedRequest(HttpRequest):
    """A request of a person who is signed in, seen by django-htmx."""

    user: User
    htmx: HtmxDetails
