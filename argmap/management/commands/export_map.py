from __future__ import annotations

import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from argmap.management.lookups import one_sentence
from argmap.models import ArgumentMap
from argmap.services.exports import export_map, losses_of


class Command(BaseCommand):
    help = "Writes a map to a file in one of the formats; says on standard error what the format cannot hold."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("id", type=UUID)
        parser.add_argument("--format", required=True, dest="format_name")
        parser.add_argument("--output", required=True, help="a file, or - for standard output")

    def handle(self, *, id: UUID, format_name: str, output: str, **options: Any) -> None:
        map_ = ArgumentMap.objects.filter(pk=id).first()
        if map_ is None:
            raise CommandError(f"There is no map {id}; the address of its page holds the id.")
        with one_sentence():
            exported = export_map(map_, format_name)
            for loss in losses_of(map_, format_name):
                self.stderr.write(f"Lost: {loss.message}")
        if output == "-":
            sys.stdout.buffer.write(exported.content)
            return
        with one_sentence(output):
            Path(output).write_bytes(exported.content)
