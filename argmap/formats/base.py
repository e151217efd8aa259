"""What every interchange format has in common.

A format is one module in this package that ends in ``FORMAT = Format(…)``; its presence is its registration.
A reader takes named files and gives a graph with notes; a writer takes a graph and gives named files.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from argmap.domain.graph import ArgumentGraph
from argmap.exceptions import FormatError
from argmap.formats._json import load_json
from argmap.formats._limits import MAX_BYTES
from argmap.formats._text import decode

Files = Mapping[str, bytes]  # file name → content; most formats have one file, some a pair


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that was met or lost, as a sentence for a person, with how many objects it concerns.

    ``details`` names these objects, a line each, where a person should look at every one of them.
    """

    message: str
    count: int = 1
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """A choice that a reader or writer leaves to the person; its name is that of the function's keyword argument.

    ``values`` are what it takes, none: free text. ``default`` is taken where nothing is chosen.
    """

    name: str
    label: str
    values: tuple[str, ...] = ()
    default: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader found: the graph, and notes on what was kept aside or repaired.

    ``keep_ids`` puts the graph's ids into its bags, where a reader has not done that already.
    """

    graph: ArgumentGraph
    notes: tuple[Note, ...] = ()
    keep_ids: Callable[[ArgumentGraph], ArgumentGraph] = field(default=lambda graph: graph, compare=False)

    @property
    def with_ids_kept(self) -> ArgumentGraph:
        """The graph for a place that gives it ids of its own: its format's writer finds the file's ids in its bags."""
        return self.keep_ids(self.graph)


@dataclass(frozen=True)
class Sample:
    """One file as the formats see it that are asked whether it is theirs; it is decoded once for all of them."""

    name: str
    content: bytes

    @cached_property
    def text(self) -> str | None:
        """The file as text, None where it is not text."""
        try:
            return decode(self.content)
        except FormatError:
            return None

    @cached_property
    def json(self) -> Any:
        """The file as a JSON value, None where it is none."""
        if self.content.strip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1] not in (
            b"{",
            b"[",
        ):
            return None
        try:
            return load_json(self.content)
        except FormatError:
            return None


Reader = Callable[..., Reading]  # (files, **options)
Writer = Callable[..., dict[str, bytes]]  # (graph, **options)
Losses = Callable[..., Sequence[Note]]  # (graph, **options), with the writer's options
Recogniser = Callable[[Sample], bool]


@dataclass(frozen=True, slots=True)
class Format:
    """One interchange format.

    ``suffixes`` are the endings of its files, the first one used for new files; ``content_type`` is of the first file.
    ``read`` raises FormatError with line and column; ``write`` names its files after the map's title;
    ``losses`` computes from the graph at hand what this format cannot hold of it, and is empty where nothing is lost.
    ``recognises`` says by its content whether a file is of this format.
    ``specification`` is the address of the text that defines the format.
    ``read_options`` and ``write_options`` are what the two functions take beside files and graph (all texts).
    ``holds`` names what it has a place for of that which is said beside the argument (``_losses.BESIDE``).
    ``parts`` are endings of files that belong to one map, as in (".ann", ".txt"); empty where a map is one file.
    ``max_bytes`` are the most that a file to read may have.
    """

    name: str
    label: str
    suffixes: tuple[str, ...]
    content_type: str
    description: str
    read: Reader | None = None
    write: Writer | None = None
    losses: Losses = field(default=lambda graph, **options: ())
    recognises: Recogniser = field(default=lambda sample: False)
    specification: str = ""
    read_options: tuple[Option, ...] = ()
    write_options: tuple[Option, ...] = ()
    holds: frozenset[str] = frozenset()
    parts: tuple[str, ...] = ()
    max_bytes: int = MAX_BYTES
