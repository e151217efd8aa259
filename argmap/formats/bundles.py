"""Many files at once: archives are unpacked, and the files that make one map together come together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from argmap.exceptions import FormatError, UnknownFormatError
from argmap.formats._archive import is_archive, unpacked
from argmap.formats._limits import check_together
from argmap.formats._names import file_stem
from argmap.formats.base import Files, Format, Note, Reading, Sample
from argmap.formats.registry import FORMATS, OF_ANYTHING, checked_options, detect, get_format, read

_PROJECT = "argmap-project.json"  # in the archives of whole projects, which are not read here

Teller = Callable[[str, int, int], None]  # takes the name of a map, and how many bytes of how many are read


@dataclass(frozen=True, slots=True)
class Bundle:
    """The files of one map, read: ``reading`` is None and ``fault`` says why where they cannot be.

    ``name`` is what a person calls it: the file's, or what the names of its files have in common.
    """

    name: str
    files: Files
    format: Format | None
    reading: Reading | None = None
    fault: FormatError | None = None

    @property
    def title(self) -> str:
        """What the map will be called: as its file says, else after the file."""
        return (self.reading.graph.title if self.reading else "") or stem_of(self.name)

    @property
    def is_unknown(self) -> bool:
        """Whether no format knows these files."""
        return isinstance(self.fault, UnknownFormatError)


def beside(bundles: Iterable[Bundle]) -> tuple[list[Bundle], list[str]]:
    """The bundles to tell a person of, and the names of files that stand beside maps: settings, texts, READMEs.

    Where no file is known, each of them is told.
    """
    everything = list(bundles)
    known = [bundle for bundle in everything if not bundle.is_unknown]
    names = [name for bundle in everything if bundle.is_unknown for name in bundle.files] if known else []
    return (known or everything), names


def read_bundles(
    files: Files, tell: Teller = lambda name, done, total: None, /, *, format: str = "", **options: str
) -> Iterator[Bundle]:
    """Each map that is in these files, one after the other.

    Before each one ``tell`` is given its name, and how many bytes of how many are read.

    Zip archives are unpacked (once: no archive in an archive). Files of a format that takes several go together where
    their names agree up to the ending, as in ``a.ann`` and ``a.txt``. ``format`` empty means: detect it for each.
    Raises FormatError at once for a format or option that there is not, for a broken archive, and for too much at once.
    """
    if format:
        checked_options(get_format(format).read_options, options)
    groups = grouped(flattened(files), format)
    return _read_all(groups, format, options, tell)


def _read_all(groups: list[Files], format: str, options: Mapping[str, str], tell: Teller) -> Iterator[Bundle]:
    sizes = [sum(map(len, group.values())) for group in groups]
    for index, (name, group) in enumerate(zip(_names(groups), groups, strict=True)):
        tell(name, sum(sizes[:index]), sum(sizes))
        yield _read(name, group, format, options)


def stem_of(name: str, format: str = "") -> str:
    """The file's name without folders, and without an ending of this format (of any where none is named)."""
    name = PurePosixPath(name).name
    known = [FORMATS[format]] if format in FORMATS else FORMATS.values()
    endings = sorted((suffix for format_ in known for suffix in format_.suffixes), key=len, reverse=True)
    for ending in (*endings, PurePosixPath(name).suffix):
        if ending and " " not in ending and name.lower().endswith(ending.lower()) and len(name) > len(ending):
            return name[: -len(ending)]
    return name


def flattened(files: Files) -> dict[str, bytes]:
    """The files with those of archives in their place, named by archive and path. Raises FormatError."""
    found: dict[str, bytes] = {}
    for name, content in files.items():
        if is_archive(content):
            inside = unpacked(name, content)
            if _PROJECT in inside:
                raise FormatError(
                    f"“{name}” is the archive of a whole project; its operator restores it with “restore_project”."
                )
            if not inside:
                raise FormatError(f"“{name}” is an empty archive; choose one with files.")
            found |= inside if len(files) == 1 else {f"{PurePosixPath(name).stem}/{k}": v for k, v in inside.items()}
        else:
            found[name] = content
        check_together(map(len, found.values()))
    return found


def grouped(files: Files, format: str = "") -> list[Files]:
    """The files, those together that make one map by the ``parts`` of a format (of this one where it is named)."""
    sets = [FORMATS[format].parts] if format in FORMATS else [format_.parts for format_ in FORMATS.values()]
    known = sorted(filter(None, sets), key=OF_ANYTHING.issuperset)  # ``a.txt`` goes with ``a.ann`` before ``a.json``
    groups: dict[str, dict[str, bytes]] = {}
    for name, content in files.items():
        groups.setdefault(_group_key(name, files, known), {})[name] = content
    return [files for group in groups.values() for files in _together(group, format)]


def _together(group: Files, format: str) -> list[Files]:
    """The group, or each of its files by itself where they are of a format that takes but one."""
    if len(group) == 1:
        return [group]
    try:
        is_one = bool(FORMATS[format or detect(group)].parts)
    except FormatError:
        is_one = True
    return [group] if is_one else [{name: content} for name, content in group.items()]


def _group_key(name: str, files: Files, sets: list[tuple[str, ...]]) -> str:
    """The part of its name that the file shares with the others of its map; all of it where it stands alone."""
    for parts in sets:
        for part in sorted(parts, key=len, reverse=True):
            if name.lower().endswith(part):
                stem = name[: -len(part)]
                if any(f"{stem}{other}" in files for other in parts if other != part):
                    return "\0".join((stem, *parts))
    return name


def _names(groups: Iterable[Files]) -> Iterator[str]:
    """What a person calls each group, no two alike: ``a`` of ``a.ann`` and ``a.txt``, then ``a (2)`` of two tables."""
    taken: set[str] = set()
    for files in groups:
        name = unique = _common_name(files)
        number = 1
        while unique in taken:
            number += 1
            unique = f"{name} ({number})"
        taken.add(unique)
        yield unique


def _read(name: str, files: Files, format: str, options: Mapping[str, str]) -> Bundle:
    format_ = None
    try:
        if any(map(is_archive, files.values())):
            raise FormatError(f"“{name}” is an archive inside an archive; unpack the outer one and choose this one.")
        format_ = get_format(format or detect(files))
        known = {option.name for option in format_.read_options}
        given = options if format else {key: value for key, value in options.items() if key in known}
        reading = read(files, format_.name, **given)
    except FormatError as error:
        return Bundle(name, files, format_, fault=error)
    return Bundle(name, files, format_, _with_doubt(reading, files, format_) if format else reading)


def _with_doubt(reading: Reading, files: Files, chosen: Format) -> Reading:
    """The reading, with a note first where by their content the files are of another format than was chosen."""
    samples = [Sample(name, content) for name, content in files.items()]
    if any(chosen.recognises(sample) for sample in samples):
        return reading
    for sample in samples:
        for format_ in FORMATS.values():
            if format_.read and format_.recognises(sample):
                sentence = f"This looks like {format_.label}; it is read as {chosen.label}, as you chose."
                return replace(reading, notes=(Note(sentence), *reading.notes))
    return reading


def _common_name(files: Files) -> str:
    names = list(files)
    if len(names) == 1:
        return names[0]
    shared = names[0]
    for name in names[1:]:
        while not name.startswith(shared):
            shared = shared[:-1]
    return shared.rstrip("._- ") or file_stem(names[0])
