from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from argmap.formats import FORMATS
from argmap.management.base import SentenceCommand
from argmap.management.lookups import map_of_id, one_sentence
from argmap.management.options import add_option_argument, options_of
from argmap.management.progress import working
from argmap.models import ArgumentMap
from argmap.services.exports import Order, export_files, export_map, losses_of


class Command(SentenceCommand):
    help = "Writes a map in one of the formats and says on standard error what that format cannot hold."

    def add_arguments(self, parser: ArgumentParser) -> None:
        writable = ", ".join(name for name, format_ in FORMATS.items() if format_.write)
        parser.add_argument("id", help="the map's id: its page is /maps/ID/")
        parser.add_argument("--format", required=True, dest="format_name", metavar="F", help=writable)
        parser.add_argument(
            "--output",
            required=True,
            metavar="FILE",
            help="a file (several come in a zip), a folder that takes them by their own names, or - for the terminal",
        )

        parser.add_argument("--node", type=UUID, metavar="ID", help="only this node with all that stands below it")
        add_option_argument(parser)

    def handle(
        self, *, id: str, format_name: str, output: str, node: UUID | None, option: list[str], **options: Any
    ) -> None:
        with one_sentence():
            map_, order = map_of_id(id), Order(format_name, options_of(option), node)
            with working(f"Writing {format_name}"):
                files = _files(map_, order, output)
                losses = losses_of(map_, order)
        for path, content in files.items():
            with one_sentence(path):
                _store(path, content)
        for loss in losses:
            self.stderr.write(f"Not held by {format_name}: {loss.message}")


def _files(map_: ArgumentMap, order: Order, output: str) -> dict[str, bytes]:
    """Path → content of what is to be written."""
    if output.endswith("/") or Path(output).is_dir():
        return {str(Path(output, name)): content for name, content in export_files(map_, order).items()}
    return {output: export_map(map_, order).content}


def _store(path: str, content: bytes) -> None:
    if path == "-":
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_bytes(content)
