"""Maps leave through the registered formats."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from argmap.exceptions import FormatError
from argmap.formats import get_format
from argmap.formats.base import Note
from argmap.models import ArgumentMap
from argmap.queries.graph import load_graph


@dataclass(frozen=True, slots=True)
class Exported:
    """One file to download; several files of a format come in a zip."""

    name: str
    content: bytes
    content_type: str


def export_files(map_: ArgumentMap, format_name: str) -> dict[str, bytes]:
    """The map in this format as named files; most formats have one.

    Raises FormatError for a format that is not known or only read.
    """
    format_ = get_format(format_name)
    if format_.write is None:
        raise FormatError(f"Argmap reads {format_.label} but does not write it; choose another format.")
    return format_.write(load_graph(map_))


def export_map(map_: ArgumentMap, format_name: str) -> Exported:
    """The map in this format as one file, several files as a zip. Raises FormatError as ``export_files`` does."""
    format_, files = get_format(format_name), export_files(map_, format_name)
    if len(files) == 1:
        [(name, content)] = files.items()
        return Exported(name, content, format_.content_type)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    stem = next(iter(files)).split(".")[0]
    return Exported(f"{stem}.{format_.name}.zip", buffer.getvalue(), "application/zip")


def losses_of(map_: ArgumentMap, format_name: str) -> list[Note]:
    """What this very map loses in this format; empty where nothing is lost."""
    return list(get_format(format_name).losses(load_graph(map_)))
