"""Fuzzes one reader, guided by the code that it runs: ``.venv-peers/bin/python -m tests.fuzz FORMAT --seconds N``.

Needs atheris, which the peers' environment has. Ends with 0 where every file was read or refused with a sentence; a
file that crashes, hangs or breaks a rule is left in the temporary folder, and its name is printed.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from copy import deepcopy
from pathlib import Path
from typing import Any

from tests.formats.samples import samples_of

LARGEST = 8_192  # bytes of one file
SLOWEST = 20  # seconds for one file: beyond it the reader hangs
SCRAPS = (None, True, 0, -1, 2**70, 0.5, "", " ", "\0", "\ud800", "1", [], {}, [[]], [{}], {"id": "1"})


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description="Fuzzes the reader of a format.")
    parser.add_argument("format")
    parser.add_argument("--seconds", type=int, default=60, help="it ends after these")
    parser.add_argument("--runs", type=int, default=-1, help="or after so many files")
    asked = parser.parse_args()
    try:
        import atheris  # lives in the peers' environment alone
    except ImportError:
        sys.exit("The fuzzer needs atheris: run it with the peers' Python, .venv-peers/bin/python.")
    with atheris.instrument_imports(include=["argmap"], enable_loader_override=False):
        from argmap.formats import FORMATS  # here, so that what it runs is counted

        format_ = FORMATS[asked.format]
    samples = samples_of(asked.format)
    rest = {path.name: path.read_bytes() for path in samples if path.suffix != samples[0].suffix and format_.parts}
    arguments = [
        f"-seed_inputs={','.join(map(str, samples))}",
        f"-max_total_time={asked.seconds}",
        f"-runs={asked.runs}",
        f"-max_len={LARGEST}",
        f"-timeout={SLOWEST}",
        f"-artifact_prefix={Path(tempfile.gettempdir()) / f'argmap-{asked.format}-'}",
        "-rss_limit_mb=2048",
        "-print_final_stats=1",
        "-seed=1",
    ]
    mutator = {"custom_mutator": _mutated(atheris)} if samples[0].suffix in (".json", ".jsonld") else {}
    atheris.Setup([sys.argv[0], *arguments], _reader(format_, samples[0].name, rest), **mutator)
    atheris.Fuzz()


def _reader(format_: Any, name: str, rest: dict[str, bytes]) -> Any:
    """The function that is to end quietly for any bytes."""
    from argmap.domain.wellformed import faults_of  # after atheris, as above
    from argmap.exceptions import FormatError
    from argmap.formats import losses, read, write

    def once(content: bytes) -> None:
        try:
            reading = read({name: content, **rest}, format_.name)
        except FormatError as error:
            if not error.message.endswith((".", "?", "!", "”", ")")):
                raise RuntimeError(f"This is no sentence: {error.message}") from error
            return
        if faults := faults_of(reading.graph):
            raise RuntimeError(f"A rule is broken: {faults[0]}")
        if format_.write:
            losses(reading.graph, format_.name)
            read(write(reading.graph, format_.name), format_.name)

    return once


def _mutated(atheris: Any) -> Any:
    """A mutator that changes values of a JSON file half of the time, so that it is one still."""

    def mutate(content: bytes, size: int, seed: int) -> bytes:
        chance = random.Random(seed)
        try:
            value = json.loads(content) if chance.random() < 0.7 else None
        except ValueError:
            value = None
        if not isinstance(value, dict | list):
            return atheris.Mutate(content, size)
        for _ in range(chance.randint(1, 3)):
            _change(value, chance)
        return json.dumps(value, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")[:size]

    return mutate


def _change(value: Any, chance: random.Random) -> None:
    """One value inside is another, is gone, or stands twice."""
    places = list(_places(value))
    if not places:
        return
    parent, key = chance.choice(places)
    other_parent, other_key = chance.choice(places)
    scrap, copy = deepcopy(chance.choice(SCRAPS)), deepcopy(other_parent[other_key])
    match chance.randrange(4):
        case 0:
            parent[key] = scrap
        case 1:
            parent[key] = copy
        case 2:
            del parent[key]
        case _ if isinstance(parent, list):
            parent.insert(key, copy)
        case _:
            parent[str(scrap)] = copy


def _places(value: Any) -> Any:
    for key in list(value) if isinstance(value, dict) else range(len(value)):
        yield value, key
        if isinstance(value[key], dict | list):
            yield from _places(value[key])


if __name__ == "__main__":
    main()
