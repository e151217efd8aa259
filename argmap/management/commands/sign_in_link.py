from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.urls import reverse

from argmap.management.lookups import user_named
from argmap.services.accounts import create_sign_in_link


class Command(BaseCommand):
    help = "Prints a link that signs a user in once, within a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("username", nargs="?", default="", help="the operator where none is named")
        parser.add_argument("--address", default="http://127.0.0.1:8000", help="where Argmap is reached")

    def handle(self, *, username: str, address: str, **options: Any) -> None:
        secret = create_sign_in_link(user=user_named(username))
        self.stdout.write(f"{address.rstrip('/')}{reverse('sign_in_link', args=[secret])}")
