"""The article's description as JSON-LD (https://schema.org/Article)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from argmap.intake.base import Metadata
from argmap.intake.dates import find_date
from argmap.intake.language import primary_subtag

_TYPES = ("Article", "Posting", "Report")


def from_json_ld(page: HtmlElement) -> Metadata:
    """The metadata of the page's first article in JSON-LD; empty where there is none or where it is broken."""
    for script in page.iter("script"):
        if (script.get("type") or "").lower().startswith("application/ld+json"):
            for thing in _things(script.text or ""):
                if _is_article(thing):
                    return _metadata(thing)
    return Metadata()


def _things(source: str) -> Iterator[dict[str, Any]]:
    """The objects at the top and in ``@graph``."""
    try:
        waiting = [json.loads(source.strip().removeprefix("<!--").removesuffix("-->"), strict=False)]
    except (ValueError, RecursionError):
        return
    while waiting:
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting.extend(value[:100])
        elif isinstance(value, dict):
            yield value
            waiting.append(value.get("@graph"))


def _is_article(thing: dict[str, Any]) -> bool:
    types = thing.get("@type")
    return any(
        isinstance(name, str) and name.endswith(_TYPES) for name in (types if isinstance(types, list) else [types])
    )


def _metadata(thing: dict[str, Any]) -> Metadata:
    return Metadata(
        title=_text(thing.get("headline")) or _text(thing.get("name")),
        subtitle=_text(thing.get("alternativeHeadline")),
        author=_names(thing.get("author") or thing.get("creator")),
        publication=_names(thing.get("publisher")),
        published=find_date(_text(thing.get("datePublished"))),
        language=primary_subtag(_text(thing.get("inLanguage"))),
    )


def _text(value: object) -> str:
    from html import unescape

    if isinstance(value, list):
        value = value[0] if value else ""
    return " ".join(unescape(value).split()) if isinstance(value, str) else ""


def _names(value: object) -> str:
    values = value if isinstance(value, list) else [value]
    names = [_text(item.get("name")) if isinstance(item, dict) else _text(item) for item in values]
    return ", ".join(dict.fromkeys(name for name in names if name and not name.startswith("http")))
