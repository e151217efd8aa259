"""Articles as requests bring them: text, a file, or an address to fetch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from argmap.api.drafts import exactly_one
from argmap.intake import read_article, read_pasted
from argmap.intake.base import MAX_BYTES, ArticleDraft


def draft_of(values: Mapping[str, Any]) -> ArticleDraft:
    """The article in a request's values; it reads, and fetches, before any transaction.

    Raises InputError where there is not exactly one source, IntakeError where it cannot be read.
    """
    match exactly_one(values, "text", "file", "address"):
        case "text":
            return read_pasted(values["text"])
        case "file":
            file = values["file"]
            # One byte more than the reader takes is enough for its sentence on size.
            return read_article(file.read(MAX_BYTES + 1), name=file.name, content_type=file.content_type or "")
        case _:
            return _fetched(values["address"])


def _fetched(address: str) -> ArticleDraft:
    from argmap.intake.fetch import fetch  # its libraries cost memory in every idle process

    page = fetch(address)
    return read_article(page.data, content_type=page.content_type, url=page.url)
