"""Where a thing that was found is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse

from argmap.domain.structure import Structure
from argmap.queries.search.hits import Hit
from argmap.templatetags.reading import block_at


def place_of(hit: Hit) -> str:
    """The address of the node or comment in its map, or of the article's paragraph where the first match stands."""
    if hit.node:
        return f"{reverse('workbench', args=[hit.node.map_id])}#node-{hit.node.pk}"
    if hit.comment:
        return f"{reverse('workbench', args=[hit.comment.map_id])}#comment-{hit.comment.pk}"
    assert hit.article  # a hit is one of the three
    address = reverse("article", args=[hit.article.pk])
    if hit.start is None:
        return address
    structure: Mapping[str, Any] | Structure = hit.article.current.structure
    return f"{address}#at-{block_at(hit.text, structure, hit.start)}"
