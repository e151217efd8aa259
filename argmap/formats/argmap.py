"""Our own JSON, version 1: everything that a map holds, and everything that a file said beyond that.

Every field is written, defaults too; one record stands on one line, so that two versions compare well. A field that
version 1 does not know is kept in the ``extra["argmap"]`` of the object that had it and is written back in its place.
The schema is ``docs/argmap.schema.json``.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, TypeVar

from argmap.domain.graph import ArgumentGraph, Article, Comment, Extra, Highlight, Link, Node
from argmap.domain.quick import changed
from argmap.exceptions import FormatError
from argmap.formats._argmap_ids import keep_ids, with_kept_ids
from argmap.formats._argmap_read import (
    article_from,
    comment_from,
    extra_from,
    highlight_from,
    link_from,
    node_from,
    tag_color_from,
)
from argmap.formats._argmap_shape import NAME, VERSION, Shapes
from argmap.formats._argmap_write import (
    article_to_json,
    comment_to_json,
    highlight_to_json,
    link_to_json,
    node_to_json,
    restored,
)
from argmap.formats._fields import Fields, json_type
from argmap.formats._json import check_depth, dump_records, load_json_object
from argmap.formats._limits import MAX_DEPTH, MAX_OWN_BYTES, check_node_count
from argmap.formats._losses import colors_in_use
from argmap.formats._names import file_stem
from argmap.formats._reading import only_file, reading_of
from argmap.formats._text import shortened
from argmap.formats.base import Files, Format, Note, Reading, Sample

_DEPTH = MAX_DEPTH + 20  # foreign data as deep as a reader takes it, inside our bags
_BEGINNING = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"format"\s*:\s*"argmap"')
_Item = TypeVar("_Item", Article, Node, Link, Comment, Highlight)


def graph_to_json(graph: ArgumentGraph) -> dict[str, Any]:
    """The graph as a JSON value of version 1; :func:`graph_from_json` makes an equal graph of it."""
    value = {
        "format": NAME,
        "version": VERSION,
        "map": {
            "id": graph.id,
            "title": graph.title,
            "description": graph.description,
            "extra": dict(graph.extra),
        },
        "articles": [article_to_json(article) for article in graph.articles.values()],
        "nodes": [node_to_json(node) for node in graph.nodes.values()],
        "links": [link_to_json(link) for link in graph.links.values()],
        "comments": [comment_to_json(comment) for comment in graph.comments.values()],
        "highlights": [highlight_to_json(highlight) for highlight in graph.highlights.values()],
        "tags": [{"name": name, "color": color} for name, color in colors_in_use(graph).items()],
    }
    map_ = value["map"]
    if isinstance(map_, dict):
        restored(value, map_["extra"], Shapes.FILE)
    return value


def graph_from_json(value: Mapping[str, Any]) -> Reading:
    """The graph in a JSON value of version 1, with a note on unknown fields. Raises FormatError with the place."""
    check_depth(value, _DEPTH)
    fields = Fields(value, "The file")
    _check_version(fields)
    map_ = Fields(fields.value.get("map", {}), "“map”")
    nodes = fields.list("nodes")
    check_node_count(len(nodes))
    articles = _by_id(
        "articles",
        [article_from(item, index) for index, item in enumerate(fields.list("articles"))],
    )
    graph = ArgumentGraph(
        id=map_.text("id"),
        title=map_.text("title"),
        description=map_.text("description"),
        articles=articles,
        nodes=_by_id(
            "nodes",
            [node_from(item, index, articles) for index, item in enumerate(nodes)],
        ),
        links=_by_id(
            "links",
            [link_from(item, index) for index, item in enumerate(fields.list("links"))],
        ),
        tag_colors=dict(tag_color_from(item) for item in fields.list("tags")),
        extra=extra_from(map_.mapping("extra"), value, Shapes.FILE),
        comments=_by_id(
            "comments",
            [comment_from(item, index, articles) for index, item in enumerate(fields.list("comments"))],
        ),
        highlights=_by_id(
            "highlights",
            [highlight_from(item, index, articles) for index, item in enumerate(fields.list("highlights"))],
        ),
    )
    return changed(reading_of(graph, _notes(graph)), keep_ids=keep_ids)


def read(files: Files) -> Reading:
    """The graph in one argmap file."""
    _, content = only_file(files, what="An argmap map")
    return graph_from_json(load_json_object(content, what="an argmap file", depth=_DEPTH, most=MAX_OWN_BYTES))


def write(graph: ArgumentGraph) -> dict[str, bytes]:
    """One file that holds all of the graph, under the ids of the file from which it was imported."""
    value = graph_to_json(with_kept_ids(graph))
    return {f"{file_stem(graph.title)}{FORMAT.suffixes[0]}": dump_records(value)}


def _check_version(fields: Fields) -> None:
    if fields.value.get("format") != NAME:
        raise FormatError("This is not an argmap file: “format” must be “argmap”.")
    version = fields.value.get("version")
    if version != VERSION or isinstance(version, bool):
        raise FormatError(
            f"This file is of argmap version {json_type(version)}; this installation reads version {VERSION}: "
            f"update it, or export the map as version {VERSION}."
        )


def _by_id(what: str, items: list[_Item]) -> dict[str, _Item]:
    found = {item.id: item for item in items}
    if len(found) < len(items):
        twin = next(id_ for id_, count in Counter(item.id for item in items).items() if count > 1)
        raise FormatError(f"“{what}”: the id “{shortened(twin)}” stands there twice; give one another id.")
    return found


def _notes(graph: ArgumentGraph) -> list[Note]:
    bags: list[Extra] = [graph.extra, *(part.extra for part in graph.articles.values())]
    bags += [
        *(part.extra for part in graph.nodes.values()),
        *(part.extra for part in graph.links.values()),
    ]
    count = sum(NAME in bag for bag in bags)
    return [
        Note(
            "Fields that argmap version 1 does not know are kept and written back.",
            count,
        )
    ]


FORMAT = Format(
    name=NAME,
    label="Argmap JSON",
    suffixes=(".argmap.json", ".json"),
    content_type="application/json",
    description="Everything that a map holds: articles, nodes, spans, links, order, notes, comments, foreign data.",
    read=read,
    write=write,
    recognises=lambda sample: _recognises(sample),
    specification="docs/argmap.schema.json",
    max_bytes=MAX_OWN_BYTES,
    holds=frozenset({"comments", "highlights", "tag_colors"}),
)


def _recognises(sample: Sample) -> bool:
    """Whether it says so: at once as our writer does, without a look at the rest, or anywhere in its frame."""
    if _BEGINNING.match(sample.content):
        return True
    return isinstance(sample.json, dict) and sample.json.get("format") == NAME
