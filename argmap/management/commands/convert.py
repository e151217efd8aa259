from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from argmap.exceptions import FormatError
from argmap.formats import get_format, losses, write
from argmap.formats._names import file_stem, renamed_files
from argmap.formats.base import Format, Note
from argmap.formats.bundles import Bundle, grouped, read_bundles, stem_of
from argmap.formats.registry import checked_options
from argmap.management.conversion import Folder, store_file
from argmap.management.options import add_option_argument, options_of


class Command(BaseCommand):
    help = "Converts maps from files of one format to another; needs no database."
    requires_system_checks: Sequence[str] = []  # type: ignore[assignment]  # nothing of the site is used

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("inputs", nargs="+", metavar="IN", help="files to read")
        parser.add_argument("--from", default="", dest="source", metavar="F", help="recognised where it is not named")
        parser.add_argument("--to", required=True, dest="target", metavar="F")
        parser.add_argument("--output", required=True, help="a file, a folder for several files, or - for the terminal")
        parser.add_argument(
            "--report", action="store_true", help="say what was met in each file, and what the format cannot hold"
        )
        parser.add_argument(
            "--read-option", action="append", default=[], metavar="NAME=VALUE", help="an option of the format read"
        )
        add_option_argument(parser)

    def handle(
        self,
        *,
        inputs: list[str],
        source: str,
        target: str,
        output: str,
        report: bool,
        read_option: list[str],
        option: list[str],
        **options: Any,
    ) -> None:
        self.source, self.target, self.report = source, target, report
        self.read_options, self.write_options = options_of(read_option), options_of(option)
        try:
            format_ = _writable(target)
            checked_options(format_.write_options, self.write_options)
            if source:
                checked_options(_readable(source).read_options, self.read_options)
        except FormatError as error:
            raise CommandError(error.message) from error
        self.faults = 0
        groups = _groups(inputs, source)
        self.outlet = _Outlet(output, [Path(name) for name in inputs], several=len(groups) > 1)
        with self._progress(len(groups)) as progress:
            for paths in progress.track(groups, description=f"Converting to {format_.label}"):
                self._convert(paths)
        if self.faults:
            what = "files" if len(groups) == len(inputs) else "maps"
            raise CommandError(f"{self.faults} of {len(groups)} {what} could not be converted.")

    def _progress(self, count: int) -> Progress:
        """A bar on a terminal, nothing elsewhere."""
        console = Console(stderr=True)
        shown = count > 1 and sys.stderr.isatty()
        self.say = _printer(console) if shown else self.stderr.write
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        return Progress(*columns, console=console, disable=not shown, transient=True)

    def _convert(self, paths: list[Path]) -> None:
        """The maps in these files are converted, or counted as broken with a sentence that names their place."""
        place = str(paths[0])
        try:
            files = {path.name: path.read_bytes() for path in paths}
            bundles = list(read_bundles(files, format=self.source, **self.read_options))
        except FormatError as error:
            return self._fault(place, error)
        except OSError as error:
            return self._say_fault(str(error.filename or place), f"{error.strerror or error}.")
        if len(bundles) > 1:
            self.outlet.expect_several()
        for bundle in bundles:
            self._write(bundle, paths[0] if len(bundles) == 1 else paths[0] / bundle.name)
        return None

    def _write(self, bundle: Bundle, path: Path) -> None:
        if bundle.reading is None or bundle.format is None:
            return self._fault(str(path), bundle.fault or FormatError("This cannot be read."))
        graph = bundle.reading.graph
        try:
            stem = stem_of(path.name, bundle.format.name)
            files = write(graph, self.target, **self.write_options)
            self.outlet.store(renamed_files(files, file_stem(graph.title), stem), stem)
        except FormatError as error:
            return self._fault(str(path), error)
        except OSError as error:
            return self._say_fault(str(error.filename or path), f"{error.strerror or error}.")
        if self.report:
            unnamed = (
                replace(graph, title="") if graph.title == stem else graph
            )  # the file's name still tells that title
            self._tell(path, [*bundle.reading.notes, *losses(unnamed, self.target, **self.write_options)])
        return None

    def _tell(self, path: Path, notes: Sequence[Note]) -> None:
        for note in notes:
            self.say(f"{path}: {note.message}")
            for detail in note.details:
                self.say(f"{path}:   {detail}")

    def _fault(self, path: str, error: FormatError) -> None:
        self._say_fault(":".join(str(part) for part in (path, error.line, error.column) if part), error.message)

    def _say_fault(self, place: str, sentence: str) -> None:
        self.faults += 1
        self.say(f"{place}: {sentence}")


class _Outlet:
    """Where converted maps go: the terminal, one file, or a folder."""

    def __init__(self, output: str, inputs: list[Path], *, several: bool) -> None:
        self.inputs = inputs
        self.path = Path(output)
        self.terminal = output == "-"
        self.folder: Folder | None = None
        if several:
            self.expect_several()
        elif not self.terminal and (output.endswith("/") or self.path.is_dir()):
            self.folder = Folder(self.path, inputs)

    def expect_several(self) -> None:
        """The output is a folder. Raises CommandError where it cannot be one."""
        if self.terminal:
            raise CommandError("Several inputs give several files: name a folder as --output.")
        self.folder = self.folder or Folder(self.path, self.inputs)

    def store(self, files: Mapping[str, bytes], stem: str) -> None:
        if self.terminal:
            if len(files) > 1:
                raise CommandError("This format has several files: name a folder as --output.")
            sys.stdout.buffer.write(*files.values())
        elif self.folder or len(files) > 1:
            self.folder = self.folder or Folder(self.path, self.inputs)
            self.folder.store(files, stem)
        else:
            [content] = files.values()
            store_file(content, self.path, self.inputs)


def _groups(inputs: Sequence[str], source: str) -> list[list[Path]]:
    """The paths, those together that make one map; one that is named twice is converted twice."""
    groups = [*grouped(dict.fromkeys(inputs, b""), source)]
    groups += [{name: b""} for index, name in enumerate(inputs) if name in inputs[:index]]
    return [[Path(name) for name in group] for group in groups]


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
