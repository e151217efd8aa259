"""The fields of our own JSON, version 1, at every level."""

from __future__ import annotations

from argmap.formats._unknown import Shape

NAME = "argmap"
VERSION = 1
CONTEXT_LENGTH = 32  # code points of prefix and suffix


def _keys(names: str) -> frozenset[str]:
    return frozenset(names.split())


_BLOCK = Shape(frozenset({"type", "start", "end", "level", "ordered"}))
_HYPERLINK = Shape(frozenset({"start", "end", "href"}))
_STRUCTURE = Shape(
    frozenset({"blocks", "hyperlinks"}),
    lists={"blocks": _BLOCK, "hyperlinks": _HYPERLINK},
)
_REVISION = Shape(frozenset({"id", "text", "sha256", "structure"}), objects={"structure": _STRUCTURE})
_SPAN = Shape(frozenset({"id", "article", "revision", "start", "end", "exact", "prefix", "suffix"}))
_PREMISE = Shape(frozenset({"node", "role"}))
_TARGET = Shape(frozenset({"node", "link"}))
_REPLY = Shape(_keys("id text author created edited"))
_COMMENT = Shape(
    _keys("id text author created edited node link span resolved resolved_by replies"),
    objects={"span": _SPAN},
    lists={"replies": _REPLY},
    item_keys={"replies": "id"},
)
_HIGHLIGHT = Shape(_keys("id span note"), objects={"span": _SPAN})
_TAG = Shape(frozenset({"name", "color"}))
_MAP = Shape(frozenset({"id", "title", "description", "extra"}))


class Shapes:
    """The shapes of the objects that have a bag for unknown fields; the whole file's bag is the map's."""

    FILE = Shape(
        _keys("format version map articles nodes links comments highlights tags"),
        objects={"map": _MAP},
        lists={"comments": _COMMENT, "highlights": _HIGHLIGHT, "tags": _TAG},
        item_keys={"comments": "id", "highlights": "id", "tags": "name"},
    )
    ARTICLE = Shape(
        _keys("id title revisions subtitle author publication published url language direction extra"),
        lists={"revisions": _REVISION},
        item_keys={"revisions": "id"},
    )
    NODE = Shape(
        _keys("id kind text main implicit evidence_type attribution sources confidence note tags spans position extra"),
        lists={"spans": _SPAN},
        item_keys={"spans": "id"},
    )
    LINK = Shape(
        _keys("id type premises target scheme strength note tags position extra"),
        objects={"target": _TARGET},
        lists={"premises": _PREMISE},
        item_keys={"premises": "node"},
    )
