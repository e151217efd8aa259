"""The modules that a page fetches at once are those that the browser would ask for one after the other."""

from __future__ import annotations

import re

from argmap.templatetags.modules import modules_of
from tests.paths import ROOT

STATIC = ROOT / "static"


def late_modules() -> set[str]:
    """What the workbench imports later, with all that this needs."""
    found = set()
    for path in (STATIC / "js/workbench").glob("*.js"):
        for address in re.findall(r'await import\("([^"]+)"\)', path.read_text(encoding="utf-8")):
            entry = (path.parent / address).resolve().relative_to(STATIC)
            found |= set(modules_of(str(entry)))
    return found


def test_a_module_without_imports_is_alone():
    assert modules_of("js/order.js") == ("js/order.js",)


def test_the_workbench_fetches_every_module_at_once_or_later():
    first, late = set(modules_of("js/workbench/main.js")), late_modules()

    own = {
        str(path.relative_to(STATIC)) for name in ("workbench", "map") for path in (STATIC / "js" / name).glob("*.js")
    }
    assert own <= first | late
    assert {"js/tree.js", "js/order.js", "js/workbench/keys.js"} <= first
    assert {"js/map/map.js", "js/layout.js", "js/workbench/palette.js", "js/workbench/dialog.js"} <= late - first
