from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from argmap.domain.graph import ArgumentGraph
from argmap.exceptions import FormatError
from argmap.formats import detect, get_format, read
from argmap.formats.base import Format
from argmap.management.conversion import Folder, renamed, stem_of, store_file


class Command(BaseCommand):
    help = "Converts maps from files of one format to another; needs no database."
    requires_system_checks: Sequence[str] = []  # type: ignore[assignment]  # nothing of the site is used

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("inputs", nargs="+", metavar="IN", help="files to read")
        parser.add_argument("--from", default="", dest="source", metavar="F", help="recognised where it is not named")
        parser.add_argument("--to", required=True, dest="target", metavar="F")
        parser.add_argument("--output", required=True, help="a file, a folder for several files, or - for the terminal")
        parser.add_argument("--report", action="store_true", help="say what the format cannot hold of each map")

    def handle(self, *, inputs: list[str], source: str, target: str, output: str, report: bool, **options: Any) -> None:
        try:
            format_ = _writable(target)
            if source:
                _readable(source)
        except FormatError as error:
            raise CommandError(error.message) from error
        self.faults = 0
        self.outlet = _Outlet(output, [Path(name) for name in inputs])
        with self._progress() as progress:
            for path in progress.track(self.outlet.inputs, description=f"Converting to {format_.label}"):
                self._convert(path, source, format_, report=report)
        if self.faults:
            raise CommandError(f"{self.faults} of {len(inputs)} files could not be converted.")

    def _progress(self) -> Progress:
        """A bar on a terminal, nothing elsewhere."""
        console = Console(stderr=True)
        shown = len(self.outlet.inputs) > 1 and sys.stderr.isatty()
        self.say = _printer(console) if shown else self.stderr.write
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        return Progress(*columns, console=console, disable=not shown, transient=True)

    def _convert(self, path: Path, source: str, format_: Format, *, report: bool) -> None:
        """The input is converted, or counted as broken with a sentence that names its place."""
        try:
            graph, stem = _graph_in(path, source)
            self.outlet.store(graph, stem, format_)
        except FormatError as error:
            self._fault(":".join(str(part) for part in (path, error.line, error.column) if part), error.message)
        except OSError as error:
            self._fault(str(error.filename or path), f"{error.strerror or error}.")
        else:
            for loss in format_.losses(graph) if report else ():
                self.say(f"{path}: {loss.message}")

    def _fault(self, place: str, sentence: str) -> None:
        self.faults += 1
        self.say(f"{place}: {sentence}")


class _Outlet:
    """Where converted maps go: the terminal, one file, or a folder."""

    def __init__(self, output: str, inputs: list[Path]) -> None:
        self.inputs = inputs
        self.path = Path(output)
        self.terminal = output == "-"
        if self.terminal and len(inputs) > 1:
            raise CommandError("Several inputs give several files: name a folder as --output.")
        is_folder = len(inputs) > 1 or output.endswith("/") or self.path.is_dir()
        self.folder = Folder(self.path, inputs) if is_folder and not self.terminal else None

    def store(self, graph: ArgumentGraph, stem: str, format_: Format) -> None:
        if format_.write is None:
            raise FormatError(f"{format_.label} can be read, not written.")
        files = renamed(format_.write(graph), graph.title, stem)
        if self.terminal:
            if len(files) > 1:
                raise CommandError(f"{format_.label} has several files: name a folder as --output.")
            sys.stdout.buffer.write(*files.values())
        elif self.folder or len(files) > 1:
            self.folder = self.folder or Folder(self.path, self.inputs)
            self.folder.store(files, stem)
        else:
            [content] = files.values()
            store_file(content, self.path, self.inputs)


def _graph_in(path: Path, source: str) -> tuple[ArgumentGraph, str]:
    """The graph in a file, and the stem of its name. Raises FormatError, OSError."""
    files = {path.name: path.read_bytes()}
    name = source or detect(files)
    return read(files, name).graph, stem_of(path, name)


def _readable(name: str) -> Format:
    format_ = get_format(name)
    if format_.read is None:
        raise FormatError(f"{format_.label} can be written, not read.")
    return format_


def _writable(name: str) -> Format:
    format_ = get_format(name)
    if format_.write is None:
        raise FormatError(f"{format_.label} can be read, not written.")
    return format_


def _printer(console: Console) -> Any:
    return lambda text: console.print(text, markup=False, highlight=False, soft_wrap=True)
