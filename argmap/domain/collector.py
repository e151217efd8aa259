"""No search for garbage while something large is made: there is none, and looking costs a third of the time."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_lock = Lock()
_users = 0
_was_enabled = True


@contextmanager
def paused_collector() -> Iterator[None]:
    """Python's cyclic garbage collector rests; threads may do this at once, the last one wakes it again."""
    global _users, _was_enabled
    with _lock:
        if _users == 0:
            _was_enabled = gc.isenabled()
            gc.disable()
        _users += 1
    try:
        yield
    finally:
        with _lock:
            _users -= 1
            if _users == 0 and _was_enabled:
                _call_all_old()
                gc.enable()


def _call_all_old() -> None:
    """Make the next full search the first that looks at what was made meanwhile, not one that comes at once."""
    if not gc.get_freeze_count():  # else a server has set objects aside for good
        gc.freeze()
        gc.unfreeze()  # puts them among the oldest
