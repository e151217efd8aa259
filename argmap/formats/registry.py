"""The interchange formats by name, found by their presence in this package; modules load when first asked for."""

from __future__ import annotations

import os
import pkgutil
from collections.abc import Container, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path

from argmap.domain.collector import paused_collector
from argmap.domain.graph import ArgumentGraph
from argmap.exceptions import FormatError, UnknownFormatError
from argmap.formats._json import load_json
from argmap.formats._limits import bounded_words, check_size
from argmap.formats._losses import BESIDE, lost
from argmap.formats.base import Files, Format, Note, Option, Reading, Sample

_PACKAGE = "argmap.formats"
_NOT_FORMATS = frozenset({"base", "bundles", "registry"})
OF_ANYTHING = frozenset({".txt", ".json", ".xml", ".yml", ".yaml"})  # endings that do not tell a format
_ARTICLES = (".txt", ".html", ".htm", ".md", ".pdf", ".docx")  # of files that are taken in as articles


class _Formats(Mapping[str, Format]):
    """Name → Format, our own format first, then by name."""

    def __init__(self) -> None:
        self._loaded: dict[str, Format] = {}

    def __getitem__(self, name: str) -> Format:
        if name not in self._loaded:
            if name not in self._modules():
                raise KeyError(name)
            self._loaded[name] = import_module(f"{_PACKAGE}.{self._modules()[name]}").FORMAT
        return self._loaded[name]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._modules(), key=lambda name: (name != "argmap", name)))

    def __len__(self) -> int:
        return len(self._modules())

    @staticmethod
    def _modules() -> dict[str, str]:
        found = (module.name for module in pkgutil.iter_modules([str(Path(__file__).parent)]))
        return {n.replace("_", "-"): n for n in found if not n.startswith("_") and n not in _NOT_FORMATS}


FORMATS: Mapping[str, Format] = _Formats()


def get_format(name: str) -> Format:
    """The format of that name. Raises FormatError with the known names."""
    try:
        return FORMATS[name]
    except KeyError:
        raise FormatError(f"There is no format “{name}”; known are {', '.join(FORMATS)}.") from None


def detect(files: Files) -> str:
    """The name of the readable format whose files these are, by their content, else by endings that one format has.

    Raises FormatError where no format knows them, with line and column where one is broken JSON; and for a file over
    the limit.
    """
    readable = [format_ for format_ in FORMATS.values() if format_.read]
    for name, content in files.items():
        check_size(content, max(format_.max_bytes for format_ in readable))
        sample = Sample(name, content)
        for format_ in sorted(readable, key=lambda f: -_suffix_length(f, name)):
            if format_.recognises(sample):
                return format_.name
        check_size(content)
    named = {f.name for f in readable for name in files if _suffix_length(f, name, but=OF_ANYTHING)}
    if len(named) == 1:
        return named.pop()
    for name, content in files.items():
        if _is_meant_as_json(name, content):
            load_json(content)
    raise _unknown(files, readable)


def _is_meant_as_json(name: str, content: bytes) -> bool:
    beginning = content.lstrip()[:1]
    is_json = beginning == b"{" or (beginning == b"[" and ".json" in name.lower())
    return is_json and Sample("", content).text is not None


def _unknown(files: Files, readable: Iterable[Format]) -> UnknownFormatError:
    names = ", ".join(f"“{name}”" for name in files) or "No file"
    sentence = f"{names}: the format is not recognised; say which it is ({', '.join(f.name for f in readable)})"
    is_text = any(name.lower().endswith(_ARTICLES) for name in files)
    return UnknownFormatError(f"{sentence}{', or add it as an article if it is the text of one' if is_text else ''}.")


def read(source: Files | str | os.PathLike[str], format: str | None = None, **options: str) -> Reading:
    """The graph in these files, or in the file at this path, with notes; ``format`` None means: detect it.

    ``options`` are the format's ``read_options``. Raises FormatError where a file is broken, of no known format, or
    cannot be opened, and for an option that the format does not have.
    """
    files = source if isinstance(source, Mapping) else _file_at(Path(source))
    if not files:
        raise FormatError("There is no file to read; choose one.")
    format_ = get_format(format or detect(files))
    if format_.read is None:
        raise FormatError(f"Argmap writes {format_.label} but does not read it; choose another format.")
    for content in files.values():
        check_size(content, format_.max_bytes)
    chosen = checked_options(format_.read_options, options)
    with paused_collector(), bounded_words():
        return format_.read(files, **chosen)


def write(graph: ArgumentGraph, format: str, **options: str) -> dict[str, bytes]:
    """The files (name → content) that hold the graph in this format, by its ``write_options``.

    Raises FormatError where it is read only, and for an option that the format does not have.
    """
    format_ = get_format(format)
    if format_.write is None:
        raise FormatError(f"Argmap reads {format_.label} but does not write it; choose another format.")
    chosen = checked_options(format_.write_options, options)
    with paused_collector():
        return format_.write(graph, **chosen)


def losses(graph: ArgumentGraph, format: str, **options: str) -> list[Note]:
    """What this very graph loses in this format; empty where nothing is lost. Raises FormatError as :func:`write`."""
    format_ = get_format(format)
    own = format_.losses(graph, **checked_options(format_.write_options, options))
    return [*own, *lost(graph, *(name for name in BESIDE if name not in format_.holds))]


def convert(source: Files | str | os.PathLike[str], to: str, *, format: str | None = None) -> dict[str, bytes]:
    """The files in format ``to`` that hold what ``source`` holds in ``format`` (None: detect it).

    Raises FormatError.
    """
    return write(read(source, format).graph, to)


def checked_options(known: Iterable[Option], given: Mapping[str, str]) -> dict[str, str]:
    """The given options; those that are left out or empty have their default, and are not passed on.

    Raises FormatError for an option or a value that there is not.
    """
    by_name = {option.name: option for option in known}
    for name, value in given.items():
        option = by_name.get(name)
        if option is None:
            names = ", ".join(by_name) or "none"
            raise FormatError(f"There is no option “{name}” here; known are: {names}.")
        if value and option.values and value not in option.values:
            raise FormatError(f"“{option.label}” cannot be “{value}”; choose one of {', '.join(option.values)}.")
    return {name: value for name, value in given.items() if value}


def _suffix_length(format_: Format, name: str, *, but: Container[str] = ()) -> int:
    return max(
        (len(suffix) for suffix in format_.suffixes if suffix not in but and name.lower().endswith(suffix)),
        default=0,
    )


def _file_at(path: Path) -> dict[str, bytes]:
    try:
        return {path.name: path.read_bytes()}
    except OSError as error:
        raise FormatError(f"“{path}” cannot be opened: {error.strerror or error}.") from error
