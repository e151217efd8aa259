"""How far long work is, for the page that waits for it: a small file, which the request that works writes.

It stands in the data folder, where every process of the installation finds it, and goes when the work ends.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from argmap.models import User

Tell = Callable[[str, int, int], None]  # what is being done; how much of it is, and out of how much (0: nobody knows)

_EVERY = 0.25  # seconds between two writes about the same
_FORGOTTEN = 3600  # seconds after which the file of work that died is in nobody's interest


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done, how much of it is, and out of how much; ``total`` 0 where that is not known."""

    words: str
    done: int = 0
    total: int = 0


def silent(words: str, done: int, total: int) -> None:
    """Nobody is told."""


@contextmanager
def told_to(user: User, work: UUID | None) -> Iterator[Tell]:
    """Within this, the user's page that names its work so can ask how far it is; without a name nobody is told."""
    if work is None:
        yield silent
        return
    file = _file(user, work)
    file.parent.mkdir(parents=True, exist_ok=True)
    _forget(file.parent)
    last = ("", 0.0)

    def tell(words: str, done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if words != last[0] or now - last[1] >= _EVERY:
            last = (words, now)
            unfinished = file.with_suffix(".part")
            unfinished.write_text(json.dumps(asdict(Progress(words, done, total))))
            os.replace(unfinished, file)

    try:
        yield tell
    finally:
        file.unlink(missing_ok=True)


def progress_of(user: User, work: UUID) -> Progress | None:
    """How far this work of the user is; None before it begins and after it ends."""
    try:
        return Progress(**json.loads(_file(user, work).read_text()))
    except FileNotFoundError:
        return None


def _file(user: User, work: UUID) -> Path:
    return Path(settings.DATA_DIR) / "progress" / f"{user.pk}.{work}.json"


def _forget(folder: Path) -> None:
    for file in folder.iterdir():
        try:
            if time.time() - file.stat().st_mtime > _FORGOTTEN:
                file.unlink()
        except FileNotFoundError:  # another request was first
            continue
