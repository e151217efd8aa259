"""Where the files of a conversion go: names after the inputs, no two alike, none over an input."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import count
from pathlib import Path

from django.core.management.base import CommandError


class Folder:
    """The folder that takes the files of several conversions. Raises CommandError where it cannot be made."""

    def __init__(self, path: Path, inputs: Iterable[Path]) -> None:
        if path.exists() and not path.is_dir():
            raise CommandError(f"{path} is a file, but several files are to be written: name a folder.")
        self._path = path
        self._taken = {_same(file) for file in inputs}

    def store(self, files: Mapping[str, bytes], stem: str) -> list[Path]:
        """The paths of the files, which are written; numbered where another input's have these names already.

        Raises OSError.
        """
        self._path.mkdir(parents=True, exist_ok=True)
        endings = {name.removeprefix(stem): content for name, content in files.items()}
        paths = self._free(stem, [*endings])
        for path, content in zip(paths, endings.values(), strict=True):
            path.write_bytes(content)
        self._taken |= {_same(path) for path in paths}
        return paths

    def _free(self, stem: str, endings: Sequence[str]) -> list[Path]:
        for number in count(1):
            paths = [self._path / f"{stem}{'' if number == 1 else f'-{number}'}{ending}" for ending in endings]
            if self._taken.isdisjoint(map(_same, paths)):
                break
        return paths


def store_file(content: bytes, path: Path, inputs: Iterable[Path]) -> None:
    """The content stands in the file. Raises CommandError where that is an input, OSError where it cannot."""
    if any(_same(path) == _same(file) for file in inputs):
        raise CommandError(f"{path} is an input and is not overwritten: name another file.")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _same(path: Path) -> str:
    """One name for a file, however its path is written; letters' case does not count, as on some systems."""
    return str(path.resolve()).casefold()
