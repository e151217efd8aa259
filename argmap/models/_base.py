"""What all tables have in common."""

from __future__ import annotations

from uuid import UUID

from django.db import models
from uuid_utils.compat import uuid7


def new_id() -> UUID:
    """A fresh UUID version 7: ordered by time, so that a browser can name a row before the server has answered."""
    return uuid7()


class Row(models.Model):
    """A table whose key is a UUID version 7."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True
