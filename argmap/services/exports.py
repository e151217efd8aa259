"""Maps leave through the registered formats: whole, a branch, or all maps of a project."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import PurePath
from uuid import UUID

from django.utils import timezone

from argmap.domain.branch import branch_of
from argmap.domain.graph import ArgumentGraph
from argmap.exceptions import NotFoundError
from argmap.formats import get_format, losses, write
from argmap.formats._names import file_stem, renamed_files
from argmap.formats.base import Note
from argmap.models import ArgumentMap, Project
from argmap.queries.graph import is_named_after_file, load_graph

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written: the format, its options, and the node whose branch is wanted (None: the whole map)."""

    format_name: str
    options: Mapping[str, str] = field(default_factory=dict)
    node: UUID | None = None


@dataclass(frozen=True, slots=True)
class Exported:
    """One file to download; several files of a format come in a zip."""

    name: str
    content: bytes
    content_type: str


def export_files(map_: ArgumentMap, order: Order) -> dict[str, bytes]:
    """The map, or the branch of it, as named files; most formats have one.

    Raises FormatError for a format or option that there is not, or that is only read; NotFoundError for the node.
    """
    return _written(map_, _ordered(map_, order), order)


def export_map(map_: ArgumentMap, order: Order) -> Exported:
    """The map as one file, several files as a zip. Raises as ``export_files`` does."""
    format_, files = get_format(order.format_name), export_files(map_, order)
    if len(files) == 1:
        [(name, content)] = files.items()
        return Exported(name, content, format_.content_type)
    return Exported(f"{file_stem(map_.title)}.{format_.name}.zip", _zipped(files), "application/zip")


def losses_of(map_: ArgumentMap, order: Order) -> list[Note]:
    """What this very map, or the branch of it, loses in this format; empty where nothing is lost.

    Raises as ``export_files`` does.
    """
    return _lost(map_, _ordered(map_, order), order)


def export_project(project: Project, order: Order) -> Exported:
    """All maps of the project in this format: a zip with a folder for each and a manifest of what is where and lost.

    Raises FormatError for a format or option that there is not, or that is only read.
    """
    files: dict[str, bytes] = {}
    entries = []
    for map_, folder in _folders(project):
        graph = load_graph(map_)
        written = _written(map_, graph, order)
        paths = [f"{folder}/{name}" for name in written]
        files |= dict(zip(paths, written.values(), strict=True))
        lost = [note.message for note in _lost(map_, graph, order)]
        entries.append({"id": str(map_.pk), "title": map_.title, "version": map_.version, "files": paths, "lost": lost})
    manifest = {
        "project": {"id": str(project.pk), "name": project.name},
        "format": order.format_name,
        "exported": timezone.now().isoformat(timespec="seconds"),
        "maps": entries,
    }
    files[MANIFEST] = json.dumps(manifest, ensure_ascii=False, indent=1).encode()
    return Exported(f"{file_stem(project.name)}.{order.format_name}.zip", _zipped(files), "application/zip")


def _ordered(map_: ArgumentMap, order: Order) -> ArgumentGraph:
    graph = load_graph(map_)
    if order.node is None:
        return graph
    try:
        return branch_of(graph, str(order.node))
    except KeyError:
        raise NotFoundError("The node whose branch is wanted is not in this map; choose another one.") from None


def _written(map_: ArgumentMap, graph: ArgumentGraph, order: Order) -> dict[str, bytes]:
    """The graph as files; a title that is but the name of the file that it came from is not written into that again."""
    if not (is_named_after_file(map_) and _is_of_format(graph, order.format_name)):
        return write(graph, order.format_name, **order.options)
    files = write(replace(graph, title=""), order.format_name, **order.options)
    return renamed_files(files, file_stem(""), file_stem(map_.title))


def _lost(map_: ArgumentMap, graph: ArgumentGraph, order: Order) -> list[Note]:
    """What the files lose; a title that was a file's name, or that their own names tell whole, is not lost."""
    is_told = is_named_after_file(map_) or file_stem(map_.title) == map_.title
    return losses(replace(graph, title="") if is_told else graph, order.format_name, **order.options)


def _is_of_format(graph: ArgumentGraph, name: str) -> bool:
    """Whether the graph came from a file of this format, or a part of it did."""
    nodes, links = (node.extra for node in graph.nodes.values()), (link.extra for link in graph.links.values())
    articles = (article.extra for article in graph.articles.values())
    return any(name in extra for extra in chain([graph.extra], nodes, links, articles))


def _folders(project: Project) -> Iterator[tuple[ArgumentMap, str]]:
    """The maps by title, each with a folder of its own name."""
    taken: set[str] = set()
    for map_ in project.maps.order_by("title", "pk"):
        stem = folder = file_stem(map_.title)
        number = 1
        while folder.casefold() in taken:
            number += 1
            folder = f"{stem}-{number}"
        taken.add(folder.casefold())
        yield map_, folder


def _zipped(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(str(PurePath(name)), content)
    return buffer.getvalue()
