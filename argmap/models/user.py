from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models

from argmap.models._base import new_id


class User(AbstractUser):
    """A person who signs in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    @property
    def display_name(self) -> str:
        return self.get_full_name() or self.get_username()
