"""Which ES modules a module needs: the page names them at once, or the browser would find them one depth at a time."""

from __future__ import annotations

import posixpath
import re
from functools import cache

from django.conf import settings

_IMPORT = re.compile(r"""^(?:import|export)\s+(?:[\w$*{},\s]+\s+from\s+)?["'](\.[^"']+)["']""", re.MULTILINE)


@cache
def modules_of(entry: str) -> tuple[str, ...]:
    """The static paths of a module and of all that it imports, directly or not; those that it imports later are not."""
    found = {entry: None}  # a set that keeps the order
    queue = [entry]
    for name in queue:
        source = (settings.BASE_DIR / "static" / name).read_text(encoding="utf-8")
        for address in _IMPORT.findall(source):
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), address))
            if path not in found:
                found[path] = None
                queue.append(path)
    return tuple(found)
